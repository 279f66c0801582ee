from dataclasses import replace

import pytest

from cxmodel.errors import NotWaiting
from cxmodel.interview import Phase
from interview_flows.talk import (
    AskedFor,
    Began,
    ChangedLanguage,
    Chose,
    Deleted,
    Edited,
    Forgot,
    Paused,
    ReplyKind,
    Resumed,
    Said,
    TimePassed,
    Topic,
    Withdrew,
)
from tests.engine.flows import BILINGUAL, EVERY, WITH_PROBES
from tests.engine.respondent import Respondent, a_study


def at_the_mood() -> Respondent:
    respondent = Respondent(EVERY).agrees()
    respondent.says("A passport")
    return respondent


@pytest.mark.parametrize("back", [Resumed(), Began(), Said("resume"), Said("/resume")])
def test_a_pause_is_taken_up_where_it_was(back: Resumed | Began | Said) -> None:
    respondent = at_the_mood()
    turn = respondent.turn
    respondent.says("pause")
    assert respondent.phase is Phase.PAUSED
    respondent.does(back)
    assert (respondent.phase, respondent.asked) == (Phase.ASKING, "mood")
    assert respondent.last.turn == respondent.turn == turn
    assert respondent.heard.startswith("Welcome back!")


def test_a_pause_shows_the_way_back() -> None:
    respondent = at_the_mood()
    respondent.says("pause")
    assert respondent.last.controls == ("resume",)
    respondent.says("5")
    assert respondent.last.controls == ("resume",)


def test_words_during_a_pause_are_not_taken() -> None:
    respondent = at_the_mood()
    respondent.does(Paused())
    respondent.says("5")
    assert "Say “resume”" in respondent.heard
    assert len(respondent.answers) == 1
    respondent.does(Chose(0, respondent.turn))
    assert respondent.outcome.effects == ()
    assert respondent.outcome.toast


def test_each_phase_is_paused_and_resumed() -> None:
    probing = Respondent(WITH_PROBES).agrees()
    probing.says("A passport")
    confirming = at_the_mood()
    confirming.says("4", "Found it", "done")
    editing = at_the_mood()
    editing.says("back")
    asked = Respondent(EVERY)
    asked.does(Began())
    for respondent in (probing, confirming, editing, asked):
        phase, heard = respondent.phase, respondent.heard
        respondent.does(Paused())
        assert respondent.phase is Phase.PAUSED
        respondent.does(Resumed())
        assert respondent.phase is phase
        assert respondent.heard.endswith(heard)


def test_editing_returns_to_where_it_came_from_after_a_pause() -> None:
    respondent = at_the_mood()
    respondent.says("back", "pause", "resume", "A visa")
    assert (respondent.phase, respondent.asked) == (Phase.ASKING, "mood")
    assert respondent.value("need") == "A visa"


def test_who_was_lost_comes_back_to_the_same_place() -> None:
    probing = Respondent(WITH_PROBES).agrees()
    probing.says("A passport")
    confirming = at_the_mood()
    confirming.says("4", "Found it", "done")
    editing = at_the_mood()
    editing.says("back")
    consenting = Respondent(EVERY)
    consenting.does(Began())
    playback = at_the_mood()
    playback.says(*["skip"] * 2, "no", *["skip"] * 7)
    assert playback.phase is Phase.PLAYBACK
    for respondent in (at_the_mood(), probing, confirming, editing, consenting, playback):
        phase, heard = respondent.phase, respondent.heard
        respondent.interview = replace(respondent.interview, phase=Phase.UNREACHABLE)
        respondent.does(Began())
        assert respondent.phase is phase
        assert respondent.heard.endswith(heard)


def test_who_was_lost_before_the_beginning_begins() -> None:
    respondent = Respondent(EVERY)
    respondent.interview = replace(respondent.interview, phase=Phase.UNREACHABLE)
    respondent.does(Began())
    assert respondent.phase is Phase.CONSENTING


def test_an_answer_brings_who_was_lost_back() -> None:
    respondent = at_the_mood()
    respondent.interview = replace(respondent.interview, phase=Phase.UNREACHABLE)
    respondent.says("5")
    assert respondent.value("mood") == 2


def test_stopping_ends_at_once_and_offers_to_forget() -> None:
    respondent = at_the_mood()
    respondent.says("/stop")
    assert respondent.phase is Phase.WITHDRAWN
    assert "forget me" in respondent.heard
    assert respondent.settled


