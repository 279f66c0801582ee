import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_flows.slots import fill, slots_in, stray_braces


def test_slots_are_found_in_order() -> None:
    assert slots_in("{{ a }} and {{b_2}}, {{ study.title }}, {{ a }}") == [
        "a",
        "b_2",
        "study.title",
        "a",
    ]


@pytest.mark.parametrize(
    "text", ["", "no slots", "{ a }", "{{ }}", "{{ A }}", "{{ a b }}", "{{ 7*7 }}", "{% a %}"]
)
def test_other_braces_are_no_slots(text: str) -> None:
    assert slots_in(text) == []
    assert fill(text, lambda _: "filled") == text


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "{{ a", "a }}", "{% if %}", "{{ a.b.c }}", "{{{}"])
def test_stray_braces_are_found(text: str) -> None:
    assert stray_braces(text) is not None


def test_braces_inside_other_text_are_left_alone() -> None:
    assert stray_braces("a { b } {{ step }} c") is None


def test_a_slot_in_an_answer_stays_words() -> None:
    assert fill("You said: {{ a }}", {"a": "{{ b }}", "b": "x"}.__getitem__) == "You said: {{ b }}"


@given(st.text())
def test_what_is_filled_in_is_never_read_again(words: str) -> None:
    assert fill("<{{ a }}>", lambda _: words) == f"<{words}>"
    assert fill("{{ a }}{{ b }}", {"a": "{{ b", "b": " }}"}.__getitem__) == "{{ b }}"


@given(st.text())
def test_text_without_slots_stays_as_it_is(text: str) -> None:
    if not slots_in(text):
        assert fill(text, lambda _: "filled") == text
