import pytest

from cxmodel.store import Store
from tests.bot.town import Town


@pytest.fixture
def town(store: Store) -> Town:
    """The bot at work, over SQLite and over PostgreSQL."""
    return Town(store)
