"""Importance beside satisfaction, each rated 1–5: the gap between them, and the opportunity."""

from collections.abc import Iterable, Sequence
from statistics import fmean

from cxmodel import metrics
from cxmodel.guide import Measure
from cxmodel.journey import Document
from reports.claims import evidence_of, per_person
from reports.readings import rounded
from reports.telling import Saying, Telling

BAND_ONLY_UNDER = 30  # people: an opportunity score of fewer is shown as its band
_WANTED = frozenset({Measure.IMPORTANCE})
_MET = frozenset({Measure.SATISFACTION, Measure.CSAT})  # both of 1–5


def gap(sayings: Sequence[Saying]) -> float | None:
    """Importance − satisfaction, mean over people who gave both; None where nobody did."""
    pairs = _pairs(sayings)
    return rounded(metrics.paired_gap(pairs)) if pairs else None


def opportunity(sayings: Sequence[Saying]) -> Document | None:
    """Ulwick's score as a band, and from 30 people on as a number; None without both ratings."""
    wanted = list(_rated(sayings, _WANTED).values())
    met = list(_rated(sayings, _MET).values())
    if not wanted or not met:
        return None
    score, n = metrics.opportunity(wanted, met), min(len(wanted), len(met))
    return {
        "band": metrics.opportunity_band(score),
        "n": n,
        "value": None if n < BAND_ONLY_UNDER else rounded(score),
        "importance": rounded(fmean(wanted)),
        "satisfaction": rounded(fmean(met)),
    }


def overall(tellings: Iterable[Telling]) -> Document:
    """Gap and opportunity of the whole journey: of what was rated about no single step."""
    rated = [
        saying
        for telling in tellings
        for saying in telling.sayings
        if saying.place.step is None and saying.measure in _WANTED | _MET
    ]
    pairs = _pairs(rated)
    return {
        "gap": {
            "value": gap(rated),
            "n": len(pairs),
            "evidence": evidence_of(rated) if pairs else [],
        },
        "opportunity": opportunity(rated),
    }


def _pairs(sayings: Sequence[Saying]) -> list[tuple[float, float]]:
    wanted, met = _rated(sayings, _WANTED), _rated(sayings, _MET)
    return [(wanted[person], met[person]) for person in wanted if person in met]


def _rated(sayings: Iterable[Saying], measures: frozenset[Measure]) -> dict[str, float]:
    return per_person(saying for saying in sayings if saying.measure in measures)
