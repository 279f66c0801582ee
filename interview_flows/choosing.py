"""Which of the options on offer a typed answer means: position, label, first letters or emoji."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cxmodel.errors import RejectedAnswer
from cxmodel.interview import Absence
from interview_flows.numerals import plain_figures
from interview_flows.phrases import Phrases
from interview_flows.vocabulary import Vocabulary
from interview_flows.words import clip, emoji_of, folded, plain, spoken, unaccented

_LONGEST = 300  # characters; a longer text is a story, not a choice
_LONGEST_LIST = 3000  # characters
_LEAST_LETTERS = 2  # of a prefix
_LEAST_INSIDE = 3  # letters of a label that is found inside a phrase
_LEAST_AROUND = 4  # letters of a text that is found inside a label
_MOST_LISTED = 6  # options named in a sentence that asks again
_LABEL_SHOWN = 60  # characters

_POSITION = r"(?:(?:%s)[.:]? ?)?[#(]? ?([0-9]+) ?[).:]*"  # behind words such as "answer"
_NUMBERED_LABEL = re.compile(r"\(?([0-9]{1,3}) ?[).:-] ?(.*\w.*)", re.DOTALL)
_SEPARATORS = re.compile(r"[,;\n،؛，、；]+")


@dataclass(frozen=True, slots=True)
class Choice:
    """One option as the respondent sees it.

    `exclusive`: stands alone in a checklist. `also`: spoken words that mean it, beside its label.
    """

    id: str
    label: str
    absence: Absence | None = None
    exclusive: bool = False
    also: frozenset[str] = frozenset()


def choose_one(
    options: Sequence[Choice], text: str, phrases: Phrases, *, free: bool = False, others: int = 2
) -> Choice | str:
    """Find the option that a text means; with `free`, else the respondent's own words.

    `others`: how many words beside the label a phrase may hold, small words not counted.

    Raises RejectedAnswer where none fits, a position does not exist or several could be meant.
    """
    found = _meant(options, text, phrases, others=0 if free else others)
    if not found and not free:
        found = _around(options, text)
    if len(found) == 1:
        return found[0]
    if free and _is_wording(text) and not _cut_short(found, text):
        return text.strip()
    if found:
        raise RejectedAnswer(_did_you_mean(options, found, phrases))
    raise RejectedAnswer(f"{phrases.no_match} {_how_to_choose(options, phrases)}")


def choose_many(
    options: Sequence[Choice], text: str, phrases: Phrases, *, free: bool = False
) -> tuple[Choice | str, ...]:
    """Find all the options that a text lists, each once, in the order of the options.

    Own words come last. "all" takes whatever may be combined; "none" takes the exclusive
    option, or nothing. Raises RejectedAnswer as `choose_one` does, and where an exclusive option
    is combined.
    """
    if len(options) > 0 and (whole := _whole_list(options, text, phrases.heard)) is not None:
        return whole
    pieces = _pieces(options, text, phrases.heard)
    picked = [choose_one(options, piece, phrases, free=free) for piece in pieces]
    chosen = [o for o in options if o in picked]
    words = dict.fromkeys(p for p in picked if isinstance(p, str))
    check_exclusive(chosen, len(chosen) + len(words), phrases)
    return (*chosen, *words)


def matching(options: Sequence[Choice], text: str) -> tuple[Choice, ...]:
    """Options that a text may mean by their labels, by the strictest reading that any meets.

    The readings, in order: the whole label, its words, its words without accents, its emoji,
    its first letters (two at least).
    """
    if len(text) > _LONGEST:
        return ()
    in_words: tuple[Callable[[str], str], ...] = (folded, spoken, unaccented)
    for reading in in_words if spoken(text) else (folded, _emoji_only):
        wanted = reading(text)
        found = tuple(o for o in options if wanted and reading(o.label) == wanted)
        if found:
            return found
    return _beginning(options, text)


def _emoji_only(text: str) -> str:
    """Emoji of a text, each once."""
    return "".join(dict.fromkeys(emoji_of(text)))


def _beginning(options: Sequence[Choice], text: str) -> tuple[Choice, ...]:
    for reading in (spoken, unaccented):
        start = reading(text)
        if sum(c.isalpha() for c in start) < _LEAST_LETTERS:
            continue
        found = tuple(o for o in options if reading(o.label).startswith(start))
        if found:
            return found
    return ()


def inside(
    options: Sequence[Choice], text: str, heard: Vocabulary, *, others: int
) -> tuple[Choice, ...]:
    """Options whose label stands, word for word, inside a short phrase without a denial.

    Beside the label and small words, at most `others` further words may stand there.
    """
    said = unaccented(text).split() if len(text) <= _LONGEST else []
    labels = {o: unaccented(o.label).split() for o in options}
    hits = [o for o in options if len("".join(labels[o])) >= _LEAST_INSIDE]
    hits = [o for o in hits if _contains(said, labels[o])]
    longest = [
        o
        for o in hits
        if not any(_contains(labels[p], labels[o]) and labels[p] != labels[o] for p in hits)
    ]
    named = {word for o in longest for word in labels[o]}
    further = [w for w in said if w not in named and w not in heard.fillers]
    return () if len(further) > others or heard.denials & set(further) else tuple(longest)


def _around(options: Sequence[Choice], text: str) -> tuple[Choice, ...]:
    """Options in whose label a text stands, word for word: "every time", of "It happens …"."""
    said = unaccented(text).split()
    if len("".join(said)) < _LEAST_AROUND:
        return ()
    return tuple(o for o in options if _contains(unaccented(o.label).split(), said))


def _contains(words: Sequence[str], part: Sequence[str]) -> bool:
    size = len(part)
    return any(list(words[i : i + size]) == list(part) for i in range(len(words) - size + 1))


def _meant(
    options: Sequence[Choice], text: str, phrases: Phrases, *, others: int
) -> tuple[Choice, ...]:
    """Options that a text may mean, by position first, then by label, then inside a phrase."""
    if len(text) > _LONGEST:
        return ()
    figures, heard = plain_figures(text), phrases.heard
    if position := re.fullmatch(_POSITION % heard.numbered, plain(figures)):
        return (_at(options, position[1], phrases),)
    if (numbered := _NUMBERED_LABEL.fullmatch(figures)) and (found := _twofold(options, numbered)):
        return found
    return (
        matching(options, text)
        or _also(options, text, heard)
        or inside(options, text, heard, others=others)
    )


def _also(options: Sequence[Choice], text: str, heard: Vocabulary) -> tuple[Choice, ...]:
    """Options that a text means by other words than their label's."""
    said = unaccented(text)
    bare = _bare(said, heard)
    return tuple(o for o in options if said in o.also) or tuple(
        o for o in options if bare in {_bare(words, heard) for words in o.also}
    )


