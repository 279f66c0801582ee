from typing import Any

import pytest

from bot.telegram.adapter import TelegramMessenger, connected
from bot.telegram.setup import (
    delete_webhook,
    learn_username,
    publish_commands,
    set_webhook,
    webhook_status,
)
from cxmodel.errors import Misconfigured, SendFailed
from interview_flows.tongue import LANGUAGE_NAMES
from tests.fakes.telegram import TOKEN, USERNAME, FakeTelegram

ADDRESS = "https://example.org/telegram/webhook"


def called(telegram: FakeTelegram) -> list[tuple[str, dict[str, Any]]]:
    return [(call.method, call.given) for call in telegram.calls]


async def test_the_bot_is_asked_for_its_name(messenger: TelegramMessenger) -> None:
    assert await learn_username(messenger) == USERNAME


async def test_a_refused_token_names_its_setting(telegram: FakeTelegram) -> None:
    wrong = "123456789:AAWrongTokenThatNobodyGave_0123456789"
    async with connected(wrong, telegram.url) as messenger:
        with pytest.raises(Misconfigured, match=r"^TELEGRAM_BOT_TOKEN: .* set the one") as raised:
            await learn_username(messenger)
    assert wrong not in str(raised.value)


async def test_an_unreachable_telegram_is_no_misconfiguration() -> None:
    async with connected(TOKEN, "http://127.0.0.1:1") as messenger:
        with pytest.raises(SendFailed):
            await learn_username(messenger)


async def test_the_menu_is_set_for_private_chats(
    messenger: TelegramMessenger, telegram: FakeTelegram
) -> None:
    await publish_commands(messenger)
    given = telegram.called("setMyCommands")[0].given
    assert given["scope"] == {"type": "all_private_chats"}
    assert {"command": "skip", "description": "Skip this question"} in given["commands"]


async def test_each_language_has_a_menu_and_english_is_the_rest_of_the_worlds(
    messenger: TelegramMessenger, telegram: FakeTelegram
) -> None:
    await publish_commands(messenger)
    menus = [call.given for call in telegram.called("setMyCommands")]
    first = {menu.get("language_code"): menu["commands"][0]["description"] for menu in menus}
    assert list(first) == [None, "de", "es", "fr", "pt", "ar"]
    assert first["de"] == "Diese Frage überspringen"
    assert len(set(first.values())) == len(first)


async def test_the_same_menu_is_not_set_again(
    messenger: TelegramMessenger, telegram: FakeTelegram
) -> None:
    await publish_commands(messenger)
    await publish_commands(messenger)
    assert len(telegram.called("setMyCommands")) == len(LANGUAGE_NAMES)


async def test_a_webhook_is_set_with_its_secret(
    messenger: TelegramMessenger, telegram: FakeTelegram
) -> None:
    await set_webhook(messenger, ADDRESS, "s3cret")
    ((method, given),) = called(telegram)
    assert method == "setWebhook"
    assert given == {
        "url": ADDRESS,
        "secret_token": "s3cret",
        "max_connections": 8,
        "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
    }


async def test_a_refused_address_names_its_setting(messenger: TelegramMessenger) -> None:
    with pytest.raises(Misconfigured, match=r"^DESIREPATH_PUBLIC_URL: .*HTTPS"):
        await set_webhook(messenger, "http://example.org/telegram/webhook", "s3cret")


async def test_deleting_the_webhook_drops_no_update(
    messenger: TelegramMessenger, telegram: FakeTelegram
) -> None:
    await telegram.person().start()
    await set_webhook(messenger, ADDRESS, "s3cret")
    await delete_webhook(messenger)
    status = await webhook_status(messenger)
    assert (status["url"], status["pending"], telegram.world.updates.dropped) == ("", 1, 0)


async def test_the_webhooks_state_is_told(
    messenger: TelegramMessenger, telegram: FakeTelegram
) -> None:
    await set_webhook(messenger, ADDRESS, "s3cret")
    webhook = telegram.world.updates.webhook
    assert webhook is not None
    webhook.last_error, webhook.last_error_at = "Wrong response: 503", 1_700_000_000
    assert await webhook_status(messenger) == {
        "url": ADDRESS,
        "pending": 0,
        "max_connections": 8,
        "last_error": "Wrong response: 503",
        "last_error_at": "2023-11-14T22:13:20+00:00",
    }
