"""Times as people type them, in the unit that was asked for: "two hours" is 120 minutes.

Units are known in English; in other words a number is read as it stands.
"""

import re
from collections.abc import Iterator
from enum import StrEnum

from interview_flows.numerals import Number, plain_figures, readable_numbers
from interview_flows.words import spoken, word_set


class Unit(StrEnum):
    """What an amount is counted in. THINGS: not in time, so that no time is an answer."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    THINGS = "things"


_WORDS = {
    Unit.MINUTES: word_set("minute minutes min mins"),
    Unit.HOURS: word_set("hour hours hr hrs h"),
    Unit.DAYS: word_set("day days d"),
    Unit.WEEKS: word_set("week weeks wk wks"),
    Unit.MONTHS: word_set("month months"),
    Unit.YEARS: word_set("year years"),
}
_HOURS_IN = {
    Unit.MINUTES: 1 / 60,
    Unit.HOURS: 1,
    Unit.DAYS: 24,
    Unit.WEEKS: 7 * 24,
    Unit.MONTHS: 30 * 24,
    Unit.YEARS: 365 * 24,
}
_CLOCK = {Unit.MINUTES, Unit.HOURS}

_TIME = "(?:" + "|".join(sorted(set().union(*_WORDS.values()), key=len, reverse=True)) + r")\b"
_AMOUNT = re.compile(rf"([0-9][0-9.,'’]*|\b[a-z]+)[ -]?({_TIME})")
_REWRITTEN = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"\b(?:working|business|calendar|full|whole|long|solid) (?=[a-z])", ""),
        (rf"\b(?:an?|one) ({_TIME}) and a half\b", r"1.5 \1"),
        (rf"([0-9]+) ?(?:½|(?:and )?1/2|and a half)(?=[ -]?{_TIME})", r"\1.5"),
        (r"½ ?(?:of )?(?:an? )?", "0.5 "),
        (rf"\b(?:half an?|an? half) (?={_TIME})", "0.5 "),
        (rf"\bthree quarters of an? (?={_TIME})", "0.75 "),
        (rf"\b(?:a )?quarter of an? (?={_TIME})", "0.25 "),
        (rf"\ba couple of (?={_TIME})", "2 "),
        (rf"\ban? (?={_TIME})", "1 "),
        (rf"([0-9]) ?(?:h|hrs?|hours?) ?([0-9]{{1,2}})\b(?! ?{_TIME})", r"\1 h \2 min"),
    )
)
_WORD_AND_A_HALF = re.compile(rf"\b([a-z]+) and a half(?= {_TIME})")
_ROUNDED = 2  # decimals of a converted time


class NotInUnit(ValueError):
    """A time was told that says nothing certain in the unit asked for."""


def unit_named(words: str) -> Unit | None:
    """Find the one unit of time that words name; None for none or several.

    >>> unit_named("waiting_days"), unit_named("How many forms?")
    (<Unit.DAYS: 'days'>, None)
    """
    said = set(spoken(words.replace("_", " ")).split())
    named = [unit for unit, forms in _WORDS.items() if said & forms]
    return named[0] if len(named) == 1 else None


def time_in(text: str, wanted: Unit, language: str = "en") -> Number | None:
    """Convert a time that is told with its unit; None where no unit is told.

    A day of 24 hours, a month of 30 days. Raises NotInUnit for a time that cannot be converted:
    how many hours a day of work has is not ours to say. Raises ValueError where more than one
    time, a further number or a number that is not safely read is told.

    >>> time_in("two hours", Unit.MINUTES), time_in("3 weeks", Unit.DAYS)
    (120, 21)
    """
    written = _written_out(text, language)
    amounts = list(_amounts(written, language))
    if not amounts:
        return None
    units = [unit for _, unit in amounts]
    if _rest_counts(written, language) or len(set(units)) < len(units):
        raise ValueError(text)
    if wanted is Unit.THINGS or (wanted in _CLOCK and not _CLOCK.issuperset(units)):
        raise NotInUnit(text)
    total = sum(number * _HOURS_IN[unit] for number, unit in amounts) / _HOURS_IN[wanted]
    rounded = round(total, _ROUNDED)
    return int(rounded) if rounded == int(rounded) else rounded


def _written_out(text: str, language: str) -> str:
    """Write "half an hour", "an hour and a half" and the like with figures."""
    written = " ".join(plain_figures(text).casefold().split())
    written = _WORD_AND_A_HALF.sub(lambda found: _plus_half(found[1], language), written)
    for pattern, by in _REWRITTEN:
        written = pattern.sub(by, written)
    return written


def _plus_half(word: str, language: str) -> str:
    number = readable_numbers(word, language)
    return f"{number[0]} and a half" if number else f"{word} and a half"


def _amounts(written: str, language: str) -> Iterator[tuple[Number, Unit]]:
    for found in _AMOUNT.finditer(written):
        number = readable_numbers(found[1], language)
        if len(number) == 1:
            yield number[0], next(unit for unit, words in _WORDS.items() if found[2] in words)


def _rest_counts(written: str, language: str) -> bool:
    """Whether a number stands beside the times."""
    return bool(readable_numbers(_AMOUNT.sub(" ", written), language))
