from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.asking import Ask, Hook
from tests.fakes.listening import serving
from tests.fakes.slack import FakeSlack, FakeSlackPerson
from tests.fakes.slack_asking import Listener
from tests.fakes.telegram import FakePerson, FakeTelegram


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as fake:
        yield fake


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
def ask(telegram: FakeTelegram, session: aiohttp.ClientSession) -> Ask:
    async def called(method: str, **given: Any) -> dict[str, Any]:
        address = f"{telegram.url}/bot{telegram.token}/{method}"
        async with session.post(address, json=given) as response:
            answer: dict[str, Any] = await response.json()
            assert answer["ok"] is (response.status == 200)
            assert answer.get("error_code", 200) == response.status
        return answer

    return called


@pytest.fixture
async def jennifer(telegram: FakeTelegram) -> FakePerson:
    person = telegram.person()
    await person.start()
    return person


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack(echoes=False) as fake:
        fake.patience = 1.0
        yield fake


@pytest.fixture
def client(slack: FakeSlack) -> AsyncWebClient:
    return AsyncWebClient(slack.workspace().token, base_url=slack.url, retry_handlers=[])


@pytest.fixture
async def listener(slack: FakeSlack) -> AsyncIterator[Listener]:
    listener, app = Listener(slack.signing_secret), web.Application()
    app.router.add_post("/slack/events", listener.answer)
    async with serving(app, handler_cancellation=True) as address:
        slack.listens_at(f"{address}/slack/events")
        yield listener


@pytest.fixture
def grace(slack: FakeSlack) -> FakeSlackPerson:
    return slack.workspace().person("Grace")


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook, app = Hook(), web.Application()
    app.router.add_post("/hook", hook.answer)
    async with serving(app) as address:
        hook.address = f"{address}/hook"
        yield hook
