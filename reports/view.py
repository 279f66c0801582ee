"""What the templates see: the document's columns, lanes and cells, laid out for reading.

Nothing is added to the document here; it is only arranged.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cxmodel.guide import Lane
from cxmodel.journey import CLAIM_LANES, Document
from reports.curve import Curve, draw

PERCENT_FROM = 20  # people: shares of fewer are printed "4 of 5"
ITEMS_SHOWN = 3  # in a cell; the rest unfolds
SHEET_COLUMNS = 7  # on one printed page, A3 landscape
_SHEET_FULL = 5  # columns from which on a page ends with a stage
_WIDTHS = ((3, 360), (5, 280), (7, 244))  # columns up to → pixels each
_WIDTH = 220
_SHEET_WIDTH = 198  # seven of them and the lanes fill an A3 page
_SMALL_WIDTH = 48  # of a column on a phone
_SLOT = re.compile(r"\{\{.*?\}\}")


@dataclass(frozen=True, slots=True)
class Column:
    """One step as it is drawn; `step` is None for a stage of which nothing was told."""

    number: int
    stage: int
    title: str  # of the stage
    step: Document | None
    first: bool  # of its stage
    rare: bool  # folded away until it is asked for


@dataclass(frozen=True, slots=True)
class Group:
    """A stage over its columns."""

    title: str
    number: int
    span: int
    rare_only: bool
    folded: int  # of its columns are rare


@dataclass(frozen=True, slots=True)
class Band:
    """One drawing of the emotion band, over `columns`."""

    kind: str  # all: with the rare steps; core: without
    curve: Curve
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the printed map."""

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    lanes: tuple[Document, ...]  # those that hold something on this page
    curve: Curve
    offset: float  # of the first column in the drawing


@dataclass(frozen=True, slots=True)
class View:
    """A document laid out."""

    document: Document
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    lanes: tuple[Document, ...]  # those that hold something, without reach and feeling
    bands: tuple[Band, ...]
    small: Band  # for a phone
    sheets: tuple[Sheet, ...]
    width: int  # of a column, in pixels
    alone: bool  # one person's own map

    @property
    def rare(self) -> int:
        """How many columns are folded away."""
        return sum(column.rare for column in self.columns)


def lay_out(document: Document) -> View:
    """Arrange a document for a page."""
    columns = tuple(_columns(document))
    width = next((size for most, size in _WIDTHS if len(columns) <= most), _WIDTH)
    core = tuple(column for column in columns if not column.rare)
    bands = [_band("all", columns, width)]
    lanes = tuple(_lanes(document))
    small = _band("small", columns, _SMALL_WIDTH)
    if len(core) < len(columns):
        bands.insert(0, _band("core", core, width))
    return View(
        document=document,
        columns=columns,
        groups=tuple(_groups(columns)),
        lanes=lanes,
        bands=tuple(bands),
        small=small,
        sheets=tuple(_sheets(columns, lanes)),
        width=width,
        alone=document["header"]["people"] == 1,
    )


def _columns(document: Document) -> Iterator[Column]:
    number = 0
    for at, stage in enumerate(document["stages"]):
        steps = stage["steps"] or ([None] if stage["lanes"] else [])
        core = [step for step in steps if step is None or step["frequency"] != "rare"]
        for place, step in enumerate(steps):
            # A stage with rare steps only keeps them: folding would make it vanish.
            rare = bool(core) and step is not None and step["frequency"] == "rare"
            starred = step is not None and step["moment_of_truth"]["shown"]
            yield Column(number, at, stage["title"], step, place == 0, rare and not starred)
            number += 1


def _groups(columns: Sequence[Column]) -> Iterator[Group]:
    for stage in dict.fromkeys(column.stage for column in columns):
        own = [column for column in columns if column.stage == stage]
        folded = sum(column.rare for column in own)
        yield Group(own[0].title, stage, len(own), folded == len(own), folded)


def _lanes(document: Document) -> Iterator[Document]:
    """Lanes with something in them; reasons that stand under their pain need no second place."""
    steps = [step for stage in document["stages"] for step in stage["steps"]]
    for lane in document["lanes"]:
        known = lane["id"] in {claimed.value for claimed in CLAIM_LANES}
        if known and any(cell(step, lane["id"]) for step in steps):
            yield lane


def cell(step: Document | None, lane: str) -> list[Document]:
    """Claims of one cell. Reasons already told under a pain are left out of the why lane."""
    if step is None:
        return []
    claims: list[Document] = step[lane]
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


def _sheets(columns: Sequence[Column], lanes: Sequence[Document]) -> Iterator[Sheet]:
    """Pages of at most seven columns; a page that is nearly full ends with its stage."""
    curve = _curve(columns, _SHEET_WIDTH)
    page: list[Column] = []
    for column in columns:
        full = len(page) == SHEET_COLUMNS
        if full or (column.first and len(page) >= _SHEET_FULL):
            yield _sheet(page, lanes, curve)
            page = []
        page.append(column)
    if page:
        yield _sheet(page, lanes, curve)


def _sheet(page: Sequence[Column], lanes: Sequence[Document], curve: Curve) -> Sheet:
    return Sheet(
        columns=tuple(page),
        groups=tuple(_groups(page)),
        lanes=tuple(
            lane for lane in lanes if any(cell(column.step, lane["id"]) for column in page)
        ),
        curve=curve,
        offset=page[0].number * float(_SHEET_WIDTH),
    )


def share(x: int, n: int) -> str:
    """Say x of n people: in words below 20, in percent with n from 20 on.

    >>> share(4, 5), share(12, 30)
    ('4 of 5', '40 % of 30')
    """
    return f"{x} of {n}" if n < PERCENT_FROM else f"{round(100 * x / n)} % of {n}"


def number(value: float | None) -> str:
    """A number for reading: one decimal where there is one, a true minus; a dash for none.

    >>> number(5), number(2.46), number(-100), number(None)
    ('5', '2.5', '−100', '–')
    """
    if value is None:
        return "–"
    kept = round(value, 1)
    size = f"{abs(kept):,.10g}".replace(",", "\u202f")
    return f"−{size}" if kept < 0 else size


def asked_as(wording: str) -> str:
    """A question's wording with its slots left open.

    >>> asked_as("How was “{{ step }}”?")
    'How was “…”?'
    """
    return _SLOT.sub("…", wording)


def quotes(document: Document, evidence: Iterable[str]) -> list[Document]:
    """What was said word for word, for ids of evidence, each with its id."""
    return [{"id": key, **document["evidence"][key]} for key in evidence]


def faces_of(feeling: Document) -> list[tuple[str, int, str]]:
    """(score 1–5, people, mark) for a diagram without a neutral zero: feeling + 3.

    A split group has two: nobody felt its mean.
    """
    if not feeling["split"]:
        return [(f"{round(feeling['mean'] + 3, 1):g}", feeling["n"], "")]
    low = [value for value in feeling["values"] if value <= -1]
    high = [value for value in feeling["values"] if value >= 1]
    return [
        (f"{round(sum(group) / len(group) + 3, 1):g}", len(group), mark)
        for group, mark in ((high, " (split, felt well)"), (low, " (split, felt badly)"))
    ]


def titled(word: str) -> str:
    """A kind of effort as a label: `waiting_days` becomes "Waiting days".

    >>> titled("waiting_days")
    'Waiting days'
    """
    return word.replace("_", " ").capitalize()


def labels(document: Document) -> dict[str, str]:
    """Label of each step by its id."""
    return {step["id"]: step["label"] for s in document["stages"] for step in s["steps"]}
