"""Which texts say the same: equal words, or words alike enough, decided the same way every time.

Two texts are merged when they are equal once case, Unicode form and punctuation are set aside, or
when `likeness` is at least `ALIKE`. Likeness compares the sorted words (rapidfuzz's ratio), so that
"Filled out the purchase order" meets "Fill out a purchase order" (85). It is 0 where something sets
the two apart: a negation, a number, an abbreviation or a capital letter that only one of them has
("form A" and "form B", "HR" and "IT", "easy" and "not easy"), or a word of each that is swapped for
another one ("vendor form" and "budget form"). Texts of two languages are never merged by the rule,
but for a label on offer whose words are equal. To merge too little is mended by a researcher at a
glance, in the codebook; to merge too much hides what somebody said.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from unicodedata import category, normalize

from rapidfuzz import fuzz, process

from cxmodel.codebook import Theme

ALIKE = 80.0  # of 100
EQUAL, JOINED = 100.0, 99.9  # words that a theme began with, and words that joined it by the rule
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
    language: str = ""  # of the interview; of what is on offer, that of whoever offers it


class _Kept(dict[int, str]):
    """What becomes of each sign, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        kept = sign if category(sign)[0] in "LMN" else "" if sign in _JOINERS else " "
        self[code] = kept
        return kept


_KEPT = _Kept()


@lru_cache(maxsize=4_096)
def plain(text: str) -> str:
    """Words alone: casefolded, composed (NFC), without punctuation.

    A text without any letter or digit, such as a lone emoji, stays as it is.

    >>> plain("  E-mailed  HR's desk… ")
    'emailed hrs desk'
    """
    folded = normalize("NFC", normalize("NFC", text).casefold())
    return " ".join(folded.translate(_KEPT).split()) or folded.strip()


@lru_cache(maxsize=4_096)
def raw_key(told: Told) -> str:
    """How a codebook knows a text: a hash of its language and its words, 16 hexadecimal digits."""
    words = f"{told.language}\0{plain(told.text)}"
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class _Key:
    """What likeness looks at."""

    words: str  # sorted
    marks: frozenset[str]  # what must be the same in both

    @classmethod
    def of(cls, text: str) -> "_Key":
        words = plain(text).split()
        marks = {word for word in words if any(map(str.isdigit, word))}
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


_Kind = tuple[frozenset[str], str]
"""What must be the same in texts that are compared: their marks and their language."""


