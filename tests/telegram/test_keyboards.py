from types import NoneType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ids import new_interview_id
from bot.telegram.adapter import TelegramMessenger
from bot.telegram.keyboards import keyboard, keys, tapped
from bot.telegram.texts import units
from cxmodel.interview import Kind, Phase
from interview_flows.commands import UnknownCommand, read_command
from interview_flows.english import ENGLISH
from interview_flows.talk import Chose, Reply, ReplyKind, Settled
from tests.fakes.telegram import FakePerson, FakeTelegram


def reply(say: str = "How was it?", **fields: Any) -> Reply:
    fields = {"kind": ReplyKind.QUESTION, "turn": 7, "phase": Phase.ASKING, **fields}
    return Reply(say=say, **fields)


def labels(asked: Reply) -> list[list[str]]:
    return [[button["text"] for button in row] for row in keyboard("abc", asked)]


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        pytest.param(
            reply(input=Kind.CHOICE, options=("In person", "By phone")),
            [["In person"], ["By phone"]],
            id="an option a row",
        ),
        pytest.param(
            reply(input=Kind.SCALE, options=tuple(map(str, range(11)))),
            [["0", "1", "2", "3", "4", "5"], ["6", "7", "8", "9", "10"]],
            id="a scale in rows of six",
        ),
        pytest.param(
            reply(input=Kind.SCALE, options=tuple("1234567")),
            [["1", "2", "3", "4"], ["5", "6", "7"]],
            id="in rows of about equal length",
        ),
        pytest.param(
            reply(input=Kind.YESNO, options=("Certainly", "Not at all")),
            [["Certainly", "Not at all"]],
            id="yes and no side by side",
        ),
        pytest.param(
            reply(input=Kind.CHOICES, options=("Forms", "Systems"), selected=(1,)),
            [["☐ Forms"], ["☑ Systems"]],
            id="a checklist",
        ),
        pytest.param(
            reply(input=Kind.CHOICES, options=("A", "B"), selected=(0,), controls=("done", "skip")),
            [["☑ A", "☐ B"], ["Done"], ["Skip"]],
            id="done has a row of its own",
        ),
        pytest.param(
            reply(options=("Fine",), controls=("skip", "back", "pause")),
            [["Fine"], ["Skip", "Back", "Pause"]],
            id="small buttons in the last row",
        ),
        pytest.param(reply(controls=("skip",)), [], id="keys where there is no option"),
        pytest.param(reply(options=("A",), controls=("dance",)), [["A"]], id="unknown control"),
        pytest.param(
            reply(input=Kind.CHOICE, options=("One\nline ", "  ")),
            [["One line"], ["2"]],
            id="no label is empty or broken",
        ),
    ],
)
def test_buttons_stand_in_rows(asked: Reply, rows: list[list[str]]) -> None:
    assert labels(asked) == rows


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        pytest.param(reply(controls=("skip", "pause")), [["Skip", "Pause"]], id="words wanted"),
        pytest.param(
            reply(input=Kind.STORY, controls=("done", "skip", "back", "pause")),
            [["Done"], ["Skip", "Back", "Pause"]],
            id="a story",
        ),
        pytest.param(reply(options=("A",), controls=("skip",)), None, id="buttons of its own"),
        pytest.param(reply("I have noted your edit."), None, id="a notice leaves them"),
        pytest.param(reply(controls=("dance",)), None, id="a control we do not know"),
        pytest.param(
            reply(phase=Phase.PAUSED, controls=("resume",)), [["Resume"]], id="the way back"
        ),
        *(
            pytest.param(reply(phase=phase), [], id=f"no more, {phase}")
            for phase in (Phase.COMPLETED, Phase.DECLINED, Phase.WITHDRAWN, Phase.EXPIRED)
        ),
    ],
)
def test_keys_stand_in_place_of_the_letters(asked: Reply, shown: list[list[str]] | None) -> None:
    assert keys(asked) == shown


@pytest.mark.parametrize("key", ["skip", "back", "pause", "resume", "done"])
def test_a_key_says_what_the_engine_understands(key: str) -> None:
    shown = keys(reply(controls=(key,)))
    assert shown is not None
    assert not isinstance(read_command(shown[0][0], ENGLISH), UnknownCommand | NoneType)


async def test_long_labels_are_listed_and_shortened(messenger: TelegramMessenger) -> None:
    long = "I asked my manager, who asked Finance, who asked the vendor for a form " * 2
    asked = reply(input=Kind.CHOICE, options=("Short", long))
    (body,) = messenger.parts("abc", asked)
    assert body["text"] == f"How was it?\n\n1. Short\n2. {long}".rstrip()
    assert body["rows"][0][0]["text"] == "1. Short"
    assert body["rows"][1][0]["text"].startswith("2. I asked my manager")
    assert body["rows"][1][0]["text"].endswith("…")


