"""A peer in Telegram's place that answers whatever it is told: a proxy, a sign-in page, a bad day.

The strict fake says only what Telegram itself says.
"""

import json
from collections import deque
from typing import Any

from aiohttp import web


class Stranger:
    """Gives its `answers` first in, first out, to whatever is asked; `asked` notes the methods."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.url = ""
        self.app = web.Application()
        self.app.router.add_route("*", "/{tail:.*}", self._answer)
        self._answers: deque[web.Response] = deque()

    def says(self, status: int, body: bytes, **headers: str) -> None:
        self._answers.append(web.Response(status=status, body=body, headers=headers))

    def returns(self, result: Any) -> None:
        self.says(200, json.dumps({"ok": True, "result": result}).encode())

    def refuses(self, status: int, description: str, **parameters: int) -> None:
        answer: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
        if parameters:
            answer["parameters"] = parameters
        self.says(status, json.dumps(answer).encode())

    async def _answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path.rpartition("/")[2])
        return self._answers.popleft()
