"""Quiet hours: when nobody is written to unasked, by the clock that hangs at their place."""

import zlib
from datetime import UTC, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from cxmodel.interview import Interview
from cxmodel.study import Study
from interview_flows.words import plain

SPREAD = timedelta(minutes=30)  # of a morning, over which those who waited for it are written to
_DAY = timedelta(days=1)


def awake(at: datetime, interview: Interview, study: Study) -> datetime:
    """The moment itself, or the next morning where it falls into the respondent's quiet hours.

    Their morning begins a little later than the quiet hours say, for each at a time of their own
    and always the same: those who waited for it are not all written to at once.
    """
    start, length = _hours(*study.quiet_hours)
    if not length:
        return at
    local = at.astimezone(ZoneInfo(interview.reminded.zone or study.time_zone))
    length += _of_their_own(interview, _DAY - length)
    gone = (_since_midnight(local.time()) - start) % _DAY
    if gone >= length:
        return at
    # By the clock on the wall, which is set forward or back in some of these nights.
    return (local + (length - gone)).replace(fold=local.fold).astimezone(UTC)


def zone_called(name: str) -> str | None:
    """The time zone of that name, or of the place that it is named after.

    >>> zone_called("europe/berlin"), zone_called("Berlin"), zone_called("New York")
    ('Europe/Berlin', 'Europe/Berlin', 'America/New_York')
    """
    return _zones().get(_comparable(name))


def _comparable(name: str) -> str:
    """Write a zone's or place's name as people type it: in small letters without accents."""
    return " ".join(plain(name).replace("_", " ").split())


@cache
def _hours(first: str, last: str) -> tuple[timedelta, timedelta]:
    """When the quiet hours begin, since midnight, and how long they are; none where both agree."""
    start, end = (
        _since_midnight(datetime.strptime(hour, "%H:%M").time())  # noqa: DTZ007 - a time of day
        for hour in (first, last)
    )
    return start, (end - start) % _DAY


def _since_midnight(hour: time) -> timedelta:
    return timedelta(
        hours=hour.hour, minutes=hour.minute, seconds=hour.second, microseconds=hour.microsecond
    )


def _of_their_own(interview: Interview, day: timedelta) -> timedelta:
    """How much later their morning begins; never so late that little is left of the day."""
    seconds = max(1, int(min(SPREAD, day / 2).total_seconds()))
    return timedelta(seconds=zlib.crc32(interview.id.encode()) % seconds)


@cache
def _zones() -> dict[str, str]:
    """Every zone by its name in small letters; by its place too, where only one has it."""
    names = sorted(available_timezones())
    places: dict[str, list[str]] = {}
    for name in names:
        places.setdefault(_comparable(name.rpartition("/")[2]), []).append(name)
    by_place = {place: found[0] for place, found in places.items() if len(found) == 1}
    return by_place | {_comparable(name): name for name in names}
