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
    "change": "C",  # of two steps: to swap them
    "reword": "E",
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
_SIGNS |= dict.fromkeys("\u2066\u2067\u2068\u2069\u200e\u200f", " ")  # around what is copied
_NUMBER, _UNKNOWN = "n", "?"

_TOKEN = re.compile(
    r"[0-9]+|[^\W\d_]+(?:['’][^\W\d_]+|[\u0300-\u036f\u064b-\u0655\u0670]+[^\W\d_]*)*|[^\s\w]|_"
)
_LONGEST_PHRASE = 4  # words
_MOST_TOKENS = 100  # of an order; what follows can only be a step's own words

PLACE = "[nfl]"
_PLACES = f"t?{PLACE}(?:[&t-]*{PLACE})*"
_FORMS = {
    # orders without words of their own: the whole of them
    "remove": f"R{_PLACES}R?|{_PLACES}[=V]*R",
    "merge": f"Mj?w?{_PLACES}[Mj]?|I(?:j?{PLACE}[&t-]*{_PLACES}|{_PLACES}j)j?"
    f"|Vj?{_PLACES}j|Vj{_PLACES}|{_PLACES}[=V]*[Mj]|nM&?n",
    "swap": f"S[wt]?{_PLACES}S?|{_PLACES}[=V]*S|nS&?n|[Cc]{PLACE}&{PLACE}S?",
    "shift": f"(?:Vt?)?{PLACE}[=V]*t?[ud]V?",
    "beside": f"(?:[VCE]t?)?{PLACE}[=V]*&?t?[ba]t?{PLACE}V?",
    "amid": f"(?:Vt?)?{PLACE}[=V]*t?w{PLACE}&?{PLACE}V?",
    "put": f"Vt?{PLACE}[=V]*(?:[ud]?t{PLACE}|t?[fl])V?|{PLACE}(?:[=V]+t?|t(?=.V)){PLACE}V?",
    "halve": f"Dt?{PLACE}|{PLACE}D",
}
_FORMS_WITH_WORDS = {
    # orders that a step's words follow
    "insert": f"Ij?t?[ba]t?{PLACE}|Vt?[ba]t?{PLACE}(?=:)|[ba]{PLACE}(?:I|[?Vxi]{{,2}}(?=:))",
    "insert_at": "Itn(?=:)|nI",
    "insert_amid": f"Ij?t?w{PLACE}&?{PLACE}|w{PLACE}&?{PLACE}(?:I|[?Vxi]{{,2}}(?=:))",
    "prepend": "It?f|fI|f(?=:)",
    "append": "It?l|lI|I|l(?=:)",
    "split": f"Dt?{PLACE}[t&]?|{PLACE}D[t&]?",
    "change": f"[CcE]t?{PLACE}(?:xt)?[t&=]*|{PLACE}[CE][t&=]*|S?n(?=:)|n(?=[.])|nt?=",
}
_WHOLE = tuple((name, re.compile(form)) for name, form in _FORMS.items())
_OPENING = tuple((name, re.compile(form)) for name, form in _FORMS_WITH_WORDS.items())
BEHIND = re.compile(f"(?:(?P<insert>t?[ba]t?{PLACE})|(?P<insert_amid>t?w{PLACE}&?{PLACE}))i?$")
_AFTER_HEAD = re.compile("[xij]?[:.-]")
_INSERTED = re.compile("i?[:.-]")  # the verb is whole before the words begin
_BEGINNING = re.compile(f"[RMSICcED]|V{PLACE}|n:")


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
    tokens = tokens_in(text, heard)
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
    tokens = tokens_in(text[:200], heard)
    return bool(_BEGINNING.match(letters_of(tokens))) or _whole(tokens) is not None


def letters_of(tokens: Sequence[Token]) -> str:
    """Write tokens as one letter each."""
    return "".join(token.letter for token in tokens)


def _whole(tokens: Sequence[Token]) -> Order | None:
    """Read an order that brings no words."""
    said = [token for token in tokens if token.letter not in "xi"]
    while said and said[-1].letter in ".&:":
        said.pop()
    letters = letters_of(said)
    found = next((name for name, form in _WHOLE if form.fullmatch(letters)), None)
    return Order(found, tuple(said)) if found else None


