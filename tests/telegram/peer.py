"""A peer that speaks HTTP as Telegram does: it notes each call and answers as it was told."""

import asyncio
import json
from collections import deque
from typing import Any

from aiohttp import web

TOKEN = "123456:AAF-not-a-real-token-at-all"
ME = {"id": 123456, "is_bot": True, "first_name": "Desire", "username": "desire_bot"}
SENT = {"message_id": 41, "date": 1_700_000_000, "chat": {"id": 7, "type": "private"}}


class Peer:
    """`calls` are the methods called with their parameters; `answers` come first in, first out."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.answers: deque[Any] = deque()
        self.app = web.Application()
        self.app.router.add_route("*", "/{tail:.*}", self._handle)
        self.url = ""
        self.sockets: set[object] = set()

    @property
    def connections(self) -> int:
        return len(self.sockets)

    def refuses(self, status: int, description: str = "", **parameters: Any) -> None:
        answer = {"ok": False, "error_code": status, "description": description}
        if parameters:
            answer["parameters"] = parameters
        self.answers.append((status, json.dumps(answer).encode()))

    def returns(self, result: Any) -> None:
        self.answers.append((200, json.dumps({"ok": True, "result": result}).encode()))

    def says(self, status: int, body: bytes) -> None:
        self.answers.append((status, body))

    def redirects(self, address: str) -> None:
        self.answers.append((302, address.encode()))

    def hangs(self) -> None:
        self.answers.append("hang")

    def drops(self) -> None:
        self.answers.append("drop")

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method = request.path.rpartition("/")[2]
        assert request.transport is not None
        self.sockets.add(request.transport.get_extra_info("peername"))
        self.calls.append((method, await _parameters(request)))
        answer = self.answers.popleft() if self.answers else self._usual(method)
        if answer == "hang":
            await asyncio.sleep(60)
        if answer == "drop":
            request.transport.abort()
            return web.Response()
        status, content = answer
        if status == 302:
            return web.Response(status=302, headers={"Location": content.decode()})
        return web.Response(status=status, body=content, content_type="application/json")

    def _usual(self, method: str) -> tuple[int, bytes]:
        results: dict[str, Any] = {
            "sendMessage": SENT,
            "sendDocument": SENT,
            "editMessageText": SENT,
            "editMessageReplyMarkup": SENT,
            "getMe": ME,
            "getMyCommands": [],
            "getUpdates": [],
        }
        return 200, json.dumps({"ok": True, "result": results.get(method, True)}).encode()


async def _parameters(request: web.Request) -> dict[str, Any]:
    if request.content_type == "multipart/form-data":
        fields = await request.post()
        return {name: getattr(field, "filename", field) for name, field in fields.items()}
    body = await request.read()
    return dict(json.loads(body)) if body else {}
