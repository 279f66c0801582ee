"""One stored update → one step of one interview. What a batch does is committed together.

For each chat: read its open updates in order, let the engine step, gather what is to be saved.
Nothing here touches a network.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from bot import sentences
from bot.acquaintance import ask_platform, learn
from bot.anonymity import part_ended
from bot.arrivals import arrive, begin_again, enter_listed, put_off, report, welcome
from bot.desk import take_order
from bot.entry import asks_to_resume, is_command
from bot.homes import grant, home_of
from bot.messenger import (
    Asked,
    Blocked,
    Delivery,
    Elsewhere,
    Found,
    Nothing,
    OpenedHome,
    Outsider,
    Preferred,
    PutOff,
    Reader,
    Report,
    Start,
    Wished,
)
from bot.moves import ask_again
from bot.notices import tell_watchers
from bot.outdated import outdate_maps
from bot.reminders import look_at_clock
from bot.shelf import Shelf
from bot.visit import Tap, Visit, notice
from bot.which import decide, is_of_list, preference_in
from cxmodel.errors import BrokenInterview, CxError, StaleInterview
from cxmodel.interview import Interview
from cxmodel.records import Chat, InboxRow, Queued, Waiting
from cxmodel.store import AWAY, Work
from cxmodel.store.moving import ASK
from cxmodel.store.timers import CALL
from interview_flows.talk import Chose, Input, Known, Said
from interview_flows.tongue import told

MOST = 64  # updates that share one commit

_PASSING = (*AWAY, StaleInterview)  # not this update's fault: the batch runs again

Readers = Mapping[tuple[str, str], Reader]

log = structlog.get_logger()


class TurnFailed(CxError):
    """One update cannot be worked through; its neighbours can."""

    def __init__(self, row: InboxRow, chat: Chat) -> None:
        super().__init__(f"inbox row {row.id}")
        self.row, self.chat = row.id, chat
        self.is_ours = row.body in {CALL, ASK}  # nobody wrote it


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
        visits = [Visit(work, shelf, readers[_place(w.chat)], w.chat, now, loaded) for w in waiting]
        for visit, w in zip(visits, waiting, strict=True):
            _receive(visit, w)
        turned = [visit.turned() for visit in visits]
        work.save(turned)
        tell_watchers(work, turned)
        outdate_maps(work, turned)
        part_ended(work, shelf, turned)
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
        raise TurnFailed(waiting[0].rows[0], waiting[0].chat) from error


def set_back(work: Work, readers: Readers, failure: TurnFailed, now: datetime) -> None:
    """Count a failed try; after the last one the update is set aside and its sender told."""
    log.error("turn.failed", row=failure.row, error=type(failure.__cause__).__name__)
    if not work.fail([failure.row], now):
        return
    log.error("turn.poison", row=failure.row)
    if failure.is_ours:
        return
    said = notice(told(_language_of(work, failure.chat), sentences.TROUBLE))
    for body in readers[_place(failure.chat)].parts(None, said):
        work.queue(failure.chat.id, None, [Queued(turn=0, body=body)])


def _language_of(work: Work, chat: Chat) -> str:
    """The language of a chat's interview; it may be what could not be read."""
    if chat.interview is None:
        return "en"
    try:
        found = work.load_interviews([chat.interview]).get(chat.interview)
    except BrokenInterview:
        return "en"
    return found.language if found is not None else "en"


def _place(chat: Chat) -> tuple[str, str]:
    return chat.messenger, chat.installation


# ── one chat ──────────────────────────────────────────────────────────────────────────────────────


def _receive(visit: Visit, waiting: Waiting) -> None:
    """Work through the chat's open updates, oldest first."""
    for row in waiting.rows:
        try:
            _take(visit, row)
        except _PASSING:
            raise
        except Exception as error:
            raise TurnFailed(row, visit.before) from error
        visit.done.append(row.id)


