"""What the templates see: the document's columns, lanes and cells, laid out for reading.

Nothing is added to the document here; it is only arranged. What those who told a way were asked of
no single step (needs at the start, wishes at the end) stands beside the columns and not in one of
them: it is of the whole journey, with the stage that it was asked in named beside it. Reports of
one thing stay in the column where they stand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cxmodel.guide import Lane
from cxmodel.journey import CLAIM_LANES, Document
from reports.curve import Curve, draw
from reports.telling import WHOLE
from reports.untold import Untold, untold_of

ITEMS_SHOWN = 3  # in a cell; the rest unfolds
SHEET_COLUMNS = 7  # on one printed page, A3 landscape
_SHEET_FULL = 5  # columns from which on a page ends with a stage
_WIDTHS = ((3, 360), (5, 280), (7, 244))  # columns up to → pixels each
_WIDTH = 220
_SHEET_WIDTH = 198  # seven of them and the lanes fill an A3 page
_LONG_LABEL = 80  # characters; about four lines at the head of a column
_SMALL_WIDTH = 48  # of a column on a phone
_BEFORE_FEELINGS = frozenset({Lane.NEED.value, Lane.QUESTION.value})


@dataclass(frozen=True, slots=True)
class Column:
    """One step as it is drawn; `step` is None for a stage of which nothing was told."""

    number: int  # from 0, as it stands in a drawing
    stage: str  # its id
    title: str  # of the stage
    step: Document | None
    first: bool  # of its stage
    rare: bool  # folded away until it is asked for
    untold: Untold | None = None  # what became of a stage of which nothing was told
    place: int = 0  # from 1, the number that it bears in every form, however much one leaves out

    @property
    def whole(self) -> bool:
        """Whether it is a stage as a whole, not a step of a story."""
        return self.step is None or self.step["id"] == self.stage

    @property
    def id(self) -> str:
        """Of the step, or of the stage as a whole."""
        return self.stage if self.step is None else str(self.step["id"])

    @property
    def holds_reports(self) -> bool:
        """Whether reports stand here that name no step."""
        return self.step is not None and self.whole and (self.step["reported"] or 0) > 0

    @property
    def long(self) -> bool:
        """Whether its label is clipped until it is asked for."""
        return self.step is not None and len(self.step["label"]) > _LONG_LABEL

    @property
    def became(self) -> str:
        """What became of a stage of which nothing was told, in words."""
        return self.untold.words if self.untold else ""

    @property
    def put(self) -> bool:
        """Whether anybody was asked about it, though nothing was told of the stage."""
        return self.untold is not None and self.untold.asked


@dataclass(frozen=True, slots=True)
class Group:
    """A stage over its columns."""

    title: str
    number: int
    span: int
    folded: int  # of its columns are rare


@dataclass(frozen=True, slots=True)
class Span:
    """What was told in one stage, in a lane of the whole journey."""

    title: str  # of the stage; empty where it was asked in none
    claims: tuple[Document, ...]
    asked: int


@dataclass(frozen=True, slots=True)
class Row:
    """A lane with something in it. `spans` is empty where it has a cell for each column.

    With spans it is of the whole journey.
    """

    id: str
    title: str
    early: bool  # stands above the feelings
    spans: tuple[Span, ...]
    beside: frozenset[str]  # ids of columns whose claims stand in spans

    def held(self, column: Column) -> list[Document]:
        """Claims of its cell in a column."""
        return [] if column.id in self.beside else cell(column.step, self.id)


@dataclass(frozen=True, slots=True)
class Band:
    """One drawing of the emotion band, over `columns`."""

    kind: str  # all: with the rare steps; core: without; small: for a phone
    curve: Curve
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the printed map."""

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]  # those that hold something on this page
    curve: Curve  # over all columns, so that the line runs on over the page's edges
    offset: float  # of the first column in the drawing


