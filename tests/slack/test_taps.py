"""Every button that is built reads back as what it says; forged and outdated ones are stale."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messenger import Content, Delivery
from bot.slack.actions import tapped
from bot.slack.blocks import said
from cxmodel.interview import Kind, Phase
from interview_flows.talk import (
    AskedFor,
    Chose,
    ChoseSeveral,
    Finished,
    Paused,
    Reply,
    ReplyKind,
    Resumed,
    Skipped,
    Topic,
    WentBack,
)
from tests.slack.checks import elements
from tests.slack.payloads import DM, PROMPT, delivery, on_home, picked, pressed, tap, ticked

STALE = Chose(option=-1, turn=-1)


def prompt(interview: str | None = "abc", **fields: Any) -> list[dict[str, Any]]:
    """What can be tapped below a prompt."""
    given = Reply(
        say="How?", kind=ReplyKind.QUESTION, **{"turn": 7, "phase": Phase.ASKING, **fields}
    )
    return elements(said(interview, given)[-1]["blocks"])


def does(action: dict[str, Any], state: dict[str, Any] | None = None) -> Delivery:
    return delivery("action", tap(action, state))


@settings(deadline=None)
@given(interview=st.sampled_from([None, "abc", "i_1-X"]), count=st.integers(1, 12))
def test_every_option_reads_back_as_itself(interview: str | None, count: int) -> None:
    options = tuple(f"Option {n}" for n in range(count))
    shown = prompt(interview, input=Kind.CHOICE, options=options)
    for position in range(count):
        action = picked(shown[0], position) if count > 5 else pressed(shown[position])
        given = does(action)
        assert given.content == Chose(position, 7)
        assert given.interview == interview


CONTROLS: list[tuple[str, Content]] = [
    ("Skip", Skipped(7)),
    ("Back", WentBack(7)),
    ("Pause", Paused(7)),
    ("Help", AskedFor(Topic.HELP)),
    ("My answers", AskedFor(Topic.ANSWERS)),
]


@pytest.mark.parametrize(("position", "content"), list(enumerate(c for _, c in CONTROLS)))
def test_every_small_control_reads_back_as_itself(position: int, content: Content) -> None:
    (more,) = prompt(input=Kind.TEXT, controls=("skip", "back", "pause"))
    assert more["options"][position]["text"]["text"] == CONTROLS[position][0]
    assert does(picked(more, position)).content == content


def test_done_and_resume_read_back_as_themselves() -> None:
    done, _more = prompt(input=Kind.STORY, controls=("done", "pause"))
    assert does(pressed(done)).content == Finished(7)
    (resume,) = prompt(controls=("resume",))
    assert does(pressed(resume)).content == Resumed()


def test_a_tap_is_answered_to_that_person_in_that_conversation() -> None:
    given = does(pressed(prompt(options=("Fine",))[0]))
    assert given.tap == f"{DM}/U1"
    assert given.message == f"{DM}/{PROMPT}"
    assert (given.person.id, given.person.name) == ("U1", "ann")


def test_outside_messages_there_is_no_place_to_answer_a_tap() -> None:
    given = delivery("action", on_home({"type": "button", "action_id": "x", "value": "x"}))
    assert given.tap is None
    assert given.message is None


@pytest.mark.parametrize("count", [3, 12], ids=["boxes", "menu of several"])
def test_ticks_are_kept_as_they_stand_and_done_takes_them_all(count: int) -> None:
    options = tuple(f"Option {n}" for n in range(count))
    checklist, done, _more = prompt(
        input=Kind.CHOICES, options=options, controls=("done", "skip", "pause")
    )
    name = checklist["action_id"]
    assert does(ticked(checklist, 2)).content == ChoseSeveral((2,), 7, done=False)
    assert does(ticked(checklist)).content == ChoseSeveral((), 7, done=False)
    finished = does(pressed(done), {name: ticked(checklist, 0, 2)})
    assert finished.content == ChoseSeveral((0, 2), 7, done=True)
    assert finished.interview == "abc"
    assert does(pressed(done), {name: ticked(checklist)}).content == ChoseSeveral((), 7)


def test_done_without_the_ticks_is_done_with_what_was_kept() -> None:
    _, done = prompt(input=Kind.CHOICES, options=("A", "B"), controls=("done",))
    assert does(pressed(done)).content == Finished(7)


def test_an_option_beyond_those_on_offer_is_left_to_the_engine() -> None:
    action = {"type": "button", "action_id": "choose:0", "value": "i=abc;t=7;o=99"}
    assert does(action).content == Chose(99, 7)  # s24: told in place that it is gone


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(None, id="none"),
        pytest.param("", id="empty"),
        pytest.param("i=abc;t=7;o=-1", id="s24 negative"),
        pytest.param("i=abc;t=7;o=99999", id="s24 far out"),
        pytest.param("i=abc;t=7;o=٣", id="foreign digits"),
        pytest.param("i=abc;t=7;o=1;o=2", id="two options"),
        pytest.param("i=abc;t=1e9;o=1", id="a turn that is none"),
        pytest.param("i=abc;t=7;c=dance", id="s23 unknown control"),
        pytest.param("i=abc;t=7", id="cut off"),
        pytest.param("i=" + "a" * 65 + ";t=7;o=1", id="overlong"),
        pytest.param("i=abc\n;t=7;o=1\n", id="newline"),
        pytest.param("w=dance;i=abc", id="unknown wish"),
        pytest.param("w=resume;i=", id="a wish for nothing"),
        pytest.param("a=ever;v=x", id="unknown answer"),
        pytest.param("s=", id="no study"),
        pytest.param("'; DROP TABLE chat", id="i22"),
    ],
)
def test_forged_values_are_stale_taps(value: str | None) -> None:
    tap_ = tapped(value)
    assert tap_.content == STALE
    assert tap_.interview is None


@pytest.mark.parametrize(
    ("action", "values"),
    [
        ("tick;i=abc;t=7", ["x"]),
        ("tick;i=abc;t=7", ["-1"]),
        ("tick;i=abc;t=7", ["0", "99999"]),
        ("tick;i=abc;t=seven", ["0"]),
        ("tick", ["0"]),
    ],
)
def test_forged_ticks_are_stale(action: str, values: list[str]) -> None:
    options = [{"value": value} for value in values]
    given = does({"type": "checkboxes", "action_id": action, "selected_options": options})
    assert given.content == STALE


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_value_brings_reading_down(value: str) -> None:
    tapped(value)
