"""The small closed grammar of `when`: comparison, and/or/not, answered. Parsed once, never eval.

feeling <= -1 and not answered(cause)
"forms" in effort_kinds or (happened == yes and channel != "phone")
"""

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cxmodel.interview import Value

Lookup = Callable[[str], Value]
"""Value of a question by id, or of `study.FIELD`; None where there is no answer."""

Literal = str | float | bool

LONGEST = 500  # characters; a longer rule is a program, and belongs into a section of its own
DEEPEST = 20  # levels of brackets and `not`


@dataclass(frozen=True, slots=True)
class Condition:
    """A parsed `when`."""

    text: str
    names: frozenset[str]  # the questions that it looks at
    test: Callable[[Lookup], bool]

    def holds(self, value_of: Lookup) -> bool:
        """Whether the condition is met; a comparison with nothing is never met."""
        return self.test(value_of)


@dataclass(frozen=True, slots=True)
class Compared:
    """`name SIGN literal`."""

    name: str
    sign: str
    literal: Literal


@dataclass(frozen=True, slots=True)
class Ticked:
    """`"option" in name`."""

    option: str
    name: str


@dataclass(frozen=True, slots=True)
class Answered:
    """`answered(name)`."""

    name: str


@dataclass(frozen=True, slots=True)
class Negated:
    """`not part`."""

    part: "Expression"


@dataclass(frozen=True, slots=True)
class Joined:
    """`part and part …`, or with `every` false `part or part …`."""

    every: bool
    parts: tuple["Expression", ...]


Expression = Compared | Ticked | Answered | Negated | Joined


def parse_condition(text: str) -> Condition:
    """Read a `when`. Raises ValueError with the reason, one sentence without its place.

    >>> parse_condition("feeling <= -1").holds({"feeling": -2}.get)
    True
    >>> parse_condition("feeling != 2").holds({"feeling": None}.get)
    False
    """
    expression = parse_expression(text)
    names = frozenset(leaf.name for leaf in leaves(expression))
    return Condition(text, names, compile_expression(expression))


def parse_expression(text: str) -> Expression:
    """The condition as a tree, for whoever checks or draws it. Raises ValueError."""
    if len(text) > LONGEST:
        raise ValueError(f"the condition has {len(text)} characters, {LONGEST} is the most")
    return _Parser(text).whole()


def leaves(expression: Expression) -> Iterator[Compared | Ticked | Answered]:
    """The single claims of a condition, left to right."""
    match expression:
        case Negated(part):
            yield from leaves(part)
        case Joined(_, parts):
            for part in parts:
                yield from leaves(part)
        case Compared() | Ticked() | Answered():
            yield expression


