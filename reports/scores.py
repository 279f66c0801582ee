"""Scores and effort of the journey as a whole."""

from collections.abc import Mapping, Sequence
from statistics import fmean

from cxmodel import metrics
from cxmodel.guide import Measure, Moment
from cxmodel.journey import Document
from reports.claims import evidence_of, per_person
from reports.readings import rounded
from reports.telling import Saying, Telling, all_told

_BOTH = (Moment.BEFORE.value, Moment.AFTER.value)
_SCORES = {
    Measure.NPS: metrics.net_promoter_score,
    Measure.CSAT: metrics.top_two_box,
    Measure.CES: metrics.customer_effort_score,
}


def scores(tellings: Sequence[Telling]) -> Document:
    """NPS in points, CSAT as a share, CES as a mean of 1–7, and the index.

    The index is CSAT over the answers of the seven days that end with the latest one.
    """
    told = all_told(tellings)
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
    """Per kind of effort its mean today and as wished for, and before a change if that was asked.

    One person's amounts are added up first.
    """
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
    for moment in (*_BOTH, *([Moment.EARLIER.value] if Moment.EARLIER in told else [])):
        given = told.get(moment, ())
        sums = list(per_person(given, combine=sum).values())
        entry[moment] = rounded(fmean(sums)) if sums else None
        entry["n"][moment] = len(sums)
        entry["evidence"][moment] = evidence_of(given)
    return entry
