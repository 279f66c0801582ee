"""Sixteen respondents behind a small Bot API, answering as soon as they are asked."""

import asyncio
import json
import time
from itertools import count
from typing import Any
from urllib.parse import parse_qs

import aiohttp
from aiohttp import web

TOKEN = "123456789:benchmark-token-benchmark-token-0000"
SECRET = "benchmark"
QUESTIONS = 40
PATIENCE = 1.0  # seconds until somebody who got no answer says it again
THINKING = 0.025  # seconds until a real API might answer: a short round trip and a little work
ANSWER = "I asked a colleague first and then looked for the form on the intranet page."
_HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}


class Respondents:
    """The fake platform. Every sendMessage to a chat brings that chat's next update."""

    def __init__(self) -> None:
        self._messages, self._updates, self._chats = count(1), count(1), count(1000)
        self._left: dict[int, list[str]] = {}
        self._webhook = ""
        self._done = asyncio.Event()
        self._impatient: dict[int, asyncio.TimerHandle] = {}
        self.repeated = 0  # how often somebody had to say it again
        self.thinking = 0.0  # seconds that the API takes to answer sendMessage
        self._session: aiohttp.ClientSession | None = None
        self._posts: set[asyncio.Task[None]] = set()
        self.address = ""

    async def start(self) -> web.ServerRunner:
        """Serve at a free port of this machine."""
        # Without aiohttp's application and router, whose cost would be measured along
        runner = web.ServerRunner(web.Server(self._answer, access_log=None))
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self._session = aiohttp.ClientSession()
        self.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        return runner

    async def stop(self) -> None:
        """Close what start opened."""
        if self._session is not None:
            await self._session.close()

    async def interviewed(self, webhook: str, respondents: int) -> float:
        """Updates worked through a second while so many interviews are held side by side."""
        script = ["/start", "yes", *[ANSWER] * QUESTIONS]
        self._webhook, self._done = webhook, asyncio.Event()
        self._left = {next(self._chats): list(script) for _ in range(respondents)}
        begun = time.perf_counter()
        for chat in list(self._left):
            self._say_next(chat)
        await asyncio.wait_for(self._done.wait(), 300)
        return respondents * len(script) / (time.perf_counter() - begun)

    async def _answer(self, request: web.BaseRequest) -> web.Response:
        method = request.path.removeprefix(f"/bot{TOKEN}/")
        if method == "getMe":
            me = {"id": 123456789, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
            return _ok(me)
        if method != "sendMessage":
            return _ok([] if method.startswith("getMy") else True)
        data = _fields(request, await request.text())
        chat = int(data["chat_id"])
        if self.thinking:
            await asyncio.sleep(self.thinking)
        self._say_next(chat)
        message = {
            "message_id": next(self._messages),
            "date": int(time.time()),
            "chat": {"id": chat, "type": "private"},
            "text": data["text"],
        }
        return _ok(message)

    def _say_next(self, chat: int) -> None:
        script = self._left.get(chat)
        waiting = self._impatient.pop(chat, None)
        if waiting is not None:
            waiting.cancel()
        if script is None:
            return
        if not script:
            del self._left[chat]
            if not self._left:
                self._done.set()
            return
        self._say(chat, script.pop(0))

    def _say(self, chat: int, text: str) -> None:
        task = asyncio.create_task(self._post(chat, text))
        self._posts.add(task)
        task.add_done_callback(self._posts.discard)
        later = asyncio.get_running_loop().call_later(PATIENCE, self._say_again, chat, text)
        self._impatient[chat] = later

    def _say_again(self, chat: int, text: str) -> None:
        self.repeated += 1
        self._say(chat, text)

    async def _post(self, chat: int, text: str) -> None:
        message: dict[str, Any] = {
            "message_id": next(self._messages),
            "date": int(time.time()),
            "chat": {"id": chat, "type": "private", "first_name": "R"},
            "from": {"id": chat, "is_bot": False, "first_name": "R", "language_code": "en"},
            "text": text,
        }
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
        assert self._session is not None
        update = {"update_id": next(self._updates), "message": message}
        body = json.dumps(update).encode()
        async with self._session.post(self._webhook, data=body, headers=_HEADERS) as response:
            assert response.status == 200, response.status


def _fields(request: web.BaseRequest, text: str) -> dict[str, Any]:
    """What a call is given, as JSON or as a form."""
    if request.content_type == "application/json":
        fields: dict[str, Any] = json.loads(text)
        return fields
    return {name: values[0] for name, values in parse_qs(text).items()}


def _ok(result: Any) -> web.Response:
    body = json.dumps({"ok": True, "result": result}).encode()
    return web.Response(body=body, content_type="application/json")
