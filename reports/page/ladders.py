"""The why-ladders as a hierarchical value map: reasons below what they explain, causes at the foot.

Source: T. Reynolds, J. Gutman, "Laddering theory, method, analysis, and interpretation", Journal of
Advertising Research (1988).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap
from unicodedata import east_asian_width

from cxmodel.journey import Document
from reports.escape import in_plain
from reports.page.threads import PLATE, Pair, Place, Spot, Thread, threads

_WIDE, _LINE, _GAP_X, _GAP_Y, _EDGE = 208, 17, 26, 64, 14  # pixels
_SIGNS = 27  # characters to a line
_LINES = 5  # of a reason; the whole stands in the table
_SWEEPS = 4  # of ordering each layer under the one above it
_LANE = 22  # pixels that a link takes where it passes a layer


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
class ValueMap:
    """The drawing."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    threads: tuple[Thread, ...]
    plate: tuple[int, int] = PLATE  # width and height of what a count stands on


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
        threads=tuple(threads(kept, ways, places)),
    )


def _drawn(shown: Sequence[Document]) -> set[Pair]:
    pairs = {(link["from"], link["to"]) for link in shown if link["direct"]}
    return pairs | {
        (link["from"], link["to"])
        for link in shown
        if not link["direct"] and not _leads(pairs, link["from"], link["to"])
    }


def _leads(pairs: set[Pair], start: str, end: str) -> bool:
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
    falling: set[Pair] = set()
    for pair in pairs:
        if not _leads(falling, pair[1], pair[0]):
            falling.add(pair)
    for _ in depth:
        for a, b in sorted(falling):
            depth[b] = max(depth[b], depth[a] + 1)
    return depth


def _way(pair: Pair, depth: Mapping[str, int]) -> list[Spot]:
    """Layer and name of all that a link touches: between its ends, slots that it passes."""
    start, end = pair
    step = 1 if depth[end] >= depth[start] else -1
    passed = [(at, f"{start}>{end}") for at in range(depth[start] + step, depth[end], step)]
    return [(depth[start], start), *passed, (depth[end], end)]


def _layers(depth: Mapping[str, int], ways: Iterable[Sequence[Spot]]) -> list[list[Spot]]:
    """What stands in each layer, ordered by what it is linked to in the layers beside it."""
    ways = list(ways)
    spots = dict.fromkeys([*((at, node) for node, at in depth.items())])
    spots |= dict.fromkeys(spot for way in ways for spot in way)
    layers: list[list[Spot]] = [[] for _ in range(max(depth.values()) + 1)]
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
    layer: list[Spot],
    beside: Sequence[Spot],
    links: set[frozenset[Spot]],
) -> None:
    """Order a layer by the middle of what it is linked to in the layer beside it."""
    place = {spot: number / max(len(beside) - 1, 1) for number, spot in enumerate(beside)}
    own = {spot: number / max(len(layer) - 1, 1) for number, spot in enumerate(layer)}

    def middle(spot: Spot) -> float:
        ties = [place[other] for other in beside if frozenset((spot, other)) in links]
        return sum(ties) / len(ties) if ties else own[spot]

    layer.sort(key=lambda spot: (middle(spot), own[spot]))


def _places(
    layers: Sequence[Sequence[Spot]], nodes: Mapping[str, Document]
) -> dict[Spot | str, Place]:
    """Each layer centred below the other; reasons also under their id alone."""
    sizes = [[_WIDE if name in nodes else _LANE for _, name in layer] for layer in layers]
    widest = max(sum(row) + _GAP_X * (len(row) - 1) for row in sizes)
    places: dict[Spot | str, Place] = {}
    top = float(_EDGE)
    for layer, row in zip(layers, sizes, strict=True):
        told = [len(_lines(nodes[name]["text"])) for _, name in layer if name in nodes]
        height = max(told, default=1) * _LINE + 36
        left = _EDGE + (widest - sum(row) - _GAP_X * (len(row) - 1)) / 2
        for spot, width in zip(layer, row, strict=True):
            places[spot] = Place(left, top, width, height)
            if spot[1] in nodes:
                places[spot[1]] = places[spot]
            left += width + _GAP_X
        top += height + _GAP_Y
    return places


def _box(node: Document, at: Place, pairs: set[Pair]) -> Box:
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
