"""The why-ladders as a hierarchical value map: reasons below what they explain, causes at the foot.

Source: T. Reynolds, J. Gutman, "Laddering theory, method, analysis, and interpretation", Journal of
Advertising Research (1988).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap
from unicodedata import east_asian_width

from cxmodel.journey import Document
from reports.escape import in_plain

_WIDE, _LINE, _GAP_X, _GAP_Y, _EDGE = 208, 17, 26, 54, 14  # pixels
_SIGNS = 27  # characters to a line
_LINES = 5  # of a reason; the whole stands in the table
_SWEEPS = 4  # of ordering each layer under the one above it
_LANE = 22  # pixels that a link takes where it passes a layer
_APART = 20  # pixels between two counts
_ALONG = (0.5, 0.32, 0.68, 0.18, 0.82)  # of a link's first stretch, where its count may stand


@dataclass(frozen=True, slots=True)
class Box:
    """A reason as it is drawn."""

    id: str
    text: str
    lines: tuple[str, ...]
    count: int | None
    x: float  # of its left edge
    y: float
    width: float
    height: float
    root: bool  # nothing drawn explains it further


@dataclass(frozen=True, slots=True)
class Thread:
    """A link that enough people told, from what is explained down to its reason."""

    path: str
    count: int
    direct: bool
    x: float  # of the count
    y: float
    weight: float  # pixels


@dataclass(frozen=True, slots=True)
class ValueMap:
    """The drawing."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    threads: tuple[Thread, ...]


def value_map(ladders: Document) -> ValueMap | None:
    """Lay out the links at or above the cut-off; None where no link reaches it.

    A link that people told only over other reasons is left out where those stand on the drawing.
    """
    shown = [link for link in ladders["links"] if link["shown"]]
    pairs = _drawn(shown)
    if not pairs:
        return None
    nodes = {node["id"]: node for node in ladders["nodes"]}
    depth = _depths(sorted(pairs))
    ways = {pair: _way(pair, depth) for pair in sorted(pairs)}
    layers = _layers(depth, ways.values())
    places = _places(layers, nodes)
    boxes = tuple(_box(nodes[node], places[node], pairs) for node in depth)
    kept = [link for link in shown if (link["from"], link["to"]) in pairs]
    return ValueMap(
        width=max(place.x + place.width for place in places.values()) + _EDGE,
        height=max(place.y + place.height for place in places.values()) + _EDGE,
        boxes=boxes,
        threads=tuple(_threads(kept, ways, places)),
    )


def _drawn(shown: Sequence[Document]) -> set[tuple[str, str]]:
    pairs = {(link["from"], link["to"]) for link in shown if link["direct"]}
    return pairs | {
        (link["from"], link["to"])
        for link in shown
        if not link["direct"] and not _leads(pairs, link["from"], link["to"])
    }


def _leads(pairs: set[tuple[str, str]], start: str, end: str) -> bool:
    """Whether one reason is reached from another over drawn links."""
    reached, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        onward = {b for a, b in pairs if a == here} - reached
        reached |= onward
        waiting += onward
    return end in reached


def _depths(pairs: Sequence[tuple[str, str]]) -> dict[str, int]:
    """The layer of each reason: its longest way down; a link that closes a circle counts not."""
    depth = dict.fromkeys((node for pair in pairs for node in pair), 0)
    falling: set[tuple[str, str]] = set()
    for pair in pairs:
        if not _leads(falling, pair[1], pair[0]):
            falling.add(pair)
    for _ in depth:
        for a, b in sorted(falling):
            depth[b] = max(depth[b], depth[a] + 1)
    return depth


def _way(pair: tuple[str, str], depth: Mapping[str, int]) -> list[tuple[int, str]]:
    """Layer and name of all that a link touches: between its ends, slots that it passes."""
    start, end = pair
    step = 1 if depth[end] >= depth[start] else -1
    passed = [(at, f"{start}>{end}") for at in range(depth[start] + step, depth[end], step)]
    return [(depth[start], start), *passed, (depth[end], end)]


def _layers(
    depth: Mapping[str, int], ways: Iterable[Sequence[tuple[int, str]]]
) -> list[list[tuple[int, str]]]:
    """What stands in each layer, ordered by what it is linked to in the layers beside it."""
    ways = list(ways)
    spots = dict.fromkeys([*((at, node) for node, at in depth.items())])
    spots |= dict.fromkeys(spot for way in ways for spot in way)
    layers: list[list[tuple[int, str]]] = [[] for _ in range(max(depth.values()) + 1)]
    for spot in spots:
        layers[spot[0]].append(spot)
    links = {frozenset(stretch) for way in ways for stretch in pairwise(way)}
    for _ in range(_SWEEPS):
        for upper, lower in pairwise(layers):
            _settle(lower, upper, links)
        for lower, upper in pairwise(reversed(layers)):
            _settle(upper, lower, links)
    return layers


