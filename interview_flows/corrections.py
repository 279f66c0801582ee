"""What a respondent says about the proposed steps of their story: remove 3, merge 2 and 3."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cxmodel.errors import RejectedAnswer
from interview_flows.numerals import ascii_digits
from interview_flows.words import clean, clip, spoken

MOST_STEPS = 60
LONGEST_STEP = 500  # characters; the answer's verbatim holds all of a longer one

_MOST_CORRECTIONS = 100  # in one message
_LONGEST_TEXT = 20_000  # characters of one message

_POLITE = re.compile(r"\s*(?:please,? |can you |could you |and |then )*", re.IGNORECASE)
_PLEASE = re.compile(r",? please[.!]*$", re.IGNORECASE)
_START = (
    r"(?:please )?(?:remove|delete|drop|erase|merge|join|combine|move|put|swap|switch|exchange|add"
    r"|insert|change|replace|edit|rename|correct|split|divide|[0-9]{1,3} ?[:=])"
)
_NEXT = re.compile(rf"\n+|;\s*(?={_START})", re.IGNORECASE)

_PLACE = r"(?:step |number |no\.? |#)?([0-9]{1,3}|(?:the )?(?:last|first)(?: one| step)?)"
_PLACES = re.compile(r"[0-9]{1,3}|last|first", re.IGNORECASE)
_RANGE = re.compile(r"([0-9]{1,3}) ?(?:-|–|to) ?([0-9]{1,3})")
_LIST = (
    r"((?:(?:[,&+–#-]|and|with|to|the|one|steps?|number|no\.?|last|first"
    r"|(?<![0-9])[0-9]{1,3}(?![0-9])) ?)+)"
)
_OPINION = (  # "3 is wrong" says that step 3 is wrong, not that it shall read "wrong"
    r"(?:not|wrong|missing|incorrect|false|fine|ok|okay|right|correct|good|too|a dup|the same)\b"
)


@dataclass(frozen=True, slots=True)
class _Correction:
    """One form of words, and what it does to the steps."""

    pattern: re.Pattern[str]
    apply: Callable[[list[str], re.Match[str], str], list[str]]


def correct_steps(steps: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Apply the corrections that a text asks for, one a line or parted by semicolons, in order.

    All or none: raises RejectedAnswer with help where one of them is not understood, names a step
    that is not there, or would leave no step or more than `MOST_STEPS`.

    >>> correct_steps(("find form", "ask HR", "pay"), "swap 2 3; 3: ask HR again")
    ('find form', 'pay', 'ask HR again')
    """
    asked = clean(text).strip()
    orders = [order for order in _NEXT.split(asked[:_LONGEST_TEXT]) if order.strip()]
    if not orders or len(orders) > _MOST_CORRECTIONS or len(asked) > _LONGEST_TEXT:
        raise RejectedAnswer("I did not understand which step to correct.")
    corrected = list(steps)
    for order in orders:
        corrected = _corrected(corrected, " ".join(order.split()))
    return tuple(corrected)


def _corrected(steps: list[str], order: str) -> list[str]:
    said = _PLEASE.sub("", _POLITE.sub("", order, count=1))
    figures = ascii_digits(said)  # the same length, so that a place found in it is one in `said`
    for correction in _CORRECTIONS:
        if found := correction.pattern.fullmatch(figures):
            changed = correction.apply(steps, found, said)
            return _checked(changed)
    raise RejectedAnswer(f"I did not understand “{clip(order, 60)}”.")


def _checked(steps: list[str]) -> list[str]:
    if not steps:
        raise RejectedAnswer("One step has to stay. You can change its words, like this: 1: words.")
    if len(steps) > MOST_STEPS:
        raise RejectedAnswer(
            f"I can keep {MOST_STEPS} steps. Please merge some before adding more."
        )
    return [clip(step, LONGEST_STEP) for step in steps]


def _index(steps: Sequence[str], named: str) -> int:
    """0-based index of a step that is named by its number, "first" or "last"."""
    if "last" in named.lower():
        return len(steps) - 1
    number = 1 if "first" in named.lower() else int(named)
    if not 1 <= number <= len(steps):
        raise RejectedAnswer(f"There is no step {number}. The steps go from 1 to {len(steps)}.")
    return number - 1


def _indexes(steps: Sequence[str], named: str) -> list[int]:
    """0-based indexes of all steps that a list such as "2, 4-6 and last" names, each once."""
    for first, last in _RANGE.findall(named):
        if int(last) - int(first) < MOST_STEPS:
            run = " ".join(map(str, range(int(first), int(last) + 1)))
            named = _RANGE.sub(f" {run} ", named, count=1)
    return list(dict.fromkeys(_index(steps, place) for place in _PLACES.findall(named)))


def _own(found: re.Match[str], group: int, said: str) -> str:
    """Take the respondent's words as typed, where the pattern saw digits in ASCII."""
    words = said[found.start(group) : found.end(group)].strip()
    if not spoken(words):
        raise RejectedAnswer("Please tell me the words of the step as well.")
    return words


def _remove(steps: list[str], found: re.Match[str], _said: str) -> list[str]:
    gone = set(_indexes(steps, found[1]))
    return [step for n, step in enumerate(steps) if n not in gone]


