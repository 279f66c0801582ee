"""What Slack knows of somebody's account that helps to talk to them."""

import asyncio

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.calls import CALL_SECONDS, translated
from cxmodel.errors import SendFailed

log = structlog.get_logger()


async def zone_and_language(client: AsyncWebClient, user: str) -> tuple[str, str]:
    """Their time zone, such as Europe/Berlin, and their language, such as de-DE.

    Empty where Slack does not say, or does not answer: all goes on without, and it is not asked
    again.
    """
    try:
        async with translated(), asyncio.timeout(CALL_SECONDS):
            found = await client.users_info(user=user, include_locale=True)
    except SendFailed as error:
        log.info("slack.account_not_known", reason=str(error))
        return "", ""
    account = found["user"]
    return account.get("tz") or "", account.get("locale") or ""
