"""An interview moved to another version of its flow: what becomes of it, and what it would lose.

Nothing that was said is thrown away. Answers that no longer have a question stay, excluded; what
is to be asked next follows from the new version alone, as it always does.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from cxmodel.guide import Reason
from cxmodel.interview import (
    OPEN_PHASES,
    AnswerId,
    Interview,
    Kind,
    OpenProbe,
    Phase,
    QuestionId,
)
from cxmodel.study import Study
from interview_flows.agenda import Standing, place_of_answer
from interview_flows.course import go_on
from interview_flows.exchange import Exchange
from interview_flows.flow import Flow, language_among
from interview_flows.losses import losses_of
from interview_flows.recording import mark_excluded

MOVABLE = OPEN_PHASES | {Phase.INVITED, Phase.PAUSED, Phase.UNREACHABLE}
_BEFORE = (Phase.INVITED, Phase.CONSENTING)
_AT_NOTHING = (*_BEFORE, Phase.PLAYBACK)


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
    if _ends(after, flow, study, now):
        reason = "nothing would be left to ask; let it end on its own version"
        return Forecast(before=interview, after=None, stays=reason)
    losses = tuple(losses_of(interview, after, old, flow))
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
    _hide_steps(x)
    mark_excluded(x)
    _drop_follow_up(x)
    phase = x.progress.returns_to if x.phase not in OPEN_PHASES else x.phase
    if phase in _BEFORE or x.phase is Phase.INVITED:
        x.turn_over(x.progress)  # whoever agrees has read what is agreed to now
    elif _holds(x, phase):
        x.turn_over(replace(x.progress, selected=()))
    else:
        _stand_anew(x)
    return x.interview


def _ends(after: Interview, flow: Flow, study: Study, now: datetime) -> bool:
    """Whether nothing is left to ask, now or once they come back."""
    progress = after.progress
    if after.phase in OPEN_PHASES or progress.at is not None or progress.returns_to in _AT_NOTHING:
        return after.phase is Phase.COMPLETED
    talk = replace(after, phase=Phase.ASKING, progress=replace(progress, returns_to=None))
    x = Exchange(talk, flow, study, now)
    go_on(x)
    return x.phase is Phase.COMPLETED


def _hide_steps(x: Exchange) -> None:
    """Hide the steps of a story that is told no more: nothing is asked about them."""
    sources = _step_sources(x.flow)
    shown = [step for step in x.interview.visible_steps() if step.source in sources]
    if len(shown) == len(x.interview.visible_steps()):
        return
    order = {step.id: number for number, step in enumerate(shown, 1)}
    x.note(
        steps=tuple(
            replace(step, order=order[step.id]) if step.id in order else replace(step, hidden=True)
            for step in x.interview.steps
        )
    )


def _step_sources(flow: Flow) -> frozenset[QuestionId]:
    """The questions whose answers become steps: stories, and what opens a round."""
    return frozenset(
        question.id
        for _, repeat, question in flow.questions()
        if question.kind is Kind.STORY
        or (repeat is not None and repeat.each is None and repeat.source == question.id)
    )


def _drop_follow_up(x: Exchange) -> None:
    """Let go of a follow-up that is planned no more, and keep the correction made meanwhile."""
    probe, before = x.progress.probe, x.progress
    if probe is None or before.revising is None or _still_follows(x, probe):
        return
    back = Phase.ASKING if before.returns_to is Phase.PROBING else before.returns_to
    x.move(replace(before, probe=None, returns_to=back))


def _still_follows(x: Exchange, probe: OpenProbe) -> bool:
    """Whether a follow-up is still planned, and all that it is about still stands."""
    place = place_of_answer(x.flow, x.interview, probe.of)
    if place is None or probe.reason not in {each.reason for each in place.question.probes}:
        return False
    standing = Standing(x.interview, x.agenda)
    if probe.reason == Reason.TIME_GAP:
        known = {step.id for step in x.interview.visible_steps()}
        return standing.counts(probe.of) and known.issuperset(probe.about)
    told = probe.about if probe.reason == Reason.CONTRADICTION else ()
    return all(standing.counts(AnswerId(each)) for each in (probe.of, *told))


def _holds(x: Exchange, phase: Phase | None) -> bool:
    """Whether what waits for an answer is still there to be answered."""
    progress, place = x.progress, x.place
    if phase is Phase.PLAYBACK and progress.at is None:
        return x.flow.playback and x.agenda.first_open() is None
    if place is None or place not in x.agenda:
        return False
    if progress.probe is not None and progress.revising is None:
        return _still_follows(x, progress.probe)
    is_story = place.question.kind is Kind.STORY
    if is_story and (progress.parts or progress.draft_steps):
        return True
    if progress.revising is not None:
        is_answered = x.agenda.answer_at(place.key) is not None
        return is_answered and not progress.draft_steps and not progress.parts
    first = x.agenda.first_open()
    return first is not None and first.key == place.key and not progress.parts


def _stand_anew(x: Exchange) -> None:
    """Go to the first question that is open, leaving what was under way."""
    bare = replace(
        x.progress, revising=None, probe=None, draft_steps=None, corrections=(), parts=(),
        selected=(), adding_to=None, noting=False,
    )  # fmt: skip
    if x.phase in OPEN_PHASES:
        x.move(replace(bare, returns_to=None))
        go_on(x)
        return
    place = x.agenda.first_open()
    at = place.position if place is not None else None
    x.turn_over(replace(bare, returns_to=Phase.ASKING, at=at))
