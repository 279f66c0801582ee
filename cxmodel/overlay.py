"""What a researcher writes beside a computed map: marks on its steps, claims and quotes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Place(StrEnum):
    """What a mark is on."""

    MAP = "map"
    STEP = "step"
    CLAIM = "claim"
    QUOTE = "quote"
    PAIR = "pair"  # of claims


NOTE = "note"
VALIDATED = "validated"
HIDDEN = "hidden"
CONTRADICTION = "contradiction"

OF_STEPS = ("owner", "business_value", "effort", "opportunity")
"""What a researcher fills in about a step; nobody computes it."""

FIELDS: Mapping[Place, tuple[str, ...]] = {
    Place.MAP: (NOTE,),
    Place.STEP: (*OF_STEPS, NOTE, VALIDATED),
    Place.CLAIM: (NOTE, VALIDATED),
    Place.QUOTE: (HIDDEN,),
    Place.PAIR: (CONTRADICTION,),
}

LONGEST = 2_000  # characters of what is written in one field


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One thing that a researcher wrote. A thing has at most one mark of a field.

    `key`: of a step its `key`, of a claim its `id`, of a quote the id of its evidence, of a pair
    both claims' ids, of a note on the map anything that tells it from others.
    """

    place: Place
    key: str
    field: str
    value: str = ""  # empty where the mark itself says all
    how: str = ""  # the second kind of source of what is validated, such as a call log
    by: str = ""  # who wrote it
    at: datetime
    made_on: str = ""  # digest of the evidence that was there then

    @property
    def claims(self) -> tuple[str, str]:
        """The two claims of a pair."""
        first, _, second = self.key.partition(" ")
        return first, second


@dataclass(frozen=True, slots=True)
class Spot:
    """Where on the overlay a mark is, or would be."""

    place: Place
    key: str
    field: str

    @classmethod
    def of(cls, mark: Mark) -> "Spot":
        """Where a mark is."""
        return cls(mark.place, mark.key, mark.field)


def pair_of(first: str, second: str) -> str:
    """The key of two claims, whichever is named first.

    >>> pair_of("s2/pain/b", "s1/pain/a")
    's1/pain/a s2/pain/b'
    """
    return " ".join(sorted((first, second)))
