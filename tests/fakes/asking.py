"""What the tests of the fake share: calls, a keyboard, a webhook."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

Ask = Callable[..., Awaitable[dict[str, Any]]]


def keyboard(*labels: str, data: str = "d") -> dict[str, Any]:
    buttons = [{"text": label, "callback_data": f"{data}{n}"} for n, label in enumerate(labels)]
    return {"inline_keyboard": [[button] for button in buttons]}


def keys(*labels: str, **more: Any) -> dict[str, Any]:
    return {"keyboard": [[{"text": label} for label in labels]], **more}


class Hook:
    """A webhook that answers as it is told."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.received: list[tuple[dict[str, Any], str | None]] = []
        self.address = ""

    async def answer(self, request: web.Request) -> web.Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.received.append((await request.json(), secret))
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)