@dataclass(frozen=True, slots=True)
class View:
    """A document laid out."""

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]  # every lane, for a format without columns
    celled: tuple[Row, ...]  # those with a cell for each column
    opening: tuple[Row, ...]  # of the whole journey, to stand before it
    overall: tuple[Row, ...]  # of the whole journey, to stand after it
    bands: tuple[Band, ...]
    small: Band
    sheets: tuple[Sheet, ...]
    width: int  # of a column, in pixels
    alone: bool  # one person's own map

    @property
    def places(self) -> dict[str, int]:
        """The number of each column by its id."""
        return {column.id: column.place for column in self.columns}

    @property
    def rare(self) -> int:
        """How many columns are folded away."""
        return sum(column.rare for column in self.columns)

    @property
    def untold(self) -> dict[str, Untold]:
        """Stages of which nothing was told, by id."""
        return {column.stage: column.untold for column in self.columns if column.untold}

    @property
    def crowded(self) -> bool:
        """Whether more people felt the same somewhere than there are dots for."""
        return any(band.curve.tallies for band in self.bands)

    @property
    def bridged(self) -> bool:
        """Whether the line goes on over steps that have no mean: split, hidden or not told."""
        return any(piece.kind == "gap" for band in self.bands for piece in band.curve.pieces)

    @property
    def felt(self) -> bool:
        """Whether anybody was asked how a step felt; without it there is no band to draw."""
        return any(column.step and column.step["feeling"]["n"] != 0 for column in self.columns)


def lay_out(document: Document) -> View:
    """Arrange a document for a page."""
    every = tuple(_columns(document))
    rows = tuple(_rows(document, every))
    celled = tuple(row for row in rows if not row.spans)
    spanned = tuple(row for row in rows if row.spans)
    columns = _kept(every, celled)
    width = next((size for most, size in _WIDTHS if len(columns) <= most), _WIDTH)
    core = tuple(column for column in columns if not column.rare)
    bands = [_band("all", columns, width)]
    if len(core) < len(columns):
        bands.insert(0, _band("core", core, width))
    return View(
        columns=columns,
        groups=tuple(_groups(columns)),
        rows=tuple({row.id: row for row in rows}.values()),
        celled=celled,
        opening=tuple(row for row in spanned if row.early),
        overall=tuple(row for row in spanned if not row.early),
        bands=tuple(bands),
        small=_band("small", columns, _SMALL_WIDTH),
        sheets=_sheets(columns, celled),
        width=width,
        alone=document["header"]["people"] == 1,
    )


def places_of(document: Document) -> dict[str, int]:
    """The number of each step by its id, for a form that has no columns.

    A stage of which all that was told stands beside the columns has none.
    """
    every = tuple(_columns(document))
    celled = [row for row in _rows(document, every) if not row.spans]
    return {column.id: column.place for column in _kept(every, celled)}


def _columns(document: Document) -> Iterator[Column]:
    untold = {one.stage: one for one in untold_of(document)}
    for stage in document["stages"]:
        if stage["id"] in untold:
            found = untold[stage["id"]]
            yield Column(0, stage["id"], stage["title"], None, first=True, rare=False, untold=found)
            continue
        steps = stage["steps"]
        core = [step for step in steps if step["frequency"] != "rare"]
        for place, step in enumerate(steps):
            # A stage with rare steps only keeps them: folding would make it vanish.
            rare = bool(core) and step["frequency"] == "rare"
            starred = step["moment_of_truth"]["shown"]
            yield Column(0, stage["id"], stage["title"], step, place == 0, rare and not starred)


def _kept(columns: Sequence[Column], celled: Sequence[Row]) -> tuple[Column, ...]:
    """Columns with something of their own: what is of the whole journey needs no column as well."""
    kept = [
        column
        for column in columns
        if column.step is None
        or not column.whole
        or column.step["feeling"]["n"]
        or any(row.held(column) for row in celled)
    ]
    firsts = {column.stage: column for column in reversed(kept)}
    return tuple(
        replace(column, number=number, place=number + 1, first=firsts[column.stage] is column)
        for number, column in enumerate(kept)
    )


