"""A table that stands after the map, and how its cells are worded."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cxmodel.journey import Document
from reports.curve import signed
from reports.display import known
from reports.typeset.words import Word

Data = dict[str, Any]
Rows = Iterable[Sequence[Word]]


def panel(title: str, lead: str, heads: Sequence[str], rows: Rows) -> Data:
    """A table. A head that ends with `#` stands over numbers, one with `*` over broad columns."""
    return {
        "title": title,
        "lead": lead,
        "heads": [head.rstrip("#*") for head in heads],
        "kinds": ["number" if h[-1:] == "#" else "wide" if h[-1:] == "*" else "" for h in heads],
        "rows": [list(row) for row in rows],
    }


def people(count: int | None) -> str:
    """How many people, in words."""
    return known(None) if count is None else f"{count} {'person' if count == 1 else 'people'}"


def felt_as(felt: Document | None) -> str:
    """A mean with its n; a split has no mean."""
    if not felt or not felt["n"]:
        return known(None) if felt and felt.get("suppressed") else "–"
    return f"{'split' if felt['split'] else signed_or_none(felt['mean'])} (n {felt['n']})"


def signed_or_none(value: float | None) -> str:
    """A number with its sign; a dash where there is none."""
    return "–" if value is None else signed(value)


def steps_of(document: Document) -> Iterator[Document]:
    """Every step of the map, in its order."""
    return (step for stage in document["stages"] for step in stage["steps"])
