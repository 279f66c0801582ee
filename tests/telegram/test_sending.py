import asyncio
import logging
from datetime import timedelta
from typing import Any

import pytest

from bot.telegram import transport
from bot.telegram.adapter import TelegramMessenger, connected
from bot.telegram.texts import units
from cxmodel.errors import SendFailed
from tests.telegram.peer import TOKEN, Peer

SKIP = [[{"text": "Skip", "data": "abc:7:skip"}]]
PROMPT = {"do": "say", "text": "Need\n\nHow was it?", "quiet": 4, "rows": SKIP}
PLAIN = {"do": "say", "text": "Thank you.", "quiet": 0, "rows": []}
SETTLE = {"do": "settle", "turn": 7, "chosen": "In person"}
MARKUP = {"inline_keyboard": [[{"text": "Skip", "callback_data": "abc:7:skip"}]]}
NO_PREVIEW = {"is_disabled": True}


async def send(messenger: TelegramMessenger, body: dict[str, Any]) -> SendFailed:
    with pytest.raises(SendFailed) as raised:
        await messenger.send("7", body, None)
    assert TOKEN not in repr(raised.value)
    return raised.value


async def test_a_message_goes_out_as_plain_text(messenger: TelegramMessenger, peer: Peer) -> None:
    assert await messenger.send("7", PLAIN, None) == "41"
    assert peer.calls == [
        (
            "sendMessage",
            {"chat_id": 7, "text": "Thank you.", "link_preview_options": NO_PREVIEW},
        )
    ]


async def test_a_prompt_goes_out_with_its_stage_and_buttons(
    messenger: TelegramMessenger, peer: Peer
) -> None:
    await messenger.send("7", PROMPT, None)
    ((_, sent),) = peer.calls
    assert sent["entities"] == [{"type": "italic", "offset": 0, "length": 4}]
    assert sent["reply_markup"] == MARKUP


async def test_after_a_refusal_the_bare_words_go_out(
    messenger: TelegramMessenger, peer: Peer
) -> None:
    await messenger.send("7", {**PROMPT, "plain": True}, None)
    assert peer.calls[0][1].keys() == {"chat_id", "text", "link_preview_options"}


async def test_a_settled_prompt_keeps_its_words_and_shows_the_choice(
    messenger: TelegramMessenger, peer: Peer
) -> None:
    assert await messenger.send("7", SETTLE, "41", PROMPT) == "41"
    ((method, sent),) = peer.calls
    assert method == "editMessageText"
    assert (sent["chat_id"], sent["message_id"]) == (7, 41)
    assert sent["text"] == "Need\n\nHow was it?\n\n✓ In person"
    assert sent["entities"] == [{"type": "italic", "offset": 0, "length": 4}]
    assert "reply_markup" not in sent


@pytest.mark.parametrize("prompt", [None, {**PROMPT, "text": "x" * 4090}])
async def test_where_the_words_are_unknown_or_full_a_button_shows_the_choice(
    messenger: TelegramMessenger, peer: Peer, prompt: dict[str, Any] | None
) -> None:
    await messenger.send("7", SETTLE, "41", prompt)
    ((method, sent),) = peer.calls
    assert method == "editMessageReplyMarkup"
    assert sent["reply_markup"] == {
        "inline_keyboard": [[{"text": "✓ In person", "callback_data": "-"}]]
    }


async def test_a_prompt_answered_in_words_only_loses_its_buttons(
    messenger: TelegramMessenger, peer: Peer
) -> None:
    await messenger.send("7", {**SETTLE, "chosen": None}, "41", PROMPT)
    assert peer.calls == [("editMessageReplyMarkup", {"chat_id": 7, "message_id": 41})]


async def test_a_long_choice_is_settled_within_the_limit(
    messenger: TelegramMessenger, peer: Peer
) -> None:
    await messenger.send("7", {**SETTLE, "chosen": "👍" * 4000}, "41", PROMPT)
    ((method, sent),) = peer.calls
    assert method == "editMessageReplyMarkup"
    assert units(sent["reply_markup"]["inline_keyboard"][0][0]["text"]) <= 64