def _groups(columns: Sequence[Column]) -> Iterator[Group]:
    for number, stage in enumerate(dict.fromkeys(column.stage for column in columns)):
        own = [column for column in columns if column.stage == stage]
        yield Group(own[0].title, number, len(own), sum(column.rare for column in own))


def _rows(document: Document, columns: Sequence[Column]) -> Iterator[Row]:
    """Lanes with something in them, in two rows where a part is of the whole journey.

    Reasons that stand under their pain need no second place.
    """
    drawn = {lane.value for lane in CLAIM_LANES} | {Lane.FEELING.value}
    for lane in document["lanes"]:
        ident = lane["id"]
        holding = [column for column in columns if cell(column.step, ident)]
        if ident not in drawn or not holding:
            continue
        title = "Feelings, in words" if ident == Lane.FEELING else lane["title"]
        early = ident in _BEFORE_FEELINGS
        by_step = _is_by_step(lane, columns)
        beside = [column for column in holding if _stands_beside(column, by_step=by_step)]
        ids = frozenset(column.id for column in beside)
        if len(beside) < len(holding):
            yield Row(ident, title, early, (), ids)
        if beside:
            yield Row(ident, title, early, tuple(_span(c, ident) for c in beside), ids)


def _is_by_step(lane: Document, columns: Sequence[Column]) -> bool:
    """Whether a lane has its cells in the columns: so it is where nobody told any steps."""
    steps = [column for column in columns if not column.whole]
    if lane["id"] == Lane.FEELING:  # everybody is asked for a face, few for words
        return not steps or any(cell(column.step, lane["id"]) for column in steps)
    return not steps or bool(lane["of_steps"])


def _stands_beside(column: Column, *, by_step: bool) -> bool:
    """Whether what was told here is of the whole journey."""
    if column.stage == WHOLE:
        return column.whole
    return column.whole and not by_step and not column.holds_reports


def _span(column: Column, lane: str) -> Span:
    asked = column.step["asked"].get(lane, 0) if column.step else 0
    title = "" if column.stage == WHOLE else column.title
    return Span(title, tuple(cell(column.step, lane)), asked)


def cell(step: Document | None, lane: str) -> list[Document]:
    """Claims of one cell. Reasons already told under a pain are left out of the why lane."""
    if step is None or lane == Lane.REACH:
        return []
    claims: list[Document] = step["feeling"]["claims"] if lane == Lane.FEELING else step[lane]
    if lane != Lane.WHY:
        return claims
    under = {ident for pain in step["pain"] for why in pain["why"] for ident in why["evidence"]}
    return [claim for claim in claims if not under.issuperset(claim["evidence"])]


_NOTHING: Document = {"n": 0, "mean": None, "values": [], "split": False}


def _curve(columns: Sequence[Column], width: int) -> Curve:
    return draw(
        [column.step["feeling"] if column.step else _NOTHING for column in columns],
        float(width),
        [bool(column.step and column.step["moment_of_truth"]["shown"]) for column in columns],
    )


def _band(kind: str, columns: tuple[Column, ...], width: int) -> Band:
    return Band(kind, _curve(columns, width), columns)


def _sheets(columns: Sequence[Column], celled: Sequence[Row]) -> tuple[Sheet, ...]:
    """Pages of at most seven columns; a page that is nearly full ends with its stage."""
    pages: list[list[Column]] = [[]]
    curve = _curve(columns, _SHEET_WIDTH)
    for column in columns:
        page = pages[-1]
        size = sum(other.stage == column.stage for other in columns)
        tight = len(page) >= _SHEET_FULL and len(page) + size > SHEET_COLUMNS
        if len(page) == SHEET_COLUMNS or (column.first and tight):
            pages.append([])
        pages[-1].append(column)
    return tuple(
        Sheet(
            columns=tuple(page),
            groups=tuple(_groups(page)),
            rows=tuple(row for row in celled if any(row.held(column) for column in page)),
            curve=curve,
            offset=page[0].number * float(_SHEET_WIDTH),
        )
        for page in pages
        if page
    )
