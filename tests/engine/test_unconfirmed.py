"""A story counts as it was told, confirmed or not."""

from datetime import timedelta

import pytest

from cxmodel.interview import Interview, Phase, QuestionId
from interview_flows.talk import AskedFor, Changed, Paused, Topic
from interview_flows.unconfirmed import as_told
from tests.engine.flows import EVERY, WITH_PROBES, flow_of
from tests.engine.respondent import Respondent

STEPS = ("I found the form on a page", "I asked my manager about it", "I paid for it at the desk")
BODY = """
sections:
  - id: only
    title: Only
    items:
      - {id: need, kind: text, text: What for?}
      - {id: story, kind: story, text: Tell me.}
      - {id: last, kind: text, text: And last?}
"""


def telling(*parts: str) -> Respondent:
    respondent = Respondent(flow_of(BODY, playback="no")).agrees()
    respondent.says("A form", *(parts or STEPS))
    return respondent


def told(respondent: Respondent) -> Interview:
    return as_told(respondent.interview, respondent.flow, respondent.study)


def shown(interview: Interview) -> list[str]:
    return [step.text for step in interview.visible_steps()]


def test_what_is_being_told_is_an_answer_with_its_steps() -> None:
    interview = told(telling())
    story = interview.answers[-1]
    assert (story.id, story.question, story.verbatim) == ("a2", "story", "\n".join(STEPS))
    assert shown(interview) == list(STEPS)


@pytest.mark.parametrize("phase", [Phase.PAUSED, Phase.EXPIRED])
def test_who_breaks_off_before_saying_that_the_steps_are_right_has_told_them(phase: Phase) -> None:
    respondent = telling()
    respondent.finishes()
    respondent.says("remove 2")
    respondent.does(Paused())
    if phase is Phase.EXPIRED:
        respondent.vanishes()
    interview = told(respondent)
    assert interview.phase is phase
    assert interview.answers[-1].verbatim == "\n".join(STEPS)
    assert shown(interview) == [STEPS[0], STEPS[2]]


def test_once_confirmed_it_is_one_answer_the_same_as_before() -> None:
    respondent = telling()
    before = told(respondent)
    respondent.finishes()
    respondent.taps(0)
    assert [a.id for a in respondent.interview.answers] == ["a1", "a2"]
    assert respondent.answer("story").verbatim == before.answers[-1].verbatim
    assert respondent.interview.steps == before.steps
    assert told(respondent) is respondent.interview


def test_amid_a_detour_to_an_earlier_answer_it_counts() -> None:
    respondent = telling()
    respondent.does(Changed(QuestionId("need")))
    assert told(respondent).answers[-1].question == "story"


def test_what_a_follow_up_brought_up_shows_among_the_steps() -> None:
    respondent = Respondent(WITH_PROBES).agrees()
    while respondent.asked != "story":
        respondent.skips()
    respondent.says("I found the form", "done")
    respondent.taps(0)
    respondent.says("I also called the hotline")
    assert respondent.phase is Phase.CONFIRMING
    interview = told(respondent)
    assert shown(interview) == ["I found the form", "I also called the hotline"]
    assert interview.answers == respondent.interview.answers


def test_corrections_of_a_confirmed_story_wait_for_their_yes() -> None:
    respondent = telling()
    respondent.finishes()
    respondent.taps(0)
    respondent.does(Changed(QuestionId("story")))
    respondent.says("remove 2")
    assert told(respondent) is respondent.interview


def test_it_is_told_at_the_time_when_they_were_last_heard() -> None:
    respondent = telling()
    heard = respondent.now
    respondent.is_silent(timedelta(hours=30))
    assert told(respondent).answers[-1].at == heard


def test_an_interview_without_an_open_story_stays_the_same() -> None:
    respondent = Respondent(EVERY).agrees()
    respondent.says("A passport")
    assert told(respondent) is respondent.interview


def test_their_answers_list_it_without_a_number() -> None:
    respondent = telling("I found the form", "I paid")
    respondent.does(AskedFor(Topic.ANSWERS))
    assert "1. What for?\n   A form\n·  Tell me.\n   so far: I found the form" in respondent.heard
    respondent.does(AskedFor(Topic.MY_DATA))
    assert "so far: I found the form" in respondent.heard