async def test_a_prompt_of_unknown_message_cannot_be_settled(
    messenger: TelegramMessenger, peer: Peer
) -> None:
    assert await messenger.send("7", SETTLE, None, PROMPT) is None
    assert peer.calls == []


@pytest.mark.parametrize(
    "description",
    [
        "Bad Request: message is not modified: specified new message content …",
        "Bad Request: message to edit not found",
        "Bad Request: message can't be edited",
    ],
)
@pytest.mark.parametrize("prompt", [None, PROMPT])
async def test_what_is_settled_or_gone_is_done(
    messenger: TelegramMessenger, peer: Peer, prompt: dict[str, Any] | None, description: str
) -> None:
    peer.refuses(400, description)
    assert await messenger.send("7", SETTLE, "41", prompt) == "41"


async def test_a_checklist_is_redrawn_where_it_stands(
    messenger: TelegramMessenger, peer: Peer
) -> None:
    assert await messenger.send("7", {**PROMPT, "do": "redraw"}, "41") == "41"
    ((method, sent),) = peer.calls
    assert (method, sent["message_id"], sent["reply_markup"]) == ("editMessageText", 41, MARKUP)


async def test_redrawing_the_same_is_done(messenger: TelegramMessenger, peer: Peer) -> None:
    peer.refuses(400, "Bad Request: message is not modified")
    assert await messenger.send("7", {**PROMPT, "do": "redraw"}, "41") == "41"
    assert len(peer.calls) == 1


@pytest.mark.parametrize("edits", ["40", None])
async def test_a_prompt_that_is_gone_is_drawn_below(
    messenger: TelegramMessenger, peer: Peer, edits: str | None
) -> None:
    if edits:
        peer.refuses(400, "Bad Request: message to edit not found")
    assert await messenger.send("7", {**PROMPT, "do": "redraw"}, edits) == "41"
    assert peer.calls[-1][0] == "sendMessage"


FLAGS = ("permanent", "uncertain", "unreachable", "unauthorized")


@pytest.mark.parametrize(
    ("status", "description", "flags"),
    [
        pytest.param(400, "Bad Request: chat not found", {"permanent"}, id="400 is no retry"),
        pytest.param(401, "Unauthorized", {"unauthorized"}, id="401"),
        pytest.param(403, "bot was blocked by the user", {"permanent", "unreachable"}, id="403"),
        pytest.param(404, "Not Found", {"unauthorized"}, id="404 a token of no known form"),
        pytest.param(413, "Request Entity Too Large", {"permanent"}, id="413"),
        pytest.param(429, "Too Many Requests", set(), id="429"),
        pytest.param(500, "Internal Server Error", {"uncertain"}, id="500"),
        pytest.param(502, "Bad Gateway", {"uncertain"}, id="502"),
    ],
)
async def test_a_refusal_means(
    messenger: TelegramMessenger, peer: Peer, status: int, description: str, flags: set[str]
) -> None:
    peer.refuses(status, description)
    failure = await send(messenger, PLAIN)
    assert {flag for flag in FLAGS if getattr(failure, flag)} == flags
    assert str(status) in str(failure)
    assert len(peer.calls) == 1


async def test_a_redirection_is_not_followed(messenger: TelegramMessenger, peer: Peer) -> None:
    peer.redirects(f"{peer.url}/elsewhere")
    failure = await send(messenger, PLAIN)
    assert not any(getattr(failure, flag) for flag in FLAGS)
    assert [method for method, _ in peer.calls] == ["sendMessage"]


async def test_a_flood_names_its_wait(messenger: TelegramMessenger, peer: Peer) -> None:
    peer.refuses(429, "Too Many Requests: retry after 300", retry_after=300)
    assert (await send(messenger, PLAIN)).retry_after == timedelta(seconds=300)


async def test_a_flood_without_a_wait_waits_all_the_same(
    messenger: TelegramMessenger, peer: Peer
) -> None:
    peer.refuses(429, "Too Many Requests")
    assert (await send(messenger, PLAIN)).retry_after == timedelta(seconds=5)


async def test_a_chat_that_moved_is_permanent(messenger: TelegramMessenger, peer: Peer) -> None:
    peer.refuses(400, "group chat was upgraded to a supergroup chat", migrate_to_chat_id=-1001)
    assert (await send(messenger, PLAIN)).permanent


