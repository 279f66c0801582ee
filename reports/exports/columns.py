"""Slides of columns: a head and cells a column, lane by lane, on as many slides as it takes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.exports.deck import (
    BOTTOM,
    DARK,
    INNER,
    LEFT,
    PALE,
    SMALLEST,
    TOP,
    Box,
    Deck,
    Page,
    Type,
    first_lines,
    height_of,
)

MOST_ITEMS, MOST_LINES = 3, 6  # in a cell; lines of one item. The rest is in the notes
_LANE, _GAP, _HEAD_LINES, _HEAD_SIZE = 100, 6, 3, 13


@dataclass(frozen=True, slots=True)
class Feeling:
    """A face for each group that felt alike, and its figure."""

    faces: tuple[int, ...]  # −2 … +2; two where people were split, none where nobody said
    label: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A row: its title, a list of items a column, and what the notes say of it."""

    title: str
    cells: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """Columns that stand beside each other."""

    title: str
    heads: tuple[str, ...]
    feelings: tuple[Feeling, ...]  # empty where no column has one
    lanes: tuple[Lane, ...]
    notes: tuple[str, ...] = ()  # of the columns themselves


def lay(deck: Deck, spread: Spread) -> None:
    """Draw a spread; lanes for which a slide has no more room go on with the next."""
    width = (INNER - _LANE) / len(spread.heads) - _GAP
    lanes = [_Fitted(lane, width) for lane in spread.lanes]
    first = True
    while first or lanes:
        page = deck.page(spread.title if first else f"{spread.title} (continued)")
        y = _draw_heads(page, spread, width)
        page.note(spread.notes if first else ())
        while lanes and y + lanes[0].height <= BOTTOM:
            lane = lanes.pop(0)
            _draw(page, lane, y, width)
            y += lane.height + _GAP
        first = False


class _Fitted:
    """A lane with its items cut to what a slide can hold."""

    def __init__(self, lane: Lane, width: float) -> None:
        self.title, self.notes = lane.title, lane.notes
        self.cells = [list(_shown(cell, width)) for cell in lane.cells]
        tallest = max(height_of(cell, width) for cell in self.cells)
        self.height = max(tallest, height_of([lane.title], _LANE))


def _shown(items: Sequence[str], width: float) -> Iterator[str]:
    for item in items[:MOST_ITEMS]:
        yield first_lines(f"• {item}", width, SMALLEST, MOST_LINES)
    if len(items) > MOST_ITEMS:
        yield f"+{len(items) - MOST_ITEMS} more in the notes"


def _draw_heads(page: Page, spread: Spread, width: float) -> float:
    """The heads and the faces under them; where the lanes begin."""
    heads = [first_lines(h, width, _HEAD_SIZE, _HEAD_LINES, bold=True) for h in spread.heads]
    height = max(height_of([head], width, _HEAD_SIZE, bold=True) for head in heads)
    for at, text in enumerate(heads):
        look = Type(size=_HEAD_SIZE, bold=True, ink="FFFFFF")
        page.text(Box(_x(at, width), TOP, width, height), [text], look, fill=DARK)
    y = TOP + height + _GAP
    if not spread.feelings:
        return y
    for at, feeling in enumerate(spread.feelings):
        x = _x(at, width)
        for level in feeling.faces:
            page.face(Box(x, y, 30, 30), level, f"{spread.heads[at]}: {feeling.label}")
            x += 34
        page.text(Box(x, y, _x(at, width) + width - x, 34), feeling.label.split("\n"), Type())
    return y + 34 + _GAP


def _draw(page: Page, lane: _Fitted, y: float, width: float) -> None:
    page.text(Box(LEFT, y, _LANE, lane.height), [lane.title], Type(bold=True))
    for at, cell in enumerate(lane.cells):
        box = Box(_x(at, width), y, width, lane.height)
        page.text(box, cell or [""], Type(), fill=PALE)
    page.note(lane.notes)


def _x(at: int, width: float) -> float:
    return LEFT + _LANE + at * (width + _GAP)