def _settle(
    layer: list[tuple[int, str]],
    beside: Sequence[tuple[int, str]],
    links: set[frozenset[tuple[int, str]]],
) -> None:
    """Order a layer by the middle of what it is linked to in the layer beside it."""
    place = {spot: number / max(len(beside) - 1, 1) for number, spot in enumerate(beside)}
    own = {spot: number / max(len(layer) - 1, 1) for number, spot in enumerate(layer)}

    def middle(spot: tuple[int, str]) -> float:
        ties = [place[other] for other in beside if frozenset((spot, other)) in links]
        return sum(ties) / len(ties) if ties else own[spot]

    layer.sort(key=lambda spot: (middle(spot), own[spot]))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a reason, or a link that passes, stands in a layer."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


def _places(
    layers: Sequence[Sequence[tuple[int, str]]], nodes: Mapping[str, Document]
) -> dict[tuple[int, str] | str, _Place]:
    """Each layer centred below the other; reasons also under their id alone."""
    sizes = [[_WIDE if name in nodes else _LANE for _, name in layer] for layer in layers]
    widest = max(sum(row) + _GAP_X * (len(row) - 1) for row in sizes)
    places: dict[tuple[int, str] | str, _Place] = {}
    top = float(_EDGE)
    for layer, row in zip(layers, sizes, strict=True):
        told = [len(_lines(nodes[name]["text"])) for _, name in layer if name in nodes]
        height = max(told, default=1) * _LINE + 36
        left = _EDGE + (widest - sum(row) - _GAP_X * (len(row) - 1)) / 2
        for spot, width in zip(layer, row, strict=True):
            places[spot] = _Place(left, top, width, height)
            if spot[1] in nodes:
                places[spot[1]] = places[spot]
            left += width + _GAP_X
        top += height + _GAP_Y
    return places


def _box(node: Document, at: _Place, pairs: set[tuple[str, str]]) -> Box:
    return Box(
        id=node["id"],
        text=in_plain(node["text"]),
        lines=_lines(node["text"]),
        count=node["count"],
        x=at.x,
        y=at.y,
        width=at.width,
        height=at.height,
        root=not any(start == node["id"] for start, _ in pairs),
    )


def _lines(words: str) -> tuple[str, ...]:
    text = in_plain(words)
    wide = any(east_asian_width(sign) in {"W", "F"} for sign in text)
    signs = _SIGNS // 2 if wide else _SIGNS
    lines = wrap(text, signs) or ["–"]
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], lines[_LINES - 1][: signs - 1].rstrip() + "…"]
    return tuple(lines)


def _threads(
    links: Sequence[Document],
    ways: Mapping[tuple[str, str], Sequence[tuple[int, str]]],
    places: Mapping[tuple[int, str] | str, _Place],
) -> Iterator[Thread]:
    counts: list[tuple[float, float]] = []
    for link in links:
        way = [places[spot] for spot in ways[link["from"], link["to"]]]
        stretches = [_stretch(a, b) for a, b in pairwise(way)]
        path = "".join(
            f"{'L' if number else 'M'}{x0:g} {y0:g}C{x0:g} {(y0 + y1) / 2:g} {x1:g}"
            f" {(y0 + y1) / 2:g} {x1:g} {y1:g}"
            for number, (x0, y0, x1, y1) in enumerate(stretches)
        )
        x, y = _free(stretches[0], counts)
        counts.append((x, y))
        weight = min(1.4 + 0.8 * link["count"], 7.0)
        yield Thread(path, link["count"], bool(link["direct"]), x, y, weight)


def _stretch(a: _Place, b: _Place) -> tuple[float, float, float, float]:
    """From the lower edge of the upper one to the upper edge of the lower one."""
    if b.y > a.y:
        return a.middle, a.y + a.height, b.middle, b.y
    return a.middle, a.y, b.middle, b.y + b.height


def _free(
    stretch: tuple[float, float, float, float], taken: Sequence[tuple[float, float]]
) -> tuple[float, float]:
    """A point along the link that is clear of other counts, if there is one."""
    points = [_at(stretch, share) for share in _ALONG]
    clear = [
        (x, y)
        for x, y in points
        if all(abs(x - a) > _APART or abs(y - b) > _APART for a, b in taken)
    ]
    return (clear or points)[0]


def _at(stretch: tuple[float, float, float, float], t: float) -> tuple[float, float]:
    """Where the cubic is at t, 0–1."""
    x0, y0, x1, y1 = stretch
    bend = (y0 + y1) / 2
    a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3
    return (
        round(a * x0 + b * x0 + c * x1 + d * x1, 1),
        round(a * y0 + b * bend + c * bend + d * y1, 1),
    )
