"""What every interview told, put aside on disk, so that no map is too large for the memory.

SQLite's private temporary database: it stays in memory until it outgrows the cache, and its file,
in the folder for temporary files, has no name, so that nothing of it outlives the process.
"""

import sqlite3
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from cxmodel.errors import Refused
from reports.packing import packed, unpacked
from reports.telling import Teller, Telling

_CACHE = -8_192  # KiB kept in memory before the disk is used, and by each sorting
_SETTINGS = (
    f"PRAGMA cache_size = {_CACHE}",
    "PRAGMA journal_mode = OFF",  # what is lost in a crash is only in the way
    "PRAGMA synchronous = OFF",
    "PRAGMA temp_store = FILE",  # sorting included
)


class Spool:
    """The tellings of one map: written once, read again in order of interview."""

    def __init__(self) -> None:
        self.database = sqlite3.connect("", isolation_level=None)
        for setting in _SETTINGS:
            self.database.execute(setting)
        self.database.execute("CREATE TABLE telling (n INTEGER PRIMARY KEY, told BLOB)")
        self.database.execute("BEGIN")
        self._kept: list[tuple[Teller, int]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _: type[BaseException] | None,
        error: BaseException | None,
        __: TracebackType | None,
    ) -> None:
        self.database.close()
        if isinstance(error, sqlite3.OperationalError):
            raise Refused(
                f"There is no room for what the map is made of ({error}): make room in the folder"
                " for temporary files, or set TMPDIR to another one."
            ) from error

    def keep(self, telling: Telling) -> None:
        """Put a telling aside; its teller stays at hand."""
        number = len(self._kept)
        told = packed((telling.sayings, telling.asked, telling.quotes))
        self.database.execute("INSERT INTO telling VALUES (?, ?)", (number, told))
        self._kept.append((telling.teller, number))

    def sort(self) -> None:
        """Put them in order of interview; they are read in it from now on."""
        self._kept.sort(key=lambda kept: kept[0].interview)

    @property
    def tellers(self) -> list[Teller]:
        """Every teller."""
        return [teller for teller, _ in self._kept]

    def tellings(self) -> Iterator[Telling]:
        """What they told, one after the other."""
        return map(self._read, range(len(self._kept)))

    def telling(self, number: int) -> Telling:
        """What one teller told, by their number in order of interview."""
        return self._read(number)

    def _read(self, position: int) -> Telling:
        teller, number = self._kept[position]
        (told,) = self.database.execute(
            "SELECT told FROM telling WHERE n = ?", (number,)
        ).fetchone()
        sayings, asked, quotes = unpacked(told)
        return Telling(teller=teller, sayings=sayings, asked=asked, quotes=quotes)
