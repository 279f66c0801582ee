"""What a condition or a slot may look at from where it stands: what was asked before it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from cxmodel.interview import Kind
from interview_flows.conditions import (
    Answered,
    Compared,
    Condition,
    Expression,
    Literal,
    Ticked,
    leaves,
    parse_condition,
    parse_expression,
)
from interview_flows.flow import Question
from interview_flows.reach import Asked, Claim, Reach
from interview_flows.schema import Place, did_you_mean, shown
from interview_flows.slots import STUDY_SLOTS, slots_in
from interview_flows.yaml_source import Items, Node, Table, Word

_EQUALITY = frozenset({"==", "!="})


@dataclass(slots=True)
class Scope:
    """The questions asked so far, in order; grows while a flow is read."""

    place: Place
    asked: dict[str, Asked] = field(default_factory=dict)
    _reach: Reach = field(init=False)

    def __post_init__(self) -> None:
        self._reach = Reach(self.asked)

    def condition(
        self,
        text: str,
        line: int,
        guards: Sequence[Expression],
        source: str | None = None,
        key: str = "when",
    ) -> tuple[Condition, Expression]:
        """Read a condition under `key` that stands under `guards`; refuse one that can never hold.

        `source` names the story whose steps are gone through here. Raises InvalidFlow.
        """
        try:
            condition, expression = parse_condition(text), parse_expression(text)
        except ValueError as error:
            raise self.place.error(line, f"`{key}`: {error}") from error
        for claim in leaves(expression):
            self._refuse_misfit(claim, line, source, key)
        if not self._reach.can_hold([*guards, expression]):
            raise self.place.error(line, f"unreachable: no answers can make this `{key}` hold")
        return condition, expression

    def slots(
        self,
        node: Node,
        source: str | None = None,
        *,
        step: bool = False,
        also: frozenset[str] = frozenset(),
    ) -> None:
        """Refuse slots, anywhere below a node, that name nothing known here."""
        known = STUDY_SLOTS | {"title"} | ({"step"} if step else set()) | also
        for word in _words(node):
            for name in slots_in(word.text):
                if name not in known:
                    self._question(name, word.line, source, "slot", known)

    def has_steps(self) -> bool:
        """Whether a step of the respondent's can be known here."""
        return any(
            asked.question.kind is Kind.STORY or asked.source == name
            for name, asked in self.asked.items()
        )

    def _question(
        self, name: str, line: int, source: str | None, what: str, known: Collection[str]
    ) -> Question:
        asked = self.asked.get(name)
        if asked is None:
            hint = did_you_mean(name, {*known, *self.asked})
            raise self.place.error(
                line, f"{what} `{name}`: nothing of this id is asked before{hint}"
            )
        if asked.source not in {None, source}:
            reason = f"{what} `{name}`: it is asked for each step, so it has no one answer here"
            raise self.place.error(line, reason)
        return asked.question

    def _refuse_misfit(self, claim: Claim, line: int, source: str | None, key: str) -> None:
        if claim.name not in STUDY_SLOTS:
            question = self._question(claim.name, line, source, f"`{key}` looks at", STUDY_SLOTS)
            reason = _misfit(claim, question)
        else:
            sound = isinstance(claim, Answered)
            reason = None if sound else f"a study is only asked answered({claim.name})"
        if reason:
            raise self.place.error(line, f"`{key}` can never hold: {reason}")


def _words(node: Node) -> Iterator[Word]:
    match node:
        case Word():
            yield node
        case Items(nodes):
            for inner in nodes:
                yield from _words(inner)
        case Table(entries):
            for _, inner in entries:
                yield from _words(inner)


def _misfit(claim: Claim, question: Question) -> str | None:
    """Why a claim can be true of no answer to this question; None where it can."""
    match claim:
        case Answered():
            return None
        case Ticked(option, name):
            if question.kind is not Kind.CHOICES:
                return f'`{name}` is no checklist; write {name} == "…"'
            return _unknown_option(option, question)
        case Compared():
            return _miscompared(claim, question)


def _miscompared(claim: Compared, question: Question) -> str | None:
    name, literal = claim.name, claim.literal
    if question.kind in {Kind.CHOICES, Kind.MEDIA}:
        return f'`{name}` cannot be compared; write "…" in {name}, or answered({name})'
    if not isinstance(literal, _sort_of(question.kind)):
        return f"the answer to `{name}` is a {question.kind.value}, never {_spelt(literal)}"
    if question.kind in {Kind.YESNO, Kind.TEXT, Kind.STORY, Kind.CHOICE}:
        if claim.sign not in _EQUALITY:
            return f"answers to `{name}` have no order for `{claim.sign}`"
        if question.kind is Kind.CHOICE:
            return _unknown_option(str(literal), question)
    return None


def _sort_of(kind: Kind) -> type[Literal]:
    if kind is Kind.YESNO:
        return bool
    return float if kind in {Kind.SCALE, Kind.NUMBER, Kind.FEELING} else str


def _spelt(literal: Literal) -> str:
    if isinstance(literal, bool):
        return "yes" if literal else "no"
    return shown(literal) if isinstance(literal, str) else f"{literal:g}"


def _unknown_option(option: str, question: Question) -> str | None:
    known = {choice.id: choice for choice in question.options}
    if option in known and known[option].absence is not None:
        return f"{shown(option)} leaves no answer (`absence`); write not answered({question.id})"
    if option in known or question.free or question.options_from:
        return None
    return f"`{question.id}` has no option {shown(option)}{did_you_mean(option, known)}"