@pytest.mark.parametrize(
    "given",
    [Said("more"), Chose(0), Edited("x", message="m1"), Deleted("m1"), Began(), Resumed()],
)
def test_a_withdrawn_interview_stays_as_it_is(given: Said | Chose | Edited | Deleted) -> None:
    respondent = at_the_mood()
    respondent.does(Withdrew())
    before = respondent.interview
    respondent.does(given)
    assert respondent.interview == before


@pytest.mark.parametrize("words", ["no", "Never mind", "cancel"])
def test_a_no_to_forgetting_is_no_answer_to_what_waits(words: str) -> None:
    respondent = Respondent(EVERY).agrees()
    respondent.says("forget me", words)
    assert respondent.heard == "Good, nothing is deleted.\n\nWhat did you need?"
    assert respondent.answers == []
    respondent.says("forget me")
    assert "once more" in respondent.heard


def test_a_yes_to_forgetting_is_told_the_words_and_why() -> None:
    respondent = Respondent(EVERY).agrees()
    respondent.says("forget me", "yes")
    assert "it cannot be undone" in respondent.heard
    assert "these exact words: “forget me”" in respondent.heard
    assert respondent.answers == []
    respondent.says("forget me")
    assert respondent.outcome.erased


def test_a_second_yes_to_forgetting_leaves_all_as_it_is() -> None:
    respondent = Respondent(EVERY).agrees()
    respondent.says("forget me", "yes", "yes")
    assert respondent.heard == "Good, nothing is deleted.\n\nWhat did you need?"
    respondent.says("forget me")
    assert not respondent.outcome.erased
    respondent.says("yes")
    assert "these exact words" in respondent.heard  # asked anew, it is told anew


def test_a_no_to_forgetting_after_the_end_reopens_nothing() -> None:
    respondent = at_the_mood()
    respondent.says("stop", "forget me", "no")
    assert (respondent.heard, respondent.phase) == ("Good, nothing is deleted.", Phase.WITHDRAWN)


def test_forgetting_is_asked_once_then_done() -> None:
    respondent = at_the_mood()
    respondent.says("forget me")
    assert not respondent.outcome.erased
    respondent.says("forget me")
    assert respondent.outcome.erased
    assert respondent.phase is Phase.WITHDRAWN


def test_anything_else_between_keeps_everything() -> None:
    respondent = at_the_mood()
    respondent.does(Forgot())
    respondent.says("help")
    respondent.does(Forgot())
    assert not respondent.outcome.erased


def test_a_declined_interview_can_be_forgotten_too() -> None:
    respondent = Respondent(EVERY)
    respondent.does(Began())
    respondent.says("no", "forget me", "forget me")
    assert respondent.outcome.erased


def test_time_that_passed_ends_an_interview_once() -> None:
    respondent = at_the_mood()
    respondent.vanishes()
    assert respondent.phase is Phase.EXPIRED
    with pytest.raises(NotWaiting):
        respondent.does(TimePassed())


def test_help_lists_what_can_be_done_and_the_prompt_stays() -> None:
    respondent = Respondent(EVERY, a_study(EVERY, contact="Ada")).agrees()
    before = respondent.interview
    respondent.says("help")
    for word in ("skip", "back", "answers", "pause", "stop", "forget me", "Ada"):
        assert word in respondent.heard
    assert respondent.interview == before


def test_my_data_tells_what_is_stored() -> None:
    respondent = at_the_mood()
    respondent.does(AskedFor(Topic.MY_DATA))
    for words in ("Quiet Heron", "terminal", "answers: 1", "A passport"):
        assert words in respondent.heard


def test_an_unknown_command_changes_nothing() -> None:
    respondent = at_the_mood()
    before = respondent.interview
    respondent.says("/frobnicate")
    assert "do not know that command" in respondent.heard
    assert respondent.interview == before


def test_one_language_is_one_language() -> None:
    respondent = at_the_mood()
    respondent.does(ChangedLanguage("de"))
    assert respondent.heard == "This interview is in English only."


def test_a_second_language_is_spoken_on_the_same_turn() -> None:
    respondent = Respondent(BILINGUAL).agrees()
    turn = respondent.turn
    respondent.says("language")
    assert respondent.heard.endswith("Type its name: English · Deutsch.")
    respondent.says("language de")
    assert (respondent.heard, respondent.last.turn) == ("Was?", turn)
    assert respondent.last.kind is ReplyKind.QUESTION


def test_a_language_can_be_changed_while_nothing_is_asked() -> None:
    respondent = Respondent(BILINGUAL).agrees()
    respondent.says("pause", "language German")
    assert respondent.interview.language == "de"
    assert respondent.phase is Phase.PAUSED
    respondent.says("resume")
    assert respondent.heard.endswith("Was?")
