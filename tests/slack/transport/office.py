"""A server with Slack in it, in this process: real HTTP in, real HTTP out to the fake Slack."""

import asyncio
import contextlib
import socket
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import aiohttp
import uvicorn

from bot.app import House
from bot.clock import Clock, utc_now
from bot.settings import Settings, read_settings
from cxmodel.store import Store
from tests.bot.post import until
from tests.bot.town import FAST
from tests.conftest import SECRET
from tests.fakes.slack import FakeSlack


def slack_settings(slack: FakeSlack, **more: Any) -> Settings:
    """One workspace's token and the signing secret, unless told otherwise."""
    given = {
        "SLACK_BOT_TOKEN": slack.workspace().token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": slack.url,
        "DESIREPATH_SECRET_KEY": SECRET,
        **more,
    }
    return read_settings(_env_file=None, **given)


@dataclass(frozen=True)
class Office:
    """A server that runs."""

    house: House
    url: str
    session: aiohttp.ClientSession

    async def state(self) -> str:
        """What /readyz says of Slack."""
        async with self.session.get(f"{self.url}/readyz") as answer:
            return str((await answer.json()).get("slack"))

    async def becomes(self, state: str) -> None:
        """Wait until /readyz says so of Slack, or something that begins so."""
        end = time.monotonic() + 10
        while not (now := await self.state()).startswith(state):
            assert time.monotonic() < end, f"it says {now}"
            await asyncio.sleep(0.02)


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def office(
    store: Store,
    slack: FakeSlack,
    *,
    over_http: bool = True,
    clock: Clock = utc_now,
    settle: timedelta = timedelta(),
    **more: Any,
) -> AsyncIterator[Office]:
    """Serve for the length of a block; the fake Slack posts to it, or waits for its socket."""
    house = House(
        slack_settings(slack, **more),
        store,
        (FAST, FAST),
        clock=clock,
        sweep=timedelta(seconds=0.1),
        settle=settle,
    )
    config = uvicorn.Config(house.app(), lifespan="on", log_config=None, ws="none")
    server = _Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        slack.listens_at(f"{url}/slack/events" if over_http else None)
        await until(lambda: server.started or serving.done())
        async with aiohttp.ClientSession() as session:
            try:
                yield Office(house, url, session)
            finally:
                server.should_exit = True
                await serving


def inbox(store: Store) -> list[tuple[str, bytes]]:
    """What is stored of Slack: installation, body."""
    with store.reading() as reading:
        rows = reading._connection.exec_driver_sql(
            "SELECT installation, body FROM inbox WHERE messenger = 'slack' ORDER BY id"
        )
        return [(row[0], bytes(row[1])) for row in rows]
