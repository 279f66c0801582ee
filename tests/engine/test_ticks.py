"""Checklists of messengers that keep the ticks themselves, and files that come in one message."""

import pytest

from cxmodel.interview import Absence, Phase
from interview_flows.talk import Attached, ChoseSeveral, Finished, Outcome, Paused
from tests.engine.flows import one_question
from tests.engine.respondent import Respondent

CHECKLIST = (
    "id: effort, kind: choices, free: yes, text: What was part of it?, options: ["
    "{id: forms, label: Forms}, {id: calls, label: Calls}, "
    "{id: none, label: None of these, exclusive: yes}, "
    "{id: never, label: It did not happen, absence: did_not_happen}]"
)
PHOTO = "id: desk, kind: media, text: What did it look like?"
WORDS = "id: what, kind: text, text: What happened?"


def asked(question: str) -> Respondent:
    return Respondent(one_question(question, playback="no")).agrees()


def ticks(respondent: Respondent, *options: int, done: bool = False) -> Outcome:
    return respondent.does(ChoseSeveral(options, respondent.turn, done=done))


def test_ticks_that_are_done_are_the_answer() -> None:
    respondent = asked(CHECKLIST)
    ticks(respondent, 1, 0, 1, done=True)
    answer = respondent.answer("effort")
    assert (answer.value, answer.verbatim) == (("forms", "calls"), "Forms, Calls")
    assert [settled.chosen for settled in respondent.settled] == ["Forms, Calls"]


def test_a_tick_is_kept_without_a_word() -> None:
    respondent = asked(CHECKLIST)
    turn = respondent.turn
    outcome = ticks(respondent, 1)
    assert (outcome.effects, outcome.toast) == ((), None)
    assert respondent.turn == turn
    ticks(respondent, 0)
    respondent.does(Finished(turn))
    assert respondent.value("effort") == ("forms",)


def test_own_words_join_the_ticks_that_were_kept() -> None:
    respondent = asked(CHECKLIST)
    ticks(respondent, 0)
    respondent.says("A fax")
    assert respondent.value("effort") == ("forms", "A fax")


@pytest.mark.parametrize("alone", [2, 3], ids=["exclusive", "did not happen"])
def test_an_option_that_stands_alone_is_refused_beside_others(alone: int) -> None:
    respondent = asked(CHECKLIST)
    ticks(respondent, 0, alone, done=True)
    assert respondent.answers == []
    assert "cannot go together" in respondent.heard
    assert respondent.last.selected == (0, alone)
    ticks(respondent, 0, done=True)
    assert respondent.value("effort") == ("forms",)


def test_a_single_tick_can_say_that_it_did_not_happen() -> None:
    respondent = asked(CHECKLIST)
    ticks(respondent, 3, done=True)
    assert respondent.value("effort") is Absence.DID_NOT_HAPPEN


def test_done_with_nothing_ticked_asks_again() -> None:
    respondent = asked(CHECKLIST)
    ticks(respondent, 0)
    ticks(respondent, done=True)
    assert respondent.answers == []
    assert "tick at least one" in respondent.heard


@pytest.mark.parametrize("options", [(0, 4), (-1,), (99,)])
def test_ticks_that_are_not_on_offer_change_nothing(options: tuple[int, ...]) -> None:
    respondent = asked(CHECKLIST)
    before = respondent.interview
    outcome = ticks(respondent, *options, done=True)
    assert respondent.interview == before
    assert outcome.effects == ()
    assert outcome.toast


def test_ticks_of_another_prompt_are_stale() -> None:
    respondent = asked(CHECKLIST)
    outcome = respondent.does(ChoseSeveral((0,), respondent.turn - 1))
    assert respondent.answers == []
    assert outcome.toast


def test_ticks_where_no_checklist_waits_change_nothing() -> None:
    respondent = asked(WORDS)
    outcome = ticks(respondent, 0, done=True)
    assert respondent.answers == []
    assert outcome.toast


def test_ticks_while_paused_are_answered_in_place() -> None:
    respondent = asked(CHECKLIST)
    respondent.does(Paused())
    outcome = ticks(respondent, 0, done=True)
    assert respondent.phase is Phase.PAUSED
    assert outcome.toast


# ── files ─────────────────────────────────────────────────────────────────────────────────────────

SECOND = Attached("document", "list.pdf", 20, "F2")
FILES = Attached("photo", "desk.jpg", 10, "F1", caption="My desk", message="m9", beside=(SECOND,))


def test_all_files_of_a_message_belong_to_the_answer_that_asked_for_one() -> None:
    respondent = asked(PHOTO)
    respondent.does(FILES)
    answer = respondent.answer("desk")
    assert (answer.value, answer.verbatim) == ("f1", "My desk")
    kept = [(file.source, file.answer) for file in respondent.interview.attachments]
    assert kept == [("F1", answer.id), ("F2", answer.id)]


def test_all_files_of_a_message_belong_to_the_words_that_came_along() -> None:
    respondent = asked(WORDS)
    respondent.does(FILES)
    answer = respondent.answer("what")
    assert answer.verbatim == "My desk"
    assert {file.answer for file in respondent.interview.attachments} == {answer.id}
    assert len(respondent.interview.attachments) == 2
