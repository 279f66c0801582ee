from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cxmodel.store import Store
from cxmodel.vault import Vault


@pytest.fixture
def migrated_postgres(shared_postgres_url: str, vault: Vault) -> Iterator[Callable[[], Store]]:
    """Stores of several processes that share one PostgreSQL database."""
    stores: list[Store] = []

    def another() -> Store:
        stores.append(Store.connect(shared_postgres_url, vault))
        return stores[-1]

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
