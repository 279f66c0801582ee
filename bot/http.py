"""HTTP in both directions: the session that calls share, and bodies up to their limit."""

from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from starlette.requests import ClientDisconnect, Request

LARGEST_BODY = 2 * 1024 * 1024  # bytes; what platforms really send has a few thousand
MOST_CONNECTIONS = 100


def open_session(
    api_url: str, timeout: aiohttp.ClientTimeout | None = None
) -> aiohttp.ClientSession:
    """The session that all calls to one platform share. To be opened in a running loop."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=MOST_CONNECTIONS, ttl_dns_cache=60),
        cookie_jar=aiohttp.DummyCookieJar(),
        proxy=proxy_for(api_url),
        timeout=timeout or aiohttp.ClientTimeout(),
    )


def proxy_for(url: str) -> str | None:
    """The proxy that the operator names in the environment, if any.

    Looked up once: aiohttp's own way reads environment and netrc in a thread for every call.
    """
    parts = urlsplit(url)
    return None if proxy_bypass(parts.hostname or "") else getproxies().get(parts.scheme)


async def limited_body(request: Request) -> bytes | None:
    """A request's body; None where it is too large. One that breaks off is empty."""
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST_BODY:
                return None
    except ClientDisconnect:
        return b""
    return bytes(body)
