import pytest

from interview_flows.asking import double_barrelled, leading
from interview_flows.library import shipped
from interview_flows.lint import lint
from interview_flows.loader import load_flow
from interview_flows.slants import SLANTS
from tests.flows.wordings import DOUBLED, GOOD, LEADING

SHIPPED = [load_flow(text, name) for name, text in shipped().items()]


@pytest.mark.parametrize(("language", "text"), LEADING)
def test_a_leading_question_is_known(language: str, text: str) -> None:
    assert leading(text, language)


@pytest.mark.parametrize(("language", "text"), DOUBLED)
def test_a_double_barrelled_question_is_known(language: str, text: str) -> None:
    assert double_barrelled(text, language)


@pytest.mark.parametrize(("language", "text"), GOOD)
def test_a_good_question_raises_no_alarm(language: str, text: str) -> None:
    assert (leading(text, language), double_barrelled(text, language)) == (None, None)


@pytest.mark.parametrize("flow", SHIPPED, ids=lambda flow: flow.id)
def test_the_shipped_flows_ask_well(flow: object) -> None:
    about_wording = ("leading", "double-barrelled")
    found = [f for f in lint(flow) if any(word in f.message for word in about_wording)]  # type: ignore[arg-type]
    assert found == []


def test_every_language_has_examples_of_each_sort() -> None:
    for examples in (LEADING, DOUBLED, GOOD):
        assert {language for language, _ in examples} == set(SLANTS)


def test_other_languages_are_left_alone() -> None:
    assert leading("Don't you agree?", "nl") is None
    assert double_barrelled("How fast and friendly was it?", "nl") is None
