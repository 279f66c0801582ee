from typing import Any

import pytest

from bot.telegram.adapter import TelegramMessenger
from bot.telegram.texts import units
from cxmodel.errors import SendFailed
from tests.fakes.telegram import FakePerson, FakeTelegram

SKIP = [[{"text": "Skip", "data": "abc:7:skip"}]]
PROMPT = {"do": "say", "text": "Need\n\nHow was it?", "quiet": 4, "rows": SKIP}
PLAIN = {"do": "say", "text": "Thank you.", "quiet": 0, "rows": []}
SETTLE = {"do": "settle", "turn": 7, "chosen": "In person"}
REDRAW = {**PROMPT, "do": "redraw"}
STAGE = [{"type": "italic", "offset": 0, "length": 4}]


async def send(
    messenger: TelegramMessenger,
    person: FakePerson,
    body: dict[str, Any],
    edits: str | None = None,
    prompt: dict[str, Any] | None = None,
) -> str | None:
    return await messenger.send(str(person.id), body, edits, prompt)


async def prompted(
    messenger: TelegramMessenger, person: FakePerson, body: dict[str, Any] = PROMPT
) -> str:
    message = await send(messenger, person, body)
    assert message is not None
    return message


async def test_a_message_goes_out_as_plain_text(
    messenger: TelegramMessenger, telegram: FakeTelegram, person: FakePerson
) -> None:
    assert await send(messenger, person, PLAIN) == str(person.last.id)
    (call,) = telegram.calls
    assert call.given == {
        "chat_id": person.id,
        "text": "Thank you.",
        "link_preview_options": {"is_disabled": True},
    }


async def test_a_notice_is_drawn_as_it_goes_out(
    messenger: TelegramMessenger, telegram: FakeTelegram, person: FakePerson
) -> None:
    """Whoever queued it may not have known what it looks like here."""
    await send(messenger, person, {"do": "notice", "say": "Complete: <1> of 2."})
    assert telegram.calls[-1].given["text"] == "Complete: <1> of 2."
    await send(messenger, person, {"do": "notice", "say": "Again.", "plain": True})
    assert person.last.text == "Again."


@pytest.mark.parametrize("text", ["<b>bold", "*_[unbalanced", "{{7*7}}", "&lt; <!channel>"])
async def test_i19_no_text_is_unbalanced(
    messenger: TelegramMessenger, person: FakePerson, text: str
) -> None:
    await send(messenger, person, {**PLAIN, "text": text})
    assert person.last.text == text


async def test_a_prompt_goes_out_with_its_stage_and_buttons(
    messenger: TelegramMessenger, person: FakePerson
) -> None:
    message = await prompted(messenger, person)
    assert person.last.data == (("Skip", "abc:7:skip"),)
    assert person.chat.messages[int(message)]["entities"] == STAGE


async def test_keys_come_stay_and_go(messenger: TelegramMessenger, person: FakePerson) -> None:
    await send(messenger, person, {**PLAIN, "keys": [["Done"], ["Skip", "Back"]]})
    await send(messenger, person, PROMPT)
    assert person.chat.keys == [["Done"], ["Skip", "Back"]]
    await send(messenger, person, {**PLAIN, "keys": []})
    assert person.keys == ()


async def test_keys_leave_room_for_words(
    messenger: TelegramMessenger, telegram: FakeTelegram, person: FakePerson
) -> None:
    await send(messenger, person, {**PLAIN, "keys": [["Skip"]]})
    assert telegram.calls[0].given["reply_markup"] == {
        "keyboard": [[{"text": "Skip"}]],
        "resize_keyboard": True,
        "one_time_keyboard": True,
        "input_field_placeholder": "Type your answer",
    }


async def test_a_prompt_that_is_asked_again_has_its_buttons_below_only(
    messenger: TelegramMessenger, person: FakePerson
) -> None:
    first = await prompted(messenger, person)
    again = await send(messenger, person, PROMPT, first, PROMPT)
    assert [(str(seen.id), seen.labels) for seen in person.screen[1:]] == [
        (first, ()),
        (again, ("Skip",)),
    ]


async def test_a_prompt_is_asked_again_though_the_first_is_gone(
    messenger: TelegramMessenger, person: FakePerson
) -> None:
    assert await send(messenger, person, PROMPT, "5", PROMPT) == str(person.last.id)


async def test_after_a_refusal_the_bare_words_go_out(
    messenger: TelegramMessenger, telegram: FakeTelegram, person: FakePerson
) -> None:
    await send(messenger, person, {**PROMPT, "plain": True})
    assert telegram.calls[0].given.keys() == {"chat_id", "text", "link_preview_options"}


async def test_a_settled_prompt_keeps_its_words_and_shows_the_choice(
    messenger: TelegramMessenger, person: FakePerson
) -> None:
    message = await prompted(messenger, person)
    assert await send(messenger, person, SETTLE, message, PROMPT) == message
    assert person.last.text == "Need\n\nHow was it?\n\n✓ In person"
    assert person.last.buttons == ()
    assert person.chat.messages[int(message)]["entities"] == STAGE


async def test_where_its_words_are_unknown_a_button_shows_the_choice(
    messenger: TelegramMessenger, person: FakePerson
) -> None:
    message = await prompted(messenger, person)
    await send(messenger, person, SETTLE, message)
    assert (person.last.text, person.last.data) == (PROMPT["text"], (("✓ In person", "-"),))