def _take(visit: Visit, row: InboxRow) -> None:
    if row.body == CALL:
        look_at_clock(visit)
        return
    if row.body == ASK:
        ask_again(visit)
        return
    delivery = visit.reader.read(row.body)
    toast = _answer(visit, delivery)
    ask_platform(visit)
    if delivery.tap is not None:
        visit.taps.append(Tap(_place(visit.chat), delivery.tap, toast))
    elif toast is not None:  # no finger to answer at
        visit.say(toast)


def _answer(visit: Visit, delivery: Delivery) -> str | None:
    """What an update means here; the word where the finger is."""
    interview, visit.platform_language = visit.active(), delivery.language
    visit.blank = visit.blank or interview is None or interview.consent is None
    visit.lost = delivery.content == Blocked(now=True)
    match delivery.content:
        case Start() as start:
            arrive(visit, start, delivery)
        case Report() as form:
            report(visit, form, delivery)
        case PutOff() as refusal:
            put_off(visit, refusal)
        case Wished() | Preferred() as wanted:
            return _turn_to(visit, wanted, delivery)
        case OpenedHome():
            visit.carry(home_of(visit))
        case Asked() | Found() as order:
            visit.blank = True  # it names people who have told us nothing
            take_order(visit, order, delivery)
        case Known() as known:
            learn(visit, known)
        case Elsewhere() | Outsider() as here:
            is_group = isinstance(here, Elsewhere)
            _refuse_once(visit, sentences.NOT_IN_GROUPS if is_group else sentences.OUTSIDER)
        case Blocked() | Nothing():
            pass
        case given:
            return _hand_to_interview(visit, given, delivery)
    return None


def _turn_to(visit: Visit, wanted: Wished | Preferred, delivery: Delivery) -> str | None:
    """What somebody wants of their interviews, whichever is talked through just now."""
    if isinstance(wanted, Wished):
        return grant(visit, wanted)
    return decide(visit, wanted, delivery.interview)


def _hand_to_interview(visit: Visit, given: Input, delivery: Delivery) -> str | None:
    if visit.chat.paused and asks_to_resume(given, visit.active()):
        visit.take_up()
    if isinstance(given, Chose) and is_of_list(given):
        enter_listed(visit, given, delivery)
        return None
    if isinstance(given, Said) and (preferred := preference_in(visit, given.text)):
        return decide(visit, preferred, None)
    interview = visit.active()
    if delivery.interview not in {None, interview.id if interview else None}:
        visit.blank = True  # it names an interview that may be nobody's by now
        return visit.worded(sentences.OLD_BUTTON)
    if interview is None:
        welcome(visit, delivery)
        return None
    if isinstance(given, Said) and _replies_to_another(visit, given, delivery, interview):
        return visit.worded(sentences.OLD_REPLY)
    if isinstance(given, Said) and _is_early(visit, delivery, interview):
        given = replace(given, early=True)
    toast = visit.step(interview, given)
    if visit.anew:
        begin_again(visit, interview, delivery)
    return toast


def _replies_to_another(
    visit: Visit, given: Said, delivery: Delivery, interview: Interview
) -> bool:
    """Whether words, though no command, are a reply to another prompt than the waiting one."""
    if delivery.replies_to is None or is_command(given, interview):
        return False
    turn = visit.work.turn_of(interview.id, delivery.replies_to)
    return turn is not None and turn != interview.progress.turn


def _is_early(visit: Visit, delivery: Delivery, interview: Interview) -> bool:
    """Sent before the waiting prompt was visible, or before it was sent at all."""
    chat = visit.chat
    if chat.unmarked:
        return False
    if chat.prompt_turn != interview.progress.turn:
        return True
    return not chat.unsure and visit.reader.is_early(delivery.message, chat.prompt_message)


def _refuse_once(visit: Visit, sentence: str) -> None:
    if not visit.chat.refused:
        visit.tell(sentence)
        visit.chat = replace(visit.chat, refused=True)
