"""What a map says of the journey as a whole: scores, effort, migration, contradictions, gaps."""

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean

from cxmodel import metrics
from cxmodel.guide import Lane, Measure, Topic
from cxmodel.interview import Absence, StepId
from cxmodel.journey import Document
from cxmodel.study import Study
from reports.claims import claims, evidence_of, people_of, per_person
from reports.columns import Column, Stage
from reports.readings import rounded
from reports.reported import is_report
from reports.steps import felt
from reports.telling import Saying, Telling
from reports.themes import Told, merge, spokesman

_SCORES = {
    Measure.NPS: metrics.net_promoter_score,
    Measure.CSAT: metrics.top_two_box,
    Measure.CES: metrics.customer_effort_score,
}


def _all(tellings: Iterable[Telling]) -> list[Saying]:
    return [saying for telling in tellings for saying in telling.sayings]


def scores(tellings: Sequence[Telling]) -> Document:
    """NPS in points, CSAT as a share, CES as a mean of 1–7, and the index.

    The index is CSAT over the answers of the seven days that end with the latest one.
    """
    told = _all(tellings)
    found: Document = {}
    for measure, formula in _SCORES.items():
        given = [s for s in told if s.measure is measure and s.value is not None]
        values = list(per_person(given).values())
        found[measure.value] = _score(formula(values) if values else None, len(values), given)
    csat = [s for s in told if s.measure is Measure.CSAT and s.value is not None]
    week = metrics.latest_week((s.at, s.value) for s in csat if s.value is not None)
    index = metrics.top_two_box(week) if week else None
    found["index"] = _score(index, len(week), csat if week else [])
    return found


def _score(value: float | None, n: int, given: Sequence[Saying]) -> Document:
    return {"value": rounded(value), "n": n, "evidence": evidence_of(given)}


def effort(tellings: Sequence[Telling]) -> Document:
    """Per kind of effort its mean before and after; one person's amounts are added up first."""
    told: dict[str, dict[str, list[Saying]]] = {}
    for telling in tellings:
        topics = {topic.question: topic for topic in telling.guide.topics}
        for saying in telling.sayings:
            asked = topics[saying.question].effort
            if asked is not None and saying.value is not None:
                told.setdefault(asked.kind, {}).setdefault(asked.moment, []).append(saying)
    return {kind: _effort(told[kind]) for kind in sorted(told)}


def _effort(told: Mapping[str, Sequence[Saying]]) -> Document:
    entry: Document = {"n": {}, "evidence": {}}
    for moment in ("before", "after"):
        given = told.get(moment, ())
        sums = list(per_person(given, combine=sum).values())
        entry[moment] = rounded(fmean(sums)) if sums else None
        entry["n"][moment] = len(sums)
        entry["evidence"][moment] = evidence_of(given)
    return entry


def migration(tellings: Sequence[Telling]) -> list[Document]:
    """From which touchpoint of today people wish to move to which: people who named both.

    A wish told of a step meets that step's touchpoints. One told of the whole journey stays out:
    nobody said which of today's touchpoints it would replace.
    """
    told = [s for s in _all(tellings) if s.told.text]
    current = [s for s in told if s.lane is Lane.TOUCHPOINT_CURRENT]
    desired = [s for s in told if s.lane is Lane.TOUCHPOINT_DESIRED]
    both = [*current, *desired]
    names: dict[int, str] = {}
    for group in merge([s.told for s in both]):
        name = spokesman(both[at].told.text for at in group)
        names |= {id(both[at]): name for at in group}
    moves: dict[tuple[str, str], list[Saying]] = {}
    wishes: dict[str, list[Saying]] = {}
    for wish in desired:
        wishes.setdefault(wish.interview, []).append(wish)
    for met in current:
        for wish in wishes.get(met.interview, ()):
            if wish.place.step is not None and wish.place == met.place:
                moves.setdefault((names[id(met)], names[id(wish)]), []).extend((met, wish))
    found = [
        {"from": a, "to": b, "count": len(people_of(told)), "evidence": evidence_of(told)}
        for (a, b), told in moves.items()
    ]
    return sorted(found, key=lambda move: (-move["count"], move["from"], move["to"]))


def values(study: Study, tellings: Sequence[Telling]) -> Document:
    """What the organisation says of itself, beside what people lived."""
    told = [s for s in _all(tellings) if s.measure is Measure.VALUE_LIVED]
    lived = [s for s in told if s.lane is None or s.told.text]
    return {
        "stated": list(study.stated_values),
        "heard": claims(_heard(tellings)),
        "lived": claims(lived),
    }


def _heard(tellings: Sequence[Telling]) -> list[Saying]:
    """What respondents say that the organisation says of itself."""
    return [s for s in _all(tellings) if s.measure is Measure.VALUE_STATED and s.told.text]


_LIVED_UP_TO = frozenset({"yes", "fully", "mostly"})
"""Options of a question on a lived value that do not speak against what is stated."""


def expectations(tellings: Sequence[Telling]) -> list[Document]:
    """What people expected at the start."""
    return claims(s for s in _all(tellings) if s.measure is Measure.EXPECTATION)


