"""Takes turns whenever updates may wait; finds the one bad update in a batch that fails."""

import asyncio
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import structlog

from bot.clock import Clock, utc_now
from bot.messenger import Messenger
from bot.outbox import Outbox
from bot.shelf import Shelf
from bot.turn import MOST, TurnFailed, set_back, take_turns
from bot.visit import Tap
from bot.writer import Then, Writer
from cxmodel.errors import NotStored, StoreUnavailable
from cxmodel.records import Claim
from cxmodel.store import Store, Work

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

    rank = 2  # within a commit: behind what frees chats and what comes in

    def __init__(
        self,
        store: Store,
        writer: Writer,
        messengers: Mapping[tuple[str, str], Messenger],
        outbox: Outbox,
        clock: Clock = utc_now,
    ) -> None:
        self.store, self._writer, self._messengers = store, writer, messengers
        self._outbox, self._clock = outbox, clock
        self._shelf = Shelf()
        self._ending = False
        self._is_quiet = True  # since the last sweep
        self._acknowledging: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """An update may be waiting: it is worked through in the next commit."""
        if not self._ending:
            self._writer.share(self, None)

    async def run(self) -> None:
        """Until cancelled, look for what no wake-up told of; then let the turns under way end."""
        try:
            while True:
                self.wake()
                await asyncio.sleep(SWEEP.total_seconds())
                if self._is_quiet:
                    await self._writer.run(self._tidy)
                self._is_quiet = True
        finally:
            self._ending = True
            await self._writer.run(lambda: None)  # behind the last batch

    def _finish(self, batch: Batch) -> None:
        self._is_quiet = self._is_quiet and batch.count == 0
        self._outbox.send(batch.claims)
        self._acknowledge(batch.taps)
        if batch.count >= MOST:  # there may be more
            self.wake()

    def _put_off(self, error: Exception) -> None:
        log.warning("turns.database_away", error=type(error).__name__)
        asyncio.get_running_loop().call_later(PATIENCE.total_seconds(), self.wake)

    def _acknowledge(self, taps: Iterable[Tap]) -> None:
        for tap in taps:
            task = asyncio.create_task(self._messengers[tap.place].acknowledge(tap.id, tap.toast))
            self._acknowledging.add(task)
            task.add_done_callback(self._acknowledging.discard)

    # ── in the writer's thread ────────────────────────────────────────────────────────────────

    def handle(self, work: Work, _: list[Any]) -> Then:
        """Take a batch in a commit that it shares with what came in and what was sent."""
        return partial(self._finish, self._take_in(work, MOST))

    def handle_alone(self, _: list[Any]) -> Then:
        """Take a batch in commits of its own."""
        try:
            return partial(self._finish, self.take_batch())
        except Exception as error:  # noqa: BLE001 - the edge of a turn: the database is away
            return partial(self._put_off, error)

    def take_batch(self) -> Batch:
        """One batch in one commit; if it fails, its turns one by one."""
        try:
            return self._take(MOST)
        except StoreUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 - the edge of a turn
            log.warning("turns.batch_failed", error=type(error).__name__)
            return self._take_singly()

    def _tidy(self) -> None:
        with suppress(StoreUnavailable, NotStored):  # the next sweep comes soon
            self.store.tidy()

    def _take(self, limit: int) -> Batch:
        with self.store.writing() as work:
            return self._take_in(work, limit)

    def _take_in(self, work: Work, limit: int) -> Batch:
        turns = take_turns(work, self._messengers, self._shelf, self._clock(), limit=limit)
        # Claimed in the same commit: what a turn has queued is sent without another one.
        return Batch(turns.count, turns.taps, self._outbox.claim(work) if turns.count else [])

    def _take_singly(self) -> Batch:
        taken = Batch(0, (), [])
        for _ in range(MOST):
            try:
                batch = self._take(1)
            except TurnFailed as failure:
                with self.store.writing() as work:
                    set_back(work, self._messengers, failure, self._clock())
                continue
            except Exception:
                if taken.count:  # what was committed before is to be sent
                    break
                raise
            if batch.count == 0:
                break
            taken = taken.and_then(batch)
        return taken
