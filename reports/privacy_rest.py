"""Numbers that give away a group too small to be shown, though they are five and more themselves.

Part of `reports.privacy`. Where a segment, side or wave is one to four people, whatever all others
told is told of all but these. And where few said no to a question, whatever only those were asked
who said yes tells how many these were.
"""

from typing import Any

from cxmodel.journey import Document
from cxmodel.study import FEWEST_ANONYMOUS
from reports.disclosure import Hidden, is_safe, is_shown
from reports.privacy_steps import uncounted

_COUNTS = ("count", "direct", "named", "reported", "returns")
_FIGURES = (
    *("n", "x", "low", "high", "value", "recognised"),
    *("mean", "median", "q1", "q3", "values"),
)


def telling(document: Document) -> frozenset[int]:
    """Numbers of people that nothing on the map of a whole study may stand on.

    A group of one to four people makes everybody but these, and a few more, one of them.
    """
    people: int = document["header"]["people"]
    groups = [group["people"] for kind in ("segments", "sides") for group in document[kind]]
    is_told = all(map(is_safe, [*groups, *people_of_waves(document)]))
    return frozenset() if is_told else all_but_few(people)


def all_but_few(people: int) -> frozenset[int]:
    """Numbers that leave one to four over.

    >>> sorted(all_but_few(12)), sorted(all_but_few(3))
    ([8, 9, 10, 11], [0, 1, 2])
    """
    return frozenset(range(max(people - FEWEST_ANONYMOUS + 1, 0), people))


def people_of_waves(document: Document) -> list[int]:
    """The most people that a figure of each of two waves is made of; none of a single wave."""
    changes = (document.get("waves") or {"changes": []})["changes"]
    told = (max((c[wave]["n"] for c in changes), default=0) for wave in ("before", "after"))
    return [people for people in told if people]


def gates(document: Document) -> frozenset[int]:
    """How many gave an answer that all but a few of those who were asked gave.

    They are asked on alone, or along with everybody who was asked something else.
    """
    people: int = document["header"]["people"]
    rows = ((claim["count"], row["n"]) for row in document["besides"] for claim in row["claims"])
    few = [(count, n) for count, n in rows if is_safe(count) and not is_shown(count, n)]
    return frozenset(told for count, n in few for told in (count, people - (n - count)))


def without(node: Any, told: frozenset[int], hidden: Hidden) -> None:
    """Empty every figure of a part of the map that is made of so many people."""
    if isinstance(node, list):
        for item in node:
            without(item, told, hidden)
    elif isinstance(node, dict):
        _empty(node, told, hidden)
        for value in node.values():
            without(value, told, hidden)


def _empty(cell: Document, told: frozenset[int], hidden: Hidden) -> None:
    n = cell.get("n")
    if isinstance(n, dict):  # an effort, at each moment
        for moment in [moment for moment, people in n.items() if people in told]:
            n[moment] = None
            hidden.take(cell, moment)
    elif n in told:
        hidden.take(cell, *(name for name in _FIGURES if name in cell))
        cell |= {"split": False} if "split" in cell else {}
    if any(entry["n"] in told for entry in cell.get("series", ())):
        hidden.take(cell, "series")
    for name in _COUNTS:
        if cell.get(name) in told:
            hidden.take(cell, name)
    share = cell.get("reach") if "count" in cell else None
    if share is not None and (cell["count"] in {None, *told} or share["n"] in {None, *told}):
        uncounted(cell, hidden)
    if isinstance(asked := cell.get("asked"), dict):
        cell["asked"] = {lane: None if people in told else people for lane, people in asked.items()}
