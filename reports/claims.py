"""Sayings become claims and figures: who said it, how many, and the evidence for it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import TypeVar

from cxmodel import metrics
from cxmodel.journey import Document
from cxmodel.metrics import Reach
from reports.amounts import in_words
from reports.cell import Cell
from reports.lists import MOST_LISTED, Evidence, first_of
from reports.merging import Merged, merged
from reports.readings import rounded
from reports.telling import Saying
from reports.themes import plain, spokesman

CORROBORATED_FROM = 2  # people


class Voices:
    """All who say the same thing: a claim that grows saying by saying."""

    def __init__(self) -> None:
        self.people: set[str] = set()
        self.spelled: Counter[str] = Counter()
        self.evidence = Evidence()
        self.waves: set[int] = set()

    def add(self, saying: Saying, _burden: bytes | None = None) -> None:
        """Take in one more voice."""
        self.people.add(saying.respondent)
        self.spelled[saying.told.text] += 1
        self.evidence.add(saying.evidence)
        self.waves.add(saying.wave)

    def claim(self, most: int = MOST_LISTED) -> Document:
        """The claim; `most` people and pieces of evidence are named."""
        return {
            "text": spokesman(self.spelled),
            "count": len(self.people),
            "respondents": first_of(self.people, most),
            **self.evidence.entry(most),
            "tier": tier(len(self.people)),
        }


V = TypeVar("V", bound=Voices)


class Amounts(Voices):
    """An effort that people gave in numbers: how much, from the least to the most.

    Amounts are told only where `fewest` people and more gave the least, and as many the most.
    """

    def __init__(self, fewest: int = 1, *, by_wave: bool = False) -> None:
        super().__init__()
        self._fewest, self._by_wave = fewest, by_wave
        self._given: dict[float, set[str]] = {}  # people by amount

    def add(self, saying: Saying, burden: bytes | None = None) -> None:
        """Take in one more voice."""
        super().add(saying, burden)
        if saying.value is not None:
            self._given.setdefault(saying.value, set()).add(saying.respondent)

    def claim(self, most: int = MOST_LISTED) -> Document:
        """The claim in words that say the amounts, and the wave that they name."""
        made = super().claim(most)
        if self._given:
            least, most_given = min(self._given), max(self._given)
            if min(len(self._given[end]) for end in (least, most_given)) >= self._fewest:
                made["text"] = in_words(least, most_given, made["text"])
            if self._by_wave:
                made["wave"] = min(self.waves)
        return made


class Figures:
    """A figure that many people gave: their mean, and the evidence."""

    def __init__(self) -> None:
        self.by_person: dict[str, list[float]] = {}
        self.evidence = Evidence()

    def add(self, saying: Saying) -> None:
        """Take in one more, if it is one."""
        if saying.value is not None:
            self.by_person.setdefault(saying.respondent, []).append(saying.value)
            self.evidence.add(saying.evidence)

    def each(self, combine: Callable[[list[float]], float] = fmean) -> dict[str, float]:
        """One figure a person, in order of pseudonym; by default the mean of their own."""
        return {person: combine(self.by_person[person]) for person in sorted(self.by_person)}

    def entry(self, most: int = MOST_LISTED) -> Document:
        """Mean over people, n and evidence; the mean is None where nobody gave a number."""
        values = list(self.each().values())
        return {
            "mean": rounded(fmean(values)) if values else None,
            "n": len(values),
            **self.evidence.entry(most),
        }


@dataclass(frozen=True, slots=True)
class Claims:
    """What a cell lists, and how many claims more there are."""

    listed: list[Document]
    more: int


def tier(people: int) -> str:
    """How well a claim is founded: `reported` by one voice, `corroborated` by two or more."""
    return "corroborated" if people >= CORROBORATED_FROM else "reported"


def share_of(reached: Reach) -> Document:
    """How many of how many, with the interval of the share."""
    return {
        "x": reached.x,
        "n": reached.n,
        "low": rounded(reached.low),
        "high": rounded(reached.high),
    }


def felt_of(values: Iterable[float]) -> Document:
    """What a group felt, one value a person: every value, and how they spread."""
    felt = sorted(values)
    if not felt:
        return {**_UNFELT, "values": []}
    spread = metrics.spread(felt)
    return {
        "n": spread.n,
        "mean": rounded(spread.mean),
        "median": rounded(spread.median),
        "q1": rounded(spread.q1),
        "q3": rounded(spread.q3),
        "split": spread.split,
        "values": [rounded(value) for value in felt],
    }


_UNFELT: Document = {"n": 0, "mean": None, "median": None, "q1": None, "q3": None, "split": False}


def figures(sayings: Iterable[Saying]) -> Figures:
    """All the figures among what was told."""
    found = Figures()
    for saying in sayings:
        found.add(saying)
    return found


def claims(cell: Cell, make: Callable[[], Voices] = Voices) -> Claims:
    """Claims out of all that was told in one cell, those of most people first."""
    found = merged(cell)
    voices = voiced(cell, found, make)
    limits = cell.limits
    listed = voices[: limits.claims]
    most = limits.each([len(voice.evidence) for _, voice in listed])
    more = len(voices) - len(listed) + found.alone
    apart = found.apart()
    told = [_claim(theme, voice, most, apart) for theme, voice in listed]
    if cell.by_wave:
        for claim, (_, voice) in zip(told, listed, strict=True):
            claim["waves"] = sorted(voice.waves)
    return Claims(told, more)


def _claim(theme: int, voice: Voices, most: int, apart: Mapping[tuple[str, int], str]) -> Document:
    """A claim, with its language where only that sets it apart from one of equal words."""
    language = apart.get((plain(spokesman(voice.spelled)), theme)) if apart else None
    return voice.claim(most) | ({} if language is None else {"language": language})


def voiced(cell: Cell, found: Merged, make: Callable[[], V]) -> list[tuple[int, V]]:
    """Every theme with its voices, by people, then by first mention."""
    voices: dict[int, V] = {}
    for saying, burden in cell.burdened():
        theme = found.of(saying.told)
        if theme is not None:
            if theme not in voices:
                voices[theme] = make()
            voices[theme].add(saying, burden)
    return sorted(voices.items(), key=lambda item: -len(item[1].people))
