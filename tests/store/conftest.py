from collections.abc import Callable, Iterator

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
