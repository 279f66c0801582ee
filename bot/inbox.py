"""A raw update is stored once, and only then acknowledged."""

from collections.abc import Callable, Sequence

from bot.writer import Gathered, Writer
from cxmodel.records import Received
from cxmodel.store import Store, Work

_RANK = 1  # within a commit: behind what frees chats, before the turns


class Inbox:
    """Where every messenger puts what it received."""

    def __init__(self, store: Store, writer: Writer, stored: Callable[[], None]) -> None:
        self._stored = stored
        self._gathered: Gathered[Sequence[Received]] = Gathered(writer, store, self._keep, _RANK)

    async def receive(self, rows: Sequence[Received]) -> None:
        """Return once `rows` are on disk; raise where they are not: then do not acknowledge."""
        kept = self._gathered.put(rows)
        self._stored()  # behind it: worked through in the same commit
        await kept

    def _keep(self, work: Work, batches: list[Sequence[Received]]) -> None:
        work.receive([row for rows in batches for row in rows])
