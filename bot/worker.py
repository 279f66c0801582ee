"""Keeps taking turns while updates wait; finds the one bad update in a batch that fails."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

import structlog

from bot import sentences
from bot.messenger import Messenger
from bot.shelf import Shelf
from bot.turn import BATCH, TurnFailed, Turns, notice, take_turns
from bot.writer import Writer
from cxmodel.errors import StaleInterview, StoreUnavailable
from cxmodel.records import Queued
from cxmodel.store import Store

SWEEP = timedelta(seconds=2)  # the net under missed wake-ups
PATIENCE = timedelta(seconds=1)  # after the database failed

log = structlog.get_logger()


class TurnWorker:
    """One per process: inbox → interviews → outbox, in the writer's thread."""

    def __init__(
        self,
        store: Store,
        writer: Writer,
        messengers: Mapping[tuple[str, str], Messenger],
        queued: Callable[[], None],
    ) -> None:
        self._store, self._writer, self._messengers = store, writer, messengers
        self._queued = queued  # there is something to send
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
                turns = await self._writer.run(self.take_batch)
            except Exception as error:  # noqa: BLE001 - the edge of a turn: the database is away
                log.warning("turns.database_away", error=type(error).__name__)
                await asyncio.sleep(PATIENCE.total_seconds())
                continue
            if turns.count == 0:
                await self._rest()
                continue
            self._queued()
            self._acknowledge(turns)

    async def _rest(self) -> None:
        try:
            await asyncio.wait_for(self._wake.wait(), SWEEP.total_seconds())
        except TimeoutError:
            return

    def _acknowledge(self, turns: Turns) -> None:
        for tap in turns.taps:
            task = asyncio.create_task(tap.messenger.acknowledge(tap.id, tap.toast))
            self._acknowledging.add(task)
            task.add_done_callback(self._acknowledging.discard)

    # ── in the writer's thread ────────────────────────────────────────────────────────────────

    def take_batch(self) -> Turns:
        """One batch in one commit; if it fails, its turns one by one."""
        try:
            return self._take(BATCH)
        except (StoreUnavailable, StaleInterview):
            raise
        except Exception as error:  # noqa: BLE001 - the edge of a turn
            log.warning("turns.batch_failed", error=type(error).__name__)
            return self._take_singly()

    def _take(self, limit: int) -> Turns:
        with self._store.writing() as work:
            return take_turns(work, self._messengers, self._shelf, datetime.now(UTC), limit=limit)

    def _take_singly(self) -> Turns:
        taken = Turns(0, ())
        for _ in range(BATCH):
            try:
                turns = self._take(1)
            except TurnFailed as failure:
                self._set_back(failure)
                continue
            if turns.count == 0:
                break
            taken = Turns(taken.count + turns.count, taken.taps + turns.taps)
        return taken

    def _set_back(self, failure: TurnFailed) -> None:
        """Count the failed try; after the fifth the update is set aside and its sender told."""
        cause = failure.__cause__
        log.error("turn.failed", row=failure.row, error=type(cause).__name__)
        messenger = self._messengers[failure.chat.messenger, failure.chat.installation]
        with self._store.writing() as work:
            if work.fail([failure.row], datetime.now(UTC)):
                log.error("turn.poison", row=failure.row)
                for body in messenger.parts(None, notice(sentences.TROUBLE)):
                    work.queue(failure.chat.id, None, [Queued(turn=0, body=body)])
