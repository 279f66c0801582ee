"""Every single thing told, as a table on disk: one cell of the map is read at a time."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from cxmodel.codebook import CodeKind
from cxmodel.guide import Lane, Measure
from cxmodel.interview import Absence, AnswerId, QuestionId, StepId
from reports.codebook import KIND_OF_LANE
from reports.lists import Limits
from reports.telling import Place, Saying, Teller
from reports.themes import Told, plain

_TABLE = """
CREATE TABLE saying (
    n INTEGER PRIMARY KEY, teller INTEGER, person INTEGER, segment TEXT,
    col TEXT, lane TEXT, measure TEXT, effort TEXT, vote TEXT, way INTEGER, done INTEGER, run TEXT,
    kind TEXT,
    words TEXT, text TEXT, fixed INTEGER, language TEXT,
    answer TEXT, question TEXT, stage TEXT, step TEXT,
    value, chosen TEXT, at TEXT,
    why_of TEXT, rung INTEGER, beside TEXT, burden BLOB
)
"""
_INSERTION = f"INSERT INTO saying VALUES ({', '.join('?' * 28)})"  # noqa: S608 - ours
_BATCH = 1_000  # rows written at once
_COLUMNS = (
    "teller, answer, question, stage, step, lane, measure, text, fixed, language, value, chosen,"
    " at, why_of, rung, beside, burden"
)
_INDEXES = (
    "CREATE INDEX cell ON saying (col, lane)",
    "CREATE INDEX figure ON saying (measure) WHERE measure IS NOT NULL",
    "CREATE INDEX amount ON saying (effort) WHERE effort IS NOT NULL",
    "CREATE INDEX voted ON saying (vote) WHERE vote IS NOT NULL",
    "CREATE INDEX apart ON saying (run) WHERE run IS NOT NULL",
    "CREATE INDEX put ON asked (col, lane)",
    "CREATE INDEX felt ON saying (teller) WHERE lane = 'feeling'",
)
_TABLES = (
    _TABLE,
    "CREATE TABLE different (place INTEGER PRIMARY KEY, told, text, fixed, language)",
    "CREATE TABLE founder (place INTEGER PRIMARY KEY)",
    "CREATE TABLE asked (col TEXT, lane TEXT, teller INTEGER, person INTEGER)",
    "CREATE TABLE outcome (question TEXT, col TEXT, person INTEGER, outcome INTEGER)",
)
_COUNTED = """
SELECT question, col, outcome, count(*) FROM (
    SELECT question, col, min(outcome) AS outcome FROM outcome GROUP BY question, col, person
) GROUP BY question, col, outcome
"""
_TORN = """
SELECT col, person FROM saying
WHERE lane = 'feeling' AND text = '' AND value IS NOT NULL AND col IS NOT NULL
GROUP BY col, person HAVING min(value) < 0 AND max(value) > 0
"""
_RENAMING = """
UPDATE saying SET text = name(words, language, fixed, text),
    words = named(words, language, fixed, text), fixed = 1
