"""Composition root: settings → store, messengers, pages; what starts and ends with the server."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import structlog
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.health import health_routes
from bot.inbox import Inbox
from bot.messenger import Messenger
from bot.outbox import Outbox
from bot.pace import TELEGRAM_BOT, TELEGRAM_CHAT, Limiter, Pace
from bot.portal.pages import portal_routes
from bot.settings import Settings
from bot.worker import TurnWorker
from bot.writer import Writer
from cxmodel.errors import CxError, StoreUnavailable
from cxmodel.store import Store
from cxmodel.store.election import elected

if TYPE_CHECKING:
    from bot.telegram.polling import Poller

RETRY = timedelta(seconds=5)  # the first wait for a messenger that cannot be reached
LONGEST_RETRY = timedelta(minutes=5)

log = structlog.get_logger()


class House:
    """Everything that runs in one server process."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        paces: tuple[Pace, Pace] = (TELEGRAM_BOT, TELEGRAM_CHAT),
    ) -> None:
        self.settings, self.store, self._paces = settings, store, paces
        self.writer = Writer()
        self.messengers: dict[tuple[str, str], Messenger] = {}
        self.limiters: dict[tuple[str, str], Limiter] = {}
        self.states: dict[str, str] = {}  # how each messenger is, for /readyz
        self.poller: Poller | None = None
        self.outbox = Outbox(
            store,
            self.writer,
            self.messengers,
            self.limiters,
            lambda: self.turns.wake(),  # noqa: PLW0108 - made below
        )
        self.turns = TurnWorker(store, self.writer, self.messengers, self.outbox)
        self.inbox = Inbox(store, self.writer, self.turns.wake)

    def app(self) -> Starlette:
        """The ASGI application."""
        routes: list[BaseRoute] = [*health_routes(self), *self._telegram_routes()]
        routes += portal_routes(self.store, self.settings.templates)
        return Starlette(routes=routes, lifespan=self.lifespan)

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Start what works in the background; on the way out end it in order.

        Intake ends first, then the turn under way, then what is being sent arrives.
        """
        async with AsyncExitStack() as stack:
            stack.callback(self.writer.close)
            await stack.enter_async_context(self._telegram_session())
            stack.push_async_callback(self.outbox.drain)
            for work in (self.outbox.run(), self.turns.run()):
                await stack.enter_async_context(_running(work))
            if self.settings.telegram_token is not None:
                await stack.enter_async_context(_running(self._serve_telegram()))
            yield

    def messenger_states(self) -> dict[str, str]:
        """How each messenger is, in words."""
        states, now = dict(self.states), datetime.now(UTC)
        if self.poller is not None and states.get("telegram") == "ok":
            # Its first call lasts until the first update; that Telegram answers is known.
            states["telegram"] = self.poller.state.replace("starting", "ok")
        for (name, _), until in self.outbox.halted.items():
            if until > now:
                states[name] = "off: its token is not accepted; tried again soon"
        return states

    # ── Telegram: its library is imported only where its token is set ─────────────────────────

    @property
    def _telegram_key(self) -> tuple[str, str]:
        token = self.settings.telegram_token
        number = token.get_secret_value().partition(":")[0] if token is not None else ""
        return ("telegram", number)

    def _telegram_routes(self) -> list[BaseRoute]:
        secret = self.settings.telegram_webhook_secret
        if self.settings.telegram_token is None or secret is None:
            return []
        from bot.telegram.webhook import webhook_route

        return [webhook_route(self._telegram_key[1], secret.get_secret_value(), self.inbox)]

    @asynccontextmanager
    async def _telegram_session(self) -> AsyncIterator[None]:
        token = self.settings.telegram_token
        if token is None:
            yield
            return
        from bot.telegram.adapter import connected

        async with connected(token.get_secret_value(), self.settings.telegram_api) as messenger:
            self.messengers[self._telegram_key] = messenger
            self.limiters[self._telegram_key] = Limiter(*self._paces)
            self.states["telegram"] = "connecting"
            yield

    async def _serve_telegram(self) -> None:
        """Greet Telegram until it answers, then take in updates."""
        wait = RETRY
        while not await self._greet_telegram():
            await asyncio.sleep(wait.total_seconds())
            wait = min(wait * 2, LONGEST_RETRY)
        if self.settings.telegram_webhook_secret is None:
            await self._poll_telegram()

    async def _greet_telegram(self) -> bool:
        from bot.telegram.adapter import TelegramMessenger
        from bot.telegram.setup import learn_username, publish_commands

        messenger = self.messengers[self._telegram_key]
        assert isinstance(messenger, TelegramMessenger)  # noqa: S101 - set by _telegram_session
        try:
            username = await learn_username(messenger)
            await publish_commands(messenger)
            await self.writer.run(lambda: self._note_username(username))
        except CxError as error:  # Telegram's, or the database's
            self.states["telegram"] = f"off: {error}"
            log.warning("telegram.unreachable", reason=str(error))
            return False
        self.states["telegram"] = "ok"
        return True

    def _note_username(self, username: str) -> None:
        with self.store.writing() as work:
            work.set_note("telegram.username", username)

    async def _poll_telegram(self) -> None:
        """Poll; on a shared database only while this process is the elected poller."""
        if not self.store.is_shared:
            await self._poller().run()
            return
        direct = self.settings.database_direct or self.settings.database
        url = direct.get_secret_value() if direct is not None else ""
        while True:
            self.states["telegram"] = "waits: another process polls"
            try:
                async with elected(url, f"poll {self._telegram_key}") as lost:
                    self.states["telegram"] = "ok"
                    async with _running(self._poller().run()):
                        await lost.wait()
            except StoreUnavailable as error:
                log.warning("telegram.election_failed", reason=str(error))
                await asyncio.sleep(RETRY.total_seconds())

    def _poller(self) -> "Poller":
        from bot.telegram.adapter import TelegramMessenger
        from bot.telegram.polling import Poller

        messenger = self.messengers[self._telegram_key]
        assert isinstance(messenger, TelegramMessenger)  # noqa: S101 - set by _telegram_session
        self.poller = Poller(messenger, self.inbox)
        return self.poller


@asynccontextmanager
async def _running(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """`work` in a task of its own, cancelled at the end."""
    task = asyncio.create_task(work, name=getattr(work, "__qualname__", None))
    task.add_done_callback(_tell_if_died)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def _tell_if_died(task: asyncio.Task[None]) -> None:
    error = None if task.cancelled() else task.exception()
    if error is not None:
        log.error("work.died", work=task.get_name(), error=type(error).__name__)
