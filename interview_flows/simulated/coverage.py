"""What simulated interviews reached of a flow, and what they did not."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from cxmodel.interview import Interview, Phase, Value
from cxmodel.study import Study
from interview_flows.agenda import Agenda
from interview_flows.conditions import Condition, Lookup, Negated, parse_expression
from interview_flows.flow import Flow, Question, Repeat, Section
from interview_flows.reach import Reach, asked_in
from interview_flows.screening import was_screened_out

Branch = tuple[str, bool]
"""A question's or `section …`'s `when`, or what `screen …` asks for, and whether it holds."""


@dataclass(slots=True)
class Coverage:
    """Counts what was met: how often each question was asked, each branch taken."""

    flow: Flow
    asked: Counter[str] = field(default_factory=Counter)
    options: Counter[tuple[str, str]] = field(default_factory=Counter)
    probes: Counter[tuple[str, str]] = field(default_factory=Counter)
    branches: Counter[Branch] = field(default_factory=Counter)
    plans: dict[Branch, dict[str, Value]] = field(init=False)  # how each branch can be taken
    _heard: set[Branch] = field(default_factory=set)
    _listening: Flow = field(init=False)

    def __post_init__(self) -> None:
        self.plans = dict(_plans(self.flow))
        self._listening = _instrumented(self.flow, self._heard)

    def take_in(self, interview: Interview, study: Study) -> None:
        """Note what an interview that is over says of conditions and options.

        Only where all was answered is a condition that did not hold a branch that was taken.
        """
        for answer in interview.current_answers():
            values = answer.value if isinstance(answer.value, tuple) else (answer.value,)
            self.options.update((answer.question, str(value)) for value in values)
        if was_screened_out(interview):
            self.branches[f"screen {interview.answers[-1].question}", False] += 1
        if interview.phase is Phase.COMPLETED:
            answered = {answer.question for answer in interview.answers}
            self.branches.update((f"screen {name}", True) for name in answered)
            self._heard.clear()
            Agenda(self._listening, interview, study).places()
            self.branches.update(self._heard)

    def open_branches(self) -> list[Branch]:
        """Branches that can be taken and were not, in the order of the flow."""
        return [branch for branch in self.plans if not self.branches[branch]]

    def unasked(self) -> list[str]:
        """Questions that were never asked, in the order of the flow."""
        return [q.id for _, _, q in self.flow.questions() if not self.asked[q.id]]

    def plan_to_ask(self, name: str) -> dict[str, Value]:
        """Answers with which a question is come to, past as many other sections as can be.

        What offers the stages gone through is asked only where there were several.
        """
        asked = asked_in(self.flow)
        guards = list(asked[name].guards)
        for section in self.flow.sections:
            if section.when is not None:
                more = [*guards, parse_expression(section.when.text)]
                guards = more if Reach(asked).can_hold(more) else guards
        return Reach(asked).answers_for(guards) or {}

    def all_options(self) -> list[tuple[str, str]]:
        """Every option of the flow's own that leaves a value."""
        return [
            (q.id, option.id)
            for _, _, q in self.flow.questions()
            for option in q.options
            if option.absence is None
        ]

    def all_probes(self) -> list[tuple[str, str]]:
        """Every planned follow-up."""
        return [(q.id, p.reason.value) for _, _, q in self.flow.questions() for p in q.probes]


def _plans(flow: Flow) -> Iterator[tuple[Branch, dict[str, Value]]]:
    """Each branch that some answers lead into, with such answers."""
    asked = asked_in(flow)
    for name, condition, first in _conditions(flow):
        own, guards = parse_expression(condition.text), asked[first].guards
        outer = guards[: guards.index(own)] if own in guards else guards
        for holds, goal in ((True, own), (False, Negated(own))):
            plan = Reach(asked).answers_for([*outer, goal])
            if plan is not None:
                yield (name, holds), plan


def _conditions(flow: Flow) -> Iterator[tuple[str, Condition, str]]:
    """Each condition's name, itself, and a question that stands under it."""
    section_before = None
    for section, _, question in flow.questions():
        if section is not section_before and section.when is not None:
            yield f"section {section.id}", section.when, question.id
        section_before = section
        if question.when is not None:
            yield question.id, question.when, question.id
        if question.screens is not None:
            yield f"screen {question.id}", question.screens, question.id


def _instrumented(flow: Flow, heard: set[Branch]) -> Flow:
    """The same flow, whose conditions tell what came of them."""

    def listening(name: str, condition: Condition | None) -> Condition | None:
        if condition is None:
            return None

        def test(value_of: Lookup) -> bool:
            holds = condition.test(value_of)
            heard.add((name, holds))
            return holds

        return replace(condition, test=test)

    def question(one: Question) -> Question:
        return replace(one, when=listening(one.id, one.when))

    def item(one: Question | Repeat) -> Question | Repeat:
        if isinstance(one, Repeat):
            return replace(one, questions=tuple(question(inner) for inner in one.questions))
        return question(one)

    def section(one: Section) -> Section:
        items = tuple(item(inner) for inner in one.items)
        return replace(one, items=items, when=listening(f"section {one.id}", one.when))

    return replace(flow, sections=tuple(section(one) for one in flow.sections))
