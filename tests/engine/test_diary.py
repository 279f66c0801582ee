"""Moments: what happens just now, noted at any time, becomes a step of the story."""

from datetime import timedelta

import pytest

from cxmodel.interview import Absence, Phase
from interview_flows.english import ENGLISH
from interview_flows.talk import (
    Attached,
    Began,
    Deleted,
    Edited,
    Moment,
    Paused,
    Resumed,
    Unreadable,
    WentBack,
)
from tests.engine.flows import EVERY, flow_of, one_question
from tests.engine.respondent import Respondent

STEPS = """
sections:
  - id: only
    title: Only
    items:
      - repeat: extras
        until: done
        questions:
          - {id: extra, kind: text, text: What did you pay for?}
          - {id: price, kind: number, low: 0, high: 999, text: "What did {{ step }} cost?"}
      - {id: last, kind: text, text: And last?}
"""


def at_the_need() -> Respondent:
    return Respondent(EVERY).agrees()


def at_the_touchpoint() -> Respondent:
    """The story is told: two steps, and the first is asked about."""
    respondent = at_the_need()
    respondent.says("A passport", "4", "Found the form", "Filled it in", "done", "yes")
    return respondent


def test_a_moment_is_asked_for_and_noted_with_its_time() -> None:
    respondent = at_the_need()
    respondent.says("moment")
    assert respondent.heard == ENGLISH.moment_what
    turn = respondent.turn
    respondent.says("The printer jams")
    assert respondent.heard == f"{ENGLISH.moment_noted}\n\nWhat did you need?"
    assert (respondent.turn, respondent.last.turn) == (turn, turn)
    (step,) = respondent.interview.visible_steps()
    assert (step.text, step.source, step.at) == ("The printer jams", "story", respondent.now)
    answer = respondent.answer("story")
    assert (answer.verbatim, answer.at, answer.excluded) == (step.text, respondent.now, False)
    respondent.says("A passport")
    assert respondent.value("need") == "A passport"


def test_before_the_story_is_told_moments_are_its_beginning() -> None:
    respondent = at_the_need()
    respondent.says("moment", "The printer jams", "A passport", "moment", "Now the lift", "4")
    assert respondent.asked == "story"
    assert "– The printer jams\n– Now the lift" in respondent.heard
    when = [step.at for step in respondent.interview.visible_steps()]
    respondent.says("Then I walked", "done")
    assert "1. The printer jams\n2. Now the lift\n3. I walked" in respondent.heard
    respondent.says("yes")
    assert respondent.steps == ["The printer jams", "Now the lift", "I walked"]
    assert [step.at for step in respondent.interview.visible_steps()] == [*when, None]
    assert respondent.answer("story").verbatim == "The printer jams\nNow the lift\nThen I walked"
    assert (respondent.asked, respondent.phase) == ("touchpoint", Phase.ASKING)


@pytest.mark.parametrize("end", ["done", "skip"])
def test_moments_alone_may_be_the_story(end: str) -> None:
    respondent = at_the_need()
    respondent.says("moment", "The printer jams", "A passport", "4", end)
    assert "1. The printer jams" in respondent.heard
    respondent.says("yes")
    assert respondent.steps == ["The printer jams"]
    assert respondent.answer("story").turn is not None
    assert respondent.asked == "touchpoint"


def test_after_the_story_they_stand_behind_it_and_are_asked_about_when_it_goes_on() -> None:
    respondent = at_the_touchpoint()
    respondent.says("moment", "They called me back")
    assert respondent.asked == "touchpoint"
    assert respondent.steps == ["Found the form", "Filled it in", "They called me back"]
    asked = []
    for _ in range(9):
        asked.append((respondent.interview.progress.at, respondent.asked))
        respondent.skips()
    steps = {at.step for at, question in asked if at and question == "touchpoint"}
    assert steps == {"s1", "s2", "s3"}


def test_a_moment_in_the_playback_is_asked_about_before_the_end() -> None:
    respondent = at_the_touchpoint()
    while respondent.phase is not Phase.PLAYBACK:
        respondent.skips()
    respondent.says("moment", "They called me back")
    assert respondent.heard.endswith(ENGLISH.playback_question)
    respondent.says("4")
    assert (respondent.phase, respondent.asked) == (Phase.ASKING, "touchpoint")
    assert "They called me back" in respondent.heard


def test_a_paused_interview_takes_moments_and_stays_paused() -> None:
    respondent = at_the_touchpoint()
    respondent.does(Paused())
    respondent.does(Moment())
    assert respondent.heard == ENGLISH.moment_what
    respondent.says("They called me back")
    assert (respondent.heard, respondent.phase) == (ENGLISH.moment_noted, Phase.PAUSED)
    assert respondent.steps[-1] == "They called me back"
    respondent.says("and more")
    assert respondent.heard == ENGLISH.still_paused
    respondent.does(Resumed())
    assert respondent.asked == "touchpoint"


