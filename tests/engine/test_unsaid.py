"""Words that say there is nothing to say are an absence, in their own words."""

import pytest

from cxmodel.interview import Absence, Phase
from interview_flows.talk import Edited
from tests.engine.flows import one_question
from tests.engine.respondent import Respondent


def asked(question: str) -> Respondent:
    return Respondent(one_question(question, playback="no")).agrees()


@pytest.mark.parametrize(
    ("words", "absence"),
    [
        ("dunno", Absence.SKIPPED),
        ("No idea, sorry.", Absence.SKIPPED),
        ("I don't know", Absence.SKIPPED),
        ("Well, hard to say…", Absence.SKIPPED),
        ("nothing", Absence.DID_NOT_HAPPEN),
        ("Nothing really", Absence.DID_NOT_HAPPEN),
        ("No", Absence.DID_NOT_HAPPEN),
    ],
)
def test_words_that_say_nothing_are_no_claim(words: str, absence: Absence) -> None:
    respondent = asked("id: wish, kind: text, lane: touchpoint_desired, text: What would you wish?")
    respondent.says(words)
    answer = respondent.answer("wish")
    assert (answer.value, answer.absence, answer.verbatim) == (None, absence, words)
    assert (respondent.phase, respondent.asked) == (Phase.ASKING, "last")


@pytest.mark.parametrize(
    "words",
    ["I don't know who signs it", "Nothing worked", "No reply for weeks", "no idea who to ask"],
)
def test_such_words_within_an_answer_are_part_of_it(words: str) -> None:
    respondent = asked("id: pain, kind: text, lane: pain, text: What went wrong?")
    respondent.says(words)
    assert respondent.value("pain") == words


def test_what_must_be_answered_is_asked_again_after_a_dont_know() -> None:
    respondent = asked("id: need, kind: text, skippable: no, text: What did you need?")
    respondent.says("dunno")
    assert respondent.heard.startswith("I need an answer to this one to go on.")


def test_an_edit_to_words_that_say_nothing_takes_the_claim_back() -> None:
    respondent = asked("id: pain, kind: text, lane: pain, text: What went wrong?")
    respondent.says("The queue")
    respondent.does(Edited("no idea", message="m1"))
    assert respondent.value("pain") is Absence.SKIPPED