_TOKEN = re.compile(
    r"""
      (?P<number> -?[0-9]{1,15}(?:\.[0-9]{1,15})? ) (?![\w.])
    | (?P<quoted> "[^"\n]*" | '[^'\n]*' )
    | (?P<name>   [a-z][a-z0-9_]* (?: \.[a-z][a-z0-9_]* )? ) (?![\w.])
    | (?P<sign>   <= | >= | == | != | < | > | \( | \) )
    """,
    re.VERBOSE,
)
_SIGNS: dict[str, Callable[[Literal, Literal], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_BOOLEANS = {"yes": True, "no": False, "true": True, "false": False}
RESERVED = frozenset({"and", "or", "not", "in", "answered", *_BOOLEANS})
"""Words of the grammar, which no question can be called."""


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        found = _TOKEN.match(text, position)
        if found is None or found.lastgroup is None:
            raise ValueError(f"a condition cannot hold {_excerpt(text[position:])}")
        kind, token = found.lastgroup, found[0]
        yield ("word" if kind == "name" and token in RESERVED else kind), token
        position = found.end()


def _excerpt(text: str) -> str:
    return f"`{text[:20]}`" if text else "its end"


class _Parser:
    """Recursive descent over the tokens; each method reads one rule of the grammar."""

    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._at = 0
        self._depth = 0

    def whole(self) -> Expression:
        if not self._tokens:
            raise ValueError("the condition is empty")
        expression = self._any()
        if self._at < len(self._tokens):
            raise ValueError(f"`and` or `or` is missing before {self._here()}")
        return expression

    def _any(self) -> Expression:
        parts = [self._all()]
        while self._take("or"):
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Joined(every=False, parts=tuple(parts))

    def _all(self) -> Expression:
        parts = [self._claim()]
        while self._take("and"):
            parts.append(self._claim())
        return parts[0] if len(parts) == 1 else Joined(every=True, parts=tuple(parts))

    def _claim(self) -> Expression:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ValueError(f"the condition is nested deeper than {DEEPEST} levels")
        claim = self._nested() or self._answered() or self._ticked() or self._compared()
        self._depth -= 1
        return claim

    def _nested(self) -> Expression | None:
        if self._take("not"):
            return Negated(self._claim())
        if not self._take("("):
            return None
        inner = self._any()
        self._require(")")
        return inner

    def _answered(self) -> Expression | None:
        if not self._take("answered"):
            return None
        self._require("(")
        name = self._next("name", "the name of a question")
        self._require(")")
        return Answered(name)

    def _ticked(self) -> Expression | None:
        if self._kind() != "quoted":
            return None
        option = self._next("quoted", "an option")[1:-1]
        self._require("in")
        return Ticked(option, self._next("name", "the name of a question"))

    def _compared(self) -> Expression:
        name = self._next("name", "the name of a question")
        sign = self._token()
        if sign not in _SIGNS:
            raise ValueError(
                f"after `{name}` one of == != < <= > >= is expected, not {self._here()}"
            )
        self._at += 1
        return Compared(name, sign, self._literal())

    def _literal(self) -> Literal:
        kind, token = self._kind(), self._token()
        if token in _BOOLEANS and kind == "word":
            self._at += 1
            return _BOOLEANS[token]
        if kind == "quoted":
            return self._next("quoted", "")[1:-1]
        return float(self._next("number", 'a number, a "quoted word", yes or no'))

    def _kind(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def _token(self) -> str:
        return self._tokens[self._at][1] if self._at < len(self._tokens) else ""

    def _here(self) -> str:
        return _excerpt(self._token())

    def _take(self, token: str) -> bool:
        if self._token() != token or self._kind() not in {"word", "sign"}:
            return False
        self._at += 1
        return True

    def _require(self, token: str) -> None:
        if not self._take(token):
            raise ValueError(f"`{token}` is expected in the condition, not {self._here()}")

    def _next(self, kind: str, what: str) -> str:
        if self._kind() != kind:
            raise ValueError(f"{what} is expected in the condition, not {self._here()}")
        self._at += 1
        return self._tokens[self._at - 1][1]


def compile_expression(expression: Expression) -> Callable[[Lookup], bool]:
    """The tree as one closure over a lookup."""
    match expression:
        case Compared(name, sign, literal):
            compare = _SIGNS[sign]
            return lambda value_of: _compares(value_of(name), compare, literal)
        case Ticked(option, name):
            return lambda value_of: _has(value_of(name), option)
        case Answered(name):
            return lambda value_of: value_of(name) not in (None, "", ())
        case Negated(part):
            inner = compile_expression(part)
            return lambda value_of: not inner(value_of)
        case Joined(every, parts):
            tests = [compile_expression(part) for part in parts]
            joined = all if every else any
            return lambda value_of: joined(test(value_of) for test in tests)


def _compares(value: Value, compare: Callable[[Literal, Literal], bool], literal: Literal) -> bool:
    """Like is compared with like only: no word is ever less than a number, no yes equals 1."""
    if value is None or isinstance(value, tuple) or _sort(value) != _sort(literal):
        return False
    return compare(value, literal)


def _has(value: Value, option: str) -> bool:
    return option in value if isinstance(value, tuple) else value == option


def _sort(value: Literal) -> str:
    if isinstance(value, bool):
        return "yes or no"
    return "words" if isinstance(value, str) else "number"
