"""What is set up once with Telegram: who the bot is, its commands, its webhook."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from telegram import BotCommand, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from bot.telegram.adapter import TelegramMessenger
from bot.telegram.envelope import ALLOWED_UPDATES
from bot.telegram.transport import Declined, send_failed
from cxmodel.errors import Misconfigured, SendFailed
from interview_flows.tongue import LANGUAGE_NAMES, sentence, told

MOST_CONNECTIONS = 8  # few, so that a chat's updates seldom overtake each other
_FALLBACK = "en"  # shown wherever a person's language has no descriptions of its own

DESCRIPTIONS: Final = {
    "skip": sentence("Skip this question"),
    "back": sentence("Change the answer before"),
    "answers": sentence("List my answers"),
    "add": sentence("Add to my last answer"),
    "pause": sentence("Pause, and go on later"),
    "resume": sentence("Go on where I was"),
    "help": sentence("How this works"),
    "language": sentence("Talk in another language"),
    "stop": sentence("Withdraw from this interview"),
    "mydata": sentence("Get all that is stored about me"),
    "forget": sentence("Erase all that is stored about me"),
    "moment": sentence("Tell what is happening just now"),
    "noreminders": sentence("Send me no reminders"),
}
"""The bot's menu: what each command does. Telegram takes commands in Latin letters only."""


def menu_in(language: str) -> tuple[BotCommand, ...]:
    """The bot's menu in one language."""
    return tuple(BotCommand(name, told(language, what)) for name, what in DESCRIPTIONS.items())


async def learn_username(messenger: TelegramMessenger) -> str:
    """The bot's name, without @. Raises Misconfigured for a refused token, else SendFailed."""
    with _translated():
        me = await messenger.bot.get_me()
    return me.username or ""


async def publish_commands(messenger: TelegramMessenger) -> None:
    """Set the bot's menu in each language where it differs. Raises as `learn_username` does."""
    private = BotCommandScopeAllPrivateChats()  # groups are refused, so they get no menu
    with _translated():
        for language in LANGUAGE_NAMES:
            code, wanted = None if language == _FALLBACK else language, menu_in(language)
            if await messenger.bot.get_my_commands(private, code) != wanted:
                await messenger.bot.set_my_commands(wanted, private, code)


async def set_webhook(
    messenger: TelegramMessenger, url: str, secret: str, max_connections: int = MOST_CONNECTIONS
) -> None:
    """Have updates sent to `url`; those that wait are kept.

    Raises Misconfigured for a refused token or address, else SendFailed.
    """
    with _translated(refused="DESIREPATH_PUBLIC_URL"):
        await messenger.bot.set_webhook(
            url,
            secret_token=secret,
            max_connections=max_connections,
            allowed_updates=ALLOWED_UPDATES,
        )


async def delete_webhook(messenger: TelegramMessenger) -> None:
    """Have updates wait to be polled; none is dropped. Raises as `learn_username` does."""
    with _translated():
        await messenger.bot.delete_webhook()


async def webhook_status(messenger: TelegramMessenger) -> dict[str, Any]:
    """What Telegram says about the webhook, as JSON data. Raises as `learn_username` does."""
    with _translated():
        info = await messenger.bot.get_webhook_info()
    return {
        "url": info.url,
        "pending": info.pending_update_count,
        "max_connections": info.max_connections,
        "last_error": info.last_error_message,
        "last_error_at": info.last_error_date.isoformat() if info.last_error_date else None,
    }


@contextmanager
def _translated(refused: str | None = None) -> Iterator[None]:
    """Errors in our terms; a refused call is blamed on the setting `refused`, if one is named."""
    try:
        yield
    except TelegramError as error:
        failure = send_failed(error)
        if not isinstance(error, Declined):
            raise SendFailed(
                f"Telegram cannot be reached: {failure}; check TELEGRAM_API_URL and the network",
                uncertain=failure.uncertain,
            ) from None
        if failure.unauthorized:
            raise Misconfigured(
                "TELEGRAM_BOT_TOKEN: Telegram does not know this token; "
                "set the one that @BotFather gave, and check TELEGRAM_API_URL"
            ) from None
        if failure.permanent and refused:
            raise Misconfigured(f"{refused}: {failure}") from None
        raise failure from None
