from dataclasses import replace
from datetime import timedelta

import pytest

from cxmodel.interview import Absence, Phase, Playback
from cxmodel.study import Anonymity
from interview_flows.library import shipped
from interview_flows.loader import load_flow
from interview_flows.phrasebook import phrases_in
from interview_flows.talk import Attached, Began, Chose, Deleted, Edited, ReplyKind, Said
from tests.engine.flows import EVERY, flow_of, one_question
from tests.engine.respondent import Respondent, a_study

WHICH_PART = (
    "Which part is off? Tell me in your words, or say “answers” to see the list and change one."
)


def at_the_playback() -> Respondent:
    respondent = Respondent(EVERY).agrees()
    respondent.says("A passport", "4", "Found the form", "Paid at the desk", "done", "yes")
    respondent.says("1", "4", "nobody", "1", "They lost it", "no", "1", "2", "9", "2026-02-28")
    respondent.skips()
    respondent.says("One button", "yes", "no")
    return respondent


def completed() -> Respondent:
    respondent = at_the_playback()
    respondent.taps("Completely")
    return respondent


def test_the_playback_is_their_own_mini_map() -> None:
    respondent = at_the_playback()
    assert respondent.phase is Phase.PLAYBACK
    assert respondent.last.kind is ReplyKind.PLAYBACK
    assert respondent.last.options == ("Not at all", "A little", "Mostly", "Completely")
    assert respondent.heard.split("\n") == [
        "This is what I understood:",
        "You needed: A passport",
        "1. Found the form (A help desk) 🙂",
        "2. Paid at the desk 😞",
        "The low point: Paid at the desk – They lost it",
        "You would have wished: One button",
        "",
        "Does this describe your experience?",
        "If something is wrong, say “answers” to see and change it.",
    ]


def test_stages_are_played_back_where_no_story_was_told() -> None:
    respondent = Respondent(load_flow(shipped()["customer-journey"], "journey.yaml")).agrees()
    respondent.says(
        *("A new phone line for the shop", "4", "skip", "skip", "yes"),
        *("Read reviews of four firms", "website"),
    )
    respondent.says("1", "The prices were hidden", "skip", "3", "always", "skip", "no")
    while respondent.phase is not Phase.PLAYBACK:
        respondent.skips()
    assert respondent.heard.split("\n")[:5] == [
        "This is what I understood:",
        "You needed: A new phone line for the shop",
        "The need 🙂",
        "Looking around: Read reviews of four firms 😞",
        "The low point: Looking around – The prices were hidden",
    ]


def test_a_low_point_is_told_by_the_pain_of_its_own_stage() -> None:
    body = """
sections:
  - {id: a, title: First, stage: yes, items: [
    {id: a_feeling, kind: feeling, lane: feeling, text: How was it?},
    {id: a_pain, kind: text, lane: pain, text: What hurt?}]}
  - {id: b, title: Second, stage: yes, items: [
    {id: b_feeling, kind: feeling, lane: feeling, text: How was it?},
    {id: b_pain, kind: text, lane: pain, text: What hurt?}]}
"""
    respondent = Respondent(flow_of(body)).agrees()
    respondent.says("2", "The queue", "1", "The price")
    assert "The low point: Second – The price" in respondent.heard


def test_the_verdict_completes_the_interview() -> None:
    respondent = completed()
    assert respondent.phase is Phase.COMPLETED
    assert respondent.interview.playback == Playback(4, corrected=False)
    assert respondent.interview.completed_at == respondent.now
    assert (respondent.last.kind, respondent.heard) == (
        ReplyKind.CLOSING,
        "Thank you and good-bye.",
    )


def test_a_verdict_can_be_typed() -> None:
    for words, verdict in (("3", 3), ("mostly", 3), ("Mostly right.", 3), ("not at all", 1)):
        respondent = at_the_playback()
        respondent.says(words)
        assert respondent.interview.playback == Playback(verdict, corrected=False), words


@pytest.mark.parametrize(
    "words",
    ["yes", "Yes, exactly!", "👍", "perfect", "100%", "It does", "ok", "completely", "Spot on"],
)
def test_a_yes_at_the_playback_is_completely(words: str) -> None:
    respondent = at_the_playback()
    respondent.says(words)
    assert respondent.phase is Phase.COMPLETED
    assert respondent.interview.playback == Playback(4)


def test_a_verdict_can_be_left_out() -> None:
    respondent = at_the_playback()
    respondent.says("skip")
    assert respondent.phase is Phase.COMPLETED
    assert respondent.interview.playback is None


