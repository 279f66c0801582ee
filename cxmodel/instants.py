"""Points in time as text: RFC 3339, UTC, milliseconds.

Always 24 characters, so that the order of texts is the order of times.
"""

from datetime import UTC, datetime


def instant(moment: datetime) -> str:
    """A moment as text, cut (not rounded) to the millisecond.

    Raises ValueError for a naive one, because it would mean the machine's own zone.

    >>> instant(datetime(2026, 3, 1, 12, 30, 5, 678_900, UTC))
    '2026-03-01T12:30:05.678Z'
    """
    if moment.tzinfo is not UTC:
        if moment.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored; make it aware")
        moment = moment.astimezone(UTC)
    return f"{moment.isoformat(timespec='milliseconds')[:-6]}Z"


def moment(text: str) -> datetime:
    """The moment that `instant` wrote down.

    >>> moment("2026-03-01T12:30:05.678Z")
    datetime.datetime(2026, 3, 1, 12, 30, 5, 678000, tzinfo=datetime.timezone.utc)
    """
    return datetime.fromisoformat(text)


def instant_or_none(moment: datetime | None) -> str | None:
    """`instant`, where there may be none."""
    return None if moment is None else instant(moment)


def moment_or_none(text: str | None) -> datetime | None:
    """`moment`, where there may be none."""
    return None if text is None else moment(text)
