"""Questions that screen: who is not meant is told so kindly, and nobody later."""

import pytest

from cxmodel.errors import InvalidFlow
from cxmodel.interview import COUNTED_PHASES, Phase
from interview_flows.machine import advance
from interview_flows.screening import was_screened_out
from interview_flows.simulate import Simulation
from interview_flows.talk import Began, ReplyKind, WentBack
from tests.engine.flows import flow_of
from tests.engine.respondent import Respondent

KIND_WORDS = "This one is about people who fly. Thank you for coming!"
SCREENED = """
sections:
  - id: only
    title: Only
    items:
      - id: flights
        kind: number
        low: 0
        high: 99
        skippable: no
        screens: flights >= 1
        text: How many flights did you take this year?
      - {id: best, kind: text, text: Which one do you remember best?}
      - {id: last, kind: text, text: And last?}
"""
FLOW = flow_of(SCREENED, screened_out=f'"{KIND_WORDS}"')


def test_who_is_not_meant_is_told_so_kindly_and_is_on_no_map() -> None:
    somebody = Respondent(FLOW).agrees()
    somebody.says("0")
    assert (somebody.heard, somebody.last.kind) == (KIND_WORDS, ReplyKind.CLOSING)
    assert somebody.phase is Phase.DECLINED
    assert somebody.phase not in COUNTED_PHASES
    assert was_screened_out(somebody.interview)


def test_who_comes_back_hears_the_same_again() -> None:
    somebody = Respondent(FLOW).agrees()
    somebody.says("0")
    somebody.does(Began())
    assert somebody.heard == KIND_WORDS
    somebody.says("3")
    assert (somebody.phase, somebody.heard) == (Phase.DECLINED, KIND_WORDS)


def test_who_declined_was_not_screened_out() -> None:
    somebody = Respondent(FLOW)
    somebody.does(Began())
    somebody.taps(1)
    assert somebody.phase is Phase.DECLINED
    assert not was_screened_out(somebody.interview)


def test_who_is_meant_goes_on() -> None:
    somebody = Respondent(FLOW).agrees()
    somebody.says("2")
    assert somebody.asked == "best"


def test_who_is_past_the_question_stays_whatever_they_correct() -> None:
    somebody = Respondent(FLOW).agrees()
    somebody.says("2")
    somebody.does(WentBack())
    somebody.says("0")
    assert (somebody.phase, somebody.asked) == (Phase.ASKING, "best")
    assert somebody.value("flights") == 0
    somebody.says("change 1", "0", "The first", "None")
    assert somebody.phase in {Phase.PLAYBACK, Phase.COMPLETED}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("skippable: no\n        ", "", "add `skippable: no`"),
        ("flights >= 1", "flights >= 100", "unreachable"),
        ("flights >= 1", "answered(study.contact)", "must look at `flights`"),
    ],
)
def test_a_screen_that_cannot_work_is_refused(old: str, new: str, reason: str) -> None:
    with pytest.raises(InvalidFlow, match=reason):
        flow_of(SCREENED.replace(old, new), screened_out="Bye.")


def test_without_words_to_end_with_a_screen_is_refused() -> None:
    with pytest.raises(InvalidFlow, match="no `screened_out`"):
        flow_of(SCREENED)


def test_simulated_respondents_go_both_ways() -> None:
    simulation = Simulation(FLOW)
    list(simulation.run(9))
    assert simulation.failures() == []
    assert simulation.coverage.branches["screen flights", False] > 0


def test_the_machine_screens_out_of_a_question_only() -> None:
    somebody = Respondent(FLOW).agrees()
    assert advance(somebody.interview, "screen_out").phase is Phase.DECLINED
