"""An interview moved to another version of its flow: what becomes of it, and what it would lose.

Nothing that was said is thrown away. Answers that no longer have a question stay, excluded; what
is to be asked next follows from the new version alone, as it always does.
"""

from collections import Counter
from collections.abc import Iterator, Sized
from dataclasses import dataclass, replace
from datetime import datetime

from cxmodel.interview import OPEN_PHASES, Answer, Interview, Kind, Phase, Position
from cxmodel.study import Study
from interview_flows.agenda import place_of
from interview_flows.course import go_on
from interview_flows.exchange import Exchange
from interview_flows.fitting import fits, gone
from interview_flows.flow import Flow, Question, language_among
from interview_flows.recording import mark_excluded

MOVABLE = OPEN_PHASES | {Phase.INVITED, Phase.PAUSED, Phase.UNREACHABLE}
_BEFORE = (Phase.INVITED, Phase.CONSENTING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What a move would do to one interview."""

    before: Interview
    after: Interview | None  # None: it stays where it is
    stays: str = ""  # why it stays
    losses: tuple[str, ...] = ()  # what no longer counts, a phrase each


def foresee(interview: Interview, old: Flow, flow: Flow, study: Study, now: datetime) -> Forecast:
    """Say what a move of this interview from `old` to `flow` would do; nothing is done."""
    reason = _stays(interview, flow)
    if reason:
        return Forecast(before=interview, after=None, stays=reason)
    after = _moved(interview, flow, study, now)
    if after.phase is Phase.COMPLETED:
        reason = "nothing would be left to ask; let it end on its own version"
        return Forecast(before=interview, after=None, stays=reason)
    losses = tuple(_losses(interview, after, old, flow))
    return Forecast(before=interview, after=after, losses=losses)


def _stays(interview: Interview, flow: Flow) -> str:
    if interview.flow_version == flow.version:
        return "it is on this version already"
    if interview.phase not in MOVABLE:
        return f"it is {interview.phase.value}"
    if language_among(flow.languages, interview.language) is None:
        return f"it is held in `{interview.language}`, which the new version does not speak"
    return ""


def _moved(interview: Interview, flow: Flow, study: Study, now: datetime) -> Interview:
    x = Exchange(replace(interview, flow_version=flow.version), flow, study, now)
    mark_excluded(x)
    phase = x.progress.returns_to if x.phase not in OPEN_PHASES else x.phase
    if phase in _BEFORE or x.phase is Phase.INVITED:
        x.turn_over(x.progress)  # whoever agrees has read what is agreed to now
    elif _holds(x, phase):
        x.turn_over(replace(x.progress, selected=()))
    else:
        _stand_anew(x)
    return x.interview


def _holds(x: Exchange, phase: Phase | None) -> bool:
    """Whether what waits for an answer is still there to be answered."""
    progress, place = x.progress, x.place
    if phase is Phase.PLAYBACK and progress.at is None:
        return x.flow.playback and x.agenda.first_open() is None
    if place is None or place not in x.agenda:
        return False
    if progress.probe is not None:
        planned = {probe.reason.value for probe in place.question.probes}
        return progress.probe.reason in planned and x.agenda.answer_at(place.key) is not None
    is_story = place.question.kind is Kind.STORY
    if is_story and (progress.parts or progress.draft_steps):
        return True
    if progress.revising is not None:
        return not progress.draft_steps and not progress.parts
    first = x.agenda.first_open()
    return first is not None and first.key == place.key and not progress.parts


def _stand_anew(x: Exchange) -> None:
    """Go to the first question that is open, leaving what was under way."""
    bare = replace(
        x.progress, revising=None, probe=None, draft_steps=None, parts=(), selected=(),
        adding_to=None, noting=False,
    )  # fmt: skip
    if x.phase in OPEN_PHASES:
        x.move(replace(bare, returns_to=None))
        go_on(x)
        return
    place = x.agenda.first_open()
    at = place.position if place is not None else None
    x.turn_over(replace(bare, returns_to=Phase.ASKING, at=at))


# ── what is lost ──────────────────────────────────────────────────────────────────────────────────


def _losses(before: Interview, after: Interview, old: Flow, flow: Flow) -> Iterator[str]:
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
        return f"option {named} is gone" if named else "it is beyond the scale now"
    return "the question is not asked of them any more"


def _left(before: Interview, after: Interview) -> Iterator[str]:
    old, new = before.progress, after.progress
    if old.at is not None and new.at != old.at:
        onward = f"goes on at `{new.at.question}`" if new.at else "goes on at the end"
        yield f"stands at `{old.at.question}`: {onward}"
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