@pytest.mark.parametrize(("words", "verdict"), [("1", 1), ("a little", 2)])
def test_a_low_verdict_is_asked_about(words: str, verdict: int) -> None:
    respondent = at_the_playback()
    turn = respondent.turn
    respondent.says(words)
    assert (respondent.phase, respondent.turn) == (Phase.PLAYBACK, turn + 1)
    assert respondent.interview.playback == Playback(verdict)
    assert respondent.heard == WHICH_PART
    assert (respondent.last.input, respondent.last.options) == ("text", ("Leave it as it is",))


def test_what_is_off_is_kept_in_their_words() -> None:
    respondent = at_the_playback()
    respondent.taps("Not at all")
    respondent.says("It was not the queue that hurt")
    assert respondent.phase is Phase.COMPLETED
    assert respondent.interview.playback == Playback(1, words="It was not the queue that hurt")
    assert respondent.last.kind is ReplyKind.CLOSING


@pytest.mark.parametrize("words", ["skip", "no", "leave it", "Leave it as it is"])
def test_what_is_off_can_be_left_as_it_is(words: str) -> None:
    respondent = at_the_playback()
    respondent.taps("A little")
    respondent.says(words)
    assert respondent.phase is Phase.COMPLETED
    assert respondent.interview.playback == Playback(2)


def test_what_is_off_can_be_left_by_a_tap() -> None:
    respondent = at_the_playback()
    respondent.taps("A little")
    respondent.taps("Leave it as it is")
    assert respondent.settled[0].chosen == "Leave it as it is"
    assert respondent.phase is Phase.COMPLETED


@pytest.mark.parametrize("words", ["1", "change 1"])
def test_what_is_off_can_be_answered_again(words: str) -> None:
    respondent = at_the_playback()
    respondent.taps("Not at all")
    respondent.says(words, "A visa")
    assert "You needed: A visa" in respondent.heard
    respondent.says("4")
    assert respondent.phase is Phase.COMPLETED
    assert respondent.interview.playback == Playback(4, corrected=True)


def test_an_answer_that_stays_after_all_leads_back_to_what_is_off() -> None:
    respondent = at_the_playback()
    respondent.taps("Not at all")
    respondent.says("change 1", "skip")
    assert respondent.phase is Phase.PLAYBACK
    assert "Which part is off?" in respondent.heard


def test_a_pause_leads_back_to_what_is_off() -> None:
    respondent = at_the_playback()
    respondent.taps("Not at all")
    respondent.says("pause", "resume")
    assert "Which part is off?" in respondent.heard


@pytest.mark.parametrize(
    "words", ["completely wrong", "Mostly wrong", "not completely", "The need is wrong", "5"]
)
def test_words_that_are_no_verdict_ask_what_is_off(words: str) -> None:
    respondent = at_the_playback()
    respondent.says(words)
    assert (respondent.interview.playback or Playback()).verdict is None
    assert (respondent.phase, respondent.heard) == (Phase.PLAYBACK, WHICH_PART)


@pytest.mark.parametrize("words", ["thanks", "Hello!", "Thank you"])
def test_thanks_for_the_summary_are_no_word_on_it(words: str) -> None:
    respondent = at_the_playback()
    shown = respondent.heard
    respondent.says(words, words)
    assert (respondent.phase, respondent.heard) == (Phase.PLAYBACK, shown)
    assert not (respondent.interview.playback or Playback()).words


def test_words_on_what_is_off_are_kept_and_end_it() -> None:
    respondent = at_the_playback()
    respondent.says("completely wrong", "The second step was at home")
    assert respondent.phase is Phase.COMPLETED
    words = "completely wrong\nThe second step was at home"
    assert respondent.interview.playback == Playback(words=words)


def test_a_verdict_after_words_counts() -> None:
    respondent = at_the_playback()
    respondent.says("There was more to it", "mostly")
    assert respondent.interview.playback == Playback(3, words="There was more to it")


def test_the_answers_are_listed_when_asked_for() -> None:
    respondent = at_the_playback()
    respondent.says("completely wrong", "answers")
    assert "1. What did you need?\n   A passport" in respondent.heard
    assert "say “change” and its number" in respondent.heard


def test_a_correction_comes_back_to_a_corrected_playback() -> None:
    respondent = at_the_playback()
    respondent.says("change 1", "A visa")
    assert respondent.phase is Phase.PLAYBACK
    assert "You needed: A visa" in respondent.heard
    respondent.says("4")
    assert respondent.interview.playback == Playback(4, corrected=True)


def test_a_correction_that_opens_a_branch_asks_it_first() -> None:
    respondent = at_the_playback()
    respondent.says("change 2", "1")
    assert respondent.asked == "upset"
    respondent.says("The queue")
    assert respondent.phase is Phase.PLAYBACK


def test_nothing_said_is_nothing_to_play_back() -> None:
    respondent = Respondent(one_question("id: need, kind: text, text: What?")).agrees()
    respondent.says("skip", "skip")
    assert respondent.phase is Phase.COMPLETED


