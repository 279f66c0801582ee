import pytest

from cxmodel.interview import Absence, Kind
from interview_flows.talk import Added, Attached, Chose, ReplyKind, Resumed, Said, Settled
from tests.engine.flows import EVERY, flow_of, one_question
from tests.engine.respondent import Respondent, a_study

CHOICES = (
    "id: effort, kind: choices, text: What was part of it?, options: ["
    "{id: forms, label: Forms}, {id: calls, label: Calls}, "
    "{id: none, label: None of these, exclusive: yes}]"
)
SCALE = "id: nps, kind: scale, low: 0, high: 10, text: Would you recommend it?"
CHOICE = (
    "id: speed, kind: choice, text: How fast?, options: ["
    "{id: fast, label: Fast}, {id: slow, label: Slow}, "
    "{id: never, label: It never came, absence: did_not_happen}]"
)

HOW_OFTEN = (
    "id: often, kind: choice, measure: recurrence, text: How often does that happen?, options: ["
    "{id: once, label: It happened once}, {id: sometimes, label: It happens sometimes}, "
    "{id: always, label: It happens every time}]"
)


def asked(question: str) -> Respondent:
    return Respondent(one_question(question, playback="no")).agrees()


def test_a_question_shows_its_stage_its_controls_and_its_turn() -> None:
    respondent = Respondent(EVERY).agrees()
    prompt = respondent.last
    assert (prompt.kind, prompt.question, prompt.input) == (ReplyKind.QUESTION, "need", "text")
    assert (prompt.context, prompt.turn, prompt.controls) == ("The start", 2, ("pause",))


def test_words_are_kept_as_they_were_said() -> None:
    respondent = Respondent(EVERY).agrees()
    respondent.says("  A new passport\x00 ")
    answer = respondent.answer("need")
    assert answer.value == "A new passport\ufffd"
    assert answer.messages == ("m1",)
    assert answer.turn == 2


def test_only_what_has_options_is_settled() -> None:
    respondent = Respondent(EVERY).agrees()
    respondent.says("A new passport")
    assert respondent.settled == []
    respondent.says("4")
    assert respondent.settled == [Settled(3, None)]


def test_a_tap_records_the_value_and_the_label() -> None:
    respondent = asked(CHOICE)
    respondent.taps(1)
    answer = respondent.answer("speed")
    assert (answer.value, answer.verbatim, answer.kind) == ("slow", "Slow", Kind.CHOICE)
    assert respondent.settled == [Settled(2, "Slow")]


def test_an_option_can_be_tapped_by_its_label() -> None:
    respondent = asked(CHOICE)
    respondent.taps("fast")
    assert respondent.value("speed") == "fast"


def test_an_option_can_say_that_it_did_not_happen() -> None:
    respondent = asked(CHOICE)
    respondent.taps("It never came")
    answer = respondent.answer("speed")
    assert (answer.value, answer.absence) == (None, Absence.DID_NOT_HAPPEN)
    assert answer.verbatim == "It never came"


def test_the_same_option_typed_says_the_same() -> None:
    respondent = asked(CHOICE)
    respondent.says("it never came")
    assert respondent.value("speed") is Absence.DID_NOT_HAPPEN


def test_a_double_tap_records_one_answer() -> None:
    respondent = asked(CHOICE)
    turn = respondent.turn
    respondent.taps(0, turn)
    before = respondent.interview
    respondent.taps(0, turn)
    assert respondent.interview == before
    assert respondent.outcome.effects == ()
    assert respondent.outcome.toast == "This question has been answered already."


def test_the_second_of_two_buttons_of_one_turn_is_stale() -> None:
    respondent = asked(CHOICE)
    turn = respondent.turn
    respondent.taps(0, turn)
    respondent.taps(1, turn)
    assert respondent.value("speed") == "fast"


@pytest.mark.parametrize("option", [3, -1, 99, "Nobody knows", ""])
def test_an_option_that_is_not_on_offer_is_answered_where_the_finger_is(option: int | str) -> None:
    respondent = asked(CHOICE)
    respondent.taps(option)
    assert respondent.answers == []
    assert respondent.outcome.effects == ()
    assert respondent.outcome.toast


def test_a_rejected_answer_is_asked_again_on_the_same_turn() -> None:
    respondent = asked(SCALE)
    turn = respondent.turn
    respondent.says("eleventy")
    assert respondent.answers == []
    assert respondent.asked == "nps"
    assert respondent.last.turn == turn
    assert respondent.heard.endswith("Would you recommend it?")


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u200d", "\n\t"])
def test_nothing_visible_is_asked_again(text: str) -> None:
    respondent = Respondent(EVERY).agrees()
    respondent.says(text)
    assert respondent.answers == []
    assert respondent.asked == "need"


