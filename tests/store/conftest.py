from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cxmodel.store import Store
from cxmodel.vault import Vault
from tests.conftest import NewDatabase


@pytest.fixture
def migrated_postgres(postgres_url: NewDatabase, vault: Vault) -> Iterator[Callable[[], Store]]:
    """Stores of several processes that share one PostgreSQL database."""
    url, stores = postgres_url(), []

    def another() -> Store:
        stores.append(Store.connect(url, vault))
        return stores[-1]

    another().upgrade()
    yield another
    for store in stores:
        store.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def own_store(request: pytest.FixtureRequest, tmp_path: Path, vault: Vault) -> Iterator[Store]:
    """A store whose schema a test may spoil."""
    own = f"sqlite:///{tmp_path}/own.db"
    if request.param == "postgresql":
        own = request.getfixturevalue("postgres_url")()
    store = Store.connect(own, vault)
    store.upgrade()
    yield store
    store.close()
