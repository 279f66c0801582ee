"""One yes, one no and one "I'm done", wherever they are said."""

import pytest

from cxmodel.interview import Kind, Phase
from interview_flows.agreeing import agreement, finished
from interview_flows.english import ENGLISH
from interview_flows.parsing import Asked, read_answer
from interview_flows.vocabulary import vocabulary_in
from tests.engine.flows import EVERY
from tests.engine.respondent import Respondent

YES = [
    "yes",
    "ok",
    "of course",
    "Fine.",
    "Yes, that's right",
    "looks good",
    "👍",
    "Sure, go ahead!",
]
NO = ["no", "No, thanks", "of course not", "👎", "not really"]
UNSURE = ["who reads this?", "ok, but who reads this?", "yes?", "maybe", "no idea", "thank you"]
DONE = ["done", "I'm done", "That's all.", "ok, that was it", "No, that's all", "All done!"]


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", "yes that's how it was"),
        ("de", "sieht gut aus"),
        ("de", "ja so war es"),
        ("es", "sí, fue así"),
        ("fr", "oui, c'était comme ça"),
        ("pt", "sim, foi assim"),
        ("ar", "نعم، هكذا كان"),
        ("ar", "يبدو جيدا"),
        *(("en", f"yes, that's {how}") for how in ("how it went", "what happened", "all correct")),
        *(("en", yes) for yes in ("That's exactly how it happened!", "this is right")),
        *(("de", yes) for yes in ("so war's", "Ja, genau so lief es ab", "so ist es gewesen")),
        *(("de", yes) for yes in ("das stimmt so", "ja, alles richtig so", "sieht richtig aus")),
        *(
            ("es", yes)
            for yes in ("fue así", "sí, así pasó", "Sí, eso es lo que pasó", "se ve bien")
        ),
        *(("fr", yes) for yes in ("c'était bien ça", "Oui, ça s'est passé comme ça")),
        *(("fr", yes) for yes in ("oui, c'est ce qui s'est passé", "ça me semble bon")),
        *(("pt", yes) for yes in ("foi assim mesmo", "Sim, foi isso mesmo", "está tudo certo")),
        *(("ar", yes) for yes in ("نعم، هكذا حدث", "هذا ما حصل", "هكذا بالضبط")),
    ],
)
def test_that_it_was_so_is_a_yes(language: str, typed: str) -> None:
    assert agreement(typed, vocabulary_in(language), whole=True) is True


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", "that's how it was supposed to be"),
        ("de", "einfach so"),
        ("es", "sí, paso"),
        ("fr", "comme ça"),
        ("pt", "foi assim que disseram"),
        ("ar", "هكذا قالوا"),
    ],
)
def test_words_that_say_more_or_less_are_no_yes(language: str, typed: str) -> None:
    assert agreement(typed, vocabulary_in(language), whole=True) is None


def at_the_consent() -> Respondent:
    return Respondent(EVERY)


def at_the_steps() -> Respondent:
    respondent = Respondent(EVERY).agrees()
    respondent.says("A passport", "3", "Found the form", "Paid at the desk", "done")
    return respondent


@pytest.mark.parametrize("words", YES)
def test_a_yes_is_one_everywhere(words: str) -> None:
    assert read_answer(Asked(Kind.YESNO), words, ENGLISH).value is True

    visitor = at_the_consent()
    visitor.says("hello", words)
    assert visitor.phase is Phase.ASKING

    respondent = at_the_steps()
    respondent.says(words)
    assert respondent.steps == ["Found the form", "Paid at the desk"]


@pytest.mark.parametrize("words", NO)
def test_a_no_is_one_everywhere(words: str) -> None:
    assert read_answer(Asked(Kind.YESNO), words, ENGLISH).value is False

    visitor = at_the_consent()
    visitor.says("hello", words)
    assert visitor.phase is Phase.DECLINED

    respondent = at_the_steps()
    respondent.says(words)
    assert respondent.heard.startswith("What should be different?")


@pytest.mark.parametrize("words", UNSURE)
def test_what_is_not_surely_a_yes_agrees_to_nothing(words: str) -> None:
    visitor = at_the_consent()
    visitor.says("hello", words)
    assert visitor.phase is Phase.CONSENTING

    respondent = at_the_steps()
    respondent.says(words)
    assert respondent.phase is Phase.CONFIRMING


def test_a_yes_with_a_wish_is_no_yes_to_the_steps() -> None:
    assert agreement("Yes, but remove 3", ENGLISH.heard, whole=True) is None
    assert agreement("Yes, my boss was there", ENGLISH.heard) is True


@pytest.mark.parametrize("words", DONE)
def test_who_is_done_telling_is_done(words: str) -> None:
    respondent = Respondent(EVERY).agrees()
    respondent.says("A passport", "3", "Found the form", words)
    assert respondent.phase is Phase.CONFIRMING
    assert respondent.interview.progress.draft_steps == ("Found the form",)


@pytest.mark.parametrize("words", ["I'm done with forms", "Done and paid", "That's all I got", ""])
def test_a_deed_is_no_end(words: str) -> None:
    assert not finished(words, ENGLISH.heard)
