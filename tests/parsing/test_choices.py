import pytest

from cxmodel.errors import RejectedAnswer
from cxmodel.interview import Absence, Kind
from interview_flows.english import ENGLISH
from interview_flows.parsing import Asked, Choice, Read, read_answer
from interview_flows.phrasebook import phrases_in

OPTIONS = (
    Choice("person", "In person"),
    Choice("intranet", "The intranet 🌐"),
    Choice("hr", "HR, or the people team"),
    Choice("phone", "📞 Phone call"),
    Choice("app", "Phone app"),
    Choice("cafe", "Café İstanbul"),
    Choice("none", "None of these", absence=Absence.DID_NOT_HAPPEN, exclusive=True),
)
ONE = Asked(Kind.CHOICE, OPTIONS)
ONE_OR_WORDS = Asked(Kind.CHOICE, OPTIONS, free=True)
SEVERAL = Asked(Kind.CHOICES, OPTIONS)
SEVERAL_OR_WORDS = Asked(Kind.CHOICES, OPTIONS, free=True)


@pytest.mark.parametrize(
    ("typed", "option"),
    [
        pytest.param("1", "person", id="position"),
        pytest.param("２", "intranet", id="t16-full-width-position"),
        pytest.param("٣", "hr", id="t18-arabic-position"),
        pytest.param("4)", "phone", id="position-with-bracket"),
        pytest.param("#4", "phone", id="position-with-hash"),
        pytest.param("Option 4.", "phone", id="position-in-words"),
        pytest.param("4) phone call", "phone", id="position-and-label"),
        pytest.param("in person", "person", id="label"),
        pytest.param("IN PERSON!", "person", id="label-shouted"),
        pytest.param("the intranet", "intranet", id="label-without-emoji"),
        pytest.param("🌐", "intranet", id="emoji"),
        pytest.param("the intra", "intranet", id="first-letters"),
        pytest.param("hr", "hr", id="two-letters"),
        pytest.param("cafe\u0301 istanbul", "cafe", id="t14-decomposed"),
        pytest.param("CAFÉ ISTANBUL", "cafe", id="t15-capital-dotless"),
        pytest.param("café ıstanbul", "cafe", id="t15-small-dotless"),
        pytest.param("cafe istanbul", "cafe", id="without-accents"),
        pytest.param("it was in person", "person", id="inside-a-phrase"),
        pytest.param("a phone call", "phone", id="behind-an-article"),
    ],
)
def test_an_option_is_found(typed: str, option: str) -> None:
    assert read_answer(ONE, typed, ENGLISH) == Read(option, typed)
    assert read_answer(ONE_OR_WORDS, typed, ENGLISH).value == option


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("0", id="position-zero"),
        pytest.param("8", id="position-too-high"),
        pytest.param("9" * 300, id="t20-many-digits"),
        pytest.param("²", id="t17-superscript"),
        pytest.param("i", id="one-letter"),
        pytest.param("ph", id="two-begin-so"),
        pytest.param("2) in person", id="number-and-label-disagree"),
    ],
)
@pytest.mark.parametrize("asked", [ONE, ONE_OR_WORDS], ids=["closed", "free"])
def test_an_unclear_choice_is_asked_again(asked: Asked, typed: str) -> None:
    if asked.free and typed == "i":
        assert read_answer(asked, typed, ENGLISH).value == typed
        return
    with pytest.raises(RejectedAnswer):
        read_answer(asked, typed, ENGLISH)


@pytest.mark.parametrize(
    ("typed", "option"),
    [
        pytest.param("people team", "hr", id="the end of a label"),
        pytest.param("Istanbul", "cafe", id="its last word"),
    ],
)
def test_an_option_is_found_by_words_of_its_label(typed: str, option: str) -> None:
    assert read_answer(ONE, typed, ENGLISH).value == option
    assert (
        read_answer(ONE_OR_WORDS, typed, ENGLISH).value == typed
    )  # there, own words are an answer


@pytest.mark.parametrize("typed", ["call", "these"])
def test_words_in_two_labels_are_asked_about(typed: str) -> None:
    options = (*OPTIONS, Choice("video", "Video call"), Choice("all", "All of these"))
    with pytest.raises(RejectedAnswer, match="Did you mean"):
        read_answer(Asked(Kind.CHOICE, options), typed, ENGLISH)


@pytest.mark.parametrize("typed", ["not in person", "in person and phone app", "carrier pigeon"])
def test_a_phrase_that_is_no_clear_choice_is_asked_again(typed: str) -> None:
    with pytest.raises(RejectedAnswer):
        read_answer(ONE, typed, ENGLISH)