def _is_compared(told: Told) -> bool:
    """Whether anything but an equal text may be found to say the same."""
    return not told.fixed and len(told.text) <= LONGEST_ALIKE


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
    """Canonical texts, growing as texts are met; each is compared with the first of its kind.

    The first numbers are those of a codebook's themes, `decided`, with names in `language`: unless
    it is pinned, all that was put there is compared with, and its name if that is no text that was
    put into another one.
    """

    decided: Sequence[Theme] = ()
    language: str = ""
    size: int = field(init=False)
    _keys: dict[str, int] = field(default_factory=dict)
    _exact: dict[tuple[str, str], dict[int, float]] = field(default_factory=dict)
    _labels: dict[str, int] = field(default_factory=dict)
    _anywhere: dict[str, int] = field(default_factory=dict)
    _words: dict[_Kind, list[str]] = field(default_factory=dict)
    _numbers: dict[_Kind, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.size = len(self.decided)
        for number, theme in enumerate(self.decided):
            self._keys |= dict.fromkeys(theme.texts, number)
        for number, theme in enumerate(self.decided):
            name = Told(theme.name, language=self.language)
            if theme.name and not theme.pinned and self.decision(name) in {None, number}:
                self._enter(name, number)

    def decision(self, told: Told) -> int | None:
        """The theme into which a researcher put this text."""
        return self._keys.get(raw_key(told)) if self._keys else None

    def by_researcher(self, number: int) -> Theme | None:
        """The codebook's theme of that number; None for one that the rule made."""
        return self.decided[number] if number < len(self.decided) else None

    def matches(self, told: Told) -> list[tuple[float, int]]:
        """Themes that this text may join by the rule: (likeness, number), the most alike first."""
        same = self._equal(told)
        if same or not _is_compared(told):
            return same
        key = _Key.of(told.text)
        kind = key.marks, told.language
        found = process.extract(
            key.words,
            self._words.get(kind, []),
            scorer=fuzz.ratio,
            processor=None,
            score_cutoff=ALIKE,
            limit=None,
        )
        return self._best(key, kind, (at for _, _, at in found))

    def matches_each(self, texts: Sequence[Told]) -> list[list[tuple[float, int]]]:
        """The same for each of these texts, in half the time, where none of them is added."""
        found: list[list[tuple[float, int]]] = [[] for _ in texts]
        compared: dict[_Kind, list[tuple[int, _Key]]] = {}
        for at, told in enumerate(texts):
            found[at] = self._equal(told)
            if not found[at] and _is_compared(told):
                key = _Key.of(told.text)
                compared.setdefault((key.marks, told.language), []).append((at, key))
        for kind in compared.keys() & self._words.keys():
            asked = compared[kind]
            scores = process.cdist(
                [key.words for _, key in asked],
                self._words[kind],
                scorer=fuzz.ratio,
                score_cutoff=ALIKE,
            )
            for (at, key), row in zip(asked, scores, strict=True):
                found[at] = self._best(key, kind, row.nonzero()[0].tolist())
        return found

    def _best(self, key: _Key, kind: _Kind, places: Iterable[int]) -> list[tuple[float, int]]:
        """Themes of those among the texts of a kind that are alike, the most alike first."""
        texts, numbers = self._words.get(kind, []), self._numbers.get(kind, [])
        best: dict[int, float] = {}
        for at in places:
            score = key.likeness(_Key(texts[at], key.marks))
            best[numbers[at]] = max(score, best.get(numbers[at], 0.0))
        scored = ((score, number) for number, score in best.items() if score >= ALIKE)
        return sorted(scored, key=_best_first)

    def _equal(self, told: Told) -> list[tuple[float, int]]:
        """Themes of equal words: of the same language, or where a label on offer has them.

        There are several where somebody told these words apart from the theme that has them.
        """
        words = plain(told.text)
        same = self._exact.get((words, told.language))
        if same is None:
            label = (self._anywhere if told.fixed else self._labels).get(words)
            return [] if label is None else [(EQUAL, label)]
        return sorted(((score, theme) for theme, score in same.items()), key=_best_first)

    def put(self, told: Told, theme: int) -> None:
        """Take in a text that a researcher put into `theme`."""
        if not self.decided[theme].pinned:
            self._enter(told, theme)

    def add(self, told: Told, theme: int | None = None) -> int:
        """Let the text join `theme`, or begin one of its own; returns the theme's number."""
        if theme is None:
            theme, self.size = self.size, self.size + 1
            self._enter(told, theme)
        else:
            self._enter_words(told, theme, JOINED)
        return theme

    def _enter(self, told: Told, theme: int) -> None:
        """Let what is alike join from now on."""
        same = self._exact.get((plain(told.text), told.language), ())
        if len(told.text) <= LONGEST_ALIKE and theme not in same:
            key = _Key.of(told.text)
            self._words.setdefault((key.marks, told.language), []).append(key.words)
            self._numbers.setdefault((key.marks, told.language), []).append(theme)
        self._enter_words(told, theme, EQUAL)

    def _enter_words(self, told: Told, theme: int, score: float) -> None:
        """Let what is equal join from now on."""
        words = plain(told.text)
        self._exact.setdefault((words, told.language), {}).setdefault(theme, score)
        self._anywhere.setdefault(words, theme)
        if told.fixed:
            self._labels.setdefault(words, theme)


def assigned(texts: Sequence[Told], themes: Themes) -> list[int]:
    """The number of each text's theme: what was decided first, then by the rule in their order."""
    decided = [themes.decision(told) for told in texts]
    for told, theme in zip(texts, decided, strict=True):
        if theme is not None:
            themes.put(told, theme)
    return [
        _ruled(told, themes) if theme is None else theme
        for told, theme in zip(texts, decided, strict=True)
    ]


def _ruled(told: Told, themes: Themes) -> int:
    matching = themes.matches(told)
    return themes.add(told, matching[0][1] if matching else None)


def merge(texts: Sequence[Told], themes: Themes | None = None) -> list[list[int]]:
    """Positions of the texts that say the same, grouped, in order of first mention.

    `themes` may hold what a researcher decided.

    >>> merge([Told("Asked HR"), Told("Took a form"), Told("asked HR.")])
    [[0, 2], [1]]
    """
    groups: dict[int, list[int]] = {}
    for position, theme in enumerate(assigned(texts, themes or Themes())):
        groups.setdefault(theme, []).append(position)
    return list(groups.values())


def spokesman(texts: Iterable[str]) -> str:
    """The text that stands for all: the most frequent, then the shortest, then by alphabet.

    Counted already, as a Counter, they need not be handed over one by one.

    >>> spokesman(["Asked the boss", "asked boss", "Asked the boss"])
    'Asked the boss'
    """
    counted = Counter(texts)
    return min(counted, key=lambda text: (-counted[text], len(text), text))


def _best_first(match: tuple[float, int]) -> tuple[float, int]:
    return -match[0], match[1]
