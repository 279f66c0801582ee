"""The door to the database: transactions that write, transactions that read."""

import re
import sqlite3
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

import psycopg
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from cxmodel.errors import NotStored, StoreUnavailable
from cxmodel.records import Wanted
from cxmodel.store import schema
from cxmodel.store.cache import InterviewCache
from cxmodel.store.engines import empty_log, engines
from cxmodel.store.work import Reading, Work
from cxmodel.vault import Vault

# About the server, the file, locks and time, or about the line to it; not about a row.
AWAY = (
    sqlite3.OperationalError,
    sqlite3.InterfaceError,
    psycopg.OperationalError,
    psycopg.InterfaceError,
)


MOST_LOOSE = 1_000  # files to be fetched from memory; a process that fetches none forgets the rest
_EVENTS = "events"  # note: how the ids of updates are stored

# The end of a password with an @ that was not written as %40 is taken for the server's name.
_PERHAPS_SECRET = re.compile(r"""(['"])[^'"]*@[^'"]*\1""")


class Store:
    """One database, opened for this process; any thread may use it."""

    def __init__(self, writing: Engine, reading: Engine, vault: Vault) -> None:
        self._writing, self._reading, self._vault = writing, reading, vault
        self._cache = InterviewCache()
        # Files of interviews that are nobody's by now: what they are called is known here alone.
        self.loose: deque[Wanted] = deque(maxlen=MOST_LOOSE)

    @classmethod
    def connect(cls, url: str, vault: Vault) -> Self:
        """A store at `sqlite:///path` or at any of libpq's `postgresql://` forms.

        Nothing is read yet. Raises Misconfigured for an address that names no database.
        """
        return cls(*engines(url), vault)

    @property
    def is_shared(self) -> bool:
        """Whether other processes serve the same database."""
        return self._writing.dialect.name == "postgresql"

    def upgrade(self) -> None:
        """Bring the schema to what this code expects; safe where several processes start at once.

        Raises StoreUnavailable.
        """
        with _translated():
            schema.upgrade(self._writing)
        with self.writing() as work:
            if work.note(_EVENTS) is None:
                work.hash_events()
                work.set_note(_EVENTS, "hashed")

    def check(self) -> list[str]:
        """What stands in the way of using this database, in sentences; nothing if it is fine."""
        try:
            with _translated():
                return schema.check(self._reading)
        except NotStored as error:
            return [f"The database cannot be read ({error}). Restore a backup."]

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """One transaction, committed at the end and rolled back on any error.

        Raises StoreUnavailable where it is worth trying again, NotStored where it is not.
        """
        with _translated():
            with self._writing.begin() as connection:
                work = Work(connection, self._vault, self._cache)
                yield work
                work.finish()
            # Only what is committed may be remembered.
            self._cache.keep(work.saved, work.gone)
            self.loose.extend(work.loose)

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """One moment of the database, to look at. Raises StoreUnavailable."""
        with _translated(), self._reading.begin() as connection:
            yield Reading(connection, self._vault)

    def tidy(self) -> None:
        """Empty SQLite's log into its file; for a quiet moment, and nothing while somebody reads.

        Until then what was blanked or deleted can be read in the log (`-wal`).
        """
        if self.is_shared:
            return
        with _translated():
            connection = self._writing.raw_connection()  # no transaction is begun on it
            try:
                empty_log(connection.cursor())
            finally:
                connection.close()

    def close(self) -> None:
        """Let go of every connection."""
        self._writing.dispose()
        self._reading.dispose()


@contextmanager
def _translated() -> Iterator[None]:
    """Our own errors for the database's, whose texts may quote a whole row of someone's words."""
    try:
        yield
    except PoolTimeoutError as error:
        raise StoreUnavailable(_sentence(error)) from None
    except (DBAPIError, sqlite3.Error, psycopg.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        if isinstance(cause, AWAY):
            raise StoreUnavailable(_sentence(cause)) from None
        raise NotStored(f"the database refused: {_code(cause)}") from None


def _sentence(error: BaseException) -> str:
    return (
        f"the database cannot be used ({_unconnected(error) or _code(error)}); "
        "see that DESIREPATH_DATABASE_URL is right and the server up"
    )


def _unconnected(error: BaseException) -> str:
    """Why there is no line to the server, as libpq says it; empty where the server spoke."""
    if not isinstance(error, psycopg.Error) or error.sqlstate is not None:
        return ""
    reason = str(error).partition("\n")[0].removeprefix("connection failed: ")
    return _PERHAPS_SECRET.sub("…", reason)


def _code(error: BaseException | None) -> str:
    """What happened, as a code without any values in it."""
    constraint = getattr(getattr(error, "diag", None), "constraint_name", None)
    code = getattr(error, "sqlstate", None) or getattr(error, "sqlite_errorname", None)
    return " ".join(part for part in (type(error).__name__, code, constraint) if part)
