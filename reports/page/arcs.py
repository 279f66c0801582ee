"""Returns drawn under the emotion band: an arc from the step that people came from, back to it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cxmodel.journey import Document
from reports.view import Column

_TOP = 254.0  # of the arcs, in pixels of the band's drawing
_DEPTH = 13.0  # of the flattest arc
_DEEPER = 20.0  # each level further down, so that a count has room between two
_LEVELS = 3
_FOOT = 18.0  # below the deepest arc, for its count
_BELOW = 13.0  # from an arc to the foot of its count
_HEAD = 4.0  # half the width of an arrowhead
_ALONG = (0.5, 0.35, 0.65, 0.25, 0.75)  # of an arc's width, where its count may stand
_APART = 26.0  # pixels between two counts


@dataclass(frozen=True, slots=True)
class Arc:
    """People who came back to a step they had taken before."""

    path: str
    head: str  # the arrowhead, at the step come back to
    x: float  # of the label
    y: float
    count: int  # how often
    start: str  # label of the step they came from
    end: str  # of the step come back to
    bottom: float  # how high a drawing must be to hold it


def arcs(variants: Iterable[Document], columns: Sequence[Column], width: float) -> tuple[Arc, ...]:
    """The returns in people's real ways; steps that are not among the columns are passed over."""
    at = {column.id: place for place, column in enumerate(columns)}
    found: Counter[tuple[int, int]] = Counter()
    for variant in variants:
        for pair in _returns([at[step] for step in variant["steps"] if step in at]):
            found[pair] += variant["count"] or 0
    labels = {place: _label(column) for place, column in enumerate(columns)}
    ordered = sorted((pair for pair in found if found[pair]), key=lambda p: (abs(p[0] - p[1]), p))
    levels = _levels(ordered)
    drawn: list[Arc] = []
    for pair in ordered:
        ends = labels[pair[0]], labels[pair[1]]
        drawn.append(_arc(pair, width, levels[pair], found[pair], ends, drawn))
    return tuple(drawn)


def _returns(way: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Where from and where to, each time a step is taken again."""
    seen: set[int] = set()
    for before, place in zip([None, *way], way, strict=False):
        if place in seen and before is not None:
            yield before, place
        seen.add(place)


def _levels(ordered: Sequence[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """How deep each arc hangs, so that those over the same columns do not cover each other."""
    levels: dict[tuple[int, int], int] = {}
    for pair in ordered:
        low, high = min(pair), max(pair)
        under = [levels[o] for o in levels if min(o) <= high and max(o) >= low]
        levels[pair] = min(max(under, default=-1) + 1, _LEVELS - 1)
    return levels


def _arc(  # noqa: PLR0917 - named by their types
    pair: tuple[int, int],
    width: float,
    level: int,
    count: int,
    ends: tuple[str, str],
    others: Sequence[Arc],
) -> Arc:
    start, end = ((place + 0.5) * width for place in pair)
    if pair[0] == pair[1]:  # the steps between are not shown
        start, end = start + 14, end - 14
    depth = _DEPTH + level * _DEEPER
    low = _TOP + depth / 0.75  # a cubic reaches three quarters of the way to its handles
    shares = [
        share
        for share in _ALONG
        if all(abs(_along(start, end, share) - arc.x) > _APART for arc in others)
    ]
    share = (shares or _ALONG)[0]
    return Arc(
        path=f"M{start:g} {_TOP:g}C{start:g} {low:g} {end:g} {low:g} {end:g} {_TOP + 5:g}",
        head=f"M{end - _HEAD:g} {_TOP + 6:g}L{end:g} {_TOP - 1:g}L{end + _HEAD:g} {_TOP + 6:g}Z",
        x=round(_along(start, end, share), 1),
        y=round(_TOP + 4 * share * (1 - share) * depth + _BELOW, 1),
        count=count,
        start=ends[0],
        end=ends[1],
        bottom=_TOP + depth + _FOOT,
    )


def _along(start: float, end: float, t: float) -> float:
    """Where the arc's cubic is at t, 0–1, across."""
    return start * ((1 - t) ** 3 + 3 * (1 - t) ** 2 * t) + end * (3 * (1 - t) * t**2 + t**3)


def _label(column: Column) -> str:
    return str(column.step["label"]) if column.step else column.title
