"""All that the page draws beside the map itself, from the document and its layout."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from cxmodel.guide import Lane
from cxmodel.journey import Document
from reports.page.arcs import Arc, arcs
from reports.page.blueprint import Blueprint, blueprint_of
from reports.page.data import page_data, people
from reports.page.groups import Group, Line, Name, groups_of, lines_over, names_of
from reports.page.house import House, house_of
from reports.page.ladders import ValueMap, value_map
from reports.page.matrix import Matrix, matrix_of
from reports.page.waves import Change, changes_of
from reports.view import Column, View

_WRITTEN = ("overlay", "validated", "validation_cleared")
MINIMAP_FROM = 16  # columns: fewer are found by scrolling


@dataclass(frozen=True, slots=True)
class Page:
    """Views beside the journey; None or empty where the document has nothing for one."""

    document: Document
    views: tuple[tuple[str, str], ...]  # id and title of each that is there, in order
    segments: tuple[Group, ...]
    sides: tuple[Group, ...]
    people: tuple[Document, ...]
    blueprint: Blueprint | None
    ladders: ValueMap | None
    matrix: Matrix
    changes: tuple[Change, ...]
    house: House | None
    data: Document
    has_minimap: bool
    lang: Markup  # the attribute that names the language all told in; empty if they told in several
    told: dict[int, list[str]]  # by a claim's identity, since claims need no id

    @property
    def groups(self) -> tuple[Group, ...]:
        """Segments, then sides."""
        return (*self.segments, *self.sides)

    def lines(self, columns: Sequence[Column], width: float) -> tuple[Line, ...]:
        """The curve of each group over columns of that many pixels."""
        return lines_over(self.groups, columns, width)

    def names(self, kind: str, lines: Sequence[Line], start: float, end: float) -> Sequence[Name]:
        """The names at the ends of the lines of one kind, between two edges of a drawing."""
        return names_of([line for line in lines if line.group.kind == kind], start, end)

    def arcs(self, columns: Sequence[Column], width: float) -> tuple[Arc, ...]:
        """The returns over columns of that many pixels."""
        return arcs(self.document["variants"], columns, width)

    @property
    def merged(self) -> list[Document]:
        """What the codebook takes for the same, and what a researcher decided."""
        entries = (self.document.get("codebook") or {}).get("entries", [])
        return [e for e in entries if len(e["raw"]) > 1 or e["by"] == "researcher"]

    def story(self, claim: Document) -> Sequence[str]:
        """The words that tell a step in people's stories, for the claim that they took it."""
        return self.told.get(id(claim), ())

    def has_overlay(self, columns: Iterable[Column]) -> bool:
        """Whether the researcher wrote something beside one of the columns."""
        return any(
            column.step and column.step.get(field) for column in columns for field in _WRITTEN
        )


def arrange(document: Document, view: View) -> Page:
    """Lay out what a page shows beside the journey."""
    every = groups_of(document)
    told = document.get("waves")
    page = Page(
        document=document,
        views=(),
        segments=tuple(group for group in every if group.kind == "segment"),
        sides=tuple(group for group in every if group.kind == "side"),
        people=tuple(people(document)),
        blueprint=blueprint_of(view),
        ladders=value_map(document["ladders"]),
        matrix=matrix_of(document["ladders"]),
        changes=changes_of(told) if told else (),
        house=house_of(document),
        data=page_data(document, view),
        told={
            id(claim): step["said"]
            for stage in document["stages"]
            for step in stage["steps"]
            for claim in step[Lane.ACTION.value]
        },
        has_minimap=len(view.columns) >= MINIMAP_FROM,
        lang=_language_of(document.get("codebook") or {"entries": []}),
    )
    return _with_views(page)


def _language_of(codebook: Document) -> Markup:
    told = {raw["language"] for entry in codebook["entries"] for raw in entry["raw"]}
    return Markup(' lang="{}"').format(*told) if len(told) == 1 else Markup("")


def _with_views(page: Page) -> Page:
    offered: dict[tuple[str, str], object] = {
        ("journey", "Journey"): True,
        ("blueprint", "Service blueprint"): page.blueprint,
        ("segments", "Segments"): page.segments,
        ("sides", "Two sides"): page.sides,
        ("whys", "Whys"): page.document["ladders"]["links"],
        ("waves", "Waves"): page.changes,
        ("house", "House of CX"): page.house,
    }
    return replace(page, views=tuple(view for view, there in offered.items() if there))
