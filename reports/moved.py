"""The latest wave of a study beside the one before: which figures are compared, and whose."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import groupby
from statistics import fmean

from cxmodel.guide import Lane, Measure, Moment
from cxmodel.interview import InterviewId
from cxmodel.journey import Document
from cxmodel.metrics import DETRACTOR, PROMOTER, TOP_BOX
from reports.amounts import unit_of
from reports.cell import Cell
from reports.claims import CORROBORATED_FROM, Voices, voiced
from reports.columns import Column, Stage
from reports.ledger import Ledger
from reports.merging import merged
from reports.placing import Placed
from reports.ratings import UNRATED, overall_by_wave
from reports.scores import effort_by, scores_by
from reports.telling import Saying, Teller
from reports.themes import spokesman
from reports.waves import Figures, Measured, changes

MOST_PAINS = 50  # that most people told: the rest could hardly move
Combine = Callable[[list[float]], float]
Both = tuple[set[str], set[str]]
"""People of the wave before and of the latest."""


def waves(placed: Placed, stages: Sequence[Stage], drawn: Sequence[Document]) -> Document | None:
    """What moved from the wave before the latest to the latest; None in a map of one wave."""
    numbers = sorted({teller.wave for teller in placed.ledger.tellers})
    if len(numbers) < 2:  # noqa: PLR2004 - two make a comparison
        return None
    two = _Two(placed.ledger, *numbers[-2:])
    pairs = [
        (column, step)
        for stage, part in zip(stages, drawn, strict=True)
        for column, step in zip(stage.columns, part["steps"], strict=True)
    ]
    measures = [*_scores(two), *_feelings(two, pairs), *_efforts(two)]
    measures += _pains(two, pairs)
    return {
        "from": two.before,
        "to": two.after,
        "each": _each(placed.ledger),
        "changes": changes(measures),
    }


def _each(ledger: Ledger) -> list[Document]:
    """What stands at the head of a map, wave by wave: of several together it would be nobody's."""
    wave_of = [str(teller.wave) for teller in ledger.tellers]
    ended = Counter(teller.wave for teller in ledger.tellers if teller.completed_at is not None)
    scores, efforts = scores_by(ledger, wave_of), effort_by(ledger, wave_of)
    rated = overall_by_wave(ledger)
    return [
        {
            "wave": wave,
            "people": len({t.respondent for t in ledger.tellers if t.wave == wave}),
            "completed": ended[wave],
            "metrics": scores[str(wave)] | rated.get(wave, UNRATED),
            "effort": efforts[str(wave)],
        }
        for wave in sorted({teller.wave for teller in ledger.tellers})
    ]


@dataclass(frozen=True, slots=True)
class _Two:
    """Two waves, by their numbers."""

    ledger: Ledger
    before: int
    after: int

    def figures(self, cell: Cell, combine: Combine = fmean) -> tuple[Figures, Figures]:
        """One figure a person in each wave, of what the sayings of a cell hold."""
        return self._by_person(cell.rows("teller, value"), combine)

    def amounts(self, cell: Cell) -> tuple[Figures, Figures]:
        """The same of what each interview adds up to; of several, a person's mean."""
        return self._by_person(cell.rows("teller, sum(value)", "teller", "teller"), fmean)

    def _by_person(
        self, rows: Iterable[tuple[int, float | None]], combine: Combine
    ) -> tuple[Figures, Figures]:
        given: dict[int, dict[str, list[float]]] = {self.before: {}, self.after: {}}
        for number, value in rows:
            teller = self.ledger.tellers[number]
            if value is not None and teller.wave in given:
                given[teller.wave].setdefault(teller.respondent, []).append(value)
        early, late = (
            {person: combine(own) for person, own in given[wave].items()}
            for wave in (self.before, self.after)
        )
        return early, late

    def people(self, tellers: Sequence[Teller]) -> Both:
        """Who of them told in each wave."""
        early: set[str] = {t.respondent for t in tellers if t.wave == self.before}
        late: set[str] = {t.respondent for t in tellers if t.wave == self.after}
        return early, late


