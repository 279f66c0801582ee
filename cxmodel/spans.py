"""Spans of time as short text, as settings and documents hold them: 90m, 24h, 14d."""

import re
from datetime import timedelta

_SPAN = re.compile(r"([0-9]{1,5})\s?([mhd])")
_UNITS = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}


def span(text: str) -> timedelta:
    """The span that a text names, in minutes, hours or days; ValueError for none, and for zero.

    >>> span("36h")
    datetime.timedelta(days=1, seconds=43200)
    """
    found = _SPAN.fullmatch(text)
    if found is None or not int(found[1]):
        raise ValueError(f"{text!r} is no span of time: write it as 90m, 24h or 14d")
    return int(found[1]) * _UNITS[found[2]]


def span_text(span: timedelta) -> str:
    """A span as text that `span` reads, cut to the minute.

    >>> span_text(timedelta(days=14)), span_text(timedelta(hours=36))
    ('14d', '36h')
    """
    unit = next((name for name, one in _UNITS.items() if not span % one), "m")
    return f"{span // _UNITS[unit]}{unit}"
