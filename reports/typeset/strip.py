"""The emotion band of a sheet: the curve of the page, in points and cut at the sheet's edges."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cxmodel.journey import Document
from reports.curve import Curve, Dot, Face, draw, y_of
from reports.view import Column

SCALE = 0.75  # points a pixel of the drawing
_TOKEN = re.compile(r"[MCLZ]|-?[\d.]+(?:e[-+]?\d+)?")
_POINTS = {"M": 1, "L": 1, "C": 3, "Z": 0}
_NOTHING: Document = {"n": 0, "mean": None, "values": [], "split": False}


def band(shown: Sequence[Column], columns: Sequence[Column], width: float) -> dict[str, Any]:
    """The band over some of a map's columns, each `width` points wide.

    It is drawn with two columns more on either side, so that the line runs on over the edges.
    Of dots that would lie upon each other, half a point apart, one is drawn.
    """
    first = max(shown[0].number - 2, 0)
    curve = _curve(columns[first : shown[-1].number + 3], width / SCALE)
    left = (shown[0].number - first) * curve.column
    right = left + len(shown) * curve.column

    def held(marks: Iterable[Dot | Face]) -> Iterator[dict[str, Any]]:
        return (_mark(mark, left) for mark in marks if left <= mark.x < right)

    return {
        "width": width * len(shown),
        "height": curve.height * SCALE,
        "levels": [[level, y_of(level) * SCALE] for level in (2, 1, 0, -1, -2)],
        "halves": [segments(path, left) for path in curve.bands],
        "pieces": [{"path": segments(p.path, left), "kind": p.kind} for p in curve.pieces],
        "dots": list({(round(2 * dot["x"]), dot["y"]): dot for dot in held(curve.dots)}.values()),
        "tallies": [
            {"x": (one.x - left) * SCALE, "y": one.y * SCALE, "label": one.label}
            for one in curve.tallies
            if left <= one.x < right
        ],
        "faces": list(held(curve.faces)),
    }


def _curve(columns: Sequence[Column], column: float) -> Curve:
    return draw(
        [one.step["feeling"] if one.step else _NOTHING for one in columns],
        column,
        [bool(one.step and one.step["moment_of_truth"]["shown"]) for one in columns],
    )


def _mark(mark: Dot | Face, left: float) -> dict[str, Any]:
    at = {"x": (mark.x - left) * SCALE, "y": mark.y * SCALE, "level": mark.level}
    if isinstance(mark, Dot):
        return at
    return at | {
        "label": mark.label,
        "above": mark.above,
        "starred": mark.starred,
        "split": mark.split,
    }


def segments(path: str, left: float) -> list[list[Any]]:
    """An SVG path of absolute M, L, C and Z, in points from the left edge.

    >>> segments("M4 8L8 8Z", 4)
    [['M', [0.0, 6.0]], ['L', [3.0, 6.0]], ['Z']]
    """
    tokens = iter(_TOKEN.findall(path))
    return [
        [
            letter,
            *(
                [(float(next(tokens)) - left) * SCALE, float(next(tokens)) * SCALE]
                for _ in range(_POINTS[letter])
            ),
        ]
        for letter in tokens
    ]
