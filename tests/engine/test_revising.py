from cxmodel.interview import Absence, Phase, QuestionId
from interview_flows.talk import Changed, Edited, WentBack
from tests.engine.flows import EVERY, flow_of
from tests.engine.respondent import Respondent


def at_the_story() -> Respondent:
    respondent = Respondent(EVERY).agrees()
    respondent.says("A passport", "2", "The queue")
    assert respondent.asked == "story"
    return respondent


def test_back_asks_again_with_the_old_answer_shown() -> None:
    respondent = at_the_story()
    respondent.says("back")
    assert respondent.phase is Phase.EDITING
    assert respondent.asked == "upset"
    assert "You said: “The queue”" in respondent.heard


def test_a_changed_answer_is_a_revision_and_the_talk_goes_on_where_it_was() -> None:
    respondent = at_the_story()
    respondent.says("back", "The rain")
    answer = respondent.answer("upset")
    assert (answer.value, answer.revision_of) == ("The rain", "a3")
    assert respondent.phase is Phase.ASKING
    assert respondent.asked == "story"


def test_skip_keeps_the_old_answer() -> None:
    respondent = at_the_story()
    before = respondent.interview.answers
    respondent.says("back", "skip")
    assert respondent.interview.answers == before
    assert respondent.asked == "story"


def test_back_and_back_again_goes_further() -> None:
    respondent = at_the_story()
    respondent.says("back", "back", "back")
    assert respondent.asked == "need"
    respondent.says("back")
    assert respondent.heard.startswith("This is the first question")
    assert respondent.phase is Phase.EDITING
    respondent.says("skip")
    assert respondent.asked == "story"


def test_only_the_branch_of_a_changed_answer_is_walked_again() -> None:
    respondent = at_the_story()
    respondent.says("back", "back", "5")
    assert respondent.value("mood") == 2
    orphan = next(a for a in respondent.interview.answers if a.question == "upset")
    assert orphan.excluded
    assert respondent.asked == "story"


def test_an_orphaned_answer_counts_again_when_its_branch_comes_back() -> None:
    respondent = at_the_story()
    respondent.says("back", "back", "5")
    respondent.says("back", "1")
    assert respondent.value("upset") == "The queue"
    assert respondent.asked == "story"


def test_a_branch_that_opens_is_asked_at_once() -> None:
    respondent = Respondent(EVERY).agrees()
    respondent.says("A passport", "4", "back", "1")
    assert respondent.asked == "upset"
    respondent.says("The queue")
    assert respondent.asked == "story"


def test_any_question_can_be_changed_by_its_id() -> None:
    respondent = at_the_story()
    respondent.does(Changed(QuestionId("need")))
    respondent.says("A visa")
    assert respondent.value("need") == "A visa"
    assert respondent.asked == "story"


def test_answers_are_numbered_and_changed_by_number() -> None:
    respondent = at_the_story()
    respondent.says("answers")
    assert "1. What did you need?\n   A passport" in respondent.heard
    assert "2. How did you feel?\n   🙁 Bad" in respondent.heard
    respondent.says("change 2")
    assert respondent.asked == "mood"


def test_what_was_not_answered_cannot_be_changed() -> None:
    respondent = at_the_story()
    for given in (Changed(QuestionId("wish")), Changed(QuestionId("nonsense"))):
        respondent.does(given)
        assert "not answered that one yet" in respondent.heard
    respondent.says("change 9")
    assert "no answer with that number" in respondent.heard
    assert respondent.turn == 5


def test_a_question_about_steps_is_changed_where_it_was_asked_last() -> None:
    respondent = at_the_story()
    respondent.says("Found it", "Paid it", "done", "yes", "1", "4", "2", "5")
    respondent.does(Changed(QuestionId("touchpoint")))
    assert respondent.last.context == "The path · Step 2 of 2"
    assert respondent.heard.startswith("Step 2 of 2: “Paid it”\n")


def test_a_story_in_the_middle_of_being_told_survives_a_detour() -> None:
    respondent = at_the_story()
    respondent.says("Found it", "back", "The rain")
    assert respondent.asked == "story"
    respondent.says("Paid it", "done", "yes")
    assert respondent.steps == ["Found it", "Paid it"]


def test_steps_on_the_table_survive_a_detour() -> None:
    respondent = at_the_story()
    respondent.says("Found it", "Paid it", "done", "change 2: Paid in cash")
    respondent.does(Changed(QuestionId("need")))
    respondent.says("A visa")
    assert respondent.phase is Phase.CONFIRMING
    assert "2. Paid in cash" in respondent.heard


def test_a_checklist_is_asked_again_with_its_ticks() -> None:
    respondent = at_the_story()
    respondent.says("skip", "no", "1,3", "back")
    assert respondent.asked == "effort"
    assert respondent.last.selected == (0, 2)


def test_a_stale_back_button_goes_nowhere() -> None:
    respondent = at_the_story()
    respondent.does(WentBack(turn=2))
    assert respondent.asked is None
    assert respondent.outcome.toast


def test_a_skipped_answer_can_be_given_after_all() -> None:
    respondent = Respondent(EVERY).agrees()
    respondent.says("A passport", "skip")
    assert respondent.value("mood") is Absence.SKIPPED
    respondent.says("back")
    assert "You left this one out." in respondent.heard
    respondent.says("5")
    assert respondent.value("mood") == 2


def test_one_story_at_a_time() -> None:
    body = """
sections:
  - id: only
    title: Only
    items:
      - {id: first, kind: story, text: The first story?}
      - {id: second, kind: story, text: The second story?}
"""
    respondent = Respondent(flow_of(body)).agrees()
    respondent.says("Found it", "done", "yes", "Lost it")
    before = respondent.interview
    respondent.does(Changed(QuestionId("first")))
    assert "finish the story that we are in first" in respondent.heard
    assert respondent.interview == before
    respondent.says("done", "yes")
    assert respondent.steps == ["Found it", "Lost it"]


def test_a_question_that_went_away_during_a_pause_is_not_asked_after_it() -> None:
    respondent = Respondent(EVERY).agrees()
    respondent.says("A passport", "2", "pause")
    respondent.does(Edited("5", message="m2"))
    respondent.says("resume")
    assert respondent.asked == "story"
