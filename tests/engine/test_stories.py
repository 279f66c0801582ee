import pytest

from cxmodel.interview import Absence, Phase, QuestionId
from interview_flows.talk import Added, Changed, Deleted, Edited, ReplyKind, Said
from tests.engine.flows import EVERY, WITH_PROBES, flow_of
from tests.engine.respondent import Respondent

STEPS = ("Found the form", "Asked my manager", "Paid at the desk")
BODY = """
sections:
  - id: only
    title: Only
    items:
      - {id: story, kind: story, text: Tell me.}
      - repeat: steps
        each: story
        questions: [{id: feeling, kind: feeling, text: "How was “{{ step }}”?"}]
      - {id: last, kind: text, text: And last?}
"""


def telling() -> Respondent:
    return Respondent(flow_of(BODY, playback="no")).agrees()


def told(*steps: str) -> Respondent:
    respondent = telling()
    respondent.says(*(steps or STEPS))
    respondent.finishes()
    return respondent


def confirmed() -> Respondent:
    respondent = told()
    respondent.taps("That's right")
    return respondent


def test_parts_are_collected_with_a_light_word() -> None:
    respondent = telling()
    respondent.says(STEPS[0])
    assert respondent.last.kind is ReplyKind.ECHO
    respondent.says(STEPS[1])
    assert respondent.last.redraws
    assert "2 messages so far" in respondent.heard
    assert respondent.answers == []
    assert respondent.turn == 2


def test_whoever_comes_back_after_one_message_hears_that_it_is_kept() -> None:
    respondent = telling()
    respondent.says(STEPS[0], "pause", "resume")
    assert "One message so far" in respondent.last.say


@pytest.mark.parametrize("words", ["done", "that's it", "That’s all!", "/done"])
def test_a_word_ends_the_story_and_shows_its_steps(words: str) -> None:
    respondent = telling()
    respondent.says(*STEPS, words)
    assert respondent.phase is Phase.CONFIRMING
    assert respondent.last.kind is ReplyKind.CONFIRM
    assert respondent.last.options == ("That's right",)
    for number, step in enumerate(STEPS, 1):
        assert f"{number}. {step}" in respondent.heard


def test_done_without_a_story_asks_for_it() -> None:
    respondent = telling()
    respondent.says("done")
    assert respondent.phase is Phase.ASKING
    assert respondent.heard.startswith("I have nothing of your story yet.")


@pytest.mark.parametrize("words", ["yes", "That's right", "1", "ok", "done", "skip"])
def test_confirming_records_steps_and_story(words: str) -> None:
    respondent = told()
    respondent.says(words)
    assert respondent.steps == list(STEPS)
    answer = respondent.answer("story")
    assert answer.verbatim == "\n".join(STEPS)
    assert answer.messages == ("m1", "m2", "m3")
    assert respondent.asked == "feeling"
    assert respondent.last.context == "Only · Step 1 of 3"


@pytest.mark.parametrize(
    ("words", "steps"),
    [
        ("remove 3", STEPS[:2]),
        ("move 3 before 1", (STEPS[2], STEPS[0], STEPS[1])),
        ("change 2: Asked her", (STEPS[0], "Asked her", STEPS[2])),
        ("add after 1: Read it", (STEPS[0], "Read it", *STEPS[1:])),
    ],
)
def test_steps_are_corrected_before_they_are_recorded(words: str, steps: tuple[str, ...]) -> None:
    respondent = told()
    respondent.says(words)
    assert respondent.phase is Phase.CONFIRMING
    assert respondent.interview.steps == ()
    respondent.says("yes")
    assert respondent.steps == list(steps)


def test_a_correction_that_is_not_understood_changes_nothing() -> None:
    respondent = told()
    turn = respondent.turn
    respondent.says("hmm, something is off")
    assert respondent.interview.progress.draft_steps == STEPS
    assert respondent.last.turn == turn


