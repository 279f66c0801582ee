"""Keeps taking turns while updates wait; finds the one bad update in a batch that fails."""

import asyncio
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog

from bot.messenger import Messenger
from bot.outbox import Outbox
from bot.shelf import Shelf
from bot.turn import MOST, Tap, TurnFailed, set_back, take_turns
from bot.writer import Writer
from cxmodel.errors import StoreUnavailable
from cxmodel.records import Claim
from cxmodel.store import Store

SWEEP = timedelta(seconds=2)  # the net under missed wake-ups
PATIENCE = timedelta(seconds=1)  # after the database failed

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Batch:
    """What one or more commits brought: updates worked through, taps to answer, queues to send."""

    count: int
    taps: tuple[Tap, ...]
    claims: list[Claim]

    def and_then(self, other: "Batch") -> "Batch":
        """Both together."""
        return Batch(self.count + other.count, self.taps + other.taps, self.claims + other.claims)


class TurnWorker:
    """One per process: inbox → interviews → outbox, in the writer's thread."""

    def __init__(
        self,
        store: Store,
        writer: Writer,
        messengers: Mapping[tuple[str, str], Messenger],
        outbox: Outbox,
    ) -> None:
        self._store, self._writer, self._messengers = store, writer, messengers
        self._outbox = outbox
        self._shelf = Shelf()
        self._wake = asyncio.Event()
        self._acknowledging: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """An update may be waiting."""
        self._wake.set()

    async def run(self) -> None:
        """Take turns until cancelled."""
        while True:
            self._wake.clear()
            try:
                batch = await self._writer.run_to_end(self.take_batch, self._finish)
            except Exception as error:  # noqa: BLE001 - the edge of a turn: the database is away
                log.warning("turns.database_away", error=type(error).__name__)
                await asyncio.sleep(PATIENCE.total_seconds())
                continue
            if batch.count == 0:
                await self._rest()

    def _finish(self, batch: Batch) -> None:
        self._outbox.send(batch.claims)
        self._acknowledge(batch.taps)

    async def _rest(self) -> None:
        # Not wait_for: until Python 3.12 it loses a cancellation that comes with the wake-up.
        with suppress(TimeoutError):
            async with asyncio.timeout(SWEEP.total_seconds()):
                await self._wake.wait()

    def _acknowledge(self, taps: Iterable[Tap]) -> None:
        for tap in taps:
            task = asyncio.create_task(self._messengers[tap.place].acknowledge(tap.id, tap.toast))
            self._acknowledging.add(task)
            task.add_done_callback(self._acknowledging.discard)

    # ── in the writer's thread ────────────────────────────────────────────────────────────────

    def take_batch(self) -> Batch:
        """One batch in one commit; if it fails, its turns one by one."""
        try:
            return self._take(MOST)
        except StoreUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 - the edge of a turn
            log.warning("turns.batch_failed", error=type(error).__name__)
            return self._take_singly()

    def _take(self, limit: int) -> Batch:
        with self._store.writing() as work:
            now = datetime.now(UTC)
            turns = take_turns(work, self._messengers, self._shelf, now, limit=limit)
            # Claimed in the same commit: what a turn has queued is sent without another one.
            return Batch(turns.count, turns.taps, self._outbox.claim(work) if turns.count else [])

    def _take_singly(self) -> Batch:
        taken = Batch(0, (), [])
        for _ in range(MOST):
            try:
                batch = self._take(1)
            except TurnFailed as failure:
                with self._store.writing() as work:
                    set_back(work, self._messengers, failure, datetime.now(UTC))
                continue
            except Exception:
                if taken.count:  # what was committed before is to be sent
                    break
                raise
            if batch.count == 0:
                break
            taken = taken.and_then(batch)
        return taken
