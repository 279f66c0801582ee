from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.commands.desk import Desk
from tests.fakes.slack import FakeSlack, FakeSlackPerson


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as fake:
        yield fake


@pytest.fixture
def grace(slack: FakeSlack) -> FakeSlackPerson:
    return slack.workspace().person("Grace")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
