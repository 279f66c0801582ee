"""The least that a durable pipeline takes: our HTTP libraries, four tables, no engine, no checks.

What we take above this is interviewing and keeping: steps, leases, timers, seals. Nothing here
would survive a fault: it is to be measured against, not to be used.
"""

import asyncio
import json
import sqlite3
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import uvicorn
import uvloop
from starlette.types import Receive, Scope, Send

from benchmarks.respondents import TOKEN
from cxmodel.store.engines import PRAGMAS

SCHEMA = """
CREATE TABLE inbox (id INTEGER PRIMARY KEY, event TEXT UNIQUE, chat INTEGER, body BLOB);
CREATE TABLE interview (chat INTEGER PRIMARY KEY, state TEXT);
CREATE TABLE answer (chat INTEGER, number INTEGER, verbatim TEXT, PRIMARY KEY (chat, number));
CREATE TABLE outbox (id INTEGER PRIMARY KEY, chat INTEGER, body TEXT, message INTEGER);
"""
Arrived = tuple[dict[str, Any], bytes, asyncio.Future[None]]
Queued = tuple[int, int, str]


class Bare:
    """Commits all that waits in one thread, as ours does; whatever is said, it asks on."""

    def __init__(self, session: aiohttp.ClientSession, api: str, file: Path) -> None:
        self._session = session
        self._url = f"{api}/bot{TOKEN}/sendMessage"
        self._database = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        for pragma in PRAGMAS:
            self._database.execute(f"PRAGMA {pragma}")
        self._database.executescript(SCHEMA)
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._arrived: list[Arrived] = []
        self._sent: list[tuple[int, int]] = []
        self._called = False
        self._asked: Counter[int] = Counter()
        self._rows = 0
        self._sending: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The webhook: 200 once the update is on disk."""
        body = (await receive()).get("body", b"") if scope["type"] == "http" else b""
        if body:
            kept = asyncio.get_running_loop().create_future()
            self._arrived.append((json.loads(body), body, kept))
            self._share()
            await kept
        if scope["type"] == "http":
            length = [(b"content-length", b"0")]
            await send({"type": "http.response.start", "status": 200, "headers": length})
            await send({"type": "http.response.body"})

    def _share(self) -> None:
        if not self._called:
            self._called = True
            self._thread.submit(self._commit, asyncio.get_running_loop())

    def _commit(self, loop: asyncio.AbstractEventLoop) -> None:
        self._called = False
        arrived, self._arrived = self._arrived, []
        sent, self._sent = self._sent, []
        run = self._database.executemany
        self._database.execute("BEGIN IMMEDIATE")
        run("UPDATE outbox SET message = ? WHERE id = ?", sent)
        queued = [self._turn(update["message"], body) for update, body, _ in arrived]
        run("INSERT INTO outbox (id, chat, body) VALUES (?, ?, ?)", queued)
        self._database.execute("COMMIT")
        loop.call_soon_threadsafe(partial(self._finish, arrived, queued))

    def _turn(self, message: dict[str, Any], body: bytes) -> Queued:
        chat, run = message["chat"]["id"], self._database.execute
        self._asked[chat] += 1
        self._rows += 1
        number = self._asked[chat]
        run("INSERT INTO inbox (event, chat, body) VALUES (?, ?, ?)", (self._rows, chat, body))
        run("INSERT INTO answer VALUES (?, ?, ?)", (chat, number, message["text"]))
        state = json.dumps({"number": number})
        run("INSERT OR REPLACE INTO interview VALUES (?, ?)", (chat, state))
        return self._rows, chat, f"Question {number}: what did you do then?"

    def _finish(self, arrived: list[Arrived], queued: list[Queued]) -> None:
        for _, _, kept in arrived:
            kept.set_result(None)
        for row, chat, text in queued:
            task = asyncio.create_task(self._send(row, chat, text))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)

    async def _send(self, row: int, chat: int, text: str) -> None:
        fields = {"chat_id": chat, "text": text}
        async with self._session.post(self._url, json=fields) as response:
            message = json.loads(await response.read())["result"]["message_id"]
        self._sent.append((message, row))
        self._share()


async def serve(port: int, api: str, home: Path) -> None:
    """Answer until the process is ended."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        app = Bare(session, api, home / "bare.db")
        config = uvicorn.Config(
            app, port=port, log_level="warning", access_log=False, lifespan="off"
        )
        await uvicorn.Server(config).serve()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(int(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