def test_what_comes_to_mind_while_confirming_becomes_a_step() -> None:
    respondent = told()
    respondent.says("Oh, and I forgot: before I asked my manager, I called Ann")
    assert respondent.heard.startswith(
        "I have added that as step 2. If it belongs elsewhere, type for example "
        "“move 2 after 3”.\n\nThese are the steps that I understood:\n1. Found the form\n"
        "2. before I asked my manager, I called Ann\n3. Asked my manager"
    )
    respondent.says("then I got a letter", "yes")
    assert respondent.steps == [
        STEPS[0],
        "before I asked my manager, I called Ann",
        *STEPS[1:],
        "I got a letter",
    ]
    assert "Oh, and I forgot: before I asked my manager" in respondent.answer("story").verbatim


def test_who_only_says_that_something_is_missing_is_told_how_to_add_it() -> None:
    respondent = told()
    before = respondent.interview.progress
    respondent.says("I forgot something")
    assert respondent.heard.startswith("To add a step, write it behind the word")
    assert respondent.interview.progress == before


def test_an_afterthought_to_a_changed_story_becomes_a_step() -> None:
    respondent = confirmed()
    respondent.says("1", "change 1", "before step 1 I heard of it", "yes")
    assert respondent.steps == ["I heard of it", *STEPS]


def test_too_many_afterthoughts_are_refused() -> None:
    respondent = telling()
    respondent.says(*(f"Step number {n} of many" for n in range(60)))
    respondent.finishes()
    respondent.says("then I got a letter")
    assert respondent.heard.startswith("I can keep 60 steps.")


@pytest.mark.parametrize("given", [Said("add"), Said("Add something"), Added()])
def test_who_wants_to_add_a_step_is_told_how(given: Said | Added) -> None:
    respondent = told()
    respondent.does(given)
    assert respondent.heard.startswith("To add a step, write it behind the word")
    assert "1. Found the form" in respondent.heard
    respondent.says("add after 1: Asked a colleague", "yes")
    assert respondent.steps == [STEPS[0], "Asked a colleague", *STEPS[1:]]


def test_a_no_asks_what_is_wrong() -> None:
    respondent = told()
    respondent.says("no")
    assert respondent.heard.startswith("What should be different?")


def test_back_from_the_steps_goes_on_with_the_telling() -> None:
    respondent = told()
    respondent.says("back", "Went home", "done", "yes")
    assert respondent.steps == [*STEPS, "Went home"]


def test_words_written_before_the_steps_were_shown_belong_to_the_story() -> None:
    respondent = told()
    respondent.does(Said("Went home", "m9", early=True))
    respondent.says("yes")
    assert respondent.steps == [*STEPS, "Went home"]
    assert respondent.answer("story").messages == ("m1", "m2", "m3", "m9")


def test_a_story_can_be_left_out() -> None:
    respondent = telling()
    respondent.skips()
    assert respondent.value("story") is Absence.SKIPPED
    assert respondent.asked == "last"


def test_skipping_in_the_middle_of_a_story_keeps_what_was_told() -> None:
    respondent = telling()
    respondent.says(STEPS[0])
    respondent.skips()
    assert respondent.phase is Phase.CONFIRMING


def test_a_part_can_be_edited_and_deleted_while_telling() -> None:
    respondent = telling()
    respondent.says(*STEPS)
    respondent.does(Edited("Asked my boss", message="m2"))
    respondent.does(Deleted("m3"))
    assert respondent.turn == 2
    respondent.says("done", "yes")
    assert respondent.steps == ["Found the form", "Asked my boss"]


# ── a story that is changed later ─────────────────────────────────────────────────────────────────


def test_a_changed_story_shows_its_steps_as_a_draft() -> None:
    respondent = confirmed()
    respondent.does(Changed(QuestionId("story")))
    assert respondent.phase is Phase.EDITING
    assert respondent.last.kind is ReplyKind.CONFIRM
    assert "2. Asked my manager" in respondent.heard


