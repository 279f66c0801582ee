"""Durable turns through the store against the same statements in bare sqlite3.

A prepared database holds chats in the middle of an interview, each with one update to be worked
through. The peer repeats, in one thread and with one commit a turn, exactly the statements that
the store was seen to make for each of these turns when taken one by one; same file, same pragmas.
"""

import json
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.peer_desirepath import FLOW, QUESTION
from benchmarks.respondents import ANSWER, QUESTIONS
from bot import visit
from bot.messenger import Delivery
from bot.outbox import Timing, _fate
from bot.shelf import Shelf
from bot.studies import StudyPlan, new_study
from bot.terminal import TerminalReader
from bot.turn import Readers, take_turns
from cxmodel.interview import (
    Answer,
    AnswerId,
    Interview,
    Kind,
    Position,
    Progress,
    QuestionId,
    StudyId,
)
from cxmodel.records import Person, Received
from cxmodel.store import Store
from cxmodel.store.engines import PRAGMAS
from cxmodel.store.sql import Session
from cxmodel.study import Study
from cxmodel.vault import Vault
from interview_flows.flow import Flow
from interview_flows.loader import load_flow
from interview_flows.talk import Input, Outcome, Reply, ReplyKind, Said

CHATS = 640
ANSWERED = 12  # questions answered before the measured turn
ROUNDS = 7
IN_FLIGHT = (1, 16, 64)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def compare(folder: Path) -> dict[int, float]:
    """Median ratio of turns a second, ours ÷ bare, by how many are in flight."""
    template = folder / "template.db"
    readers = _prepare(template)
    recorded = _recorded(folder, template, readers)
    ratios: dict[int, list[float]] = {limit: [] for limit in IN_FLIGHT}
    for _ in range(ROUNDS):
        bare = _timed(folder, template, lambda path: _replay(path, readers, recorded))
        for limit in IN_FLIGHT:
            ours = _timed(folder, template, lambda path, n=limit: _work(path, readers, n))  # type: ignore[misc]
            ratios[limit].append(bare / ours)
    return {limit: median(values) for limit, values in ratios.items()}


def bare_commit(folder: Path) -> float:
    """Milliseconds of one commit of one row, with the same pragmas."""
    connection = _bare(folder / "commit.db")
    connection.execute("CREATE TABLE t (x)")
    begun = time.perf_counter()
    for number in range(300):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO t VALUES (?)", (number,))
        connection.execute("COMMIT")
    return (time.perf_counter() - begun) / 300 * 1000


_SOMEBODY = Person(messenger="terminal", installation="bench", id="")


class _ManyPeople(TerminalReader):
    """One installation for all chats, as a bot on a messenger is; a person for each."""

    def read(self, body: bytes) -> Delivery:
        line = json.loads(body)
        if "say" in line:
            return Delivery(person=_SOMEBODY, content=Said(line["say"]))
        delivery = super().read(body)
        return replace(delivery, person=replace(delivery.person, id=line["chat"]))


def _open(path: Path) -> Store:
    return Store.connect(f"sqlite:///{path}", Vault("benchmark" * 8))


def _prepare(path: Path) -> Readers:
    store = _open(path)
    store.upgrade()
    text = FLOW + "".join(QUESTION.format(n=n) for n in range(1, QUESTIONS + 1))
    flow = load_flow(text, "bench.yaml")
    study = StudyId("bench")
    with store.writing() as work:
        work.keep_flow(flow.version, flow.id, flow.text)
        work.save_study(new_study(study, "Bench", [flow], StudyPlan(flows=("bench",))))
    messenger = _ManyPeople("bench")
    readers: Readers = {("terminal", "bench"): messenger}
    shelf = Shelf()
    script = [f'{{"start": null, "study": "{study}"}}', '{"say": "yes"}']
    script += [f'{{"say": "{ANSWER}"}}'] * ANSWERED
    for number, body in enumerate(script):
        _receive(store, number, body)
        _take_all(store, readers, shelf, 64)
        _send_all(store)
    _receive(store, len(script), f'{{"say": "{ANSWER}"}}')
    store.close()
    return readers


def _receive(store: Store, number: int, body: str) -> None:
    rows = [
        Received(
            messenger="terminal",
            installation="bench",
            event=f"{chat}-{number}",
            position=number,
            chat=str(chat),
            body=body.replace('"study"', f'"chat": "{chat}", "study"').encode(),
            at=NOW,
        )
        for chat in range(CHATS)
    ]
    with store.writing() as work:
        work.receive(rows)


def _take_all(store: Store, readers: Readers, shelf: Shelf, limit: int) -> int:
    taken = 0
    while True:
        with store.writing() as work:
            count = take_turns(work, readers, shelf, NOW, limit=limit).count
        if not count:
            return taken
        taken += count


def _send_all(store: Store) -> None:
    while True:
        with store.writing() as work:
            claims = work.claim([("terminal", "bench")], datetime.now(UTC), lease=Timing().lease)
            if not claims:
                return
            work.mark([_fate(claim, row, "sent") for claim in claims for row in claim.rows])
            work.release(claims)


