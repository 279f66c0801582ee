"""The House of CX as a drawing: a foundation, pillars on it, a roof over them, a cycle around."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from cxmodel.journey import Document
from reports.escape import in_plain

WIDTH, HEIGHT = 900.0, 664.0  # pixels of the drawing
BLOCKS = {
    "roof": "Roof",
    "pillar": "Pillars",
    "foundation": "Foundation",
    "cycle": "The cycle around it",
}
_LEFT, _RIGHT = 90.0, 810.0  # of the walls
_RIDGE, _ATTIC, _EAVES = 24.0, 74.0, 254.0  # of the roof; rooms begin in its attic
_OVERHANG = 44.0
_FLOOR, _GROUND = 448.0, 544.0
_CYCLE, _CYCLE_HEIGHT = 574.0, 66.0
_GAP = 8.0
_BEST = 5  # of the scale, which begins at 1
_SIGN = 7.8  # pixels a letter takes


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the house."""

    told: Document
    level: int  # 0 nothing told, 1 … 5 the nearest on the scale
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]  # of its title

    @property
    def middle(self) -> float:
        """Of its width."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class House:
    """The drawing; the roof's outline stands behind its parts."""

    parts: tuple[Part, ...]
    gable: str  # path


def house_of(document: Document) -> House | None:
    """The house, where people were asked about it."""
    told = document.get("house")
    if not told or not told["parts"]:
        return None
    rooms = {block: [part for part in told["parts"] if part["block"] == block] for block in BLOCKS}
    wide = _RIGHT - _LEFT
    middle = (_LEFT + _RIGHT) / 2
    half = wide / 2 + _OVERHANG
    gable = f"M{middle - half:g} {_EAVES:g}L{middle:g} {_RIDGE:g}L{middle + half:g} {_EAVES:g}Z"
    parts = (
        *_roof(rooms["roof"], middle, half),
        *_row(rooms["pillar"], _LEFT, _EAVES + _GAP, wide, _FLOOR - _EAVES - 2 * _GAP),
        *_row(rooms["foundation"], _LEFT, _FLOOR, wide, _GROUND - _FLOOR),
        *_row(rooms["cycle"], _LEFT + 60, _CYCLE, wide - 120, _CYCLE_HEIGHT),
    )
    return House(parts, gable)


def _roof(told: Sequence[Document], middle: float, half: float) -> Iterator[Part]:
    """The last part is under the ridge, as wide as the gable is there."""
    rise = (_EAVES - _ATTIC) / max(len(told), 1)
    for place, part in enumerate(reversed(told)):
        top = _ATTIC + place * rise
        room = half * (top - _RIDGE) / (_EAVES - _RIDGE) - 2 * _GAP
        yield _part(part, middle - room, top, 2 * room, rise - _GAP)


def _row(
    told: Sequence[Document], x: float, y: float, width: float, height: float
) -> Iterator[Part]:
    each = (width - _GAP * (len(told) - 1)) / max(len(told), 1)
    for place, part in enumerate(told):
        yield _part(part, x + place * (each + _GAP), y, each, height)


def _part(told: Document, x: float, y: float, width: float, height: float) -> Part:
    mean = told["mean"]
    level = 0 if mean is None else min(max(int(mean + 0.5), 1), _BEST)
    lines = wrap(in_plain(told["title"]), max(int(width / _SIGN), 8))
    most = max(int((height - 26) / 17), 1)
    return Part(told, level, x, y, width, height, tuple(lines[:most]))
