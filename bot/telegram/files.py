"""Fetching what respondents attached. Nothing fetched is ever opened."""

import asyncio
import hashlib
import os
import tempfile
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import aiohttp
from telegram.error import TelegramError

from bot.telegram.adapter import TelegramMessenger
from bot.telegram.transport import CONNECT_SECONDS, NotReached, Unanswered, send_failed
from cxmodel.errors import SendFailed

LARGEST_FILE = 20 * 1024 * 1024  # bytes; what Telegram lets a bot download
_TIMEOUT = aiohttp.ClientTimeout(total=120, connect=CONNECT_SECONDS, sock_read=15)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that was kept, under its digest as name."""

    sha256: str
    size: int  # bytes


async def fetch(messenger: TelegramMessenger, source: str, folder: Path) -> Fetched:
    """Download the file `source` into `folder`, named by its SHA-256.

    Raises SendFailed: permanent where the file is too large, gone, or not to be had.
    """
    try:
        file = await messenger.bot.get_file(source)
        address = file.file_path or ""
        if not address.startswith(messenger.files_url):
            raise SendFailed("Telegram named no file to download", permanent=True)
        content = await _downloaded(messenger.session, address)
    except TelegramError as error:
        raise send_failed(error) from None
    return await asyncio.to_thread(_kept, content, folder)


async def _downloaded(session: aiohttp.ClientSession, address: str) -> bytes:
    content = bytearray()
    try:
        async with session.get(address, timeout=_TIMEOUT, allow_redirects=False) as response:
            if response.status != HTTPStatus.OK:
                gone = HTTPStatus.BAD_REQUEST <= response.status < HTTPStatus.INTERNAL_SERVER_ERROR
                raise SendFailed(f"a download was answered {response.status}", permanent=gone)
            async for chunk in response.content.iter_chunked(65_536):
                content += chunk
                if len(content) > LARGEST_FILE:
                    raise SendFailed("the file is larger than 20 MB", permanent=True)
    except aiohttp.ClientConnectorError as error:
        raise NotReached(type(error).__name__) from None
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise Unanswered(type(error).__name__) from None
    return bytes(content)


def _kept(content: bytes, folder: Path) -> Fetched:
    """Whole or not at all: written beside, made durable, then renamed."""
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(content).hexdigest()
    handle, draft = tempfile.mkstemp(prefix=".fetching-", dir=folder)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(draft).replace(folder / digest)
    except OSError:
        Path(draft).unlink(missing_ok=True)
        raise
    return Fetched(digest, len(content))
