"""Times as people type them, in the unit that was asked for: "two hours" is 120 minutes."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise

from interview_flows.numerals import (
    Number,
    apart,
    check_joined,
    plain_figures,
    readable_numbers,
)
from interview_flows.vocabulary import Vocabulary, vocabulary_in
from interview_flows.words import plain, unaccented


class Unit(StrEnum):
    """What an amount is counted in. THINGS: not in time, so that no time is an answer."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    THINGS = "things"


_HOURS_IN = {
    Unit.MINUTES: 1 / 60,
    Unit.HOURS: 1,
    Unit.DAYS: 24,
    Unit.WEEKS: 7 * 24,
    Unit.MONTHS: 30 * 24,
    Unit.YEARS: 365 * 24,
}
_CLOCK = {Unit.MINUTES, Unit.HOURS}
_ROUNDED = 2  # decimals of a converted time
_FIGURE = r"(?<![\w.,])([0-9]+(?:[.,'’٫][0-9]+)*)"
_WORD = re.compile(r"[^\W\d_]+")


class NotInUnit(ValueError):
    """A time was told that says nothing certain in the unit asked for."""


def unit_named(words: str) -> Unit | None:
    """Find the one unit of time that English words name; None for none or several.

    >>> unit_named("waiting_days"), unit_named("How many forms?")
    (<Unit.DAYS: 'days'>, None)
    """
    said = set(unaccented(words.replace("_", " ")).split())
    units = vocabulary_in("en").times.units
    named = [Unit(unit) for unit, forms in units.items() if said & forms]
    return named[0] if len(named) == 1 else None


def time_in(text: str, wanted: Unit, heard: Vocabulary) -> Number | None:
    """Convert a time that is told with its unit; None where no unit is told.

    A day of 24 hours, a month of 30 days. Raises NotInUnit for a time that cannot be converted:
    how many hours a day of work has is not ours to say. Raises ValueError where more than one
    time, a further number or a number that is not safely read is told, and where a unit has none.

    >>> english = vocabulary_in("en")
    >>> time_in("two hours", Unit.MINUTES, english), time_in("3 weeks", Unit.DAYS, english)
    (120, 21)
    """
    written, unit = written_out(text, heard), _unit_words(heard)
    check_joined(written, heard)
    amounts = list(_amounts(written, unit, heard))
    rest = re.sub(rf"{_FIGURE}[ -]?{unit}", " ", written)
    alone = {_unit_of(word, heard) for word in re.findall(rf"(?<!\w){unit}", rest) if len(word) > 1}
    if not amounts:
        if wanted is not Unit.THINGS and alone - {wanted} and readable_numbers(rest, heard):
            raise ValueError(text)
        return None
    units = [unit for _, unit in amounts]
    if alone or readable_numbers(rest, heard) or not _goes_down(units):
        raise ValueError(text)
    if wanted is Unit.THINGS or (wanted in _CLOCK and not _CLOCK.issuperset(units)):
        raise NotInUnit(text)
    total = sum(number * _HOURS_IN[unit] for number, unit in amounts) / _HOURS_IN[wanted]
    rounded = round(total, _ROUNDED)
    return int(rounded) if rounded == int(rounded) else rounded


def _goes_down(units: Sequence[Unit]) -> bool:
    """Whether each unit is smaller than the one before, as in no "2 hours a day"."""
    return all(_HOURS_IN[one] > _HOURS_IN[other] for one, other in pairwise(units))


def days_passed(text: str, heard: Vocabulary) -> float:
    """How many days a text says went by before what it tells: 0 where it says nothing of it.

    "Some weeks later" are three weeks, for nobody knows, and "weeks later" two.

    >>> english = vocabulary_in("en")
    >>> days_passed("Two weeks later they wrote", english), days_passed("Waited 3 weeks", english)
    (14.0, 0)
    """
    unit, times = _unit_words(heard), heard.times
    written = re.sub(rf"(?<!\w)(?:{times.several}) {unit}", r"3 \1", written_out(text, heard))
    amount = rf"{_FIGURE}[ -]?{unit}"
    ways = (
        rf"(?<!\w)(?:{times.after}) (?:[^\W\d]+ )?{amount}",
        rf"{amount} (?:[^\W\d]+ )?(?:{times.later})(?!\w)",
        rf"(?<![\w ])(){unit} (?:{times.later})(?!\w)",
    )
    found = [match for way in ways for match in re.finditer(way, written)]
    return max((_in_days(match[1], match[2], heard) for match in found), default=0)


