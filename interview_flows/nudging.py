"""Time that passes without a word: when to remind, when to close an interview, when to wait.

All is decided by what the interview and the clock say at that moment, never by when we were asked:
an outage or a clock that jumped changes nothing about how often anybody is written to.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from cxmodel.errors import NotWaiting
from cxmodel.interview import OPEN_PHASES, Interview, Phase
from cxmodel.study import Study
from interview_flows.exchange import Exchange
from interview_flows.prompts import show_in_short
from interview_flows.quiet import awake, zone_called
from interview_flows.talk import NoReminders, ToldZone

REMINDABLE = OPEN_PHASES | {Phase.PAUSED}
"""Phases in which somebody who falls silent may be reminded."""

_OVER = (Phase.COMPLETED, Phase.DECLINED, Phase.WITHDRAWN)
STOP = "no_reminders"
"""The control that stops reminders."""


class Next(StrEnum):
    """What comes next where nothing is heard."""

    FIRST = "first reminder"
    SECOND = "second reminder"
    EXPIRY = "expiry"
    GOODBYE = "goodbye"  # of an interview that expired by night


@dataclass(frozen=True, slots=True)
class Due:
    """What is due next, and from when on."""

    what: Next
    at: datetime


def due_next(interview: Interview, study: Study, *, aside: bool = False) -> Due | None:
    """What comes next if nothing more is heard, quiet hours left out; None after the end.

    `aside`: another interview is talked through in its chat, so that nothing is said.
    """
    reminded = interview.reminded
    heard = last_heard(interview)
    if interview.phase is Phase.EXPIRED:
        return Due(Next.GOODBYE, heard) if reminded.goodbye_due and not aside else None
    if interview.phase in _OVER:
        return None
    expiry, since = heard + study.expires, heard
    if reminded.sent_at is not None and study.reminders is not None:
        expiry = max(expiry, reminded.sent_at + study.reminders.second)
        since = max(heard, reminded.sent_at)
    if study.reminders is not None and not aside and _may_be_reminded(interview):
        is_first = reminded.sent == 0
        at = since + (study.reminders.first if is_first else study.reminders.second)
        if at <= expiry:
            return Due(Next.FIRST if is_first else Next.SECOND, at)
    return Due(Next.EXPIRY, expiry)


def due_from(
    interview: Interview, study: Study, now: datetime, *, aside: bool = False
) -> Due | None:
    """As `due_next`, but from `now` on and never within quiet hours, save an expiry."""
    due = due_next(interview, study, aside=aside)
    if due is None or due.what is Next.EXPIRY:
        return due
    return replace(due, at=awake(max(due.at, now), interview, study))


def last_heard(interview: Interview) -> datetime:
    """When the respondent last did anything, as far as that is known."""
    if interview.heard_at is not None:
        return interview.heard_at
    return max([interview.started_at, *(answer.at for answer in interview.answers)])


def _may_be_reminded(interview: Interview) -> bool:
    return (
        interview.phase in REMINDABLE
        and interview.consent is not None
        and not interview.reminded.refused
        and interview.reminded.sent < len((Next.FIRST, Next.SECOND))
    )


# ── what is done ──────────────────────────────────────────────────────────────────────────────────


def pass_time(x: Exchange, *, aside: bool) -> None:
    """Do what is due by now, if anything is. Raises NotWaiting where all is over."""
    due = due_from(x.interview, x.study, x.now, aside=aside)
    if due is None:
        raise NotWaiting(f"nothing is due while {x.phase.value}")
    if due.at > x.now:
        return
    match due.what:
        case Next.EXPIRY:
            _expire(x, aside=aside)
        case Next.GOODBYE:
            _note(x, goodbye_due=False)
            x.tell(x.words.expired)
        case Next.FIRST | Next.SECOND:
            _remind(x, due.what)


def _remind(x: Exchange, which: Next) -> None:
    """Call somebody back once; the buttons of what waits stay alive."""
    _note(x, sent=x.interview.reminded.sent + 1, sent_at=x.now)
    x.move(replace(x.progress, noting=False))  # what waits is shown: the next words are its answer
    is_paused = x.phase is Phase.PAUSED
    words = x.words.reminders_paused if is_paused else x.words.reminders
    sentence = words[0] if which is Next.FIRST else words[1]
    if is_paused:
        x.tell(sentence, controls=(STOP,))
    else:
        show_in_short(x, sentence, controls=(STOP,))


def _expire(x: Exchange, *, aside: bool) -> None:
    """Close an interview that was left alone; by night without a word, which comes by day."""
    is_reachable = x.phase is not Phase.UNREACHABLE
    has_begun = x.interview.consent is not None and is_reachable and not aside
    x.fire("expire")
    x.settle()
    if has_begun and awake(x.now, x.interview, x.study) > x.now:
        _note(x, goodbye_due=True)
    elif has_begun:
        x.tell(x.words.expired)


def heed(x: Exchange, given: NoReminders | ToldZone) -> None:
    """Do as they wish: send no more reminders, or go by their clock."""
    if isinstance(given, ToldZone):
        _live_by(x, given.name)
    else:
        _note(x, refused=True)
        show_in_short(x, x.words.no_reminders)


def _live_by(x: Exchange, name: str) -> None:
    """Keep to the quiet hours of another time zone; without a name, say which one it is now."""
    zone = zone_called(name)
    if zone is not None:
        _note(x, zone=zone)
    known = x.interview.reminded.zone or x.study.time_zone
    first, last = x.study.quiet_hours
    sentence = x.words.zone_unknown if name and zone is None else x.words.zone_kept
    show_in_short(x, sentence.format(zone=known, first=first, last=last))


def _note(x: Exchange, **changes: object) -> None:
    reminded = replace(x.interview.reminded, **changes)  # type: ignore[arg-type]
    x.interview = replace(x.interview, reminded=reminded)
