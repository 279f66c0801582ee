"""What every messenger does for us: read what came in, send what goes out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from cxmodel.interview import StudyId
from cxmodel.records import Person
from interview_flows.talk import Effect, Input


@dataclass(frozen=True, slots=True)
class Start:
    """Somebody opened the bot: with an invitation's token, for a study by name, or just so."""

    token: str | None = None
    study: StudyId | None = None  # only where the messenger itself is bound to one: the terminal


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A message in a group or channel, where no interview is held."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """The person blocked the bot (`True`) or came back (`False`)."""

    now: bool


@dataclass(frozen=True, slots=True)
class Nothing:
    """An update that asks for nothing: our own echo, a reaction, a kind unknown to us."""


Content = Input | Start | Elsewhere | Blocked | Nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One update, read: who, what, and where to answer a tap."""

    person: Person
    content: Content
    interview: str | None = None  # the interview that a tapped button belongs to
    language: str | None = None  # as the platform knows it
    message: str | None = None  # the platform's id of their message
    tap: str | None = None  # the platform's id of the tap, to be answered in place


class Messenger(Protocol):
    """One platform, one installation of the bot on it."""

    name: str  # telegram, slack, web, terminal
    installation: str

    def read(self, body: bytes) -> Delivery:
        """What a stored update means. Raises ValueError where it cannot be read at all."""
        ...

    def parts(self, interview: str | None, effect: Effect) -> Sequence[dict[str, Any]]:
        """An effect as the bodies of outbox rows, one a message, split to the platform's limits."""
        ...

    def is_early(self, message: str | None, prompt: str | None) -> bool:
        """Whether `message` was sent before `prompt` was visible; False where either is unknown."""
        ...

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
