"""Geometry of the emotion band: a monotone cubic through the means, the middle half, every dot.

Units are pixels of the drawing; y grows downwards, −2 … +2 fills the band's height.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import sqrt
from typing import Any

from cxmodel.metrics import sides

HEIGHT = 180.0  # of the band, from +2 to −2
PAD = 34.0  # above and below it, for faces and labels
DASHED_UNDER = 3  # people: a line through fewer is dashed
_DOT_GAP = 8.0
_DOT_START = 22.0  # right of the column's middle, beside the face
MANY = 24  # equal feelings at one step: of more, a short row stands for them, with their count
_ROW = 5  # dots in such a row
_COUNT_GAP = 9.0  # from the row to its count
_HEAP = 2.4  # radius of a dot that stands for one person, where each has no dot


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the line. kind: solid, dashed (fewer than 3 people) or gap (nothing told)."""

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class Dot:
    """One person's feeling."""

    x: float
    y: float
    level: int  # −2 … +2, the nearest


@dataclass(frozen=True, slots=True)
class Heap:
    """All people who felt the same at a step, as one dot: where columns are too narrow for each."""

    x: float
    y: float
    level: int  # −2 … +2, the nearest
    radius: float  # its area is of as many as felt so


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people a short row of dots stands for."""

    x: float  # where the words begin
    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Face:
    """The mean of a group, with its word beside it."""

    x: float
    y: float
    level: int
    label: str
    above: bool  # whether the label stands above the face
    starred: bool
    split: bool  # one of two groups that felt differently


@dataclass(frozen=True, slots=True)
class Curve:
    """All that is drawn of the emotion band."""

    width: float
    column: float
    dots: tuple[Dot, ...]
    heaps: tuple[Heap, ...]
    tallies: tuple[Tally, ...]
    bands: tuple[str, ...]  # paths of the middle half
    pieces: tuple[Piece, ...]
    faces: tuple[Face, ...]

    @property
    def height(self) -> float:
        """Of the whole drawing."""
        return HEIGHT + 2 * PAD


def y_of(value: float) -> float:
    """Where a feeling of −2 … +2 stands.

    >>> y_of(2), y_of(0), y_of(-2)
    (34.0, 124.0, 214.0)
    """
    return PAD + (2 - value) * HEIGHT / 4


def level_of(value: float) -> int:
    """The nearest of the five faces, halves away from neutral.

    >>> level_of(0.5), level_of(-0.4), level_of(-1.5)
    (1, 0, -2)
    """
    size = int(abs(value) + 0.5)
    return size if value > 0 else -size


def signed(value: float) -> str:
    """A feeling with its sign, one decimal where there is one.

    >>> signed(1.25), signed(-2), signed(0.0)
    ('+1.2', '−2', '0')
    """
    kept = round(value, 1)
    text = f"{abs(kept):g}"
    return f"−{text}" if kept < 0 else f"+{text}" if kept > 0 else text


def grouped(count: int) -> str:
    r"""A count with its thousands set apart.

    >>> grouped(12), grouped(40000)
    ('12', '40\u202f000')
    """
    return f"{count:,}".replace(",", "\u202f")


def draw(feelings: Sequence[Mapping[str, Any]], column: float, starred: Sequence[bool]) -> Curve:
    """The band of one row of steps; `feelings` as in the document, one a column."""
    centres = [column * (number + 0.5) for number in range(len(feelings))]
    told = list(zip(centres, feelings, starred, strict=True))
    return Curve(
        width=column * len(feelings),
        column=column,
        dots=tuple(dot for x, feeling, _ in told for dot in _dots(x, feeling, column)),
        heaps=tuple(heap for x, feeling, _ in told for heap in _heaps(x, feeling)),
        tallies=tuple(tally for x, feeling, _ in told for tally in _tallies(x, feeling, column)),
        bands=tuple(_bands(centres, feelings)),
        pieces=tuple(_pieces(centres, feelings)),
        faces=tuple(face for x, feeling, star in told for face in _faces(x, feeling, star=star)),
    )


def _dots(x: float, feeling: Mapping[str, Any], column: float) -> Iterator[Dot]:
    """Every value, equal ones side by side, right of the face. A lone one is its own face."""
    values = feeling["values"] if len(feeling["values"]) > 1 else []
    room = column / 2 - 2 * _DOT_START * _small(column)
    for value, count in sorted(Counter(values).items()):
        drawn = count if count <= MANY else _ROW
        gap = min(_DOT_GAP * _small(column), room / max(drawn - 1, 1))
        for number in range(drawn):
            at = x + _DOT_START * _small(column) + number * gap
            yield Dot(at, y_of(value), level_of(value))


def _heaps(x: float, feeling: Mapping[str, Any]) -> Iterator[Heap]:
    """A dot for each value, in the column's middle."""
    for value, count in sorted(Counter(feeling["values"]).items()):
        yield Heap(x, y_of(value), level_of(value), _HEAP * sqrt(min(count, MANY)))


