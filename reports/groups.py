"""The people of a map part by part: segments beside each other, customers beside staff.

Each group's numbers are made of its own people by the formulae of the whole. A map of one segment,
or of one side, has no groups.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from operator import attrgetter
from statistics import fmean

from cxmodel import metrics
from cxmodel.comparison import perception_gap
from cxmodel.guide import Lane, Measure
from cxmodel.journey import Document
from cxmodel.study import Study
from reports.cell import Cell
from reports.claims import felt_of, share_of
from reports.columns import Column
from reports.placing import Placed
from reports.readings import rounded
from reports.scores import scores_by
from reports.telling import Teller

SEGMENT, SIDE = "segment", "side"
CUSTOMER, STAFF = "customer", "staff"


class Groups:
    """The tellers of a map, parted by segment or by side."""

    def __init__(self, placed: Placed, by: str) -> None:
        self._ledger, self._walkers = placed.ledger, placed.walkers
        self._group = attrgetter(by)
        self.of: list[str] = [self._group(teller) for teller in self._ledger.tellers]
        self.names = sorted(set(self.of))

    def __bool__(self) -> bool:
        """Whether there are two and more to set beside each other."""
        return len(self.names) > 1

    def people(self, tellers: Iterable[Teller]) -> dict[str, set[str]]:
        """Who these tellers are, by group; a person may be in two, in different interviews."""
        found: dict[str, set[str]] = {}
        for teller in tellers:
            found.setdefault(self._group(teller), set()).add(teller.respondent)
        return found

    @cached_property
    def _storied(self) -> Mapping[str, Mapping[str, set[str]]]:
        """By stage, who of each group could tell steps of it."""
        return {stage: self.people(walkers) for stage, walkers in self._walkers.items()}

    def at(self, column: Column) -> Document:
        """Reach and feeling of each group at a column; groups that nobody asked are left out."""
        if column.ordered is not None:
            told = self.people(teller for teller, _ in column.ordered.step.members)
            could = self._storied.get(column.stage, {})
        else:
            by, asked = self._ledger.tellers_at(column.id)
            told, could = self.people(by), self.people([*by, *asked])
        faces = self._ledger.cell(col=column.id, lane=Lane.FEELING.value, text="")
        felt = self.figures(faces)
        return {
            name: {
                "reach": share_of(metrics.reach(len(told.get(name, ())), len(could[name]))),
                "feeling": felt_of(felt.get(name, {}).values()),
            }
            for name in self.names
            if could.get(name)
        }

    def rated_at(self, stage: str) -> dict[str, list[float]]:
        """By group, how each person rated a stage as a whole, 1–5."""
        rated = self._ledger.cell(measure=Measure.SATISFACTION.value, step=None, col=stage)
        return {name: list(given.values()) for name, given in self.figures(rated).items()}

    def weights_at(self, column: Column) -> Cell:
        """How bad the pains of a column are."""
        return self._ledger.cell(col=column.id, measure=Measure.SEVERITY.value)

    def figures(self, cell: Cell) -> dict[str, dict[str, float]]:
        """By group and person, the mean of the figures that the sayings of a cell hold."""
        given: dict[str, dict[str, list[float]]] = {}
        for number, value in cell.rows("teller, value"):
            if value is not None:
                person = self._ledger.tellers[number].respondent
                given.setdefault(self.of[number], {}).setdefault(person, []).append(value)
        return {
            group: {person: fmean(own[person]) for person in sorted(own)}
            for group, own in given.items()
        }


def segments(study: Study, groups: Groups, placed: Placed, saturation: Document) -> list[Document]:
    """Every segment of the map: how many people, their scores, how much more they would tell."""
    if not groups:
        return []
    titles = {segment.id: segment.title or segment.id for segment in study.segments}
    told = {entry["segment"]: entry for entry in saturation["segments"]}
    tellers = placed.ledger.tellers
    ended = Counter(teller.segment for teller in tellers if teller.completed_at is not None)
    people, scores = groups.people(tellers), scores_by(placed.ledger, groups.of)
    nothing = {"interviews": 0, "themes": 0, "value": None, "reached": False}
    return [
        {
            "id": name,
            "title": titles.get(name, name),
            "people": len(people[name]),
            "completed": ended[name],
            "metrics": scores[name],
            "saturation": {key: told.get(name, nothing)[key] for key in nothing},
        }
        for name in groups.names
    ]


def sides(groups: Groups, placed: Placed) -> list[Document]:
    """Customers and staff, where both are on the map."""
    if not groups:
        return []
    scores = scores_by(placed.ledger, groups.of)
    people = groups.people(placed.ledger.tellers)
    return [
        {"id": name, "people": len(people[name]), "metrics": scores[name]} for name in groups.names
    ]


def beside(column: Column, by_segment: Groups, by_side: Groups) -> Document:
    """What a step says of groups; nothing where there are none."""
    found: Document = {}
    if by_segment:
        found["by_segment"] = by_segment.at(column)
    if by_side:
        found["by_side"] = by_side.at(column)
        weighed = by_side.figures(by_side.weights_at(column))
        found["perception"] = {
            **_apart({name: felt["feeling"]["mean"] for name, felt in found["by_side"].items()}),
            "severity": _apart({n: fmean(v.values()) for n, v in weighed.items()}),
        }
    return found


def _apart(means: Mapping[str, float | None]) -> Document:
    """What customers say, what staff say, and how far they are apart."""
    customers, staff = means.get(CUSTOMER), means.get(STAFF)
    return {
        CUSTOMER: rounded(customers),
        STAFF: rounded(staff),
        "gap": rounded(perception_gap(customers, staff)),
    }