def test_a_double_tap_on_the_verdict_ends_it_once() -> None:
    respondent = at_the_playback()
    turn = respondent.turn
    respondent.taps(3, turn)
    before = respondent.interview
    respondent.taps(0, turn)
    assert respondent.interview == before
    assert respondent.outcome.toast


# ── afterwards ────────────────────────────────────────────────────────────────────────────────────


def test_words_within_a_day_are_added_to_the_last_open_question() -> None:
    respondent = completed()
    respondent.does(Said("One more thing", "m90", early=True))
    assert respondent.value("more") == "One more thing"
    assert respondent.phase is Phase.COMPLETED
    assert respondent.heard == "Thank you, I have added that to your answers."


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "hello|Yes!|thanks|ok|Thank you so much|ok, thanks. Bye!|👍|🙏|no thanks"),
        ("de", "Hallo|ja|Danke|ok|Vielen Dank und tschüss"),
        ("es", "¡Hola!|sí|gracias|vale|Muchas gracias, hasta luego"),
        ("fr", "Bonjour|oui|merci|d'accord|Merci beaucoup, au revoir"),
        ("pt", "Olá|sim|obrigada|ok|Muito obrigado, até logo"),
        ("ar", "مرحبا|نعم|شكرا|حسنا|شكرا لك، مع السلامة"),
        ("en", "thx|ty|cool|nice|Nice, thx!|good luck|Good luck with it, bye|thanks for asking"),
        ("en", "Thanks, that was fun|That was really fun, thank you|cool, thanks for your time"),
        ("de", "merci|alles klar|Alles klar, danke!|Danke, das hat Spaß gemacht|viel Erfolg noch"),
        ("de", "Das hat echt Spaß gemacht|cool|Schönes Wochenende!|thx|Danke für das Gespräch"),
        ("es", "que tenga un buen día|Gracias, que tengas un buen día|buena suerte|qué bien"),
        ("es", "Fue un placer, gracias|gracias por preguntar|entendido"),
        ("fr", "c'était sympa|Merci, c'était sympa|bon courage|bonne continuation|génial, merci"),
        ("fr", "merci pour tout|avec plaisir|Passez une bonne journée !"),
        ("pt", "legal|Obrigada, foi divertido|boa sorte|obrigado por perguntar|que bom"),
        ("pt", "tenha um ótimo dia|foi um prazer, até logo|entendi"),
        ("ar", "بالتوفيق|شكرا، كان ممتعا|حظا سعيدا|رائع|شكرا على السؤال|يعطيك العافية"),
    ],
)
def test_a_greeting_after_the_end_is_answered_and_not_added(language: str, words: str) -> None:
    respondent = completed()
    respondent.interview = replace(respondent.interview, language=language)
    before = respondent.interview
    for said in words.split("|"):
        respondent.says(said)
        assert (respondent.heard, said) == (phrases_in(language).good_to_hear, said)
        assert respondent.interview == before


@pytest.mark.parametrize(
    "words",
    [
        *("Thanks to Ann it went well", "yes, and the form was lost", "no good"),
        *(
            "cool, but the form was missing",
            "nice people at the desk",
            "that was fun until Ann left",
        ),
        *("good luck finding the form", "Thanks. And I forgot: the printer was broken"),
    ],
)
def test_words_after_the_end_that_tell_more_are_added(words: str) -> None:
    respondent = completed()
    respondent.says(words)
    assert respondent.value("more") == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "cool, aber das Formular fehlte"),
        ("de", "Danke. Und ich vergaß: der Drucker war kaputt"),
        ("es", "qué bien, pero faltaba el formulario"),
        ("es", "Gracias a Ana salió bien"),
        ("fr", "cool, mais le formulaire manquait"),
        ("fr", "c'était sympa sauf l'attente"),
        ("pt", "legal, mas faltava o formulário"),
        ("pt", "Foi fácil falar com a Ana"),
        ("ar", "رائع، لكن الاستمارة كانت ناقصة"),
        ("ar", "كان لطيفا الموظف في المكتب"),
        ("en", "Understood nothing"),
        ("de", "Nichts verstanden"),
        ("es", "No me gustó"),
        ("fr", "Rien compris"),
        ("pt", "Não gostei"),
        ("ar", "لا فهمت"),
    ],
)
def test_kind_words_that_tell_more_are_added(language: str, words: str) -> None:
    respondent = completed()
    respondent.interview = replace(respondent.interview, language=language)
    respondent.says(words)
    assert respondent.value("more") == words


def test_a_greeting_after_a_day_hears_that_it_is_over() -> None:
    respondent = completed()
    respondent.now += timedelta(hours=25)
    respondent.says("Thank you!")
    assert respondent.heard == "Our interview is finished. Thank you again!"


