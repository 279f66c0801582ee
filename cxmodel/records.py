"""What the store hands out and takes in: inbox, outbox, chats, invitations, users as values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from cxmodel.interview import Interview, InterviewId, StudyId


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A raw update, as the platform sent it."""

    messenger: str  # telegram, slack, web, terminal
    installation: str  # which bot, workspace or run
    event: str  # the platform's id of the event; one event is stored once
    position: int  # order inside its chat, as the platform counts
    chat: str | None  # the platform's id of the chat; None where the update has none
    body: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A stored update that waits for its turn."""

    id: int
    body: bytes
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """One conversation on one messenger. `address` is the platform's id of the chat, in clear."""

    id: int
    messenger: str
    installation: str
    address: str
    interview: InterviewId | None = None  # the active one
    paused: tuple[InterviewId, ...] = ()  # further ones that wait, the newest first
    prompt_turn: int | None = None  # the last prompt sent, and its message on the platform
    prompt_message: str | None = None
    unsure: bool = False  # that prompt may have been visible earlier than that message
    unmarked: bool = False  # a later prompt may have been sent: its sender died before noting it
    refused: bool = False  # a group or channel that was told so once


@dataclass(frozen=True, slots=True)
class Waiting:
    """A locked chat with its open updates, oldest first."""

    chat: Chat
    rows: tuple[InboxRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """A message part on its way into the outbox. `body` is JSON data that the messenger reads."""

    turn: int
    body: dict[str, Any]
    prompt: bool = False  # its message id becomes the chat's `prompt_message`


@dataclass(frozen=True, slots=True)
class Timer:
    """When an interview is to be looked at again though nobody writes; None: never."""

    interview: InterviewId
    what: str  # is due next
    due_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """What the open updates of one chat did, to be saved in one transaction."""

    before: Chat
    after: Chat
    interviews: tuple[tuple[Interview | None, Interview], ...]  # (as read, as it is now)
    queued: tuple[tuple[InterviewId | None, Queued], ...]
    done: tuple[int, ...]  # ids of inbox rows
    blank: bool = False  # received before consent: the bodies are emptied with this turn
    timers: tuple[Timer, ...] = ()  # those that are set anew


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """A message part that is claimed for sending."""

    id: int
    interview: InterviewId | None
    turn: int
    body: dict[str, Any]
    prompt: bool
    attempts: int
    uncertain: bool  # an earlier try may have arrived


@dataclass(frozen=True, slots=True)
class Claim:
    """A chat's queue, leased to one sender. `fence` grows with every claim of the chat.

    `prompt` is the body that the chat's last prompt was sent with, where a row needs it.
    """

    chat: Chat
    fence: int
    rows: tuple[OutboxRow, ...]
    prompt: dict[str, Any] | None = None
    fleeting: bool = False  # what ends an anonymous interview: its rows left the store meanwhile


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What became of one claimed row."""

    row: int
    chat: int
    fence: int
    state: str  # sent, queued or slow (again, not before `not_before`), uncertain (again), dead
    message: str | None = None  # the platform's id of the message
    unsure: bool = False  # an earlier try may have arrived as well
    not_before: datetime | None = None
    error: str = ""  # without the respondent's words


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A file that a respondent sent and that is to be fetched; `number`: its place among theirs."""

    interview: InterviewId
    number: int
    chat: int
    messenger: str
    installation: str
    source: str  # the platform's id of the file
    attempts: int  # how often it was tried before
    loose: bool = False  # of an interview that is nobody's by now: its source is stored nowhere

    @property
    def place(self) -> tuple[str, str]:
        """Where it is fetched from."""
        return self.messenger, self.installation


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that was fetched here and belongs to an answer."""

    interview: InterviewId
    attachment: str
    sha256: str
    size: int  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who someone is on a platform. Kept encrypted, looked up by a keyed hash."""

    messenger: str
    installation: str
    id: str  # the platform's id of the account
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A way into a study. The token itself is never stored."""

    id: str
    study: StudyId
    messenger: str
    segment: str | None
    expires_at: datetime | None
    reusable: bool  # the link of an open study
    limit: int | None
    interview: InterviewId | None  # begun with it (single use)
    bound_to_other: bool = False  # single use, and taken by somebody else
    used: int = 0
    flow: str | None = None  # which of the study's guides; None: its first, of an open one any


class Role(StrEnum):
    """What a user may do; each role may do what those before it may."""

    VIEWER = "viewer"  # look at maps and counts
    RESEARCHER = "researcher"  # set up studies, invite
    ADMIN = "admin"  # give others access


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who works with the answers: signs in at the portal, gives orders in a messenger."""

    name: str
    role: Role
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Watcher:
    """A chat that hears of completed interviews."""

    chat: int
    messenger: str
    installation: str
