"""The one thread of a process that touches the database, and how work is gathered for it.

The event loop does network only; what it wants stored is handed to this thread. While a commit
is under way, further work gathers and then shares the next commit (group commit).
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Generic, TypeVar

Result = TypeVar("Result")
Item = TypeVar("Item")


class Writer:
    """Runs functions one after the other in a thread of their own."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")

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

    def close(self) -> None:
        """Wait for the work under way and end the thread."""
        self._thread.shutdown(wait=True)


class Gathered(Generic[Item]):
    """Items that arrive while the writer is busy are handed on together."""

    def __init__(self, writer: Writer, handle: Callable[[list[Item]], None]) -> None:
        self._writer, self._handle = writer, handle
        self._waiting: list[tuple[Item, asyncio.Future[None]]] = []
        self._task: asyncio.Task[None] | None = None

    async def put(self, item: Item) -> None:
        """Return once `item` was handled and committed; raise what the handling raised."""
        done = asyncio.get_running_loop().create_future()
        self._waiting.append((item, done))
        if self._task is None:
            self._task = asyncio.create_task(self._work())
        await done

    async def _work(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            error: Exception | None = None
            try:
                await self._writer.run(partial(self._handle, [item for item, _ in batch]))
            except Exception as raised:  # noqa: BLE001 - handed to everyone who waits
                error = raised
            for _, done in batch:
                if not done.done():
                    done.set_result(None) if error is None else done.set_exception(error)
        self._task = None
