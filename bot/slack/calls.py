"""Calls of Slack's Web API over one kept-alive session, and what their failures mean.

No error and no log line made here holds a token: Slack's answers name errors by words.
"""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot import http
from cxmodel.errors import SendFailed

CALL_SECONDS = 7.0  # for one call; below the outbox's own limit
_UNNAMED_WAIT = timedelta(seconds=5)  # for a 429 that names no wait
_LONGEST_WAIT = 86_400  # seconds

LIMITS = aiohttp.ClientTimeout(total=120, connect=3, sock_read=20)  # a file takes its time

# At WARNING, not NOTSET: the libraries format what they handle for debugging by their own level.
QUIET = logging.getLogger("slack_sdk.desirepath")
QUIET.setLevel(logging.WARNING)
SILENT = logging.getLogger("slack_bolt.desirepath")
SILENT.setLevel(logging.ERROR)

_REFUSED_TOKEN: Final = frozenset({
    "account_inactive",
    "invalid_auth",
    "not_allowed_token_type",
    "not_authed",
    "org_login_required",
    "team_access_not_granted",
    "token_expired",
    "token_revoked",
})  # fmt: skip
"""Errors that every call for this installation would meet."""

_NOT_ALLOWED: Final = frozenset({
    "access_denied",
    "messages_tab_disabled",
    "missing_scope",
    "no_permission",
})  # fmt: skip
"""Errors that every call of the same method would meet."""

_NEEDED: Final = frozenset({"apps.connections.open", "auth.test", "chat.postMessage"})
"""Methods without which nothing goes."""

_UNREACHABLE: Final = frozenset({
    "cannot_dm_bot",
    "channel_is_archived",
    "channel_not_found",
    "is_archived",
    "not_in_channel",
    "user_disabled",
    "user_not_found",
    "user_not_visible",
    "users_not_found",
})  # fmt: skip
"""Errors that say, of a call that reaches one person: they cannot be written to any more."""

_TO_ONE_PERSON: Final = frozenset({
    "chat.postEphemeral",
    "chat.postMessage",
    "chat.update",
    "conversations.open",
    "views.publish",
})  # fmt: skip

_PASSING: Final = frozenset({
    "fatal_error",
    "internal_error",
    "request_timeout",
    "service_unavailable",
    "team_added_to_org",
})  # fmt: skip
"""Errors of Slack's own: it may have done what it was asked."""


def open_session(api_url: str) -> aiohttp.ClientSession:
    """The session that all calls of one process share. To be opened in a running loop."""
    return http.open_session(api_url, LIMITS)


def new_client(
    api_url: str, session: aiohttp.ClientSession | None = None, token: str | None = None
) -> AsyncWebClient:
    """A client that neither retries by itself nor opens a session for each call."""
    client = AsyncWebClient(
        token,
        base_url=api_url,
        session=session,
        logger=QUIET,
        retry_handlers=[],  # what may have arrived is the outbox's to send again
    )
    client.proxy = None  # its own look-up knows no exceptions; the session has the right one
    return client


@asynccontextmanager
async def translated() -> AsyncIterator[None]:
    """Raises SendFailed for whatever a call can fail with."""
    try:
        yield
    except (SlackClientError, aiohttp.ClientError, TimeoutError, OSError, UnicodeError) as error:
        raise send_failed(error) from None


def send_failed(error: Exception) -> SendFailed:
    """What went wrong, in the terms of the outbox."""
    if isinstance(error, SlackApiError):
        return _refusal(error)
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return SendFailed(f"cannot connect ({type(error).__name__})")
    if isinstance(error, aiohttp.InvalidURL | UnicodeError):
        return SendFailed("SLACK_API_URL is no address that can be called")
    return SendFailed(f"no answer ({type(error).__name__})", uncertain=True)


def error_of(error: SlackApiError) -> str:
    """The name that Slack gives to what went wrong; empty where it was not Slack that answered."""
    data = getattr(error.response, "data", None)
    return str(data.get("error", "")) if isinstance(data, dict) else ""


def _refusal(error: SlackApiError) -> SendFailed:
    code, response = error_of(error), error.response
    method = str(getattr(response, "api_url", "")).rpartition("/")[2]
    status = int(getattr(response, "status_code", None) or getattr(response, "status", 0) or 0)
    reason = f"Slack answered {code or status}"
    if status == HTTPStatus.TOO_MANY_REQUESTS or code == "ratelimited":
        return SendFailed(reason, retry_after=_wait(response))
    if code in _REFUSED_TOKEN or (code in _NOT_ALLOWED and method in _NEEDED):
        return SendFailed(reason, unauthorized=True)
    if code in _UNREACHABLE and method in _TO_ONE_PERSON:
        return SendFailed(reason, permanent=True, unreachable=True)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or code in _PASSING:
        return SendFailed(reason, uncertain=True, answered=True)
    if code:
        return SendFailed(reason, permanent=True)
    # A page that is not Slack's: a proxy between us and it
    return SendFailed(reason, uncertain=status == HTTPStatus.OK)


def _wait(response: Any) -> timedelta:
    seconds = str(response.headers.get("Retry-After", ""))
    if not (seconds.isascii() and seconds.isdigit()):
        return _UNNAMED_WAIT
    return timedelta(seconds=min(int(seconds[:9]), _LONGEST_WAIT))