def test_a_scale_offers_its_points() -> None:
    respondent = asked(SCALE)
    assert respondent.last.options == tuple(str(n) for n in range(11))
    respondent.taps(10)
    assert respondent.value("nps") == 10


def test_skipping_is_an_absence() -> None:
    respondent = asked(SCALE)
    respondent.skips()
    assert respondent.value("nps") is Absence.SKIPPED
    assert respondent.asked == "last"


def test_a_question_that_is_needed_cannot_be_skipped() -> None:
    respondent = Respondent(EVERY).agrees()
    respondent.says("skip")
    assert respondent.answers == []
    assert respondent.asked == "need"


# ── checklists ────────────────────────────────────────────────────────────────────────────────────


def test_taps_tick_and_untick_on_the_same_turn() -> None:
    respondent = asked(CHOICES)
    turn = respondent.turn
    for option in (0, 1, 0):
        respondent.taps(option)
        assert respondent.last.redraws
        assert respondent.turn == turn
    assert respondent.last.selected == (1,)
    assert respondent.answers == []


def test_done_records_what_is_ticked() -> None:
    respondent = asked(CHOICES)
    respondent.taps(1)
    respondent.taps(0)
    respondent.finishes()
    answer = respondent.answer("effort")
    assert (answer.value, answer.verbatim) == (("forms", "calls"), "Forms, Calls")


def test_an_exclusive_option_clears_the_others_and_is_cleared_by_them() -> None:
    respondent = asked(CHOICES)
    respondent.taps(0)
    respondent.taps(2)
    assert respondent.last.selected == (2,)
    respondent.taps(1)
    assert respondent.last.selected == (1,)


@pytest.mark.parametrize("text", ["1,2", "1 2", "forms, calls"])
def test_a_typed_list_records_at_once(text: str) -> None:
    respondent = asked(CHOICES)
    respondent.says(text)
    assert respondent.value("effort") == ("forms", "calls")


def test_done_without_a_tick_asks_again() -> None:
    respondent = asked(CHOICES)
    respondent.says("done")
    assert respondent.answers == []
    assert "tick at least one" in respondent.heard


def test_own_words_join_what_is_ticked() -> None:
    respondent = asked(CHOICES.replace("kind: choices", "kind: choices, free: yes"))
    respondent.taps(0)
    respondent.says("A fax")
    assert respondent.value("effort") == ("forms", "A fax")


# ── options that come from elsewhere ──────────────────────────────────────────────────────────────


def test_touchpoints_of_the_study_stand_before_the_flows_own() -> None:
    question = (
        "id: where, kind: choice, options_from: touchpoints, text: Where?, "
        "options: [{id: phone, label: By phone}, {id: hr, label: HR portal}]"
    )
    flow = one_question(question)
    respondent = Respondent(flow, a_study(flow, touchpoints=("HR portal", "Help desk"))).agrees()
    assert respondent.last.options == ("HR portal", "Help desk", "By phone")
    respondent.taps(1)
    assert respondent.value("where") == "Help desk"


def test_a_free_choice_takes_own_words() -> None:
    respondent = asked(CHOICE.replace("kind: choice", "kind: choice, free: yes"))
    respondent.says("Fast at first, then not at all")
    assert respondent.value("speed") == "Fast at first, then not at all"


# ── files, sections, quotes ───────────────────────────────────────────────────────────────────────


def test_a_file_answers_a_question_for_one() -> None:
    respondent = asked("id: photo, kind: media, text: A picture?")
    respondent.does(Attached("photo", "desk.jpg", 1200, "AgAD", caption="My desk", message="m9"))
    answer = respondent.answer("photo")
    assert (answer.value, answer.verbatim, answer.messages) == ("f1", "My desk", ("m9",))
    assert respondent.interview.attachments[0].answer == answer.id
    assert respondent.asked == "last"


def test_an_album_stays_with_the_answer_it_began() -> None:
    respondent = asked("id: photo, kind: media, text: A picture?")
    for number in range(4):
        respondent.does(Attached("photo", f"{number}.jpg", 10, f"AgAD{number}"))
    assert [a.answer for a in respondent.interview.attachments] == ["a1"] * 4
    assert len(respondent.answers) == 1


def test_a_caption_answers_a_question_in_words() -> None:
    respondent = Respondent(EVERY).agrees()
    respondent.does(Attached("photo", "x.jpg", 10, "AgAD", caption="A passport"))
    assert respondent.value("need") == "A passport"
    assert respondent.interview.attachments[0].answer == "a1"


