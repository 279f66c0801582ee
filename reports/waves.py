"""What moved from one wave of a study to the next, measure by measure, with intervals.

Who answered in both waves is compared with themselves where that is at least half of those who
answered in the later one: the mean of their own changes. Else the waves are compared as different
people.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

from cxmodel.comparison import (
    FEWEST,
    Difference,
    difference_of_means,
    difference_of_shares,
    paired_mean,
)
from cxmodel.journey import Document
from reports.readings import rounded

PAIRED_FROM = 0.5  # share of the later wave's people who are in both
Figures = Mapping[str, float]
"""One figure a person, by pseudonym: the same person has the same one in each wave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One measure in two waves. A share has figures of 0 and 1."""

    id: str
    label: str
    before: Figures
    after: Figures
    share: bool = False


def changes(measures: Iterable[Measured]) -> list[Document]:
    """What can be compared of these measures, in their order."""
    return [found for measured in measures if (found := _change(measured)) is not None]


def _change(measured: Measured) -> Document | None:
    """One measure compared; None where too few answered for an interval."""
    both = sorted(measured.before.keys() & measured.after.keys())
    if len(both) >= max(FEWEST, PAIRED_FROM * len(measured.after)):
        early = [measured.before[person] for person in both]
        late = [measured.after[person] for person in both]
        moved = paired_mean([b - a for a, b in zip(early, late, strict=True)])
        return _told(measured, moved, "paired t", early, late)
    early = [measured.before[person] for person in sorted(measured.before)]
    late = [measured.after[person] for person in sorted(measured.after)]
    if measured.share and early and late:
        moved = difference_of_shares((_whole(early), len(early)), (_whole(late), len(late)))
        return _told(measured, moved, "Agresti–Caffo", early, late)
    if not measured.share and min(len(early), len(late)) >= FEWEST:
        return _told(measured, difference_of_means(early, late), "Welch", early, late)
    return None


def _whole(figures: list[float]) -> int:
    return round(sum(figures))


def _told(
    measured: Measured, moved: Difference, method: str, early: list[float], late: list[float]
) -> Document:
    people = len(late) if method == "paired t" else len(measured.before.keys() | measured.after)
    return {
        "id": measured.id,
        "label": measured.label,
        "before": {"value": rounded(fmean(early)), "n": len(early)},
        "after": {"value": rounded(fmean(late)), "n": len(late)},
        "change": rounded(moved.value),
        "low": rounded(moved.low),
        "high": rounded(moved.high),
        "people": people,
        "method": method,
        "moved": moved.moved,
    }
