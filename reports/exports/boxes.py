"""Slides of boxes or of a table: as many slides as it takes, each under the same title."""

from collections.abc import Iterable, Sequence

from reports.exports.deck import (
    BOTTOM,
    INNER,
    LEFT,
    PALE,
    SMALLEST,
    TOP,
    Box,
    Deck,
    Type,
    first_lines,
    height_of,
)

_BODY, _MOST_LINES = 14, 6  # size of letters; lines of one paragraph
_GAP = 8
_CELL_LINES = 4  # of a table
_ROOMY = 1.15  # programs make a row as high as their letters need; those of Noto are tall


def stack(deck: Deck, title: str, items: Sequence[Sequence[str]], notes: Sequence[str]) -> None:
    """Boxes of paragraphs below each other; no slide for no items."""
    waiting = [[first_lines(text, INNER, _BODY, _MOST_LINES) for text in item] for item in items]
    first = True
    while waiting:
        page = deck.page(title if first else f"{title} (continued)")
        y = float(TOP)
        while waiting and y + (height := height_of(waiting[0], INNER, _BODY)) <= BOTTOM:
            page.text(Box(LEFT, y, INNER, height), waiting.pop(0), Type(size=_BODY), fill=PALE)
            y += height + _GAP
        page.note(notes if first else [])
        first = False


def tabulate(
    deck: Deck,
    title: str,
    heads: Sequence[tuple[str, float]],
    rows: Iterable[Sequence[str]],
    notes: Sequence[str] = (),
) -> None:
    """A table under heads with their shares of the width, repeated on each slide it goes on to."""
    widths = [INNER * share / sum(share for _, share in heads) for _, share in heads]
    head, *waiting = [_cut(row, widths) for row in ([name for name, _ in heads], *rows)]
    first = True
    while waiting:
        shown, room = [head], BOTTOM - TOP - _height(head, widths)
        while waiting and _height(waiting[0], widths) <= room:
            shown.append(waiting.pop(0))
            room -= _height(shown[-1], widths)
        heights = [_height(row, widths) for row in shown]
        page = deck.page(title if first else f"{title} (continued)")
        page.table(Box(LEFT, TOP, INNER, sum(heights)), widths, shown, heights)
        page.note(notes if first else [])
        first = False


def _cut(row: Sequence[str], widths: Sequence[float]) -> list[str]:
    return [
        first_lines(text, width, SMALLEST, _CELL_LINES, bold=True)
        for text, width in zip(row, widths, strict=True)
    ]


def _height(row: Sequence[str], widths: Sequence[float]) -> float:
    cells = zip(row, widths, strict=True)
    return _ROOMY * max(height_of([text], width, bold=True) for text, width in cells)