@pytest.mark.parametrize(
    ("status", "body", "uncertain"),
    [
        pytest.param(200, b"<html>Sign in to the Wi-Fi</html>", True, id="a page instead"),
        pytest.param(200, b'{"ok": false}', True, id="no result"),
        pytest.param(200, b"[" * 100_000, True, id="nested deeply"),
        pytest.param(502, b"<html>nginx</html>", True, id="a page of a proxy"),
        pytest.param(429, b"slow down", False, id="429 without JSON"),
    ],
)
async def test_an_answer_that_is_not_telegrams(
    messenger: TelegramMessenger, peer: Peer, status: int, body: bytes, uncertain: bool
) -> None:
    peer.says(status, body)
    failure = await send(messenger, PLAIN)
    assert (failure.permanent, failure.uncertain) == (False, uncertain)


async def test_a_connection_that_breaks_off_is_uncertain(
    messenger: TelegramMessenger, peer: Peer
) -> None:
    peer.drops()
    failure = await send(messenger, PLAIN)
    assert (failure.permanent, failure.uncertain) == (False, True)


async def test_an_answer_that_does_not_come_is_uncertain(
    messenger: TelegramMessenger, peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "READ_SECONDS", 0.1)
    peer.hangs()
    failure = await send(messenger, PLAIN)
    assert (failure.permanent, failure.uncertain) == (False, True)


@pytest.mark.parametrize("api", ["http://127.0.0.1:1", "http://nowhere.invalid", "http://a..b"])
async def test_where_no_connection_comes_about_nothing_has_arrived(api: str) -> None:
    async with connected(TOKEN, api) as messenger:
        failure = await send(messenger, PLAIN)
    assert (failure.permanent, failure.uncertain) == (False, False)


async def test_a_files_name_arrives_as_it_is(messenger: TelegramMessenger, peer: Peer) -> None:
    await messenger.bot.send_document(7, b"{}", filename="meine Übersicht.json")
    ((method, sent),) = peer.calls
    assert method == "sendDocument"
    assert (sent["chat_id"], sent["document"]) == ("7", "meine Übersicht.json")


async def test_calls_share_one_kept_connection(messenger: TelegramMessenger, peer: Peer) -> None:
    for _ in range(5):
        await messenger.send("7", PLAIN, None)
    assert len(peer.calls) == 5
    assert peer.connections == 1


async def test_a_tap_is_answered_with_a_toast(messenger: TelegramMessenger, peer: Peer) -> None:
    await messenger.acknowledge("4382", "Already answered. " * 30)
    ((method, sent),) = peer.calls
    assert (method, sent["callback_query_id"]) == ("answerCallbackQuery", "4382")
    assert units(sent["text"]) <= 200


async def test_a_tap_is_answered_without_words(messenger: TelegramMessenger, peer: Peer) -> None:
    await messenger.acknowledge("4382", None)
    assert peer.calls == [("answerCallbackQuery", {"callback_query_id": "4382"})]


async def test_a_tap_too_old_to_be_answered_is_no_error(
    messenger: TelegramMessenger, peer: Peer
) -> None:
    peer.refuses(400, "Bad Request: query is too old and response timeout expired")
    peer.drops()
    await messenger.acknowledge("4382", None)
    await messenger.acknowledge("4382", None)
    assert len(peer.calls) == 2


async def test_no_log_line_holds_the_token_or_the_words(
    messenger: TelegramMessenger, peer: Peer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    peer.says(200, b"not JSON")
    peer.drops()
    for _ in range(3):
        try:
            await messenger.send("7", {**PLAIN, "text": "my own words"}, None)
        except SendFailed:
            await asyncio.sleep(0)
    ours = [r.getMessage() for r in caplog.records if r.name != "aiohttp.access"]  # the peer's own
    assert TOKEN not in str(ours)
    assert "my own words" not in str(ours)


@pytest.mark.parametrize(
    ("message", "prompt", "early"),
    [("9", "10", True), ("11", "10", False), (None, "10", False), ("9", None, False)],
)
async def test_a_message_is_early_by_its_number(
    messenger: TelegramMessenger, message: str | None, prompt: str | None, early: bool
) -> None:
    assert messenger.is_early(message, prompt) is early
