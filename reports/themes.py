"""Which texts say the same: equal words, or words alike enough, decided the same way every time.

Two texts are merged when they are equal once case, Unicode form and punctuation are set aside, or
when `likeness` is at least `ALIKE`. Likeness compares the sorted words (rapidfuzz's ratio), so that
"Filled out the purchase order" meets "Fill out a purchase order" (85) while "Asked HR" and "Asked
IT" stay apart (75). It is never asked across a negation, a number or a single capital letter that
only one of the two has: "form A" is not "form B", "easy" is not "not easy".
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
_NEGATIONS = frozenset(  # noqa: SIM905
    (
        "no not never none nothing without cannot cant dont doesnt didnt isnt wasnt werent wont "
        "couldnt nicht kein keine keinen keiner nie niemals ohne nichts ni nunca jamás sin nada "
        "ninguno ninguna ne pas jamais sans aucun aucune rien não nem sem nenhum nenhuma "
        "لا لم لن ليس ليست بدون غير"
    ).split()
)
_LETTER = re.compile(r"(?<=\s)[A-HJ-Z]\b")


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
        return cls(" ".join(sorted(words)), frozenset(marks | set(_LETTER.findall(text))))


def likeness(one: str, other: str) -> float:
    """How alike two texts are, 0–100; 0 where a negation, number or letter sets them apart.

    >>> likeness("Asked Finance", "asked finance!"), likeness("It was easy", "It was not easy")
    (100.0, 0.0)
    """
    first, second = _Key.of(one), _Key.of(other)
    if first.marks != second.marks:
        return 0.0
    return float(fuzz.ratio(first.words, second.words))


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
        return sorted(((score, numbers[at]) for _, score, at in found), key=_best_first)

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
