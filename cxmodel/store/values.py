"""Small answers to questions about the store as a whole."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyCounts:
    """How a study stands, all waves together; `started` counts every interview ever begun."""

    invited: int  # single-use invitations, and every use of an open link
    started: int
    open: int  # the bot waits for the respondent
    completed: int
    paused: int
    expired: int
    unreachable: int
    declined: int
    withdrawn: int  # erased ones among them


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """Invitations alike in what is known of whom they lead to, and how many they count as.

    `wave` and `side` are of the interview that began by them, where there is one.
    """

    segment: str | None
    wave: int  # of an open link: when it was made, whenever it was used
    side: str | None  # None: nobody has begun by them, or by an open link
    flow: str | None  # the guide that they name
    reusable: bool
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Whether work piles up."""

    inbox_open: int  # updates that wait for their turn
    oldest_open: datetime | None  # when the one that waits longest was received
    inbox_poison: int  # updates set aside after too many failures
    outbox_unsent: int
    outbox_dead: int  # messages that will never be sent


@dataclass(frozen=True, slots=True)
class GivenUp:
    """Messages that will never be sent, for one reason."""

    reason: str  # what the platform said; "unreachable" and "erased" are our own words
    count: int
    since: datetime | None  # when the first of them was queued
