import pytest

from cxmodel.interview import Absence, Phase
from interview_flows.talk import Added, Deleted, Edited, ReplyKind, Said, Skipped, Unreadable
from tests.engine.flows import EVERY, WITH_PROBES, flow_of
from tests.engine.respondent import Respondent


def at_the_story() -> Respondent:
    respondent = Respondent(EVERY).agrees()
    respondent.says("A passport", "2", "The queue")
    assert respondent.asked == "story"
    return respondent


def test_an_edit_is_a_revision_and_moves_nothing() -> None:
    respondent = at_the_story()
    turn = respondent.turn
    respondent.does(Edited("A visa", message="m1"))
    answer = respondent.answer("need")
    assert (answer.value, answer.revision_of, answer.turn) == ("A visa", "a1", None)
    assert (respondent.turn, respondent.phase) == (turn, Phase.ASKING)
    assert respondent.last.kind is ReplyKind.NOTICE


def test_an_edit_can_name_the_turn_it_answered() -> None:
    respondent = at_the_story()
    respondent.does(Edited("5", turn=3))
    assert respondent.value("mood") == 2


def test_an_edited_revision_is_edited_further() -> None:
    respondent = at_the_story()
    for words in ("A visa", "Two visas"):
        respondent.does(Edited(words, message="m1"))
    assert respondent.value("need") == "Two visas"
    assert len(respondent.answers) == 3


def test_an_edit_that_cannot_be_read_leaves_the_answer() -> None:
    respondent = at_the_story()
    for words in ("purple", "", "\u200b"):
        respondent.does(Edited(words, message="m2"))
        assert respondent.value("mood") == -1
        assert respondent.heard.startswith("Your edit was not used")


def test_an_edit_moves_the_branch_that_hangs_on_it() -> None:
    respondent = Respondent(EVERY).agrees()
    respondent.says("A passport", "2")
    assert respondent.asked == "upset"
    respondent.does(Edited("5", message="m2"))
    assert respondent.asked == "story"


def test_an_edit_of_no_answer_says_so() -> None:
    respondent = at_the_story()
    before = respondent.interview
    respondent.does(Edited("hello", message="elsewhere"))
    assert "none of your answers" in respondent.heard
    assert respondent.interview == before


def test_an_edited_answer_keeps_its_follow_ups() -> None:
    respondent = Respondent(WITH_PROBES).agrees()
    respondent.says("A pasport", "To travel")
    respondent.does(Edited("A passport", message="m1"))
    assert [a.excluded for a in respondent.interview.answers if a.probe] == [False]


def test_a_deleted_message_takes_its_answer_back() -> None:
    respondent = at_the_story()
    respondent.does(Deleted("m3"))
    assert respondent.value("upset") is Absence.SKIPPED
    assert respondent.interview.answers[2].excluded
    assert respondent.asked is None


def test_deleting_what_was_no_answer_is_nobodys_business() -> None:
    respondent = at_the_story()
    before = respondent.interview
    respondent.does(Deleted("elsewhere"))
    assert respondent.outcome.effects == ()
    assert respondent.interview == before


def test_one_message_of_a_story_can_be_edited_or_deleted() -> None:
    respondent = at_the_story()
    respondent.says("Found it", "Paid it", "done", "yes")
    respondent.does(Edited("Found the form", message="m4"))
    assert respondent.answer("story").verbatim == "Found the form\nPaid it"
    respondent.does(Deleted("m5"))
    assert respondent.answer("story").verbatim == "Found the form"
    assert respondent.steps == ["Found it", "Paid it"]


def test_a_deleted_story_takes_its_steps_along() -> None:
    respondent = at_the_story()
    respondent.says("Found it", "done", "yes")
    respondent.does(Deleted("m4"))
    assert respondent.steps == []
    assert respondent.asked == "extra"


def test_words_can_be_added_to_the_last_answer() -> None:
    respondent = Respondent(EVERY).agrees()
    respondent.says("A passport")
    turn = respondent.turn
    respondent.does(Added())
    assert respondent.heard == "What would you like to add to “A passport”?"
    respondent.says("and a visa")
    answer = respondent.answer("need")
    assert answer.value == "A passport\nand a visa"
    assert answer.messages == ("m1", "m2")
    assert (respondent.asked, respondent.turn) == ("mood", turn)


def test_there_may_be_nothing_to_add_to() -> None:
    respondent = Respondent(EVERY).agrees()
    respondent.says("add")
    assert "no answer in words yet" in respondent.heard


def test_words_written_too_early_continue_the_answer_before() -> None:
    respondent = Respondent(EVERY).agrees()
    respondent.says("A passport")
    respondent.does(Said("for my son", "m9", early=True))
    assert respondent.value("need") == "A passport\nfor my son"
    assert respondent.answer("need").messages == ("m1", "m9")
    assert (respondent.heard, respondent.asked) == ("Added, thank you.", None)
    respondent.says("4")
    assert respondent.value("mood") == 1


def test_words_written_too_early_never_answer_what_waits() -> None:
    respondent = Respondent(EVERY).agrees()
    respondent.says("A passport", "2")
    respondent.does(Said("5", "m9", early=True))
    assert len(respondent.answers) == 2
    assert respondent.asked == "upset"
    respondent.does(Said("skip", "m10", early=True))
    assert len(respondent.answers) == 2


@pytest.mark.parametrize("word", ["skip", "back", "done", "/skip", "Skip"])
def test_a_command_for_a_prompt_not_yet_seen_records_nothing(word: str) -> None:
    respondent = Respondent(EVERY).agrees()
    respondent.says("A passport")
    before = respondent.interview
    respondent.does(Said(word, "m9", early=True))
    assert respondent.interview == before
    assert respondent.asked == "mood"


def test_a_story_ends_by_a_word_that_comes_early_but_its_steps_are_not_confirmed_so() -> None:
    respondent = at_the_story()
    respondent.says("Went there")
    respondent.does(Said("done", "m9", early=True))
    assert respondent.phase is Phase.CONFIRMING
    respondent.does(Said("done", "m10", early=True))
    assert respondent.phase is Phase.CONFIRMING


def test_after_the_end_an_early_command_is_told_that_it_is_over() -> None:
    respondent = at_the_story()
    respondent.says("stop")
    respondent.does(Said("skip", "m9", early=True))
    assert "nothing more is stored" in respondent.heard


def test_a_sticker_is_answered_in_words() -> None:
    respondent = at_the_story()
    turn = respondent.turn
    respondent.does(Unreadable("a sticker"))
    assert "a sticker" in respondent.heard
    assert respondent.turn == turn


@pytest.mark.parametrize("given", [Edited("A red passport", message="m1"), Deleted("m1")])
def test_a_summary_that_waits_is_shown_anew_with_what_was_changed(given: Edited | Deleted) -> None:
    body = EVERY.text[EVERY.text.index("sections") :].replace("playback: no\n", "")
    respondent = Respondent(flow_of(body, playback="yes")).agrees()
    respondent.says("A passport")
    while respondent.phase is not Phase.PLAYBACK:
        respondent.does(Skipped())
    assert "A passport" in respondent.last.say
    turn = respondent.turn
    respondent.does(given)
    if respondent.phase is Phase.PLAYBACK:
        assert ("A red passport" in respondent.last.say) == isinstance(given, Edited)
        assert "You needed: A passport" not in respondent.last.say
        assert respondent.turn == turn
    else:
        assert isinstance(given, Deleted)
        assert respondent.asked == "need"
