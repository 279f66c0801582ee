"""The one thread of a process that touches the database, and how work shares its commits.

The event loop does network only; what it wants stored is handed to this thread. While a commit
is under way, further work gathers and then shares the next commit (group commit): what was sent
is noted, what came in is stored and worked through, all at once. On a database that other
processes share, each kind commits by itself: receiving within a turn's transaction, two processes
that were sent the same updates in another order would lock each other out.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any, Generic, Protocol, TypeVar

import structlog

from cxmodel.store import Store, Work

log = structlog.get_logger()

Result = TypeVar("Result")
Item = TypeVar("Item")

Then = Callable[[], None]
"""What is to be done on the event loop once a commit is on disk, or has failed."""


class Kind(Protocol):
    """A kind of work whose items share commits with those of other kinds."""

    rank: int  # within a commit, kinds are handled in this order
    store: Store

    def handle(self, work: Work, items: list[Any]) -> Then:
        """Do the work of all items that wait; undone where another kind's work fails."""
        ...

    def handle_alone(self, items: list[Any]) -> Then:
        """The same in commits of its own. Raises nothing: the result tells of the failure."""
        ...


class Writer:
    """Runs functions one after the other in a thread of their own."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
        self._waiting: SimpleQueue[tuple[Kind, Any]] = SimpleQueue()
        self._called = False  # a commit that has not begun will take what is added now

    async def run(self, work: Callable[[], Result]) -> Result:
        """The result of `work`, or what it raised."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def run_to_end(
        self, work: Callable[[], Result], then: Callable[[Result], None]
    ) -> Result:
        """As `run`, and hand the result to `then`, even if we are cancelled in the middle."""
        running = asyncio.ensure_future(self.run(work))
        try:
            result = await asyncio.shield(running)
        except asyncio.CancelledError:
            with suppress(Exception):  # nothing was stored, and nobody asks any more
                then(await running)
            raise
        then(result)
        return result

    def share(self, kind: Kind, item: Any) -> None:
        """Have `item` handled in the next commit, together with all else that waits for it.

        What is added first is never handled in a later commit than what is added behind it.
        """
        self._waiting.put((kind, item))
        if not self._called:
            self._called = True
            self._thread.submit(self._commit, asyncio.get_running_loop())

    def close(self) -> None:
        """Wait for the work under way and end the thread."""
        self._thread.shutdown(wait=True)

    # ── in the thread ─────────────────────────────────────────────────────────────────────────

    def _commit(self, loop: asyncio.AbstractEventLoop) -> None:
        self._called = False  # before looking: what is added from here on calls again
        waiting = self._taken_up()
        thens: list[Then] | None = None
        if len(waiting) > 1 and not waiting[0][0].store.is_shared:
            try:
                thens = _handled_together(waiting)
            except Exception as error:  # noqa: BLE001 - whose it was shows when each runs by itself
                log.warning("writer.shared_commit_failed", error=type(error).__name__)
        if thens is None:
            thens = [kind.handle_alone(items) for kind, items in waiting]
        loop.call_soon_threadsafe(_do_all, thens)

    def _taken_up(self) -> list[tuple[Kind, list[Any]]]:
        """What waits, by kind, in the order in which kinds are handled."""
        found: dict[Kind, list[Any]] = {}
        with suppress(Empty):
            while True:
                kind, item = self._waiting.get_nowait()
                found.setdefault(kind, []).append(item)
        return sorted(found.items(), key=lambda each: each[0].rank)


def _handled_together(waiting: list[tuple[Kind, list[Any]]]) -> list[Then]:
    with waiting[0][0].store.writing() as work:
        return [kind.handle(work, items) for kind, items in waiting]


def _do_all(thens: list[Then]) -> None:
    for then in thens:
        then()


class Gathered(Generic[Item]):
    """A kind of work that somebody waits for, item by item."""

    def __init__(
        self, writer: Writer, store: Store, handle: Callable[[Work, list[Item]], None], rank: int
    ) -> None:
        self._writer, self.store, self._handle, self.rank = writer, store, handle, rank

    def put(self, item: Item) -> asyncio.Future[None]:
        """Done once `item` was handled and committed; holds what the handling raised."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._writer.share(self, (item, done))
        return done

    def handle(self, work: Work, items: list[tuple[Item, asyncio.Future[None]]]) -> Then:
        """Handle the items; those who wait are told afterwards."""
        self._handle(work, [item for item, _ in items])
        return partial(_tell, [done for _, done in items], None)

    def handle_alone(self, items: list[tuple[Item, asyncio.Future[None]]]) -> Then:
        """Handle them in a commit of their own."""
        try:
            with self.store.writing() as work:
                return self.handle(work, items)
        except Exception as error:  # noqa: BLE001 - handed to everyone who waits
            return partial(_tell, [done for _, done in items], error)


def _tell(waiting: list[asyncio.Future[None]], error: Exception | None) -> None:
    for done in waiting:
        if not done.done():
            done.set_result(None) if error is None else done.set_exception(error)
