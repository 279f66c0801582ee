"""Groups of people whose answers are drawn on their own: segments, and the two sides.

Each has a colour (Okabe and Ito's), a shape, a weight of line and its name at the line's end, so
that none is told by colour alone. Dashes tell something else: how few people there are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cxmodel.journey import Document
from reports.curve import HEIGHT, PAD, Curve, draw
from reports.escape import in_plain
from reports.view import Column

LOOKS = 8  # four colours; the second four repeat them with other shapes and weights
_NOTHING: Document = {"n": 0, "mean": None, "values": [], "split": False}
_SIDES = {"customer": "Customers", "staff": "Staff"}
_STEP_ASIDE = 9  # pixels between the marks of two groups at one step
_BESIDE = 13.0  # from the middle of the outermost mark to a name
_SIGN = 7.8  # pixels that a letter of a name takes
_NAMES_APART = 15.0  # from one name down to the next


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


@dataclass(frozen=True, slots=True)
class Name:
    """What a line is of, written at its end."""

    text: str
    x: float  # where it begins
    y: float  # its middle


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


def names_of(lines: Sequence[Line], start: float, end: float) -> tuple[Name, ...]:
    """A name at the last mark of each line between two edges, none upon another.

    It stands right of the mark, or over it where there is no room for all of it.
    """
    beside = max((line.aside for line in lines), default=0.0) + _BESIDE
    lasts = [
        (line, marks[-1])
        for line in lines
        if (marks := [face for face in line.curve.faces if start <= face.x < end])
    ]
    names: list[Name] = []
    for line, last in sorted(lasts, key=lambda one: one[1].y):
        text = _fitting(line.group.title, end - start)
        right, leftmost = last.x + beside, end - len(text) * _SIGN
        x, y = (right, last.y) if right <= leftmost else (leftmost, last.y - _NAMES_APART)
        lowest = max((name.y + _NAMES_APART for name in names), default=y)
        names.append(Name(text, x, max(y, lowest)))
    over = max((name.y for name in names), default=0.0) - (HEIGHT + 2 * PAD - _NAMES_APART)
    return tuple(replace(name, y=name.y - max(over, 0.0)) for name in names)


def _fitting(title: str, width: float) -> str:
    """As much of a title as fits on a line of so many pixels."""
    text = in_plain(title)
    most = max(int(width / _SIGN), 1)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
