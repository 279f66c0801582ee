import pytest

from interview_flows.asking import double_barrelled, leading
from interview_flows.library import shipped
from interview_flows.lint import lint
from interview_flows.loader import load_flow
from interview_flows.slants import SLANTS
from tests.flows.samples import flow_of
from tests.flows.wordings import DOUBLED, GOOD, LEADING

SEVERITY = flow_of(
    "- {id: a, kind: scale, low: 0, high: 4, measure: severity, text: How bad was it?}\n"
    "- {id: b, kind: text, text: How bad was it?}"
)
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


def test_how_bad_a_pain_is_may_be_asked_where_that_is_measured() -> None:
    assert leading("How bad was it?", "en") == "how bad"
    assert leading("How bad was it?", "en", of_severity=True) is None
    assert leading("How great was it?", "en", of_severity=True)
    found = lint(load_flow(SEVERITY, "f"))
    assert [f.message.partition(" is ")[0] for f in found if "leading" in f.message] == ["`b` (en)"]


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
