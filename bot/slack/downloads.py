"""Fetching what respondents attached, from Slack.

Source: https://docs.slack.dev/reference/objects/file-object
"""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any
from urllib.parse import urlsplit

from slack_sdk.web.async_client import AsyncWebClient

from bot.download import pieces_at
from bot.slack.calls import translated
from cxmodel.errors import SendFailed

_FILES = ("https", "files.slack.com", None)

Origin = tuple[str, str | None, int | None]
"""Scheme, host and port of an address."""


async def pieces_of(client: AsyncWebClient, token: str, source: str) -> AsyncGenerator[bytes, None]:
    """The file whose id is `source`, piece by piece, over the client's session.

    Raises SendFailed: permanent where the file was deleted, or is kept outside of Slack.
    """
    async with translated():
        file: dict[str, Any] = (await client.files_info(file=source, token=token))["file"]
    address = file.get("url_private_download") or file.get("url_private") or ""
    if not _is_slacks(address, client.base_url):  # nobody else is shown the token
        raise SendFailed("Slack does not hold the file itself", permanent=True)
    session = client.session
    assert session is not None  # noqa: S101 - one that all calls share
    size = 0
    bearer = {"Authorization": f"Bearer {token}"}
    async with aclosing(pieces_at(session, address, bearer)) as pieces:
        async for piece in pieces:
            size += len(piece)
            yield piece
    if size != file.get("size", size):  # a page to sign in at, with status 200
        raise SendFailed("Slack gave something else than the file")


def _is_slacks(address: str, api_url: str) -> bool:
    """Whether an address is at the host of Slack's API, or where Slack keeps files.

    >>> _is_slacks("https://files.slack.com/files-pri/T1-F1/a.png", "https://slack.com/api/")
    True
    >>> _is_slacks("https://files.slack.com.example.org/a.png", "https://slack.com/api/")
    False
    >>> _is_slacks("http://files.slack.com/a.png", "https://slack.com/api/")
    False
    """
    try:
        scheme, host, port = _origin(api_url)
        return _origin(address) in {_FILES, (scheme, host, port), (scheme, f"files.{host}", port)}
    except ValueError:
        return False


def _origin(url: str) -> Origin:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port
