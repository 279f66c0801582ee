from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import TestServer

from bot.telegram.adapter import TelegramMessenger, connected
from tests.fakes.telegram import FakePerson, FakeTelegram
from tests.telegram.stranger import Stranger


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as telegram:
        yield telegram


@pytest.fixture
async def messenger(telegram: FakeTelegram) -> AsyncIterator[TelegramMessenger]:
    async with connected(telegram.token, telegram.url) as messenger:
        yield messenger


@pytest.fixture
async def person(telegram: FakeTelegram) -> FakePerson:
    person = telegram.person()
    await person.start()
    return person


@pytest.fixture
async def stranger() -> AsyncIterator[Stranger]:
    stranger = Stranger()
    server = TestServer(stranger.app)
    await server.start_server(access_log=None)
    stranger.url = str(server.make_url("")).rstrip("/")
    yield stranger
    await server.close()
