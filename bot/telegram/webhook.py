"""The route that Telegram calls: a body is checked, stored, and only then acknowledged."""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.http import LARGEST_BODY
from bot.telegram.envelope import Intake, received_of

log = structlog.get_logger()

PATH = "/telegram/webhook"
_SECRET = b"x-telegram-bot-api-secret-token"
_JSON = b"application/json"
# With a body the answer leaves in two pieces, and a caller that reads only the first hangs up
_NO_CONTENT = [(b"content-length", b"0")]


def webhook_route(installation: str, secret: str, intake: Intake) -> Route:
    """POST /telegram/webhook for the bot whose id is `installation`.

    401 wrong secret, 415 not JSON, 413 too large, 400 no update, 503 not stored: Telegram comes
    again after each of them. 200 once the update is on disk.
    """
    return Route(PATH, _Webhook(installation, secret.encode(), intake), methods=["POST"])


@dataclass(frozen=True, slots=True)
class _Webhook:
    """An ASGI application: Starlette's Request and Response would cost more than the check."""

    installation: str
    secret: bytes
    intake: Intake

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        status = await self._status(scope, receive)
        await send({"type": "http.response.start", "status": status, "headers": _NO_CONTENT})
        await send({"type": "http.response.body"})

    async def _status(self, scope: Scope, receive: Receive) -> int:
        headers = dict(scope["headers"])
        if not hmac.compare_digest(headers.get(_SECRET, b""), self.secret):
            return 401
        if headers.get(b"content-type", b"").partition(b";")[0].strip() != _JSON:
            return 415
        body = await _body(receive)
        if body is None:
            return 413
        try:
            row = received_of(body, self.installation, datetime.now(UTC))
        except ValueError:
            return 400
        try:
            await self.intake.receive([row])
        except Exception as error:  # noqa: BLE001 - whatever it was, nothing may be acknowledged
            log.warning("telegram.not_stored", update=row.event, error=type(error).__name__)
            return 503
        return 200


async def _body(receive: Receive) -> bytes | None:
    """The body; None where it is too large. One that breaks off is empty."""
    body = b""
    while len(body) <= LARGEST_BODY:
        message = await receive()
        if message["type"] == "http.disconnect":
            return b""
        body += message.get("body", b"")
        if not message.get("more_body", False):
            return body if len(body) <= LARGEST_BODY else None
    return None
