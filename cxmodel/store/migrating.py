"""Alembic, run from the program itself; slow to load, so imported where something is missing."""

from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from cxmodel.store.schema import MIGRATIONS


def migrate(connection: Connection) -> None:
    """Run the revisions that are missing, on this connection and in its transaction."""
    scripts = ScriptDirectory(str(MIGRATIONS))

    def missing(current: Any, _: MigrationContext) -> Any:
        return scripts._upgrade_revs("head", current)  # noqa: SLF001 - as Alembic's manual does

    with EnvironmentContext(Config(), scripts, fn=missing) as environment:
        environment.configure(connection=connection, transactional_ddl=True)
        environment.run_migrations()
