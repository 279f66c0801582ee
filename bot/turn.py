"""One stored update → one step of one interview. What a batch does is committed together.

For each chat: read its open updates in order, let the engine step, gather what is to be saved.
Nothing here touches a network.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

import structlog

from bot import sentences
from bot.entry import asks_to_resume, is_under_way, no_entry, wanted_study
from bot.ids import new_interview_id, new_pseudonym
from bot.messenger import (
    Asked,
    Blocked,
    Delivery,
    Elsewhere,
    Found,
    Nothing,
    OpenedHome,
    Outsider,
    PutOff,
    Reader,
    Report,
    Start,
    Wished,
)
from bot.shelf import Shelf
from cxmodel.errors import CxError, StaleInterview
from cxmodel.interview import Interview, InterviewId, Phase, StudyId
from cxmodel.records import Chat, InboxRow, Queued, Turned, Waiting
from cxmodel.store import AWAY, Work
from cxmodel.study import Study
from interview_flows.engine import step
from interview_flows.talk import Began, Effect, Input, Paused, Reply, ReplyKind, Said

MOST = 64  # updates that share one commit

_PASSING = (*AWAY, StaleInterview)  # not this update's fault: the batch runs again

Readers = Mapping[tuple[str, str], Reader]

log = structlog.get_logger()


class TurnFailed(CxError):
    """One update cannot be worked through; its neighbours can."""

    def __init__(self, row: int, chat: Chat) -> None:
        super().__init__(f"inbox row {row}")
        self.row, self.chat = row, chat


@dataclass(frozen=True, slots=True)
class Tap:
    """A tapped button that waits for its answer in place."""

    place: tuple[str, str]  # messenger and installation
    id: str
    toast: str | None


@dataclass(frozen=True, slots=True)
class Turns:
    """What a batch did: how many updates it worked through, and which taps to answer."""

    count: int
    taps: tuple[Tap, ...]


def take_turns(
    work: Work,
    readers: Readers,
    shelf: Shelf,
    now: datetime,
    *,
    limit: int = MOST,
    only_chat: int | None = None,
) -> Turns:
    """Work through what waits, up to `limit` updates, set-based. Raises TurnFailed."""
    waiting = work.take(readers.keys(), now, limit=limit, only_chat=only_chat)
    if not waiting:
        return Turns(0, ())
    with _blaming(waiting):
        active = [w.chat.interview for w in waiting if w.chat.interview is not None]
        loaded = work.load_interviews(active) if active else {}
        visits = [
            _Visit(work, shelf, readers[_place(w.chat)], w.chat, now, loaded) for w in waiting
        ]
        for visit, w in zip(visits, waiting, strict=True):
            visit.take(w)
        work.save([visit.turned() for visit in visits])
        for lost in (visit.chat.id for visit in visits if visit.lost):
            work.unreachable(lost)  # after the save, whose versions it outdates
    taps = tuple(tap for visit in visits for tap in visit.taps)
    return Turns(sum(len(w.rows) for w in waiting), taps)


@contextmanager
def _blaming(waiting: Sequence[Waiting]) -> Iterator[None]:
    """Where one chat is worked through alone, what fails is laid on its oldest update."""
    try:
        yield
    except (*AWAY, TurnFailed):
        raise
    except Exception as error:
        if len(waiting) > 1:  # which of them it was shows when they run one by one
            raise
        raise TurnFailed(waiting[0].rows[0].id, waiting[0].chat) from error


def set_back(work: Work, readers: Readers, failure: TurnFailed, now: datetime) -> None:
    """Count a failed try; after the last one the update is set aside and its sender told."""
    log.error("turn.failed", row=failure.row, error=type(failure.__cause__).__name__)
    if not work.fail([failure.row], now):
        return
    log.error("turn.poison", row=failure.row)
    for body in readers[_place(failure.chat)].parts(None, notice(sentences.TROUBLE)):
        work.queue(failure.chat.id, None, [Queued(turn=0, body=body)])


def _place(chat: Chat) -> tuple[str, str]:
    return chat.messenger, chat.installation


@dataclass(slots=True)
class _Visit:
    """One locked chat while its updates are worked through."""

    work: Work
    shelf: Shelf
    reader: Reader
    before: Chat
    now: datetime
    read: Mapping[InterviewId, Interview]
    chat: Chat = field(init=False)
    interviews: dict[InterviewId, tuple[Interview, Interview]] = field(default_factory=dict)
    queued: list[tuple[InterviewId | None, Queued]] = field(default_factory=list)
    done: list[int] = field(default_factory=list)
    taps: list[Tap] = field(default_factory=list)
    blank: bool = False  # something came in before consent, or holds a token
    lost: bool = False  # the person blocked us, and that was the last we heard

    def __post_init__(self) -> None:
        self.chat = self.before

    def take(self, waiting: Waiting) -> None:
        """Work through the chat's open updates, oldest first."""
        for row in waiting.rows:
            try:
                self._take(row)
            except _PASSING:
                raise
            except Exception as error:
                raise TurnFailed(row.id, self.before) from error
            self.done.append(row.id)

    def _take(self, row: InboxRow) -> None:
        delivery = self.reader.read(row.body)
        toast = self._answer(delivery)
        if delivery.tap is not None:
            self.taps.append(Tap(_place(self.chat), delivery.tap, toast))
        elif toast is not None:  # no finger to answer at
            self._say(toast)

    def turned(self) -> Turned:
        """All that is to be saved for this chat."""
        return Turned(
            before=self.before,
            after=self.chat,
            interviews=tuple((old, new) for old, new in self.interviews.values() if old is not new),
            queued=tuple(self.queued),
            done=tuple(self.done),
            blank=self.blank,
        )

    # ── what came in ──────────────────────────────────────────────────────────────────────────

    def _answer(self, delivery: Delivery) -> str | None:
        interview = self._active()
        self.blank = self.blank or interview is None or interview.consent is None
        self.lost = delivery.content == Blocked(now=True)
        match delivery.content:
            case Start(token=str(token)):
                self._accept(token, delivery)
            case Start(study=str(study)):
                self._join(study, delivery)
            case Start():
                self._welcome(delivery)
            case Elsewhere():
                self._refuse_once()
            case Blocked() | Nothing():
                pass
            case Report() | PutOff() | Wished() | OpenedHome() | Asked() | Found() | Outsider():
                pass  # no messenger brings these yet
            case given:
                return self._hand_to_interview(given, delivery)
        return None

    def _hand_to_interview(self, given: Input, delivery: Delivery) -> str | None:
        if self.chat.paused and asks_to_resume(given, self._active()):
            self._take_up()
        interview = self._active()
        if delivery.interview not in {None, interview.id if interview else None}:
            return sentences.OLD_BUTTON
        if interview is None:
            self._welcome(delivery)
            return None
        if isinstance(given, Said) and self._is_early(delivery, interview):
            given = replace(given, early=True)
        return self._step(interview, given)

    def _is_early(self, delivery: Delivery, interview: Interview) -> bool:
        """Sent before the waiting prompt was visible, or before it was sent at all."""
        if self.chat.unsure:
            return False
        if self.chat.prompt_turn != interview.progress.turn:
            return True
        return self.reader.is_early(delivery.message, self.chat.prompt_message)

    def _take_up(self) -> None:
        """Where the active interview is over, turn to the one that was set aside for it."""
        if self.chat.paused and not is_under_way(self._active()):
            self._turn_to(self.chat.paused[0])

    def _turn_to(self, interview: InterviewId) -> None:
        # The last prompt that was sent belongs to another interview, whatever its turn.
        others = tuple(each for each in self.chat.paused if each != interview)
        self.chat = replace(
            self.chat, interview=interview, paused=others, prompt_turn=None, prompt_message=None
        )

    def _refuse_once(self) -> None:
        if not self.chat.refused:
            self._say(sentences.NOT_IN_GROUPS)
            self.chat = replace(self.chat, refused=True)

    # ── invitations ───────────────────────────────────────────────────────────────────────────

    def _accept(self, token: str, delivery: Delivery) -> None:
        self.blank = True  # the body holds the token
        invitation = self.work.find_invitation(token, delivery.person)
        if invitation is None:
            return self._say(sentences.UNKNOWN_LINK)
        study = self.work.study(invitation.study)
        if study is None:
            return self._say(sentences.UNKNOWN_LINK)
        if invitation.bound_to_other:
            return self._say(sentences.TAKEN_LINK)
        earlier = invitation.interview or (
            self.work.interview_by_person(study.id, delivery.person)
            if invitation.reusable
            else None
        )
        if earlier is not None:
            return self._go_on(earlier)
        refusal = no_entry(study, invitation, self.now)
        if refusal is not None:
            return self._say(refusal)
        interview = self._begin(study, delivery, invitation.segment)
        self.work.use_invitation(invitation.id, delivery.person, interview.id)
        self._step(interview, Began())
        return None

    def _welcome(self, delivery: Delivery) -> None:
        self._take_up()
        interview = self._active()
        if interview is not None and is_under_way(interview):
            self._step(interview, Began())
            return
        studies = [s for s in self.work.studies() if s.open_link and s.closed_at is None]
        wanted = wanted_study(studies, delivery.content)
        if wanted is not None:
            self._join(wanted.id, delivery)
        elif studies:
            titles = "\n".join(f"{n}) {study.title}" for n, study in enumerate(studies, 1))
            self._say(sentences.WHICH_STUDY.format(list=titles))
        else:
            self._say(sentences.NO_STUDY)

    def _join(self, study_id: StudyId, delivery: Delivery) -> None:
        study = self.work.study(study_id)
        earlier = self.work.interview_by_person(study_id, delivery.person)
        if earlier is not None:
            self._go_on(earlier)
        elif study is None or study.closed_at is not None:
            self._say(sentences.CLOSED_STUDY)
        elif study.limit is not None and self.work.study_counts(study.id).started >= study.limit:
            self._say(sentences.FULL_STUDY)
        else:
            self._step(self._begin(study, delivery, None), Began())

    def _go_on(self, earlier: InterviewId) -> None:
        """Resume where this account was: nothing is reset. What is over sets nothing aside."""
        interview = self._load(earlier)
        if interview is None:
            return self._say(sentences.UNKNOWN_LINK)
        if self.chat.interview != earlier and is_under_way(interview):
            self._set_aside()
            self._turn_to(earlier)
        self._step(interview, Began())
        return None

    def _begin(self, study: Study, delivery: Delivery, segment: str | None) -> Interview:
        self._set_aside()
        pseudonym = self.work.respondent_of(study.id, delivery.person)
        if pseudonym is None:
            pseudonym = new_pseudonym()
            self.work.add_respondent(study.id, pseudonym, segment, delivery.person)
        chosen = study.flows[0]
        flow = self.shelf.flow(chosen.version, self.work)
        language = (delivery.language or "").partition("-")[0]
        interview = Interview(
            id=new_interview_id(),
            study=study.id,
            wave=study.wave,
            side=chosen.side,
            respondent=pseudonym,
            segment=segment,
            messenger=self.chat.messenger,
            language=language if language in flow.languages else flow.languages[0],
            flow=chosen.flow,
            flow_version=chosen.version,
            started_at=self.now,
        )
        self.work.begin_interview(interview, self.chat.id)
        self.interviews[interview.id] = (interview, interview)
        self._turn_to(interview.id)
        return interview

    def _set_aside(self) -> None:
        """One chat holds one active interview: pause the one that is open."""
        current = self._active()
        if current is None or not is_under_way(current):
            return
        if current.phase is not Phase.PAUSED:
            self._step(current, Paused(), quietly=True)
        self._say(sentences.PAUSED_FOR_ANOTHER)
        self.chat = replace(self.chat, paused=(current.id, *self.chat.paused))

    # ── stepping and speaking ─────────────────────────────────────────────────────────────────

    def _active(self) -> Interview | None:
        return None if self.chat.interview is None else self._load(self.chat.interview)

    def _load(self, wanted: InterviewId) -> Interview | None:
        if wanted not in self.interviews:
            found = self.read.get(wanted) or self.work.load_interviews([wanted]).get(wanted)
            if found is None:
                return None
            self.interviews[wanted] = (found, found)
        return self.interviews[wanted][1]

    def _step(self, interview: Interview, given: Input, *, quietly: bool = False) -> str | None:
        flow = self.shelf.flow(interview.flow_version, self.work)
        study = self.shelf.study(interview.study, self.work)
        outcome = step(interview, given, flow, study, self.now)
        if outcome.erased:
            self._erase(interview)
        else:
            self.interviews[interview.id] = (self.interviews[interview.id][0], outcome.interview)
        for effect in () if quietly else outcome.effects:
            self._queue(None if outcome.erased else interview.id, effect)
        return outcome.toast

    def _erase(self, interview: Interview) -> None:
        """Forget the respondent, in what is stored and in what this visit was about to store."""
        whose = (interview.study, interview.respondent)
        paused = [(each, self._load(each)) for each in self.chat.paused]
        left = tuple(i for i, found in paused if found and (found.study, found.respondent) != whose)
        gone = {interview.id, *self.chat.paused} - set(left)
        self.work.erase(*whose)
        self.interviews = {i: pair for i, pair in self.interviews.items() if i not in gone}
        self.queued = [(owner, queued) for owner, queued in self.queued if owner not in gone]
        self.chat = replace(self.chat, interview=None, paused=left)
        self.blank = True

    def _queue(self, interview: InterviewId | None, effect: Effect) -> None:
        parts = self.reader.parts(interview, effect)
        is_prompt = isinstance(effect, Reply) and effect.input != "none" and not effect.redraws
        for number, body in enumerate(parts, 1):
            prompt = is_prompt and number == len(parts)
            self.queued.append((interview, Queued(turn=effect.turn, body=body, prompt=prompt)))

    def _say(self, sentence: str) -> None:
        self._queue(None, notice(sentence, self._active()))


def notice(sentence: str, during: Interview | None = None) -> Reply:
    """A message that belongs to no interview; said `during` one, it changes nothing there."""
    turn, phase = (during.progress.turn, during.phase) if during else (0, Phase.INVITED)
    return Reply(say=sentence, kind=ReplyKind.NOTICE, turn=turn, phase=phase)
