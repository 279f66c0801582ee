from typing import Any

import aiohttp
import pytest

from tests.fakes.asking import Ask, keyboard, keys
from tests.fakes.telegram import FakePerson, FakeTelegram

REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("sendMessage", {"txt": "hi"}, "unknown parameter txt"),
    ("sendMessage", {}, "parameter text is required"),
    ("sendMessage", {"text": 5}, "text must be of type String"),
    ("sendMessage", {"text": "hi", "disable_notification": "yes"}, "must be of type Boolean"),
    ("sendMessage", {"text": "hi", "message_thread_id": True}, "must be of type Integer"),
    ("sendMessage", {"text": ""}, "message text is empty"),
    ("sendMessage", {"text": " \n"}, "message text is empty"),
    ("sendMessage", {"text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
    ("sendMessage", {"text": "x" * 4097}, "message is too long"),
    ("sendMessage", {"text": "😀" * 2049}, "message is too long"),
    ("sendMessage", {"text": "hi", "parse_mode": "LaTeX"}, "unsupported parse_mode"),
    ("sendMessage", {"text": "a <b>c", "parse_mode": "HTML"}, "end tag corresponding to start"),
    ("sendMessage", {"text": "<b>x</i>", "parse_mode": "HTML"}, "Unmatched end tag at byte offset"),
    ("sendMessage", {"text": "x</b>", "parse_mode": "HTML"}, "Unexpected end tag at byte offset 1"),
    ("sendMessage", {"text": "1 <3 2>", "parse_mode": "HTML"}, 'Unsupported start tag "3"'),
    ("sendMessage", {"text": "a < b", "parse_mode": "HTML"}, "Unclosed start tag"),
    (
        "sendMessage",
        {"text": "*x", "parse_mode": "MarkdownV2"},
        "end of Bold entity at byte offset",
    ),
    ("sendMessage", {"text": "_*x_*", "parse_mode": "MarkdownV2"}, "Can't find end of"),
    ("sendMessage", {"text": "1. x", "parse_mode": "MarkdownV2"}, "Character '.' is reserved"),
    ("sendMessage", {"text": "`x", "parse_mode": "MarkdownV2"}, "end of Code entity"),
    (
        "sendMessage",
        {"text": "a_b", "parse_mode": "Markdown"},
        "end of the entity starting at byte",
    ),
    (
        "sendMessage",
        {"text": "hi", "entities": [{"type": "bold", "offset": 0, "length": 3}]},
        "ENTITY_BOUNDS_INVALID",
    ),
    (
        "sendMessage",
        {"text": "😀", "entities": [{"type": "bold", "offset": 0, "length": 1}]},
        "ENTITY_BOUNDS_INVALID",
    ),
    ("sendMessage", {"text": "hi", "entities": [{"type": "bold"}]}, "field offset"),
    ("sendMessage", {"text": "hi", "reply_markup": keyboard("")}, "text must be non-empty"),
    ("sendMessage", {"text": "hi", "reply_markup": keys(" ")}, "button text must be non-empty"),
    ("sendMessage", {"text": "hi", "reply_markup": keys()}, "KEYBOARD_EMPTY"),
    ("sendMessage", {"text": "hi", "reply_markup": keys(*["x"] * 13)}, "markup is too long"),
    ("sendMessage", {"text": "hi", "reply_markup": {"keyboard": [["Skip"]]}}, "unknown field"),
    (
        "sendMessage",
        {"text": "hi", "reply_markup": keys("Skip", input_field_placeholder="x" * 65)},
        "placeholder must have 1-64",
    ),
    ("sendMessage", {"text": "hi", "reply_markup": {"remove_keyboard": False}}, "must be True"),
    ("sendMessage", {"text": "hi", "reply_markup": keyboard("a", data="x" * 64)}, "BUTTON_DATA"),
    ("sendMessage", {"text": "hi", "reply_markup": keyboard("a", data="é" * 32)}, "BUTTON_DATA"),
    ("sendMessage", {"text": "hi", "reply_markup": keyboard(*["a"] * 101)}, "too long"),
    (
        "sendMessage",
        {"text": "hi", "reply_markup": {"inline_keyboard": [[{"text": "a"}]]}},
        "can't parse inline keyboard button",
    ),
    (
        "sendMessage",
        {"text": "hi", "reply_markup": {"inline_keyboard": [{"text": "a"}]}},
        "must be an Array",
    ),
    ("sendMessage", {"text": "hi", "reply_markup": {"inline": []}}, "unknown field inline"),
    (
        "sendMessage",
        {"text": "hi", "reply_parameters": {"message_id": 1}},
        "message to be replied not found",
    ),
    ("sendMessage", {"text": "hi", "chat_id": 77}, "chat not found"),
    ("editMessageText", {"text": "hi", "message_id": 9}, "message to edit not found"),
    ("editMessageText", {"text": "hi"}, "message identifier is not specified"),
    ("answerCallbackQuery", {"chat_id": None}, "unknown parameter chat_id"),
    ("sendChatAction", {"action": "dancing"}, "wrong parameter action"),
    ("leaveChat", {}, "private chats"),
]


@pytest.mark.parametrize(
    ("method", "given", "reason"), REFUSED, ids=[f"{m}-{reason}" for m, _, reason in REFUSED]
)
async def test_a_bad_call_is_refused(  # noqa: PLR0917 - fixtures and a table
    telegram: FakeTelegram,
    jennifer: FakePerson,
    ask: Ask,
    method: str,
    given: dict[str, Any],
    reason: str,
) -> None:
    answer = await ask(method, **{"chat_id": jennifer.id, **given})
    assert answer["error_code"] == 400
    assert answer["description"].startswith("Bad Request: ")
    assert reason in answer["description"]
    assert [call.description for call in telegram.refused] == [answer["description"]]


@pytest.mark.parametrize(
    ("method", "given", "reason"),
    [
        ("setWebhook", {"url": "http://example.org/hook"}, "An HTTPS URL must be provided"),
        ("setWebhook", {"url": "https://x.org", "secret_token": "a b"}, "unallowed characters"),
        ("setWebhook", {"url": "https://x.org", "max_connections": 0}, "max_connections"),
        ("getUpdates", {"limit": 101}, "limit"),
        ("getUpdates", {"allowed_updates": "message"}, "must be an Array"),
        ("setMyCommands", {"commands": []}, "BOT_COMMANDS_TOO_MUCH"),
        ("setMyCommands", {"commands": [{"command": "Skip", "description": "d"}]}, "INVALID"),
        ("setMyCommands", {"commands": [{"command": "skip", "description": ""}]}, "DESCRIPTION"),
        (
            "setMyCommands",
            {"commands": [{"command": "a", "description": "b"}], "language_code": "english"},
            "language code",
        ),
        (
            "setMyCommands",
            {"commands": [{"command": "a", "description": "b"}], "scope": {"type": "moon"}},
            "unknown type moon",
        ),
        ("setMyDescription", {"description": "x" * 513}, "too long"),
        ("setMyShortDescription", {"short_description": "x" * 121}, "too long"),
        ("getFile", {"file_id": "nope"}, "wrong file_id"),
        ("answerCallbackQuery", {"callback_query_id": "1"}, "query is too old"),
    ],
)
async def test_a_bad_setting_is_refused(
    ask: Ask, method: str, given: dict[str, Any], reason: str
) -> None:
    answer = await ask(method, **given)
    assert answer["error_code"] == 400
    assert reason in answer["description"]


async def test_a_wrong_token_and_an_unknown_method_are_refused(
    telegram: FakeTelegram, session: aiohttp.ClientSession, ask: Ask
) -> None:
    async with session.get(f"{telegram.url}/bot1:wrong/getMe") as response:
        assert (response.status, (await response.json())["description"]) == (401, "Unauthorized")
    assert (await ask("sendPigeon"))["error_code"] == 404
    assert (await ask("GETME"))["result"]["username"] == "desirepath_test_bot"
