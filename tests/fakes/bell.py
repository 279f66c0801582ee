"""Waiting inside a fake: a bell that rings whenever something has changed."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress


class Bell:
    """Wakes all who wait whenever something has changed."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        self._event.set()
        self._event = asyncio.Event()

    async def wait(self, seconds: float) -> None:
        """Wait for the next ring, `seconds` at most."""
        # Not wait_for: until Python 3.12 it loses a cancellation that comes with the ring.
        with suppress(TimeoutError):
            async with asyncio.timeout(max(seconds, 0)):
                await self._event.wait()

    async def until(
        self, is_so: Callable[[], bool], patience: float, wanted: str | Callable[[], str]
    ) -> None:
        """Wait until something is so; an AssertionError names what was `wanted` in vain.

        What is to name the state of things by then is given as a function.
        """
        deadline = time.monotonic() + patience
        while not is_so():
            left = deadline - time.monotonic()
            if left <= 0:
                named = wanted if isinstance(wanted, str) else wanted()
                raise AssertionError(f"waited {patience} s for {named}")
            await self.wait(left)


async def ended(task: asyncio.Task[None]) -> None:
    """Cancel a task of the fake's own and see it end."""
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