def _promotes(given: list[float]) -> float:
    """A person as a point of the NPS: +100, 0 or −100."""
    score = fmean(given)
    return 100.0 * ((score >= PROMOTER) - (score <= DETRACTOR))


def _is_satisfied(given: list[float]) -> float:
    return float(fmean(given) >= TOP_BOX)


def _scores(two: _Two) -> Iterator[Measured]:
    told: tuple[tuple[Measure, str, Combine], ...] = (
        (Measure.NPS, "NPS", _promotes),
        (Measure.CSAT, "CSAT", _is_satisfied),
        (Measure.CES, "CES", fmean),
    )
    for measure, label, combine in told:
        before, after = two.figures(two.ledger.cell(measure=measure.value), combine)
        is_share = measure is Measure.CSAT
        yield Measured(id=measure.value, label=label, before=before, after=after, share=is_share)


def _feelings(two: _Two, pairs: Sequence[tuple[Column, Document]]) -> Iterator[Measured]:
    """Over all that each person felt, then step by step."""
    face = Lane.FEELING.value
    before, after = two.figures(two.ledger.cell(lane=face, text=""))
    yield Measured(id="feeling", label="Feelings overall", before=before, after=after)
    for column, step in pairs:
        before, after = two.figures(two.ledger.cell(col=column.id, lane=face, text=""))
        ident = f"feeling/{step['id']}"
        yield Measured(id=ident, label=step["label"], before=before, after=after)


def _efforts(two: _Two) -> Iterator[Measured]:
    """What it takes today, kind by kind, as the map itself adds it up."""
    for name in two.ledger.efforts():
        kind, _, moment = name.rpartition(" ")
        if moment == Moment.BEFORE:
            before, after = two.amounts(two.ledger.cell(effort=name))
            yield Measured(id=f"effort/{kind}", label=unit_of(kind), before=before, after=after)


def _pains(two: _Two, pairs: Sequence[tuple[Column, Document]]) -> Iterator[Measured]:
    """How many of those asked for its cell told a pain: of the pains that most people told."""
    told = [
        (-pain["count"], order, number)
        for order, (_, step) in enumerate(pairs)
        for number, pain in enumerate(step["pain"])
        if pain["count"] >= CORROBORATED_FROM
    ]
    most = sorted(nsmallest(MOST_PAINS, told), key=lambda one: one[1:])
    for order, here in groupby(most, key=lambda one: one[1]):
        column, step = pairs[order]
        voices = _voices(two, column.id)
        asked = two.people(two.ledger.tellers_for(column.id, Lane.PAIN))
        for _, _, number in here:
            pain = step["pain"][number]
            early, late = (
                {person: float(person in said) for person in could}
                for could, said in zip(asked, voices.get(pain["text"], (set(), set())), strict=True)
            )
            ident = f"pain/{pain['id']}"
            yield Measured(id=ident, label=pain["text"], before=early, after=late, share=True)


class _Heard(Voices):
    """Who tells a pain, and in which interviews."""

    def __init__(self) -> None:
        super().__init__()
        self.interviews: set[InterviewId] = set()

    def add(self, saying: Saying, burden: bytes | None = None) -> None:
        """Take in one more voice."""
        super().add(saying, burden)
        self.interviews.add(saying.interview)


def _voices(two: _Two, column: str) -> Mapping[str, Both]:
    """By the words of each pain of a column, who told it in each wave."""
    cell = two.ledger.cell(col=column, lane=Lane.PAIN.value)
    tellers = {teller.interview: teller for teller in two.ledger.tellers}
    return {
        spokesman(heard.spelled): two.people([tellers[one] for one in heard.interviews])
        for _, heard in voiced(cell, merged(cell), _Heard)
    }