def test_who_wants_to_add_is_told_what_to() -> None:
    respondent = Respondent(one_question("id: a, kind: yesno, text: Good?", playback="no")).agrees()
    respondent.says("yes", "skip", "add")
    assert respondent.heard == "What would you like to add to “And last?”?"
    respondent.says("One more thing", "add")
    assert respondent.value("last") == "One more thing"
    assert respondent.heard == "What would you like to add to “One more thing”?"


def test_an_afterthought_is_no_wish_where_another_question_takes_it() -> None:
    body = """
sections:
  - {id: only, title: Only, items: [
    {id: more, kind: text, text: Anything else?},
    {id: wish, kind: text, lane: touchpoint_desired, text: What would you wish?}]}
"""
    respondent = Respondent(flow_of(body, playback="no")).agrees()
    respondent.says("It was raining", "One button", "And the door was locked")
    assert respondent.value("wish") == "One button"
    assert "the door was locked" in str(respondent.value("more"))


def test_an_afterthought_is_kept_even_where_all_questions_have_a_lane() -> None:
    body = """
sections:
  - {id: only, title: Only, items: [
    {id: wish, kind: text, lane: touchpoint_desired, text: What would you wish?}]}
"""
    respondent = Respondent(flow_of(body, playback="no")).agrees()
    respondent.says("One button", "A green one")
    assert "A green one" in str(respondent.value("wish"))


def test_what_can_be_told_again_begins_anew() -> None:
    flow = one_question("id: a, kind: yesno, text: Good?", playback="no", repeatable="yes")
    respondent = Respondent(flow).agrees()
    respondent.says("yes", "No one answers")
    before = respondent.interview
    for words in ("The printer is broken again", "add"):
        outcome = respondent.says(words)
        assert "Say “new”, and we begin." in respondent.heard
        assert (respondent.interview, outcome.begins_anew) == (before, False)
    outcome = respondent.says("New!")
    assert (respondent.interview, outcome.begins_anew) == (before, True)
    assert outcome.effects == ()


def test_words_after_a_day_are_not_stored() -> None:
    respondent = completed()
    before = respondent.interview
    respondent.now += timedelta(hours=25)
    respondent.says("One more thing")
    assert respondent.interview == before
    assert "finished" in respondent.heard


def test_an_anonymous_interview_takes_nothing_more() -> None:
    respondent = completed()
    respondent.study = a_study(EVERY, anonymity=Anonymity.ANONYMOUS)
    before = respondent.interview
    respondent.says("One more thing")
    assert respondent.interview == before


def test_an_edit_after_the_end_is_still_a_revision() -> None:
    respondent = completed()
    respondent.does(Edited("A visa", message="m1"))
    assert respondent.value("need") == "A visa"
    assert respondent.phase is Phase.COMPLETED


def test_words_after_the_end_find_no_place_where_no_question_is_open() -> None:
    body = """
sections:
  - {id: only, title: Only, items: [{id: good, kind: yesno, text: Was it good?}]}
"""
    respondent = Respondent(flow_of(body, playback="no")).agrees()
    respondent.says("yes")
    before = respondent.interview
    for words in ("One more thing", "add"):
        respondent.says(words)
        assert respondent.interview == before
        assert respondent.heard.startswith("Our interview is finished")


def test_words_after_the_end_can_answer_what_was_never_answered() -> None:
    respondent = Respondent(one_question("id: a, kind: yesno, text: Good?", playback="no")).agrees()
    respondent.says("yes", "skip")
    assert respondent.phase is Phase.COMPLETED
    respondent.says("One more thing")
    assert respondent.value("last") == "One more thing"


def test_a_message_deleted_after_the_end_is_taken_back() -> None:
    respondent = completed()
    respondent.does(Deleted("m1"))
    assert respondent.value("need") is Absence.SKIPPED


def test_a_file_after_the_end_is_kept() -> None:
    respondent = completed()
    respondent.does(Attached("photo", "x.jpg", 10, "AgAD", caption="The form"))
    assert len(respondent.interview.attachments) == 1
    assert respondent.value("more") == "The form"


def test_who_begins_again_is_told_that_it_is_finished() -> None:
    respondent = completed()
    before = respondent.interview
    for given in (Began(), Chose(0)):
        respondent.does(given)
        assert respondent.last.kind is ReplyKind.NOTICE
        assert respondent.interview == before
    respondent.does(Began())
    assert respondent.heard == "Our interview is finished. Thank you again!"


def test_a_completed_interview_can_still_be_withdrawn() -> None:
    respondent = completed()
    respondent.says("stop")
    assert respondent.phase is Phase.WITHDRAWN
