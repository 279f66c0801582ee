"""Whether a question can ever be asked: looks for answers that make its conditions hold.

A search over the few answers that matter to a condition: each option, each number named and one on
either side of it. Where it would take too long, the question counts as reachable.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from cxmodel.interview import Kind, Value
from interview_flows.conditions import (
    Answered,
    Compared,
    Condition,
    Expression,
    Literal,
    Lookup,
    Ticked,
    compile_expression,
    leaves,
    parse_expression,
)
from interview_flows.flow import Flow, Question

_MOST_TRIALS = 50_000  # per flow, about a quarter of a second
_MOST_TICKED = 6  # options of a checklist whose every combination is tried
OTHER_WORDS = "\x00"  # any text that no condition names; before all others in order
_LAST_WORDS = "\U0010ffff"

Claim = Compared | Ticked | Answered


@dataclass(frozen=True, slots=True)
class Asked:
    """A question asked before, and what had to hold for that."""

    question: Question
    guards: tuple[Expression, ...]
    source: str | None  # whose steps it is asked about; None: it is asked once


@dataclass(slots=True)
class Reach:
    """The search, with the time it may still take."""

    asked: Mapping[str, Asked]  # in the order of the talk
    trials: int = field(default=0, init=False)

    def can_hold(self, guards: Sequence[Expression]) -> bool:
        """Whether some answers meet all of `guards`, and the guards of what those look at."""
        return self.answers_for(guards) is not None

    def answers_for(self, guards: Sequence[Expression]) -> dict[str, Value] | None:
        """Answers that meet all of `guards`, by question; None: no answer. None where none can.

        Where the search would take too long, they are only those that were settled by then.
        """
        names, involved = self._involved(guards)
        claims: dict[str, list[Claim]] = {name: [] for name in names}
        for guard in involved:
            for claim in leaves(guard):
                claims[claim.name].append(claim)
        tests = [compile_expression(guard) for guard in guards]
        return self._some(names, {}, claims, tests)

    def _involved(self, guards: Sequence[Expression]) -> tuple[list[str], list[Expression]]:
        """All that the guards look at, directly or not, in the order asked."""
        found, waiting, names = list[Expression](), list(guards), set[str]()
        while waiting:
            guard = waiting.pop()
            found.append(guard)
            for claim in leaves(guard):
                if claim.name not in names and claim.name in self.asked:
                    waiting += self.asked[claim.name].guards
                names.add(claim.name)
        study = sorted(names - self.asked.keys())
        return [*study, *(name for name in self.asked if name in names)], found

    def _some(
        self,
        names: list[str],
        given: dict[str, Value],
        claims: Mapping[str, list[Claim]],
        tests: list[Callable[[Lookup], bool]],
    ) -> dict[str, Value] | None:
        """Some way to answer `names`, after what is given, that passes the tests."""
        self.trials += 1
        if self.trials > _MOST_TRIALS:
            return given
        if not names:
            return given if all(test(given.get) for test in tests) else None
        name, *rest = names
        found = (
            self._some(rest, {**given, name: value}, claims, tests)
            for value in self._values(name, given, claims[name])
        )
        return next((answers for answers in found if answers is not None), None)

    def _values(
        self, name: str, given: Mapping[str, Value], claims: list[Claim]
    ) -> Iterator[Value]:
        asked = self.asked.get(name)
        if asked is None:  # a field of the study, filled or not
            yield OTHER_WORDS
        elif all(compile_expression(guard)(given.get) for guard in asked.guards):
            yield from _values_of(asked.question, claims)
        yield None


def asked_in(flow: Flow) -> dict[str, Asked]:
    """The questions of a flow in the order of the talk, each with what must hold for it."""
    asked: dict[str, Asked] = {}
    passed: list[Expression] = []  # what had to be met to come so far
    for section, repeat, question in flow.questions():
        source = repeat.source if repeat else None
        about = [Answered(source)] if source and source != question.id else []
        guards = (*passed, *_read(section.when), *about, *_read(question.when))
        asked[question.id] = Asked(question, guards, source)
        if question.screens is not None and section.when is None and question.when is None:
            passed += _read(question.screens)
    return asked


def _read(condition: Condition | None) -> tuple[Expression, ...]:
    return () if condition is None else (parse_expression(condition.text),)


def _values_of(question: Question, claims: list[Claim]) -> Iterator[Value]:
    """Answers that between them decide every claim on a question both ways."""
    literals = [claim.literal for claim in claims if isinstance(claim, Compared)]
    match question.kind:
        case Kind.YESNO:
            yield from (True, False)
        case Kind.FEELING:
            yield from (-2, -1, 0, 1, 2)
        case Kind.SCALE | Kind.NUMBER:
            yield from _numbers(question, [n for n in literals if isinstance(n, float)])
        case Kind.CHOICES:
            ticked = {claim.option for claim in claims if isinstance(claim, Ticked)}
            yield from _checklists(question, sorted(ticked))
        case Kind.CHOICE if not question.free and question.options_from is None:
            yield from _options(question)
        case _:
            yield from _options(question)
            yield from _words(literals)


def _options(question: Question) -> Iterator[Value]:
    """An option that says "did not happen" leaves no value."""
    return (option.id for option in question.options if option.absence is None)


def _words(literals: list[Literal]) -> Iterator[Value]:
    """Each word named, and one on either side of them all: dates have an order."""
    yield from sorted({literal for literal in literals if isinstance(literal, str)})
    yield from (OTHER_WORDS, _LAST_WORDS)


def _numbers(question: Question, named: list[float]) -> Iterator[Value]:
    """The bounds, each number named, and one between and beyond every two."""
    low, high = (question.range.low, question.range.high) if question.range else (-1e15, 1e15)
    points = sorted({low, high, *named, *(n - 1 for n in named), *(n + 1 for n in named)})
    if question.kind is Kind.NUMBER:
        points += [(a + b) / 2 for a, b in pairwise(points)]
    yield from (n for n in points if low <= n <= high)


def _checklists(question: Question, named: list[str]) -> Iterator[Value]:
    alone = {option.id for option in question.options if option.exclusive}
    few = len(named) <= _MOST_TICKED
    for size in range(1, len(named) + 1) if few else (1, 2, len(named)):
        for ticked in combinations(named, size):
            if size == 1 or not alone.intersection(ticked):
                yield ticked
    yield (OTHER_WORDS,)
