"""Columns of the map: the stage as a whole first, then the steps of the stories told in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from cxmodel.guide import Guide, Lane, Measure
from cxmodel.interview import InterviewId, Kind, Pseudonym, StepId
from reports.align import Ordered, canonical_of, canonical_steps, ordered_steps
from reports.asked import was_asked, whole_topics
from reports.reported import APART, is_report, reports_at
from reports.telling import WHOLE, Saying, Telling

_WHOLE_TITLE = "The whole journey"


@dataclass(frozen=True, slots=True)
class Column:
    """One step of the map; `ordered` is None for the stage as a whole."""

    id: str
    stage: str
    label: str
    ordered: Ordered | None
    sayings: tuple[Saying, ...]
    told_by: frozenset[Pseudonym]
    asked: frozenset[Pseudonym]  # who could have told it
    reports: tuple[Telling, ...] = ()  # of one thing that happened here; no way through steps

    @property
    def reporters(self) -> frozenset[Pseudonym]:
        """Who reported something here."""
        return frozenset(report.respondent for report in self.reports)

    @property
    def journeys(self) -> tuple[Saying, ...]:
        """What was told here by those who told a whole way."""
        reports = {report.interview for report in self.reports}
        return tuple(saying for saying in self.sayings if saying.interview not in reports)

    @property
    def steps(self) -> tuple[tuple[Telling, StepId], ...]:
        """Who took this step, as which step of their own."""
        if self.ordered is None:
            return ()
        return tuple((telling, walked.id) for telling, walked in self.ordered.step.members)


@dataclass(frozen=True, slots=True)
class Stage:
    """A column group, with the lanes that its questions feed."""

    id: str
    title: str
    lanes: tuple[Lane, ...]
    columns: tuple[Column, ...]


def stages_of(guides: Sequence[Guide], tellings: Sequence[Telling]) -> list[Stage]:
    """Every stage of the guides in order, filled with what was told.

    What is of no stage follows as the whole journey. Reports are put at the steps that they name;
    those that name none stand apart, at the end.
    """
    titles = _titles(guides)
    walked = {stage: _ordered(stage, tellings) for stage in titles}
    steps = {column: o.step for found in walked.values() for column, o in found.items()}
    at = reports_at(steps, tellings)
    here = _reports_by_column(tellings, at)
    told = _by_column(tellings, canonical_of(steps), at)
    stages = []
    for stage, title in titles.items():
        columns = (
            *_whole(stage, title, [t for t in tellings if t.interview not in at], told),
            *_steps(stage, walked[stage], guides, tellings, told),
        )
        columns = tuple(replace(c, reports=here.get(c.id, ())) for c in columns)
        if columns or (stage != WHOLE and title != APART):
            stages.append(Stage(stage, title, _lanes_of(stage, guides, columns), columns))
    return stages


def _titles(guides: Sequence[Guide]) -> dict[str, str]:
    """Stages by id. Reports beside journeys are no stage of them: what fits no step comes last."""
    journeys = [guide for guide in guides if not guide.repeatable]
    reports = [guide for guide in guides if guide.repeatable]
    titles: dict[str, str] = {}
    for stage in (stage for guide in journeys for stage in guide.stages):
        titles.setdefault(stage.id, stage.title)
    titles[WHOLE] = _WHOLE_TITLE
    for stage in (stage for guide in reports for stage in guide.stages):
        titles.setdefault(stage.id, APART if journeys else stage.title)
    return titles


def _reports_by_column(
    tellings: Iterable[Telling], at: Mapping[InterviewId, str]
) -> dict[str, tuple[Telling, ...]]:
    found: dict[str, tuple[Telling, ...]] = {}
    for telling in filter(is_report, tellings):
        placed = at.get(telling.interview)
        for column in (placed,) if placed else {s.place.stage: None for s in telling.sayings}:
            found[column] = (*found.get(column, ()), telling)
    return found


def _ordered(stage: str, tellings: Sequence[Telling]) -> dict[str, Ordered]:
    found = ordered_steps(canonical_steps(stage, tellings))
    return {f"{stage}.{number}": ordered for number, ordered in enumerate(found, start=1)}


def _by_column(
    tellings: Iterable[Telling],
    placed: Mapping[tuple[InterviewId, StepId], str],
    at: Mapping[InterviewId, str],
) -> dict[str, list[Saying]]:
    told: dict[str, list[Saying]] = {}
    for telling in tellings:
        whole = at.get(telling.interview)
        for saying in telling.sayings:
            place = saying.place
            column = placed[saying.interview, place.step] if place.step else whole or place.stage
            told.setdefault(column, []).append(saying)
    return told


def _lanes_of(stage: str, guides: Iterable[Guide], columns: Sequence[Column]) -> tuple[Lane, ...]:
    fed = {topic.lane for guide in guides for topic in guide.topics if topic.stage == stage}
    reports = [report for column in columns for report in column.reports]
    fed |= {topic.lane for report in reports for topic in report.guide.topics}
    fed |= {saying.lane for column in columns for saying in column.sayings}
    return tuple(lane for lane in Lane if lane in fed)


def _whole(
    stage: str, title: str, tellings: Sequence[Telling], told: Mapping[str, list[Saying]]
) -> list[Column]:
    """The stage as a whole; no column where nothing was told of it."""
    sayings = tuple(told.get(stage, ()))
    mapped = [saying for saying in sayings if saying.lane is not None]
    if not mapped:
        return []
    by = frozenset(saying.respondent for saying in mapped)
    asked = frozenset(
        telling.respondent
        for telling in tellings
        for topic in whole_topics(telling.guide, stage)
        if was_asked(telling, topic, None)
    )
    return [Column(stage, stage, title, None, sayings, by, asked | by)]


def _steps(
    stage: str,
    walked: Mapping[str, Ordered],
    guides: Sequence[Guide],
    tellings: Sequence[Telling],
    told: Mapping[str, list[Saying]],
) -> list[Column]:
    sources = {step.question for t in tellings for step in t.steps if step.stage == stage}
    sources |= {
        topic.question
        for guide in guides
        for topic in guide.topics
        if topic.stage == stage and topic.kind is Kind.STORY
    }
    asked = frozenset(
        telling.respondent
        for telling in tellings
        if any(step.stage == stage for step in telling.steps)
        or any(question in sources for question, _ in telling.asked)
    )
    return [
        Column(
            column,
            stage,
            ordered.step.label,
            ordered,
            tuple(told.get(column, ())),
            ordered.step.people,
            asked,
        )
        for column, ordered in walked.items()
    ]


def asked_in(column: Column, tellings: Sequence[Telling]) -> dict[str, int]:
    """How many people were asked for each cell of a column, by lane; never 0."""
    people: dict[Lane, set[Pseudonym]] = {}
    journeys: Sequence[tuple[Telling, StepId | None]] = column.steps or [
        (telling, None) for telling in tellings if not is_report(telling)
    ]
    for telling, step in (*journeys, *((report, None) for report in column.reports)):
        for topic in telling.guide.topics:
            whole = topic.stage == column.stage or column.ordered is not None
            here = topic.per_step if step else whole
            if here and topic.lane is not None and was_asked(telling, topic, step):
                people.setdefault(topic.lane, set()).add(telling.respondent)
                if topic.lane is Lane.TOUCHPOINT_CURRENT and topic.channels:
                    people.setdefault(Lane.CHANNEL, set()).add(telling.respondent)
    for saying in column.sayings:
        if saying.lane is not None:
            people.setdefault(saying.lane, set()).add(saying.respondent)
    if column.ordered is not None:
        people[Lane.ACTION] = set(column.asked)
    return {lane.value: len(people[lane]) for lane in Lane if lane in people}


def _taken_at(columns: Iterable[Column]) -> dict[tuple[InterviewId, StepId], str]:
    """For each step told, the id of its column."""
    return canonical_of({c.id: c.ordered.step for c in columns if c.ordered is not None})


def decisive_votes(stages: Iterable[Stage], tellings: Iterable[Telling]) -> dict[str, list[Saying]]:
    """For each column, who named it the step, or the stage, that decided the whole."""
    columns = [column for stage in stages for column in stage.columns]
    at = _taken_at(columns)
    wholes = {column.id for column in columns if column.ordered is None}
    texts = {(t.interview, walked.text): walked.id for t in tellings for walked in t.steps}
    votes: dict[str, list[Saying]] = {}
    for telling in tellings:
        for saying in telling.sayings:
            if saying.measure is Measure.DECISIVE and saying.chosen is not None:
                named = StepId(saying.chosen)
                named = texts.get((telling.interview, saying.told.text), named)
                column = at.get((telling.interview, named))
                if column is None and saying.told.fixed and saying.chosen in wholes:
                    column = saying.chosen  # a flow without steps offers its stages
                if column is not None:
                    votes.setdefault(column, []).append(saying)
    return votes


def ways(
    stages: Iterable[Stage], tellings: Iterable[Telling]
) -> dict[InterviewId, tuple[Pseudonym, tuple[str, ...]]]:
    """Each person's own way through the columns, returns included."""
    at = _taken_at(column for stage in stages for column in stage.columns)
    return {
        telling.interview: (
            telling.respondent,
            tuple(at[telling.interview, step.id] for step in telling.steps),
        )
        for telling in tellings
    }
