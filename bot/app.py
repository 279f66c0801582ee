"""Composition root: settings → store, platforms, pages; what starts and ends with the server."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta

from starlette.applications import Starlette
from starlette.routing import Router

from bot.attachments import ATTACHMENTS
from bot.background import running
from bot.clock import Clock, utc_now
from bot.health import health_routes
from bot.inbox import Inbox
from bot.keeper import Keeper
from bot.maps import look_of
from bot.messenger import Messenger
from bot.outbox import Outbox
from bot.pace import Limiter, Pace
from bot.platform import Grounds, Platform
from bot.portal.pages import portal_routes
from bot.reminders import SWEEP, Sweeper
from bot.settings import Settings
from bot.settling import SETTLE
from bot.worker import TurnWorker
from bot.writer import Writer
from cxmodel.store import Store
from cxmodel.store.incoming import Place


class House:
    """Everything that runs in one server process.

    `paces` stand in for every platform's own, `clock` for the machine's, `sweep` is how often we
    look for interviews that are due, `settle` how long what waited at a platform may take to come.
    """

    def __init__(
        self,
        settings: Settings,
        store: Store,
        paces: tuple[Pace, Pace] | None = None,
        *,
        clock: Clock = utc_now,
        sweep: timedelta = SWEEP,
        settle: timedelta = SETTLE,
    ) -> None:
        self.settings, self.store, self._paces = settings, store, paces
        self._clock, self._settle = clock, settle
        self.writer = Writer()
        self.messengers: dict[tuple[str, str], Messenger] = {}
        self.limiters: dict[tuple[str, str], Limiter] = {}
        self.outbox = Outbox(
            store,
            self.writer,
            self.messengers,
            self.limiters,
            lambda: self.turns.wake(),  # noqa: PLW0108 - made below
            clock=clock,
        )
        self.turns = TurnWorker(store, self.writer, self.messengers, self.outbox, clock)
        self.sweeper = Sweeper(
            store, self.writer, self._caught_up, self.turns.wake, clock=clock, every=sweep
        )
        self.keeper = Keeper(store, self.writer, self.messengers, settings.home / ATTACHMENTS)
        self.inbox = Inbox(store, self.writer, self.turns.wake)
        self.platforms = self._platforms()

    def app(self) -> Router:
        """The ASGI application. What platforms call lies before Starlette's layers, for speed."""
        of_platforms = [route for platform in self.platforms for route in platform.routes()]
        pages = portal_routes(self.store, look_of(self.settings))
        others = Starlette(routes=[*health_routes(self), *pages])
        return Router(of_platforms, default=others, lifespan=self.lifespan)

    @asynccontextmanager
    async def lifespan(self, _: object) -> AsyncIterator[None]:
        """Start what works in the background; on the way out end it in order.

        Intake ends first, then the turn under way, then what is being sent arrives.
        """
        async with AsyncExitStack() as stack:
            stack.callback(self.writer.close)
            for platform in self.platforms:
                await stack.enter_async_context(platform.opened())
            stack.push_async_callback(self.outbox.drain)
            stack.push_async_callback(self.keeper.drain)
            background = (self.outbox, self.turns, self.keeper, self.sweeper)
            for work in (each.run() for each in background):
                await stack.enter_async_context(running(work))
            for platform in self.platforms:
                await stack.enter_async_context(running(platform.serve()))
            yield

    async def join(self, messenger: Messenger, overall: Pace, per_chat: Pace) -> None:
        """Have updates of a messenger's installation worked through, and messages sent by it."""
        key = (messenger.name, messenger.installation)

        def enter() -> None:
            self.limiters[key] = Limiter(*(self._paces or (overall, per_chat)))
            self.messengers[key] = messenger
            self.outbox.halted.pop(key, None)

        await self.writer.run(enter)  # the thread that goes through them: never in its midst

    def messenger_states(self) -> dict[str, str]:
        """How each messenger is, in words."""
        states = dict.fromkeys((name for name, _ in list(self.messengers)), "ok")
        states |= {platform.name: platform.state for platform in self.platforms}
        now = self._clock()
        for (name, installation), until in list(self.outbox.halted.items()):
            if until > now:
                several = sum(other == name for other, _ in list(self.messengers)) > 1
                where = f" in {installation}" if several else ""
                states[name] = f"off{where}: its token is not accepted; tried again soon"
        return states

    def _caught_up(self) -> list[Place]:
        """The installations of platforms at which nothing that somebody wrote waits for us."""
        behind = {platform.name for platform in self.platforms if not platform.caught_up}
        return [place for place in self.messengers if place[0] not in behind]

    def _platforms(self) -> list[Platform]:
        """Those whose tokens are set; no other's library is loaded, for each takes its time."""
        platforms: list[Platform] = []
        grounds = Grounds(
            self.settings, self.store, self.writer, self.inbox, self.join, self._settle
        )
        if self.settings.telegram_token is not None:
            from bot.telegram.platform import TelegramPlatform

            platforms.append(TelegramPlatform(self.settings.telegram_token, grounds))
        if self.settings.has_slack:
            from bot.slack.platform import SlackPlatform

            platforms.append(SlackPlatform(grounds))
        return platforms
