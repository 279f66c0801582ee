"""Groups of people whose answers are drawn on their own: segments, and the two sides.

Each has a colour (Okabe and Ito's), a shape and a dash, so that no line is told by colour alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cxmodel.journey import Document
from reports.curve import Curve, draw
from reports.view import Column

LOOKS = 8  # four colours; the second four repeat them with other shapes and dashes
_NOTHING: Document = {"n": 0, "mean": None, "values": [], "split": False}
_SIDES = {"customer": "Customers", "staff": "Staff"}
_STEP_ASIDE = 9  # pixels between the marks of two groups at one step


@dataclass(frozen=True, slots=True)
class Group:
    """A segment or a side."""

    key: str  # in the page's address: s1, s2 … or customer, staff
    kind: str  # segment or side
    id: str
    title: str
    people: int | None  # None: too few to tell
    look: int  # 0–7
    measures: Document  # its part of the document

    def feeling(self, step: Document | None) -> Document:
        """What its people felt at a step, as in the document."""
        found: Document = self._part(step).get("feeling") or _NOTHING
        return found

    def reach(self, step: Document | None) -> Document | None:
        """How many of its people took a step; None where nothing is known."""
        found: Document | None = self._part(step).get("reach")
        return found

    def _part(self, step: Document | None) -> Document:
        found: Document = (step or {}).get(f"by_{self.kind}", {}).get(self.id) or {}
        return found


@dataclass(frozen=True, slots=True)
class Line:
    """The curve of one group over a row of columns."""

    group: Group
    curve: Curve
    aside: float  # pixels that its marks stand beside the column's middle


def groups_of(document: Document) -> tuple[Group, ...]:
    """Segments if there are two or more, and both sides if both were asked."""
    steps = [step for stage in document["stages"] for step in stage["steps"]]
    return (*_of_kind(document, steps, "segment"), *_of_kind(document, steps, "side"))


def _of_kind(document: Document, steps: Sequence[Document], kind: str) -> Iterator[Group]:
    named = document.get(f"{kind}s") or []
    parts = [part for step in steps for part in (step.get(f"by_{kind}") or {}).values()]
    if len(named) < 2 or not any(p["reach"]["n"] or p["feeling"]["n"] for p in parts):  # noqa: PLR2004
        return
    for number, part in enumerate(named):
        key = part["id"] if kind == "side" else f"s{number + 1}"
        title = part.get("title") or _SIDES.get(part["id"], part["id"])
        yield Group(key, kind, part["id"], title, part.get("people"), number % LOOKS, part)


def lines_over(
    groups: Sequence[Group], columns: Sequence[Column], width: float
) -> tuple[Line, ...]:
    """The curve of each group over the columns."""
    return tuple(_line(group, groups, columns, width) for group in groups)


def _line(group: Group, groups: Sequence[Group], columns: Sequence[Column], width: float) -> Line:
    peers = [other.key for other in groups if other.kind == group.kind]
    place = peers.index(group.key) - (len(peers) - 1) / 2
    gap = min(_STEP_ASIDE, width / 3 / len(peers))
    feelings = [group.feeling(column.step) for column in columns]
    return Line(group, draw(feelings, width, [False] * len(columns)), round(place * gap, 1))