@pytest.mark.parametrize("pauses", [False, True])
def test_a_moment_joins_the_steps_on_the_table(*, pauses: bool) -> None:
    respondent = at_the_need()
    respondent.says("A passport", "4", "Found the form", "done")
    assert respondent.phase is Phase.CONFIRMING
    respondent.says(*["pause"] * pauses, "moment", "It rains", *["resume"] * pauses)
    assert "1. Found the form\n2. It rains" in respondent.heard
    respondent.says("yes")
    assert respondent.steps == ["Found the form", "It rains"]
    assert respondent.interview.visible_steps()[1].at is not None
    assert respondent.answer("story").verbatim == "It rains\nFound the form"


def test_the_words_are_needed_or_it_is_dropped() -> None:
    respondent = at_the_need()
    respondent.says("moment", "", "never mind")
    assert respondent.heard == f"{ENGLISH.moment_dropped}\n\nWhat did you need?"
    respondent.says("moment", "skip")
    assert respondent.heard.startswith(ENGLISH.moment_dropped)
    assert (respondent.answers, respondent.steps) == ([], [])


def test_a_picture_with_a_caption_is_a_moment() -> None:
    respondent = at_the_need()
    respondent.does(Moment())
    respondent.does(Attached("photo", "x.jpg", 1, "id"))
    respondent.does(Attached("photo", "y.jpg", 1, "id", caption="The queue", message="m9"))
    assert respondent.steps == ["The queue"]
    assert respondent.interview.attachments[1].answer == respondent.answer("story").id


def test_an_edited_moment_is_a_revision_and_a_deleted_one_is_asked_for_again() -> None:
    respondent = at_the_need()
    respondent.says("moment", "The printer jams")
    respondent.does(Edited("The printer jammed", message="m2"))
    assert respondent.answer("story").verbatim == "The printer jammed"
    respondent.does(Deleted("m2"))
    assert respondent.value("story") is Absence.SKIPPED
    assert respondent.steps == []
    respondent.says("A passport", "4")
    assert respondent.asked == "story"


def test_where_things_are_listed_a_moment_is_one_more() -> None:
    respondent = Respondent(one_question("id: first, kind: text, text: First?")).agrees()
    respondent.says("moment")
    assert respondent.heard.startswith(ENGLISH.no_moments)
    listed = Respondent(flow_of(STEPS, playback="no")).agrees()
    listed.says("moment", "A stamp")
    assert (listed.steps, listed.answer("extra", "s1").verbatim) == (["A stamp"], "A stamp")
    assert listed.interview.steps[0].at == listed.now
    listed.says("An envelope")
    assert listed.heard.endswith("What did A stamp cost?")
    listed.says("2", "3", "that's all", "moment")
    assert listed.heard.startswith(ENGLISH.no_moments)


def test_before_consent_no_moment_is_kept() -> None:
    respondent = Respondent(EVERY)
    respondent.does(Began())
    respondent.says("moment", "The printer jams")
    assert respondent.heard.startswith(ENGLISH.consent_first)
    assert respondent.answers == []


def test_what_was_told_before_outlives_moments_in_any_number() -> None:
    respondent = at_the_touchpoint()
    for number in range(60):
        respondent.now += timedelta(hours=1)
        respondent.says("moment", f"Moment number {number}")
    assert "I can keep" in respondent.heard
    assert respondent.steps[:3] == ["Found the form", "Filled it in", "Moment number 0"]


@pytest.mark.parametrize("between", ["help", "answers", "my data", "language", "pause"])
def test_after_anything_else_words_are_the_answer_to_what_waits(between: str) -> None:
    respondent = at_the_need()
    respondent.says("moment", between, *["resume"] * (between == "pause"))
    respondent.says("A passport")
    assert respondent.value("need") == "A passport"
    assert respondent.steps == []


def test_a_question_that_is_asked_again_a_day_later_is_answered() -> None:
    respondent = at_the_need()
    respondent.says("moment")
    respondent.is_silent(timedelta(days=1))
    assert respondent.heard.startswith(ENGLISH.reminders[0])
    respondent.says("A passport")
    assert (respondent.value("need"), respondent.steps) == ("A passport", [])


def test_a_tapped_option_ends_the_waiting_and_a_tapped_skip_only_that() -> None:
    respondent = at_the_need()
    respondent.says("moment")
    respondent.skips()
    assert respondent.heard == f"{ENGLISH.moment_dropped}\n\nWhat did you need?"
    respondent.says("A passport", "moment")
    respondent.does(WentBack())
    respondent.says("An identity card")
    assert (respondent.value("need"), respondent.steps) == ("An identity card", [])


def test_what_cannot_be_read_may_be_written_instead() -> None:
    respondent = at_the_need()
    respondent.says("moment")
    respondent.does(Unreadable("voice messages"))
    respondent.says("The printer jams")
    assert respondent.steps == ["The printer jams"]
