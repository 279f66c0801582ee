"""How long a list in a map may grow: counts are always of all, lists name the first of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Self

from cxmodel.journey import Document

MOST_LISTED = 300
"""Ids of evidence or of people beside one claim, claims in one cell, steps in one stage."""

LARGE = 2_000  # interviews: a larger study shares its evidence out among the cells
_SHARED_OUT = 60_000  # ids of evidence in the map of a large study
_CELLS = 10  # with claims, in one column
_FEWEST, _MOST = 30, 1_500  # ids of evidence in one cell of it


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one cell may list."""

    claims: int = MOST_LISTED
    evidence: int = MOST_LISTED**2  # ids in all

    @classmethod
    def of(cls, interviews: int, columns: int) -> Self:
        """For a map of so many interviews, in so many columns."""
        if interviews <= LARGE:
            return cls()
        share = _SHARED_OUT // max(columns * _CELLS, 1)
        size = min(max(share, _FEWEST), _MOST)
        return cls(min(size, MOST_LISTED), size)

    def each(self, sizes: Sequence[int]) -> int:
        """How many ids each claim of a cell may list, that wishes to list so many."""
        most = MOST_LISTED
        while most > 1 and sum(min(size, most) for size in sizes) > self.evidence:
            most -= 1
        return most


def first_of(names: Iterable[str], most: int = MOST_LISTED) -> list[str]:
    """The first names in order of the alphabet, as many as a list may hold."""
    return nsmallest(most, names)


class Evidence:
    """Ids of the evidence for one claim or figure: the first that are told, and how many more."""

    __slots__ = ("_last", "_listed", "_more")

    def __init__(self) -> None:
        self._listed: set[str] = set()
        self._last = ""
        self._more = 0

    def add(self, ids: Iterable[str]) -> None:
        """Take in what one saying rests on. One answer says several things one after the other."""
        for ident in ids:
            if ident in self._listed or ident == self._last:
                continue
            if len(self._listed) < MOST_LISTED:
                self._listed.add(ident)
            else:
                self._more += 1
                self._last = ident

    def __len__(self) -> int:
        return len(self._listed)

    def entry(self, most: int = MOST_LISTED) -> Document:
        """As a map has it: `evidence`, and `evidence_more` where some are not listed."""
        listed = sorted(self._listed)
        more = self._more + max(len(listed) - most, 0)
        return {"evidence": listed[:most]} | ({"evidence_more": more} if more else {})