def _tallies(x: float, feeling: Mapping[str, Any], column: float) -> Iterator[Tally]:
    """The counts of values that more people share than can be drawn."""
    row = (_ROW - 1) * _DOT_GAP * _small(column)
    for value, count in sorted(Counter(feeling["values"]).items()):
        if count > MANY:
            at = x + _DOT_START * _small(column) + row + _COUNT_GAP
            yield Tally(at, y_of(value), f"×{grouped(count)}")


def _small(column: float) -> float:
    """Narrow columns have narrower faces beside which the dots begin."""
    return min(1.0, column / 96)


def _faces(x: float, feeling: Mapping[str, Any], *, star: bool) -> Iterator[Face]:
    if feeling["mean"] is not None:
        mean = feeling["mean"]
        yield Face(
            x, y_of(mean), level_of(mean), signed(mean), above=mean >= 0, starred=star, split=False
        )
    elif feeling["split"]:
        low, high = sides(feeling["values"])
        for group, above in ((high, True), (low, False)):
            mean = sum(group) / len(group)
            label = f"{grouped(len(group))} felt {signed(mean)}"
            yield Face(x, y_of(mean), level_of(mean), label, above, star and above, split=True)


def _runs(
    centres: Sequence[float], feelings: Sequence[Mapping[str, Any]], figure: str = "mean"
) -> list[list[int]]:
    """Stretches of neighbouring columns that have a mean, or another figure."""
    numbered = groupby(range(len(centres)), key=lambda at: feelings[at].get(figure) is not None)
    return [list(run) for known, run in numbered if known]


def _pieces(centres: Sequence[float], feelings: Sequence[Mapping[str, Any]]) -> Iterator[Piece]:
    runs = _runs(centres, feelings)
    for before, after in pairwise(runs):
        a, b = before[-1], after[0]
        path = (
            f"M{_n(centres[a])} {_n(y_of(feelings[a]['mean']))}"
            f"L{_n(centres[b])} {_n(y_of(feelings[b]['mean']))}"
        )
        yield Piece(path, "gap")
    for run in runs:
        points = [(centres[at], y_of(feelings[at]["mean"])) for at in run]
        curves = cubic(points)
        for (a, b), (start, curve) in zip(
            pairwise(run), zip(points, curves, strict=False), strict=False
        ):
            few = min(feelings[a]["n"], feelings[b]["n"]) < DASHED_UNDER
            yield Piece(f"M{_n(start[0])} {_n(start[1])}{curve}", "dashed" if few else "solid")


def _bands(centres: Sequence[float], feelings: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The middle half of people, from the first to the third quartile."""
    for run in _runs(centres, feelings, "q3"):
        if len(run) > 1:
            upper = [(centres[at], y_of(feelings[at]["q3"])) for at in run]
            lower = [(centres[at], y_of(feelings[at]["q1"])) for at in reversed(run)]
            yield (
                f"M{_n(upper[0][0])} {_n(upper[0][1])}{''.join(cubic(upper))}"
                f"L{_n(lower[0][0])} {_n(lower[0][1])}{''.join(cubic(lower))}Z"
            )


def cubic(points: Sequence[tuple[float, float]]) -> list[str]:
    """Bézier pieces of the monotone cubic through points ordered along x (either way).

    Never rises above or falls below its neighbours, so no feeling is drawn that nobody had.
    Source: F. Fritsch, R. Carlson, "Monotone piecewise cubic interpolation", SIAM J. Numerical
    Analysis 17 (1980).

    >>> cubic([(0, 0), (3, 3)])
    ['C1 1 2 2 3 3']
    """
    tangents = _tangents(points)
    pieces = []
    for at, ((x0, y0), (x1, y1)) in enumerate(pairwise(points)):
        third = (x1 - x0) / 3
        one = f"{_n(x0 + third)} {_n(y0 + third * tangents[at])}"
        two = f"{_n(x1 - third)} {_n(y1 - third * tangents[at + 1])}"
        pieces.append(f"C{one} {two} {_n(x1)} {_n(y1)}")
    return pieces


def _tangents(points: Sequence[tuple[float, float]]) -> list[float]:
    slopes = [(y1 - y0) / (x1 - x0) for (x0, y0), (x1, y1) in pairwise(points)]
    if not slopes:
        return [0.0] * len(points)
    tangents = [
        slopes[0],
        *((a + b) / 2 if a * b > 0 else 0.0 for a, b in pairwise(slopes)),
        slopes[-1],
    ]
    for at, slope in enumerate(slopes):
        if slope == 0:
            tangents[at] = tangents[at + 1] = 0.0
            continue
        a, b = tangents[at] / slope, tangents[at + 1] / slope
        size = sqrt(a * a + b * b)
        if size > 3:  # noqa: PLR2004 - Fritsch and Carlson's circle of monotone tangents
            tangents[at], tangents[at + 1] = 3 * a / size * slope, 3 * b / size * slope
    return tangents


def _n(number: float) -> str:
    """A coordinate, one decimal at most.

    >>> _n(3.0), _n(2.26)
    ('3', '2.3')
    """
    return f"{round(number, 1):g}" if abs(number) < 1e5 else f"{number:.0f}"  # noqa: PLR2004
