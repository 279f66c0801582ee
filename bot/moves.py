"""Open interviews moved to another version of their flow, beside a server that talks with them."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from time import sleep

from bot.shelf import Shelf
from bot.visit import Visit
from cxmodel.errors import Refused, StaleInterview, StoreUnavailable
from cxmodel.interview import OPEN_PHASES, Interview, InterviewId, QuestionId
from cxmodel.records import Chat, Turned
from cxmodel.store import Reading, Store
from cxmodel.study import Study, StudyFlow
from interview_flows.flow import Flow, Question
from interview_flows.moving import MOVABLE, Forecast, foresee
from interview_flows.talk import Began

PATIENCE = 20  # tries for a chat that somebody is in the midst of
_PAUSE = 0.1  # seconds between two of them
_LATELY = timedelta(hours=1)
_ANSWER_WAITS = "an answer of theirs waits to be taken in: start the server, then move it again"


@dataclass(frozen=True, slots=True)
class Plan:
    """Which interviews of a study are to be moved to which flow; None: all that are open."""

    study: Study
    flow: Flow
    chosen: tuple[InterviewId, ...] | None = None

    @property
    def pinned(self) -> Study:
        """The study with the new version for whoever begins from now on."""
        new = StudyFlow(self.flow.id, self.flow.version, self.flow.audience)
        flows = [new if known.flow == self.flow.id else known for known in self.study.flows]
        return replace(self.study, flows=tuple(flows))


def plan_move(reading: Reading, study: Study, flow: Flow, chosen: Collection[str]) -> Plan:
    """Check that the move makes sense. Raises Refused."""
    known = [pinned.flow for pinned in study.flows]
    if flow.id not in known:
        raise Refused(
            f"study {study.id} does not ask with {flow.id!r}; it asks with: {', '.join(known)}"
        )
    ids = tuple(InterviewId(one) for one in chosen)
    for one in ids:
        found = reading.interview(one)
        if found is None or found.study != study.id:
            raise Refused(f"study {study.id} has no interview {one}")
        if found.flow != flow.id:
            raise Refused(f"interview {one} is held with {found.flow}, not with {flow.id}")
    return Plan(study, flow, ids or None)


def forecasts(reading: Reading, plan: Plan) -> Iterator[Forecast]:
    """What the move would do to each interview, in order of id; nothing is changed."""
    now, shelf = datetime.now(UTC), Shelf()
    for interview in _meant(reading, plan):
        old = shelf.flow(interview.flow_version, reading)
        yield foresee(interview, old, plan.flow, plan.study, now)


def _meant(reading: Reading, plan: Plan) -> Iterator[Interview]:
    """Those that were chosen, over or not; else all that are open."""
    if plan.chosen is None:
        every = reading.interviews(plan.study.id, phases=MOVABLE)
        yield from (one for one in every if one.flow == plan.flow.id)
        return
    for chosen in sorted(set(plan.chosen)):
        found = reading.interview(chosen)
        if found is not None:
            yield found


def move_all(store: Store, plan: Plan) -> Iterator[Forecast]:
    """Move them, each in a transaction of its own; what became of each.

    The new version is kept first, and new interviews begin with it unless some were chosen.
    """
    with store.writing() as work:
        work.keep_flow(plan.flow.version, plan.flow.id, plan.flow.text)
        if plan.chosen is None:
            # Read anew: it may have been closed or renamed since the plan was made
            work.hold_study(plan.study.id)
            study = work.study(plan.study.id)
            if study is None:
                raise Refused(f"study {plan.study.id} is not there any more")
            plan = replace(plan, study=study)
            work.save_study(plan.pinned)
    with store.reading() as reading:
        wanted = list(forecasts(reading, plan))
    shelf = Shelf()
    for one in wanted:
        yield _move(store, shelf, plan, one.before) if one.before.phase in MOVABLE else one


def _move(store: Store, shelf: Shelf, plan: Plan, interview: Interview) -> Forecast:
    """Move one interview between two of its turns."""
    for _ in range(PATIENCE):
        with suppress(StoreUnavailable, StaleInterview):
            done = _try_to_move(store, shelf, plan, interview.id)
            if done is not None:
                return done
        sleep(_PAUSE)
    return Forecast(before=interview, after=None, stays=_ANSWER_WAITS)


def _try_to_move(store: Store, shelf: Shelf, plan: Plan, wanted: InterviewId) -> Forecast | None:
    """Hold the chat as a turn does and save; None where an update waits that comes first."""
    now = datetime.now(UTC)
    with store.writing() as work:
        chat = work.hold_chat(wanted)
        before = work.load_interviews([wanted])[wanted]
        if chat is None:
            return Forecast(before=before, after=None, stays="no chat leads to it any more")
        if work.has_open_updates(chat.id):
            return None
        old = shelf.flow(before.flow_version, work)
        done = foresee(before, old, plan.flow, plan.study, now)
        if done.after is None:
            return done
        left_alone = _is_left_alone(done, old, plan.flow, now)
        after = _with_its_prompt(before, done.after) if left_alone else done.after
        work.pin(wanted, plan.flow.version)
        work.save([_saved(chat, before, after)], now)
        if chat.interview == wanted and after.phase in OPEN_PHASES and not left_alone:
            # At random: the event stays in the inbox, and may say of no interview whose it was
            work.ask_again(chat, token_hex(), now)
    return done


def _is_left_alone(done: Forecast, old: Flow, new: Flow, now: datetime) -> bool:
    """Whether the prompt that waits still serves, for somebody who is not there to read another."""
    before, after = done.before, done.after
    at = before.progress.at
    if after is None or after.phase not in OPEN_PHASES or at is None:
        return False
    stood, stands = before.progress, after.progress
    if (before.phase, at, stood.probe) != (after.phase, stands.at, stands.probe):
        return False
    if before.heard_at is not None and now - before.heard_at <= _LATELY:
        return False
    return _asked(old, at.question) == _asked(new, at.question)


def _asked(flow: Flow, question: QuestionId) -> Question | None:
    """A question wherever it stands in its file."""
    found = flow.placed.get(question)
    return replace(found.question, line=0) if found is not None else None


def _with_its_prompt(before: Interview, after: Interview) -> Interview:
    """The interview with the buttons of the prompt that waits still alive."""
    stood = before.progress
    progress = replace(after.progress, turn=stood.turn, selected=stood.selected)
    return replace(after, progress=progress)


def _saved(chat: Chat, before: Interview, after: Interview) -> Turned:
    return Turned(before=chat, after=chat, interviews=((before, after),), queued=(), done=())


def ask_again(visit: Visit) -> None:
    """Say again what waits in a chat, after its interview was moved; nobody did anything."""
    interview = visit.active()
    if interview is None or interview.phase not in OPEN_PHASES:
        return
    visit.step(interview, Began())
    before, after = visit.interviews[interview.id]
    visit.interviews[interview.id] = (before, replace(after, heard_at=interview.heard_at))
