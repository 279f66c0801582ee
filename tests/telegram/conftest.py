from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import TestServer

from bot.telegram.adapter import TelegramMessenger, connected
from tests.telegram.peer import TOKEN, Peer


@pytest.fixture
async def peer() -> AsyncIterator[Peer]:
    peer = Peer()
    server = TestServer(peer.app)
    await server.start_server(shutdown_timeout=0)
    peer.url = str(server.make_url("")).rstrip("/")
    yield peer
    await server.close()


@pytest.fixture
async def messenger(peer: Peer) -> AsyncIterator[TelegramMessenger]:
    async with connected(TOKEN, peer.url) as messenger:
        yield messenger
