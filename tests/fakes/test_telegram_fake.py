import asyncio
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from telegram import CallbackQuery, Message, Update

from tests.fakes.make_telegram_methods import CUT, SPEC, cut
from tests.fakes.telegram import FakePerson, FakeTelegram

Ask = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as fake:
        yield fake


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
def ask(telegram: FakeTelegram, session: aiohttp.ClientSession) -> Ask:
    async def called(method: str, **given: Any) -> dict[str, Any]:
        address = f"{telegram.url}/bot{telegram.token}/{method}"
        async with session.post(address, json=given) as response:
            answer: dict[str, Any] = await response.json()
            assert answer["ok"] is (response.status == 200)
            assert answer.get("error_code", 200) == response.status
        return answer

    return called


@pytest.fixture
async def jennifer(telegram: FakeTelegram) -> FakePerson:
    person = telegram.person()
    await person.start()
    return person


def keyboard(*labels: str, data: str = "d") -> dict[str, Any]:
    buttons = [{"text": label, "callback_data": f"{data}{n}"} for n, label in enumerate(labels)]
    return {"inline_keyboard": [[button] for button in buttons]}


def test_the_cut_of_the_specification_is_current() -> None:
    if not SPEC.exists():
        pytest.skip("the full specification is not here")
    assert json.loads(CUT.read_text()) == cut(json.loads(SPEC.read_text()))


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


async def test_exactly_4096_units_go_through(jennifer: FakePerson, ask: Ask) -> None:
    assert (await ask("sendMessage", chat_id=jennifer.id, text="😀" * 2048))["ok"]
    assert (await ask("sendMessage", chat_id=jennifer.id, text="&amp;" * 4096, parse_mode="HTML"))[
        "ok"
    ]


@pytest.mark.parametrize(
    ("text", "mode", "plain", "kinds"),
    [
        ("<b>a <i>b</i></b> &lt;c&gt;", "HTML", "a b <c>", ["bold", "italic"]),
        ('<a href="https://x.org">x</a> 2 > 1', "HTML", "x 2 > 1", ["text_link"]),
        (r"*a* __b__ ~c~ ||d|| `e` 1\.", "MarkdownV2", "a b c d e 1.",
         ["bold", "underline", "strikethrough", "spoiler", "code"]),
        ("[x](https://x.org) ```\ny```", "MarkdownV2", "x \ny", ["text_link", "pre"]),
        ("*a* b", "Markdown", "a b", ["bold"]),
        ("*a <b> _", None, "*a <b> _", []),
    ],
)  # fmt: skip
async def test_formatting_is_parsed(  # noqa: PLR0917 - fixtures and a table
    jennifer: FakePerson, ask: Ask, text: str, mode: str | None, plain: str, kinds: list[str]
) -> None:
    given = {"parse_mode": mode} if mode else {}
    message = (await ask("sendMessage", chat_id=jennifer.id, text=text, **given))["result"]
    assert message["text"] == plain
    assert [entity["type"] for entity in message.get("entities", [])] == kinds


async def test_a_form_is_read_like_json(
    telegram: FakeTelegram, jennifer: FakePerson, session: aiohttp.ClientSession
) -> None:
    form = {
        "chat_id": str(jennifer.id),
        "text": "5",
        "disable_notification": "True",
        "reply_markup": json.dumps(keyboard("Yes")),
    }
    address = f"{telegram.url}/bot{telegram.token}/sendMessage"
    async with session.post(address, data=form) as response:
        assert response.status == 200
    assert jennifer.last.labels == ("Yes",)
    async with session.post(address, data=form | {"reply_markup": "{"}) as response:
        assert response.status == 400


async def test_a_document_is_uploaded_and_fetched_again(
    telegram: FakeTelegram, jennifer: FakePerson, session: aiohttp.ClientSession, ask: Ask
) -> None:
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("chat_id", str(jennifer.id))
    form.add_field("document", "attach://file0")
    form.add_field("file0", b"{}", filename="my data.json", content_type="application/json")
    address = f"{telegram.url}/bot{telegram.token}/sendDocument"
    async with session.post(address, data=form) as response:
        document = (await response.json())["result"]["document"]
    assert document["file_name"] == "my data.json"
    path = (await ask("getFile", file_id=document["file_id"]))["result"]["file_path"]
    async with session.get(f"{telegram.url}/file/bot{telegram.token}/{path}") as response:
        assert await response.read() == b"{}"
    async with session.get(f"{telegram.url}/file/bot{telegram.token}/../x") as response:
        assert response.status == 404