def named_exactly(options: Sequence[Choice], text: str, heard: Vocabulary) -> Choice | None:
    """Find the option that a text means by other words than its label's, "really" and all."""
    whole = unaccented(text)
    said = " ".join(word for word in whole.split() if word not in heard.fillers)
    return next((o for o in options if {said, whole} & o.also), None)


def _bare(said: str, heard: Vocabulary) -> str:
    """Unaccented words without the small ones, unless there are no others."""
    small = heard.fillers | heard.intensity
    return " ".join(word for word in said.split() if word not in small) or said


def _at(options: Sequence[Choice], digits: str, phrases: Phrases) -> Choice:
    """Find the option at a 1-based position."""
    place = int(digits) if len(digits) < 4 else 0  # noqa: PLR2004
    if not 1 <= place <= len(options):
        none = phrases.no_option.format(number=clip(digits, 12))
        raise RejectedAnswer(f"{none} {_how_to_choose(options, phrases)}")
    return options[place - 1]


def _twofold(options: Sequence[Choice], numbered: re.Match[str]) -> tuple[Choice, ...]:
    """Read "2) The intranet": one option where number and words agree, else both readings."""
    named = matching(options, numbered[2])
    place = int(numbered[1])
    if not named or not 1 <= place <= len(options):
        return ()
    counted = options[place - 1]
    return (counted,) if counted in named else (counted, *named)


