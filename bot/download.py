"""A file over HTTP, piece by piece. No error made here names an address: it may hold a token."""

from collections.abc import AsyncGenerator, Mapping
from datetime import timedelta
from http import HTTPStatus

import aiohttp

from cxmodel.errors import SendFailed

PIECE = 65_536  # bytes
_LIMITS = aiohttp.ClientTimeout(total=120, connect=3, sock_read=15)
_LONGEST_WAIT = 86_400  # seconds
_GONE = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


async def pieces_at(
    session: aiohttp.ClientSession, url: str, headers: Mapping[str, str] | None = None
) -> AsyncGenerator[bytes, None]:
    """The bytes at `url`; no redirection is followed, for the token would follow it.

    Raises SendFailed: permanent where there is no such file.
    """
    try:
        async with session.get(
            url, headers=headers, timeout=_LIMITS, allow_redirects=False
        ) as response:
            if response.status != HTTPStatus.OK:
                raise _refusal(response)
            async for piece in response.content.iter_chunked(PIECE):
                yield piece
    except aiohttp.ClientConnectorError as error:
        raise SendFailed(f"cannot connect ({type(error).__name__})") from None
    except (aiohttp.ClientError, TimeoutError, OSError, UnicodeError) as error:
        raise SendFailed(f"the file broke off ({type(error).__name__})") from None


def _refusal(response: aiohttp.ClientResponse) -> SendFailed:
    reason = f"a download was answered {response.status}"
    seconds = response.headers.get("Retry-After", "")
    if seconds.isascii() and seconds.isdigit():
        wait = timedelta(seconds=min(int(seconds[:9]), _LONGEST_WAIT))
        return SendFailed(reason, retry_after=wait)
    return SendFailed(reason, permanent=response.status in _GONE)