def _in_days(figure: str, word: str, heard: Vocabulary) -> float:
    number = next(iter(readable_numbers(figure, heard)), 2)  # none is said: more than one
    return number * _HOURS_IN[_unit_of(word, heard)] / 24


def _unit_words(heard: Vocabulary) -> str:
    """Pattern of the words for units, as one group."""
    words = frozenset[str]().union(*heard.times.units.values())
    return rf"({'|'.join(sorted(words, key=len, reverse=True))})(?!\w)"


def _amounts(written: str, unit: str, heard: Vocabulary) -> Iterator[tuple[Number, Unit]]:
    for found in re.finditer(rf"{_FIGURE}[ -]?{unit}", written):
        for number in readable_numbers(found[1], heard):
            yield number, _unit_of(found[2], heard)


def _unit_of(word: str, heard: Vocabulary) -> Unit:
    return next(Unit(unit) for unit, words in heard.times.units.items() if word in words)


def written_out(text: str, heard: Vocabulary) -> str:
    """Write number words, "half an hour", "an hour and a half" and the like with figures."""
    written = in_figures(text, heard)
    for pattern, by in _rewriting(heard):
        written = re.sub(pattern, by, written)
    return _joined_by_clock(ones_counted(written, heard), heard)


def in_figures(text: str, heard: Vocabulary) -> str:
    """Write number words, and words for a whole time such as "a fortnight", with figures."""
    written = apart(plain(plain_figures(text)), heard)
    for words in sorted(heard.times.fixed, key=len, reverse=True):
        written = re.sub(rf"(?<!\w){words}(?!\w)", heard.times.fixed[words], written)
    return _WORD.sub(lambda word: _figure_of(word[0], heard), written)


def ones_counted(written: str, heard: Vocabulary) -> str:
    """Write a 1 before a unit that means one of it by itself, as in Arabic."""
    pattern = heard.times.by_itself
    if not pattern:
        return written
    return re.sub(rf"(?<![0-9] )\b({pattern})(?: 1)?(?!\w)", r"1 \1", written)


def _figure_of(word: str, heard: Vocabulary) -> str:
    return str(heard.numerals.words.get(word, word))


def _rewriting(heard: Vocabulary) -> Iterator[tuple[str, str]]:
    """Patterns in the order in which they are applied, each with what is written instead."""
    times, half, unit = heard.times, heard.numerals.and_a_half, _unit_words(heard)
    yield rf"\b(?:{times.idle}) (?=[^\W\d_])", ""
    yield rf"([0-9]+) ?(?:½|(?:and )?1/2|(?:{half})(?!\w))", r"\1.5"
    yield rf"½ ?(?:of )?(?:(?:{times.one}) )?", "0.5 "
    yield rf"(?<![\w.,])([0-9]+)[ -]?{unit} (?:{half})(?!\w)", r"\1.5 \2"
    yield rf"(?:\b(?:{times.one}) |(?<![\w.] )\b){unit} (?:{half})(?!\w)", r"1.5 \1"
    yield rf"\b(?:{times.three_quarters}) ?{unit}", r"0.75 \1"
    yield rf"\b(?:1 )?(?:{times.quarter}) ?{unit}", r"0.25 \1"
    yield rf"\b(?:1 )?(?:{times.half})[ -]?{unit}", r"0.5 \1"
    yield rf"\b(?:{times.couple}) {unit}", r"2 \1"
    yield rf"\b(?:{times.one}) {unit}", r"1 \1"


def _joined_by_clock(written: str, heard: Vocabulary) -> str:
    """Write 1h30 as an hour and 30 minutes."""
    hours = "|".join(heard.times.units["hours"])
    minutes = rf"([0-9]) ?(?:{hours}) ?([0-9]{{1,2}})\b(?! ?{_unit_words(heard)})"
    return re.sub(minutes, r"\1 h \2 min", written)
