"""What comes to mind while the steps of a story are confirmed: "I forgot: before I called, …".

It becomes a step of its own: where a step is named by number or in like words, beside that one,
else at the end. Whoever reads the new list can move it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from interview_flows.orders import BEHIND, PLACE, Token, letters_of, tells_time, tokens_in
from interview_flows.vocabulary import Vocabulary
from interview_flows.words import clean, unaccented

_LONGEST = 2_000  # characters; more is told again from the beginning
_STEM = 4  # letters by which two forms of a word are the same
_ALIKE = 0.5  # share of the words of a step, or of what names it, that both have
_CLAUSE = re.compile(r"[,;:.،؛]")
_STEP = re.compile(r"(?<!\w)(?:steps?|schritte?s?|paso|etape|etapa|passo|(?:ال)?خطوه)(?!\w)")
_SIGN = re.compile(r"\s*[,:،؛\u2013-]")
_AHEAD = re.compile(f"(?:t?[ba]t?{PLACE}|t?w{PLACE}&?{PLACE})(?=.)")
_OPENING = re.compile(f"{_AHEAD.pattern}|[fl]")
_ORDER = re.compile(f"n|[RMSCEDVI].*{PLACE}|[fl][=V]")  # of a step by its number, or an order


@dataclass(frozen=True, slots=True)
class Afterthought:
    """What was told late, empty where only that something is missing was said, and its place."""

    words: str
    at: int  # 0-based, in the list as it stands


def afterthought_in(text: str, steps: Sequence[str], heard: Vocabulary) -> Afterthought | None:
    """Find what a text adds to the steps of a story; None where it is no afterthought.

    >>> from interview_flows.vocabulary import vocabulary_in
    >>> steps, english = ("found the form", "called the desk"), vocabulary_in("en")
    >>> afterthought_in("I forgot: before I called the desk I asked Ann", steps, english)
    Afterthought(words='before I called the desk I asked Ann', at=1)
    >>> afterthought_in("3 is wrong", steps, english) is None
    True
    """
    told = " ".join(clean(text[:_LONGEST]).split())
    words = heard.telling.lead.sub("", told, count=1)
    is_led = words != told
    if not is_led:
        words = heard.telling.opener.sub("", told, count=1)
    tokens = tokens_in(words, heard)
    if _is_order(words, letters_of(tokens), heard) or told.endswith(("?", "؟")):
        return None
    placed = _by_number(words, tokens, len(steps), heard) or _in_words(words, tokens, steps, heard)
    if placed is None:
        placed = Afterthought(words, len(steps))
    if not _tells(placed.words, heard):
        return Afterthought("", len(steps)) if is_led else None
    if is_led:
        return placed
    is_placed = placed.at < len(steps)
    comes_late = _comes_late(told, words, tokens, heard)
    if heard.telling.lacks.search(words):
        return Afterthought("", placed.at) if comes_late or is_placed else None
    is_deed = comes_late or (is_placed and heard.telling.deed.match(words))
    return placed if is_deed and not heard.telling.judges.search(words) else None


def _is_order(words: str, letters: str, heard: Vocabulary) -> bool:
    """Whether it begins as an order does, and not as "then 3 people called me"."""
    counts = letters.startswith("n") and heard.connectives.leading.match(words)
    return _ORDER.match(letters) is not None and not counts


def _tells(words: str, heard: Vocabulary) -> bool:
    """Whether there is more than the words of an order: "I forgot step 3" tells nothing."""
    tokens = tokens_in(words, heard)
    letters = letters_of(tokens)
    if opening := _OPENING.match(letters):
        rest = words[tokens[opening.end() - 1].end :].strip(" ,:،")
        if heard.telling.deed.match(rest):
            return True
    return letters.count("?") > len(re.findall(PLACE, letters))


def _comes_late(told: str, words: str, tokens: Sequence[Token], heard: Vocabulary) -> bool:
    """Whether it begins as what is told late, or as a further step: "after that I …"."""
    if len(words.split()) <= heard.connectives.fewest:
        return False
    opened = unaccented(told.removesuffix(words)).split()
    return (
        letters_of(tokens)[:1] in set("bawfl")
        or heard.telling.more.match(words) is not None
        or heard.connectives.leading.match(words) is not None
        or (len(opened) > 1 and re.fullmatch(heard.joins, opened[-1]) is not None)
    )


# ── where it belongs ──────────────────────────────────────────────────────────────────────────────


def _by_number(
    words: str, tokens: Sequence[Token], count: int, heard: Vocabulary
) -> Afterthought | None:
    """Take the number of a step off what is told: "after 2 I …", "I …, before step 3".

    Behind it, a number that may be a time of day stays among the words, too.
    """
    letters = letters_of(tokens)
    ahead, behind = _AHEAD.match(letters), BEHIND.search(letters)
    if ahead and _is_place(words, tokens, ahead.end(), heard):
        named, rest = tokens[: ahead.end()], words[tokens[ahead.end() - 1].end :]
    elif behind and behind.start() > 0 and not _is_hour(words, tokens[behind.end() - 1], heard):
        named, rest = tokens[behind.start() : behind.end()], words[: tokens[behind.start()].start]
        rest = rest if _names_step(words[named[0].start :]) else words
    else:
        return Afterthought(words, 0) if letters.startswith("f") else None
    ends = {"f": 1, "l": count}
    number = max(ends.get(token.letter, token.number) for token in named if token.letter in "nfl")
    if number > count:  # no step: perhaps a time, which stays among the words
        return Afterthought(words, count)
    at = number - 1 + any(token.letter == "a" for token in named)
    return Afterthought(rest.strip(" ,:;،"), at)


def _is_place(words: str, tokens: Sequence[Token], size: int, heard: Vocabulary) -> bool:
    """Whether "before 2" names a step, and is no time, nor the beginning of "3 people"."""
    last, after = tokens[size - 1], tokens[size : size + 1]
    if tells_time(words, after, heard) or _is_hour(words, last, heard):
        return False
    rest = words[last.end :]
    if _names_step(words[tokens[0].start : after[0].start if after else None]) or _SIGN.match(rest):
        return True
    first = unaccented(rest.strip()[:60]).partition(" ")[0]
    return first in heard.subjects or heard.telling.deed.match(rest.strip()) is not None


def _is_hour(words: str, number: Token, heard: Vocabulary) -> bool:
    return heard.telling.hour.search(words[: number.start]) is not None


def _names_step(words: str) -> bool:
    return _STEP.search(unaccented(words)) is not None


def _in_words(
    words: str, tokens: Sequence[Token], steps: Sequence[str], heard: Vocabulary
) -> Afterthought | None:
    """Find the one step that "before I called, …" names, whose words stay."""
    first = next((token for token in tokens if token.letter in "ba"), None)
    more = heard.telling.more.match(words)
    if first is None or (more and more.end() > first.start):  # "before that" names none
        return None
    if _AHEAD.match(letters_of(tokens)):  # "before 2 pm" nor
        return None
    clause = words[first.end :]
    for part in (_CLAUSE.split(clause, maxsplit=1)[0], clause):
        likeness = [_likeness(_stems(part, heard), _stems(step, heard)) for step in steps]
        best = max(likeness, default=0.0)
        if best >= _ALIKE and likeness.count(best) == 1:
            return Afterthought(words, likeness.index(best) + (first.letter == "a"))
    return None


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _stems(text: str, heard: Vocabulary) -> set[str]:
    idle = heard.fillers | heard.hedges | heard.subjects | heard.connectives.leans
    words = unaccented(re.sub("['’]", " ", text)).split()
    return {word[:_STEM] for word in words if len(word) >= _STEM and word not in idle}