def test_candidates_are_named_with_their_numbers() -> None:
    with pytest.raises(RejectedAnswer) as refused:
        read_answer(ONE, "phone", ENGLISH)
    assert str(refused.value).startswith("Did you mean “📞 Phone call” (4) or “Phone app” (5)?")


def test_a_position_that_does_not_exist_is_named() -> None:
    with pytest.raises(RejectedAnswer, match=r"There is no option 8\. Please type a number from 1"):
        read_answer(ONE, "8", ENGLISH)


def test_own_words_stand_where_they_are_welcome() -> None:
    assert read_answer(ONE_OR_WORDS, " my boss's desk ", ENGLISH).value == "my boss's desk"
    assert read_answer(ONE_OR_WORDS, "phone", ENGLISH).value == "phone"
    assert read_answer(ONE_OR_WORDS, "not in person", ENGLISH).value == "not in person"


def test_an_option_can_say_that_nothing_happened() -> None:
    assert read_answer(ONE, "7", ENGLISH).absence is Absence.DID_NOT_HAPPEN
    assert read_answer(SEVERAL, "none", ENGLISH).absence is Absence.DID_NOT_HAPPEN


def test_equal_labels_are_told_apart_by_position() -> None:
    twice = Asked(Kind.CHOICE, (Choice("s1", "Asked Finance"), Choice("s2", "Asked Finance")))
    with pytest.raises(RejectedAnswer, match=r"\(1\) or .* \(2\)"):
        read_answer(twice, "asked finance", ENGLISH)
    assert read_answer(twice, "2", ENGLISH).value == "s2"


@pytest.mark.parametrize(
    ("typed", "options"),
    [
        pytest.param("1, 3", ("person", "hr"), id="commas"),
        pytest.param("3 1", ("person", "hr"), id="spaces-between-numbers"),
        pytest.param("1 and 3", ("person", "hr"), id="and-between-numbers"),
        pytest.param("1;3\n4", ("person", "hr", "phone"), id="semicolon-and-line"),
        pytest.param("in person and phone app", ("person", "app"), id="and-between-labels"),
        pytest.param("in person, and phone app", ("person", "app"), id="oxford-comma"),
        pytest.param("HR, or the people team", ("hr",), id="label-with-a-comma"),
        pytest.param("1, 1, in person", ("person",), id="each-once"),
        pytest.param("all", ("person", "intranet", "hr", "phone", "app", "cafe"), id="all"),
        pytest.param("None", ("none",), id="none"),
        pytest.param("7", ("none",), id="exclusive-by-position"),
    ],
)
def test_several_options_are_found(typed: str, options: tuple[str, ...]) -> None:
    assert read_answer(SEVERAL, typed, ENGLISH).value == options


def test_none_of_a_checklist_without_such_an_option_is_nothing() -> None:
    assert read_answer(Asked(Kind.CHOICES, OPTIONS[:3]), "none", ENGLISH).value == ()


def test_an_exclusive_option_stands_alone() -> None:
    with pytest.raises(RejectedAnswer, match="“None of these” cannot go together"):
        read_answer(SEVERAL, "1, 7", ENGLISH)


def test_options_and_own_words_mix() -> None:
    assert read_answer(SEVERAL_OR_WORDS, "my boss, 3, bread and butter", ENGLISH).value == (
        "hr",
        "my boss",
        "bread and butter",
    )


@pytest.mark.parametrize("typed", ["1, 9", "1, pigeon", "ph, 1"])
def test_one_unclear_item_asks_for_the_list_again(typed: str) -> None:
    with pytest.raises(RejectedAnswer):
        read_answer(SEVERAL, typed, ENGLISH)


@pytest.mark.parametrize("typed", ["step 2", "Step 2.", "2"])
def test_a_step_is_chosen_by_the_number_it_was_shown_with(typed: str) -> None:
    steps = (Choice("s1", "Found the form"), Choice("s2", "Paid at the desk"))
    assert read_answer(Asked(Kind.CHOICE, steps), typed, ENGLISH).value == "s2"


def test_an_option_that_is_called_wrong_is_not_chosen() -> None:
    with pytest.raises(RejectedAnswer):
        read_answer(
            Asked(Kind.CHOICE, (Choice("a", "Mostly"), Choice("b", "Hardly"))),
            "mostly wrong",
            ENGLISH,
        )


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        *(("de", "Antwort 3"), ("de", "Nr. 3"), ("es", "opción 3"), ("es", "nº 3")),
        *(("fr", "réponse 3"), ("fr", "n° 3"), ("pt", "número 3"), ("pt", "opção 3")),
        *(("ar", "رقم ٣"), ("ar", "الخيار 3"), ("ar", "option 3")),
    ],
)
def test_an_option_is_numbered_in_their_language(language: str, typed: str) -> None:
    assert read_answer(ONE, typed, phrases_in(language)).value == "hr"