def _parts(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Part several orders at their verbs: "remove 3 and merge 1 and 2"."""
    part: list[Token] = []
    for token in tokens:
        if token.letter in "RMSVICcED" and part:
            yield part
            part = []
        part.append(token)
    yield part


def _opening(text: str, tokens: Sequence[Token], heard: Vocabulary) -> Order | None:
    """Read an order by what it opens with, and take what follows as the words of the step."""
    letters = letters_of(tokens)
    if (behind := _placed_behind(text, tokens)) is not None:
        return behind
    for name, form in _OPENING:
        if found := form.match(letters):
            head = tokens[: found.end()]
            start, end = _end_of_head(tokens, found.end()), _end_of_words(text, tokens, head)
            words = text[start:end].strip()
            said = f"{_beside_is(text, head)} {words}"
            if head[-1].letter in "=CE" and _is_opinion(said, heard):
                return None
            if name == "change" and _names_two(text, tokens, head, heard):
                asked = "change" if letters.startswith("E") else "swap"
                return Order(asked, tuple(head))  # its words, or which two, will be asked
            if tells_time(text, head, heard) or _tells_hour(text, head, heard):
                return None
            return Order(name, tuple(head), words)
    return None


def _placed_behind(text: str, tokens: Sequence[Token]) -> Order | None:
    """Read "add X after 2", where the place stands behind the words."""
    letters = letters_of(tokens)
    found = BEHIND.search(letters)
    if not re.match("I[^:.-]", letters) or found is None or found.start() < 2:  # noqa: PLR2004
        return None
    tail = tokens[found.start() : found.end()]
    is_parted = tokens[found.start() - 1].letter == "i"  # as in "füge X ein nach 2"
    words = text[tokens[0].end : tokens[found.start() - is_parted].start].strip()
    return Order(str(found.lastgroup), tuple(tail), words)


def _names_two(
    text: str, tokens: Sequence[Token], head: Sequence[Token], heard: Vocabulary
) -> bool:
    """Whether "change 1 and 4 …" names two steps, rather than one and its new words."""
    last, after = head[-1], tokens[len(head) : len(head) + 1]
    joins = re.fullmatch(heard.joins, unaccented(text[last.start : last.end]))
    return joins is not None and letters_of(after) in {"n", "f", "l"}


def tells_time(text: str, head: Sequence[Token], heard: Vocabulary) -> bool:
    """Whether "after 2 weeks: …" was said, and not "after 2 I forgot: …"."""
    said = {unaccented(text[t.start : t.end]) for t in head if t.letter == _UNKNOWN}
    return any(said & words for words in heard.times.units.values())


def _tells_hour(text: str, head: Sequence[Token], heard: Vocabulary) -> bool:
    """Whether "before 2 pm: …" was said."""
    behind = re.compile(rf" ?(?:{heard.amounts.named_behind})(?!\w)", re.IGNORECASE)
    return any(
        behind.match(text, number.end) or heard.telling.hour.search(text[: number.start])
        for number in head
        if number.letter == _NUMBER
    )


def _end_of_words(text: str, tokens: Sequence[Token], head: Sequence[Token]) -> int:
    """Where the words end: before the second part of the verb, unless that stood before them."""
    after = tokens[len(head) :]
    is_parted = head[0].letter == "I" and not _INSERTED.match(letters_of(after))
    is_last = len(after) > 1 and after[-1].letter == "i" and not text[after[-1].end :].strip(" .!")
    return after[-1].start if is_parted and is_last else len(text)


def _end_of_head(tokens: Sequence[Token], count: int) -> int:
    """Where the words begin, after a sign and the second part of a verb before it."""
    after = _AFTER_HEAD.match(letters_of(tokens[count : count + 2]))
    return tokens[count - 1 + (after.end() if after else 0)].end


def _beside_is(text: str, head: Sequence[Token]) -> str:
    """Find what stands between a number and its "is": "3 no es un paso"."""
    return text[head[-2].end : head[-1].start].strip() if len(head) > 1 else ""


def _is_opinion(words: str, heard: Vocabulary) -> bool:
    """Whether "3 is wrong" or "3 is no step" was said, and not what step 3 is."""
    first, _, _ = unaccented(words.strip()[:60]).partition(" ")
    return first in heard.opinions | heard.denials


def tokens_in(text: str, heard: Vocabulary) -> list[Token]:
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
