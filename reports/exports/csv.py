"""The tables of a map as CSV sheets in a zip archive.

Each sheet is UTF-8 with a byte order mark, without which Excel reads it in the code page of the
machine; commas, CRLF, quotes where needed (RFC 4180). A text that a spreadsheet would take for a
formula has an apostrophe before it; numbers have none.
"""

import csv
from datetime import date, datetime
from io import StringIO

from cxmodel.journey import Document
from reports.exports import Export, Look
from reports.exports.cells import Cell, Table
from reports.exports.grid import grid
from reports.exports.sheets import tables
from reports.exports.still import archive

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may read a text as a formula by."""


def export(document: Document, _: Look) -> Export:
    """A zip archive with a .csv file a table."""
    sheets = (grid(document), *tables(document))
    return Export(archive((_file_name(sheet), _written(sheet)) for sheet in sheets))


def _file_name(sheet: Table) -> str:
    return f"{sheet.name.lower().replace(' ', '-')}.csv"


def _written(sheet: Table) -> bytes:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_as_text(column.title) for column in sheet.columns])
    writer.writerows([_plain(cell) for cell in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str | float | None:
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="seconds") + "Z"
    if isinstance(cell, date):
        return cell.isoformat()
    return _as_text(cell) if isinstance(cell, str) else cell


def _as_text(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
