import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.themes import ALIKE, Themes, Told, assigned, likeness, merge, plain, spokesman


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Asked HR", "  asked hr…", id="case and punctuation"),
        pytest.param("caf\u00e9", "cafe\u0301", id="composed and decomposed"),
        pytest.param("E-mail", "email", id="a hyphen inside a word"),
        pytest.param("Fill out a purchase order", "Filled out the purchase order", id="inflection"),
        pytest.param("Get my manager's approval", "get the manager's approval", id="little words"),
    ],
)
def test_these_say_the_same(one: str, other: str) -> None:
    assert merge([Told(one), Told(other)]) == [[0, 1]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("The form was easy to find", "The form was not easy to find", id="negation"),
        pytest.param("Das war leicht zu finden", "Das war nicht leicht zu finden", id="German"),
        pytest.param("filled out form A", "filled out form B", id="a letter"),
        pytest.param("waited 2 days for the answer", "waited 9 days for the answer", id="number"),
        pytest.param("Asked HR for the form", "Asked IT for the form", id="abbreviation"),
        pytest.param("Fill in the vendor form online", "Fill in the budget form online", id="word"),
        pytest.param("😡", "😀", id="emoji alone"),
    ],
)
def test_these_do_not(one: str, other: str) -> None:
    assert merge([Told(one), Told(other)]) == [[0], [1]]


def test_labels_on_offer_are_merged_only_when_they_are_equal() -> None:
    told = [Told("In person with HR", fixed=True), Told("In person, with HR", fixed=True)]
    assert merge(told) == [[0, 1]]
    assert merge([Told("By phone", fixed=True), Told("By phones", fixed=True)]) == [[0], [1]]


def test_long_texts_are_merged_only_when_they_are_equal() -> None:
    long = "word " * 60
    assert merge([Told(long), Told(long + "s")]) == [[0], [1]]
    assert merge([Told(long), Told(long.upper())]) == [[0, 1]]


def test_the_most_frequent_words_speak_for_all_then_the_shortest() -> None:
    assert spokesman(["bb", "a", "bb"]) == "bb"
    assert spokesman(["bb", "a"]) == "a"
    assert spokesman(["b", "a"]) == "a"


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_the_same_both_ways(one: str, other: str) -> None:
    assert likeness(one, other) == pytest.approx(likeness(other, one))


@given(st.lists(st.text(min_size=1, max_size=30), max_size=12))
def test_every_text_is_in_exactly_one_group(texts: list[str]) -> None:
    groups = merge([Told(text) for text in texts])
    assert sorted(at for group in groups for at in group) == list(range(len(texts)))


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize("seed", range(4))
def test_many_texts_at_once_join_what_each_would_join_alone(seed: int) -> None:
    dice = random.Random(seed)
    said = "filled out the vendor purchase order form twice by hand not HR 12 B again"
    words = said.split(" ")
    texts = [
        Told(
            " ".join(dice.choices(words, k=dice.randint(1, 9))) * dice.choice((1, 1, 1, 30)),
            fixed=dice.random() < 0.1,
            language=dice.choice(("en", "de")),
        )
        for _ in range(600)
    ]
    themes = Themes()
    assigned(texts[:200], themes)
    found = themes.matches_each(texts)
    assert found == [themes.matches(told) for told in texts]
    assert {len(matching) for matching in found} >= {0, 1}


def test_the_threshold_is_the_documented_one() -> None:
    assert ALIKE == 80
