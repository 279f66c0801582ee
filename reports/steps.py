"""A column becomes a step of the document: its measures, and a list of claims for each lane."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cxmodel import metrics
from cxmodel.guide import Lane
from cxmodel.journey import CLAIM_LANES, Document
from reports.claims import amount, claim, claims, evidence_of, per_person, share_of, tier
from reports.columns import Column, Stage, asked_in
from reports.pains import Ladders, Weights, pain_claims
from reports.ratings import gap, opportunity
from reports.readings import rounded
from reports.telling import WHOLE, Saying, Telling

CORE_FROM, COMMON_FROM = 0.5, 0.25  # share of people


@dataclass(frozen=True, slots=True)
class Context:
    """What a step needs to know of the map around it."""

    tellings: Sequence[Telling]
    weights: Weights
    ladders: Ladders
    votes: Mapping[str, list[Saying]]  # who named a column decisive
    extremes: Mapping[str, float]  # how much of people's strongest feelings a column has


def step_of(column: Column, within: Context, siblings: Sequence[Column]) -> Document:
    """One step of the map."""
    reached = metrics.reach(len(column.told_by), len(column.asked))
    step: Document = {
        "id": column.id,
        "label": column.label,
        "tier": tier(reached.x),
        "reach": share_of(reached),
        "frequency": _frequency(column, reached),
        "asked": asked_in(column, within.tellings),
        "feeling": feeling(column.sayings),
        "order": _order(column, siblings),
        "returns": column.ordered.returns if column.ordered else 0,
        "reported": len(column.reporters),
        "said": sorted({w.text for _, w in column.ordered.step.members}) if column.ordered else [],
        "moment_of_truth": _truth(column, within, reached),
        "gap": gap(column.sayings),
        "opportunity_score": opportunity(column.sayings),
    }
    for lane in CLAIM_LANES:
        told = [s for s in column.sayings if s.lane is lane]
        if lane is Lane.PAIN:
            asked = metrics.reach(len(column.told_by), len(column.asked | column.reporters))
            step[lane.value] = pain_claims(told, within.weights, within.ladders, asked)
        else:
            step[lane.value] = claims(told, amount if lane is Lane.EFFORT else claim)
    return step


def _frequency(column: Column, reached: metrics.Reach) -> str:
    """Core from half of the people on, common from a quarter, else rare. A stage is core."""
    share = reached.x / reached.n
    if column.ordered is None or share >= CORE_FROM:
        return "core"
    return "common" if share >= COMMON_FROM else "rare"


def felt(sayings: Sequence[Saying]) -> list[Saying]:
    """Feelings given as a face."""
    return [
        s for s in sayings if s.lane is Lane.FEELING and s.value is not None and not s.told.text
    ]


def feeling(sayings: Sequence[Saying]) -> Document:
    """What was felt: every person's value, −2 … +2, and how the group spreads."""
    given = felt(sayings)
    values = sorted(per_person(given).values())
    told = claims([s for s in sayings if s.lane is Lane.FEELING])
    empty = {"n": 0, "mean": None, "median": None, "q1": None, "q3": None, "split": False}
    found: Document = dict(empty)
    if values:
        spread = metrics.spread(values)
        found = {
            "n": spread.n,
            "mean": rounded(spread.mean),
            "median": rounded(spread.median),
            "q1": rounded(spread.q1),
            "q3": rounded(spread.q3),
            "split": spread.split,
        }
    return found | {
        "values": [rounded(value) for value in values],
        "evidence": evidence_of(given),
        "claims": told,
    }


def extremes_of(stages: Sequence[Stage]) -> dict[str, float]:
    """For each column, the sum of people's votes for where on their way they felt the most.

    A step decides; only where somebody told no steps it is a stage.
    """
    columns = [column for stage in stages for column in stage.columns if column.id != WHOLE]
    walkers = {telling.interview for column in columns for telling, _ in column.steps}
    by_person: dict[str, dict[str, float]] = {}
    for column in columns:
        on_the_way = [
            saying
            for saying in felt(column.journeys)
            if saying.place.step is not None or saying.interview not in walkers
        ]
        for person, value in per_person(on_the_way).items():
            by_person.setdefault(person, {})[column.id] = value
    votes: dict[str, list[float]] = {}
    for person in sorted(by_person):
        for column_id, share in metrics.extreme_votes(by_person[person]).items():
            votes.setdefault(column_id, []).append(share)
    return {column: sum(shares) for column, shares in votes.items()}


def _truth(column: Column, within: Context, reached: metrics.Reach) -> Document:
    """How far this step decides the whole; `shown` is settled once all steps are known."""
    naming = within.votes.get(column.id, [])
    people = {saying.respondent for saying in naming}
    score = metrics.moment_of_truth(len(people), within.extremes.get(column.id, 0.0), reached.x)
    return {
        "score": rounded(min(score, 1.0)),
        "shown": False,
        "named": len(people),
        "evidence": evidence_of(naming),
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
