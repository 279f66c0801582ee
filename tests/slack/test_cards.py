from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.messenger import Content, InvitationCard, PutOff, Start
from bot.slack.cards import LATER, NEVER, START, answered, card
from tests.slack.checks import elements, labels, shown, valid
from tests.slack.payloads import delivery, pressed, tap


def invitation(**fields: Any) -> InvitationCard:
    given = {"invitation": "inv1", "title": "Getting a training", "asker": "U9", "minutes": 12}
    given["promise"] = "Your answers are kept under a made-up name."
    return InvitationCard(**{**given, **fields})


def test_a_card_says_who_asks_why_how_long_and_what_becomes_of_it() -> None:
    body = valid(card(invitation()))
    words = shown(body["blocks"])
    assert "<@U9> asks you" in words
    assert "Getting a training" in words
    assert "about 12 minutes" in words
    assert "made-up name" in words
    assert labels(body["blocks"]) == ["Start", "Not now", "Never"]
    assert "<@U9>" in body["text"]


def test_a_minute_is_a_minute() -> None:
    assert "about a minute," in shown(valid(card(invitation(minutes=1)))["blocks"])


@pytest.mark.parametrize("asker", ["", "!channel", "U9> <!here", "u9"])
def test_only_a_user_is_mentioned(asker: str) -> None:
    body = valid(card(invitation(asker=asker)))
    assert "<" not in shown(body["blocks"])
    assert "<" not in body["text"]


def test_nothing_but_the_mention_is_made_a_link() -> None:
    marked = [b["text"] for b in card(invitation())["blocks"] if "mrkdwn" in str(b)]
    assert [text["verbatim"] for text in marked] == [True]


@pytest.mark.parametrize(
    ("position", "content"),
    [
        (0, Start(invitation="inv1")),
        (1, PutOff("inv1", for_good=False)),
        (2, PutOff("inv1", for_good=True)),
    ],
)
def test_every_answer_reads_back_as_itself(position: int, content: Content) -> None:
    button = elements(valid(card(invitation()))["blocks"])[position]
    assert delivery("action", tap(pressed(button))).content == content


def test_never_is_asked_about_first() -> None:
    start, later, never = elements(valid(card(invitation()))["blocks"])
    assert "confirm" in never
    assert "confirm" not in {**start, **later}


@pytest.mark.parametrize(
    ("answer", "left", "words"),
    [
        (START, [], "✓ You pressed Start."),
        (LATER, ["Start"], "Not now: that is fine"),
        (NEVER, [], "no invitations"),
    ],
)
def test_an_answered_card_says_so(answer: str, left: list[str], words: str) -> None:
    body = card(invitation())
    after = valid({**body, **answered(body, "inv1", answer, "en")})
    assert labels(after["blocks"]) == left
    assert words in shown(after["blocks"])
    assert "Getting a training" in shown(after["blocks"])


def test_a_card_that_was_put_off_can_be_started() -> None:
    body = card(invitation())
    (start,) = elements(answered(body, "inv1", LATER, "en")["blocks"])
    assert delivery("action", tap(pressed(start))).content == Start(invitation="inv1")


def test_a_card_that_was_put_off_and_started_says_only_that() -> None:
    body = card(invitation())
    started = answered(answered(body, "inv1", LATER, "en"), "inv1", START, "en")
    assert "Not now" not in shown(started["blocks"])
    assert "✓ You pressed Start." in shown(started["blocks"])


def test_entities_in_the_card_that_slack_hands_back_are_not_shown() -> None:
    back = card(invitation(title="R&amp;D", promise="a &lt;promise&gt;"))
    words = shown(answered(back, "inv1", START, "en")["blocks"])
    assert "R&D" in words
    assert "a <promise>" in words
    assert "<@U9>" in words


@settings(deadline=None)
@given(title=st.text(max_size=400), promise=st.text(max_size=400), minutes=st.integers(0, 90))
@example("<!channel>", "&lt;!here&gt; <http://x|Approve>", 5)
@example("z" + "\u0301" * 10_000, "x" * 9000, 5)
@example("", "", 5)
def test_any_words_stay_inert_and_within_limits(title: str, promise: str, minutes: int) -> None:
    body = valid(card(invitation(title=title, promise=promise, minutes=minutes)))
    assert body["text"].count("<") == 1  # of the mention that is ours
