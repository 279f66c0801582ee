"""Whether further interviews would still add themes."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count, groupby, islice
from operator import itemgetter

from cxmodel import metrics
from cxmodel.guide import Lane
from cxmodel.journey import Document
from reports.cell import ANYTHING, IN_ORDER_OF_COMPLETION, Cell
from reports.ledger import Ledger
from reports.merging import merged
from reports.readings import rounded
from reports.themes import Told

_THEMES = (Lane.PAIN, Lane.TOUCHPOINT_CURRENT)


@dataclass(slots=True)
class _Scope:
    """Interviews in order of completion, and how many themes each was the first to name."""

    places: dict[int, int] = field(default_factory=dict)  # of each, by its place among all
    new: Counter[int] = field(default_factory=Counter)

    def entry(self) -> Document:
        """How far themes are saturated. What was named before changes nothing."""
        numbers = count()
        found = metrics.saturation(
            [
                frozenset(str(n) for n in islice(numbers, self.new[place]))
                for place in self.places.values()
            ]
        )
        return {
            "interviews": found.interviews,
            "themes": found.themes,
            "value": rounded(found.share),
            "reached": found.reached,
        }


def saturation(ledger: Ledger) -> Document:
    """Whether more interviews would still add themes: over all, and per segment.

    A theme is a canonical pain or touchpoint; interviews count once they are completed, in order
    of completion. Reports of one thing do not: they would bring few themes each by their nature.
    """
    everywhere, segments = _scopes(ledger)
    for lane in _THEMES:
        for named in _named(ledger, lane):
            everywhere.new[min(named.values())] += 1
            for segment, done in named.items():
                segments[segment].new[segments[segment].places[done]] += 1
    return everywhere.entry() | {
        "segments": [{"segment": name} | segments[name].entry() for name in sorted(segments)]
    }


def _scopes(ledger: Ledger) -> tuple[_Scope, dict[str, _Scope]]:
    """All completed journeys, and those of each segment."""
    everywhere = _Scope()
    segments: dict[str, _Scope] = {}
    for done, number in enumerate(ledger.completed):
        own = segments.setdefault(ledger.tellers[number].segment, _Scope())
        for scope in (everywhere, own):
            scope.places[done] = len(scope.places)
    return everywhere, segments


def _named(ledger: Ledger, lane: Lane) -> Iterator[Mapping[str, int]]:
    """For each theme of a lane, which interview of each segment was the first to name it."""
    cell = ledger.cell(order=IN_ORDER_OF_COMPLETION, lane=lane.value, done=ANYTHING)
    found = merged(cell)
    themes: dict[int, dict[str, int]] = {}
    for told, firsts in _texts(cell):
        theme = found.of(told)
        if theme is None:  # it stands alone
            yield firsts
            continue
        known = themes.setdefault(theme, {})
        for segment, done in firsts.items():
            known[segment] = min(done, known.get(segment, done))
    yield from themes.values()


def _texts(cell: Cell) -> Iterator[tuple[Told, dict[str, int]]]:
    """Each different text, with the first interview of each segment that told it."""
    rows = cell.rows(
        "words, fixed, language, text, segment, min(done)",
        group="words, fixed, language, segment",
        order="words, fixed, language",
    )
    for (words, fixed, language), same in groupby(rows, key=itemgetter(0, 1, 2)):
        told = [(text, segment, done) for *_, text, segment, done in same]
        if words:
            firsts = {segment: done for _, segment, done in told}
            yield Told(told[0][0], bool(fixed), language), firsts
