"""An answer that an earlier one seems to contradict: by a flow's own rule, or by what is measured.

It is never taken for a mistake: respondents are shown both and say which fits better. What was
expected and what happened never clash: that they differ is what an interview is about.
"""

from collections.abc import Iterator

from cxmodel.guide import EffortKind, Measure, Moment
from cxmodel.interview import Answer, Kind, Value
from interview_flows.agenda import Place, study_field
from interview_flows.conditions import Condition, leaves, parse_expression
from interview_flows.exchange import Exchange

Told = tuple[Place, Answer]

_PROMOTES = 9  # NPS, 0–10
_SATISFIED = 4  # CSAT, 1–5
_LOW = -1  # feeling, −2 … +2
_HARD = 1  # CES, 1–7: as hard as can be


def contradicted(x: Exchange, place: Place, rule: Condition | None) -> Answer | None:
    """Find the earlier answer that the one at `place` contradicts; None where all goes together.

    `rule` is the flow's own; without one, the measures' rules hold.
    """
    answer = x.agenda.answer_at(place.key)
    if answer is None:
        return None
    if rule is not None:
        return _by_rule(x, place, rule)
    told = [(p, a) for p, a in x.agenda.answered() if a.absence is None and a.id != answer.id]
    return next(_by_measure((place, answer), told), None)


def _by_rule(x: Exchange, place: Place, rule: Condition) -> Answer | None:
    """The first answer that a rule which holds looks at, beside the one just given."""

    def given(name: str) -> Answer | None:
        return x.agenda.answer_at((name, place.key[1])) or x.agenda.answer_at((name, None))

    def value_of(name: str) -> Value:
        if name.startswith("study."):
            return study_field(x.study, name)
        answer = given(name)
        return None if answer is None else answer.value

    if not rule.holds(value_of):
        return None
    named = (leaf.name for leaf in leaves(parse_expression(rule.text)))
    others = (given(name) for name in named if name != place.question.id)
    return next((a for a in others if a is not None and a.value is not None), None)


def _by_measure(now: Told, told: list[Told]) -> Iterator[Answer]:
    """Answers that do not go together with what was measured now, the plainest case first."""
    for pair in told:
        if _clash(now, pair) or _clash(pair, now):
            yield pair[1]
    felt = [a for p, a in told if p.question.kind is Kind.FEELING]
    if _is_at_least(now, Measure.CSAT, _SATISFIED) and all(_number(a) <= _LOW for a in felt):
        yield from sorted(felt, key=_number)[:1]


def _clash(one: Told, other: Told) -> bool:
    """Whether two measures speak against each other, taken in this order."""
    if _is_at_least(one, Measure.NPS, _PROMOTES):
        return other[0].question.measure is Measure.CES and _number(other[1]) == _HARD
    effort = one[0].question.effort
    if effort is None or effort.moment != Moment.BEFORE:
        return False
    wished = other[0].question.effort == EffortKind(effort.kind, Moment.AFTER)
    return wished and _number(other[1]) > _number(one[1])


def _is_at_least(told: Told, measure: Measure, least: float) -> bool:
    return told[0].question.measure is measure and _number(told[1]) >= least


def _number(answer: Answer) -> float:
    return float(answer.value) if isinstance(answer.value, int | float) else 0.0
