"""Single journeys as they were: the columns that one person walked, and how each felt."""

from cxmodel.guide import Lane
from cxmodel.journey import Document
from reports.ledger import Ledger
from reports.readings import rounded

MOST_JOURNEYS = 200
"""Real ways in one map; a reader looks at them one by one."""


def journeys(ledger: Ledger) -> list[Document]:
    """The ways of those who told steps, in order of interview, with returns."""
    walked = [number for number, teller in enumerate(ledger.tellers) if teller.steps]
    return [_journey(ledger, number) for number in walked[:MOST_JOURNEYS]]


def _journey(ledger: Ledger, number: int) -> Document:
    teller = ledger.tellers[number]
    felt = ledger.cell(teller=number, lane=Lane.FEELING.value, text="").rows(
        "col, avg(value)", group="col", order="col"
    )
    return {
        "interview": teller.interview,
        "respondent": teller.respondent,
        "segment": teller.segment,
        "side": teller.side,
        "wave": teller.wave,
        "steps": [step.column for step in teller.steps if step.column is not None],
        "feelings": {col: rounded(value) for col, value in felt if value is not None and col},
    }
