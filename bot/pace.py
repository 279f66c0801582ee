"""How fast a platform lets us speak. The limiter waits, it never drops."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass

MOST_CHATS = 10_000  # buckets remembered; a chat forgotten was silent for long


@dataclass(frozen=True, slots=True)
class Pace:
    """Messages a second, and how many may come at once after a silence."""

    per_second: float
    burst: int


TELEGRAM_BOT = Pace(30, 30)  # about 30 messages a second per bot token
TELEGRAM_CHAT = Pace(1, 5)  # about one a second per chat, short bursts are taken
SLACK_TEAM = Pace(8, 20)  # several hundred messages a minute per workspace
SLACK_CHAT = Pace(1, 3)  # about one a second per channel, short bursts are taken


class Bucket:
    """A token bucket on the event loop's clock."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._next = 0.0  # when the bucket would be full again, less the burst

    async def wait(self) -> None:
        """Return when one more message may go."""
        loop = asyncio.get_running_loop()
        interval = 1 / self._pace.per_second
        earliest = loop.time() - interval * (self._pace.burst - 1)
        self._next = max(self._next, earliest) + interval
        delay = self._next - interval - loop.time()
        if delay > 0:
            await asyncio.sleep(delay)


class Limiter:
    """One bucket for the installation, one for each chat."""

    def __init__(self, overall: Pace, per_chat: Pace) -> None:
        self._overall, self._per_chat = Bucket(overall), per_chat
        self._chats: OrderedDict[int, Bucket] = OrderedDict()

    async def wait(self, chat: int, *, edits: bool = False) -> None:
        """Return when a message may go to `chat`.

        `edits`: it only edits one that stands there already, which the chat's pace leaves alone.
        """
        if edits:
            await self._overall.wait()
            return
        bucket = self._chats.setdefault(chat, Bucket(self._per_chat))
        self._chats.move_to_end(chat)
        if len(self._chats) > MOST_CHATS:
            self._chats.popitem(last=False)
        await bucket.wait()
        await self._overall.wait()
