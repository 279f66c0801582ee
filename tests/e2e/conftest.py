"""A place to talk in that the tests of a run share: starting one takes seconds."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.conftest import _databases
from tests.e2e.town import Town, town


@pytest_asyncio.fixture(
    scope="session", loop_scope="session", params=["sqlite-polling", "postgresql-webhook"]
)
async def place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, postgres_server: str
) -> AsyncIterator[Town]:
    """Once on SQLite by polling, once on PostgreSQL by webhook."""
    home = tmp_path_factory.mktemp("home")
    if request.param == "sqlite-polling":
        async with town(home, None, webhook=False) as shared:
            yield shared
        return
    with _databases(postgres_server) as new:
        async with town(home, new(), webhook=True) as shared:
            yield shared
