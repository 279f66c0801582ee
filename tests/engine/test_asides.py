"""Help, answers and data asked for in the middle: what waits is asked again, in short."""

import pytest

from cxmodel.interview import Phase
from interview_flows.talk import ReplyKind
from tests.engine.flows import EVERY, WITH_PROBES
from tests.engine.respondent import Respondent

WORDS = ["help", "answers", "my data"]


def after(*says: str) -> Respondent:
    respondent = Respondent(EVERY).agrees()
    respondent.says(*says)
    return respondent


@pytest.mark.parametrize("word", WORDS)
def test_what_waits_is_asked_again_with_its_buttons(word: str) -> None:
    respondent = after("A passport")
    before = respondent.interview
    respondent.says(word)
    assert respondent.heard.endswith("\n\nHow did you feel?")
    assert len(respondent.last.options) == 5
    assert (respondent.last.kind, respondent.last.turn) == (ReplyKind.NOTICE, before.progress.turn)
    assert respondent.interview == before


def test_buttons_from_before_and_after_an_aside_are_alive() -> None:
    for asked_anew in (False, True):
        respondent = after("A passport")
        turn = respondent.turn
        respondent.says("help")
        respondent.taps("🙂 Good", respondent.last.turn if asked_anew else turn)
        assert respondent.value("mood") == 1


def test_ticks_made_before_an_aside_stay() -> None:
    respondent = after("A passport", "4", "skip", "no")
    respondent.taps("Calls")
    respondent.says("help")
    assert respondent.last.selected == (1,)
    respondent.finishes()
    assert respondent.value("effort") == ("calls",)


def test_a_follow_up_is_asked_again_itself() -> None:
    respondent = Respondent(WITH_PROBES).agrees()
    respondent.says("A passport")
    asked = respondent.heard
    respondent.says("help")
    assert respondent.heard.endswith(f"\n\n{asked}")


def test_which_step_it_is_about_is_said_where_the_question_does_not() -> None:
    respondent = after("A passport", "4", "Found it", "Paid it", "done", "yes", "1", "4")
    respondent.says("help")
    assert respondent.heard.endswith("\nStep 2 of 2: “Paid it”\nWho did you deal with?")


def test_steps_on_the_table_and_the_verdict_are_asked_for_again() -> None:
    respondent = after("A passport", "4", "Found it", "done")
    assert respondent.phase is Phase.CONFIRMING
    respondent.says("answers")
    assert "\n\nIs that right? If not" in respondent.heard
    assert respondent.last.options == ("That's right",)


@pytest.mark.parametrize("word", WORDS)
def test_where_nothing_waits_nothing_is_asked(word: str) -> None:
    for end in ("pause", "stop"):
        respondent = after("A passport", end)
        respondent.says(word)
        assert respondent.last.input == "none"
        assert "How did you feel?\n" not in respondent.heard + "\n"
