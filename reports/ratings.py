"""Importance beside satisfaction, each rated 1–5: the gap between them, and the opportunity."""

from collections.abc import Iterable
from statistics import fmean

from cxmodel import metrics
from cxmodel.guide import Measure
from cxmodel.journey import Document
from reports.claims import Figures
from reports.ledger import Ledger
from reports.lists import Evidence
from reports.readings import rounded
from reports.telling import Saying

BAND_ONLY_UNDER = 30  # people: an opportunity score of fewer is shown as its band
_MET = frozenset({Measure.SATISFACTION, Measure.CSAT})  # both of 1–5
RATED = frozenset({Measure.IMPORTANCE.value, *(measure.value for measure in _MET)})
"""Measures that are set against each other."""

UNRATED: Document = {"gap": {"value": None, "n": 0}, "opportunity": None}
"""Gap and opportunity where nothing was rated."""


class Ratings:
    """How important something is to each person, and how satisfied they are with it."""

    def __init__(self, sayings: Iterable[Saying]) -> None:
        wanted, met, self._evidence = Figures(), Figures(), Evidence()
        for saying in sayings:
            (met if saying.measure in _MET else wanted).add(saying)
            self._evidence.add(saying.evidence)
        self._wanted, self._met = wanted.each(), met.each()

    @property
    def pairs(self) -> list[tuple[float, float]]:
        """Both figures of those who gave both."""
        return [(self._wanted[p], self._met[p]) for p in self._wanted if p in self._met]

    @property
    def gap(self) -> float | None:
        """Importance − satisfaction, mean over people who gave both; None where nobody did."""
        pairs = self.pairs
        return rounded(metrics.paired_gap(pairs)) if pairs else None

    @property
    def opportunity(self) -> Document | None:
        """Ulwick's score as a band, and from 30 people on as a number; None without both."""
        wanted, met = list(self._wanted.values()), list(self._met.values())
        if not wanted or not met:
            return None
        score, n = metrics.opportunity(wanted, met), min(len(wanted), len(met))
        return {
            "band": metrics.opportunity_band(score),
            "n": n,
            "both": len(self.pairs),
            "value": None if n < BAND_ONLY_UNDER else rounded(score),
            "importance": rounded(fmean(wanted)),
            "satisfaction": rounded(fmean(met)),
            "top_two": {"importance": _top_two(wanted), "satisfaction": _top_two(met)},
        }

    def entry(self) -> Document:
        """Gap and opportunity with what they rest on."""
        told = self.bare()
        told["gap"] |= self._evidence.entry() if self.pairs else {"evidence": []}
        return told

    def bare(self) -> Document:
        """Gap and opportunity."""
        gap = {"value": self.gap, "n": len(self.pairs)}
        return {"gap": gap, "opportunity": self.opportunity}


def _top_two(ratings: list[float]) -> Document:
    """How many rated it 4 or 5, of how many."""
    return {"x": sum(rating >= metrics.TOP_BOX for rating in ratings), "n": len(ratings)}


def rated_at(ledger: Ledger) -> dict[str, list[float]]:
    """By stage, how each person rated it as a whole, 1–5; one figure a person."""
    given: dict[str, dict[int, list[float]]] = {}
    rows = ledger.cell(measure=Measure.SATISFACTION.value, step=None).rows("col, person, value")
    for column, person, value in rows:
        if column is not None and value is not None:
            given.setdefault(column, {}).setdefault(person, []).append(value)
    return {column: [fmean(own) for own in people.values()] for column, people in given.items()}


def overall(ledger: Ledger) -> Document:
    """Gap and opportunity of the whole journey: of what was rated about no single step."""
    return Ratings(ledger.cell(measure=RATED, step=None)).entry()


def overall_by_wave(ledger: Ledger) -> dict[int, Document]:
    """The same of each wave in which anything was rated, without evidence."""
    rated: dict[int, list[Saying]] = {}
    for saying in ledger.cell(measure=RATED, step=None):
        rated.setdefault(saying.wave, []).append(saying)
    return {wave: Ratings(given).bare() for wave, given in rated.items()}
