"""Every claim of a document, each with the place where it was told."""

from collections.abc import Iterator
from dataclasses import dataclass

from cxmodel.guide import Lane
from cxmodel.journey import CLAIM_LANES, Document
from reports.display import number, share

EXPECTATION, HEARD, LIVED, REASON = "expectation", "value_heard", "value_lived", "reason"
ALSO = "also"
"""Lanes beside those of the steps: what was expected, values as heard and as lived, why a pain.

And what was told to questions that feed no lane.
"""
UNTOLD = share(None, None)
TITLES = {
    EXPECTATION: "Expected",
    HEARD: "Values, as they are stated to people",
    LIVED: "Values, as lived",
    REASON: "Reason of a pain",
    ALSO: "Also told",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One claim at its place."""

    lane: str  # a lane's id, or one of `TITLES`
    claim: Document
    asked: int | None
    stage: Document | None = None
    step: Document | None = None
    pain: Document | None = None  # of which it is a reason


def claims_of(document: Document) -> Iterator[Told]:
    """All claims: of the steps in the order of the map, after those of the journey as a whole."""
    header, values = document["header"], document["values"]
    for claim in header["expectations"]:
        yield Told(EXPECTATION, claim, header["asked"]["expectation"])
    for lane, key in ((HEARD, "heard"), (LIVED, "lived")):
        for claim in values[key]:
            yield Told(lane, claim, values["asked"][key])
    for stage in document["stages"]:
        for step in stage["steps"]:
            yield from _of_step(stage, step)
    for row in document.get("besides", ()):
        for claim in row["claims"]:
            yield Told(ALSO, claim, row["n"])


def _of_step(stage: Document, step: Document) -> Iterator[Told]:
    for lane in (Lane.FEELING, *CLAIM_LANES):
        asked = step["asked"].get(lane.value)
        held = step["feeling"]["claims"] if lane is Lane.FEELING else step[lane.value]
        for claim in held:
            yield Told(lane.value, claim, asked, stage, step)
            for why in claim.get("why", ()):
                yield Told(REASON, why, claim["count"], stage, step, claim)


def asked_of(told: Told) -> int | None:
    """How many people were asked for the cell of a claim."""
    reach: Document = told.claim.get("reach") or {}
    n: int | None = reach.get("n", told.asked)
    return n


def known(figure: float | None) -> str:
    """A figure for reading; what a map of an anonymous study does not tell is told as that."""
    return UNTOLD if figure is None else number(figure)


def counted(told: Told) -> str:
    """How many people told a claim, of those asked."""
    return share(told.claim["count"], asked_of(told))


def lane_titles(document: Document) -> dict[str, str]:
    """How the lanes are called in this map, by id."""
    return TITLES | {lane["id"]: lane["title"] for lane in document["lanes"]}
