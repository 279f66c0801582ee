"""When a count of people may be shown in an anonymous study, and when it would point at somebody.

A count is safe if it is none or five and more. Shown beside a larger count that holds it, so must
be what is left of that; shown as one part of a whole, so must be what the hidden parts add up to.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cxmodel.journey import Document
from cxmodel.study import FEWEST_ANONYMOUS

_COUNTS = frozenset({"x", "n", "both", "count", "named", "reported", "direct", "answered"})
"""Keys of a document under which a number of people stands."""


def is_safe(people: float) -> bool:
    """Whether this many point at nobody.

    >>> is_safe(0), is_safe(4), is_safe(5)
    (True, False, True)
    """
    return people == 0 or people >= FEWEST_ANONYMOUS


def is_shown(people: int, *bases: int) -> bool:
    """Whether a count may stand beside the larger counts that hold it.

    >>> is_shown(7, 12), is_shown(9, 12), is_shown(12, 12)
    (True, False, True)
    """
    return is_safe(people) and all(is_safe(base - people) for base in bases if base > people)


def withheld(
    parts: Mapping[str, Sequence[float]], hidden_anyway: Iterable[str] = ()
) -> frozenset[str]:
    """Parts of a whole that must be hidden, where the whole is known and so are the shown parts.

    Each part has some counts, in the same order. A part with an unsafe one is hidden, and then as
    many of the smallest others as it takes until the hidden ones add up to safe counts.

    >>> sorted(withheld({"new": [3], "senior": [9], "lead": [6]}))
    ['lead', 'new']
    """
    unsafe = {part for part, counts in parts.items() if not all(map(is_safe, counts))}
    hidden = unsafe.union(hidden_anyway)
    by_size = sorted(parts, key=lambda part: (sum(parts[part]), part))
    for part in by_size:
        if hidden and (len(hidden) == 1 or not _add_up(hidden, parts)) and any(parts[part]):
            hidden.add(part)
    return frozenset(hidden)


def _add_up(hidden: set[str], parts: Mapping[str, Sequence[float]]) -> bool:
    return all(
        is_safe(round(sum(counts), 6))
        for counts in zip(*map(parts.__getitem__, hidden), strict=True)
    )


def counts_in(node: Any) -> Iterator[int]:
    """Every number of people that stands in a part of a document."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in _COUNTS and isinstance(value, int):
                yield value
            elif key in {"asked", "n"} and isinstance(value, dict):
                yield from (people for people in value.values() if people is not None)
            else:
                yield from counts_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from counts_in(value)


@dataclass(slots=True)
class Hidden:
    """How many cells were hidden so far."""

    cells: int = 0

    def take(self, cell: Document, *keys: str) -> None:
        """Empty these keys of a cell and mark it: numbers become null, lists empty."""
        for key in keys:
            cell[key] = [] if isinstance(cell.get(key), list) else None
        self.cells += not cell.get("suppressed", False)
        cell["suppressed"] = True
