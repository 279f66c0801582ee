from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.homes import MOST
from bot.messenger import Home, HomeEntry, Start, Wish, Wished
from bot.slack.home import MOST_ENTRIES, MOST_OFFERS, home
from cxmodel.interview import InterviewId, StudyId
from tests.slack.checks import elements, labels, shown, valid_view
from tests.slack.payloads import delivery, on_home, pressed

EVERY_WISH = (Wish.RESUME, Wish.ANSWERS, Wish.MAP, Wish.WITHDRAW)


def entry(title: str = "Getting a training", **fields: Any) -> HomeEntry:
    given = {"interview": InterviewId("abc"), "state": "paused", "when": "2026-11-22"}
    return HomeEntry(title=title, **{**given, "wishes": EVERY_WISH, **fields})


def published(*entries: HomeEntry, offers: tuple[tuple[StudyId, str], ...] = ()) -> dict[str, Any]:
    return valid_view(home(Home(entries, offers)))


def test_each_interview_is_listed_with_what_can_be_done() -> None:
    blocks = published(entry())["blocks"]
    assert "Getting a training\nPaused · last answer 2026-11-22" in shown(blocks)
    assert labels(blocks) == ["Resume", "My answers", "My map", "Withdraw"]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("open", "Under way"),
        ("paused", "Paused"),
        ("done", "Completed"),
        ("withdrawn", "Withdrawn"),
        ("something new", "something new"),
    ],
)
def test_the_state_is_told_in_words(state: str, words: str) -> None:
    blocks = published(entry(state=state, wishes=(), when=""))["blocks"]
    assert f"Getting a training\n{words}" in shown(blocks)
    assert "last answer" not in shown(blocks)
    assert elements(blocks) == []


@pytest.mark.parametrize("position", range(4))
def test_every_wish_reads_back_as_itself(position: int) -> None:
    second = entry(interview=InterviewId("R-2"))
    button = elements(published(entry(), second)["blocks"])[4 + position]
    given = delivery("action", on_home(pressed(button)))
    assert given.content == Wished(InterviewId("R-2"), EVERY_WISH[position])
    assert given.interview is None


def test_withdrawing_is_asked_about_first() -> None:
    *others, withdraw = elements(published(entry())["blocks"])
    assert withdraw["confirm"]["confirm"]["text"] == "Withdraw"
    assert not any("confirm" in button for button in others)


def test_open_studies_are_offered_and_begin() -> None:
    offers = ((StudyId("trips"), "Your last trip"), (StudyId("desk"), "The <help> desk"))
    blocks = published(offers=offers)["blocks"]
    assert "The <help> desk" in shown(blocks)
    starts = [delivery("action", on_home(pressed(button))).content for button in elements(blocks)]
    assert starts == [Start(study=StudyId("trips")), Start(study=StudyId("desk"))]


def test_an_empty_page_explains_itself() -> None:
    words = shown(published()["blocks"])
    assert "Nothing here yet" in words
    assert "/journey start" in words
    assert "Only you see this page." in words


def test_a_long_life_of_interviews_still_fits() -> None:
    many = [entry(interview=InterviewId(f"i{n}")) for n in range(MOST_ENTRIES + 7)]
    offers = tuple((StudyId(f"s{n}"), "x" * 500) for n in range(MOST_OFFERS + 7))
    view = published(*many, offers=offers)
    assert len(view["blocks"]) <= 100
    assert "Older ones are not listed here." in shown(view["blocks"])


def test_a_page_that_lists_all_says_nothing_of_older_ones() -> None:
    """And what is read for it is enough to know that there are."""
    all_of_them = [entry(interview=InterviewId(f"i{n}")) for n in range(MOST_ENTRIES)]
    assert "Older ones" not in shown(published(*all_of_them)["blocks"])
    assert MOST > MOST_ENTRIES


@settings(deadline=None)
@given(st.text(max_size=400), st.text(max_size=20))
def test_any_title_is_shown_within_limits(title: str, when: str) -> None:
    published(entry(title, when=when), offers=((StudyId("s"), title),))
