"""What was told in one place of the map, read from the table on disk each time it is asked for."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from cxmodel.guide import Lane, Measure
from cxmodel.interview import AnswerId, QuestionId, StepId
from reports.lists import Limits
from reports.telling import Place, Saying, Teller
from reports.themes import Told, plain

_COLUMNS = (
    "teller, answer, question, stage, step, lane, measure, text, fixed, language, value, chosen,"
    " at, why_of, rung, beside, burden"
)
IN_ORDER_OF_COMPLETION = "done * 4294967296 + n"
"""As an order of sayings: interviews as they were completed."""
ANYTHING = object()
"""As the value of a column: any but none."""
Words = tuple[str, str, bool]
"""What makes a text another one: its plain words, its language, whether it is a label."""


def words_of(told: Told) -> Words:
    """The key of a text."""
    return plain(told.text), told.language, told.fixed


class Table:
    """The sayings on disk, and whose the numbers in them are."""

    def __init__(self, database: sqlite3.Connection, tellers: Sequence[Teller]) -> None:
        self.database, self.tellers = database, tellers
        self.people = sorted({teller.respondent for teller in tellers})
        self.limits = Limits()
        self.by_wave = False  # whether claims say in which of several waves they were told

    def cell(self, order: str = "n", **where: object) -> "Cell":
        """What was told under these columns' values; a set of them means any, None means NULL."""
        return Cell(self, order, where)


class Cell:
    """Sayings of one place of the map, read from disk each time they are asked for."""

    def __init__(self, table: Table, order: str, where: dict[str, object]) -> None:
        self._table, self._order = table, order
        self._database = table.database
        self.limits, self.by_wave = table.limits, table.by_wave
        self._where, self._values = _condition(where)

    def __iter__(self) -> Iterator[Saying]:
        for row in self.rows(_COLUMNS):
            yield _saying(self._table.tellers, row)

    def without(self, column: str, values: frozenset[str]) -> "Cell":
        """The same but for what has one of these values in a column."""
        cell = Cell(self._table, self._order, {})
        marks = ", ".join("?" * len(values))
        cell._where = f"{self._where} AND ifnull({column}, '') NOT IN ({marks})"
        cell._values = [*self._values, *sorted(values)]
        return cell

    def rows(self, columns: str, group: str = "", order: str = "") -> Iterator[Any]:
        """Bare rows of what was told, in the order told."""
        grouped = f"GROUP BY {group}" if group else ""
        yield from self._database.execute(
            f"SELECT {columns} FROM saying WHERE {self._where} {grouped}"  # noqa: S608 - ours
            f" ORDER BY {order or self._order}",
            self._values,
        )

    def people(self) -> frozenset[str]:
        """Who told any of it."""
        found = self._database.execute(
            f"SELECT DISTINCT person FROM saying WHERE {self._where}",  # noqa: S608 - ours
            self._values,
        )
        return frozenset(self._table.people[person] for (person,) in found)

    def burdened(self) -> Iterator[tuple[Saying, bytes]]:
        """Each saying with what it carries."""
        for row in self.rows(_COLUMNS):
            yield _saying(self._table.tellers, row), row[-1]

    def different(self, most: int, founders: int) -> tuple[list[Told], Iterator[Told]]:
        """Its different texts, by first mention: all at once, unless they are more than `most`.

        Then the `founders` that were told most often, and after them the others one by one.
        """
        texts = self._texts("text, fixed, language", f"LIMIT {most + 1}")
        found = list(_texts(self._database.execute(texts, self._values)))
        if len(found) <= most:
            return found, iter(())
        run = self._database.execute
        for statement in _EMPTY:
            run(statement)
        counted = self._texts(f"min({self._order}), count(*), text, fixed, language")
        run(f"INSERT INTO different {counted}", self._values)
        run("INSERT INTO founder SELECT place FROM different ORDER BY told DESC, place LIMIT ?",
            (founders,))  # fmt: skip
        return list(_texts(run(_FOUNDERS))), _texts(run(_OTHERS))

    def _texts(self, columns: str, limit: str = "") -> str:
        return (
            f"SELECT {columns} FROM saying WHERE text <> '' AND {self._where}"  # noqa: S608 - ours
            f" GROUP BY words, language, fixed ORDER BY min({self._order}) {limit}"
        )


_EMPTY = ("DELETE FROM different", "DELETE FROM founder")
_OTHERS = """
SELECT text, fixed, language FROM different
WHERE place NOT IN (SELECT place FROM founder) ORDER BY place
"""
_FOUNDERS = _OTHERS.replace("NOT IN", "IN")


def _texts(rows: Iterable[tuple[str, int, str]]) -> Iterator[Told]:
    for text, fixed, language in rows:
        yield Told(text, bool(fixed), language)


def _condition(where: dict[str, object]) -> tuple[str, list[object]]:
    """An SQL condition and its values."""
    parts: list[str] = ["1"]
    values: list[object] = []
    for column, wanted in where.items():
        if wanted is None:
            parts.append(f"{column} IS NULL")
        elif wanted is ANYTHING:
            parts.append(f"{column} IS NOT NULL")
        elif isinstance(wanted, set | frozenset):
            parts.append(f"{column} IN ({', '.join('?' * len(wanted))})")
            values += sorted(wanted)
        else:
            parts.append(f"{column} = ?")
            values.append(wanted)
    return " AND ".join(parts), values


_LANES = {lane.value: lane for lane in Lane}
_MEASURES = {measure.value: measure for measure in Measure}


def _saying(tellers: Sequence[Teller], row: Sequence[Any]) -> Saying:
    (
        teller, answer, question, stage, step, lane, measure, text, fixed, language, value, chosen,
        at, why_of, rung, beside, _,
    ) = row  # fmt: skip
    who = tellers[teller]
    return Saying(
        interview=who.interview,
        respondent=who.respondent,
        answer=AnswerId(answer),
        question=QuestionId(question),
        place=Place(stage, StepId(step) if step is not None else None),
        lane=_LANES.get(lane),
        measure=_MEASURES.get(measure),
        told=Told(text, bool(fixed), language),
        value=value,
        chosen=chosen,
        at=datetime.fromisoformat(at),
        wave=who.wave,
        why_of=why_of,
        rung=rung,
        beside=tuple(AnswerId(answer) for answer in beside.split()),
    )
