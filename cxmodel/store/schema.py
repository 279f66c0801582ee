"""Migrations, run from the program itself."""

from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

MIGRATIONS = Path(__file__).parent.parent / "migrations"
UPGRADE_LOCK = 7_331_001  # any number, the same in every process


def upgrade(engine: Engine) -> None:
    """Migrate to the newest revision in one transaction, one process at a time."""
    with engine.begin() as connection:  # on SQLite this alone keeps others out
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(
                "SELECT set_config('lock_timeout', '0', true),"
                " set_config('statement_timeout', '0', true)"
            )
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({UPGRADE_LOCK})")
        _migrate(connection)


def _migrate(connection: Connection) -> None:
    """Run the revisions that are missing, on this connection and in its transaction."""
    scripts = _scripts()

    def missing(current: Any, _: MigrationContext) -> Any:
        return scripts._upgrade_revs("head", current)  # noqa: SLF001 - as Alembic's manual does

    with EnvironmentContext(Config(), scripts, fn=missing) as environment:
        environment.configure(connection=connection, transactional_ddl=True)
        environment.run_migrations()


def check(engine: Engine) -> list[str]:
    """What is wrong with schema or file, in sentences."""
    with engine.connect() as connection:
        return [*_wrong_revision(connection), *damage(connection, "quick_check")]


def _wrong_revision(connection: Connection) -> list[str]:
    current = MigrationContext.configure(connection).get_current_revision()
    scripts = _scripts()
    if current == scripts.get_current_head():
        return []
    if current is None:
        return ["The database is empty: run `desirepath db upgrade`."]
    if current not in {script.revision for script in scripts.walk_revisions()}:
        return [f"The database is newer than this program ({current}): install the newer one."]
    return ["The database is older than this program: run `desirepath db upgrade`."]


def damage(connection: Connection, how: str) -> list[str]:
    """What SQLite finds wrong in its own file, by `quick_check` or by `integrity_check`.

    The latter also compares every index with its table and takes many times as long.
    """
    if connection.dialect.name != "sqlite":
        return []
    found = [str(row[0]) for row in connection.exec_driver_sql(f"PRAGMA {how}(5)")]
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    damaged = [f"The database file is damaged: {what}. Restore a backup." for what in found]
    return ([] if found == ["ok"] else damaged) + [
        f"Table {table} has a row {row} that points to nothing in {parent}."
        for table, row, parent, _ in orphans
    ]


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(MIGRATIONS))
