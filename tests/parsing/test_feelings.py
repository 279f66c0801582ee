import pytest

from cxmodel.errors import RejectedAnswer
from cxmodel.interview import Kind
from interview_flows.english import ENGLISH
from interview_flows.parsing import Asked, Choice, read_answer
from interview_flows.phrasebook import phrases_in

LABELS = ("😞 Very bad", "🙁 Bad", "😐 Neither good nor bad", "🙂 Good", "😀 Very good")
FACES = Asked(Kind.FEELING, tuple(Choice(str(n), label) for n, label in enumerate(LABELS, -2)))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        pytest.param("1", -2, id="first-face"),
        pytest.param("３", 0, id="t16-full-width"),
        pytest.param("5", 2, id="last-face"),
        pytest.param("5.", 2, id="full-stop"),
        pytest.param("+2", 2, id="signed"),
        pytest.param("+1", 1, id="signed-is-no-position"),
        pytest.param("-1", -1, id="hyphen"),
        pytest.param("−1", -1, id="minus-sign"),
        pytest.param("–2", -2, id="dash"),
        pytest.param("+0", 0, id="signed-nought"),
        pytest.param("😞 Very bad", -2, id="whole-label"),
        pytest.param("very bad", -2, id="label-without-emoji"),
        pytest.param("good", 1, id="label-inside-another"),
        pytest.param("very g", 2, id="first-letters"),
        pytest.param("nei", 0, id="three-letters"),
        pytest.param("it was very good", 2, id="in-a-sentence"),
        pytest.param("😞", -2, id="own-emoji"),
        pytest.param("😀😀", 2, id="emoji-twice"),
        pytest.param("😡", -2, id="angry"),
        pytest.param("☹️", -1, id="frown"),
        pytest.param("🤷‍♀️", 0, id="shrug"),
        pytest.param("👍🏽", 1, id="thumb-with-a-skin-tone"),
        pytest.param("❤️", 2, id="heart"),
    ],
)
def test_a_feeling_is_read(typed: str, value: int) -> None:
    assert read_answer(FACES, typed, ENGLISH).value == value
    assert read_answer(Asked(Kind.FEELING), typed, ENGLISH).value == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("really good", 2),
        ("Great!", 2),
        ("It was quite good", 1),
        ("ok", 0),
        ("not good", -1),
        ("It was quite bad.", -1),
        ("I felt terrible", -2),
    ],
)
def test_a_feeling_is_read_in_other_words_than_the_labels(typed: str, value: int) -> None:
    read = read_answer(Asked(Kind.FEELING), typed, ENGLISH)
    assert (read.value, read.verbatim) == (value, typed)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("0", id="no-such-face"),
        pytest.param("6", id="too-high"),
        pytest.param("+3", id="no-such-value"),
        pytest.param("1.5", id="between-faces"),
        pytest.param("²", id="t17-superscript"),
        pytest.param("nan", id="t19-nan"),
        pytest.param("not very good", id="denial"),
        pytest.param("really good?", id="a-shade-of-their-own"),
        pytest.param("great", id="no-word-of-ours-and-nothing-is-guessed"),
        pytest.param("😞😀", id="two-feelings"),
        pytest.param("🍕", id="no-feeling"),
    ],
)
def test_what_is_no_clear_feeling_is_asked_again(typed: str) -> None:
    with pytest.raises(RejectedAnswer):
        read_answer(FACES, typed, ENGLISH)


def test_candidates_are_named() -> None:
    with pytest.raises(RejectedAnswer) as refused:
        read_answer(FACES, "very", ENGLISH)
    assert str(refused.value).startswith("Did you mean “😞 Very bad” (1) or “😀 Very good” (5)?")


@pytest.mark.parametrize(
    "typed", ["Yes", "y", "yep!", "YES please", "1", "👍🏿", "✅", "yes, twice"]
)
def test_a_yes_is_read(typed: str) -> None:
    assert read_answer(Asked(Kind.YESNO), typed, ENGLISH).value is True


@pytest.mark.parametrize("typed", ["no", "N", "nope", "No thanks.", "2", "👎", "no, it wasn't"])
def test_a_no_is_read(typed: str) -> None:
    assert read_answer(Asked(Kind.YESNO), typed, ENGLISH).value is False


@pytest.mark.parametrize(
    ("typed", "language", "value"),
    [
        ("Jein", "de", None),
        ("ja", "de", True),
        ("Nein", "de", False),
        ("Sí", "es", True),
        ("non", "fr", False),
        ("Não", "pt-BR", False),
        ("نعم", "ar", True),
        ("oui", "en", None),
    ],
)
def test_a_yes_in_their_language(typed: str, language: str, value: bool | None) -> None:
    if value is None:
        with pytest.raises(RejectedAnswer):
            read_answer(Asked(Kind.YESNO), typed, phrases_in(language))
    else:
        assert read_answer(Asked(Kind.YESNO), typed, phrases_in(language)).value is value


@pytest.mark.parametrize(
    "typed",
    ["no idea", "maybe", "yes but no", "yes, no", "not sure", "3", "-1", "👍👎", "yes it was, but"],
)
def test_neither_yes_nor_no_is_asked_again(typed: str) -> None:
    with pytest.raises(RejectedAnswer):
        read_answer(Asked(Kind.YESNO), typed, ENGLISH)


def test_the_labels_of_a_yes_no_question_count() -> None:
    asked = Asked(Kind.YESNO, (Choice("no", "It never came"), Choice("yes", "It came")))
    assert read_answer(asked, "it never came", ENGLISH).value is False
    assert read_answer(asked, "2", ENGLISH).value is True
