from collections.abc import Callable, Iterator

import pytest

from cxmodel.store import Store
from cxmodel.store.sql import Params, Sql
from cxmodel.vault import Vault
from tests.bot.town import Counted, Respondent, Town


@pytest.fixture
def town(store: Store) -> Town:
    """The bot at work, over SQLite and over PostgreSQL."""
    return Town(store)


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """How many statements the database is given while something is done."""
    given: list[Sql] = []
    compiled = Sql.for_dialect

    def noted(sql: Sql, name: str) -> tuple[str, Params]:
        given.append(sql)
        return compiled(sql, name)

    monkeypatch.setattr(Sql, "for_dialect", noted)

    def counted(act: Callable[[], object]) -> int:
        before = len(given)
        act()
        return len(given) - before

    return counted


@pytest.fixture
def towns(store: Store, database_url: str, vault: Vault) -> Iterator[list[Town]]:
    """Two processes at work on one database."""
    other = Store.connect(database_url, vault)
    yield [Town(store), Town(other)]
    other.close()


@pytest.fixture
def jennifer(town: Town) -> Respondent:
    """Somebody who was asked what she needed."""
    return town.respondent().starts(town.invites(town.study())).agrees()
