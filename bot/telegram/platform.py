"""Telegram in the house: one bot, by webhook or by polling."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from pydantic import SecretStr
from starlette.routing import BaseRoute

from bot.background import RETRY, running
from bot.greeting import Greeting
from bot.pace import TELEGRAM_BOT, TELEGRAM_CHAT
from bot.platform import Grounds
from bot.settling import Settling
from bot.telegram.adapter import TelegramMessenger, connected
from bot.telegram.polling import Poller
from bot.telegram.setup import learn_username, publish_commands
from bot.telegram.webhook import webhook_route
from cxmodel.errors import StoreUnavailable
from cxmodel.store.election import elected

log = structlog.get_logger()


class TelegramPlatform:
    """The bot whose token is configured."""

    name = "telegram"

    def __init__(self, token: SecretStr, grounds: Grounds) -> None:
        self._token, self._grounds = token.get_secret_value(), grounds
        self._installation = self._token.partition(":")[0]
        self._greeting = Greeting(self.name, self._greet)
        self._state = "ok"  # of polling
        self._poller: Poller | None = None
        self._settling = Settling(grounds.settle)  # of the webhook
        self._messenger: TelegramMessenger

    def routes(self) -> list[BaseRoute]:
        """The webhook, where its secret is set."""
        secret = self._grounds.settings.telegram_webhook_secret
        if secret is None:
            return []
        return [webhook_route(self._installation, secret.get_secret_value(), self._grounds.inbox)]

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """The session that all calls share, and the bot as a messenger."""
        async with connected(self._token, self._grounds.settings.telegram_api) as self._messenger:
            await self._grounds.join(self._messenger, TELEGRAM_BOT, TELEGRAM_CHAT)
            yield

    async def serve(self) -> None:
        """Greet Telegram until it answers, then take in updates."""
        await self._greeting.done()
        self._settling.reachable()
        if self._grounds.settings.telegram_webhook_secret is None:
            await self._poll()

    @property
    def state(self) -> str:
        """How the last greeting went, then how polling goes."""
        if self._greeting.state != "ok":
            return self._greeting.state
        if self._poller is not None and self._state == "ok":
            # Its first call lasts until the first update; that Telegram answers is known.
            return self._poller.state.replace("starting", "ok")
        return self._state

    @property
    def caught_up(self) -> bool:
        """By webhook after a while; by polling where this process polls and got all there is."""
        if self._grounds.settings.telegram_webhook_secret is not None:
            return self._settling.is_over
        return self._poller is not None and self._poller.caught_up

    async def check(self) -> str:
        """Where the bot is found. Raises Misconfigured for a refused token, else SendFailed."""
        async with connected(self._token, self._grounds.settings.telegram_api) as messenger:
            return f"Telegram: https://t.me/{await learn_username(messenger)}"

    async def _greet(self) -> None:
        username = await learn_username(self._messenger)
        await publish_commands(self._messenger)
        await self._grounds.writer.run(lambda: self._note_username(username))

    def _note_username(self, username: str) -> None:
        with self._grounds.store.writing() as work:
            work.set_note("telegram.username", username)

    async def _poll(self) -> None:
        """Poll; on a shared database only while this process is the elected poller."""
        if not self._grounds.store.is_shared:
            await self._new_poller().run()
            return
        settings = self._grounds.settings
        direct = settings.database_direct or settings.database
        url = direct.get_secret_value() if direct is not None else ""
        while True:
            self._state = "waits: another process polls"
            try:
                # The name that servers of the release before this one stand for, too
                async with elected(url, f"poll {(self.name, self._installation)}") as lost:
                    self._state = "ok"
                    async with running(self._new_poller().run()):
                        await lost.wait()
            except StoreUnavailable as error:
                log.warning("telegram.election_failed", reason=str(error))
                await asyncio.sleep(RETRY.total_seconds())

    def _new_poller(self) -> Poller:
        self._poller = Poller(self._messenger, self._grounds.inbox)
        return self._poller