def _step(interview: Interview, given: Input, _: Flow, __: Study, now: datetime) -> Outcome:
    """An answer recorded and the next question asked, at no cost worth measuring."""
    assert isinstance(given, Said)
    number, progress = len(interview.answers) + 1, interview.progress
    answer = Answer(
        id=AnswerId(f"a{number}"),
        question=QuestionId(f"q{number}"),
        kind=Kind.TEXT,
        value=given.text,
        verbatim=given.text,
        at=now,
        turn=progress.turn,
    )
    at = Position(QuestionId(f"q{number + 1}"))
    after = replace(
        interview,
        answers=(*interview.answers, answer),
        progress=Progress(turn=progress.turn + 1, at=at),
    )
    reply = Reply(
        say="What did you do then?",
        kind=ReplyKind.QUESTION,
        question=at.question,
        input="text",
        turn=after.progress.turn,
        phase=after.phase,
    )
    return Outcome(after, (reply,))


@contextmanager
def _engine_left_out() -> Iterator[None]:
    """The store is measured, not the engine: both sides write what the same step says."""
    original = visit.step  # type: ignore[attr-defined]
    visit.step = _step  # type: ignore[attr-defined, assignment]
    try:
        yield
    finally:
        visit.step = original  # type: ignore[attr-defined]


def _warmed(path: Path, readers: Readers, shelf: Shelf) -> Store:
    """A store in mid-work: it has taken a turn of every chat, and each has an update again."""
    store = _open(path)
    _take_all(store, readers, shelf, 64)
    _send_all(store)
    _receive(store, ANSWERED + 3, f'{{"say": "{ANSWER}"}}')
    return store


def _work(path: Path, readers: Readers, limit: int) -> float:
    """Seconds a turn through the store, `limit` turns sharing a commit."""
    shelf = Shelf()
    with _engine_left_out():
        store = _warmed(path, readers, shelf)
        begun = time.perf_counter()
        taken = _take_all(store, readers, shelf, limit)
        seconds = time.perf_counter() - begun
    store.close()
    assert taken == CHATS, taken
    return seconds / taken


Statement = tuple[str, Any, bool]  # its text, its parameters, whether they are many
Turn = list[Statement]


def _recorded(folder: Path, template: Path, readers: Readers) -> list[Turn]:
    """What the store says to the database in each turn, taken one by one."""
    shelf, turns = Shelf(), list[Turn]()
    with _engine_left_out():
        store = _warmed(_copy(template, folder / "recorded.db"), readers, shelf)
        with _heard(lambda said: turns[-1].append(said)):  # noqa: PLW0108 - the last one of then
            for _ in range(CHATS):
                turns.append([])
                with store.writing() as work:
                    take_turns(work, readers, shelf, NOW, limit=1)
    store.close()
    return turns


@contextmanager
def _heard(hear: Callable[[Statement], None]) -> Iterator[None]:
    """Every cursor of the store tells what it executes."""
    original = Session.__init__

    def listening(self: Session, *args: Any) -> None:
        original(self, *args)
        cursor = self._cursor
        self._cursor = lambda: _Telling(cursor(), hear)  # type: ignore[assignment, return-value]

    Session.__init__ = listening  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        Session.__init__ = original  # type: ignore[method-assign]


class _Telling:
    """A cursor that says what it is given."""

    def __init__(self, cursor: Any, hear: Callable[[Statement], None]) -> None:
        self._cursor, self._hear = cursor, hear

    def execute(self, statement: str, parameters: Any) -> Any:
        self._hear((statement, parameters, False))
        return self._cursor.execute(statement, parameters)

    def executemany(self, statement: str, parameters: Any) -> Any:
        self._hear((statement, parameters, True))
        return self._cursor.executemany(statement, parameters)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)


def _replay(path: Path, readers: Readers, turns: list[Turn]) -> float:
    """Seconds a turn in bare sqlite3, each turn with a commit of its own."""
    with _engine_left_out():
        _warmed(path, readers, Shelf()).close()
    connection = _bare(path)
    begun = time.perf_counter()
    for told in turns:
        connection.execute("BEGIN IMMEDIATE")
        for statement, parameters, many in told:
            if many:
                connection.executemany(statement, parameters)
            else:
                connection.execute(statement, parameters).fetchall()
        connection.execute("COMMIT")
    seconds = time.perf_counter() - begun
    connection.close()
    return seconds / len(turns)


def _bare(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, cached_statements=512)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _timed(folder: Path, template: Path, run: Callable[[Path], float]) -> float:
    with _fresh(folder, template) as path:
        return run(path)


@contextmanager
def _fresh(folder: Path, template: Path) -> Iterator[Path]:
    path = _copy(template, folder / "round.db")
    yield path
    for file in folder.glob("round.db*"):
        file.unlink()


def _copy(template: Path, to: Path) -> Path:
    shutil.copyfile(template, to)
    return to
