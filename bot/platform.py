"""What a platform brings to the house, and what it finds there."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from starlette.routing import BaseRoute

from bot.inbox import Inbox
from bot.messenger import Messenger
from bot.pace import Pace
from bot.settings import Settings
from bot.settling import SETTLE
from bot.writer import Writer
from cxmodel.store import Store


@dataclass(frozen=True, slots=True)
class Grounds:
    """What every platform works with."""

    settings: Settings
    store: Store
    writer: Writer
    inbox: Inbox
    join: Callable[[Messenger, Pace, Pace], Awaitable[None]]
    """Have updates of a messenger's installation worked through, and messages sent by it.

    The paces are those of the installation and of each chat.
    """
    settle: timedelta = SETTLE
    """How long a platform that calls us has to reach us before it has caught up."""


class Platform(Protocol):
    """A place where people are talked to: Telegram, Slack."""

    name: str

    def routes(self) -> list[BaseRoute]:
        """What it is called by over HTTP."""
        ...

    def opened(self) -> AbstractAsyncContextManager[None]:
        """Its connections, for as long as anything may be sent."""
        ...

    async def serve(self) -> None:
        """Greet it, take in what comes without HTTP, and look after it, until cancelled."""
        ...

    @property
    def state(self) -> str:
        """How it is, in words, for /readyz; `ok` where all is well."""
        ...

    @property
    def caught_up(self) -> bool:
        """Whether what waited there while nobody listened is in the inbox, seen from this process.

        Until then nobody's silence is known: nothing is closed, and nobody reminded.
        """
        ...

    async def check(self) -> str:
        """Look once, before the server starts, whether its tokens are accepted; a line to print.

        Raises Misconfigured for a refused one, SendFailed where the platform cannot be reached.
        """
        ...
