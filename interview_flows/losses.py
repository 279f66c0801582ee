"""What no longer counts of an interview that was moved to another version of its flow."""

from collections import Counter
from collections.abc import Iterator, Sized

from cxmodel.interview import Answer, Interview, Kind, Position, QuestionId, Step
from interview_flows.agenda import place_of
from interview_flows.fitting import fits, gone
from interview_flows.flow import Flow, Question
from interview_flows.screening import is_past


def losses_of(before: Interview, after: Interview, old: Flow, flow: Flow) -> Iterator[str]:
    """What the move from `old` to `flow` costs, a phrase each."""
    questions = {question.id: question for _, _, question in flow.questions()}
    counted = {answer.id for answer in _counted(after, flow)}
    answers = list(before.current_answers())
    reasons = Counter(
        (a.question, _why(a, questions.get(a.question))) for a in answers if a.id not in counted
    )
    for (question, reason), count in reasons.items():
        yield f"{count} {'answer' if count == 1 else 'answers'} to `{question}`: {reason}"
    known = {(q.id, option.id) for _, _, q in old.questions() for option in q.options}
    for answer in answers:
        if answer.id in counted and answer.probe is None and answer.kind in _CHOSEN:
            for option in gone(answer, questions[answer.question]):
                if (answer.question, option) in known:
                    yield f"option `{option}` of `{answer.question}` is gone: kept as a word"
    yield from _hidden(before.visible_steps(), after.visible_steps())
    yield from _screened(before, after, old, flow)
    yield from _left(before, after)


_CHOSEN = (Kind.CHOICE, Kind.CHOICES)


def _counted(interview: Interview, flow: Flow) -> Iterator[Answer]:
    """Answers that count, and that are answers to what is asked now."""
    for answer in interview.current_answers():
        place = place_of(flow, interview, Position(answer.question, answer.step))
        if place is not None and (answer.probe is not None or fits(answer, place.question)):
            yield answer


def _why(answer: Answer, question: Question | None) -> str:
    if question is None:
        return "the question is gone"
    if answer.probe is None and answer.kind is not question.kind:
        return f"it is a {question.kind.value} now, and was a {answer.kind.value}"
    if answer.probe is None and not fits(answer, question):
        missing = gone(answer, question) if answer.kind in _CHOSEN else []
        named = ", ".join(f"`{option}`" for option in missing)
        return f"option {named} is gone" if named else "it is out of range now"
    return "the question is not asked of them any more"


def _hidden(before: tuple[Step, ...], after: tuple[Step, ...]) -> Iterator[str]:
    shown = {step.id for step in after}
    hidden = Counter(step.source for step in before if step.id not in shown)
    for source, count in hidden.items():
        yield f"{count} step{'' if count == 1 else 's'} of `{source}`: the story is told no more"


def _screened(before: Interview, after: Interview, old: Flow, flow: Flow) -> Iterator[str]:
    """Questions that may end an interview which none would have ended before."""
    counted = {answer.question for answer in _counted(after, flow)}
    passed = {answer.question for answer in before.current_answers()}
    screened: set[QuestionId] = {q.id for _, _, q in old.questions() if q.screens is not None}
    for _, _, question in flow.questions():
        is_new = question.id not in screened or question.id in passed
        if question.screens is None or question.id in counted or not (passed and is_new):
            continue
        if not is_past(after, flow, question):
            yield f"`{question.id}` may end it: it says whom the interview is for"


def _left(before: Interview, after: Interview) -> Iterator[str]:
    old, new = before.progress, after.progress
    if old.at is not None and new.at != old.at:
        onward = f"goes on at `{new.at.question}`" if new.at else "goes on at the end"
        yield f"stands at `{old.at.question}`: {onward}"
    elif old.at is None and new.at is not None:
        yield f"stands at the summary: goes on at `{new.at.question}`"
    if old.probe is not None and new.probe is None:
        yield "a follow-up that waits is dropped"
    if old.draft_steps is not None and new.draft_steps is None:
        yield f"{_count(old.draft_steps, 'step')} of a story, not confirmed yet"
    if old.parts and not new.parts:
        yield f"{_count(old.parts, 'message')} of a story that is being told"
    if old.selected:
        yield f"{_count(old.selected, 'tick')} of a checklist that is not finished"


def _count(things: Sized, name: str) -> str:
    return f"{len(things)} {name}{'' if len(things) == 1 else 's'}"
