"""An intake that keeps what it is given in memory, and fails when told to."""

from collections.abc import Sequence

from cxmodel.records import Received


class Basket:
    def __init__(self) -> None:
        self.rows: list[Received] = []
        self.failures = 0

    @property
    def events(self) -> list[str]:
        return [row.event for row in self.rows]

    async def receive(self, rows: Sequence[Received]) -> None:
        if self.failures:
            self.failures -= 1
            raise OSError("no space left on device")
        self.rows += rows
