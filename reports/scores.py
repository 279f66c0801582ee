"""Scores and effort of the journey as a whole."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from math import fsum
from operator import attrgetter
from statistics import fmean

from cxmodel import metrics
from cxmodel.guide import Measure, Moment
from cxmodel.journey import Document
from reports.cell import Cell
from reports.claims import Figures, figures
from reports.ledger import Ledger
from reports.readings import rounded

_BOTH = (Moment.BEFORE.value, Moment.AFTER.value)
_SCORES = {
    Measure.NPS: metrics.net_promoter_score,
    Measure.CSAT: metrics.top_two_box,
    Measure.CES: metrics.customer_effort_score,
}


def scores(ledger: Ledger) -> Document:
    """NPS in points, CSAT as a share, CES as a mean of 1–7, and the index.

    The index is CSAT over the answers of the seven days that end with the latest one.
    """
    found: Document = {}
    for measure, formula in _SCORES.items():
        given = figures(ledger.cell(measure=measure.value))
        values = list(given.each().values())
        value = formula(values) if values else None
        found[measure.value] = _score(value, len(values), given)
    csat = ledger.cell(measure=Measure.CSAT.value)
    scored = [(saying.at, saying.value) for saying in csat if saying.value is not None]
    found["index"] = _index(scored) | figures(csat).evidence.entry() | {"series": _series(scored)}
    return found


def scores_by(ledger: Ledger, group_of: Sequence[str]) -> dict[str, Document]:
    """The same for each group of tellers; `group_of` names it by the teller's number."""
    given: dict[str, dict[Measure, dict[str, list[float]]]] = {name: {} for name in group_of}
    scored: dict[str, list[tuple[datetime, float]]] = {name: [] for name in group_of}
    for measure in _SCORES:
        for number, value, at in ledger.cell(measure=measure.value).rows("teller, value, at"):
            if value is not None:
                group, person = group_of[number], ledger.tellers[number].respondent
                given[group].setdefault(measure, {}).setdefault(person, []).append(value)
                if measure is Measure.CSAT:
                    scored[group].append((datetime.fromisoformat(at), value))
    return {
        name: {m.value: _bare(m, own.get(m, {}).values()) for m in _SCORES}
        | {"index": _index(scored[name])}
        for name, own in given.items()
    }


def _bare(measure: Measure, given: Iterable[list[float]]) -> Document:
    values = [fmean(own) for own in given]
    return {"value": rounded(_SCORES[measure](values)) if values else None, "n": len(values)}


def _index(scored: Sequence[tuple[datetime, float]]) -> Document:
    week = metrics.latest_week(scored)
    return {"value": rounded(metrics.top_two_box(week)) if week else None, "n": len(week)}


def _series(scored: Sequence[tuple[datetime, float]]) -> list[Document]:
    return [
        {"day": day.isoformat(), "value": rounded(value), "n": n}
        for day, value, n in metrics.rolling_index(scored)
    ]


def _score(value: float | None, n: int, given: Figures) -> Document:
    return {"value": rounded(value), "n": n, **given.evidence.entry()}


def effort(ledger: Ledger) -> Document:
    """Per kind of effort its mean today and as wished for, and before a change if that was asked.

    The amounts of one interview are added up first.
    """
    told: dict[str, dict[str, Figures]] = {}
    for name in ledger.efforts():
        kind, _, moment = name.rpartition(" ")
        given = _added_up(ledger.cell(effort=name))
        if given.by_person:
            told.setdefault(kind, {})[moment] = given
    return {kind: _effort(told[kind]) for kind in sorted(told)}


def effort_by(ledger: Ledger, group_of: Sequence[str]) -> dict[str, Document]:
    """The same for each group of tellers, without evidence; `group_of` as for `scores_by`."""
    given: dict[str, dict[str, dict[str, dict[str, list[float]]]]] = {g: {} for g in group_of}
    for name in ledger.efforts():
        kind, _, moment = name.rpartition(" ")
        rows = ledger.cell(effort=name).rows("teller, sum(value)", "teller", "teller")
        for number, amount in rows:
            if amount is not None:
                told = given[group_of[number]].setdefault(kind, {}).setdefault(moment, {})
                told.setdefault(ledger.tellers[number].respondent, []).append(amount)
    return {
        group: {kind: _bare_effort(moments) for kind, moments in kinds.items()}
        for group, kinds in given.items()
    }


def _bare_effort(moments: Mapping[str, Mapping[str, list[float]]]) -> Document:
    """Mean and n of each moment; "before" and "after" are always there."""
    wanted = dict.fromkeys((*_BOTH, *moments))
    means = {moment: [fmean(own) for own in moments.get(moment, {}).values()] for moment in wanted}
    return {
        **{moment: rounded(fmean(sums)) if sums else None for moment, sums in means.items()},
        "n": {moment: len(sums) for moment, sums in means.items()},
    }


def _added_up(cell: Cell) -> Figures:
    """What each interview adds up to; who told of several journeys is taken by their mean."""
    found = Figures()
    for _, same in groupby(cell, key=attrgetter("interview")):
        given = [saying for saying in same if saying.value is not None]
        if given:
            found.add(given[0]._replace(value=fsum(saying.value or 0 for saying in given)))
            for saying in given[1:]:
                found.evidence.add(saying.evidence)
    return found


def _effort(told: dict[str, Figures]) -> Document:
    entry: Document = {"n": {}, "evidence": {}}
    more: dict[str, int] = {}
    for moment in (*_BOTH, *([Moment.EARLIER.value] if Moment.EARLIER in told else [])):
        given = told.get(moment, Figures())
        sums = list(given.each().values())
        listed = given.evidence.entry()
        entry[moment] = rounded(fmean(sums)) if sums else None
        entry["n"][moment] = len(sums)
        entry["evidence"][moment] = listed["evidence"]
        if "evidence_more" in listed:
            more[moment] = listed["evidence_more"]
    return entry | ({"evidence_more": more} if more else {})
