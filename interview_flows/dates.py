"""Days as people type them. A doubtful one is asked about, never guessed."""

import re
from datetime import date, timedelta

from cxmodel.errors import RejectedAnswer
from interview_flows.numerals import plain_figures
from interview_flows.words import base_language, clip, unaccented

_EXAMPLE = "for example 3 May 2026 or 2026-05-03"
_YEARS = range(1900, 2101)

_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar marz april mai juni juli august september oktober november dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "fr": "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "pt": "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro "
    "dezembro",
    "ar": "يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر",
}
_DAYS_AGO = {
    "en": {"today": 0, "yesterday": 1, "the day before yesterday": 2},
    "de": {"heute": 0, "gestern": 1, "vorgestern": 2},
    "es": {"hoy": 0, "ayer": 1, "anteayer": 2, "antes de ayer": 2},
    "fr": {"aujourdhui": 0, "hier": 1, "avant hier": 2},
    "pt": {"hoje": 0, "ontem": 1, "anteontem": 2},
    "ar": {"اليوم": 0, "امس": 1, "اول امس": 2},
}
_DAY_FIRST = frozenset({"ar", "de", "es", "fr", "it", "nl", "pl", "pt", "tr"})  # even with a /

_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_NUMERIC = re.compile(r"([0-9]{1,2})\s?([./-])\s?([0-9]{1,2})\s?\2\s?([0-9]{4}|[0-9]{2})\.?")
_DAY_MONTH_YEAR = re.compile(
    r"(?:[^\W\d]+ )?(?:the )?([0-9]{1,2})(?:st|nd|rd|th|er|o|a)? (?:of |de |do )?"
    r"([^\W\d]+) (?:of |de |do |del )?([0-9]{4})"
)
_MONTH_DAY_YEAR = re.compile(
    r"(?:[^\W\d]+ )?([^\W\d]+) (?:the )?([0-9]{1,2})(?:st|nd|rd|th)? ([0-9]{4})"
)


def read_date(text: str, language: str = "en", today: date | None = None) -> date:
    """Read one day, between 1900 and 2100.

    Words like "yesterday" are understood only where `today` is given. Raises RejectedAnswer for
    a day that does not exist (31.02.2026) and for one that can be read in two ways (01/02/03).

    >>> read_date("3rd of May, 2026")
    datetime.date(2026, 5, 3)
    """
    figures = plain_figures(text)
    if match := _ISO.fullmatch(figures):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.fullmatch(figures):
        return _numeric(int(match[1]), int(match[3]), match[4], match[2], language)
    return _worded(unaccented(figures), language, today)


def _numeric(first: int, second: int, year: str, sign: str, language: str) -> date:
    """Read two numbers and a year: day first with points, else only where no other way is open."""
    if len(year) < 4:  # noqa: PLR2004
        raise RejectedAnswer(
            "I am not sure which is the day, the month and the year. "
            f"Please type the date with the month as a word and the whole year, {_EXAMPLE}."
        )
    day_first = sign == "." or base_language(language) in _DAY_FIRST
    if day_first or first > 12 or first == second or 0 in {first, second}:  # noqa: PLR2004
        return _day(int(year), second, first)
    if second > 12:  # noqa: PLR2004
        return _day(int(year), first, second)
    raise RejectedAnswer(
        f"Do you mean {_spelled(int(year), second, first)} or {_spelled(int(year), first, second)}?"
        " Please type the month as a word."
    )


def _worded(said: str, language: str, today: date | None) -> date:
    """Read a day with the month as a word, or a word for a day near `today`."""
    if match := _DAY_MONTH_YEAR.fullmatch(said):
        day, name, year = match[1], match[2], match[3]
    elif match := _MONTH_DAY_YEAR.fullmatch(said):
        name, day, year = match[1], match[2], match[3]
    else:
        return _near(said, language, today)
    month = _month(name, language)
    if month is None:
        raise RejectedAnswer(
            f"I do not know the month “{clip(name, 30)}”. Please type the date once more, "
            f"{_EXAMPLE}."
        )
    return _day(int(year), month, int(day))


def _near(said: str, language: str, today: date | None) -> date:
    words = _DAYS_AGO["en"] | _DAYS_AGO.get(base_language(language), {})
    if today is not None and said in words:
        return today - timedelta(days=words[said])
    raise RejectedAnswer(
        f"I could not read a date there. Please type day, month and year, {_EXAMPLE}."
    )


def _month(name: str, language: str) -> int | None:
    """1 … 12 for a month's name or its first three letters or more; None where none fits."""
    for code in (base_language(language), "en"):
        months = _MONTHS.get(code, "").split()
        found = [n for n, month in enumerate(months, 1) if name == month] or [
            n
            for n, month in enumerate(months, 1)
            if len(name) > 2 and month.startswith(name)  # noqa: PLR2004
        ]
        if len(found) == 1:
            return found[0]
    return None


def _day(year: int, month: int, day: int) -> date:
    if year not in _YEARS:
        raise RejectedAnswer(f"Please check the year: I read {year}. A good date is {_EXAMPLE}.")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise RejectedAnswer(
            f"There is no such day as {day}.{month}.{year}. "
            f"Please type the date once more, {_EXAMPLE}."
        ) from error


def _spelled(year: int, month: int, day: int) -> str:
    return f"{day} {_MONTHS['en'].split()[month - 1].capitalize()} {year}"
