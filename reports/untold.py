"""What became of a stage of which nothing was told: it did not happen, was skipped, or not asked.

These stay distinct: what did not happen was asked, and answered.
"""

from dataclasses import dataclass

from cxmodel.journey import Document
from reports.display import share

_NAMES = {
    "did_not_happen": "did not happen",
    "skipped": "skipped",
    "not_asked": "not asked",
}


@dataclass(frozen=True, slots=True)
class Untold:
    """A stage without anything told."""

    stage: str  # its id
    title: str  # of the stage
    words: str  # what became of it, of how many people
    asked: bool  # of anybody


def untold_of(document: Document) -> tuple[Untold, ...]:
    """The stages that were to be asked about and of which nothing was told, in order."""
    return tuple(
        _untold(document, stage)
        for stage in document["stages"]
        if stage["lanes"] and not stage["steps"]
    )


def _untold(document: Document, stage: Document) -> Untold:
    """By the question of the stage that most people came to: what follows it hangs on its answer.

    Absences that are withheld for privacy, or that an older map does not place in a stage, leave
    only that nothing was told.
    """
    rows = [
        row
        for row in document["absences"]
        if row.get("stage") == stage["id"] and row["step"] is None
    ]
    row = min(rows, key=lambda row: row["not_asked"], default={"not_asked": 0, "n": 0})
    parts = [
        f"{name} ({share(row[kind], row['n'])})" for kind, name in _NAMES.items() if row.get(kind)
    ]
    words = ", ".join(parts) or "nothing told of it"
    asked = row["not_asked"] < row["n"]
    return Untold(stage["id"], stage["title"], words[0].upper() + words[1:], asked)
