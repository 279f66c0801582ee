from datetime import date

import pytest

from cxmodel.errors import RejectedAnswer
from cxmodel.interview import Kind
from interview_flows.english import ENGLISH
from interview_flows.parsing import Asked, read_answer
from interview_flows.phrasebook import phrases_in

DAY = Asked(Kind.DATE)
TODAY = date(2026, 5, 3)


@pytest.mark.parametrize(
    ("typed", "language", "day"),
    [
        pytest.param("2026-05-03", "en", "2026-05-03", id="iso"),
        pytest.param("2026/5/3", "en", "2026-05-03", id="year-first"),
        pytest.param("3 May 2026", "en", "2026-05-03", id="month-in-words"),
        pytest.param("3rd of May, 2026", "en", "2026-05-03", id="ordinal"),
        pytest.param("May 3, 2026", "en", "2026-05-03", id="american"),
        pytest.param("Sunday, 3 May 2026", "en", "2026-05-03", id="weekday"),
        pytest.param("3 sept 2026", "en", "2026-09-03", id="short-month"),
        pytest.param("03.05.2026", "en", "2026-05-03", id="points-are-day-first"),
        pytest.param("٠٣.٠٥.٢٠٢٦", "ar", "2026-05-03", id="t18-arabic-digits"),
        pytest.param("25/12/2026", "en", "2026-12-25", id="only-one-way-to-read"),
        pytest.param("12/25/2026", "en", "2026-12-25", id="only-the-other-way-to-read"),
        pytest.param("05/05/2026", "en", "2026-05-05", id="the-same-both-ways"),
        pytest.param("03/05/2026", "fr", "2026-05-03", id="french-is-day-first"),
        pytest.param("3. März 2026", "de", "2026-03-03", id="german"),
        pytest.param("3 de mayo de 2026", "es", "2026-05-03", id="spanish"),
        pytest.param("1er août 2026", "fr", "2026-08-01", id="french"),
        pytest.param("3 de março de 2026", "pt", "2026-03-03", id="portuguese"),
        pytest.param("3 مايو 2026", "ar", "2026-05-03", id="arabic"),
        pytest.param("29 Feb 2028", "en", "2028-02-29", id="leap-day"),
    ],
)
def test_a_date_is_read(typed: str, language: str, day: str) -> None:
    assert read_answer(DAY, typed, phrases_in(language)).value == day


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        pytest.param("31.02.2026", r"no such day as 31\.2\.2026", id="t23-no-such-day"),
        pytest.param("29 Feb 2026", "no such day", id="no-leap-day"),
        pytest.param("00/05/2026", "no such day", id="nought"),
        pytest.param("01/02/03", "not sure which is the day", id="t24-clarify"),
        pytest.param("1.2.03", "not sure which is the day", id="t24-short-year"),
        pytest.param("03/05/2026", "3 May 2026 or 5 March 2026", id="two-ways-to-read"),
        pytest.param("3 Maz 2026", "do not know the month", id="unknown-month"),
        pytest.param("3 Ma 2026", "do not know the month", id="two-letters-of-a-month"),
        pytest.param("3 May 0026", "check the year", id="odd-year"),
        pytest.param("May 2026", "Do you remember the day", id="no-day"),
        pytest.param("yesterday", "day, month and year", id="no-clock"),
        pytest.param("²", "could not read a date", id="t17-superscript"),
        pytest.param("nan", "could not read a date", id="t19-nan"),
        pytest.param("1" * 250, "could not read a date", id="t20-many-digits"),
        pytest.param("1" * 5000, "few words", id="t20-5000-digits"),
    ],
)
def test_a_doubtful_date_is_asked_about(typed: str, sentence: str) -> None:
    with pytest.raises(RejectedAnswer, match=sentence):
        read_answer(DAY, typed, ENGLISH)


@pytest.mark.parametrize(
    ("typed", "language", "day"),
    [
        ("today", "en", "2026-05-03"),
        ("Yesterday.", "en", "2026-05-02"),
        ("vorgestern", "de", "2026-05-01"),
        ("aujourd’hui", "fr", "2026-05-03"),
    ],
)
def test_words_for_days_need_to_know_today(typed: str, language: str, day: str) -> None:
    assert read_answer(DAY, typed, phrases_in(language), today=TODAY).value == day
