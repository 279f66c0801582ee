"""Whom an interview is not for: told so kindly, at the question that shows it, and never later.

Who is screened out has declined in the end: their answers are on no map, and their place in a
quota is free again. That they had agreed before is what tells them from others who declined.
"""

from cxmodel.interview import Interview, Phase, Progress, Value
from interview_flows.agenda import Place, study_field
from interview_flows.exchange import Exchange
from interview_flows.offers import filled
from interview_flows.talk import ReplyKind


def screens_out(x: Exchange, place: Place) -> bool:
    """Whether the answer that was just given for the first time ends the interview.

    Somebody who is past the question stays, also when they change that answer later.
    """
    condition = place.question.screens
    if condition is None or x.phase is not Phase.ASKING:
        return False

    def value_of(name: str) -> Value:
        return study_field(x.study, name) if name.startswith("study.") else x.agenda.value_of(name)

    return not condition.holds(value_of)


def end_screened_out(x: Exchange) -> None:
    """End the interview with the flow's own words."""
    x.fire("screen_out")
    x.turn_over(Progress(turn=x.progress.turn))
    x.tell(filled(x, x.flow.screened_out), ReplyKind.CLOSING)


def was_screened_out(interview: Interview) -> bool:
    """Whether they had agreed, and it turned out that the interview is not for them."""
    return interview.phase is Phase.DECLINED and interview.consent is not None
