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
    asked: bool  # of anybody, or nobody knows


def untold_of(document: Document) -> tuple[Untold, ...]:
    """The stages that were to be asked about and of which nothing was told, in order."""
    return tuple(
        _untold(document, stage)
        for stage in document["stages"]
        if stage["lanes"] and not stage["steps"]
    )


def _untold(document: Document, stage: Document) -> Untold:
    """By the question of the stage that most people came to: what follows it hangs on its answer.

    Absences that an older map does not place in a stage leave only that nothing was told. So do
    those of an anonymous map, but where everybody came to the question: the one that most people
    came to may be among those that are withheld.
    """
    is_private = document.get("privacy") is not None
    rows = [
        row
        for row in document["absences"]
        if row.get("stage") == stage["id"]
        and row["step"] is None
        and not (is_private and row["not_asked"])
    ]
    row = max(rows, key=_came, default=None)
    if row is None:
        return Untold(stage["id"], stage["title"], "Nothing told of it", asked=True)
    if not _came(row):
        # A number would be of one guide's people only, where several ask about the stage.
        return Untold(stage["id"], stage["title"], "Not asked of anybody", asked=False)
    words = ", ".join(
        f"{name} ({share(row[kind], row['n'])})" for kind, name in _NAMES.items() if row[kind]
    )
    return Untold(stage["id"], stage["title"], words[0].upper() + words[1:], asked=True)


def _came(row: Document) -> int:
    """How many people came to a question."""
    return int(row["n"] - row["not_asked"])
