"""Times in other units than the one asked for are converted, or asked for again."""

import pytest

from cxmodel.errors import RejectedAnswer
from cxmodel.interview import Kind
from interview_flows.durations import Unit, unit_named
from interview_flows.english import ENGLISH
from interview_flows.parsing import Asked, read_answer
from tests.engine.flows import one_question
from tests.engine.respondent import Respondent


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("two hours", Unit.MINUTES, 120),
        ("2h", Unit.MINUTES, 120),
        ("an hour and a half", Unit.MINUTES, 90),
        ("1.5 hrs", Unit.MINUTES, 90),
        ("1h30", Unit.MINUTES, 90),
        ("1 hour 15 minutes", Unit.MINUTES, 75),
        ("half an hour", Unit.MINUTES, 30),
        ("about three quarters of an hour", Unit.MINUTES, 45),
        ("90", Unit.MINUTES, 90),
        ("twenty minutes", Unit.MINUTES, 20),
        ("90 minutes", Unit.MINUTES, 90),
        ("45 min", Unit.HOURS, 0.75),
        ("3 weeks", Unit.DAYS, 21),
        ("two and a half weeks", Unit.DAYS, 17.5),
        ("2½ weeks", Unit.DAYS, 17.5),
        ("half a day", Unit.DAYS, 0.5),
        ("a month", Unit.DAYS, 30),
        ("5 working days", Unit.DAYS, 5),
        ("a couple of days", Unit.DAYS, 2),
        ("12 hours", Unit.DAYS, 0.5),
        ("10 days", Unit.WEEKS, 1.43),
        ("a year", Unit.MONTHS, 12.17),
        ("none", Unit.DAYS, 0),
        ("3", Unit.THINGS, 3),
        ("35 years", Unit.YEARS, 35),
    ],
)
def test_a_time_is_read_in_the_unit_asked_for(typed: str, unit: Unit, value: float) -> None:
    read = read_answer(Asked(Kind.NUMBER, unit=unit), typed, ENGLISH)
    assert (read.value, read.verbatim) == (value, typed)


@pytest.mark.parametrize(
    ("typed", "unit", "sentence"),
    [
        pytest.param("2 days", Unit.HOURS, "this unit: hours", id="of how many hours is a day"),
        pytest.param("3 days", Unit.THINGS, "without a time", id="a time is no count"),
        pytest.param("2-3 weeks", Unit.DAYS, "number", id="a range"),
        pytest.param("a day or two", Unit.DAYS, "number", id="one or the other"),
        pytest.param("1 week or 2 weeks", Unit.DAYS, "number", id="the same unit twice"),
        pytest.param("twenty-five minutes", Unit.MINUTES, "plain digits", id="a number beyond"),
        pytest.param("a few days", Unit.DAYS, "type a number", id="no number"),
    ],
)
def test_a_time_that_is_not_certain_is_asked_again(typed: str, unit: Unit, sentence: str) -> None:
    with pytest.raises(RejectedAnswer, match=sentence):
        read_answer(Asked(Kind.NUMBER, unit=unit), typed, ENGLISH)


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("minutes_lost", Unit.MINUTES),
        ("waiting_days", Unit.DAYS),
        ("hours", Unit.HOURS),
        ("forms", None),
        ("How many weeks or months?", None),
    ],
)
def test_the_kind_of_effort_names_the_unit(words: str, unit: Unit | None) -> None:
    assert unit_named(words) is unit


@pytest.mark.parametrize(
    ("question", "typed", "value"),
    [
        ("effort: {kind: minutes_lost, moment: before}, text: How much time?", "two hours", 120),
        ("effort: {kind: waiting_days, moment: before}, text: How long?", "3 weeks", 21),
        ("unit: days, text: Wie lange hat es gedauert?", "3 weeks", 21),
        ("unit: years, text: How old are you?", "35 years", 35),
        ("effort: {kind: wartezeit, moment: before}, unit: days, text: Wait?", "3 weeks", 21),
    ],
)
def test_a_question_tells_its_unit(question: str, typed: str, value: int) -> None:
    respondent = Respondent(one_question(f"id: n, kind: number, {question}")).agrees()
    respondent.says(typed)
    assert (respondent.value("n"), respondent.answer("n").verbatim) == (value, typed)


def test_without_a_unit_a_time_is_no_number() -> None:
    question = "id: n, kind: number, text: How many minutes did it take?"
    respondent = Respondent(one_question(question)).agrees()
    respondent.says("2 hours")
    assert "without a time" in respondent.heard
