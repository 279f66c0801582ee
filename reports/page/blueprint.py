"""The service blueprint: what the customer does, meets and sees, and what happens out of sight.

Source: M. J. Bitner, A. Ostrom, F. Morgan, "Service Blueprinting: A Practical Technique for Service
Innovation", California Management Review 50 (2008).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cxmodel.guide import Lane
from cxmodel.journey import Document
from reports.view import Column, View, cell

LANES = (  # id, title, what is behind it, the line below it
    (Lane.ACTION.value, "What they do", "customer actions", ""),
    (Lane.TOUCHPOINT_CURRENT.value, "What they meet", "touchpoints", "Line of interaction"),
    (Lane.CHANNEL.value, "Frontstage", "channels, in their sight", "Line of visibility"),
    (Lane.BACKSTAGE.value, "Backstage", "out of their sight", "Line of internal interaction"),
    (Lane.OWNER.value, "Support", "who owns it", ""),
)
SHEET_COLUMNS = 7  # on one printed page


@dataclass(frozen=True, slots=True)
class BlueprintRow:
    """A lane of the blueprint, with the line that ends it."""

    id: str
    title: str
    meaning: str
    line: str

    def held(self, column: Column) -> list[Document]:
        """Claims of its cell in a column."""
        return cell(column.step, self.id)


@dataclass(frozen=True, slots=True)
class Blueprint:
    """Rows over the steps that were taken."""

    rows: tuple[BlueprintRow, ...]
    columns: tuple[Column, ...]
    sheets: tuple[tuple[Column, ...], ...]  # for print


def blueprint_of(view: View) -> Blueprint | None:
    """The blueprint; None where no step tells what was done and what was met."""
    rows = tuple(BlueprintRow(*lane) for lane in LANES)
    columns = tuple(c for c in view.columns if any(row.held(c) for row in rows))
    steps = [column for column in columns if not column.whole]
    kept = tuple(steps) or columns
    acted, met = rows[0], rows[1]
    if not any(acted.held(c) or met.held(c) for c in kept):
        return None
    return Blueprint(rows, kept, tuple(_parted(kept)))


def _parted(columns: Sequence[Column]) -> list[tuple[Column, ...]]:
    """Pages of about the same number of columns."""
    pages = -(-len(columns) // SHEET_COLUMNS)
    size = -(-len(columns) // pages)
    return [tuple(columns[at : at + size]) for at in range(0, len(columns), size)]
