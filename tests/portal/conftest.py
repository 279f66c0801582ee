from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sample import load_sample
from cxmodel.store import Store
from tests.portal.served import Portal, new_store, served


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The pages over the sample study alone."""
    store = new_store(tmp_path_factory.mktemp("portal"))
    load_sample(store)
    with served(store) as running:
        yield running
    store.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store without a study."""
    opened = new_store(tmp_path)
    yield opened
    opened.close()
