"""The two engines of a database: one that writes, one that can only read."""

import sqlite3
from contextlib import suppress
from pathlib import Path
from time import sleep
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from cxmodel.errors import Misconfigured

BUSY_TIMEOUT = 10_000  # ms that SQLite waits for another process's short transaction
BUSY_PAUSE = 20  # ms between two tries where SQLite does not wait by itself
LOCK_TIMEOUT = 500  # ms; who waits longer for a row of ours is better off starting again
STATEMENT_TIMEOUT = 5_000  # ms
CONNECT_TIMEOUT = 5  # s
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",  # a commit is on the disk, whatever happens next
    "foreign_keys = ON",
    "wal_autocheckpoint = 8000",  # pages; at 1,000 every third batch would pay for a checkpoint
    "cache_size = -65536",  # KiB
    "secure_delete = ON",  # who was erased leaves no trace in the file's free pages
)
_FORMS = "use sqlite:///path or postgresql://user@host/database"


def engines(url: str) -> tuple[Engine, Engine]:
    """A writing and a reading engine; nothing is connected yet. Raises Misconfigured."""
    if url.startswith("sqlite:"):
        return _sqlite(url)
    if url.startswith(("postgresql://", "postgres://")):
        return _postgresql(url)
    raise Misconfigured(f"DESIREPATH_DATABASE_URL names no database we know: {_FORMS}")


def _sqlite(url: str) -> tuple[Engine, Engine]:
    path = _path(url)

    def connect() -> sqlite3.Connection:
        with suppress(OSError):  # what is wrong with the place, SQLite says itself
            path.touch(mode=0o600, exist_ok=False)
        # isolation_level=None: the driver would begin too late and lose concurrent updates.
        connection = sqlite3.connect(
            path,
            timeout=BUSY_TIMEOUT / 1000,
            isolation_level=None,
            check_same_thread=False,  # the pool hands a connection to one thread at a time
            cached_statements=512,
        )
        for pragma in PRAGMAS:
            _set(connection, pragma)
        return connection

    def connect_to_read() -> sqlite3.Connection:
        connection = connect()
        connection.execute("PRAGMA query_only = ON")
        return connection

    writing = create_engine("sqlite://", creator=connect, poolclass=QueuePool, hide_parameters=True)
    reading = create_engine(
        "sqlite://", creator=connect_to_read, poolclass=QueuePool, hide_parameters=True
    )
    event.listen(writing, "begin", _begin_immediately)
    event.listen(reading, "begin", _begin)
    return writing, reading


def _set(connection: sqlite3.Connection, pragma: str) -> None:
    """Set a pragma; where another process is just making the file, SQLite itself would not wait."""
    for _ in range(BUSY_TIMEOUT // BUSY_PAUSE):
        try:
            connection.execute(f"PRAGMA {pragma}")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:  # its extended codes too
                raise
            sleep(BUSY_PAUSE / 1000)
        else:
            return
    connection.execute(f"PRAGMA {pragma}")


def empty_log(cursor: DBAPICursor) -> None:
    """Move what SQLite's write-ahead log holds into the file, unless somebody is in the way."""
    cursor.execute("PRAGMA busy_timeout = 0")
    try:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")


def _path(url: str) -> Path:
    try:
        name = make_url(url).database
    except ArgumentError:
        name = None
    if not name or name == ":memory:":
        raise Misconfigured(f"DESIREPATH_DATABASE_URL names no file: {_FORMS}")
    path = Path(name)
    if path.is_dir() or not path.parent.is_dir():
        raise Misconfigured(f"DESIREPATH_DATABASE_URL: no file can be at {path}; {_FORMS}")
    return path


def _begin_immediately(connection: Connection) -> None:
    # The lock is taken before the first read, so nothing read can change until the commit.
    _run(connection, "BEGIN IMMEDIATE")


def _begin(connection: Connection) -> None:
    _run(connection, "BEGIN")


def _run(connection: Connection, statement: str) -> None:
    """Run a statement on the driver's own cursor: as SQLAlchemy's it costs ten times as much."""
    cursor = connection.connection.cursor()
    cursor.execute(statement)
    cursor.close()


def _postgresql(url: str) -> tuple[Engine, Engine]:
    try:
        options: dict[str, Any] = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        raise Misconfigured(f"DESIREPATH_DATABASE_URL cannot be read: {_FORMS}") from None
    options.setdefault("connect_timeout", CONNECT_TIMEOUT)
    options.setdefault("application_name", "desirepath")
    options["client_encoding"] = "utf8"

    def connect() -> "psycopg.Connection[Any]":
        return psycopg.connect(**options)

    # A connection that died with the server is noticed before it is used (pre-ping).
    writing = create_engine(
        "postgresql+psycopg://", creator=connect, hide_parameters=True, pool_pre_ping=True
    )
    reading = create_engine(
        "postgresql+psycopg://",
        creator=connect,
        hide_parameters=True,
        pool_pre_ping=True,
        isolation_level="REPEATABLE READ",  # an export sees one moment
    ).execution_options(postgresql_readonly=True)
    event.listen(writing, "begin", _limit_waiting)
    return writing, reading


def _limit_waiting(connection: Connection) -> None:
    # Within the transaction, because a transaction pooler shares sessions.
    _run(
        connection,
        f"SELECT set_config('lock_timeout', '{LOCK_TIMEOUT}', true), "
        f"set_config('statement_timeout', '{STATEMENT_TIMEOUT}', true)",
    )
