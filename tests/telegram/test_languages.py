"""Buttons and keys in the language of the talk, and buttons that change it."""

from typing import Any

import pytest

from bot.telegram.adapter import TelegramMessenger
from bot.telegram.keyboards import keyboard, keys, tapped
from bot.telegram.setup import DESCRIPTIONS, menu_in
from cxmodel.interview import Kind, Phase
from interview_flows.talk import ChangedLanguage, Reply, ReplyKind
from interview_flows.tongue import LANGUAGE_NAMES
from tests.fakes.telegram import FakeTelegram

CODES = tuple(f"language:{code}" for code in ("en", "es", "fr", "pt", "ar"))


def reply(**fields: Any) -> Reply:
    fields = {"kind": ReplyKind.QUESTION, "turn": 7, "phase": Phase.ASKING, **fields}
    return Reply(say="Was?", language="de", **fields)


def test_keys_and_buttons_are_german() -> None:
    told = reply(input=Kind.STORY, controls=("done", "skip", "back", "pause"))
    assert keys(told) == [["Fertig"], ["Überspringen", "Zurück", "Pause"]]
    tick = reply(input=Kind.CHOICES, options=("A",), controls=("done", "skip"))
    assert [[button["text"] for button in row] for row in keyboard("abc", tick)] == [
        *(["☐ A"], ["Fertig"], ["Überspringen"])
    ]


def test_languages_are_buttons_by_their_own_names() -> None:
    which = reply(kind=ReplyKind.NOTICE, controls=CODES, phase=Phase.PAUSED)
    rows = keyboard("abc", which)
    assert [[button["text"] for button in row] for row in rows] == [
        ["English", "Español", "Français"],
        ["Português", "العربية"],
    ]
    tap = tapped(rows[1][1]["data"])
    assert (tap.interview, tap.content) == ("abc", ChangedLanguage("ar"))
    assert keys(which) is None


async def test_asking_which_language_leaves_the_waiting_buttons(
    messenger: TelegramMessenger, telegram: FakeTelegram
) -> None:
    person = telegram.person()
    await person.start()
    (prompt,) = messenger.parts("abc", reply(input=Kind.CHOICE, options=("A",)))
    sent = await messenger.send(str(person.id), prompt, None)
    (which,) = messenger.parts("abc", reply(kind=ReplyKind.NOTICE, controls=CODES))
    await messenger.send(str(person.id), which, sent, prompt)
    assert telegram.called("editMessageReplyMarkup") == []
    (again,) = messenger.parts("abc", reply(input=Kind.CHOICE, options=("A",)))
    await messenger.send(str(person.id), again, sent, prompt)
    assert len(telegram.called("editMessageReplyMarkup")) == 1


def test_the_hint_where_the_letters_go_is_german(messenger: TelegramMessenger) -> None:
    (body,) = messenger.parts("abc", reply(controls=("skip",)))
    assert body["hint"] == "Ihre Antwort"


@pytest.mark.parametrize("language", LANGUAGE_NAMES)
def test_a_menu_names_every_command_in_its_language(language: str) -> None:
    menu = menu_in(language)
    assert [command.command for command in menu] == list(DESCRIPTIONS)
    english = [command.description for command in menu_in("en")]
    same = {command.description for command in menu} & set(english)
    assert same == (set(english) if language == "en" else set())
