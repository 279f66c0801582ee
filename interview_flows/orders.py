"""What is asked for in a correction of steps: "merge 2 and 3", read in any language.

A language brings words alone (`Vocabulary.orders`). Each word, number and sign of an order is
written as one letter, and the forms that an order may have are patterns of such letters, the
same for all languages.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, islice

from interview_flows.numerals import ascii_digits
from interview_flows.vocabulary import Vocabulary
from interview_flows.words import unaccented

_LETTERS = {
    "remove": "R",
    "merge": "M",
    "swap": "S",
    "move": "V",
    "insert": "I",
    "change": "C",
    "change_ahead": "c",  # means that only before the step: Arabic has it as "un-" behind
    "split": "D",
    "before": "b",
    "after": "a",
    "between": "w",
    "to": "t",
    "up": "u",
    "down": "d",
    "first": "f",
    "last": "l",
    "with": "&",
    "through": "-",
    "is": "=",
    "particle": "x",  # of a verb that comes in two parts: "fasse … zusammen"
    "inserting": "i",  # of one that inserts: "füge … ein"
    "joining": "j",  # of one that joins, whatever the verb: "füge … zusammen"
    "small": " ",
}
_SIGNS = {":": ":", "=": ":", ")": ":", ".": ".", ",": "&", "،": "&", "&": "&", "+": "&", "/": "&"}
_SIGNS |= dict.fromkeys("!?؟", ".") | dict.fromkeys("-–—", "-") | dict.fromkeys("#(«»“”„\"'", " ")
_NUMBER, _UNKNOWN = "n", "?"

_TOKEN = re.compile(
    r"[0-9]+|[^\W\d_]+(?:['’][^\W\d_]+|[\u0300-\u036f\u064b-\u0655\u0670]+[^\W\d_]*)*|[^\s\w]|_"
)
_LONGEST_PHRASE = 4  # words
_MOST_TOKENS = 100  # of an order; what follows can only be a step's own words

_PLACE = "[nfl]"
_PLACES = f"t?{_PLACE}(?:[&t-]*{_PLACE})*"
_FORMS = {
    # orders without words of their own: the whole of them
    "remove": f"R{_PLACES}R?|{_PLACES}R",
    "merge": f"[MI]j?{_PLACES}[Mj]?|{_PLACES}[Mj]|nM&?n",
    "swap": f"Sw?{_PLACES}|{_PLACES}S|nS&?n|C{_PLACE}&{_PLACE}",
    "shift": f"(?:Vt?)?{_PLACE}[=V]*t?[ud]V?",
    "beside": f"(?:Vt?)?{_PLACE}[=V]*t?[ba]t?{_PLACE}V?",
    "amid": f"(?:Vt?)?{_PLACE}[=V]*t?w{_PLACE}&?{_PLACE}V?",
    "put": f"Vt?{_PLACE}[=V]*(?:t{_PLACE}|t?[fl])V?|{_PLACE}[=V]+t?[fl]|{_PLACE}t{_PLACE}V",
    "halve": f"Dt?{_PLACE}|{_PLACE}D",
}
_FORMS_WITH_WORDS = {
    # orders that a step's words follow
    "insert": f"It?[ba]t?{_PLACE}|[ba]{_PLACE}(?:I|(?=:))",
    "insert_at": "Itn(?=:)|nI",
    "insert_amid": f"It?w{_PLACE}&?{_PLACE}|w{_PLACE}&?{_PLACE}(?:I|(?=:))",
    "prepend": "It?f|fI|f(?=:)",
    "append": "It?l|lI|I|l(?=:)",
    "split": f"Dt?{_PLACE}[t&]?|{_PLACE}D[t&]?",
    "change": f"[Cc]t?{_PLACE}[t&=]*|{_PLACE}C[t&=]*|n(?=[:.])|nt?=",
}
_WHOLE = tuple((name, re.compile(form)) for name, form in _FORMS.items())
_OPENING = tuple((name, re.compile(form)) for name, form in _FORMS_WITH_WORDS.items())
_AFTER_HEAD = re.compile("[xi]?[:.-]")
_INSERTED = re.compile("i?[:.-]")  # the verb is whole before the words begin
_BEGINNING = re.compile(f"[RMSICcD]|V{_PLACE}|n:")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or phrase, a number or a sign of an order: its letter and where it stands."""

    letter: str
    start: int
    end: int
    number: int = 0


@dataclass(frozen=True, slots=True)
class Order:
    """One thing to do with the steps, and the words that a step shall have."""

    name: str
    tokens: tuple[Token, ...]  # without small words
    words: str = ""

    @property
    def places(self) -> list[Token]:
        """The steps that are named."""
        return [token for token in self.tokens if token.letter in "nfl"]


