"""A platform's first call: made again until it is answered, and the platform is off until then."""

from collections.abc import Awaitable, Callable

import structlog

from bot.background import until_done
from cxmodel.errors import CxError

log = structlog.get_logger()


class Greeting:
    """`greet` learns who we are there, and raises CxError where it cannot."""

    def __init__(self, messenger: str, greet: Callable[[], Awaitable[None]]) -> None:
        self._messenger, self._greet = messenger, greet
        self.state = "connecting"

    async def done(self) -> None:
        """Return once it worked."""
        await until_done(self._works)

    async def _works(self) -> bool:
        try:
            await self._greet()
        except CxError as error:  # the platform's, or the database's
            self.state = f"off: {error}"
            log.warning("messenger.unreachable", messenger=self._messenger, reason=str(error))
            return False
        self.state = "ok"
        return True
