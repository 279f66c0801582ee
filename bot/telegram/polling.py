"""Asking Telegram for updates, for where there is no public address.

A call's offset confirms all updates before it, so it moves only once they are on disk.
"""

import asyncio
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

import aiohttp
import structlog
from telegram.error import TelegramError

from bot.telegram.adapter import TelegramMessenger
from bot.telegram.envelope import ALLOWED_UPDATES, Intake, received_of
from bot.telegram.transport import CONNECT_SECONDS, Declined, answer_of, call, send_failed
from cxmodel.records import Received

log = structlog.get_logger()

_MOST = 100  # updates in one answer: Telegram gives no more
_ANSWER_SECONDS = 10.0  # for an answer to arrive once the long poll is over
_ALARMING = timedelta(hours=1)  # Telegram keeps updates for 24 hours, then answers are lost
_CONFLICT = (
    "another process asks for this bot's updates, or a webhook is set: stop the other one, "
    "or run `desirepath telegram webhook delete`"
)


@dataclass(frozen=True, slots=True)
class Waits:
    """How long to wait, in seconds."""

    poll: int = 30  # for the next update, at Telegram
    first: float = 1.0  # after a first failure; doubled by each further one
    longest: float = 300.0
    conflict: float = 30.0  # for the other poller to end


class Poller:
    """The loop that fetches updates of one bot. At most one may run per token."""

    def __init__(
        self, messenger: TelegramMessenger, intake: Intake, waits: Waits | None = None
    ) -> None:
        self._messenger, self._intake = messenger, intake
        self._waits = waits or Waits()
        self._offset: int | None = None
        self._failures = 0
        self._failing_since: datetime | None = None
        self.state = "starting"
        """starting, ok, unauthorized, conflict, unreachable since …, not storing since …"""
        self.caught_up = False
        """Whether all that waits at Telegram is stored, as far as its last answer goes."""

    async def run(self) -> None:
        """Fetch until cancelled. What was fetched and not confirmed comes again next time."""
        try:
            while True:
                wait = await self._round()
                if wait:
                    await asyncio.sleep(wait)
        finally:
            self.caught_up = False

    async def _round(self) -> float:
        """Fetch and store once; the seconds to wait before the next time."""
        try:
            updates = await self._fetch()
        except TelegramError as error:
            self.caught_up = False
            return self._not_fetched(error)
        try:
            await self._store(updates)
        except Exception as error:  # noqa: BLE001 - whatever it was, nothing may be confirmed
            self.caught_up = False
            return self._failed("not storing", type(error).__name__)
        self.caught_up = len(updates) < _MOST  # a full answer has more behind it
        self._failures, self._failing_since, self.state = 0, None, "ok"
        return 0

    async def _fetch(self) -> list[Any]:
        wanted = {
            # At first, and after a failure, not waiting: that it works is known at once
            "timeout": self._waits.poll if self.state == "ok" else 0,
            "limit": _MOST,
            "allowed_updates": ALLOWED_UPDATES,
            **({} if self._offset is None else {"offset": self._offset}),
        }
        timeout = aiohttp.ClientTimeout(
            connect=CONNECT_SECONDS, sock_read=self._waits.poll + _ANSWER_SECONDS
        )
        messenger = self._messenger
        address = f"{messenger.methods_url}/getUpdates"
        _, body = await call(messenger.session, "POST", address, timeout, json=wanted)
        updates = answer_of(body)["result"]
        return updates if isinstance(updates, list) else []

    async def _store(self, updates: list[Any]) -> None:
        rows = [row for update in updates if (row := self._row(update)) is not None]
        if not rows:
            # All is confirmed. Without an offset nothing can hide behind it: after a week
            # without updates Telegram goes on with a random number, perhaps a lower one
            self._offset = None
            return
        await self._intake.receive(rows)
        self._offset = max(row.position for row in rows) + 1

    def _row(self, update: Any) -> Received | None:
        try:
            return received_of(update, self._messenger.installation, datetime.now(UTC))
        except (ValueError, AttributeError):
            log.warning("telegram.update_without_id")
            return None

    def _not_fetched(self, error: TelegramError) -> float:
        failure = send_failed(error)
        if isinstance(error, Declined) and error.status == HTTPStatus.CONFLICT:
            self.state = "conflict"
            log.error("telegram.conflict", what_to_do=_CONFLICT, reason=error.description)
            return self._waits.conflict
        if failure.unauthorized:
            wait = self._failed("unauthorized", str(failure))
            self.state = "unauthorized"
            return wait
        wait = self._failed("unreachable", str(failure))
        return wait if failure.retry_after is None else failure.retry_after.total_seconds()

    def _failed(self, state: str, reason: str) -> float:
        """Note a failure; the seconds to wait, with jitter so that processes do not line up."""
        now = datetime.now(UTC)
        self._failures += 1
        self._failing_since = self._failing_since or now
        since = self._failing_since.isoformat(timespec="seconds")
        self.state = f"{state} since {since}"
        tell = log.error if now - self._failing_since >= _ALARMING else log.warning
        tell("telegram.no_updates", state=state, since=since, reason=reason)
        doubled = self._waits.first * 2.0 ** min(self._failures - 1, 20)
        return min(self._waits.longest, doubled) * random.uniform(0.5, 1)  # noqa: S311 - jitter