def orders_in(text: str, heard: Vocabulary) -> list[Order]:
    """Read the orders of one line; empty where any part of it is not understood.

    >>> from interview_flows.vocabulary import vocabulary_in
    >>> [order.name for order in orders_in("swap 2 and 3, remove 1", vocabulary_in("en"))]
    ['swap', 'remove']
    """
    tokens = _tokens(text, heard)
    whole = _whole(tokens)
    if whole is not None:
        return [whole]
    understood, rest = [], tokens
    for part in _parts(tokens):
        order = _whole(part)
        if order is None:
            break
        understood.append(order)
        rest = rest[len(part) :]
    opening = _opening(text, rest, heard) if rest else None
    if rest and opening is None:
        return []
    return [*understood, opening] if opening is not None else understood


def begins_order(text: str, heard: Vocabulary) -> bool:
    """Whether a text begins as an order does."""
    tokens = _tokens(text[:200], heard)
    return bool(_BEGINNING.match(_letters(tokens))) or _whole(tokens) is not None


def _letters(tokens: Sequence[Token]) -> str:
    return "".join(token.letter for token in tokens)


def _whole(tokens: Sequence[Token]) -> Order | None:
    """Read an order that brings no words."""
    said = [token for token in tokens if token.letter not in "xi"]
    while said and said[-1].letter in ".&:":
        said.pop()
    letters = _letters(said)
    found = next((name for name, form in _WHOLE if form.fullmatch(letters)), None)
    return Order(found, tuple(said)) if found else None


def _parts(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Part several orders at their verbs: "remove 3 and merge 1 and 2"."""
    part: list[Token] = []
    for token in tokens:
        if token.letter in "RMSVICcD" and part:
            yield part
            part = []
        part.append(token)
    yield part


def _opening(text: str, tokens: Sequence[Token], heard: Vocabulary) -> Order | None:
    """Read an order by what it opens with, and take what follows as the words of the step."""
    letters = _letters(tokens)
    for name, form in _OPENING:
        if found := form.match(letters):
            head = tokens[: found.end()]
            start, end = _end_of_head(tokens, found.end()), _end_of_words(text, tokens, head)
            words = text[start:end].strip()
            if head[-1].letter in "=C" and _is_opinion(words, heard):
                return None
            return Order(name, tuple(head), words)
    return None


def _end_of_words(text: str, tokens: Sequence[Token], head: Sequence[Token]) -> int:
    """Where the words end: before the second part of the verb, unless that stood before them."""
    after = tokens[len(head) :]
    is_parted = head[0].letter == "I" and not _INSERTED.match(_letters(after))
    is_last = len(after) > 1 and after[-1].letter == "i" and not text[after[-1].end :].strip(" .!")
    return after[-1].start if is_parted and is_last else len(text)


def _end_of_head(tokens: Sequence[Token], count: int) -> int:
    """Where the words begin, after a sign and the second part of a verb before it."""
    after = _AFTER_HEAD.match(_letters(tokens[count : count + 2]))
    return tokens[count - 1 + (after.end() if after else 0)].end


def _is_opinion(words: str, heard: Vocabulary) -> bool:
    """Whether "3 is wrong" was said, and not what step 3 is."""
    first, _, _ = unaccented(words[:60]).partition(" ")
    return first in heard.opinions


def _tokens(text: str, heard: Vocabulary) -> list[Token]:
    """Tokens of an order, without small words, and from its first word that matters."""
    return list(dropwhile(lambda token: token.letter in "&t.", _all_tokens(text, heard)))


def _all_tokens(text: str, heard: Vocabulary) -> Iterator[Token]:
    """Tokens without small words; a stop behind these goes with them."""
    figures = ascii_digits(text[:2000])
    found = list(_spans(figures, heard))
    said = [unaccented(figures[slice(*span)]) for span in found]
    at, before = 0, ""
    while at < len(found):
        size, letter, number = _named(figures[slice(*found[at])], said[at:], heard)
        if letter == "." and before in {" ", "t"}:  # as in "no. 3"
            letter = " "
        if letter != " ":
            start, end = found[at][0], found[at + size - 1][1]
            yield Token(letter, start, end, number)
        at, before = at + size, letter


def _spans(figures: str, heard: Vocabulary) -> Iterator[tuple[int, int]]:
    """Where words and signs stand; an "and" that is written onto a number is one of its own."""
    glued = heard.numerals.glued
    for found in islice(_TOKEN.finditer(figures), _MOST_TOKENS):
        said = unaccented(found[0])
        known = said in heard.steps or said in heard.orders
        if glued and not known and said.removeprefix(glued) in heard.steps:
            yield found.start(), found.start() + len(glued)
            yield found.start() + len(glued), found.end()
        else:
            yield found.span()


def _named(raw: str, said: Sequence[str], heard: Vocabulary) -> tuple[int, str, int]:
    """Size in words, letter and number of the longest phrase that the text begins with."""
    if raw.isascii() and raw.isdigit():
        return 1, _NUMBER if len(raw) < 4 else _UNKNOWN, int(raw[:4])  # noqa: PLR2004
    for size in range(min(_LONGEST_PHRASE, len(said)), 0, -1):
        meaning = heard.orders.get(" ".join(said[:size]))
        if meaning is not None:
            return size, _LETTERS[meaning], 0
    if (number := heard.steps.get(said[0])) is not None:
        return 1, _NUMBER, number
    return 1, _SIGNS.get(raw, _UNKNOWN), 0
