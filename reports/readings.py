"""How single values are read: numbers out of answers, text that can be written anywhere, dates."""

from datetime import UTC, date, datetime

from cxmodel.guide import Measure, Topic
from cxmodel.interview import Answer, Kind

_NAMED = {
    Measure.SEVERITY: {"none": 0, "slight": 1, "minor": 1, "moderate": 2, "major": 3, "severe": 4},
    Measure.RECURRENCE: {"once": 1, "sometimes": 2, "often": 2, "always": 3},
}
"""Option ids that say a number. Other ids count by their position among the options."""
_FIRST = {Measure.SEVERITY: 0, Measure.RECURRENCE: 1}
_DIGITS = 12  # decimals kept in a map: formats round for reading


def words_of(text: str) -> str:
    r"""The text without surrounding space, and without halves of characters (lone surrogates).

    >>> words_of(" tired \ud83d ")
    'tired \ufffd'
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()


def number_of(answer: Answer, topic: Topic) -> float | None:
    """The figure that an answer gives, None where it gives none.

    Options of a severity or recurrence question count by id (`once` 1, `sometimes` 2, `always` 3;
    digits as they are), else by position.
    """
    value = answer.value
    if isinstance(value, bool):
        return float(value)
    if isinstance(value, int | float):
        return value
    if answer.kind is not Kind.CHOICE or not isinstance(value, str):
        return None
    if value.lstrip("+-").isdecimal():
        return int(value)
    return _named(value, topic)


def _named(option: str, topic: Topic) -> float | None:
    if topic.measure not in _FIRST:
        return None
    ids = [known for known, _ in topic.options]
    names = _NAMED[topic.measure]
    if option in names and all(known in names for known in ids):
        return names[option]
    return ids.index(option) + _FIRST[topic.measure] if option in ids else None


def rounded(number: float | None) -> float | None:
    """A number as a map keeps it: twelve decimals, whole numbers as integers.

    >>> rounded(2.0), rounded(1 / 3), rounded(None)
    (2, 0.333333333333, None)
    """
    if number is None:
        return None
    kept = round(number, _DIGITS)
    return int(kept) if kept == int(kept) else kept


def instant(at: datetime) -> str:
    """RFC 3339 in UTC with milliseconds.

    >>> instant(datetime(2026, 3, 1, 9, 30, tzinfo=UTC))
    '2026-03-01T09:30:00.000Z'
    """
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def day(at: datetime) -> str:
    """The date, in UTC."""
    return at.astimezone(UTC).date().isoformat()


def week(at: datetime) -> str:
    """The ISO week: all that is kept of a date in an anonymous study.

    >>> week(datetime(2026, 1, 1, tzinfo=UTC))
    '2026-W01'
    """
    year, number, _ = date.isocalendar(at.astimezone(UTC).date())
    return f"{year}-W{number:02}"
