"""Where a platform calls us: what waited there while nobody listened has come in after a while."""

import time
from datetime import timedelta

SETTLE = timedelta(minutes=6)
"""How long we have to be reachable until nothing that waited for us is left at a platform.

Slack sends an event again at once, after one minute and after five, then never. Telegram tries a
webhook that failed again after two minutes at most, for 23 hours.
"""


class Settling:
    """Counts how long a platform could reach us without a break."""

    def __init__(self, needed: timedelta) -> None:
        self._needed = needed.total_seconds()
        self._since: float | None = None  # on the monotonic clock

    def reachable(self) -> None:
        """It can reach us from now on, or still can."""
        if self._since is None:
            self._since = time.monotonic()

    def unreachable(self) -> None:
        """It cannot reach us: what people write from now on waits there."""
        self._since = None

    @property
    def is_over(self) -> bool:
        """Whether what waited there has come in."""
        return self._since is not None and time.monotonic() - self._since >= self._needed
