"""`desirepath run` in processes of its own, over a home, a database and fake platforms.

They are forked with the product imported; see tests/forked.py.
"""

import asyncio
import itertools
import json
import os
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import aiohttp
from aiohttp import web

from tests.fakes.listening import serving
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.forked import Forked, Talked

KEY = "for tests only, at least 32 characters"
WEBHOOK_SECRET = "webhook-secret"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Place:
    """What a server needs around it; commands run here too."""

    home: Path
    telegram: FakeTelegram | None = None
    database: str | None = None
    webhook: bool = False
    more: dict[str, str] = field(default_factory=dict)
    slack: FakeSlack | None = None

    @property
    def environment(self) -> dict[str, str]:
        kept = ("PATH", "HOME", "LANG", "XDG_RUNTIME_DIR", "COVERAGE_PROCESS_START")
        env = {key: os.environ[key] for key in kept if key in os.environ}
        env |= {"DESIREPATH_HOME": str(self.home), "DESIREPATH_SECRET_KEY": KEY}
        if self.database:
            env["DESIREPATH_DATABASE_URL"] = self.database
        if self.telegram:
            env |= {
                "TELEGRAM_BOT_TOKEN": self.telegram.token,
                "TELEGRAM_API_URL": self.telegram.url,
                "TELEGRAM_BOT_USERNAME": "desirepath_test_bot",
            }
        if self.slack:
            env |= {
                "SLACK_BOT_TOKEN": self.slack.workspace().token,
                "SLACK_SIGNING_SECRET": self.slack.signing_secret,
                "SLACK_API_URL": self.slack.url,
            }
        if self.webhook:
            env["TELEGRAM_WEBHOOK_SECRET"] = WEBHOOK_SECRET
        return env | self.more

    async def command(self, *words: str, typed: str = "") -> str:
        """Standard output of a `desirepath` command that must succeed."""
        process = Talked(["bot", *words], Path.cwd(), self.environment)
        out, err = await asyncio.to_thread(process.communicate, typed)
        assert process.returncode == 0, (words, out, err)
        return out

    async def new_study(self, flow: str | Path, *more: str) -> str:
        """A study's id."""
        title = ("--title", "Walking")
        return (await self.command("study", "create", "--flow", str(flow), *title, *more)).strip()

    async def tokens(self, study: str, count: int) -> list[str]:
        """Tokens of so many single-use Telegram invitations."""
        links = await self.command(
            "invite", study, "--messenger", "telegram", "--count", str(count)
        )
        return [link.partition("start=")[2] for link in links.split()]

    async def exported(self, study: str) -> list[dict[str, Any]]:
        """The study's interviews in interchange form."""
        file = self.home / f"export-{study}.jsonl"
        await self.command("export", study, "--out", str(file), "--all")
        return [json.loads(line) for line in file.read_text().splitlines()[1:]]

    async def point_webhook(self, port: int) -> None:
        """Have the fake Telegram deliver to this port."""
        assert self.telegram is not None
        async with aiohttp.ClientSession() as session:
            url = f"{self.telegram.url}/bot{self.telegram.token}/setWebhook"
            address = f"http://127.0.0.1:{port}/telegram/webhook"
            form = {"url": address, "secret_token": WEBHOOK_SECRET}
            async with session.post(url, json=form) as answer:
                assert answer.status == 200, await answer.text()


@asynccontextmanager
async def balancer(*ports: int) -> AsyncIterator[int]:
    """A reverse proxy that hands requests to servers in turn; 502 where one is down. Its port."""
    turn = itertools.cycle(ports)

    async def forward(request: web.Request) -> web.Response:
        url = f"http://127.0.0.1:{next(turn)}{request.path}"
        headers = {k: v for k, v in request.headers.items() if k.lower() != "host"}
        try:
            async with session.post(url, data=await request.read(), headers=headers) as answer:
                return web.Response(status=answer.status, body=await answer.read())
        except aiohttp.ClientError:
            return web.Response(status=502)

    app = web.Application()
    app.router.add_post("/{path:.*}", forward)
    async with aiohttp.ClientSession() as session, serving(app) as address:
        yield int(address.rpartition(":")[2])


@dataclass
class Server:
    """One server process."""

    place: Place
    port: int = field(default_factory=free_port)
    module: tuple[str, ...] = ("bot", "run")
    process: Forked | None = None

    async def start(self) -> None:
        """Start it and wait until it answers, or has died on the way up."""
        self.process = self._begun()
        async with aiohttp.ClientSession() as session:
            while self.process.returncode is None:
                try:
                    async with session.get(f"http://127.0.0.1:{self.port}/healthz") as answer:
                        if answer.status == 200:
                            return
                except aiohttp.ClientError:
                    await asyncio.sleep(0.05)

    def _begun(self) -> Forked:
        words = [*self.module, "--port", str(self.port)]
        with Path(os.devnull).open() as silence, (self.place.home / "server.log").open("ab") as log:
            streams = (silence.fileno(), log.fileno(), log.fileno())
            return Forked(words, Path.cwd(), self.place.environment, *streams)

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.returncode is None

    async def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal and wait; the exit code."""
        assert self.process is not None
        if self.runs:
            self.process.send_signal(number)
        return await asyncio.wait_for(self.process.ended(), 20)

    async def __aenter__(self) -> Self:
        await self.start()
        assert self.runs, self.log
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.end(signal.SIGKILL)

    @property
    def log(self) -> str:
        return (self.place.home / "server.log").read_text(errors="replace")
