"""`desirepath run` and `desirepath telegram`: serve, and arrange things with Telegram."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

if TYPE_CHECKING:
    from bot.telegram.adapter import TelegramMessenger

telegram_app = typer.Typer(no_args_is_help=True, help="Telegram: webhook set, delete, status.")
webhook_app = typer.Typer(no_args_is_help=True, help="The webhook: set, delete, status.")
telegram_app.add_typer(webhook_app, name="webhook")

Result = TypeVar("Result")


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command("run")(run)
    app.add_typer(telegram_app, name="telegram")


def run(
    host: Annotated[str | None, typer.Option(help="Address to listen at.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen at.")] = None,
) -> None:
    """Serve the messengers and the researcher's pages until Ctrl-C."""
    from bot.serving import serve
    from bot.settings import read_settings

    serve(read_settings(), host, port)


def _with_telegram(work: "Callable[[TelegramMessenger], Awaitable[Result]]") -> Result:
    import asyncio

    from bot.settings import read_settings
    from bot.telegram.adapter import connected
    from cxmodel.errors import Misconfigured

    settings = read_settings()
    if settings.telegram_token is None:
        raise Misconfigured("TELEGRAM_BOT_TOKEN: set it to the token that @BotFather gave you")
    token = settings.telegram_token.get_secret_value()

    async def with_session() -> Result:
        async with connected(token, settings.telegram_api) as messenger:
            return await work(messenger)

    return asyncio.run(with_session())


@webhook_app.command("set")
def set_() -> None:
    """Have Telegram send updates to DESIREPATH_PUBLIC_URL; those that wait are kept."""
    from bot.settings import read_settings
    from bot.telegram.setup import set_webhook
    from bot.telegram.webhook import PATH
    from cxmodel.errors import Misconfigured

    settings = read_settings()
    if settings.public_url is None or not settings.public_url.startswith("https://"):
        raise Misconfigured("DESIREPATH_PUBLIC_URL: set it to the https:// address of this server")
    if settings.telegram_webhook_secret is None:
        raise Misconfigured("TELEGRAM_WEBHOOK_SECRET: set it to a long random word")
    url, secret = (
        f"{settings.public_url}{PATH}",
        settings.telegram_webhook_secret.get_secret_value(),
    )
    _with_telegram(lambda messenger: set_webhook(messenger, url, secret))
    print(f"Telegram sends updates to {url}")


@webhook_app.command("delete")
def delete() -> None:
    """Go back to polling; updates that wait are kept."""
    from bot.telegram.setup import delete_webhook

    _with_telegram(delete_webhook)
    print("No webhook is set; `desirepath run` polls where TELEGRAM_WEBHOOK_SECRET is not set")


@webhook_app.command("status")
def status() -> None:
    """Print what Telegram says of the webhook, as JSON."""
    import json

    from bot.telegram.setup import webhook_status

    print(json.dumps(_with_telegram(webhook_status), ensure_ascii=False, indent=1))
