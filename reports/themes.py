"""Which texts say the same: equal words, or words alike enough, decided the same way every time.

Two texts are merged when they are equal once case, Unicode form and punctuation are set aside, or
when `likeness` is at least `ALIKE`. Likeness compares the sorted words (rapidfuzz's ratio), so that
"Filled out the purchase order" meets "Fill out a purchase order" (85). It is 0 where something sets
the two apart: a negation, a number, an abbreviation or a capital letter that only one of them has
("form A" and "form B", "HR" and "IT", "easy" and "not easy"), or a word of each that is swapped for
another one ("vendor form" and "budget form"). To merge too little is mended by a researcher at a
glance; to merge too much hides what somebody said.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from unicodedata import category, normalize

from rapidfuzz import fuzz, process

ALIKE = 80.0  # of 100
LONGEST_ALIKE = 200  # characters; longer texts are merged only when they are equal
_JOINERS = "'’‘`-‐‑\u00ad\u200b\ufeff"  # inside a word: "e-mail" is "email"
_NEGATION_WORDS = (
    "no not never none nothing without cannot cant dont doesnt didnt isnt wasnt werent wont "
    "couldnt nicht kein keine keinen keiner nie niemals ohne nichts ni nunca jamás sin nada "
    "ninguno ninguna ne pas jamais sans aucun aucune rien não nem sem nenhum nenhuma "
    "لا لم لن ليس ليست بدون غير"
)
_NEGATIONS = frozenset(_NEGATION_WORDS.split())
_SHORT = 3  # letters: shorter words than four are little words, no content
_SAME_WORD = 70.0  # of 100: "fill" and "filled", "form" and "forms"
_LETTER = re.compile(r"(?<=\s)[A-HJ-Z]\b")
_ABBREVIATION = re.compile(r"\b[^\W\d_]{2,}\b")


@dataclass(frozen=True, slots=True)
class Told:
    """A text as it was told. `fixed` ones are labels on offer: only equal ones are merged."""

    text: str
    fixed: bool = False


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """Words alone: casefolded, composed (NFC), without punctuation.

    A text without any letter or digit, such as a lone emoji, stays as it is.

    >>> plain("  E-mailed  HR's desk… ")
    'emailed hrs desk'
    """
    folded = normalize("NFC", normalize("NFC", text).casefold())
    kept = "".join(
        sign if category(sign)[0] in "LMN" else "" if sign in _JOINERS else " " for sign in folded
    )
    return " ".join(kept.split()) or folded.strip()


@dataclass(frozen=True, slots=True)
class _Key:
    """What likeness looks at."""

    words: str  # sorted
    marks: frozenset[str]  # what must be the same in both

    @classmethod
    def of(cls, text: str) -> "_Key":
        words = plain(text).split()
        marks = {word for word in words if any(sign.isdigit() for sign in word)}
        marks |= {"NOT"} if _NEGATIONS & set(words) else set()
        marks |= {word for word in _ABBREVIATION.findall(text) if word.isupper()}
        return cls(" ".join(sorted(words)), frozenset(marks | set(_LETTER.findall(text))))

    def likeness(self, other: "_Key") -> float:
        """0–100; 0 where something sets the two apart."""
        if self.marks != other.marks or self._swapped(other):
            return 0.0
        return float(fuzz.ratio(self.words, other.words))

    def _swapped(self, other: "_Key") -> bool:
        """Whether each has a word of content that the other lacks."""
        mine, theirs = self.words.split(), other.words.split()
        here = [word for word in mine if word not in theirs and len(word) > _SHORT]
        there = [word for word in theirs if word not in mine and len(word) > _SHORT]
        return any(_lacking(word, there) for word in here) and any(
            _lacking(word, here) for word in there
        )


def _lacking(word: str, words: Iterable[str]) -> bool:
    return all(fuzz.ratio(word, other) < _SAME_WORD for other in words)


def likeness(one: str, other: str) -> float:
    """How alike two texts are, 0–100; 0 where a negation, number or letter sets them apart.

    >>> likeness("Asked Finance", "asked finance!"), likeness("It was easy", "It was not easy")
    (100.0, 0.0)
    """
    return _Key.of(one).likeness(_Key.of(other))


def shared_content(text: str, other: str) -> tuple[float, int]:
    """Share and weight of a text's words of content that another text holds too.

    A word of four letters or more weighs 1, an abbreviation or single letter 2; a plain number
    weighs nothing. (0.0, 0) where the text has no words of content.

    >>> shared_content("Fill out a form", "The form came back, and I filled it again")
    (1.0, 2)
    >>> shared_content("Asked HR", "She asked her boss") < shared_content("Asked HR", "HR lost it")
    True
    """
    mine, theirs = _Key.of(text), _Key.of(other)
    names = {mark for mark in mine.marks - {"NOT"} if not mark.isdigit()}
    words = {word for word in mine.words.split() if len(word) > _SHORT and not word.isdigit()}
    there = [word for word in theirs.words.split() if len(word) > _SHORT]
    held = sum(not _lacking(word, there) for word in words) + 2 * len(names & theirs.marks)
    whole = len(words) + 2 * len(names)
    return (held / whole if whole else 0.0), held


@dataclass(slots=True)
class Themes:
    """Canonical texts, growing as texts are met; each is compared with the first of its kind."""

    _exact: dict[str, int] = field(default_factory=dict)
    _words: dict[frozenset[str], list[str]] = field(default_factory=dict)
    _numbers: dict[frozenset[str], list[int]] = field(default_factory=dict)
    size: int = 0

    def matches(self, told: Told) -> list[tuple[float, int]]:
        """Themes that this text may join: (likeness, number), the most alike first."""
        same = self._exact.get(plain(told.text))
        if same is not None:
            return [(100.0, same)]
        if told.fixed or len(told.text) > LONGEST_ALIKE:
            return []
        key = _Key.of(told.text)
        found = process.extract(
            key.words,
            self._words.get(key.marks, []),
            scorer=fuzz.ratio,
            processor=None,
            score_cutoff=ALIKE,
            limit=None,
        )
        numbers = self._numbers.get(key.marks, [])
        scored = ((key.likeness(_Key(words, key.marks)), numbers[at]) for words, _, at in found)
        return sorted((match for match in scored if match[0] >= ALIKE), key=_best_first)

    def add(self, told: Told, theme: int | None = None) -> int:
        """Let the text join `theme`, or begin one of its own; returns the theme's number."""
        if theme is None:
            theme, self.size = self.size, self.size + 1
            if len(told.text) <= LONGEST_ALIKE:
                key = _Key.of(told.text)
                self._words.setdefault(key.marks, []).append(key.words)
                self._numbers.setdefault(key.marks, []).append(theme)
        self._exact.setdefault(plain(told.text), theme)
        return theme


def merge(texts: Sequence[Told]) -> list[list[int]]:
    """Positions of the texts that say the same, grouped, in order of first mention.

    >>> merge([Told("Asked HR"), Told("Took a form"), Told("asked HR.")])
    [[0, 2], [1]]
    """
    themes = Themes()
    groups: list[list[int]] = []
    for position, told in enumerate(texts):
        matching = themes.matches(told)
        theme = themes.add(told, matching[0][1] if matching else None)
        if theme == len(groups):
            groups.append([])
        groups[theme].append(position)
    return groups


def spokesman(texts: Iterable[str]) -> str:
    """The text that stands for all: the most frequent, then the shortest, then by alphabet.

    >>> spokesman(["Asked the boss", "asked boss", "Asked the boss"])
    'Asked the boss'
    """
    counted = Counter(texts)
    return min(counted, key=lambda text: (-counted[text], len(text), text))


def _best_first(match: tuple[float, int]) -> tuple[float, int]:
    return -match[0], match[1]
