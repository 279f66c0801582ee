"""Columns of the map: the stage as a whole first, then the steps of the stories told in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cxmodel import metrics
from cxmodel.guide import Guide, Lane
from cxmodel.interview import Pseudonym
from reports.align import Ordered, canonical_steps, most_taken, ordered_steps
from reports.codebook import BY_RULE, Coder
from reports.lists import Limits
from reports.placing import Placed, place
from reports.reported import APART, reports_at
from reports.spool import Spool
from reports.telling import WHOLE, Teller
from reports.themes import plain

_WHOLE_TITLE = "The whole journey"


@dataclass(frozen=True, slots=True)
class Column:
    """One step of the map; `ordered` is None for the stage as a whole."""

    id: str
    stage: str
    label: str
    ordered: Ordered | None
    reached: metrics.Reach  # who told it, of those who could
    asked: Mapping[Lane, int]  # people asked for each cell, never 0
    told: frozenset[Lane]  # lanes that hold something
    reports: Sequence[Teller]  # of one thing that happened here; no way through steps

    @property
    def reporters(self) -> frozenset[Pseudonym]:
        """Who reported something here."""
        return frozenset(report.respondent for report in self.reports)


@dataclass(frozen=True, slots=True)
class Stage:
    """A column group, with the lanes that its questions feed."""

    id: str
    title: str
    lanes: tuple[Lane, ...]
    columns: tuple[Column, ...]
    more: int  # steps that are left out, for there are too many


@dataclass(frozen=True, slots=True)
class _Walked:
    """The steps of one stage in their order, by the ids of their columns."""

    steps: Mapping[str, Ordered]
    more: int


def stages_of(
    guides: Sequence[Guide], spool: Spool, coder: Coder = BY_RULE
) -> tuple[list[Stage], Placed]:
    """Every stage of the guides in order, with everything told put into its columns.

    What is of no stage follows as the whole journey. Reports are put at the steps that they name;
    those that name none stand apart, at the end.
    """
    titles = _titles(guides)
    walked = {stage: _walked(stage, spool.tellers, coder) for stage in titles}
    steps = {column: o.step for found in walked.values() for column, o in found.steps.items()}
    columns_of = {stage: list(found.steps) for stage, found in walked.items()}
    placed = place(spool, guides, columns_of, reports_at(steps, spool, coder), coder)
    told = placed.ledger.lanes()
    stages = []
    for stage, names in titles.items():
        found, title = walked[stage], " · ".join(names)
        columns = (
            # By its first name, by which it is known again when a further wave calls it otherwise.
            *_whole(stage, names[0], placed, told),
            *(_step(column, stage, o, placed) for column, o in found.steps.items()),
        )
        if columns or (stage != WHOLE and title != APART):
            lanes = _lanes_of(stage, guides, columns, told)
            stages.append(Stage(stage, title, lanes, columns, found.more))
    placed.ledger.limits = Limits.of(len(spool.tellers), sum(len(s.columns) for s in stages))
    return stages, placed


def _titles(guides: Sequence[Guide]) -> dict[str, list[str]]:
    """Stages by id. Reports beside journeys are no stage of them: what fits no step comes last.

    A stage that two flows call otherwise bears both names: it holds what was asked in either.
    """
    journeys = [guide for guide in guides if not guide.repeatable]
    reports = [guide for guide in guides if guide.repeatable]
    called: dict[str, dict[str, str]] = {}  # by flow
    for guide in journeys:
        for stage in guide.stages:
            called.setdefault(stage.id, {}).setdefault(guide.flow, stage.title)
    titles = {stage: list(dict.fromkeys(names.values())) for stage, names in called.items()}
    titles[WHOLE] = [_WHOLE_TITLE]
    for stage in (stage for guide in reports for stage in guide.stages):
        titles.setdefault(stage.id, [APART if journeys else stage.title])
    return titles


def _walked(stage: str, tellers: Sequence[Teller], coder: Coder) -> _Walked:
    """Align the steps of a stage; every step that was told learns its column."""
    taken = most_taken(canonical_steps(stage, tellers, coder))
    steps = {f"{stage}.{n}": o for n, o in enumerate(ordered_steps(taken), start=1)}
    for column, ordered in steps.items():
        for _, took in ordered.step.members:
            took.column = column
    here = (step for teller in tellers for step in teller.steps if step.stage == stage)
    return _Walked(steps, len({plain(step.text) for step in here if step.column is None}))


def _lanes_of(
    stage: str, guides: Iterable[Guide], columns: Sequence[Column], told: Mapping[str, set[Lane]]
) -> tuple[Lane, ...]:
    fed = {topic.lane for guide in guides for topic in guide.topics if topic.stage == stage}
    reporting = {id(r.guide): r.guide for column in columns for r in column.reports}.values()
    fed |= {topic.lane for guide in reporting for topic in guide.topics}
    fed |= {lane for column in columns for lane in told.get(column.id, ())}
    return tuple(lane for lane in Lane if lane in fed)


def _whole(
    stage: str, title: str, placed: Placed, told: Mapping[str, set[Lane]]
) -> Iterator[Column]:
    """The stage as a whole; no column where nothing was told of it."""
    if stage in told:
        by_lane, asked = placed.ledger.told(stage), placed.ledger.asked(stage)
        by = frozenset[str]().union(*by_lane.values())
        could = by | asked.pop("", frozenset())
        reports = placed.reports.get(stage, [])
        yield Column(
            id=stage,
            stage=stage,
            label=title,
            ordered=None,
            reached=metrics.reach(len(by), len(could)),
            asked=_asked_in(by_lane, asked),
            told=frozenset(map(Lane, by_lane)),
            reports=reports,
        )


def _step(column: str, stage: str, ordered: Ordered, placed: Placed) -> Column:
    by_lane, asked = placed.ledger.told(column), placed.ledger.asked(column)
    could = placed.storied.get(stage, set())
    reports = placed.reports.get(column, [])
    return Column(
        id=column,
        stage=stage,
        label=ordered.step.label,
        ordered=ordered,
        reached=metrics.reach(len(ordered.step.people), len(could)),
        asked=_asked_in(by_lane, asked) | {Lane.ACTION: len(could)},
        told=frozenset(map(Lane, by_lane)),
        reports=reports,
    )


def _asked_in(
    told: Mapping[str, frozenset[str]], asked: Mapping[str, frozenset[str]]
) -> dict[Lane, int]:
    """How many people were asked for each cell: those who were, and those who told it anyway."""
    nobody = frozenset[str]()
    people = {lane: told.get(lane, nobody) | asked.get(lane, nobody) for lane in Lane}
    return {lane: len(people[lane]) for lane in Lane if people[lane]}