def contradictions(
    study: Study, stages: Sequence[Stage], tellings: Sequence[Telling]
) -> list[Document]:
    """What stands against each other: side by side with counts, never averaged."""
    columns = [column for stage in stages for column in stage.columns]
    found = [entry for column in columns if (entry := _felt_both_ways(column)) is not None]
    denied = [
        s
        for s in _all(tellings)
        if s.measure is Measure.VALUE_LIVED and s.told.text and s.chosen not in _LIVED_UP_TO
    ]
    stated: list[Document] = [{"text": value, "stated": True} for value in study.stated_values]
    stated += [{**claim, "stated": True} for claim in claims(_heard(tellings))]
    if denied and stated:
        found.append({"kind": "value", "step": None, "sides": [*stated, *claims(denied)]})
    return found


def _felt_both_ways(column: Column) -> Document | None:
    """The same step, felt well and badly by the same person at two places of their story."""
    by_person: dict[str, list[Saying]] = {}
    for saying in felt(column.sayings):
        by_person.setdefault(saying.respondent, []).append(saying)
    low: list[Saying] = []
    high: list[Saying] = []
    for person in sorted(by_person):
        given = by_person[person]
        good, bad = [s for s in given if _value(s) > 0], [s for s in given if _value(s) < 0]
        if good and bad:
            high += good
            low += bad
    if not high:
        return None
    sides = [_side("felt above neutral", high), _side("felt below neutral", low)]
    return {"kind": "feeling", "step": column.id, "sides": sides}


def _value(saying: Saying) -> float:
    return saying.value or 0.0


def _side(text: str, sayings: Sequence[Saying]) -> Document:
    people = people_of(sayings)
    return {
        "text": text,
        "count": len(people),
        "respondents": people,
        "evidence": evidence_of(sayings),
    }


def saturation(tellings: Sequence[Telling]) -> Document:
    """Whether more interviews would still add themes: over all, and per segment.

    A theme is a canonical pain or touchpoint; interviews count once they are completed, in order
    of completion. Reports of one thing do not: they would bring few themes each by their nature.
    """
    completed = [t for t in tellings if t.completed_at is not None and not is_report(t)]
    completed.sort(key=lambda t: (t.completed_at or t.first_at, t.interview))
    themes = _themes(completed)
    segments = sorted({telling.segment for telling in completed})
    return _saturated([themes[t.interview] for t in completed]) | {
        "segments": [
            {"segment": segment}
            | _saturated([themes[t.interview] for t in completed if t.segment == segment])
            for segment in segments
        ]
    }


def _saturated(themes: Sequence[frozenset[str]]) -> Document:
    found = metrics.saturation(themes)
    return {
        "interviews": found.interviews,
        "themes": found.themes,
        "value": rounded(found.share),
        "reached": found.reached,
    }


def _themes(tellings: Sequence[Telling]) -> dict[str, frozenset[str]]:
    flat = [
        saying
        for saying in _all(tellings)
        if saying.lane in {Lane.PAIN, Lane.TOUCHPOINT_CURRENT} and saying.told.text
    ]
    found: dict[str, set[str]] = {telling.interview: set() for telling in tellings}
    for lane in (Lane.PAIN, Lane.TOUCHPOINT_CURRENT):
        told = [saying for saying in flat if saying.lane is lane]
        for number, group in enumerate(merge([Told(s.told.text, s.told.fixed) for s in told])):
            for at in group:
                found[told[at].interview].add(f"{lane.value} {number}")
    return {interview: frozenset(themes) for interview, themes in found.items()}


def absences(stages: Sequence[Stage], tellings: Sequence[Telling]) -> list[Document]:
    """For each question (about each step) how many people gave no answer, and why not.

    Questions about a step count the people who took it. Rows without any absence are left out.
    """
    topics: dict[str, Topic] = {}
    for telling in tellings:
        for topic in telling.guide.topics:
            topics.setdefault(topic.question, topic)
    columns = [c for stage in stages for c in stage.columns if c.ordered is not None]
    rows = [
        _absence(topic, column, tellings)
        for topic in topics.values()
        if topic.measure is not Measure.QUOTES
        for column in (_columns_of(topic, columns) if topic.per_step else (None,))
    ]
    return [row for row in rows if any(row[absence.value] for absence in Absence)]


def _columns_of(topic: Topic, columns: Sequence[Column]) -> list[Column]:
    """Steps that a question is asked about: those of its own stage, else those of all stories."""
    own = [column for column in columns if column.stage == topic.stage]
    return own or list(columns)


def _absence(topic: Topic, column: Column | None, tellings: Sequence[Telling]) -> Document:
    bases: list[tuple[Telling, StepId | None]] = (
        [(t, None) for t in tellings if any(x.question == topic.question for x in t.guide.topics)]
        if column is None
        else list(column.steps)
    )
    outcomes: dict[str, list[Absence | None]] = {}
    for telling, step in bases:
        outcome = telling.asked.get((topic.question, step), Absence.NOT_ASKED)
        outcomes.setdefault(telling.respondent, []).append(outcome)
    told = [_kindest(outcomes[person]) for person in sorted(outcomes)]
    return {
        "question": topic.question,
        "step": column.id if column else None,
        "n": len(told),
        "answered": told.count(None),
        **{absence.value: told.count(absence) for absence in Absence},
    }


def _kindest(outcomes: Sequence[Absence | None]) -> Absence | None:
    """What counts where one person was asked more than once: an answer before any absence."""
    order = (None, Absence.DID_NOT_HAPPEN, Absence.SKIPPED, Absence.NOT_ASKED)
    return min(outcomes, key=order.index)
