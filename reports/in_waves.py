"""What a step of a map of several waves says of each: whom it was told by, and who was asked."""

from collections import Counter

from cxmodel.journey import Document
from reports.ledger import Ledger
from reports.ratings import RATED, Ratings


def in_waves(column: str, ledger: Ledger) -> Document:
    """The waves of one column, as `waves`; nothing where claims do not tell theirs."""
    if not ledger.by_wave:
        return {}
    told, _ = ledger.tellers_at(column)
    people = Counter(wave for wave, _ in {(teller.wave, teller.respondent) for teller in told})
    asked = ledger.waves_at(column)
    rated = list(ledger.cell(col=column, measure=RATED))
    return {
        "waves": [
            {
                "wave": wave,
                "people": people[wave],
                "asked": {lane.value: len(asked[wave][lane]) for lane in asked[wave]},
                "gap": Ratings(saying for saying in rated if saying.wave == wave).gap,
            }
            for wave in sorted(asked)
        ]
    }
