import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from telegram import CallbackQuery, Message, Update

from tests.fakes.asking import Ask, keyboard, keys
from tests.fakes.make_telegram_methods import CUT, SPEC, cut
from tests.fakes.telegram import FakePerson, FakeTelegram


def test_the_cut_of_the_specification_is_current() -> None:
    if not SPEC.exists():
        pytest.skip("the full specification is not here")
    assert json.loads(CUT.read_text()) == cut(json.loads(SPEC.read_text()))


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


async def test_keys_are_pressed_until_they_are_removed(jennifer: FakePerson, ask: Ask) -> None:
    await ask("sendMessage", chat_id=jennifer.id, text="Why?", reply_markup=keys("Skip", "Back"))
    await ask("sendMessage", chat_id=jennifer.id, text="Well?", reply_markup=keyboard("Skip", "So"))
    assert list(jennifer.keys) == ["Skip", "Back"]
    assert "callback_query" in (await jennifer.taps("Skip")).update
    pressed = await jennifer.taps("Back")
    assert (pressed.update["message"]["text"], await pressed.answered()) == ("Back", None)
    remove = {"remove_keyboard": True}
    await ask("sendMessage", chat_id=jennifer.id, text="Bye", reply_markup=remove)
    assert list(jennifer.keys) == []


@pytest.mark.parametrize("markup", [keys("Skip"), {"remove_keyboard": True}])
async def test_a_message_with_keys_cannot_be_edited(
    jennifer: FakePerson, ask: Ask, markup: dict[str, Any]
) -> None:
    await ask("sendMessage", chat_id=jennifer.id, text="Why?", reply_markup=markup)
    edited = {"chat_id": jennifer.id, "message_id": jennifer.last.id, "text": "Why so?"}
    assert "can't be edited" in (await ask("editMessageText", **edited))["description"]


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
