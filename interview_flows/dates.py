"""Days as people type them. A doubtful one is asked about, never guessed."""

import re
from datetime import date, timedelta

from cxmodel.errors import RejectedAnswer
from interview_flows.durations import in_figures, ones_counted
from interview_flows.numerals import plain_figures
from interview_flows.phrases import Phrases
from interview_flows.vocabulary import vocabulary_in
from interview_flows.vocabulary.meanings import Calendar
from interview_flows.words import clip, unaccented

_YEARS = range(1900, 2101)
_MONTHS = 12

_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_NUMERIC = re.compile(r"([0-9]{1,2})\s?([./-])\s?([0-9]{1,2})\s?\2\s?([0-9]{4}|[0-9]{2})\.?")
_ORDINAL = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|er|o|a|e|º|ª)")
_LEAST_LETTERS = 3  # of a month that is cut short


def read_date(text: str, phrases: Phrases, today: date | None = None) -> date:
    """Read one day, between 1900 and 2100.

    Words like "yesterday", "3 days ago" and "Monday" are understood only where `today` is given;
    so is a day without its year, which is the latest such day. Raises RejectedAnswer for a day
    that does not exist (31.02.2026), for one that can be read in two ways (01/02/03), and for a
    time that holds many days ("last week").

    >>> from interview_flows.english import ENGLISH
    >>> read_date("3rd of May, 2026", ENGLISH)
    datetime.date(2026, 5, 3)
    """
    figures, calendar = plain_figures(text), phrases.heard.calendar
    bare = _without_small(figures, calendar)
    if match := _ISO.fullmatch(bare):
        return _day(int(match[1]), int(match[2]), int(match[3]), phrases)
    if match := _NUMERIC.fullmatch(bare):
        return _numeric(int(match[1]), int(match[3]), match[4], match[2], phrases)
    said = unaccented(figures)
    if said in calendar.periods:
        raise RejectedAnswer(phrases.which_day)
    near = _near(said, phrases, today) if today is not None else None
    return near or _worded(said, phrases, today)


def _without_small(figures: str, calendar: Calendar) -> str:
    """Take "on the" and the like off a day in figures."""
    return " ".join(word for word in figures.split() if unaccented(word) not in calendar.small)


def _numeric(first: int, second: int, year: str, sign: str, phrases: Phrases) -> date:
    """Read two numbers and a year: day first with points, else only where no other way is open."""
    if len(year) < 4:  # noqa: PLR2004
        raise RejectedAnswer(phrases.whole_date)
    day_first = sign == "." or phrases.heard.calendar.day_first
    if day_first or first > _MONTHS or first == second or 0 in {first, second}:
        return _day(int(year), second, first, phrases)
    if second > _MONTHS:
        return _day(int(year), first, second, phrases)
    names = phrases.heard.calendar.month_names
    one, other = (
        f"{day} {names[month - 1]} {year}" for day, month in ((first, second), (second, first))
    )
    raise RejectedAnswer(phrases.two_dates.format(one=one, other=other))


def _near(said: str, phrases: Phrases, today: date) -> date | None:
    """Read a word for a day near `today`; None where there is none."""
    calendar = phrases.heard.calendar
    if said in calendar.days_ago:
        return today - timedelta(days=calendar.days_ago[said])
    written = ones_counted(in_figures(said, phrases.heard), phrases.heard)
    if ago := re.fullmatch(calendar.ago, written):
        count = _count(ago["number"], phrases)
        days = count * (7 if ago["week"] else 1) if count is not None else None
        return today - timedelta(days=days) if days is not None and days < 40_000 else None  # noqa: PLR2004
    return _weekday(said, calendar, today)


def _count(word: str, phrases: Phrases) -> int | None:
    """Value of a figure or an article."""
    if re.fullmatch(phrases.heard.times.one, word):
        return 1
    return int(word) if word.isdigit() else None


def _weekday(said: str, calendar: Calendar, today: date) -> date | None:
    """Read a weekday as the latest one before today, which has none of its own name."""
    bare = " ".join(w for w in said.split() if w not in calendar.small | calendar.last)
    for number, words in enumerate(calendar.weekdays):
        if bare in words and number != today.weekday():
            return today - timedelta(days=(today.weekday() - number) % 7)
    return None


def _worded(said: str, phrases: Phrases, today: date | None) -> date:
    """Read a day with the month as a word."""
    calendar = phrases.heard.calendar
    months, rest = _months_in(said, phrases)
    numbers = [_ORDINAL.sub(r"\1", word) for word in rest if _is_number(word)]
    others = [word for word in rest if not _is_number(word)]
    words = [w for w in others if w not in calendar.small and not _is_weekday(w, calendar)]
    if not months and len(words) == 1 and len(numbers) == 2:  # noqa: PLR2004
        raise RejectedAnswer(phrases.unknown_month.format(name=clip(words[0], 30)))
    match numbers:
        case [day, year] if len(months) == 1 and not words and len(day) < len(year) == 4:  # noqa: PLR2004
            return _day(int(year), months[0], int(day), phrases)
        case [year] if len(months) == 1 and not words and len(year) > 2:  # noqa: PLR2004
            raise RejectedAnswer(phrases.which_day)
        case [day] if len(months) == 1 and not words and today is not None:
            return _latest(months[0], int(day), phrases, today)
        case _:
            raise RejectedAnswer(phrases.no_date)


def _latest(month: int, day: int, phrases: Phrases, today: date) -> date:
    """Take the latest day of that name up to today; a leap day may be some years ago."""
    for year in range(today.year, today.year - 8, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    return _day(today.year, month, day, phrases)


def _is_number(word: str) -> bool:
    return (word.isascii() and word.isdigit() and len(word) <= 4) or bool(  # noqa: PLR2004
        _ORDINAL.fullmatch(word)
    )


def _is_weekday(word: str, calendar: Calendar) -> bool:
    return any(word in words for words in calendar.weekdays)


def _months_in(said: str, phrases: Phrases) -> tuple[list[int], list[str]]:
    """Months that a text names, and its other words."""
    months = phrases.heard.calendar.months
    known = (vocabulary_in("en").calendar.months, months)
    forms = {form: n for each in known for n, names in enumerate(each, 1) for form in names}
    for form in (form for form in forms if " " in form):
        said = f" {said} ".replace(f" {form} ", f" {form.replace(' ', '_')} ").strip()
    found, rest = [], []
    for word in said.split():
        month = forms.get(word.replace("_", " ")) or _begun(word, months)
        if month is None:
            rest.append(word)
        else:
            found.append(month)
    return found, rest


def _begun(word: str, months: tuple[frozenset[str], ...]) -> int | None:
    """The one month that begins with these letters."""
    if len(word) < _LEAST_LETTERS or not word.isalpha():
        return None
    fits = [n for n, names in enumerate(months, 1) if any(m.startswith(word) for m in names)]
    return fits[0] if len(fits) == 1 else None


def _day(year: int, month: int, day: int, phrases: Phrases) -> date:
    if year not in _YEARS:
        raise RejectedAnswer(phrases.odd_year.format(year=year))
    try:
        return date(year, month, day)
    except ValueError as error:
        refusal = phrases.no_such_day.format(day=day, month=month, year=year)
        raise RejectedAnswer(refusal) from error
