"""What was expected, stated and lived, and what stands against each other."""

from collections.abc import Sequence

from cxmodel import metrics
from cxmodel.guide import Lane, Measure
from cxmodel.interview import InterviewId
from cxmodel.journey import Document
from cxmodel.study import Study
from reports.cell import Cell
from reports.claims import Claims, Voices, claims, share_of
from reports.columns import Stage
from reports.ledger import Ledger
from reports.lists import first_of
from reports.placing import Placed

_LIVED_UP_TO = frozenset({"yes", "fully", "mostly"})
"""Options of a question on a lived value that do not speak against what is stated."""


def expectations(placed: Placed) -> Document:
    """What people expected at the start, and how many were asked."""
    found = claims(placed.ledger.cell(measure=Measure.EXPECTATION.value))
    asked = len(placed.people_asked.get(Measure.EXPECTATION, ()))
    return {
        "expectations": found.listed,
        "asked": {"expectation": asked},
        **_more(expectations=found),
    }


def values(study: Study, placed: Placed) -> Document:
    """What the organisation says of itself, beside what people lived."""
    heard, lived = _heard(placed.ledger), claims(_lived(placed.ledger))
    return {
        "stated": list(study.stated_values),
        "heard": heard.listed,
        "lived": lived.listed,
        "felt": _felt_so(placed.ledger),
        "asked": {
            "heard": len(placed.people_asked.get(Measure.VALUE_STATED, ())),
            "lived": len(placed.people_asked.get(Measure.VALUE_LIVED, ())),
        },
        **_more(heard=heard, lived=lived),
    }


def _felt_so(ledger: Ledger) -> Document | None:
    """How many lived it as it is stated; who said so in words of their own is not counted."""
    chosen: dict[int, set[str]] = {}
    for person, option, fixed in _lived(ledger).rows("person, chosen, fixed"):
        if fixed and option is not None:
            chosen.setdefault(person, set()).add(option)
    so = sum(options <= _LIVED_UP_TO for options in chosen.values())
    return share_of(metrics.reach(so, len(chosen))) if chosen else None


def _more(**found: Claims) -> Document:
    more = {name: some.more for name, some in found.items() if some.more}
    return {"claims_more": more} if more else {}


def _heard(ledger: Ledger) -> Claims:
    """What respondents say that the organisation says of itself."""
    return claims(ledger.cell(measure=Measure.VALUE_STATED.value))


def _lived(ledger: Ledger) -> Cell:
    return ledger.cell(measure=Measure.VALUE_LIVED.value)


def contradictions(study: Study, stages: Sequence[Stage], ledger: Ledger) -> list[Document]:
    """What stands against each other: side by side with counts, never averaged."""
    torn = ledger.torn()
    columns = [column.id for stage in stages for column in stage.columns]
    found = [_felt_both_ways(ledger, column, torn[column]) for column in columns if column in torn]
    denied = claims(_lived(ledger).without("chosen", _LIVED_UP_TO)).listed
    stated: list[Document] = [{"text": value, "stated": True} for value in study.stated_values]
    stated += [{**claim, "stated": True} for claim in _heard(ledger).listed]
    if denied and stated:
        found.append({"kind": "value", "step": None, "sides": [*stated, *denied]})
    return found


def _felt_both_ways(ledger: Ledger, column: str, torn: frozenset[InterviewId]) -> Document:
    """The same step, felt well and badly at two places of one story.

    What somebody felt otherwise in another interview changed, and contradicts nothing.
    """
    high, low = Voices(), Voices()
    for saying in ledger.cell(col=column, lane=Lane.FEELING.value, text=""):
        if saying.value and saying.interview in torn:
            (high if saying.value > 0 else low).add(saying)
    sides = [_side("felt above neutral", high), _side("felt below neutral", low)]
    return {"kind": "feeling", "step": column, "sides": sides}


def _side(text: str, voices: Voices) -> Document:
    return {
        "text": text,
        "count": len(voices.people),
        "respondents": first_of(voices.people),
        **voices.evidence.entry(),
    }
