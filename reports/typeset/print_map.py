"""The whole map for print: cover, sheets, tables, and the appendix of verbatims."""

from pathlib import Path
from typing import Any

from cxmodel.journey import Document
from reports.escape import in_plain
from reports.typeset.cited import Cited
from reports.typeset.cover import cover
from reports.typeset.fonts import letters
from reports.typeset.mini_map import COLOURS
from reports.typeset.panels import panels
from reports.typeset.setter import BOUNDS, Bounds, typeset
from reports.typeset.sheets import sheets
from reports.typeset.words import Words
from reports.view import Row, lay_out

WIDTH = 1190.55  # points: A3 landscape
MARGIN = 34.0
LANE = 84.0  # the column of the lanes' names
WHOLE_ITEMS = 6  # claims of a lane of the whole journey


def pdf(
    document: Document, fonts: Path | None, bounds: Bounds = BOUNDS
) -> tuple[bytes, tuple[str, ...]]:
    """The map as a PDF, and what the researcher should know of it. Raises Refused."""
    words = Words(letters(fonts))
    data = printed(document, words)
    return typeset("map.typ", data, "pdf", fonts, bounds=bounds), words.notices


def printed(document: Document, words: Words) -> dict[str, Any]:
    """What the template is given."""
    view = lay_out(document)
    cited = Cited(document, view, words)
    return {
        "title": words(document["header"]["title"]),
        "short": words(document["header"]["title"], 100),
        "plain": in_plain(document["header"]["title"]),
        "colours": COLOURS,
        "lane": LANE,
        "margin": MARGIN,
        "fingerprint": words(document["fingerprint"][:12]),
        "cover": cover(document, view, cited, words),
        "opening": [whole(row, cited, words) for row in view.opening],
        "bridged": view.bridged,
        "sheets": sheets(view, cited, words, WIDTH - 2 * MARGIN - LANE),
        "overall": [whole(row, cited, words) for row in view.overall],
        "panels": panels(document, words, alone=view.alone),
        "appendix": cited.appendix(),
    }


def whole(row: Row, cited: Cited, words: Words) -> dict[str, Any]:
    """A lane of the whole journey, stage by stage as it was asked."""
    return {
        "title": row.title,
        "spans": [
            {"where": words(span.title), **cited.items(span.claims, WHOLE_ITEMS)}
            for span in row.spans
        ],
    }
