"""A column becomes a step of the document: its measures, and a list of claims for each lane."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import itemgetter

from cxmodel import metrics
from cxmodel.guide import Lane
from cxmodel.interview import QuestionId
from cxmodel.journey import CLAIM_LANES, Document
from reports.cell import Cell
from reports.claims import Amounts, Claims, claims, felt_of, figures, share_of, tier
from reports.columns import Column
from reports.groups import Groups, beside
from reports.hindsight import Differences
from reports.in_waves import in_waves
from reports.ledger import Ledger
from reports.lists import Evidence, first_of
from reports.pains import pain_claims
from reports.ratings import RATED, Ratings
from reports.readings import rounded

CORE_FROM, COMMON_FROM = 0.5, 0.25  # share of people


@dataclass(frozen=True, slots=True)
class Context:
    """What a step needs to know of the map around it."""

    ledger: Ledger
    extremes: Mapping[str, float]  # how much of people's strongest feelings a column has
    by_segment: Groups
    by_side: Groups
    fewest: int = 1  # people who gave an amount that is told in words
    looking_back: frozenset[QuestionId] = frozenset()  # at a change that was made


def step_of(column: Column, within: Context, siblings: Sequence[Column]) -> Document:
    """One step of the map."""
    reached = column.reached
    rated = Ratings(within.ledger.cell(col=column.id, measure=RATED))
    step: Document = {
        "id": column.id,
        "label": column.label,
        "tier": tier(reached.x),
        "reach": share_of(reached),
        "frequency": _frequency(column),
        "asked": {lane.value: column.asked[lane] for lane in Lane if lane in column.asked},
        "feeling": feeling(within.ledger.cell(col=column.id, lane=Lane.FEELING.value)),
        "order": _order(column, siblings),
        "returns": column.ordered.returns if column.ordered else 0,
        "reported": len(column.reporters),
        "said": first_of({w.text for _, w in column.ordered.step.members})
        if column.ordered
        else [],
        "moment_of_truth": _truth(column, within),
        "gap": rated.gap,
        "opportunity_score": rated.opportunity,
    }
    apart = beside(column, within.by_segment, within.by_side)
    return step | apart | in_waves(column.id, within.ledger) | _cells(column, within)


def _cells(column: Column, within: Context) -> Document:
    """The claims of every lane, and how many more there are than are listed."""
    cells: Document = {lane.value: [] for lane in CLAIM_LANES}
    more: dict[str, int] = {}
    for lane in column.told.intersection(CLAIM_LANES):
        found = _claims_of(column, lane, within)
        cells[lane.value] = found.listed
        if found.more:
            more[lane.value] = found.more
    return cells | ({"claims_more": more} if more else {})


def _claims_of(column: Column, lane: Lane, within: Context) -> Claims:
    cell = within.ledger.cell(col=column.id, lane=lane.value)
    if lane is Lane.PAIN:
        return pain_claims(cell, column.asked.get(Lane.PAIN, 0))
    if lane is Lane.EFFORT:
        found = claims(cell, partial(Amounts, within.fewest, by_wave=cell.by_wave))
        return Claims(sorted(found.listed, key=lambda told: told.get("wave", 0)), found.more)
    if lane is Lane.DIFFERENCE:
        return claims(cell, partial(Differences, within.looking_back))
    return claims(cell)


def _frequency(column: Column) -> str:
    """Core from half of the people on, common from a quarter, else rare. A stage is core."""
    share = column.reached.x / column.reached.n
    if column.ordered is None or share >= CORE_FROM:
        return "core"
    return "common" if share >= COMMON_FROM else "rare"


def feeling(cell: Cell) -> Document:
    """What was felt: every person's value, −2 … +2, and how the group spreads."""
    given = figures(saying for saying in cell if not saying.told.text)  # as a face
    told = claims(cell)
    return (
        felt_of(given.each().values())
        | {"claims": told.listed}
        | given.evidence.entry()
        | ({"claims_more": told.more} if told.more else {})
    )


def extremes_of(ledger: Ledger) -> dict[str, float]:
    """For each column, the sum of people's votes for where on their way they felt the most.

    A step decides; only where somebody told no steps it is a stage.
    """
    felt = ledger.cell(lane=Lane.FEELING.value, way=True, text="").rows(
        "person, col, avg(value)", group="person, col", order="person, min(n)"
    )
    votes: dict[str, float] = {}
    for _, of_person in groupby(felt, key=itemgetter(0)):
        given = {column: value for _, column, value in of_person if value is not None and column}
        for column, share in metrics.extreme_votes(given).items():
            votes[column] = votes.get(column, 0.0) + share
    return votes


def _truth(column: Column, within: Context) -> Document:
    """How far this step decides the whole; `shown` is settled once all steps are known."""
    naming, evidence = set(), Evidence()
    for saying in within.ledger.cell(vote=column.id):
        naming.add(saying.respondent)
        evidence.add(saying.evidence)
    extreme = within.extremes.get(column.id, 0.0)
    score = metrics.moment_of_truth(len(naming), extreme, column.reached.x)
    return {
        "score": rounded(min(score, 1.0)),
        "shown": False,
        "named": len(naming),
        **evidence.entry(),
    }


def show_moments(steps: Sequence[Document]) -> None:
    """Mark the moments of truth to show: score ≥ 0.4, ≥ 3 people, at most three."""
    able = [
        step
        for step in steps
        if step["moment_of_truth"]["score"] >= metrics.SHOW_TRUTH_FROM
        and step["reach"]["x"] >= metrics.SHOW_TRUTH_PEOPLE
    ]
    able.sort(key=lambda step: -step["moment_of_truth"]["score"])
    for step in able[: metrics.SHOW_TRUTHS]:
        step["moment_of_truth"]["shown"] = True


def _order(column: Column, siblings: Sequence[Column]) -> Document:
    if column.ordered is None:
        return {"varies": False, "with": []}
    walked = [other for other in siblings if other.ordered is not None]
    others = [walked[position].id for position in column.ordered.varies_with]
    return {"varies": bool(others), "with": others}
