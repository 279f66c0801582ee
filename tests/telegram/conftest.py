from collections.abc import AsyncIterator

import pytest

from bot.telegram.adapter import TelegramMessenger, connected
from tests.fakes.listening import serving
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
    async with serving(stranger.app) as stranger.url:
        yield stranger
