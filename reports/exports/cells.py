"""What a cell of a spreadsheet holds, and tables of such cells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from unicodedata import category

from reports.escape import legible, seen

Cell = str | float | date | None
"""A datetime, the finer kind of date, is in UTC and naive: spreadsheets know no zones."""

LONGEST = 32_767  # UTF-16 units in a cell of Excel; LibreOffice holds more
MOST_LINES = 253  # line feeds in a cell of Excel
_WORD_WITHIN = 200  # units from the end of a full cell in which a gap between words is looked for
_JOINER = "\u200d"
_MARKS = frozenset({"Mn", "Me", "Mc"})
_TONES = ("\U0001f3fb", "\U0001f3ff")  # of skin, after an emoji
_UNTROUBLED = re.compile("[\t\n -~\u00a0-\u024f–—‘’“”…→−]*")  # most texts: nothing to box
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, and how wide it is set, in characters."""

    title: str
    width: int = 12


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: a head and rows.

    The first column identifies a row. What is too long for a cell goes on in the row below, which
    repeats the first column and is empty but for the rest of the text. Where `parts` names a
    column, it counts these rows: 1, 2 …
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    parts: int | None = None


def yes(claim: object) -> str:
    """A truth as a word that every language of spreadsheets leaves alone."""
    return "yes" if claim else "no"


def words(text: str) -> str:
    r"""Someone's words for a cell: line ends as line feeds, deceiving and control signs boxed.

    >>> words("a\r\nb\x0bc")
    'a\nb[U+000B]c'
    """
    if _UNTROUBLED.fullmatch(text):
        return text
    return legible(_LINE_ENDS.sub("\n", seen(text)), "[{}]".format)


def one_line(text: str) -> str:
    r"""Someone's words where there is room for a line only.

    >>> one_line("a\r\nb\x0bc")
    'a b[U+000B]c'
    """
    return " ".join(words(text).split())


def numbered(place: int | None, label: str) -> str:
    """A step behind its number, where it bears one.

    >>> numbered(3, "Filled in the card"), numbered(None, "The whole journey")
    ('3. Filled in the card', 'The whole journey')
    """
    return label if place is None else f"{place}. {label}"


def listed(parts: Sequence[str]) -> str:
    """Several texts in one cell, a line each."""
    return "\n".join(words(part) for part in parts)


def moment(text: str) -> Cell:
    """A day or time of the document as a date; the ISO week of an anonymous study stays a text.

    >>> moment("2026-03-02T09:01:00.000Z"), moment("2026-W10")
    (datetime.datetime(2026, 3, 2, 9, 1), '2026-W10')
    """
    if "W" in text:
        return text
    if "T" not in text:
        return date.fromisoformat(text)
    return datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)


def fitted(table: Table) -> Table:
    """The table with every row that is too long for its cells gone on in rows below it."""
    return replace(table, rows=tuple(row for one in table.rows for row in _continued(table, one)))


def _continued(table: Table, row: tuple[Cell, ...]) -> Iterator[tuple[Cell, ...]]:
    pieces = [list(_pieces(cell)) if isinstance(cell, str) else [cell] for cell in row]
    for number in range(max(map(len, pieces))):
        cells = [piece[number] if number < len(piece) else None for piece in pieces]
        cells[0] = pieces[0][0]
        if table.parts is not None:
            cells[table.parts] = number + 1
        yield tuple(cells)


def _pieces(text: str) -> Iterator[str]:
    """The text cut where a cell is full: after a space if one is near, never within a sign."""
    while (end := _full(text)) < len(text):
        gap = text.rfind(" ", max(1, end - _WORD_WITHIN), end)
        end = gap + 1 if gap > 0 else _before_sign(text, end)
        yield text[:end]
        text = text[end:]
    yield text


def _before_sign(text: str, end: int) -> int:
    """Where to cut, at or before `end`, so that no letter is parted from what is joined to it."""
    for at in range(end, max(1, end - _WORD_WITHIN), -1):
        joined = _JOINER in text[at - 1 : at + 1] or category(text[at]) in _MARKS
        if not joined and not _TONES[0] <= text[at] <= _TONES[1]:
            return at
    return end


def _full(text: str) -> int:
    """How many characters of the text fit into one cell."""
    if 2 * len(text) <= LONGEST and text.count("\n") <= MOST_LINES:
        return len(text)
    units = lines = 0
    for at, sign in enumerate(text):
        units += 1 + (sign > "\uffff")
        lines += sign == "\n"
        if units > LONGEST or lines > MOST_LINES:
            return at
    return len(text)
