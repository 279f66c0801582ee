"""What researchers wrote beside the map, to be read at a terminal."""

from collections.abc import Iterator, Sequence
from typing import Any

from cxmodel.overlay import CONTRADICTION, HIDDEN, VALIDATED, Mark, Place
from cxmodel.plain import to_plain
from reports.escape import in_plain
from reports.overlay import Grounds

_LABEL = 60  # characters of what a mark is on


def rows(marks: Sequence[Mark], grounds: Grounds) -> list[dict[str, Any]]:
    """Marks as JSON data, each with what it is on and how it stands."""
    return [
        to_plain(mark) | {"label": label_of(mark, grounds), "state": state_of(mark, grounds)}
        for mark in marks
    ]


def lines(marks: Sequence[Mark], grounds: Grounds) -> Iterator[str]:
    """Marks as they are read, those on what is on the map first."""
    homeless = grounds.homeless(marks)
    for mark in marks:
        if mark not in homeless:
            yield _line(mark, grounds)
    if homeless:
        yield "On what is not on the map any more; kept, for it may come back:"
        for mark in homeless:
            yield f"  {_line(mark, grounds)}"


def label_of(mark: Mark, grounds: Grounds) -> str:
    """The words of what a mark is on; its key where it is not on the map."""
    match mark.place:
        case Place.STEP:
            found = grounds.steps.get(mark.key)
        case Place.CLAIM:
            found = grounds.claims.get(mark.key)
        case Place.PAIR:
            both = (grounds.claims.get(claim) for claim in mark.claims)
            return " ↔ ".join(_short(each.label) for each in both if each) or mark.key
        case Place.QUOTE:
            return mark.key
        case Place.MAP:
            return "the map"
    return _short(found.label) if found is not None else mark.key


def state_of(mark: Mark, grounds: Grounds) -> str:
    """How a mark stands against the evidence of today."""
    if grounds.of(mark.place, mark.key) is None:
        return "homeless"
    if not grounds.stale(mark):
        return "holds"
    return "cleared: evidence changed" if mark.field == VALIDATED else "evidence changed since"


def _line(mark: Mark, grounds: Grounds) -> str:
    state = state_of(mark, grounds)
    flag = "" if state in {"holds", "homeless"} else f"  [{state}]"
    signed = f", {mark.by}" if mark.by and mark.field != VALIDATED else ""
    said = {
        VALIDATED: f"by {mark.by}, {mark.how}",
        HIDDEN: "its words are not shown",
        CONTRADICTION: "they stand against each other",
    }.get(mark.field, in_plain(mark.value))
    name = mark.field.replace("_", " ")
    return f"{label_of(mark, grounds)}  {name}: {said}{signed}{flag}"


def _short(text: str) -> str:
    line = in_plain(text)
    return f"“{line if len(line) <= _LABEL else f'{line[: _LABEL - 1]}…'}”"