def test_steps_that_stay_keep_their_answers() -> None:
    respondent = confirmed()
    respondent.says("1", "2")
    respondent.does(Changed(QuestionId("story")))
    respondent.says("add after 1: Lost it", "remove 3", "yes")
    assert respondent.steps == ["Found the form", "Lost it", "Paid at the desk"]
    assert respondent.value("feeling", "s1") == -2
    assert respondent.interview.steps[1].hidden
    orphan = next(a for a in respondent.interview.answers if a.step == "s2")
    assert orphan.excluded
    assert respondent.heard == "How was “Lost it”?"


def test_a_reworded_step_keeps_its_answers() -> None:
    respondent = confirmed()
    respondent.says("1")
    respondent.does(Changed(QuestionId("story")))
    respondent.says("change 1: Found the right form", "yes")
    assert respondent.value("feeling", "s1") == -2
    assert respondent.steps[0] == "Found the right form"


def test_a_step_that_comes_back_brings_its_answers() -> None:
    respondent = confirmed()
    respondent.says("1")
    for correction in ("remove 1", "add before 1: Found the form"):
        respondent.does(Changed(QuestionId("story")))
        respondent.says(correction, "yes")
    assert respondent.steps == list(STEPS)
    assert respondent.value("feeling", "s1") == -2


def test_a_story_kept_as_it_is_changes_nothing() -> None:
    respondent = confirmed()
    before = respondent.interview
    respondent.does(Changed(QuestionId("story")))
    respondent.says("remove 1", "skip")
    assert respondent.interview.steps == before.steps
    assert respondent.interview.answers == before.answers


def test_a_story_that_was_left_out_can_be_told_later() -> None:
    respondent = telling()
    respondent.skips()
    respondent.does(Changed(QuestionId("story")))
    assert respondent.phase is Phase.EDITING
    respondent.says(*STEPS, "done", "yes")
    assert respondent.steps == list(STEPS)
    assert respondent.answer("story").verbatim == "\n".join(STEPS)
    assert respondent.asked == "feeling"


def test_a_follow_up_that_names_a_step_puts_it_among_the_steps() -> None:
    respondent = Respondent(WITH_PROBES).agrees()
    respondent.says("I needed a new passport quickly", "3", "nothing at all went wrong", "no")
    respondent.says("It kept me from work last week", *STEPS, "done", "yes")
    assert respondent.heard == "Is a step missing?"
    respondent.says("Signed it at home")
    assert respondent.phase is Phase.CONFIRMING
    assert "4. Signed it at home" in respondent.heard
    respondent.says("move 4 before 3")
    respondent.does(Said("Went home", "m99", early=True))
    respondent.says("yes")
    assert respondent.steps == [*STEPS[:2], "Signed it at home", STEPS[2], "Went home"]
    assert respondent.answer("story").verbatim == "\n".join([*STEPS, "Went home"])
    assert respondent.asked == "wish"


# ── rounds until "that's all" ─────────────────────────────────────────────────────────────────────


def in_rounds() -> Respondent:
    respondent = Respondent(EVERY).agrees()
    respondent.says("A passport", "4")
    respondent.skips()
    assert respondent.asked == "extra"
    return respondent


def test_each_round_makes_a_step_that_is_asked_about() -> None:
    respondent = in_rounds()
    assert respondent.last.options == ("Nothing",)
    respondent.says("A photo")
    assert respondent.heard.endswith("What did A photo cost?")
    respondent.says("12")
    assert respondent.last.options == ("That's all",)
    respondent.says("A fee", "60")
    assert respondent.steps == ["A photo", "A fee"]
    assert [respondent.value("extra", s) for s in ("s1", "s2")] == ["A photo", "A fee"]
    assert [respondent.value("price", s) for s in ("s1", "s2")] == [12, 60]


