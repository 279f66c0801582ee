import pytest

from bot.telegram.adapter import TelegramMessenger, connected
from bot.telegram.setup import (
    DESCRIPTIONS,
    delete_webhook,
    learn_username,
    publish_commands,
    set_webhook,
    webhook_status,
)
from cxmodel.errors import Misconfigured, SendFailed
from tests.telegram.peer import TOKEN, Peer


async def test_the_bot_is_asked_for_its_name(messenger: TelegramMessenger) -> None:
    assert await learn_username(messenger) == "desire_bot"


async def test_a_refused_token_names_its_setting(messenger: TelegramMessenger, peer: Peer) -> None:
    peer.refuses(401, "Unauthorized")
    with pytest.raises(Misconfigured, match=r"^TELEGRAM_BOT_TOKEN: .* set the one") as raised:
        await learn_username(messenger)
    assert TOKEN not in str(raised.value)


async def test_an_unreachable_telegram_is_no_misconfiguration() -> None:
    async with connected(TOKEN, "http://127.0.0.1:1") as messenger:
        with pytest.raises(SendFailed):
            await learn_username(messenger)


async def test_the_menu_is_set_for_private_chats(messenger: TelegramMessenger, peer: Peer) -> None:
    await publish_commands(messenger)
    method, sent = peer.calls[-1]
    assert method == "setMyCommands"
    assert sent["scope"] == {"type": "all_private_chats"}
    assert {"command": "skip", "description": "Skip this question"} in sent["commands"]


async def test_the_same_menu_is_not_set_again(messenger: TelegramMessenger, peer: Peer) -> None:
    peer.returns([{"command": c, "description": d} for c, d in DESCRIPTIONS["en"].items()])
    await publish_commands(messenger)
    assert [method for method, _ in peer.calls] == ["getMyCommands"]


async def test_a_webhook_is_set_with_its_secret(messenger: TelegramMessenger, peer: Peer) -> None:
    await set_webhook(messenger, "https://example.org/telegram/webhook", "s3cret")
    ((method, sent),) = peer.calls
    assert method == "setWebhook"
    assert sent == {
        "url": "https://example.org/telegram/webhook",
        "secret_token": "s3cret",
        "max_connections": 8,
        "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
    }


async def test_a_refused_address_names_its_setting(
    messenger: TelegramMessenger, peer: Peer
) -> None:
    peer.refuses(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
    with pytest.raises(Misconfigured, match=r"^DESIREPATH_PUBLIC_URL: .*HTTPS"):
        await set_webhook(messenger, "http://localhost/telegram/webhook", "s3cret")


async def test_deleting_the_webhook_drops_no_update(
    messenger: TelegramMessenger, peer: Peer
) -> None:
    await delete_webhook(messenger)
    assert peer.calls == [("deleteWebhook", {})]


async def test_the_webhooks_state_is_told(messenger: TelegramMessenger, peer: Peer) -> None:
    info = {"url": "https://example.org/x", "has_custom_certificate": False}
    error = {"last_error_date": 1_700_000_000, "last_error_message": "503"}
    peer.returns({**info, "pending_update_count": 3, "max_connections": 8, **error})
    assert await webhook_status(messenger) == {
        "url": "https://example.org/x",
        "pending": 3,
        "max_connections": 8,
        "last_error": "503",
        "last_error_at": "2023-11-14T22:13:20+00:00",
    }
