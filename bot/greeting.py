"""A platform's first call: made again until it is answered, and the platform is off until then."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import structlog

from bot.background import until_done
from cxmodel.errors import CxError, SendFailed

log = structlog.get_logger()


class Greeting:
    """`greet` learns who we are there, and raises CxError where it cannot."""

    def __init__(self, messenger: str, greet: Callable[[], Awaitable[None]]) -> None:
        self._messenger, self._greet = messenger, greet
        self._not_before = 0.0  # on the monotonic clock, which two event loops share
        self.state = "connecting"

    async def done(self) -> None:
        """Return once it worked."""
        await until_done(self._works)

    def put_off(self, error: CxError) -> None:
        """Greet no sooner than a platform that refused a call wants to be called again."""
        if isinstance(error, SendFailed) and error.retry_after is not None:
            self._not_before = time.monotonic() + error.retry_after.total_seconds()

    async def _works(self) -> bool:
        await asyncio.sleep(max(0.0, self._not_before - time.monotonic()))
        try:
            await self._greet()
        except CxError as error:  # the platform's, or the database's
            self.put_off(error)
            self.state = f"off: {error}"
            log.warning("messenger.unreachable", messenger=self._messenger, reason=str(error))
            return False
        self.state = "ok"
        return True
