"""Every single thing told, as a table on disk: written once, then summed up or read by cells."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cxmodel.codebook import CodeKind
from cxmodel.guide import Lane, Measure
from cxmodel.interview import Absence, InterviewId, QuestionId
from reports.cell import Table, Words
from reports.codebook import KIND_OF_LANE
from reports.telling import Saying, Teller
from reports.themes import plain

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
SELECT col, teller FROM saying
WHERE lane = 'feeling' AND text = '' AND value IS NOT NULL AND col IS NOT NULL
GROUP BY col, teller HAVING min(value) < 0 AND max(value) > 0
"""
_RENAMING = """
UPDATE saying SET text = name(words, language, fixed, text),
    words = named(words, language, fixed, text), fixed = 1
WHERE kind = ? AND text <> ''
"""
OUTCOMES = (None, Absence.DID_NOT_HAPPEN, Absence.SKIPPED, Absence.NOT_ASKED)
"""What can become of a question, None for an answer; the kindest first."""
LADDER, MOVE = "ladder", "move"
"""What is told of several things together: a chain of reasons, a touchpoint and a wish."""


class Ledger(Table):
    """The table. Written once, teller by teller; then read."""

    def __init__(
        self, database: sqlite3.Connection, tellers: Sequence[Teller], completed: Sequence[int]
    ) -> None:
        super().__init__(database, tellers)
        self.completed = completed  # numbers of tellers, in the order in which they ended
        numbers = {person: number for number, person in enumerate(self.people)}
        self.person_of = [numbers[teller.respondent] for teller in tellers]
        self._runs = 0
        self._waiting: dict[str, list[tuple[object, ...]]] = {}  # rows by their statement
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
        self._insert(
            _INSERTION,
            [(
                None, teller, self.person_of[teller], self.tellers[teller].segment,
                col, lane, measure, effort, vote, way, done, run,
                _value(KIND_OF_LANE.get(saying.lane)) if saying.lane else None,
                plain(text) if text else "", text, fixed, language,
                saying.answer, saying.question, saying.place.stage, saying.place.step,
                saying.value, saying.chosen, saying.at.isoformat(),
                saying.why_of, saying.rung, " ".join(saying.beside), burden,
            )],
        )  # fmt: skip

    def _insert(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        waiting = self._waiting.setdefault(statement, [])
        waiting += rows
        if len(waiting) >= _BATCH:
            self.database.executemany(statement, waiting)
            waiting.clear()

    def flush(self) -> None:
        """Write what is still at hand."""
        for statement, rows in self._waiting.items():
            self.database.executemany(statement, rows)
            rows.clear()

    def write_asked(self, teller: int, cells: Iterable[tuple[str, str]]) -> None:
        """Add the cells, as (column, lane), that one teller was asked for."""
        person = self.person_of[teller]
        rows = [(column, lane, teller, person) for column, lane in cells]
        self._insert("INSERT INTO asked VALUES (?, ?, ?, ?)", rows)

    def write_outcomes(
        self, teller: int, outcomes: Iterable[tuple[QuestionId, str | None, Absence | None]]
    ) -> None:
        """Add what became of each question that one teller could be asked (in a column)."""
        person = self.person_of[teller]
        rows = [(q, column, person, OUTCOMES.index(outcome)) for q, column, outcome in outcomes]
        self._insert("INSERT INTO outcome VALUES (?, ?, ?, ?)", rows)

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

    def waves_at(self, column: str) -> dict[int, dict[Lane, set[str]]]:
        """By wave, who was asked for each cell of a column, or told something in it anyway."""
        rows = (
            "SELECT lane, teller FROM asked WHERE col = ?1 AND lane <> ''"
            " UNION SELECT lane, teller FROM saying WHERE col = ?1 AND lane IS NOT NULL"
        )
        found: dict[int, dict[Lane, set[str]]] = {}
        for lane, number in self.database.execute(rows, (column,)):
            teller = self.tellers[number]
            people = found.setdefault(teller.wave, {}).setdefault(Lane(lane), set())
            people.add(teller.respondent)
        return found

    def tellers_for(self, column: str, lane: Lane) -> list[Teller]:
        """Whose interview was asked for a cell, or told something in it anyway."""
        rows = (
            "SELECT teller FROM asked WHERE col = ?1 AND lane = ?2"
            " UNION SELECT teller FROM saying WHERE col = ?1 AND lane = ?2"
        )
        found = self.database.execute(rows, (column, lane.value))
        return [self.tellers[number] for (number,) in found]

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

    def torn(self) -> dict[str, frozenset[InterviewId]]:
        """By column, in which interviews it was felt both well and badly."""
        found: dict[str, set[InterviewId]] = {}
        for column, teller in self.database.execute(_TORN):
            found.setdefault(column, set()).add(self.tellers[teller].interview)
        return {column: frozenset(interviews) for column, interviews in found.items()}


def _value(of: Lane | Measure | CodeKind | None) -> str | None:
    return None if of is None else of.value
