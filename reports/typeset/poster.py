"""The whole map as one picture: stages, steps, the band, and the first claims of each lane."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from cxmodel.journey import Document
from reports.typeset.cited import Cited
from reports.typeset.cover import facts, tiles
from reports.typeset.fonts import letters
from reports.typeset.mini_map import COLOURS
from reports.typeset.print_map import LANE, MARGIN
from reports.typeset.setter import BOUNDS, Bounds, typeset
from reports.typeset.sheets import parted, sheet
from reports.typeset.words import Words
from reports.view import Column, View, lay_out

STEP = 132.0  # points across
MOST_ACROSS = 12  # steps side by side; the next ones stand in a row below
_FEWEST_ACROSS = 6  # wide enough for the head and the legend
MOST_STEPS = 60  # drawn; pictures that are longer open in few programs
PIXELS_PER_INCH = 144  # two pixels a point
_ROOMY = 24  # steps up to which a cell shows two claims
_WHOLE_ITEMS = 3


def poster(
    document: Document, form: str, fonts: Path | None, bounds: Bounds = BOUNDS
) -> tuple[bytes, tuple[str, ...]]:
    """The map as a png or svg of one page, and what the researcher should know of it.

    Raises Refused.
    """
    words = Words(letters(fonts))
    data = drawn(document, words)
    made = typeset("poster.typ", data, form, fonts, PIXELS_PER_INCH, bounds)
    return made, words.notices


def drawn(document: Document, words: Words) -> dict[str, Any]:
    """What the template is given."""
    whole = lay_out(document)
    cited = Cited(document, whole, words)
    view = replace(whole, columns=_shown(whole))
    rows = parted(view.columns, MOST_ACROSS)
    items = 2 if len(view.columns) <= _ROOMY else 1
    across = max((len(row) for row in rows), default=1)
    width = STEP * max(across, _FEWEST_ACROSS)
    return {
        "title": words(document["header"]["title"]),
        "width": width + LANE + 2 * MARGIN,
        "margin": MARGIN,
        "lane": LANE,
        "colours": COLOURS,
        "facts": list(facts(document, words)),
        "tiles": tiles(document, alone=view.alone),
        "bridged": view.bridged,
        "sheets": [
            sheet(row, view, cited, words, width=width / across, items=items) for row in rows
        ],
        "whole": [
            {
                "title": row.title,
                **cited.items([c for s in row.spans for c in s.claims], _WHOLE_ITEMS),
            }
            for row in (*view.opening, *view.overall)
        ],
        "left": len(whole.columns) - len(view.columns),
        "fingerprint": words(document["fingerprint"][:12]),
    }


def _shown(view: View) -> tuple[Column, ...]:
    """The columns that fit: rare steps stay out of a picture that would be too long."""
    if len(view.columns) <= MOST_STEPS:
        return view.columns
    kept = [column for column in view.columns if not column.rare][:MOST_STEPS]
    return tuple(replace(column, number=number) for number, column in enumerate(kept))
