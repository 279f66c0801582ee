"""The links of the value map: each leaves and reaches a reason at a place of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cxmodel.journey import Document

_PORTS_APART = 32.0  # pixels between two links at one edge of a reason
_CORNERS = 14.0  # pixels of an edge where no link may meet it
PLATE = (26, 17)  # of a count
_ALONG = (0.16, 0.24, 0.34, 0.46, 0.58, 0.7)  # of a link's first stretch, where its count may stand

Spot = tuple[int, str]  # a layer, and a reason or a link that passes it
Pair = tuple[str, str]  # a link: what is explained, and its reason
_Port = tuple[Pair, Spot, bool]  # where a link meets something; whether at its lower edge


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reason, or a link that passes, stands in a layer."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Of its width."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Thread:
    """A link that enough people told, from what is explained down to its reason."""

    path: str
    count: int
    direct: bool
    x: float  # of the count
    y: float
    weight: float  # pixels


def threads(
    links: Sequence[Document],
    ways: Mapping[Pair, Sequence[Spot]],
    places: Mapping[Spot | str, Place],
) -> Iterator[Thread]:
    """Draw each link along its way through the layers."""
    counts: list[tuple[float, float]] = []
    ports = _ports(ways, places)
    for link in links:
        pair = link["from"], link["to"]
        stretches = [_stretch(pair, a, b, places, ports) for a, b in pairwise(ways[pair])]
        path = "".join(
            f"{'L' if number else 'M'}{x0:g} {y0:g}C{x0:g} {(y0 + y1) / 2:g} {x1:g}"
            f" {(y0 + y1) / 2:g} {x1:g} {y1:g}"
            for number, (x0, y0, x1, y1) in enumerate(stretches)
        )
        x, y = _free(stretches[0], counts)
        counts.append((x, y))
        weight = min(1.4 + 0.8 * link["count"], 7.0)
        yield Thread(path, link["count"], bool(link["direct"]), x, y, weight)


def _ports(
    ways: Mapping[Pair, Sequence[Spot]], places: Mapping[Spot | str, Place]
) -> dict[_Port, float]:
    """Where across each link meets the edges of what it touches: side by side, so none crosses."""
    meeting: dict[tuple[Spot, bool], list[tuple[float, Pair]]] = {}
    for pair, way in ways.items():
        for a, b in pairwise(way):
            down = places[b].y > places[a].y
            meeting.setdefault((a, down), []).append((places[b].middle, pair))
            meeting.setdefault((b, not down), []).append((places[a].middle, pair))
    ports: dict[_Port, float] = {}
    for (spot, lower), links in meeting.items():
        at = places[spot]
        gap = min(_PORTS_APART, (at.width - _CORNERS) / len(links))
        for number, (_, pair) in enumerate(sorted(links)):
            ports[pair, spot, lower] = at.middle + gap * (number - (len(links) - 1) / 2)
    return ports


def _stretch(
    pair: Pair,
    a: Spot,
    b: Spot,
    places: Mapping[Spot | str, Place],
    ports: Mapping[_Port, float],
) -> tuple[float, float, float, float]:
    """From the lower edge of the upper one to the upper edge of the lower one."""
    start, end = places[a], places[b]
    down = end.y > start.y
    x0, x1 = ports[pair, a, down], ports[pair, b, not down]
    return (
        (x0, start.y + start.height, x1, end.y) if down else (x0, start.y, x1, end.y + end.height)
    )


def _free(
    stretch: tuple[float, float, float, float], taken: Sequence[tuple[float, float]]
) -> tuple[float, float]:
    """A point along the link, near its start, that is clear of other counts if there is one."""
    points = [_at(stretch, share) for share in _ALONG]
    clear = [
        (x, y)
        for x, y in points
        if all(abs(x - a) > PLATE[0] or abs(y - b) > PLATE[1] for a, b in taken)
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
