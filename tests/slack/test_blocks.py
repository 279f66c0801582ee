import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.ids import new_interview_id
from bot.slack.blocks import redrawn, said, settled
from cxmodel.interview import Kind, Phase
from interview_flows.english import ENGLISH
from interview_flows.talk import Reply, ReplyKind
from tests.slack.checks import elements, labels, shown, valid

FAMILY = "👩‍👩‍👧‍👦"


def reply(say: str = "How was it?", **fields: Any) -> Reply:
    fields = {"kind": ReplyKind.QUESTION, "turn": 7, "phase": Phase.ASKING, **fields}
    return Reply(say=say, **fields)


def one(asked: Reply) -> dict[str, Any]:
    """The only message of a reply."""
    (body,) = said("abc", asked)
    return valid(body)


def types(asked: Reply) -> list[str]:
    return [element["type"] for element in elements(one(asked)["blocks"])]


def test_the_stage_stands_small_above_the_words() -> None:
    blocks = one(reply("How was it?", context="Getting approval"))["blocks"]
    assert [block["type"] for block in blocks] == ["context", "section"]
    assert shown(blocks) == "Getting approval\nHow was it?"


def test_a_few_options_are_buttons_more_are_a_menu() -> None:
    five = reply(input=Kind.CHOICE, options=tuple("abcde"))
    assert labels(one(five)["blocks"]) == list("abcde")
    assert types(reply(input=Kind.CHOICE, options=tuple("abcdef"))) == ["static_select"]


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        pytest.param(Kind.SCALE, tuple(map(str, range(11))), id="0 to 10"),
        pytest.param(Kind.FEELING, ENGLISH.faces, id="five faces with words"),
        pytest.param(Kind.FEELING, (*ENGLISH.faces, "That's all"), id="a face or the way out"),
        pytest.param(Kind.YESNO, ("Yes", "No"), id="yes and no"),
    ],
)
def test_scales_faces_and_yes_or_no_are_rows_of_buttons(
    kind: Kind, options: tuple[str, ...]
) -> None:
    assert labels(one(reply(input=kind, options=options))["blocks"]) == list(options)


def test_consent_is_one_prominent_button_and_a_plain_one() -> None:
    asked = reply(kind=ReplyKind.CONSENT, input=Kind.YESNO, options=("I agree", "No, thanks"))
    agree, decline = elements(one(asked)["blocks"])
    assert agree["style"] == "primary"
    assert "style" not in decline


def test_a_checklist_has_boxes_and_done() -> None:
    controls = ("done", "skip", "pause")
    asked = reply(input=Kind.CHOICES, options=("A", "B", "C"), selected=(1,), controls=controls)
    boxes, done, more = elements(one(asked)["blocks"])
    assert boxes["type"] == "checkboxes"
    assert [option["text"]["text"] for option in boxes["options"]] == ["A", "B", "C"]
    assert boxes["initial_options"] == [boxes["options"][1]]
    assert done["text"]["text"] == "Done"
    assert more["type"] == "overflow"


def test_a_long_checklist_is_a_menu_of_several() -> None:
    options = tuple(f"Option {n}" for n in range(11))
    assert types(reply(input=Kind.CHOICES, options=options)) == ["multi_static_select"]
    assert types(reply(input=Kind.CHOICES, options=options[:10])) == ["checkboxes"]


def test_small_controls_hide_behind_three_dots_with_help_where_there_is_room() -> None:
    (more,) = elements(one(reply(input=Kind.TEXT, controls=("skip", "back", "pause")))["blocks"])
    assert [option["text"]["text"] for option in more["options"]] == [
        "Skip",
        "Back",
        "Pause",
        "Help",
        "My answers",
    ]
    (more,) = elements(one(reply(input=Kind.TEXT, controls=("pause",)))["blocks"])
    assert len(more["options"]) == 3


def test_a_story_has_done_and_a_pause_has_resume() -> None:
    story = reply(input=Kind.STORY, controls=("done", "skip", "pause"))
    assert labels(one(story)["blocks"]) == ["Done"]
    paused = reply(kind=ReplyKind.NOTICE, controls=("resume",))
    assert labels(one(paused)["blocks"]) == ["Resume"]


def test_what_is_only_said_has_nothing_to_tap() -> None:
    assert [block["type"] for block in one(reply("Thank you."))["blocks"]] == ["section"]


def test_an_unknown_control_is_not_shown() -> None:
    assert types(reply(options=("A",), controls=("dance",))) == ["button"]


def test_long_options_stand_among_the_words_by_number() -> None:
    options = ("Short", "x" * 76)
    blocks = one(reply(input=Kind.CHOICE, options=options))["blocks"]
    assert f"1. Short\n2. {'x' * 76}" in shown(blocks)
    assert labels(blocks)[0] == "1. Short"
    assert labels(blocks)[1].startswith("2. xxx")


def test_more_options_than_a_menu_holds_stand_among_the_words() -> None:
    options = tuple(f"Option {n}" for n in range(150))
    body = one(reply(input=Kind.CHOICE, options=options))
    assert "150. Option 149" in shown(body["blocks"])
    (menu,) = elements(body["blocks"])
    assert len(menu["options"]) == 100


