"""What a respondent says about the proposed steps of their story: remove 3, merge 2 and 3."""

import re
from collections.abc import Callable, Mapping, Sequence

from cxmodel.errors import RejectedAnswer
from interview_flows.orders import Order, Token, begins_order, orders_in
from interview_flows.phrases import Phrases
from interview_flows.words import clean, clip, spoken

MOST_STEPS = 60
LONGEST_STEP = 500  # characters; the answer's verbatim holds all of a longer one

_MOST_CORRECTIONS = 100  # in one message
_LONGEST_TEXT = 20_000  # characters of one message
_SEMICOLON = re.compile(r"[;؛]\s*")
_END = re.compile(r"(?<![nfl&t-])(?:[fl]n|n[fl])(?![nfl&t-])")  # nothing else is listed


def correct_steps(steps: tuple[str, ...], text: str, phrases: Phrases) -> tuple[str, ...]:
    """Apply the corrections that a text asks for, one a line or parted by semicolons, in order.

    All or none: raises RejectedAnswer with help where one of them is not understood, names a step
    that is not there, or would leave no step or more than `MOST_STEPS`.

    >>> from interview_flows.english import ENGLISH
    >>> correct_steps(("find form", "ask HR", "pay"), "swap 2 3; 3: ask HR again", ENGLISH)
    ('find form', 'pay', 'ask HR again')
    """
    asked = clean(text).strip()
    lines = asked.split("\n")
    if not asked or len(asked) > _LONGEST_TEXT or len(lines) > _MOST_CORRECTIONS:
        raise RejectedAnswer(phrases.which_step)
    corrected = list(steps)
    for line in lines:
        for said in _parted(" ".join(line.split()), phrases):
            corrected = _corrected(corrected, said, phrases)
    return tuple(corrected)


def insert_steps(
    steps: tuple[str, ...], told: Sequence[str], at: int, phrases: Phrases
) -> tuple[str, ...]:
    """Put further steps at a 0-based place. Raises RejectedAnswer where they become too many."""
    return tuple(_checked([*steps[:at], *told, *steps[at:]], phrases))


def _parted(line: str, phrases: Phrases) -> list[str]:
    """Cut at the semicolons that an order stands behind; others belong to a step's words."""
    parts: list[str] = []
    pieces = [piece for piece in _SEMICOLON.split(line) if piece.strip()]
    if len(pieces) > _MOST_CORRECTIONS:
        raise RejectedAnswer(phrases.which_step)
    for piece in pieces:
        if parts and not begins_order(piece, phrases.heard):
            parts[-1] = f"{parts[-1]}; {piece}"
        else:
            parts.append(piece)
    return parts


def _corrected(steps: list[str], said: str, phrases: Phrases) -> list[str]:
    orders = orders_in(said, phrases.heard)
    if not orders:
        raise RejectedAnswer(phrases.not_understood.format(words=clip(said, 60)))
    for order in orders:
        steps = _checked(_DEEDS[order.name](steps, order, phrases), phrases)
    return steps


def _checked(steps: list[str], phrases: Phrases) -> list[str]:
    if not steps:
        raise RejectedAnswer(phrases.one_step_stays)
    if len(steps) > MOST_STEPS:
        raise RejectedAnswer(phrases.too_many_steps.format(count=MOST_STEPS))
    return [clip(step, LONGEST_STEP) for step in steps]


def _index(steps: Sequence[str], place: Token, phrases: Phrases) -> int:
    """0-based index of a step that is named by its number, as the first or as the last."""
    if place.letter == "l":
        return len(steps) - 1
    number = 1 if place.letter == "f" else place.number
    if not 1 <= number <= len(steps):
        raise RejectedAnswer(phrases.no_such_step.format(number=number, count=len(steps)))
    return number - 1


def _indexes(steps: Sequence[str], order: Order, phrases: Phrases) -> list[int]:
    """0-based indexes of all steps that a list such as "2, 4-6 and last" names, each once.

    A number right beside the first or the last counts steps from that end: "the last two".
    """
    if (end := _END.search("".join(token.letter for token in order.tokens))) is not None:
        pair = order.tokens[end.start() : end.end()]
        is_last, count = "l" in end[0], next(t.number for t in pair if t.letter == "n")
        if not 1 <= count <= len(steps):
            raise RejectedAnswer(phrases.no_such_step.format(number=count, count=len(steps)))
        return list(range(len(steps)))[-count:] if is_last else list(range(count))
    found: list[int] = []
    run = False
    for token in order.tokens:
        if token.letter in "-t" and found:
            run = True
        elif token.letter in "nfl":
            index = _index(steps, token, phrases)
            found += range(found[-1] + 1, index) if run else ()
            found.append(index)
            run = False
    return list(dict.fromkeys(found))