def _is_wording(text: str) -> bool:
    """Whether a text says something by itself, which bare figures do not."""
    return any(c.isalpha() for c in text) or bool(emoji_of(text))


def _cut_short(found: Sequence[Choice], text: str) -> bool:
    """Whether the text is a word broken off, so that it is no answer in its own right."""
    said = unaccented(text)
    return bool(found) and not any(said in unaccented(o.label).split() for o in found)


def _whole_list(
    options: Sequence[Choice], text: str, heard: Vocabulary
) -> tuple[Choice, ...] | None:
    """Read "all", "none" and a text that is one label, which may hold an "and" of its own."""
    exact = tuple(o for o in options if folded(o.label) == folded(text))
    if len(exact) == 1:
        return exact
    said = unaccented(text)
    if said in heard.everything:
        return tuple(o for o in options if not o.exclusive and o.absence is None)
    if said in heard.nothing:
        alone = tuple(o for o in options if o.exclusive)[:1]
        return alone if alone or not matching(options, text) else None
    return None


def _pieces(options: Sequence[Choice], text: str, heard: Vocabulary) -> list[str]:
    """Cut a list into its items: at commas and lines, else between numbers, else at "and"."""
    if len(text) > _LONGEST_LIST:
        return [text]
    pieces: list[str] = []
    for part in _SEPARATORS.split(text):
        figures = plain_figures(part)
        if re.fullmatch(r"[0-9]+(?:\s+[0-9]+)+", figures):
            pieces += figures.split()
        elif matching(options, part):
            pieces.append(part)
        else:
            pieces += _at_and(options, part, heard)
    return [piece.strip() for piece in pieces if spoken(piece) or emoji_of(piece)] or [text]


def _at_and(options: Sequence[Choice], part: str, heard: Vocabulary) -> list[str]:
    """Cut at "and", but only where every side is an option: own words may hold an "and"."""
    joins = f"(?:{heard.joins})"
    tail = re.sub(rf"^\s*{joins}\s+", "", part, flags=re.IGNORECASE)
    cut = rf"\s*[&+/]\s*|\s+{joins}(?:\s+|(?=[0-9])|(?<=و))"
    sides = [side for side in re.split(cut, tail, flags=re.IGNORECASE) if side.strip()]
    known = [
        side
        for side in sides
        if re.fullmatch(r"[0-9]+", plain_figures(side)) or matching(options, side)
    ]
    return sides if known == sides else [part]


def check_exclusive(chosen: Sequence[Choice], picked: int, phrases: Phrases) -> None:
    """Raise RejectedAnswer where one of `picked` options or words has to stand alone."""
    alone = next((o for o in chosen if o.exclusive or o.absence is not None), None)
    if alone is not None and picked > 1:
        raise RejectedAnswer(phrases.stands_alone.format(option=_label(alone)))


def _did_you_mean(options: Sequence[Choice], found: Sequence[Choice], phrases: Phrases) -> str:
    """Name the candidates with their numbers, so that one digit settles it."""
    *named, last = [f"“{_label(o)}” ({options.index(o) + 1})" for o in found[:_MOST_LISTED]]
    return phrases.which_option.format(list=", ".join(named), last=last)


def _how_to_choose(options: Sequence[Choice], phrases: Phrases) -> str:
    if len(options) > _MOST_LISTED or not options:
        return phrases.type_number.format(count=len(options))
    return phrases.type_option.format(list=listed(options))


def listed(options: Sequence[Choice]) -> str:
    """Name options with the numbers that choose them."""
    return ", ".join(f"{n} {_label(o)}" for n, o in enumerate(options, 1))


def _label(option: Choice) -> str:
    return clip(" ".join(option.label.split()), _LABEL_SHOWN)