def _merge(steps: list[str], found: re.Match[str], _said: str) -> list[str]:
    joined = _indexes(steps, found[1])
    if len(joined) < 2:  # noqa: PLR2004
        raise RejectedAnswer("Please name the steps to merge, like this: merge 2 and 3.")
    together = "; ".join(steps[n] for n in joined)
    merged = [together if n == joined[0] else step for n, step in enumerate(steps)]
    return [step for n, step in enumerate(merged) if n not in joined[1:]]


def _swap(steps: list[str], found: re.Match[str], _said: str) -> list[str]:
    pair = _indexes(steps, found[1])
    if len(pair) != 2:  # noqa: PLR2004
        raise RejectedAnswer("Please name the two steps to swap, like this: swap 2 and 3.")
    swapped = list(steps)
    swapped[pair[0]], swapped[pair[1]] = steps[pair[1]], steps[pair[0]]
    return swapped


def _move(steps: list[str], found: re.Match[str], _said: str) -> list[str]:
    moved, where = _index(steps, found[1]), found[2].lower()
    rest = [step for n, step in enumerate(steps) if n != moved]
    if not found[3]:
        to = 0 if "start" in where or "top" in where or "begin" in where else len(rest)
    else:
        goal = _index(steps, found[3])
        # Before and after name a neighbour, whose own place shifts when the step leaves.
        shifted = goal - 1 if moved < goal else goal
        to = {"before": shifted, "after": shifted + 1}.get(where, goal)
    return [*rest[:to], steps[moved], *rest[to:]]


def _step_up(steps: list[str], found: re.Match[str], _said: str) -> list[str]:
    moved = _index(steps, found[1])
    to = max(0, moved - 1) if found[2].lower() == "up" else min(len(steps) - 1, moved + 1)
    rest = [step for n, step in enumerate(steps) if n != moved]
    return [*rest[:to], steps[moved], *rest[to:]]


def _insert(steps: list[str], found: re.Match[str], said: str) -> list[str]:
    place = _index(steps, found[2]) + (found[1].lower() == "after")
    return [*steps[:place], _own(found, 3, said), *steps[place:]]


def _insert_first(steps: list[str], found: re.Match[str], said: str) -> list[str]:
    return [_own(found, 1, said), *steps]


def _append(steps: list[str], found: re.Match[str], said: str) -> list[str]:
    return [*steps, _own(found, 1, said)]


def _change(steps: list[str], found: re.Match[str], said: str) -> list[str]:
    place = _index(steps, found[1])
    return [*steps[:place], _own(found, 2, said), *steps[place + 1 :]]


def _split(steps: list[str], found: re.Match[str], said: str) -> list[str]:
    place = _index(steps, found[1])
    whole = said[found.start(2) : found.end(2)] if found[2] else steps[place]
    marks = r" ?/ ?|; " if found[2] else r" ?; | ?/ |,? (?:and then|and|then) |, | & "
    pieces = [piece.strip() for piece in re.split(marks, whole) if spoken(piece)]
    if len(pieces) < 2:  # noqa: PLR2004
        raise RejectedAnswer(
            f"Please tell me both parts, like this: split {place + 1}: first part / second part."
        )
    return [*steps[:place], *pieces, *steps[place + 1 :]]


def _when(pattern: str, apply: Callable[[list[str], re.Match[str], str], list[str]]) -> _Correction:
    return _Correction(re.compile(pattern, re.IGNORECASE), apply)


_CORRECTIONS = (
    _when(rf"(?:remove|delete|drop|erase) {_LIST}[.!]?", _remove),
    _when(rf"(?:merge|join|combine) {_LIST}(?:together)?[.!]?", _merge),
    _when(rf"(?:swap|switch|exchange) {_LIST}[.!]?", _swap),
    _when(rf"(?:move|put) {_PLACE} (up|down)[.!]?", _step_up),
    _when(rf"(?:move|put) {_PLACE} (?:right )?(before|after|to|behind) {_PLACE}[.!]?", _move),
    _when(
        rf"(?:move|put) {_PLACE} ((?:to|at) (?:the )?(?:start|top|beginning|end|bottom))()[.!]?",
        _move,
    ),
    _when(rf"(?:add|insert)(?: a step)? (after|before|at|as) {_PLACE}(?: ?[:,-] ?| )(.+)", _insert),
    _when(
        r"(?:add|insert)(?: a step)? (?:at|to) (?:the )?(?:start|top|beginning)(?: ?[:,-] ?| )(.+)",
        _insert_first,
    ),
    _when(
        r"(?:add|insert)(?: a step)?(?: (?:at|to) (?:the )?(?:end|bottom))?(?: ?[:,-] ?| )(.+)",
        _append,
    ),
    _when(
        rf"(?:change|replace|edit|rename|correct) {_PLACE}(?: ?[:=-] ?| (?:to|with|into|by) )(.+)",
        _change,
    ),
    _when(rf"{_PLACE} ?(?:[:=]|[.)] | should be | should read )(.+)", _change),
    _when(rf"{_PLACE} is (?!{_OPINION})(.+)", _change),
    _when(rf"(?:split|divide) {_PLACE}(?: ?: ?| into | in )(.+)", _split),
    _when(rf"(?:split|divide) {_PLACE}()[.!]?", _split),
)
