"""One wave beside the one before: where each figure stood, where it stands, how sure the change is.

Every figure is drawn on its own scale, and its change on one that has nothing in the middle.
"""

from dataclasses import dataclass

from cxmodel.journey import Document

WIDTH = 260.0  # pixels of either drawing
_INSET = 14.0  # so that a mark at the end of a scale is whole
_SCALES = {  # of figures whose ends are known, by the first part of their id
    "nps": (-100.0, 100.0),
    "csat": (0.0, 1.0),
    "ces": (1.0, 7.0),
    "feeling": (-2.0, 2.0),
    "pain": (0.0, 1.0),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A figure in two waves, as it is drawn."""

    told: Document  # the document's own
    before: float | None  # pixels on its scale
    after: float | None
    change: float | None  # pixels on the scale of changes, nothing in the middle
    low: float | None  # of its interval
    high: float | None
    percent: bool  # a share, to be read in percent
    ends: tuple[float, float]  # of its scale

    @property
    def verdict(self) -> str:
        """What may be said of it."""
        if self.told["change"] is None:
            return "cannot be told"
        if not self.told["moved"]:
            return "no sure change"
        return "moved up" if self.told["change"] > 0 else "moved down"


def changes_of(waves: Document) -> tuple[Change, ...]:
    """The changes in the document's order."""
    return tuple(_change(told) for told in waves["changes"])


def _change(told: Document) -> Change:
    kind = str(told["id"]).split("/")[0]
    before, after = told["before"]["value"], told["after"]["value"]
    ends = _SCALES.get(kind) or _around(before, after)
    reach = max((abs(x) for x in (told["change"], told["low"], told["high"]) if x), default=1.0)
    return Change(
        told=told,
        before=_on(before, *ends),
        after=_on(after, *ends),
        change=_on(told["change"], -reach, reach),
        low=_on(told["low"], -reach, reach),
        high=_on(told["high"], -reach, reach),
        percent=kind in {"csat", "pain"},
        ends=ends,
    )


def _around(*values: float | None) -> tuple[float, float]:
    """From 0 to a little beyond the values: a number of forms, of days."""
    known = [value for value in values if value is not None]
    return min(0.0, *known, 0.0), max(*known, 1.0, 0.0) * 1.1


def _on(value: float | None, low: float, high: float) -> float | None:
    if value is None:
        return None
    share = min(max((value - low) / (high - low), 0.0), 1.0)
    return round(_INSET + share * (WIDTH - 2 * _INSET), 1)
