"""Counts, figures and claims of a map in a few plain words, for lines at a terminal."""

from cxmodel.journey import Document
from reports.escape import one_line

NOT_SHOWN = "too few to show"  # of an anonymous study
_LONGEST = 90  # characters of a quoted claim


def reached(reach: Document) -> str:
    """How many of how many.

    >>> reached({"x": 4, "n": 5}), reached({"x": None, "n": 9})
    ('4 of 5', 'too few to show')
    """
    x, n = reach["x"], reach["n"]
    return NOT_SHOWN if x is None or n is None else f"{x} of {n}"


def voices(claim: Document) -> str:
    """How many people say a claim.

    >>> voices({"count": 1}), voices({"count": 3}), voices({"count": None})
    ('1 voice', '3 voices', 'too few to show')
    """
    count = claim["count"]
    if count is None:
        return NOT_SHOWN
    return "1 voice" if count == 1 else f"{count} voices"


def figure(value: float | None, *, signed: bool = False) -> str:
    """A figure with two decimals at the most: what moved by less did not move.

    >>> figure(2.0), figure(-0.333, signed=True), figure(-0.001), figure(None)
    ('2', '−0.33', '0', 'unknown')
    """
    if value is None:
        return "unknown"
    kept = round(value, 2) + 0.0  # never minus zero
    return f"{kept:{'+' if signed and kept else ''}.10g}".replace("-", "−")


def quoted(text: str) -> str:
    """Somebody's words, on one line and not endlessly many.

    >>> quoted("a" * 100)[-5:]
    'aaa…”'
    """
    return f"“{short(text)}”"


def short(text: str) -> str:
    """Words on one line, cut where they are many."""
    line = one_line(text)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
