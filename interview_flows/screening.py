"""Whom an interview is not for: told so kindly, at the question that shows it, and never later.

Who is screened out has declined in the end: their answers are on no map, and their place in a
quota is free again. That they had agreed before is what tells them from others who declined.
"""

from cxmodel.interview import Interview, Phase, Progress, Value
from interview_flows.agenda import Place, study_field
from interview_flows.exchange import Exchange
from interview_flows.flow import Flow, Question
from interview_flows.offers import filled
from interview_flows.talk import ReplyKind


def screens_out(x: Exchange, place: Place) -> bool:
    """Whether the answer that was just given for the first time ends the interview.

    Somebody who is past the question stays, also when they change that answer later.
    """
    condition = place.question.screens
    if condition is None or x.phase is not Phase.ASKING:
        return False
    if is_past(x.interview, x.flow, place.question):  # it came with a new version of the flow
        return False

    def value_of(name: str) -> Value:
        return study_field(x.study, name) if name.startswith("study.") else x.agenda.value_of(name)

    return not condition.holds(value_of)


def is_past(interview: Interview, flow: Flow, question: Question) -> bool:
    """Whether something was asked and answered that is not up to this question.

    What the flow does not know any more counts too: only whoever was moved has such an answer.
    What somebody noted by themselves, before its question came, does not.
    """
    up_to = {question.id}
    for _, _, each in flow.questions():
        if each.id == question.id:
            break
        up_to.add(each.id)
    return any(a.turn is not None and a.question not in up_to for a in interview.answers)


def end_screened_out(x: Exchange) -> None:
    """End the interview with the flow's own words."""
    x.fire("screen_out")
    x.turn_over(Progress(turn=x.progress.turn))
    x.tell(filled(x, x.flow.screened_out), ReplyKind.CLOSING)


def was_screened_out(interview: Interview) -> bool:
    """Whether they had agreed, and it turned out that the interview is not for them."""
    return interview.phase is Phase.DECLINED and interview.consent is not None
