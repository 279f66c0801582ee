"""Updates on their way to the bot: kept until confirmed, polled or posted to a webhook."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from tests.fakes.bell import Bell
from tests.fakes.telegram_api import Refusal

_FIRST_UPDATE = 700_000_001
_ONLY_WHERE_ASKED_FOR = {"chat_member", "message_reaction", "message_reaction_count"}
_WEBHOOK_TIMEOUT = aiohttp.ClientTimeout(total=15)


@dataclass(slots=True, eq=False)
class Pending:
    """One update that is not confirmed yet."""

    update: dict[str, Any]
    again: bool = False  # a duplicate: comes once even where its number is confirmed already
    in_flight: bool = False
    not_before: float = 0.0  # monotonic seconds

    @property
    def id(self) -> int:
        return int(self.update["update_id"])


@dataclass(slots=True)
class Webhook:
    """Where updates are posted to."""

    url: str
    secret: str | None = None
    connections: int = 40
    last_error: str | None = None
    last_error_at: int = 0


@dataclass(slots=True)
class Updates:
    """The queue of one bot."""

    bell: Bell
    next_id: int = _FIRST_UPDATE
    pending: list[Pending] = field(default_factory=list)
    allowed: list[str] | None = None  # None or empty: all but the rare kinds
    webhook: Webhook | None = None
    retry_after: float = 0.1  # seconds until a webhook is tried again
    confirmed: list[int] = field(default_factory=list)  # numbers, in the order of confirmation
    posted: int = 0  # webhook requests made, repeats included
    dropped: int = 0  # updates that the bot asked to drop
    _held: list[dict[str, Any]] | None = None
    _poll: int = 0

    def put(self, kind: str, content: dict[str, Any]) -> dict[str, Any]:
        """Number an update and queue it, where the bot wants its kind."""
        update = {"update_id": self.next_id, kind: content}
        self.next_id += 1
        wanted = kind in self.allowed if self.allowed else kind not in _ONLY_WHERE_ASKED_FOR
        if not wanted:
            return update
        if self._held is not None:
            self._held.append(update)
        else:
            self.inject(update)
        return update

    def inject(self, update: dict[str, Any], *, again: bool = False) -> None:
        """Queue a raw update. `again`: deliver it though its number was confirmed."""
        self.pending.append(Pending(update, again=again))
        self.bell.ring()

    def hold(self) -> None:
        """Keep further updates back until `release`."""
        self._held = self._held or []

    def release(self, *, backwards: bool = False) -> None:
        """Queue what was held, in order or backwards."""
        held, self._held = self._held or [], None
        for update in reversed(held) if backwards else held:
            self.inject(update, again=backwards)

    async def poll(self, offset: int, limit: int, seconds: float) -> list[dict[str, Any]]:
        """Answer getUpdates: confirm what lies before `offset`, then wait for what is there."""
        if self.webhook is not None:
            raise Refusal(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        self._poll += 1
        mine, deadline = self._poll, time.monotonic() + seconds
        self.bell.ring()
        self._confirm(offset)
        while not self.pending and (left := deadline - time.monotonic()) > 0:
            await self.bell.wait(left)
            if self._poll != mine:
                raise Refusal(
                    409,
                    "Conflict: terminated by other getUpdates request; "
                    "make sure that only one bot instance is running",
                )
        batch = self.pending[:limit]
        for waiting in batch:
            waiting.again = False
        return [waiting.update for waiting in batch]

    def _confirm(self, offset: int) -> None:
        """Forget updates before `offset`; a negative one keeps that many from the end."""
        if offset < 0:
            offset = self.pending[offset].id if len(self.pending) >= -offset else 0
        kept = [p for p in self.pending if p.again or p.id >= offset]
        self.confirmed += [p.id for p in self.pending if p not in kept]
        self.pending = kept

    def drop(self) -> None:
        """Do what drop_pending_updates asks for."""
        self.dropped += len(self.pending)
        self.pending = []

    async def post_for_ever(self, session: aiohttp.ClientSession) -> None:
        """Post what waits to the webhook, several at once, each until it is answered with 2xx."""
        async with asyncio.TaskGroup() as tasks:
            while True:
                due = self._due()
                for waiting in due:
                    waiting.in_flight = True
                    tasks.create_task(self._post(session, waiting))
                await self.bell.wait(self.retry_after if self.pending and self.webhook else 3600)

    def _due(self) -> list[Pending]:
        if self.webhook is None:
            return []
        free = self.webhook.connections - sum(p.in_flight for p in self.pending)
        now = time.monotonic()
        ready = [p for p in self.pending if not p.in_flight and p.not_before <= now]
        return ready[: max(free, 0)]

    async def _post(self, session: aiohttp.ClientSession, waiting: Pending) -> None:
        webhook = self.webhook
        if webhook is None:
            waiting.in_flight = False
            return
        self.posted += 1
        secret = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret} if webhook.secret else {}
        try:
            async with session.post(
                webhook.url, json=waiting.update, headers=secret, timeout=_WEBHOOK_TIMEOUT
            ) as response:
                status = response.status
            error = f"Wrong response from the webhook: {status} {response.reason}"
        except (aiohttp.ClientError, TimeoutError, OSError) as failed:
            status, error = 0, f"Connection failed: {type(failed).__name__}"
        waiting.in_flight = False
        if 200 <= status < 300:
            self.confirmed.append(waiting.id)
            self.pending = [p for p in self.pending if p is not waiting]
        else:
            webhook.last_error, webhook.last_error_at = error, int(time.time())
            waiting.not_before = time.monotonic() + self.retry_after
        self.bell.ring()