def _own(order: Order, phrases: Phrases) -> str:
    """Take the respondent's words."""
    if not spoken(order.words):
        raise RejectedAnswer(phrases.words_of_step)
    return order.words


def _remove(steps: list[str], order: Order, phrases: Phrases) -> list[str]:
    gone = set(_indexes(steps, order, phrases))
    return [step for n, step in enumerate(steps) if n not in gone]


def _merge(steps: list[str], order: Order, phrases: Phrases) -> list[str]:
    joined = _indexes(steps, order, phrases)
    if len(joined) < 2:  # noqa: PLR2004
        raise RejectedAnswer(phrases.merge_which)
    together = phrases.parted.join(steps[n] for n in joined)
    merged = [together if n == joined[0] else step for n, step in enumerate(steps)]
    return [step for n, step in enumerate(merged) if n not in joined[1:]]


def _swap(steps: list[str], order: Order, phrases: Phrases) -> list[str]:
    pair = _indexes(steps, order, phrases)
    if len(pair) != 2:  # noqa: PLR2004
        raise RejectedAnswer(phrases.swap_which)
    swapped = list(steps)
    swapped[pair[0]], swapped[pair[1]] = steps[pair[1]], steps[pair[0]]
    return swapped


def _moved(steps: list[str], at: int, to: int) -> list[str]:
    rest = [step for n, step in enumerate(steps) if n != at]
    return [*rest[:to], steps[at], *rest[to:]]


def _put(steps: list[str], order: Order, phrases: Phrases) -> list[str]:
    at, to = (_index(steps, place, phrases) for place in order.places)
    return _moved(steps, at, to)


def _beside(steps: list[str], order: Order, phrases: Phrases) -> list[str]:
    at, goal, *_ = (_index(steps, place, phrases) for place in order.places)
    # Before and after name a neighbour, whose own place shifts when the step leaves.
    shifted = goal - 1 if at < goal else goal
    return _moved(steps, at, shifted + _is_after(order))


def _is_after(order: Order) -> bool:
    return any(token.letter == "a" for token in order.tokens)


def _amid(steps: list[str], order: Order, phrases: Phrases) -> list[str]:
    at, one, other = (_index(steps, place, phrases) for place in order.places)
    before = max(one, other)
    return _moved(steps, at, before - 1 if at < before else before)


def _shift(steps: list[str], order: Order, phrases: Phrases) -> list[str]:
    at = _index(steps, order.places[0], phrases)
    is_up = any(token.letter == "u" for token in order.tokens)
    return _moved(steps, at, max(0, at - 1) if is_up else min(len(steps) - 1, at + 1))


def _insert(steps: list[str], order: Order, phrases: Phrases) -> list[str]:
    place = _index(steps, order.places[0], phrases) + _is_after(order)
    return [*steps[:place], _own(order, phrases), *steps[place:]]


def _insert_amid(steps: list[str], order: Order, phrases: Phrases) -> list[str]:
    place = max(_index(steps, place, phrases) for place in order.places)
    return [*steps[:place], _own(order, phrases), *steps[place:]]


def _prepend(steps: list[str], order: Order, phrases: Phrases) -> list[str]:
    return [_own(order, phrases), *steps]


def _append(steps: list[str], order: Order, phrases: Phrases) -> list[str]:
    return [*steps, _own(order, phrases)]


def _change(steps: list[str], order: Order, phrases: Phrases) -> list[str]:
    place = _index(steps, order.places[0], phrases)
    return [*steps[:place], _own(order, phrases), *steps[place + 1 :]]


def _split(steps: list[str], order: Order, phrases: Phrases) -> list[str]:
    place = _index(steps, order.places[0], phrases)
    then = phrases.heard.then
    marks = r" ?/ ?|[;؛] " if order.words else rf" ?[;؛] | ?/ |[,،]? (?:{then}) |[,،] | & "
    pieces = re.split(marks, order.words or steps[place], flags=re.IGNORECASE)
    told = [piece.strip() for piece in pieces if spoken(piece)]
    if len(told) < 2:  # noqa: PLR2004
        raise RejectedAnswer(phrases.both_parts.format(number=place + 1))
    return [*steps[:place], *told, *steps[place + 1 :]]


_DEEDS: Mapping[str, Callable[[list[str], Order, Phrases], list[str]]] = {
    "remove": _remove,
    "merge": _merge,
    "swap": _swap,
    "shift": _shift,
    "beside": _beside,
    "amid": _amid,
    "put": _put,
    "halve": _split,
    "insert": _insert,
    "insert_at": _insert,
    "insert_amid": _insert_amid,
    "append": _append,
    "prepend": _prepend,
    "split": _split,
    "change": _change,
}
