"""Calls of the Bot API over one kept-alive aiohttp session.

python-telegram-bot brings httpx, whose throughput falls as concurrency grows; aiohttp's holds.
No error and no log line made here names an address, for the address holds the token.
"""

import json
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from cxmodel.errors import SendFailed

CONNECT_SECONDS = 3.0
READ_SECONDS = 4.5  # with the connect below the outbox's own limit
_UNNAMED_WAIT = timedelta(seconds=5)  # for a 429 that names no wait


class NotReached(NetworkError):
    """No connection came about, so nothing has arrived."""


class Unanswered(TimedOut):
    """The request went out and no answer was read: it may have arrived."""


class Declined(TelegramError):
    """Telegram answered, and not with 2xx."""

    def __init__(self, status: int, description: str, retry_after: timedelta | None) -> None:
        super().__init__(f"{status} {description}")
        self.status, self.description, self.retry_after = status, description, retry_after


def _timeout(connect: float, read: float) -> aiohttp.ClientTimeout:
    # `total` holds where an answer comes drop by drop
    return aiohttp.ClientTimeout(total=connect + read, connect=connect, sock_read=read)


LIMITS = _timeout(CONNECT_SECONDS, READ_SECONDS)
FILE_LIMITS = _timeout(CONNECT_SECONDS, 60.0)  # seconds; what is sent beside the queue


class AiohttpRequest(BaseRequest):
    """python-telegram-bot's door to HTTP. The session belongs to whoever opened it."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer where a call names no other time."""
        return READ_SECONDS

    async def initialize(self) -> None:
        """Nothing to do: the session is open."""

    async def shutdown(self) -> None:
        """Nothing to do: the session is not ours."""

    async def do_request(  # noqa: PLR0917 - python-telegram-bot's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Status and body of a 2xx answer. Raises Declined, NotReached or Unanswered."""
        timeout = _timeout(
            _given(connect_timeout, CONNECT_SECONDS), _given(read_timeout, READ_SECONDS)
        )
        return await call(self._session, method, url, timeout, **_payload(request_data))

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as an object with a `result`. Raises Unanswered: a proxy may have spoken."""
        return answer_of(payload)


async def call(
    session: aiohttp.ClientSession,
    method: str,
    url: str,
    limits: aiohttp.ClientTimeout,
    **payload: Any,
) -> tuple[int, bytes]:
    """Status and body of a 2xx answer. Raises Declined, NotReached or Unanswered."""
    try:
        # A redirected POST would become a GET, and its address would go to somebody else
        async with session.request(
            method, url, timeout=limits, allow_redirects=False, **payload
        ) as response:
            body = await response.read()
            status = response.status
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        raise NotReached(f"cannot connect ({type(error).__name__})") from None
    except (aiohttp.InvalidURL, UnicodeError):
        raise NotReached("TELEGRAM_API_URL is no address that can be called") from None
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise Unanswered(f"no answer ({type(error).__name__})") from None
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return status, body
    raise _declined(status, body)


def answer_of(payload: bytes) -> dict[str, Any]:
    """A 2xx answer as an object with a `result`. Raises Unanswered where it is none."""
    try:
        answer = json.loads(payload)
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict) or "result" not in answer:
        raise Unanswered("the answer was not Telegram's")
    return answer


def send_failed(error: TelegramError) -> SendFailed:
    """What went wrong, in the terms of the outbox."""
    if isinstance(error, Declined):
        return _refusal(error)
    return SendFailed(str(error), uncertain=not isinstance(error, NotReached))


def _refusal(error: Declined) -> SendFailed:
    reason = f"Telegram answered {error}"
    match error.status:
        case HTTPStatus.TOO_MANY_REQUESTS:
            return SendFailed(reason, retry_after=error.retry_after or _UNNAMED_WAIT)
        case HTTPStatus.UNAUTHORIZED | HTTPStatus.NOT_FOUND:  # 404: the token has no known form
            return SendFailed(reason, unauthorized=True)
        case HTTPStatus.FORBIDDEN:
            return SendFailed(reason, permanent=True, unreachable=True)
        case status if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return SendFailed(reason, uncertain=True, answered=True)
        case status if status >= HTTPStatus.BAD_REQUEST:
            return SendFailed(reason, permanent=True)
        case _:  # a redirection: a proxy between us and Telegram
            return SendFailed(reason)


def _declined(status: int, body: bytes) -> Declined:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        return Declined(status, "with a page that is not Telegram's", None)
    parameters = answer.get("parameters")
    seconds = parameters.get("retry_after") if isinstance(parameters, dict) else None
    wait = timedelta(seconds=min(seconds, 86_400)) if type(seconds) is int else None
    return Declined(status, str(answer.get("description", ""))[:200], wait)


def _payload(data: RequestData | None) -> dict[str, Any]:
    if data is None:
        return {}
    if not data.contains_files:
        return {"json": data.parameters}
    form = aiohttp.FormData(quote_fields=False)  # else file names arrive percent-encoded
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return {"data": form}


def _given(timeout: Any, default: float) -> float:
    return default if timeout is None or timeout is BaseRequest.DEFAULT_NONE else float(timeout)
