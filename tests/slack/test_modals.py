from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.messenger import Content, Nothing, Report, Start
from bot.slack.actions import HAPPENED, PROCESS, STUDY
from bot.slack.modals import OpenStudy, nothing_open, quoted_from, report, tell_us, written
from cxmodel.interview import StudyId
from tests.slack.checks import elements, shown, valid_view
from tests.slack.payloads import delivery, submission

TRAINING = OpenStudy(
    id=StudyId("training"), title="Getting a training", minutes=12, consent="We keep no names."
)
DESK = OpenStudy(
    id=StudyId("desk"), title="The help desk", minutes=1, consent="We keep nothing at all."
)


def sent(view: dict[str, Any], **values: Any) -> Content:
    return delivery("submission", submission(valid_view(view), values)).content


def chosen(view: dict[str, Any], position: int) -> dict[str, Any]:
    menu = next(e for e in elements(view["blocks"]) if e["action_id"] == STUDY)
    return {"type": "static_select", "selected_option": menu["options"][position]}


def written_in(process: str | None, happened: str | None) -> dict[str, Any]:
    return {PROCESS: {"value": process}, HAPPENED: {"value": happened}}


# ── tell us about a process ───────────────────────────────────────────────────────────────────────


def test_one_study_is_named_and_begins() -> None:
    form = tell_us([TRAINING])
    assert "Getting a training\nabout 12 minutes" in shown(form["blocks"])
    assert sent(form) == Start(study=StudyId("training"))


def test_of_several_studies_one_is_chosen() -> None:
    form = valid_view(tell_us([TRAINING, DESK]))
    (menu,) = elements(form["blocks"])
    assert [option["text"]["text"] for option in menu["options"]] == [
        "Getting a training",
        "The help desk",
    ]
    assert [option["description"]["text"] for option in menu["options"]] == [
        "about 12 minutes",
        "about a minute",
    ]
    assert sent(form, **{STUDY: chosen(form, 1)}) == Start(study=StudyId("desk"))


# ── report a pain point ───────────────────────────────────────────────────────────────────────────


def test_a_report_holds_process_and_what_happened() -> None:
    form = report([TRAINING], "")
    answer = sent(form, **written_in(" Travel expenses\n", "Nobody & nothing answered <me>"))
    words = ("Travel expenses", "Nobody & nothing answered <me>")
    assert answer == Report(StudyId("training"), "pain-point", words)


def test_a_report_is_about_the_study_that_was_chosen() -> None:
    form = report([TRAINING, DESK], "")
    answer = sent(form, **{STUDY: chosen(form, 1)}, **written_in("a", "b"))
    assert answer == Report(StudyId("desk"), "pain-point", ("a", "b"))


def test_what_was_left_empty_is_empty() -> None:
    assert sent(report([TRAINING], ""), **written_in(None, None)) == Report(
        StudyId("training"), "pain-point", ("", "")
    )


def test_consent_is_shown_and_given_by_sending() -> None:
    form = report([TRAINING], "")
    assert "We keep no names." in shown(form["blocks"])
    assert form["submit"]["text"] == "I agree, report"


def test_different_promises_stand_under_their_studies() -> None:
    words = shown(report([TRAINING, DESK], "")["blocks"])
    assert "Getting a training:\nWe keep no names." in words
    assert "The help desk:\nWe keep nothing at all." in words


def test_one_promise_is_shown_once() -> None:
    same = OpenStudy(id=StudyId("b"), title="B", minutes=3, consent=TRAINING.consent)
    words = shown(report([TRAINING, same], "")["blocks"])
    assert words.count("We keep no names.") == 1
    assert "Getting a training, B:" not in words
    three = shown(report([TRAINING, same, DESK], "")["blocks"])
    assert "Getting a training, B:\nWe keep no names." in three


def test_the_quoted_message_is_there_to_be_changed_and_nobody_is_named() -> None:
    message = {
        "user": "U7",
        "username": "bob",
        "text": "<@U2|ann> and I waited &amp; waited in <#C1|travel> :disappointed:",
        "blocks": [{"elements": [{"type": "emoji", "name": "disappointed", "unicode": "1f61e"}]}],
    }
    quoted = quoted_from(message)
    assert quoted == "@someone and I waited & waited in #travel 😞"
    form = valid_view(report([TRAINING], quoted))
    _, happened = elements(form["blocks"])
    assert happened["initial_value"] == quoted
    assert "Who wrote it is not kept." in shown(form["blocks"])
    assert "U7" not in str(form)
    assert "bob" not in str(form)


def test_without_a_quotation_nothing_is_said_of_one() -> None:
    form = valid_view(report([TRAINING], ""))
    assert "initial_value" not in elements(form["blocks"])[1]
    assert "Who wrote it" not in shown(form["blocks"])


@pytest.mark.parametrize("message", [{}, {"text": None}, {"text": "  \n"}])
def test_a_message_without_words_quotes_nothing(message: dict[str, Any]) -> None:
    assert quoted_from(message) == ""


def test_a_long_message_is_clipped() -> None:
    assert quoted_from({"text": "x" * 3000}) == "x" * 2999 + "…"
    assert quoted_from({"text": "x" * 2999}) == "x" * 2999


# ── both ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("view", [written(), nothing_open()])
def test_what_comes_after_has_nothing_to_send(view: dict[str, Any]) -> None:
    assert "submit" not in valid_view(view)


@pytest.mark.parametrize(
    ("callback", "metadata"),
    [("tell_us", ""), ("tell_us", "x"), ("foreign", "s=training"), ("pain_point", None)],
)
def test_a_foreign_or_forged_form_asks_for_nothing(callback: str, metadata: str | None) -> None:
    view = {"callback_id": callback, "private_metadata": metadata}
    assert delivery("submission", submission(view, {})).content == Nothing()


TEXT = st.text(max_size=120)


@settings(deadline=None)
@given(titles=st.lists(TEXT, min_size=1, max_size=4), consent=TEXT, quoted=TEXT)
@example(["x" * 400] * 60, "a" * 4000, "<!channel> <http://x|Approve> &lt;!here&gt;")
@example(["z" + "\u0301" * 10_000], "x" * 9000, "x" * 9000)
@example(["", "\r"], "", "")
@example([""], "", "&" * 3000)
def test_forms_are_within_slacks_limits(titles: list[str], consent: str, quoted: str) -> None:
    studies = [
        OpenStudy(id=StudyId(f"s{n}"), title=title, minutes=n, consent=f"{consent}{n % 2}")
        for n, title in enumerate(titles)
    ]
    valid_view(tell_us(studies))
    valid_view(report(studies, quoted_from({"text": quoted})))
