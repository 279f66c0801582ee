"""The route that Telegram calls: a body is checked, stored, and only then acknowledged."""

import hmac
from datetime import UTC, datetime

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.telegram.envelope import Intake, received_of

log = structlog.get_logger()

PATH = "/telegram/webhook"
LARGEST_BODY = 2 * 1024 * 1024  # bytes; a real update has a few thousand
_SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name


def webhook_route(installation: str, secret: str, intake: Intake) -> Route:
    """POST /telegram/webhook for the bot whose id is `installation`.

    401 wrong secret, 415 not JSON, 413 too large, 400 no update, 503 not stored: Telegram comes
    again after each of them. 200 once the update is on disk.
    """

    async def receive(request: Request) -> Response:
        given = request.headers.get(_SECRET, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=401)
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return Response(status_code=415)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        try:
            row = received_of(body, installation, datetime.now(UTC))
        except ValueError:
            return Response(status_code=400)
        try:
            await intake.receive([row])
        except Exception as error:  # noqa: BLE001 - whatever it was, nothing may be acknowledged
            log.warning("telegram.not_stored", update=row.event, error=type(error).__name__)
            return Response(status_code=503)
        return JSONResponse({})

    return Route(PATH, receive, methods=["POST"])


async def _body(request: Request) -> bytes | None:
    """The body; None where it is too large. One that breaks off is empty."""
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST_BODY:
                return None
    except ClientDisconnect:
        return b""
    return bytes(body)