async def test_where_no_room_is_left_a_button_shows_the_choice(
    messenger: TelegramMessenger, person: FakePerson
) -> None:
    long = {**PROMPT, "text": "x" * 4090}
    message = await prompted(messenger, person, long)
    await send(messenger, person, {**SETTLE, "chosen": "👍" * 4000}, message, long)
    (label,) = person.last.labels
    assert label.startswith("✓ 👍")
    assert units(label) <= 64


async def test_a_prompt_answered_in_words_only_loses_its_buttons(
    messenger: TelegramMessenger, person: FakePerson
) -> None:
    message = await prompted(messenger, person)
    await send(messenger, person, {**SETTLE, "chosen": None}, message, PROMPT)
    assert (person.last.text, person.last.buttons) == (PROMPT["text"], ())


async def test_a_prompt_of_unknown_message_cannot_be_settled(
    messenger: TelegramMessenger, telegram: FakeTelegram, person: FakePerson
) -> None:
    assert await send(messenger, person, SETTLE, None, PROMPT) is None
    assert telegram.calls == []


@pytest.mark.parametrize("prompt", [None, PROMPT])
async def test_settling_twice_is_done(
    messenger: TelegramMessenger, person: FakePerson, prompt: dict[str, Any] | None
) -> None:
    message = await prompted(messenger, person)
    for _ in range(2):
        assert await send(messenger, person, SETTLE, message, prompt) == message


@pytest.mark.parametrize("prompt", [None, PROMPT])
async def test_a_prompt_that_is_gone_is_settled(
    messenger: TelegramMessenger, person: FakePerson, prompt: dict[str, Any] | None
) -> None:
    assert await send(messenger, person, SETTLE, "5", prompt) == "5"


async def test_a_prompt_that_cannot_be_edited_is_settled(
    messenger: TelegramMessenger, person: FakePerson
) -> None:
    (theirs,) = person.screen
    assert await send(messenger, person, SETTLE, str(theirs.id)) == str(theirs.id)


@pytest.mark.parametrize("body", [SETTLE, REDRAW])
async def test_another_refusal_of_an_edit_is_a_failure(
    messenger: TelegramMessenger, telegram: FakeTelegram, person: FakePerson, body: dict[str, Any]
) -> None:
    message = await prompted(messenger, person)
    telegram.fail(error=400)
    with pytest.raises(SendFailed, match="a fault was asked for"):
        await send(messenger, person, body, message, PROMPT)


async def test_a_checklist_is_redrawn_where_it_stands(
    messenger: TelegramMessenger, person: FakePerson
) -> None:
    message = await prompted(messenger, person)
    ticked = {**REDRAW, "rows": [[{"text": "☑ Forms", "data": "abc:7:0"}]]}
    assert await send(messenger, person, ticked, message) == message
    assert person.last.labels == ("☑ Forms",)
    assert len(person.screen) == 2


async def test_redrawing_the_same_is_done(messenger: TelegramMessenger, person: FakePerson) -> None:
    message = await prompted(messenger, person)
    assert await send(messenger, person, REDRAW, message) == message
    assert len(person.screen) == 2


async def test_buttons_that_went_are_not_taken_away_again_with_each_try(
    messenger: TelegramMessenger, telegram: FakeTelegram, person: FakePerson
) -> None:
    """Telegram refuses an edit that changes nothing."""
    message = await prompted(messenger, person)
    telegram.fail("sendMessage", error=429, retry_after=2, times=2)
    for _ in range(2):
        with pytest.raises(SendFailed):
            await send(messenger, person, PROMPT, message)
    again = await send(messenger, person, PROMPT, message)
    assert len(telegram.called("editMessageReplyMarkup")) == 1
    await send(messenger, person, PROMPT, again)
    assert len(telegram.called("editMessageReplyMarkup")) == 2
    assert telegram.refused == []


@pytest.mark.parametrize("edits", ["5", None])
async def test_a_prompt_that_is_gone_is_drawn_below(
    messenger: TelegramMessenger, person: FakePerson, edits: str | None
) -> None:
    assert await send(messenger, person, REDRAW, edits) == str(person.last.id)
    assert person.last.labels == ("Skip",)


async def test_a_tap_is_answered_with_a_toast(
    messenger: TelegramMessenger, person: FakePerson
) -> None:
    await prompted(messenger, person)
    tapped = await person.taps("Skip")
    await messenger.acknowledge(tapped.tap.id, "That question is answered already. " * 30)
    assert tapped.toast is not None
    assert units(tapped.toast) <= 200


async def test_a_tap_is_answered_without_words(
    messenger: TelegramMessenger, person: FakePerson
) -> None:
    await prompted(messenger, person)
    tapped = await person.taps("Skip")
    await messenger.acknowledge(tapped.tap.id, None)
    assert (tapped.tap.answers, tapped.toast) == (1, None)


async def test_a_tap_too_old_to_be_answered_is_no_error(
    messenger: TelegramMessenger, telegram: FakeTelegram
) -> None:
    await messenger.acknowledge("4382", None)
    telegram.fail(drop=True)
    await messenger.acknowledge("4382", None)
    assert len(telegram.called("answerCallbackQuery")) == 2


@pytest.mark.parametrize(
    ("message", "prompt", "early"),
    [("9", "10", True), ("11", "10", False), (None, "10", False), ("9", None, False)],
)
async def test_a_message_is_early_by_its_number(
    messenger: TelegramMessenger, message: str | None, prompt: str | None, early: bool
) -> None:
    assert messenger.is_early(message, prompt) is early
