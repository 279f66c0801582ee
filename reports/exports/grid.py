"""The map as a table: one column a step, one row a lane, claims with their counts."""

from collections.abc import Iterator

from cxmodel.guide import Lane
from cxmodel.journey import CLAIM_LANES, Document
from reports.display import because, every, known, number, share
from reports.exports.cells import Cell, Column, Table, fitted, numbered, words
from reports.exports.told import Told, counted, lane_titles
from reports.view import places_of

NAME, STAGE = "Map", "Stage"
NOT_ASKED = "not asked"
_LANE_WIDTH, _STEP_WIDTH = 20, 34


def grid(document: Document) -> Table:
    """One column a step. The first row names the stages; feelings are numbers, −2 … +2.

    A lane in which nothing was told has no row. "not asked" stands where nobody was asked.
    """
    placed = [(stage, step) for stage in document["stages"] for step in stage["steps"]]
    steps = [step for _, step in placed]
    places = places_of(document)
    labels = [numbered(places.get(step["id"]), words(step["label"])) for step in steps]
    rows: list[tuple[Cell, ...]] = [(STAGE, *(words(stage["title"]) for stage, _ in placed))]
    titles = lane_titles(document)
    for lane in (Lane.REACH, Lane.FEELING, *CLAIM_LANES):
        cells = [_cell(step, lane) for step in steps]
        if any(cell not in {None, NOT_ASKED} for cell in cells):
            rows.append((titles[lane.value], *cells))
        if lane is Lane.FEELING and any(step["feeling"]["claims"] for step in steps):
            told = [_listed(step, lane, step["feeling"]["claims"]) for step in steps]
            rows.append((f"{titles[lane.value]}, in words", *told))
    return fitted(
        Table(
            NAME,
            (Column("Lane", _LANE_WIDTH), *(Column(label, _STEP_WIDTH) for label in labels)),
            tuple(rows),
        )
    )


def _cell(step: Document, lane: Lane) -> Cell:
    if lane is Lane.REACH:
        return _reach(step)
    if lane is Lane.FEELING:
        return _feeling(step)
    return _listed(step, lane, step[lane.value])


def _reach(step: Document) -> str | None:
    reach = step["reach"]
    if reach["n"] == 0:
        return None
    parts = [share(reach["x"], reach["n"])]
    if step["moment_of_truth"]["shown"]:
        score = step["moment_of_truth"]["score"]
        parts.append("★ moment of truth" + ("" if score is None else f" {score:.2f}"))
    if step["order"]["varies"]:
        parts.append("order varies")
    if step["returns"]:
        parts.append(f"returns: {step['returns']}")
    if step["reported"]:
        parts.append(f"reports: {step['reported']}")
    return "\n".join(parts)


def _feeling(step: Document) -> Cell:
    felt = step["feeling"]
    if felt["split"]:
        return f"split: {every(felt['values'], signs=True)}"
    mean: float | None = felt["mean"]
    return mean


def _listed(step: Document, lane: Lane, claims: list[Document]) -> str | None:
    if not claims:
        people = step["asked"].get(lane.value, 0)
        return known(None) if people is None else None if people else NOT_ASKED
    asked = step["asked"].get(lane.value)
    return "\n".join(f"• {_worded(Told(lane.value, claim, asked))}" for claim in claims)


def _worded(told: Told) -> str:
    claim = told.claim
    parts = [counted(told)]
    if told.lane == Lane.PAIN:
        parts += _weights(claim)
    reasons = [because(map(words, why["chain"])) for why in claim.get("why", ())]
    return "; ".join([f"{words(claim['text'])} ({', '.join(parts)})", *reasons])


def _weights(pain: Document) -> Iterator[str]:
    for name, scale in (("severity", 4), ("recurrence", 3)):
        if pain[name]["mean"] is not None:
            yield f"{name} {number(pain[name]['mean'])} of {scale}"
    if pain["priority"] is not None:
        yield f"priority {pain['priority']:.2f}"
    if pain["cause"]:
        yield words(pain["cause"])
