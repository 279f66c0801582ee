from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from tests.fakes.asking import Ask, Hook
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
async def hook() -> AsyncIterator[Hook]:
    serving, app = Hook(), web.Application()
    app.router.add_post("/hook", serving.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    serving.address = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield serving
    await runner.cleanup()
