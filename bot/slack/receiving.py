"""What Slack calls: verified by Bolt, stored, and only then acknowledged.

Bolt's `before_authorize` hook runs after the signature was checked and before any call to Slack
or look-up of an installation. It answers by itself, so nothing behind it ever runs.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

import structlog
from slack_bolt.adapter.starlette.async_handler import (
    AsyncSlackRequestHandler,
    to_async_bolt_request,
    to_starlette_response,
)
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.http import limited_body
from bot.inbox import Inbox
from bot.slack.actions import language_of_form
from bot.slack.calls import SILENT
from bot.slack.envelope import Kind, installation_key, is_end, kind_of, received_of
from bot.slack.modals import written
from bot.slack.refusals import Refusals
from cxmodel.records import Received

log = structlog.get_logger()

EVENTS = "/slack/events"
LONGEST_TIMESTAMP = 18  # digits
_MALFORMED = (ValueError, TypeError, AttributeError, LookupError, RecursionError)

Payload = Mapping[str, Any]
Ended = Callable[[str, datetime], Awaitable[None]]
Stored = Callable[[Payload, str], None]
Pointer = Callable[[Payload, str], Awaitable[str]]


class Receiving:
    """The app as Slack sees it. `secret` None: nothing is taken in over HTTP."""

    def __init__(
        self,
        keeping: "Keeping",
        client: AsyncWebClient,
        *,
        secret: str | None = None,
        oauth: AsyncOAuthFlow | None = None,
    ) -> None:
        self._secret, self._oauth = secret, oauth
        self.refusals = Refusals()
        self.app = AsyncApp(
            name="desirepath",
            logger=SILENT,  # its warnings are for those who use more of it
            signing_secret=secret or "",
            client=client,
            before_authorize=keeping,
            authorize=None if oauth is not None else _never_asked,
            oauth_flow=oauth,
        )

    def routes(self) -> list[BaseRoute]:
        """Events, commands and taps at one address; installing at two more."""
        routes: list[BaseRoute] = []
        if self._secret is not None:
            routes.append(Route(EVENTS, self._receive, methods=["POST"]))
        if self._oauth is not None:
            install = AsyncSlackRequestHandler(self.app).handle
            paths = (self._oauth.install_path, self._oauth.redirect_uri_path)
            routes += [Route(path, install, methods=["GET"]) for path in paths]
        return routes

    async def _receive(self, request: Request) -> Response:
        """200 once it is on disk; 401 forged or late, 413 too large, 400 no payload, 503 not kept.

        Slack sends an event again after each of them.
        """
        if not _can_be_checked(request):
            self.refusals.refused()
            return Response(status_code=HTTPStatus.UNAUTHORIZED)
        body = await limited_body(request)
        if body is None:
            return Response(status_code=413)
        try:
            given = to_async_bolt_request(request, body)
        except _MALFORMED:
            return Response(status_code=400)
        answer = await self.app.async_dispatch(given)
        if answer.status == HTTPStatus.UNAUTHORIZED:
            self.refusals.refused()
        elif "ssl_check" not in given.body:  # which nobody signs
            self.refusals.accepted()
        return to_starlette_response(answer)


class Keeping(AsyncMiddleware):
    """Stores what was verified, and answers Slack.

    `ended` forgets an installation that came to its end then, and raises where it cannot;
    `stored` hears of every payload that was stored, with its installation. `pointer` says, to
    whoever typed a command where we do not talk, where we answer.
    """

    def __init__(self, inbox: Inbox, ended: Ended, stored: Stored, pointer: Pointer) -> None:
        self._inbox, self._ended, self._stored = inbox, ended, stored
        self._pointer = pointer

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - Bolt's name
    ) -> BoltResponse:
        """200 once a payload is on disk, 503 where it is not, 400 where it is none."""
        body, context = req.body, req.context
        if body.get("type") == "url_verification":
            await next()  # Bolt answers it
            return resp
        if body.get("type") == "app_rate_limited":  # it keeps events back for the rest of a minute
            minute, team = body.get("minute_rate_limited"), body.get("team_id")
            log.error("slack.events_kept_back", installation=str(team), minute=str(minute))
            return BoltResponse(status=200)
        try:
            installation = installation_key(
                context.enterprise_id, context.team_id, org_wide=bool(context.is_enterprise_install)
            )
            row = received_of(body, installation, datetime.now(UTC))
        except _MALFORMED as error:
            log.warning("slack.malformed", type=str(body.get("type")), error=type(error).__name__)
            return BoltResponse(status=400)
        if not await self._keep(body, installation, row):
            return BoltResponse(status=503)
        if kind_of(body) is Kind.SUBMISSION:
            answer = {
                "response_action": "update",
                "view": written(language_of_form(_metadata(body))),
            }
            return BoltResponse(status=200, body=answer)
        if kind_of(body) is Kind.COMMAND and (words := await self._pointer(body, installation)):
            shown = {"response_type": "ephemeral", "text": words}
            return BoltResponse(status=200, body=shown)
        return BoltResponse(status=200)

    async def _keep(self, payload: Payload, installation: str, row: Received | None) -> bool:
        try:
            if is_end(payload):
                await self._ended(installation, _happened(payload))
            if row is not None:
                await self._inbox.receive([row])
        except Exception as error:  # noqa: BLE001 - whatever it was, nothing may be acknowledged
            log.warning("slack.not_stored", error=type(error).__name__)
            return False
        if row is not None:
            self._stored(payload, installation)
        return True


async def _never_asked() -> AuthorizeResult:
    """Bolt wants to know who may speak for a workspace; our hook has answered before it asks."""
    raise NotImplementedError("what Slack brings is answered before Bolt asks who may speak")


def _can_be_checked(request: Request) -> bool:
    """Whether Bolt can check the signature: it would raise where a number is none, or not ASCII."""
    timestamp = request.headers.get("x-slack-request-timestamp", "0")
    signature = request.headers.get("x-slack-signature", "")
    is_number = timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= LONGEST_TIMESTAMP
    return is_number and signature.isascii()


def _metadata(submission: Payload) -> str | None:
    found = (submission.get("view") or {}).get("private_metadata")
    return found if isinstance(found, str) else None


def _happened(payload: Payload) -> datetime:
    """The end of the second in which an event came about; a repeated one tells of long ago."""
    seconds = payload.get("event_time")
    if type(seconds) is not int:
        return datetime.now(UTC)
    return datetime.fromtimestamp(seconds + 1, UTC)
