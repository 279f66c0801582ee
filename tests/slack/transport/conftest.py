from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from cxmodel.store import Store
from tests.bot.post import until
from tests.commands.desk import Desk
from tests.fakes.slack import FakeSlack, FakeSlackPerson
from tests.slack.transport.office import Office, office


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as fake:
        yield fake


@pytest.fixture
def grace(slack: FakeSlack) -> FakeSlackPerson:
    return slack.workspace().person("Grace")


@pytest.fixture
async def running(store: Store, slack: FakeSlack) -> AsyncIterator[Office]:
    async with office(store, slack) as office_of_one:
        await until(lambda: bool(office_of_one.house.messengers))
        yield office_of_one


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
