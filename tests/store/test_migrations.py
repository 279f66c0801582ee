import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Timer

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from cxmodel.errors import StoreUnavailable
from cxmodel.store import Store
from cxmodel.store.schema import MIGRATIONS, revisions
from cxmodel.tables import metadata
from cxmodel.vault import Vault
from tests.conftest import NewDatabase


def test_the_migrated_schema_is_the_one_that_the_tables_say(store: Store) -> None:
    with store._reading.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_the_indexes_are_partial_where_the_tables_say_so(own_store: Store) -> None:
    engine = own_store._writing
    migrated = _indexes(engine)
    with engine.begin() as connection:
        metadata.drop_all(connection)
        metadata.create_all(connection)
    assert _indexes(engine) == migrated
    assert sum("WHERE" in definition for definition in migrated) == 6


def _indexes(engine: Engine) -> set[str]:
    """How the database itself defines its indexes."""
    asked = (
        "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        if engine.dialect.name == "sqlite"
        else "SELECT indexdef FROM pg_indexes WHERE tablename <> 'alembic_version'"
        " AND schemaname = 'public'"
    )
    with engine.begin() as connection:
        return {" ".join(row[0].split()) for row in connection.exec_driver_sql(asked)}


def test_a_column_that_no_migration_adds_would_be_noticed(own_store: Store) -> None:
    with own_store._writing.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE note DROP COLUMN value")
    with own_store._reading.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata)


def test_upgrading_again_changes_nothing(store: Store) -> None:
    store.upgrade()
    assert store.check() == []


def test_the_files_of_the_migrations_are_named_by_their_revisions() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))
    assert revisions() == [script.revision for script in scripts.walk_revisions()][::-1]


def test_an_empty_database_asks_for_its_upgrade(tmp_path: Path, vault: Vault) -> None:
    store = Store.connect(f"sqlite:///{tmp_path}/new.db", vault)
    assert store.check() == ["The database is empty: run `desirepath db upgrade`."]
    store.close()


def test_a_database_of_a_later_release_is_refused(own_store: Store) -> None:
    with own_store._writing.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert own_store.check() == [
        "The database is newer than this program (9999): install the newer one."
    ]


def test_two_processes_can_upgrade_postgresql_at_once(
    postgres_url: NewDatabase, vault: Vault
) -> None:
    _upgrade_at_once(postgres_url(), vault)


def test_two_processes_can_upgrade_sqlite_at_once(tmp_path: Path, vault: Vault) -> None:
    _upgrade_at_once(f"sqlite:///{tmp_path}/new.db", vault)


def test_a_file_that_another_process_is_just_making_is_waited_for(
    tmp_path: Path, vault: Vault
) -> None:
    other = sqlite3.connect(tmp_path / "new.db", isolation_level=None, check_same_thread=False)
    other.executescript("CREATE TABLE t (x); BEGIN IMMEDIATE; INSERT INTO t VALUES (1)")
    soon = Timer(0.2, other.execute, ["COMMIT"])
    soon.start()
    store = Store.connect(f"sqlite:///{tmp_path}/new.db", vault)
    store.upgrade()
    assert store.check() == []
    soon.join()
    other.close()
    store.close()


def test_a_new_file_is_its_owners_alone(tmp_path: Path, vault: Vault) -> None:
    store = Store.connect(f"sqlite:///{tmp_path}/new.db", vault)
    store.upgrade()
    store.close()
    assert (tmp_path / "new.db").stat().st_mode & 0o777 == 0o600


def _upgrade_at_once(url: str, vault: Vault) -> None:
    stores = [Store.connect(url, vault) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(Store.upgrade, stores))
    assert [store.check() for store in stores] == [[], []]
    for store in stores:
        store.close()


def test_a_damaged_file_is_told(tmp_path: Path, vault: Vault) -> None:
    file = tmp_path / "desirepath.db"
    store = Store.connect(f"sqlite:///{file}", vault)
    store.upgrade()
    store.close()
    content = bytearray(file.read_bytes())
    content[4096 * 3 : 4096 * 6] = b"\xff" * 4096 * 3
    file.write_bytes(content)
    again = Store.connect(f"sqlite:///{file}", vault)
    try:
        assert again.check()
    except StoreUnavailable:
        pytest.fail("damage must be told as a sentence")
    finally:
        again.close()
