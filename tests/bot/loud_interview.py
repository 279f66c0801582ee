"""A whole interview at the loudest log level, with every trouble on the way; run as a program."""

import asyncio
import logging
import sys
from datetime import timedelta

import aiohttp
import httpx2
import structlog
import telegram

from bot.logs import set_up_logs
from cxmodel.errors import SendFailed
from cxmodel.store import Store
from cxmodel.vault import Vault
from tests.bot.post import PostOffice, until
from tests.bot.town import Town

TOKEN = "123456789:AAHcanaryvCH1vGWJxfSeofSAs0K5PALDsaw"


def interview(store: Store) -> Town:
    town = Town(store)
    jennifer = town.respondent("canary account").starts(town.invites(town.study())).agrees()
    jennifer.says("canary need").taps("The shop").says("canary wish", "my data", "canary later")
    town.receives("canary account", b"canary \xff torn")
    town.works()
    jennifer.says("forget me", "forget me")
    return town


async def trouble(store: Store, town: Town) -> None:
    async with PostOffice(store, town.pigeon) as post:
        post.pigeon.meets(
            "canary chat",
            SendFailed("502"),
            SendFailed("429", retry_after=timedelta(seconds=0.01)),
            SendFailed("400", permanent=True),
        )
        chat = post.queues("canary chat", "canary words")
        await until(lambda: post.states(chat) == ["sent"])


def libraries() -> None:
    """What libraries would say, of their own accord or on our behalf."""
    for library in (aiohttp, httpx2, telegram):
        logging.getLogger(library.__name__).info("POST https://api/bot%s/getMe", TOKEN)
        logging.getLogger(f"{library.__name__}.deep").debug("body: canary words")
    logging.getLogger("sqlalchemy.engine.Engine").info("[canary] INSERT")
    logging.getLogger("some.other.library").info("canary words")
    logging.getLogger("some.other.library").warning("bot%s is slow", TOKEN)
    structlog.get_logger().warning("ours", url=f"https://api/bot{TOKEN}/getMe", row=7)


if __name__ == "__main__":
    set_up_logs("console,debug")
    store = Store.connect(sys.argv[1], Vault("for tests only, at least 32 characters"))
    store.upgrade()
    asyncio.run(trouble(store, interview(store)))
    libraries()
    store.close()
