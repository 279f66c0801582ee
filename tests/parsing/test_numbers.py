import pytest

from cxmodel.errors import RejectedAnswer
from cxmodel.interview import Kind
from interview_flows.english import ENGLISH
from interview_flows.parsing import Asked, Choice, read_answer
from interview_flows.phrasebook import phrases_in

FORMS = Asked(Kind.NUMBER, low=0)
NPS = Asked(
    Kind.SCALE,
    (Choice("0", "Not at all likely"), Choice("10", "10 – Extremely likely")),
    low=0,
    high=10,
)


@pytest.mark.parametrize(
    ("typed", "language", "number"),
    [
        pytest.param("5", "en", 5, id="digit"),
        pytest.param("５", "en", 5, id="t16-full-width"),
        pytest.param("٣", "en", 3, id="t18-arabic-indic"),
        pytest.param("٣٫٥", "ar", 3.5, id="t18-arabic-decimal"),
        pytest.param("3️⃣", "en", 3, id="keycap"),
        pytest.param("1,5", "de", 1.5, id="t22-german-comma"),
        pytest.param("1,5", "en", 1.5, id="t22-comma-that-can-only-be-decimal"),
        pytest.param("1.5", "en", 1.5, id="t22-english-point"),
        pytest.param("1.5", "de", 1.5, id="t22-point-that-can-only-be-decimal"),
        pytest.param("1.500", "de", 1500, id="t22-german-thousands"),
        pytest.param("10.000", "de", 10_000, id="t22-german-ten-thousand"),
        pytest.param("1.500", "en", 1.5, id="t22-english-decimals"),
        pytest.param("1,500", "en", 1500, id="t22-english-thousands"),
        pytest.param("1,500", "fr", 1.5, id="t22-french-decimals"),
        pytest.param("1 500", "fr", 1500, id="t22-space"),
        pytest.param("1\u202f500,25", "fr", 1500.25, id="t22-narrow-space"),
        pytest.param("1'500", "de", 1500, id="t22-swiss"),
        pytest.param("1.234,5", "en", 1234.5, id="t22-both-signs-leave-no-doubt"),
        pytest.param("0,500", "en", 0.5, id="t22-nothing-groups-after-zero"),
        pytest.param("five forms", "en", 5, id="word"),
        pytest.param("one and a half", "en", 1.5, id="and-a-half"),
        pytest.param("half", "en", 0.5, id="half"),
        pytest.param("Zwölf", "de", 12, id="german-word"),
        pytest.param("eine", "de", 1, id="german-article-alone"),
        pytest.param("about 3", "en", 3, id="one-number-in-words"),
        pytest.param("3.", "en", 3, id="full-stop"),
        pytest.param("none", "en", 0, id="none"),
        pytest.param("No.", "en", 0, id="no"),
        pytest.param("zero", "en", 0, id="zero"),
        pytest.param("لا شيء", "ar", 0, id="arabic-none"),
    ],
)
def test_a_number_is_read(typed: str, language: str, number: float) -> None:
    assert read_answer(FORMS, typed, phrases_in(language)).value == number


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("²", id="t17-superscript"),
        pytest.param("1e309", id="t19-overflow"),
        pytest.param("nan", id="t19-nan"),
        pytest.param("-inf", id="t19-inf"),
        pytest.param("9" * 5000, id="t20-5000-digits"),
        pytest.param("9" * 16, id="t20-more-digits-than-a-float-holds"),
        pytest.param("1_0", id="t21-underscore"),
        pytest.param("½", id="fraction"),
        pytest.param("1.2.3", id="version"),
        pytest.param("1,2,3", id="list"),
        pytest.param("twenty-one", id="larger-word"),
        pytest.param("3-4", id="between"),
        pytest.param("two or three", id="two-words"),
        pytest.param("two hundred", id="words-side-by-side"),
        pytest.param("half of them", id="a-share"),
        pytest.param("30min", id="glued-unit"),
        pytest.param("0x10", id="hexadecimal"),
        pytest.param("no idea", id="no-idea"),
        pytest.param("many", id="no-number"),
        pytest.param("-1", id="below-the-range"),
        pytest.param("minus 1", id="below-the-range-in-words"),
    ],
)
def test_what_is_no_certain_number_is_asked_again(typed: str) -> None:
    with pytest.raises(RejectedAnswer):
        read_answer(FORMS, typed, ENGLISH)


def test_whole_numbers_stay_whole() -> None:
    assert isinstance(read_answer(FORMS, "3.0", ENGLISH).value, int)


def test_the_sentence_names_the_range() -> None:
    with pytest.raises(RejectedAnswer, match=r"I read 12 there. .* from 0 to 10\."):
        read_answer(NPS, "12", ENGLISH)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        pytest.param("0", 0, id="lowest-is-the-value-not-a-position"),
        pytest.param("１０", 10, id="highest"),
        pytest.param("8/10", 8, id="slash"),
        pytest.param("8 out of 10", 8, id="out-of"),
        pytest.param("seven", 7, id="word"),
        pytest.param("I'd say 6", 6, id="in-a-sentence"),
        pytest.param("extremely likely", 10, id="end-label"),
        pytest.param("not at", 0, id="end-label-begun"),
        pytest.param("8.", 8, id="full-stop"),
    ],
)
def test_a_point_of_a_scale_is_read(typed: str, value: int) -> None:
    assert read_answer(NPS, typed, ENGLISH).value == value


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("7.5", id="between-points"),
        pytest.param("6 or 7", id="two-points"),
        pytest.param("11", id="too-high"),
        pytest.param("-1", id="too-low"),
        pytest.param("none", id="none-is-no-point"),
        pytest.param("²", id="t17-superscript"),
        pytest.param("1e309", id="t19-overflow"),
        pytest.param("1 500", id="t22-thousands"),
        pytest.param("5" * 5000, id="t20-5000-digits"),
    ],
)
def test_what_is_no_point_of_the_scale_is_asked_again(typed: str) -> None:
    with pytest.raises(RejectedAnswer, match=r"from 0 to 10|few words"):
        read_answer(NPS, typed, ENGLISH)
