"""Work that goes on beside the requests: started, ended and, where it fails, tried again."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Any

import structlog

RETRY = timedelta(seconds=5)  # the first wait for a platform that cannot be reached
LONGEST_RETRY = timedelta(minutes=5)

log = structlog.get_logger()


@asynccontextmanager
async def running(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """`work` in a task of its own, cancelled at the end."""
    task = asyncio.create_task(work, name=getattr(work, "__qualname__", None))
    task.add_done_callback(_tell_if_died)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def until_done(attempt: Callable[[], Awaitable[bool]]) -> None:
    """Return once `attempt` says that it worked; wait between two tries, and longer each time."""
    wait = RETRY
    while not await attempt():
        await asyncio.sleep(wait.total_seconds())
        wait = min(wait * 2, LONGEST_RETRY)


async def to_its_end(work: Coroutine[Any, Any, None], patience: timedelta) -> None:
    """`work`, which must not be broken off: when cancelled, it still has `patience` to end."""
    task = asyncio.create_task(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task], timeout=patience.total_seconds())
        task.cancel()
        raise


class Errands:
    """Short work that nobody waits for, until the end."""

    def __init__(self) -> None:
        self._under_way: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Do `work` beside everything else."""
        task = asyncio.create_task(work, name=getattr(work, "__qualname__", None))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        task.add_done_callback(_tell_if_died)

    async def finish(self, patience: timedelta) -> None:
        """Let what is under way end; what takes longer is cancelled."""
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=patience.total_seconds())
            for task in late:
                task.cancel()


def _tell_if_died(task: asyncio.Task[None]) -> None:
    error = None if task.cancelled() else task.exception()
    if error is not None:
        log.error("work.died", work=task.get_name(), error=type(error).__name__)