def test_the_text_beside_the_blocks_names_the_options_and_calls_nobody() -> None:
    text = one(
        reply("<!channel> R&D?", input=Kind.CHOICE, options=("<@U1>", "No"), context="A & B")
    )["text"]
    assert text == "A &amp; B\n\n&lt;!channel&gt; R&amp;D?\n\n1. &lt;@U1&gt;\n2. No"


@pytest.mark.parametrize(
    "words",
    ["<!channel>", "<http://x|Approve>", "&lt;!here&gt;", "*bold* _it_ `code`", "<@U2>"],
    ids=["i16", "i17", "i18", "markup", "mention"],
)
def test_words_are_never_marked_up(words: str) -> None:
    asked = reply(words, input=Kind.CHOICE, options=(words, "No"), context=words)
    assert shown(one(asked)["blocks"]) == f"{words}\n{words}"
    assert '"mrkdwn"' not in json.dumps(one(asked)["blocks"])
    assert "<" not in one(asked)["text"]


def test_a_long_text_takes_several_messages_and_the_last_has_the_buttons() -> None:
    first, *others, last = said("abc", reply("word " * 6000, options=("Yes",), context="Stage"))
    for body in (first, *others, last):
        valid(body)
    assert shown(first["blocks"]).startswith("Stage\n")
    assert not any(elements(body["blocks"]) for body in (first, *others))
    assert labels(last["blocks"]) == ["Yes"]
    words = "".join(shown(body["blocks"]) for body in (first, *others, last))
    assert words.count("word") == 6000


def test_nothing_to_say_is_said_all_the_same() -> None:
    assert shown(one(reply(" \n "))["blocks"]) == "…"


def test_a_redrawn_prompt_goes_over_the_last_message() -> None:
    asked = reply("word " * 6000, input=Kind.STORY, controls=("done",), redraws=True)
    (body,) = redrawn("abc", asked)
    assert body["do"] == "redraw"
    assert labels(valid(body)["blocks"]) == ["Done"]


@pytest.mark.parametrize("kind", [Kind.CHOICE, Kind.CHOICES])
@pytest.mark.parametrize("count", [3, 12])
def test_a_settled_prompt_keeps_its_words_and_shows_the_choice(kind: Kind, count: int) -> None:
    options = tuple(f"Option {n}" for n in range(count))
    asked = reply(input=kind, options=options, controls=("done", "skip"), context="Stage")
    prompt = one(asked)
    after = valid({"do": "settle", **settled(prompt, "Option <2>")})
    assert elements(after["blocks"]) == []
    assert shown(after["blocks"]) == "Stage\nHow was it?\n✓ Option <2>"
    assert after["text"].endswith("✓ Option &lt;2&gt;")
    assert elements(prompt["blocks"]), "the body it was sent with is left as it was"


def test_a_prompt_answered_in_words_only_loses_its_buttons() -> None:
    after = settled(one(reply(options=("That's all",))), None)
    assert shown(after["blocks"]) == "How was it?"
    assert elements(after["blocks"]) == []


TEXTS = st.text(
    alphabet=st.sampled_from("ab &<>|!@#:*_`~\n\t.é👍\u200d\u0301🇩👧\u202e\ud83d\0ش٣"), max_size=90
)


@st.composite
def any_reply(draw: st.DrawFn) -> Reply:
    kind = draw(st.sampled_from([*(kind.value for kind in Kind), "none"]))
    options = draw(st.lists(TEXTS, max_size=13))
    controls = st.sampled_from(["done", "skip", "back", "pause", "resume"])
    repeat = draw(st.sampled_from([1, 1, 1, 100]))
    return reply(
        draw(TEXTS) * repeat,
        context=draw(TEXTS) * repeat,
        input=kind,
        options=tuple(options[:11]) if kind == Kind.SCALE else tuple(options),
        controls=tuple(draw(st.lists(controls, unique=True))),
        selected=tuple(range(0, len(options), 2)),
    )


ZALGO = "z" + "\u0301" * 10_000
MANY = reply(input=Kind.CHOICES, options=("a" * 75,) * 100, selected=tuple(range(100)))


@given(asked=any_reply(), chosen=TEXTS)
@example(reply(ZALGO, input=Kind.CHOICE, options=(ZALGO, "No"), context=ZALGO), ZALGO)
@example(reply("&" * 9000, input=Kind.CHOICES, options=("&" * 80,) * 100), "&" * 5000)
@example(replace(MANY, say="a" * 18_000), "x" * 5000)
@example(replace(MANY, say="a" * 18_000, options=("a" * 40,) * 100, controls=("done",)), "x")
@example(replace(MANY, options=("a" * 75,) * 50, selected=tuple(range(50)), say="a" * 18_000), "x")
@example(replace(MANY, options=("a",) * 300, selected=tuple(range(300))), "x")
@example(reply(FAMILY * 900, input=Kind.CHOICE, options=(FAMILY * 30,)), FAMILY * 300)
@example(reply("x" * 5000, input=Kind.CHOICES, options=(" ",), controls=("pause",)), " ")
def test_every_reply_is_within_slacks_limits(asked: Reply, chosen: str) -> None:
    for body in said(new_interview_id(), asked):
        valid(body)
        valid({**body, **settled(body, chosen)})
