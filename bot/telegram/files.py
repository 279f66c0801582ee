"""Fetching what respondents attached, from Telegram."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

import aiohttp
from telegram import Bot
from telegram.error import TelegramError

from bot.download import pieces_at
from bot.telegram.transport import send_failed
from cxmodel.errors import SendFailed


async def pieces_of(
    bot: Bot, session: aiohttp.ClientSession, files_url: str, source: str
) -> AsyncGenerator[bytes, None]:
    """The file whose id is `source`, piece by piece; `files_url` is where the bot's files are.

    Raises SendFailed: permanent where the file is too large for Telegram, or gone.
    """
    try:
        file = await bot.get_file(source)
    except TelegramError as error:
        raise send_failed(error) from None
    address = file.file_path or ""
    if not address.startswith(files_url):
        raise SendFailed("Telegram named no file to download", permanent=True)
    async with aclosing(pieces_at(session, address)) as pieces:
        async for piece in pieces:
            yield piece
