"""What every messenger does for us: read what came in, send what goes out."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from cxmodel.interview import InterviewId, StudyId
from cxmodel.records import Person
from interview_flows.talk import Effect, Input

# ── in ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Start:
    """Somebody opened the bot: with an invitation's token, for a study or a flow, or just so."""

    token: str | None = None
    study: StudyId | None = None  # where the door leads to one study: the terminal, a form
    flow: str | None = None  # where the door leads to one guide: "report a pain point"
    invitation: str | None = None  # its id, where it was bound to this account when it was sent


@dataclass(frozen=True, slots=True)
class Report:
    """A form that holds consent and the first answers of one guide, sent off at once."""

    study: StudyId
    flow: str
    answers: tuple[str, ...]  # in the order in which the guide asks


@dataclass(frozen=True, slots=True)
class PutOff:
    """The answer to an invitation sent to an account: not now, or never again by anyone."""

    invitation: str
    for_good: bool


class Wish(StrEnum):
    """What somebody asks of one of their own interviews, wherever the talk is just now."""

    RESUME = "resume"
    ANSWERS = "answers"
    MAP = "map"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Wished:
    """A button beside one of their interviews, outside the talk."""

    interview: InterviewId
    wish: Wish


@dataclass(frozen=True, slots=True)
class Preferred:
    """Which of two interviews is to be talked through now."""

    other: bool  # the one that was offered; False: first the one that is under way


@dataclass(frozen=True, slots=True)
class OpenedHome:
    """Somebody looks at the page where their interviews are listed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A researcher's order in words, such as `invite onboarding`, and whom it names."""

    words: str  # without the people and groups
    people: tuple[Person, ...] = ()
    groups: tuple[str, ...] = ()  # the platform's ids of channels and user groups


@dataclass(frozen=True, slots=True)
class Found:
    """Who belongs to the groups that an order named: the same order, with its people."""

    words: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A message in a group or channel, where no interview is held."""


@dataclass(frozen=True, slots=True)
class Outsider:
    """Somebody of another organisation, whom this installation may not interview."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """The person blocked the bot (`True`) or came back (`False`)."""

    now: bool


@dataclass(frozen=True, slots=True)
class Nothing:
    """An update that asks for nothing: our own echo, a reaction, a kind unknown to us."""


Content = (
    Input
    | Start
    | Report
    | PutOff
    | Wished
    | Preferred
    | OpenedHome
    | Asked
    | Found
    | Elsewhere
    | Outsider
    | Blocked
    | Nothing
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One update, read: who, what, and where to answer a tap."""

    person: Person
    content: Content
    interview: str | None = None  # the interview that a tapped button belongs to
    language: str | None = None  # as the platform knows it
    message: str | None = None  # the platform's id of their message
    replies_to: str | None = None  # the message that theirs is a reply to
    tap: str | None = None  # the platform's id of the tap, to be answered in place


# ── out ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationCard:
    """An invitation sent to an account: Start, Not now, Never."""

    invitation: str  # its id; it is bound to the account already, so this is no secret
    title: str  # of the study
    asker: str  # the platform's id of the researcher who asks
    minutes: int
    promise: str  # what happens to the answers
    language: str = "en"


@dataclass(frozen=True, slots=True)
class HomeEntry:
    """One of their interviews, on the page where they are listed."""

    interview: InterviewId
    title: str  # of the study
    state: str  # open, paused, done or withdrawn
    when: str  # date of the last answer, such as 2026-11-22
    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """The page where somebody's interviews are listed, and the guides they may begin."""

    entries: tuple[HomeEntry, ...]
    offers: tuple[tuple[StudyId, str], ...]  # open studies: id, title
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFiles:
    """Map files for this chat alone. Takes its time: compiled when it is sent."""

    study: StudyId
    formats: tuple[str, ...]
    interview: InterviewId | None = None  # of one interview only
    language: str = "en"  # of whom it is for


@dataclass(frozen=True, slots=True)
class FindPeople:
    """Ask the platform who belongs to these groups; comes back as `Found`."""

    words: str  # the order that named them
    groups: tuple[str, ...]
    people: tuple[Person, ...]  # named beside the groups


@dataclass(frozen=True, slots=True)
class GetToKnow:
    """Ask the platform about whoever is in this chat; what it knows comes back as `Known`."""


Parcel = InvitationCard | Home | MapFiles | FindPeople | GetToKnow
"""What is sent besides an interview's own effects, by messengers that can."""


class Reader(Protocol):
    """The pure half of a messenger: what a turn needs of it."""

    name: str  # telegram, slack, web, terminal
    installation: str

    def read(self, body: bytes) -> Delivery:
        """What a stored update means. Raises ValueError where it cannot be read at all."""
        ...

    def parts(self, interview: str | None, effect: Effect | Parcel) -> Sequence[dict[str, Any]]:
        """An effect as the bodies of outbox rows, one a message, split to the platform's limits.

        Empty for a parcel that this messenger cannot carry.
        """
        ...

    def is_early(self, message: str | None, prompt: str | None) -> bool:
        """Whether `message` was sent before `prompt` was visible; False where either is unknown."""
        ...


class Messenger(Reader, Protocol):
    """One platform, one installation of the bot on it."""

    async def send(
        self, address: str, body: dict[str, Any], edits: str | None, prompt: dict[str, Any] | None
    ) -> str | None:
        """Do what `body` says; its message id, if any. Raises SendFailed.

        `edits` and `prompt` are the message id and the body of the prompt that is to be redrawn
        or settled; None where they are not known.
        """
        ...

    async def acknowledge(self, tap: str, toast: str | None) -> None:
        """Answer a tap where the finger is. Best effort: a failure is not an error."""
        ...

    def fetch(self, source: str) -> AsyncGenerator[bytes, None]:
        """A file that a respondent sent, piece by piece; `source` is the platform's id of it.

        Raises SendFailed: permanent where the file is gone or not to be had.
        """
        ...
