"""What was expected, stated and lived, and what stands against each other."""

from collections.abc import Sequence

from cxmodel.guide import Measure
from cxmodel.journey import Document
from cxmodel.study import Study
from reports.asked import people_asked
from reports.claims import claims, evidence_of, people_of
from reports.columns import Column, Stage
from reports.steps import felt
from reports.telling import Saying, Telling, all_told

_LIVED_UP_TO = frozenset({"yes", "fully", "mostly"})
"""Options of a question on a lived value that do not speak against what is stated."""


def expectations(tellings: Sequence[Telling]) -> list[Document]:
    """What people expected at the start."""
    return claims(s for s in all_told(tellings) if s.measure is Measure.EXPECTATION)


def values(study: Study, tellings: Sequence[Telling]) -> Document:
    """What the organisation says of itself, beside what people lived."""
    told = [s for s in all_told(tellings) if s.measure is Measure.VALUE_LIVED]
    lived = [s for s in told if s.lane is None or s.told.text]
    return {
        "stated": list(study.stated_values),
        "heard": claims(_heard(tellings)),
        "lived": claims(lived),
        "asked": {
            "heard": people_asked(tellings, Measure.VALUE_STATED),
            "lived": people_asked(tellings, Measure.VALUE_LIVED),
        },
    }


def _heard(tellings: Sequence[Telling]) -> list[Saying]:
    """What respondents say that the organisation says of itself."""
    return [s for s in all_told(tellings) if s.measure is Measure.VALUE_STATED and s.told.text]


def contradictions(
    study: Study, stages: Sequence[Stage], tellings: Sequence[Telling]
) -> list[Document]:
    """What stands against each other: side by side with counts, never averaged."""
    columns = [column for stage in stages for column in stage.columns]
    found = [entry for column in columns if (entry := _felt_both_ways(column)) is not None]
    denied = [
        s
        for s in all_told(tellings)
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
