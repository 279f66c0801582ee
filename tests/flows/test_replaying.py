"""Recorded interviews held again with a flow."""

import pytest

from cxmodel.interchange import dump_interview, load_interview
from cxmodel.interview import Interview
from interview_flows.loader import load_flow
from interview_flows.replaying import replay
from tests.engine.flows import EVERY, EVERY_KIND, HEAD, one_question
from tests.engine.respondent import Respondent, a_study


def recorded(respondent: Respondent) -> Interview:
    """As an export has it: what only the talk itself needs is not there."""
    return load_interview(dump_interview(respondent.interview))


def everything() -> Respondent:
    jennifer = Respondent(EVERY).agrees()
    jennifer.says("A new phone")
    jennifer.taps("🙁 Bad" if "🙁 Bad" in jennifer.last.options else 1)
    jennifer.says("The price")
    jennifer.says("I went there", "I paid")
    jennifer.finishes()
    jennifer.taps(0)
    while jennifer.asked in {"touchpoint", "feeling", "pain"}:
        if jennifer.asked == "touchpoint":
            jennifer.says("My brother")
        elif jennifer.asked == "feeling":
            jennifer.taps(0)
        else:
            jennifer.says("It was slow")
    jennifer.says("A case")
    jennifer.says("12")
    jennifer.says("that's all")
    jennifer.says("1, 3")
    jennifer.taps(0)
    jennifer.says("7")
    jennifer.says("2026-02-01")
    jennifer.skips()
    jennifer.says("Less to pay")
    jennifer.taps(0)
    jennifer.says("no")
    return jennifer


@pytest.fixture(scope="module")
def jennifer() -> Interview:
    return recorded(everything())


def replayed(interview: Interview, body: str) -> list[str]:
    flow = load_flow(HEAD + body, "new.yaml")
    return replay(interview, flow, a_study(flow))


def test_the_same_flow_gives_the_same_talk(jennifer: Interview) -> None:
    assert len(jennifer.answers) >= 15
    assert replayed(jennifer, EVERY_KIND) == []


@pytest.mark.parametrize(
    ("old", "new", "difference"),
    [
        pytest.param("- {id: extra, k", "- {id: extra, k", None, id="nothing changed"),
        pytest.param(
            "- id: wish\n", "- id: dream\n", "`wish` is not asked any more", id="question gone"
        ),
        pytest.param(
            "- id: wish\n",
            "- id: dream\n",
            "`dream` is asked, and was not then",
            id="question new",
        ),
        pytest.param(
            "high: 10\n", "high: 6\n", "`nps`: “7” is not understood", id="words not understood"
        ),
        pytest.param(
            "when: mood <= -1",
            "when: mood >= 1",
            "`upset` is not asked any more",
            id="another condition",
        ),
    ],
)
def test_a_difference_is_told(
    jennifer: Interview, old: str, new: str, difference: str | None
) -> None:
    body = EVERY_KIND.replace("measure: nps\n        ", "") if "high" in old else EVERY_KIND
    found = replayed(jennifer, body.replace(old, new))
    assert (found == []) if difference is None else (difference in found)


def test_words_that_are_read_otherwise_are_told() -> None:
    counted = "id: many, kind: number, unit: hours, text: How long did it take?"
    talk = Respondent(one_question(counted)).agrees()
    talk.says("two hours", "no more")
    timed = counted.replace("unit: hours", "unit: minutes")
    (found,) = replay(recorded(talk), one_question(timed), talk.study)
    assert found == "`many`: “two hours” is read as 120, and was 2"


def test_a_broken_off_interview_is_held_as_far_as_it_went(jennifer: Interview) -> None:
    talk = Respondent(EVERY).agrees()
    talk.says("A new phone")
    assert replay(recorded(talk), EVERY, talk.study) == []
    assert replay(recorded(Respondent(EVERY)), EVERY, talk.study) == []
