"""Where a database's schema stands, and the way to the newest."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect

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
        if _revision(connection) != revisions()[-1]:
            from cxmodel.store.migrating import migrate  # noqa: PLC0415 - slow, and seldom needed

            migrate(connection)


def check(engine: Engine) -> list[str]:
    """What is wrong with schema or file, in sentences."""
    with engine.connect() as connection:
        return [*_wrong_revision(connection), *damage(connection, "quick_check")]


def revisions() -> list[str]:
    """Every revision of the schema, the newest last, by the names of their files."""
    return sorted(path.name.partition("_")[0] for path in MIGRATIONS.glob("versions/[0-9]*_*.py"))


def _revision(connection: Connection) -> str | None:
    """Where a database stands; None where it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return None if row is None else str(row[0])


def _wrong_revision(connection: Connection) -> list[str]:
    current, known = _revision(connection), revisions()
    if current == known[-1]:
        return []
    if current is None:
        return ["The database is empty: run `desirepath db upgrade`."]
    if current not in known:
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
