"""A raw update is stored once, and only then acknowledged."""

from collections.abc import Callable, Sequence

from bot.writer import Gathered, Writer
from cxmodel.records import Received
from cxmodel.store import Store


class Inbox:
    """Where every messenger puts what it received."""

    def __init__(self, store: Store, writer: Writer, stored: Callable[[], None]) -> None:
        self._store, self._stored = store, stored
        self._gathered: Gathered[Sequence[Received]] = Gathered(writer, self._keep)

    async def receive(self, rows: Sequence[Received]) -> None:
        """Return once `rows` are on disk; raise where they are not: then do not acknowledge."""
        await self._gathered.put(rows)
        self._stored()

    def _keep(self, batches: list[Sequence[Received]]) -> None:
        with self._store.writing() as work:
            work.receive([row for rows in batches for row in rows])
