"""A long time between two successive steps of a story, of which nothing was told.

Found where a step says that time went by ("three weeks later"), where two steps name their days or
months, and where two moments of a diary lie days apart.
"""

import calendar
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from cxmodel.errors import RejectedAnswer
from cxmodel.interview import Step, StepId
from interview_flows.dates import read_date
from interview_flows.durations import days_passed
from interview_flows.phrases import Phrases
from interview_flows.words import unaccented

LONG = 7  # days: a story told afterwards may well leave out a quiet weekend
LONG_IN_DIARY = 3  # days: who notes things as they happen leaves less out
_LONGEST_DATE = 5  # words, as in "3 de marzo de 2026"
_AROUND = ".,;:!?()[]\"“”„«»'،؛؟"

Span = tuple[date, date]


def longest_gap(
    steps: Sequence[Step], phrases: Phrases, today: date
) -> tuple[StepId, StepId] | None:
    """Find the two successive steps with most time between them; None where none is long."""
    found = [(_days_between(a, b, phrases, today), a.id, b.id) for a, b in pairwise(steps)]
    days, before, after = max(found, key=lambda each: each[0], default=(0, None, None))
    return (before, after) if days and before and after else None


def _days_between(a: Step, b: Step, phrases: Phrases, today: date) -> float:
    """Days that two steps lie apart as far as is told; 0 where that is not long."""
    if a.at is not None and b.at is not None:
        days = (b.at - a.at) / timedelta(days=1)
        return days if days >= LONG_IN_DIARY else 0
    told = days_passed(b.text, phrases.heard)
    ends, begins = _span(a.text, phrases, today), _span(b.text, phrases, today)
    dated = (begins[0] - ends[1]).days if ends and begins else 0
    days = max(told, dated)
    return days if days >= LONG else 0


def _span(text: str, phrases: Phrases, today: date) -> Span | None:
    """From the first to the last day that a text names, else month; None where it names none."""
    words = [word.strip(_AROUND) for word in text.split()]
    spans = list(_days(words, phrases, today)) or list(_months(words, phrases, today))
    return (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None


def _days(words: Sequence[str], phrases: Phrases, today: date) -> Iterator[Span]:
    """Days that are written with a figure, the longest way of reading them first."""
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST_DATE, len(words) - at), 0, -1):
            day = _day(" ".join(words[at : at + size]), phrases, today)
            if day is not None:
                yield day, day
                at += size - 1
                break
        at += 1


def _day(text: str, phrases: Phrases, today: date) -> date | None:
    if not any(sign.isdigit() for sign in text):
        return None
    try:
        return read_date(text, phrases, today)
    except RejectedAnswer:
        return None


def _months(words: Sequence[str], phrases: Phrases, today: date) -> Iterator[Span]:
    """Months without a day, behind a small word ("in May"): else "may" would be one."""
    known = phrases.heard.calendar
    months = [unaccented(name) for name in known.month_names]
    plain = [unaccented(word) for word in words]
    for at in range(1, len(plain)):
        if plain[at] in months and plain[at - 1] in known.small:
            follows = plain[at + 1] if at + 1 < len(plain) else ""
            yield _month(months.index(plain[at]) + 1, follows, today)


def _month(month: int, follows: str, today: date) -> Span:
    """A month of the year that follows it, else the latest one that has begun."""
    year = today.year - (month > today.month)
    if follows.isascii() and follows.isdigit() and len(follows) == 4:  # noqa: PLR2004
        year = max(int(follows), date.min.year)
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