async def test_an_edit_must_change_something(jennifer: FakePerson, ask: Ask) -> None:
    await ask("sendMessage", chat_id=jennifer.id, text="a", reply_markup=keyboard("Yes"))
    where = {"chat_id": jennifer.id, "message_id": jennifer.last.id}
    same = await ask("editMessageText", **where, text="a", reply_markup=keyboard("Yes"))
    assert "message is not modified" in same["description"]
    assert (await ask("editMessageText", **where, text="b"))["ok"]
    assert (jennifer.last.text, jennifer.last.labels, jennifer.last.edited) == ("b", (), True)
    same = await ask("editMessageReplyMarkup", **where)
    assert "message is not modified" in same["description"]
    assert (await ask("editMessageReplyMarkup", **where, reply_markup=keyboard("No")))["ok"]
    assert jennifer.last.labels == ("No",)


async def test_a_persons_own_message_cannot_be_edited_by_the_bot(
    jennifer: FakePerson, ask: Ask
) -> None:
    mine = jennifer.screen[-1].id
    answer = await ask("editMessageText", chat_id=jennifer.id, message_id=mine, text="x")
    assert "message can't be edited" in answer["description"]


async def test_a_tap_is_answered_once(jennifer: FakePerson, ask: Ask) -> None:
    await ask("sendMessage", chat_id=jennifer.id, text="Well?", reply_markup=keyboard("Yes", "No"))
    tapped = await jennifer.taps("yes")
    query = tapped.update["callback_query"]
    assert (query["data"], query["message"]["text"]) == ("d0", "Well?")
    assert (await ask("answerCallbackQuery", callback_query_id=query["id"], text="Noted"))["ok"]
    assert await tapped.answered() == "Noted"
    again = await ask("answerCallbackQuery", callback_query_id=query["id"])
    assert "query is too old" in again["description"]


async def test_a_long_toast_is_refused(jennifer: FakePerson, ask: Ask) -> None:
    await ask("sendMessage", chat_id=jennifer.id, text="Well?", reply_markup=keyboard("Yes"))
    tapped = await jennifer.taps("Yes")
    answer = await ask("answerCallbackQuery", callback_query_id=tapped.tap.id, text="x" * 201)
    assert answer["error_code"] == 400


async def test_an_old_button_can_be_tapped_from_an_earlier_look(
    jennifer: FakePerson, ask: Ask
) -> None:
    await ask("sendMessage", chat_id=jennifer.id, text="Well?", reply_markup=keyboard("Yes"))
    seen = jennifer.last
    await ask("editMessageText", chat_id=jennifer.id, message_id=seen.id, text="Well? Yes")
    with pytest.raises(AssertionError, match="no button"):
        await jennifer.taps("Yes")
    assert (await jennifer.taps("Yes", on=seen)).update["callback_query"]["data"] == "d0"


async def test_nobody_is_written_to_who_did_not_start_or_who_blocked(
    telegram: FakeTelegram, ask: Ask
) -> None:
    person = telegram.person()
    answer = await ask("sendMessage", chat_id=person.id, text="hi")
    assert answer["description"] == "Forbidden: bot can't initiate conversation with a user"
    await person.start()
    await person.blocks()
    answer = await ask("sendMessage", chat_id=person.id, text="hi")
    assert answer["description"] == "Forbidden: bot was blocked by the user"
    await person.unblocks()
    assert (await ask("sendMessage", chat_id=person.id, text="hi"))["ok"]


async def test_updates_come_until_they_are_confirmed(
    telegram: FakeTelegram, jennifer: FakePerson, ask: Ask
) -> None:
    said = await jennifer.says("hello")
    first = (await ask("getUpdates"))["result"]
    assert [u["message"]["text"] for u in first] == ["/start", "hello"]
    assert (await ask("getUpdates"))["result"] == first
    assert (await ask("getUpdates", offset=said["update_id"]))["result"] == first[1:]
    assert (await ask("getUpdates", offset=said["update_id"] + 1))["result"] == []
    await telegram.confirmed(said)


async def test_a_long_poll_ends_with_the_first_update(jennifer: FakePerson, ask: Ask) -> None:
    confirmed = (await ask("getUpdates"))["result"][-1]["update_id"] + 1
    polling = asyncio.ensure_future(ask("getUpdates", offset=confirmed, timeout=20))
    await asyncio.sleep(0.05)
    assert not polling.done()
    await jennifer.says("hello")
    assert (await polling)["result"][0]["message"]["text"] == "hello"


