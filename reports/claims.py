"""Sayings become claims and figures: who said it, how many, and the evidence for it."""

from collections.abc import Callable, Iterable, Sequence
from statistics import fmean
from typing import Any

from cxmodel.journey import Document
from cxmodel.metrics import Reach
from reports.amounts import in_words
from reports.readings import rounded
from reports.telling import Saying
from reports.themes import merge, spokesman

CORROBORATED_FROM = 2  # people


def tier(people: int) -> str:
    """How well a claim is founded: `reported` by one voice, `corroborated` by two or more."""
    return "corroborated" if people >= CORROBORATED_FROM else "reported"


def people_of(sayings: Iterable[Saying]) -> list[str]:
    """Pseudonyms of those who told this, sorted."""
    return sorted({saying.respondent for saying in sayings})


def evidence_of(sayings: Iterable[Saying]) -> list[str]:
    """Ids of the evidence, sorted."""
    return sorted({evidence for saying in sayings for evidence in saying.evidence})


def share_of(reached: Reach) -> Document:
    """How many of how many, with the interval of the share."""
    return {
        "x": reached.x,
        "n": reached.n,
        "low": rounded(reached.low),
        "high": rounded(reached.high),
    }


def claim(group: Sequence[Saying]) -> Document:
    """One claim out of the sayings that say the same."""
    people = people_of(group)
    return {
        "text": spokesman(saying.told.text for saying in group),
        "count": len(people),
        "respondents": people,
        "evidence": evidence_of(group),
        "tier": tier(len(people)),
    }


def amount(group: Sequence[Saying]) -> Document:
    """A claim about an effort that people gave in numbers: how much, from the least to the most."""
    given = sorted(saying.value for saying in group if saying.value is not None)
    made = claim(group)
    if given:
        made["text"] = in_words(given[0], given[-1], made["text"])
    return made


def grouped(sayings: Iterable[Saying]) -> list[list[Saying]]:
    """Sayings that say the same, the groups with most people first, then by first mention."""
    worded = [saying for saying in sayings if saying.told.text]
    groups = [[worded[at] for at in group] for group in merge([s.told for s in worded])]
    return sorted(groups, key=lambda group: -len(people_of(group)))


def claims(
    sayings: Iterable[Saying], make: Callable[[Sequence[Saying]], Document] = claim
) -> list[Document]:
    """Claims out of all that was told in one cell."""
    return [make(group) for group in grouped(sayings)]


def per_person(
    sayings: Iterable[Saying], combine: Callable[[list[float]], float] = fmean
) -> dict[str, float]:
    """One figure a person, in order of pseudonym; by default the mean of their own."""
    figures: dict[str, list[float]] = {}
    for saying in sayings:
        if saying.value is not None:
            figures.setdefault(saying.respondent, []).append(saying.value)
    return {person: combine(figures[person]) for person in sorted(figures)}


def figure(sayings: Sequence[Saying]) -> dict[str, Any]:
    """Mean over people, n and evidence; the mean is None where nobody gave a number."""
    numbered = [saying for saying in sayings if saying.value is not None]
    values = list(per_person(numbered).values())
    return {
        "mean": rounded(fmean(values)) if values else None,
        "n": len(values),
        "evidence": evidence_of(numbered),
    }
