import pytest

from cxmodel.store import Store
from tests.bot.town import Respondent, Town


@pytest.fixture
def town(store: Store) -> Town:
    """The bot at work, over SQLite and over PostgreSQL."""
    return Town(store)


@pytest.fixture
def jennifer(town: Town) -> Respondent:
    """Somebody who was asked what she needed."""
    return town.respondent().starts(town.invites(town.study())).agrees()