def test_a_file_without_words_belongs_to_the_answer_that_the_words_then_give() -> None:
    respondent = Respondent(EVERY).agrees()
    respondent.does(Attached("photo", "desk.jpg", 10, "AgAD"))
    respondent.says("A passport")
    respondent.does(Attached("voice", "x.ogg", 10, "AwAC"))
    assert respondent.last.kind is ReplyKind.NOTICE
    assert respondent.interview.attachments[1].answer is None
    respondent.taps(0)  # how they felt
    respondent.does(Attached("photo", "queue.jpg", 10, "AgAE"))
    respondent.skips()
    given = {str(a.question): a.id for a in respondent.answers}
    assert [a.answer for a in respondent.interview.attachments] == [
        given["need"],
        given["mood"],
        given["upset"],
    ]


def test_a_file_sent_amid_a_story_belongs_to_the_story() -> None:
    respondent = asked("id: story, kind: story, text: Tell me.")
    respondent.says("I asked at the desk")
    respondent.does(Attached("photo", "desk.jpg", 10, "AgAD"))
    respondent.says("I paid", "done")
    respondent.taps(0)
    assert respondent.interview.attachments[0].answer == respondent.answer("story").id


def test_a_file_for_an_answer_that_is_added_to_belongs_there() -> None:
    respondent = Respondent(EVERY).agrees()
    respondent.says("A passport")
    respondent.does(Added())
    respondent.does(Attached("photo", "desk.jpg", 10, "AgAD"))
    assert respondent.interview.attachments[0].answer == respondent.answer("need").id


def test_a_new_section_is_named_once() -> None:
    respondent = Respondent(EVERY).agrees()
    respondent.says("A passport", "4")
    (prompt,) = respondent.replies
    assert prompt.say.startswith("Thank you. Next: The path.\n\nTell me the whole story.")
    assert (prompt.question, prompt.context) == ("story", "")
    respondent.does(Resumed())
    assert (prompt.question, respondent.last.context) == ("story", "The path")


@pytest.mark.parametrize(("words", "allowed"), [("yes", True), ("no", False)])
def test_the_question_about_quotes_decides_about_quotes(words: str, allowed: bool) -> None:
    respondent = asked("id: quotes, kind: yesno, measure: quotes, text: May we quote you?")
    respondent.says(words)
    assert respondent.interview.quotes_allowed is allowed


def test_wording_is_filled_with_earlier_answers_and_never_read_again() -> None:
    body = """
sections:
  - id: only
    title: Only
    items:
      - {id: need, kind: text, text: What did you need?}
      - {id: speed, kind: choice, text: "How fast was “{{ need }}”?", options: [
          {id: fast, label: Fast}, {id: slow, label: Slow}]}
      - {id: last, kind: text, text: "“{{ speed }}”, why?"}
"""
    respondent = Respondent(flow_of(body)).agrees()
    respondent.says("{{ speed }} {{7*7}}")
    assert respondent.heard == "How fast was “{{ speed }} {{7*7}}”?"
    respondent.says("2")
    assert respondent.heard == "“Slow”, why?"


def test_a_tap_without_a_turn_is_for_the_prompt_that_waits() -> None:
    respondent = asked(CHOICE)
    respondent.does(Chose(0))
    assert respondent.value("speed") == "fast"


def test_done_finishes_nothing_in_a_question_with_one_answer() -> None:
    respondent = asked(SCALE)
    respondent.does(Said("done"))
    assert respondent.answers == []
    assert "nothing to finish" in respondent.heard


@pytest.mark.parametrize(
    ("words", "option"),
    [
        *((words, "always") for words in ("always", "Every time!", "constantly", "all the time")),
        *((words, "always") for words in ("It always happens", "really every single time")),
        *((words, "sometimes") for words in ("often", "Sometimes", "rarely", "quite often")),
        *((words, "sometimes") for words in ("almost always", "not every time", "usually")),
        *((words, "once") for words in ("never", "once", "just once", "This never happened")),
    ],
)
def test_how_often_is_understood_in_plain_words(words: str, option: str) -> None:
    respondent = asked(HOW_OFTEN)
    respondent.says(words)
    answer = respondent.answer("often")
    assert (answer.value, answer.verbatim) == (option, words)


def test_words_that_do_not_say_how_often_are_asked_again() -> None:
    respondent = asked(HOW_OFTEN)
    respondent.says("purple")
    assert respondent.asked == "often"
    assert respondent.answers == []


def test_words_for_how_often_mean_nothing_in_another_choice() -> None:
    respondent = asked(CHOICE)
    respondent.says("constantly")
    assert respondent.asked == "speed"
    assert respondent.answers == []