WHERE kind = ? AND text <> ''
"""
OUTCOMES = (None, Absence.DID_NOT_HAPPEN, Absence.SKIPPED, Absence.NOT_ASKED)
"""What can become of a question, None for an answer; the kindest first."""
IN_ORDER_OF_COMPLETION = "done * 4294967296 + n"
"""As an order of sayings: interviews as they were completed."""
ANYTHING = object()
"""As the value of a column: any but none."""
LADDER, MOVE = "ladder", "move"
"""What is told of several things together: a chain of reasons, a touchpoint and a wish."""
Words = tuple[str, str, bool]
"""What makes a text another one: its plain words, its language, whether it is a label."""


def words_of(told: Told) -> Words:
    """The key of a text."""
    return plain(told.text), told.language, told.fixed


class Ledger:
    """The table. Written once, teller by teller; then read."""

    def __init__(
        self, database: sqlite3.Connection, tellers: Sequence[Teller], completed: Sequence[int]
    ) -> None:
        self.database, self.tellers = database, tellers
        self.completed = completed  # numbers of tellers, in the order in which they ended
        self.people = sorted({teller.respondent for teller in tellers})
        numbers = {person: number for number, person in enumerate(self.people)}
        self.person_of = [numbers[teller.respondent] for teller in tellers]
        self.limits = Limits()
        self._runs = 0
        self._rows: list[tuple[object, ...]] = []
        for table in _TABLES:
            database.execute(table)

    def write(self, teller: int, saying: Saying, **where: Any) -> None:
        """Add what one teller said; `where` are the columns that place it."""
        self._add(teller, saying, lane=_value(saying.lane), measure=_value(saying.measure), **where)

    def write_run(self, teller: int, run: str, sayings: Iterable[Saying]) -> None:
        """Add sayings that belong together, apart from those in their cells."""
        self._runs += 1
        for saying in sayings:
            self._add(teller, saying, run=run, way=self._runs)

    def _add(
        self,
        teller: int,
        saying: Saying,
        *,
        col: str | None = None,
        lane: str | None = None,
        measure: str | None = None,
        effort: str | None = None,
        vote: str | None = None,
        way: int | None = None,
        done: int | None = None,
        run: str | None = None,
        burden: bytes | None = None,
    ) -> None:
        text, fixed, language = saying.told.text, saying.told.fixed, saying.told.language
        self._rows.append(
            (
                None, teller, self.person_of[teller], self.tellers[teller].segment,
                col, lane, measure, effort, vote, way, done, run,
                _value(KIND_OF_LANE.get(saying.lane)) if saying.lane else None,
                plain(text) if text else "", text, fixed, language,
                saying.answer, saying.question, saying.place.stage, saying.place.step,
                saying.value, saying.chosen, saying.at.isoformat(),
                saying.why_of, saying.rung, " ".join(saying.beside), burden,
            )
        )  # fmt: skip
        if len(self._rows) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what is still at hand."""
        self.database.executemany(_INSERTION, self._rows)
        self._rows.clear()

    def write_asked(self, teller: int, cells: Iterable[tuple[str, str]]) -> None:
        """Add the cells, as (column, lane), that one teller was asked for."""
        person = self.person_of[teller]
        rows = [(column, lane, teller, person) for column, lane in cells]
        self.database.executemany("INSERT INTO asked VALUES (?, ?, ?, ?)", rows)

    def write_outcomes(
        self, teller: int, outcomes: Iterable[tuple[QuestionId, str | None, Absence | None]]
    ) -> None:
        """Add what became of each question that one teller could be asked (in a column)."""
        person = self.person_of[teller]
        rows = [(q, column, person, OUTCOMES.index(outcome)) for q, column, outcome in outcomes]
        self.database.executemany("INSERT INTO outcome VALUES (?, ?, ?, ?)", rows)

    def rename(self, kind: CodeKind, names: Mapping[Words, str]) -> None:
        """Put canonical names in the place of words; they are merged by equality alone."""

        def name(words: str, language: str, fixed: int, text: str) -> str:
            return names.get((words, language, bool(fixed)), text)

        def named(words: str, language: str, fixed: int, text: str) -> str:
            return plain(name(words, language, fixed, text))

        for function in (name, named):
            self.database.create_function(function.__name__, 4, function, deterministic=True)
        self.database.execute(_RENAMING, (kind.value,))

    def close(self) -> None:
        """Make it ready to be read."""
        self.flush()
        for index in _INDEXES:
            self.database.execute(index)

    def lanes(self) -> dict[str, set[Lane]]:
        """By column, the lanes of which something was told there."""
        found: dict[str, set[Lane]] = {}
        rows = "SELECT DISTINCT col, lane FROM saying WHERE col IS NOT NULL AND lane IS NOT NULL"
        for column, lane in self.database.execute(rows):
            found.setdefault(column, set()).add(Lane(lane))
        return found

    def efforts(self) -> list[str]:
        """Every kind of effort, with its moment, of which something was told."""
        rows = "SELECT DISTINCT effort FROM saying WHERE effort IS NOT NULL ORDER BY effort"
        return [effort for (effort,) in self.database.execute(rows)]

    def asked(self, column: str) -> dict[str, frozenset[str]]:
        """Who was asked for each lane of a column; under "" who was asked about it as a whole."""
        return self._people_by("SELECT lane, person FROM asked WHERE col = ?", column)

    def told(self, column: str) -> dict[str, frozenset[str]]:
        """Who told something in each lane of a column."""
        rows = "SELECT lane, person FROM saying WHERE col = ? AND lane IS NOT NULL"
        return self._people_by(rows, column)

    def tellers_at(self, column: str) -> tuple[list[Teller], list[Teller]]:
        """Whose interview told something of a column, and whose was asked about it as a whole."""
        told = "SELECT DISTINCT teller FROM saying WHERE col = ? AND lane IS NOT NULL"
        asked = "SELECT DISTINCT teller FROM asked WHERE col = ? AND lane = ''"
        by, put = (self.database.execute(rows, (column,)) for rows in (told, asked))
        return [self.tellers[n] for (n,) in by], [self.tellers[n] for (n,) in put]

    def _people_by(self, rows: str, column: str) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for lane, person in self.database.execute(rows, (column,)):
            found.setdefault(lane, set()).add(self.people[person])
        return {lane: frozenset(people) for lane, people in found.items()}

    def outcomes(self) -> dict[tuple[QuestionId, str | None], list[int]]:
        """How many people each of `OUTCOMES` holds of, by question and column.

        What counts where one person was asked more than once is an answer before any absence.
        """
        found: dict[tuple[QuestionId, str | None], list[int]] = {}
        for question, column, outcome, people in self.database.execute(_COUNTED):
            counts = found.setdefault((QuestionId(question), column), [0] * len(OUTCOMES))
            counts[outcome] = people
        return found

    def torn(self) -> dict[str, frozenset[str]]:
        """By column, who felt it both well and badly."""
        found: dict[str, set[str]] = {}
        for column, person in self.database.execute(_TORN):
            found.setdefault(column, set()).add(self.people[person])
        return {column: frozenset(people) for column, people in found.items()}

    def cell(self, order: str = "n", **where: object) -> "Cell":
        """What was told under these columns' values; a set of them means any, None means NULL."""
        return Cell(self, order, where)


def _value(of: Lane | Measure | CodeKind | None) -> str | None:
    return None if of is None else of.value


class Cell:
    """Sayings of one place of the map, read from disk each time they are asked for."""

    def __init__(self, ledger: Ledger, order: str, where: dict[str, object]) -> None:
        self._ledger, self._order = ledger, order
        self._database = ledger.database
        self.limits = ledger.limits
        self._where, self._values = _condition(where)

    def __iter__(self) -> Iterator[Saying]:
        for row in self.rows(_COLUMNS):
            yield _saying(self._ledger.tellers, row)

    def without(self, column: str, values: frozenset[str]) -> "Cell":
        """The same but for what has one of these values in a column."""
        cell = Cell(self._ledger, self._order, {})
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
        return frozenset(self._ledger.people[person] for (person,) in found)

    def burdened(self) -> Iterator[tuple[Saying, bytes]]:
        """Each saying with what it carries."""
        for row in self.rows(_COLUMNS):
            yield _saying(self._ledger.tellers, row), row[-1]

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
        why_of=why_of,
        rung=rung,
        beside=tuple(AnswerId(answer) for answer in beside.split()),
    )