async def test_two_pollers_conflict(ask: Ask) -> None:
    first = asyncio.ensure_future(ask("getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    second = asyncio.ensure_future(ask("getUpdates", timeout=1))
    assert (await first)["description"].startswith("Conflict: terminated by other getUpdates")
    assert (await second)["ok"]


async def test_a_poller_that_died_conflicts_with_nobody(telegram: FakeTelegram, ask: Ask) -> None:
    async with aiohttp.ClientSession() as dying:
        address = f"{telegram.url}/bot{telegram.token}/getUpdates"
        polling = asyncio.create_task(dying.post(address, json={"timeout": 20}).__aenter__())
        await asyncio.sleep(0.05)
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
    await asyncio.sleep(0.05)
    assert (await ask("getUpdates"))["ok"]
    assert telegram.refused == []


async def test_only_the_wanted_kinds_of_updates_come(jennifer: FakePerson, ask: Ask) -> None:
    await ask("getUpdates", allowed_updates=["callback_query"])
    await jennifer.says("not wanted")
    assert [list(u) for u in (await ask("getUpdates"))["result"]] == [["update_id", "message"]]


class Hook:
    """A webhook that answers as it is told."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.received: list[tuple[dict[str, Any], str | None]] = []
        self.address = ""

    async def answer(self, request: web.Request) -> web.Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.received.append((await request.json(), secret))
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    serving, app = Hook(), web.Application()
    app.router.add_post("/hook", serving.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    serving.address = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield serving
    await runner.cleanup()


async def test_a_webhook_is_posted_to_until_it_accepts(
    telegram: FakeTelegram, jennifer: FakePerson, ask: Ask, hook: Hook
) -> None:
    hook.statuses = [503]
    began = telegram.world.updates.pending[0].update
    said = [began, await jennifer.says("one"), await jennifer.says("two")]
    await ask("setWebhook", url=hook.address, secret_token="s3cret", max_connections=1)
    for update in said:
        await telegram.confirmed(update)
    assert {secret for _, secret in hook.received} == {"s3cret"}
    texts = [update["message"]["text"] for update, _ in hook.received]
    assert texts == ["/start", "one", "two", "/start"]
    info = (await ask("getWebhookInfo"))["result"]
    assert (info["url"], info["max_connections"]) == (hook.address, 1)
    assert "503" in info["last_error_message"]


async def test_polling_and_webhook_exclude_each_other(ask: Ask, hook: Hook) -> None:
    await ask("setWebhook", url=hook.address)
    assert (await ask("getUpdates"))["description"].startswith("Conflict: can't use getUpdates")
    assert (await ask("deleteWebhook"))["ok"]
    assert (await ask("getUpdates"))["result"] == []


async def test_dropped_updates_are_noticed(
    telegram: FakeTelegram, jennifer: FakePerson, ask: Ask
) -> None:
    await jennifer.says("precious")
    await ask("deleteWebhook", drop_pending_updates=True)
    assert telegram.world.updates.dropped == 2


async def test_duplicates_and_disorder_can_be_had(
    telegram: FakeTelegram, jennifer: FakePerson, ask: Ask
) -> None:
    start = (await ask("getUpdates"))["result"][0]
    await ask("getUpdates", offset=start["update_id"] + 1)
    telegram.hold()
    await jennifer.says("one")
    await jennifer.says("two")
    telegram.release(backwards=True)
    telegram.repeat(start, times=2)
    batch = (await ask("getUpdates", offset=start["update_id"] + 1))["result"]
    assert [u["message"]["text"] for u in batch] == ["two", "one", "/start", "/start"]
    raw = telegram.inject({"chat_join_request": {"odd": True}})
    last = (await ask("getUpdates", offset=raw["update_id"]))["result"]
    assert last == [raw]


@pytest.mark.parametrize(("code", "described"), [(429, 7), (403, None), (500, None), (502, None)])
async def test_a_fault_is_answered_and_nothing_done(
    telegram: FakeTelegram, jennifer: FakePerson, ask: Ask, code: int, described: int | None
) -> None:
    telegram.fail("sendMessage", error=code, retry_after=7)
    answer = await ask("sendMessage", chat_id=jennifer.id, text="hi")
    assert answer["error_code"] == code
    assert answer.get("parameters", {}).get("retry_after") == described
    assert [seen.mine for seen in jennifer.screen] == [True]
    assert (await ask("sendMessage", chat_id=jennifer.id, text="hi"))["ok"]
    assert telegram.refused == []


async def test_a_fault_can_come_after_the_deed(
    telegram: FakeTelegram, jennifer: FakePerson, ask: Ask
) -> None:
    telegram.fail("sendMessage", error=502, after=True)
    assert (await ask("sendMessage", chat_id=jennifer.id, text="hi"))["error_code"] == 502
    assert jennifer.last.text == "hi"


async def test_a_connection_can_be_dropped_or_hang(
    telegram: FakeTelegram, jennifer: FakePerson, ask: Ask
) -> None:
    telegram.fail("sendMessage", drop=True, chat=jennifer.id)
    with pytest.raises(aiohttp.ClientError):
        await ask("sendMessage", chat_id=jennifer.id, text="hi")
    telegram.fail("sendMessage", hang=30, times=None)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await ask("sendMessage", chat_id=jennifer.id, text="hi")
    telegram.heal()
    assert (await ask("sendMessage", chat_id=jennifer.id, text="hi"))["ok"]
    assert len([seen for seen in jennifer.screen if not seen.mine]) == 1


async def test_a_fault_says_what_happens() -> None:
    with pytest.raises(ValueError, match="an error, a hang or a drop"):
        FakeTelegram().fail("sendMessage")


async def test_a_long_text_is_cut_by_the_app(jennifer: FakePerson, ask: Ask) -> None:
    await jennifer.says("😀" * 2049)
    sent = [u["message"]["text"] for u in (await ask("getUpdates"))["result"]]
    assert sent == ["/start", "😀" * 2048, "😀"]


async def test_all_that_people_do_can_be_read_by_the_library(
    telegram: FakeTelegram, jennifer: FakePerson, ask: Ask
) -> None:
    await ask("sendMessage", chat_id=jennifer.id, text="Well?", reply_markup=keyboard("Yes"))
    await jennifer.edits(await jennifer.says("helo"), "hello")
    await jennifer.taps("Yes")
    await jennifer.replies(jennifer.last, "an answer")
    await jennifer.sends_sticker()
    await jennifer.sends_photo("a form", b"jpeg")
    await jennifer.sends_voice()
    await jennifer.sends_document("a.zip", b"PK")
    await jennifer.sends_album(2, "two")
    await jennifer.forwards("not mine")
    await jennifer.sends(location={"latitude": 1.5, "longitude": 2.5})
    await jennifer.blocks()
    await telegram.group().adds_bot()
    await telegram.group(kind="channel").says("news")
    updates = [Update.de_json(u) for u in (await ask("getUpdates"))["result"]]
    assert len(updates) == 16
    assert updates[-1].channel_post is not None
    assert all(u.effective_chat is not None for u in updates)
    assert [u.update_id for u in updates] == sorted({u.update_id for u in updates})
    query = next(u.callback_query for u in updates if u.callback_query)
    assert isinstance(query, CallbackQuery)
    assert isinstance(query.message, Message)
    assert telegram.refused == []


async def test_the_bot_is_heard_until_it_falls_silent(jennifer: FakePerson, ask: Ask) -> None:
    async def speak() -> None:
        for text in ("one", "two", "three"):
            await asyncio.sleep(0.03)
            await ask("sendMessage", chat_id=jennifer.id, text=text)

    speaking = asyncio.create_task(speak())
    assert [seen.text for seen in await jennifer.hears("two")] == ["one", "two", "three"]
    await speaking
    await jennifer.hears_nothing(0.05)
    with pytest.raises(AssertionError, match="waited"):
        await jennifer.hears(patience=0.05)


async def test_a_group_can_be_left(telegram: FakeTelegram, ask: Ask) -> None:
    group = telegram.group()
    await group.adds_bot()
    assert (await ask("getChat", chat_id=group.id))["result"]["type"] == "supergroup"
    assert (await ask("leaveChat", chat_id=group.id))["ok"]
    answer = await ask("sendMessage", chat_id=group.id, text="hi")
    assert "bot was kicked" in answer["description"]


async def test_commands_are_kept_by_scope_and_language(ask: Ask) -> None:
    commands = [{"command": "skip", "description": "Skip this question"}]
    scope = {"type": "all_private_chats"}
    assert (await ask("setMyCommands", commands=commands, scope=scope, language_code="de"))["ok"]
    assert (await ask("getMyCommands", scope=scope, language_code="de"))["result"] == commands
    assert (await ask("getMyCommands", scope=scope))["result"] == []
    await ask("deleteMyCommands", scope=scope, language_code="de")
    assert (await ask("getMyCommands", scope=scope, language_code="de"))["result"] == []


async def test_it_runs_as_a_process_of_its_own(session: aiohttp.ClientSession) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.fakes.telegram", "--token", "42:abc"),
        stdout=asyncio.subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    try:
        told = json.loads(await process.stdout.readline())
        assert told["token"] == "42:abc"
        control = f"{told['url']}/control"
        order = {"person": 6_000_000_001, "do": "start", "with": ["token"]}
        async with session.post(f"{control}/do", json=order) as response:
            assert [seen["text"] for seen in await response.json()] == ["/start token"]
        async with session.post(
            f"{control}/fail", json={"method": "getMe", "error": 500}
        ) as response:
            assert response.status == 200
        async with session.get(f"{told['url']}/bot42:abc/getMe") as response:
            assert response.status == 500
        async with session.get(f"{control}/state") as response:
            state = await response.json()
        assert (state["calls"], state["refused"], state["pending"]) == (1, [], 1)
    finally:
        process.terminate()
        await process.wait()
