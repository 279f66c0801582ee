"""Core statements, compiled once for each database and then run as they are.

Compiling, cache keys and per-value type processing cost more than SQLite itself does; our columns
hold only text, integers, booleans and bytes, which both drivers take without any.
"""

from collections.abc import Callable, Collection
from functools import cached_property
from typing import Any, cast

from sqlalchemy import BindParameter, ColumnElement, Connection, Table, bindparam
from sqlalchemy.dialects.postgresql import Insert, psycopg
from sqlalchemy.dialects.postgresql import insert as insert_into
from sqlalchemy.dialects.sqlite import pysqlite
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.compiler import SQLCompiler

from cxmodel.plain import dump
from cxmodel.vault import Vault

DIALECTS = {
    "sqlite": pysqlite.dialect(paramstyle="named"),
    "postgresql": psycopg.dialect(),  # type: ignore[no-untyped-call]
}

Params = dict[str, Any]
Row = tuple[Any, ...]


class Sql:
    """One statement. `for_dialect` compiles it where it is first needed."""

    def __init__(self, statement: Executable) -> None:
        self._statement = statement
        self._compiled: dict[str, tuple[str, Params]] = {}

    def for_dialect(self, name: str) -> tuple[str, Params]:
        """Its text, and the parameters that have a value already (an offset of 0, say)."""
        ready = self._compiled.get(name)
        if ready is None:
            compiled = self._statement.compile(dialect=DIALECTS[name])  # type: ignore[attr-defined]
            fixed = {key: value for key, value in compiled.params.items() if value is not None}
            ready = self._compiled[name] = (str(compiled), fixed)
        return ready

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Names of what a query selects."""
        return tuple(self._statement.selected_columns.keys())  # type: ignore[attr-defined]


class any_of(ColumnElement[bool]):  # noqa: N801  # reads as a function in a statement
    """Whether a column is in the list given as parameter `name`; one text for any length."""

    inherit_cache = False

    def __init__(self, column: ColumnElement[Any], name: str) -> None:
        self.column = column
        self.values: BindParameter[Any] = bindparam(name)


@compiles(any_of, "sqlite")
def _any_of_in_sqlite(element: any_of, compiler: SQLCompiler, **kw: Any) -> str:
    column = compiler.process(element.column, **kw)
    values = compiler.process(element.values, **kw)
    return f"{column} IN (SELECT value FROM json_each({values}))"  # noqa: S608 - both compiled


@compiles(any_of, "postgresql")
def _any_of_in_postgresql(element: any_of, compiler: SQLCompiler, **kw: Any) -> str:
    column = compiler.process(element.column, **kw)
    return f"{column} = ANY({compiler.process(element.values, **kw)})"


def insert_row(table: Table, *leave_out: str) -> Insert:
    """An insert with a parameter for every column but those that the database fills."""
    names = [column.name for column in table.columns if column.name not in leave_out]
    # Both databases spell ON CONFLICT alike, and SQLAlchemy compiles this construct for both.
    return insert_into(table).values({name: bindparam(name) for name in names})


class Session:
    """A transaction's connection, and how statements are run on it."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._dialect = connection.dialect.name
        self._vault = vault
        # The driver's own cursors: SQLAlchemy would describe every result anew, at six times the
        # cost of the query. Pool, transaction and lost connections stay SQLAlchemy's.
        self._cursor: Callable[[], DBAPICursor] = connection.connection.cursor
        self._array: Callable[[Collection[Any]], Any] = (
            _json_array if self._dialect == "sqlite" else list
        )

    def _rows(self, sql: Sql, **params: Any) -> list[Row]:
        cursor = self._execute(sql, params)
        rows = cursor.fetchall()
        cursor.close()
        return cast("list[Row]", rows)

    def _row(self, sql: Sql, **params: Any) -> Row | None:
        rows = self._rows(sql, **params)
        return rows[0] if rows else None

    def _records(self, sql: Sql, **params: Any) -> list[dict[str, Any]]:
        """Rows by the names of their columns."""
        names = sql.columns
        return [dict(zip(names, row, strict=True)) for row in self._rows(sql, **params)]

    def _run(self, sql: Sql, **params: Any) -> int:
        """How many rows the statement changed."""
        cursor = self._execute(sql, params)
        changed = cursor.rowcount
        cursor.close()
        return changed

    def _run_many(self, sql: Sql, params: list[dict[str, Any]]) -> int:
        """How many rows changed over all the parameters, in one go; none of them, nothing run."""
        if not params:
            return 0
        if len(params) == 1:  # a driver's way to run many is the slower one for a single row
            return self._run(sql, **params[0])
        text, fixed = sql.for_dialect(self._dialect)
        cursor = self._cursor()
        cursor.executemany(text, [fixed | each for each in params] if fixed else params)
        changed = cursor.rowcount
        cursor.close()
        return changed

    def _execute(self, sql: Sql, params: Params) -> DBAPICursor:
        text, fixed = sql.for_dialect(self._dialect)
        cursor = self._cursor()
        cursor.execute(text, {**fixed, **params} if fixed else params)
        return cursor


def _json_array(values: Collection[Any]) -> str:
    return dump(list(values))
