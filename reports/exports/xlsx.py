"""The map as a workbook: the map itself, and its tables with real numbers and dates."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import groupby

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from cxmodel.errors import Refused
from cxmodel.journey import Document
from reports.exports import Export, Look
from reports.exports.cells import Cell, Table, one_line
from reports.exports.fitting import is_rtl, lines_of
from reports.exports.grid import NOT_ASKED, grid
from reports.exports.sheets import tables

_MOST_ROWS = 1_048_575  # of a sheet, below its head
_A3, _A4 = 8, 9  # paper
_STEPS_ON_A3 = 8
_WIDTH_OF_A4 = 220  # characters that can still be read
_LINE, _HIGHEST = 15.0, 409.0  # points: a line of text, and the highest row there is
_DIGIT = 0.5  # em: columns are as wide as so many digits
_PLAIN: dict[str, object] = {
    "valign": "top",
    "text_wrap": True,
    "border": 7,
    "border_color": "#D1D5DB",
}
_HEAD: dict[str, object] = {"bold": True, "bg_color": "#E5E7EB", "bottom": 1}
_STAGE: dict[str, object] = {
    "bold": True,
    "bg_color": "#1F2937",
    "font_color": "#FFFFFF",
    "border": 1,
}
_QUIET: dict[str, object] = {"font_color": "#6B7280", "italic": True}
_TIME: dict[str, object] = {"num_format": "yyyy-mm-dd hh:mm:ss", "align": "left"}
_DAY: dict[str, object] = {"num_format": "yyyy-mm-dd", "align": "left"}
_MADE = datetime(1980, 1, 1, tzinfo=UTC)  # always, so that the same map is the same file
_FELT = {  # colour of a feeling, and of the figure on it
    2: ("#2166AC", "#FFFFFF"),
    1: ("#4A90BF", "#000000"),
    0: ("#6B7280", "#FFFFFF"),
    -1: ("#C77A12", "#000000"),
    -2: ("#B35806", "#FFFFFF"),
}
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def export(document: Document, _: Look) -> Export:
    """A workbook with a sheet a table. Raises Refused where a table has too many rows for one."""
    made = BytesIO()
    with Workbook(made, _OPTIONS) as workbook:
        workbook.set_properties(
            {"title": one_line(document["header"]["title"]), "created": _MADE, "author": ""}
        )
        styles = _Styles(workbook)
        _draw_map(_Sheet(workbook, styles, "Map"), grid(document))
        for table in tables(document):
            _write(_Sheet(workbook, styles, table.name), table)
    return Export(made.getvalue())


class _Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def of(self, **wanted: object) -> Format:
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(_PLAIN | wanted)
        return self._made[key]


class _Sheet:
    """A sheet that writes each value as what it is: a text stays one, whatever it begins with."""

    def __init__(self, workbook: Workbook, styles: _Styles, name: str) -> None:
        self.of = styles.of
        self.sheet: Worksheet = workbook.add_worksheet(name)

    def put(self, row: int, at: int, cell: Cell, **look: object) -> None:
        """Write one cell; `look` is added to how its kind of value looks."""
        match cell:
            case None | "":
                if look:
                    self.sheet.write_blank(row, at, None, self.of(**look))
            case str():
                rtl = {"reading_order": 2, "align": "right"} if is_rtl(cell) else {}
                self.sheet.write_string(row, at, cell, self.of(**rtl | look))
            case datetime():
                self.sheet.write_datetime(row, at, cell, self.of(**_TIME))
            case date():
                self.sheet.write_datetime(row, at, cell, self.of(**_DAY))
            case int():
                self.sheet.write_number(row, at, cell, self.of(**look))
            case _:
                self.sheet.write_number(row, at, cell, self.of(**{"num_format": "0.00"} | look))

    def set_up_print(self, paper: int, *, heads: int, pages: int) -> None:
        """Landscape; `heads` rows repeated, `pages` wide and as many high as it takes."""
        self.sheet.set_landscape()
        self.sheet.set_paper(paper)
        self.sheet.fit_to_pages(pages, 0)
        self.sheet.repeat_rows(0, heads - 1)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        self.sheet.set_footer("&LDraft journey map&C&A&R&P / &N")


def _write(made: _Sheet, table: Table) -> None:
    if len(table.rows) > _MOST_ROWS:
        raise Refused(
            f"The sheet {table.name} of this map has {len(table.rows)} rows; a workbook holds"
            f" {_MOST_ROWS}. Compile a segment, or choose --format csv."
        )
    for at, column in enumerate(table.columns):
        made.sheet.set_column(at, at, column.width)
        made.put(0, at, column.title, **_HEAD)
    for number, row in enumerate(table.rows, start=1):
        made.sheet.set_row(number, _height(table, row))
        for at, cell in enumerate(row):
            made.put(number, at, cell)
    made.sheet.freeze_panes(1, 1)
    made.sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
    wide = sum(column.width for column in table.columns)
    made.set_up_print(_A4, heads=1, pages=-(-wide // _WIDTH_OF_A4))


def _draw_map(made: _Sheet, table: Table) -> None:
    """Stages merged over their steps; below them the lanes, under a head that stays in sight."""
    stages, *lanes = table.rows
    titles = [column.title for column in table.columns]
    _merge_stages(made, stages)
    made.sheet.set_row(1, _height(table, titles))
    for at, column in enumerate(table.columns):
        made.sheet.set_column(at, at, column.width)
        made.put(1, at, column.title, **_HEAD)
    for number, row in enumerate(lanes, start=2):
        made.sheet.set_row(number, _height(table, row))
        _draw_lane(made, number, row)
    if is_rtl("".join(titles[1:])):
        made.sheet.right_to_left()
    made.sheet.freeze_panes(2, 1)
    made.sheet.repeat_columns(0)
    made.set_up_print(_A3, heads=2, pages=-(-len(titles) // _STEPS_ON_A3))


def _draw_lane(made: _Sheet, number: int, row: Sequence[Cell]) -> None:
    lane, *cells = row
    made.put(number, 0, lane, bold=True, bg_color="#F3F4F6")
    for at, cell in enumerate(cells, start=1):
        if isinstance(cell, int | float):
            made.put(number, at, cell, **_felt(cell))
        else:
            made.put(number, at, cell, **(_QUIET if cell in {None, NOT_ASKED} else {}))


def _merge_stages(made: _Sheet, stages: Sequence[Cell]) -> None:
    made.put(0, 0, stages[0], **_STAGE)
    at = 1
    for title, same in groupby(stages[1:]):
        span = len(list(same))
        if span > 1:
            made.sheet.merge_range(0, at, 0, at + span - 1, "", made.of(**_STAGE))
        made.put(0, at, title, **_STAGE)
        at += span


def _felt(value: float) -> dict[str, object]:
    """How a feeling looks: by colour, and always with its sign."""
    ground, ink = _FELT[max(-2, min(2, round(value)))]
    return {
        "bold": True,
        "align": "center",
        "bg_color": ground,
        "font_color": ink,
        "num_format": "+0.0;−0.0;0.0",
    }


def _height(table: Table, row: Sequence[Cell]) -> float:
    """Points that a row needs for its longest text; programs that open it do not all see to it."""
    lines = max(
        (
            len(lines_of(cell, column.width * _DIGIT))
            for column, cell in zip(table.columns, row, strict=True)
            if isinstance(cell, str)
        ),
        default=1,
    )
    return min(lines * _LINE, _HIGHEST)
