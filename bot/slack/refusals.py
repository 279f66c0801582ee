"""Requests that were not signed as Slack signs them: counted and told, for nothing else shows it.

A wrong signing secret, or a clock that is minutes off, makes every request one of them.
"""

import time

import structlog

TOLD_EVERY = 60.0  # seconds between two lines in the log, however many knock

log = structlog.get_logger()


class Refusals:
    """Those since the last request that was accepted."""

    def __init__(self) -> None:
        self._count = 0
        self._told = -TOLD_EVERY

    def refused(self) -> None:
        """One more; anybody can send them, so that the log holds a line a minute at the most."""
        self._count += 1
        now = time.monotonic()
        if now - self._told >= TOLD_EVERY:
            self._told = now
            log.warning("slack.refused", requests=self._count)

    def accepted(self) -> None:
        """Slack and we agree again."""
        self._count = 0

    @property
    def state(self) -> str:
        """`ok`, or what may be wrong."""
        if not self._count:
            return "ok"
        return (
            f"{self._count} requests in a row were not signed with SLACK_SIGNING_SECRET, or not "
            "within five minutes of this machine's clock: check both"
        )