async def test_many_options_are_listed_and_tapped_by_number(messenger: TelegramMessenger) -> None:
    asked = reply(input=Kind.CHOICE, options=tuple(f"Touchpoint {n}" for n in range(200)))
    (body,) = messenger.parts("abc", asked)
    assert "\n200. Touchpoint 199" in body["text"]
    assert body["rows"][0][:2] == [
        {"text": "1", "data": "abc:7:0"},
        {"text": "2", "data": "abc:7:1"},
    ]
    assert sum(len(row) for row in body["rows"]) <= 100


@given(
    st.lists(st.text(min_size=1, max_size=90), max_size=120),
    st.sampled_from([Kind.CHOICE, Kind.CHOICES, Kind.SCALE, Kind.YESNO]),
    st.integers(0, 10**9 - 1),
)
def test_every_keyboard_is_within_telegrams_limits(
    options: list[str], kind: Kind, turn: int
) -> None:
    asked = reply(input=kind, options=tuple(options), controls=("done", "skip"), turn=turn)
    rows = keyboard(new_interview_id(), asked)
    buttons = [button for row in rows for button in row]
    assert len(buttons) <= 100
    assert all(1 <= len(row) <= 8 for row in rows) or kind == Kind.YESNO
    assert all(1 <= len(button["data"].encode()) <= 64 for button in buttons)
    assert all(button["text"].strip() and units(button["text"]) <= 64 for button in buttons)


@pytest.mark.parametrize("interview", ["k3x9mmmmmm22", None])
def test_a_tap_reads_what_the_button_was_given(interview: str | None) -> None:
    asked = reply(input=Kind.CHOICE, options=("A longer label", "B"))
    tap = tapped(keyboard(interview, asked)[1][0]["data"])
    assert (tap.interview, tap.content) == (interview, Chose(option=1, turn=7))


@pytest.mark.parametrize(
    "asked",
    [
        reply(input=Kind.CHOICE, options=("x" * 200, "y")),
        reply(input=Kind.CHOICE, options=tuple(f"Touchpoint {n}" for n in range(200))),
        reply(input=Kind.CHOICES, options=("👩‍👩‍👧‍👦" * 20, "a\ud83d"), controls=("done", "back")),
        reply(input=Kind.SCALE, options=tuple(map(str, range(11))), context="🧭 Need"),
        reply("word " * 3000, controls=("skip",), context="Need " * 500),
        reply("👍" * 2048 + "👍", controls=("skip",)),
        reply(" \n"),
    ],
)
async def test_telegram_takes_every_form_of_a_reply(
    messenger: TelegramMessenger, telegram: FakeTelegram, person: FakePerson, asked: Reply
) -> None:
    for body in messenger.parts("k3x9mmmmmm22", asked):
        await messenger.send(str(person.id), body, None, None)
    assert telegram.refused == []
    assert bool(person.last.buttons) == bool(asked.options)
    assert bool(person.keys) == (bool(asked.controls) and not asked.options)


async def test_only_the_last_part_of_a_long_text_has_buttons(messenger: TelegramMessenger) -> None:
    long = "\n\n".join(["paragraph " * 30] * 40)
    bodies = messenger.parts("abc", reply(long, context="Need", options=("Fine",)))
    assert len(bodies) == 4
    assert [bool(body["rows"]) for body in bodies] == [False, False, False, True]
    assert [body["quiet"] for body in bodies] == [4, 0, 0, 0]
    assert all(units(body["text"]) <= 4096 for body in bodies)


async def test_a_redrawing_is_one_body_over_the_prompt(messenger: TelegramMessenger) -> None:
    asked = reply("word " * 1200, redraws=True, options=("Fine",), controls=("done",))
    (body,) = messenger.parts("abc", asked)
    assert body["do"] == "redraw"
    assert body["rows"][1] == [{"text": "Done", "data": "abc:7:done"}]


async def test_a_prompt_with_keys_is_not_redrawn(messenger: TelegramMessenger) -> None:
    assert messenger.parts("abc", reply(redraws=True, controls=("done",))) == []


async def test_only_the_last_part_of_a_long_text_changes_the_keys(
    messenger: TelegramMessenger,
) -> None:
    bodies = messenger.parts("abc", reply("word " * 1200, controls=("skip",)))
    assert [body.get("keys") for body in bodies] == [None, [["Skip"]]]


async def test_settling_is_a_body_of_its_own(messenger: TelegramMessenger) -> None:
    assert messenger.parts("abc", Settled(7, "In person")) == [
        {"do": "settle", "turn": 7, "chosen": "In person"}
    ]


async def test_a_stage_is_shown_above_in_units_that_telegram_counts(
    messenger: TelegramMessenger,
) -> None:
    (body,) = messenger.parts("abc", reply("Why?", context="🧭 Need"))
    assert (body["text"], body["quiet"]) == ("🧭 Need\n\nWhy?", 7)


async def test_no_message_is_empty(messenger: TelegramMessenger) -> None:
    assert [body["text"] for body in messenger.parts("abc", reply(" \n"))] == ["…"]