@pytest.mark.parametrize("words", ["no", "that's all", "done", "nothing else", "None"])
def test_words_close_the_rounds(words: str) -> None:
    respondent = in_rounds()
    respondent.says("A photo", "12", words)
    assert respondent.value("extra") is Absence.DID_NOT_HAPPEN
    assert respondent.asked == "effort"


def test_a_tap_closes_the_rounds() -> None:
    respondent = in_rounds()
    respondent.taps("Nothing")
    assert respondent.value("extra") is Absence.DID_NOT_HAPPEN


def test_closed_rounds_open_again_by_going_back() -> None:
    respondent = in_rounds()
    respondent.says("no", "back", "A fee")
    assert respondent.steps == ["A fee"]
    respondent.says("60")
    assert respondent.asked == "extra"


def test_a_reworded_round_rewords_its_step() -> None:
    respondent = in_rounds()
    respondent.says("A photo", "12", "back", "back", "Two photos")
    assert respondent.steps == ["Two photos"]
    assert respondent.value("price", "s1") == 12


STEP_QUESTIONS = """
sections:
  - id: only
    title: Only
    items:
      - {id: story, kind: story, text: Tell me.}
      - repeat: steps
        each: story
        questions:
          - {id: who, kind: text, text: Who was there?, hint: A name will do.}
          - {id: how, kind: text, text: "How was “{{ step }}”?"}
          - {id: why, kind: text, text: Why?}
"""


def test_each_question_about_a_step_names_it_once() -> None:
    respondent = Respondent(flow_of(STEP_QUESTIONS)).agrees()
    respondent.says("Found it", "Paid it", "done", "yes")
    seen = []
    for words in ("Ada", "Well", "Luck", "Ben", "Badly", "Rain"):
        seen.append((respondent.last.context, respondent.heard))
        respondent.says(words)
    assert seen == [
        ("Only · Step 1 of 2", "Step 1 of 2: “Found it”\nWho was there?\nA name will do."),
        ("Only · Step 1 of 2", "How was “Found it”?"),
        ("Only · Step 1 of 2: “Found it”", "Why?"),
        ("Only · Step 2 of 2", "Step 2 of 2: “Paid it”\nWho was there?"),
        ("Only · Step 2 of 2", "How was “Paid it”?"),
        ("Only · Step 2 of 2: “Paid it”", "Why?"),
    ]


def test_a_long_telling_is_listened_to_audibly() -> None:
    respondent = telling()
    heard = []
    for number in range(1, 12):
        respondent.says(f"Step {number}")
        heard.append("" if respondent.last.redraws else respondent.heard[:18])
    assert heard == [
        "Got it. Go on, or ",
        *[""] * 3,
        "5 messages so far.",
        *[""] * 4,
        "10 messages so far",
        "",
    ]


def test_what_can_be_typed_about_the_steps_is_said_once() -> None:
    respondent = told()
    respondent.says("My mother knows")
    assert respondent.heard.startswith("I did not understand “My mother knows”.\n\nThese")
    assert respondent.heard.count("remove 3") == 1
    assert respondent.last.controls == ("back", "pause")


def test_the_list_of_answers_names_each_step_once() -> None:
    respondent = Respondent(flow_of(STEP_QUESTIONS)).agrees()
    respondent.says("Found it", "done", "yes", "Ada", "Well", "answers")
    listed = respondent.heard.split("\n")
    assert "2. Who was there? (Found it)" in listed
    assert "3. How was “Found it”?" in listed


def test_parts_that_arrive_in_another_order_stand_as_they_were_sent() -> None:
    respondent = Respondent(EVERY).agrees()
    respondent.says("A visa", "4")
    for number, text in ((30, "Paid it"), (9, "Found the form"), (12, "Filled it in")):
        respondent.does(Said(text, f"D1/{number}.5"))
    respondent.finishes()
    respondent.says("yes")
    assert respondent.steps == ["Found the form", "Filled it in", "Paid it"]
