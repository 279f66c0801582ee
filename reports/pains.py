"""Pain points with what weighs them, and the ladders of reasons under them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cxmodel.guide import Lane, Measure
from cxmodel.interview import AnswerId, InterviewId
from cxmodel.journey import Document
from cxmodel.metrics import pain_priority, reach
from reports.cell import Cell
from reports.claims import Claims, Figures, Voices, claims, share_of, tier
from reports.lists import MOST_LISTED, Evidence, first_of
from reports.merging import themes_among
from reports.packing import packed, unpacked
from reports.readings import rounded
from reports.telling import Place, Saying, Telling
from reports.themes import Told, spokesman

TOP_PAINS = 3
WEIGHTS = (Measure.SEVERITY, Measure.RECURRENCE, Measure.CAUSE)
Chain = tuple[Saying, ...]
"""What was told first, then its reason, then the reason's reason."""


class Burden(NamedTuple):
    """What its teller said of a pain."""

    weights: tuple[Saying, ...]  # how bad, how often, of which cause
    reasons: tuple[Chain, ...]  # each the reason, then the reason's reason


def burdens(telling: Telling, ladders: Sequence[Chain]) -> dict[int, bytes]:
    """What each pain of one telling carries, by the identity of its saying.

    A severity told of a place weighs every pain told of that place.
    """
    weights: dict[Place, list[Saying]] = {}
    for saying in telling.sayings:
        if saying.measure in WEIGHTS:
            weights.setdefault(saying.place, []).append(saying)
    reasons: dict[int, list[Chain]] = {}
    for chain in ladders:
        reasons.setdefault(id(chain[0]), []).append(chain[1:])
    return {
        id(pain): packed(
            Burden(tuple(weights.get(pain.place, ())), tuple(reasons.get(id(pain), ())))
        )
        for pain in telling.sayings
        if pain.lane is Lane.PAIN
    }


def chains(telling: Telling) -> list[Chain]:
    """Every chain of reasons that one person gave, each beginning with what it explains."""
    reasons = [s for s in telling.sayings if s.lane is Lane.WHY]
    followed = _roots(telling.sayings)
    rungs: dict[AnswerId, list[Saying]] = {}
    for saying in reasons:
        if saying.rung:
            rungs.setdefault(followed[saying.answer], []).append(saying)
    for found in rungs.values():
        found.sort(key=lambda saying: saying.rung)
    asked = [saying for saying in reasons if not saying.rung]  # by a question of its own
    told = [s for s in telling.sayings if s.told.text and s.lane not in {Lane.WHY, Lane.CHANNEL}]
    built: list[Chain] = []
    for first in told:
        direct = tuple(rungs.get(first.answer, ()))
        beside = [s for s in asked if s.place == first.place] if first.lane is Lane.PAIN else []
        built += [(first, why, *rungs.get(why.answer, ())) for why in beside]
        built += [(first, *direct)] if direct else []
    worded = {saying.answer for saying in (*told, *asked)}
    built += [tuple(found) for root, found in rungs.items() if root not in worded]  # of a feeling
    explained = {reason.answer for chain in built for reason in chain}
    built += [
        (why, *rungs[why.answer])
        for why in asked
        if why.answer in rungs and why.answer not in explained
    ]
    return built


def _roots(sayings: Iterable[Saying]) -> dict[AnswerId, AnswerId]:
    """For each rung of a ladder, the answer that the whole ladder explains."""
    above = {s.answer: s.why_of for s in sayings if s.rung and s.why_of is not None}
    roots: dict[AnswerId, AnswerId] = {}
    for answer in above:
        root, seen = answer, {answer}
        while root in above and above[root] not in seen:
            root = above[root]
            seen.add(root)
        roots[answer] = root
    return roots


class _Root(NamedTuple):
    """Where a chain of reasons ends."""

    respondent: str
    told: Told
    own: tuple[str, ...]  # evidence of the end alone
    whole: tuple[str, ...]  # evidence of every reason on the way
    chain: tuple[str, ...]  # in words


class Pain(Voices):
    """A pain with how bad it is, how often it happens, and why."""

    def __init__(self) -> None:
        super().__init__()
        self._severity, self._recurrence = Figures(), Figures()
        self._causes: Counter[str] = Counter()
        self._roots: dict[tuple[str, str], _Root] = {}
        self._weighed: tuple[InterviewId | None, set[Place]] = (None, set())

    def add(self, saying: Saying, burden: bytes | None = None) -> None:
        """Take in one more voice, and what it says of the pain."""
        super().add(saying, burden)
        carried = Burden((), ()) if burden is None else _burden(burden)
        if self._is_new_place(saying):
            for weight in carried.weights:
                self._weigh(weight)
        for chain in carried.reasons:
            root = _root(saying.respondent, chain)
            self._roots[root.own[0], root.told.text] = root

    def _is_new_place(self, saying: Saying) -> bool:
        """Whether what was said of this place was not yet taken in: people have several pains."""
        if self._weighed[0] != saying.interview:
            self._weighed = (saying.interview, set())
        known = self._weighed[1]
        is_new = saying.place not in known
        known.add(saying.place)
        return is_new

    def _weigh(self, weight: Saying) -> None:
        if weight.measure is Measure.SEVERITY:
            self._severity.add(weight)
        elif weight.measure is Measure.RECURRENCE:
            self._recurrence.add(weight)
        elif weight.told.text:
            self._causes[weight.told.text] += 1

    def claim(self, most: int = MOST_LISTED) -> Document:
        """The pain; its reach and priority need to know how many were asked."""
        return super().claim(most) | {
            "cause": min(self._causes, key=lambda text: (-self._causes[text], text), default=None),
            "severity": self._severity.entry(most),
            "recurrence": self._recurrence.entry(most),
            **_reasons(list(self._roots.values()), most),
        }


def _burden(carried: bytes) -> Burden:
    burden: Burden = unpacked(carried)
    return burden


def _root(respondent: str, chain: Chain) -> _Root:
    return _Root(
        respondent=respondent,
        told=chain[-1].told,
        own=chain[-1].evidence,
        whole=tuple(evidence for reason in chain for evidence in reason.evidence),
        chain=tuple(reason.told.text for reason in chain),
    )


def pain_claims(cell: Cell, asked: int) -> Claims:
    """Pain points of one step, the one that deserves most first."""
    found = claims(cell, Pain)
    for pain in found.listed:
        _prioritise(pain, asked)
    return Claims(sorted(found.listed, key=urgency), found.more)


def _prioritise(pain: Document, asked: int) -> None:
    felt = reach(pain["count"], max(asked, pain["count"]))
    severity, recurrence = pain["severity"]["mean"], pain["recurrence"]["mean"]
    known = severity is not None and recurrence is not None
    pain["reach"] = share_of(felt)
    pain["priority"] = rounded(pain_priority(felt, severity, recurrence)) if known else None


def _reasons(ends: Sequence[_Root], most: int) -> Document:
    """Root causes as claims, each with the chain of reasons that leads to it."""
    groups: dict[int, list[_Root]] = {}
    found = themes_among([end.told for end in ends])
    for end in ends:
        theme = found.of(end.told)
        if theme is not None:
            groups.setdefault(theme, []).append(end)
    roots = sorted((_as_root(group, most) for group in groups.values()), key=lambda r: -r["count"])
    more = max(len(roots) - most, 0) + found.alone
    return {"why": roots[:most]} | ({"why_more": more} if more else {})


def _as_root(ends: Sequence[_Root], most: int) -> Document:
    people = {end.respondent for end in ends}
    evidence = Evidence()
    for end in ends:
        evidence.add(end.whole)
    return {
        "text": spokesman(end.told.text for end in ends),
        "count": len(people),
        "respondents": first_of(people, most),
        **evidence.entry(most),
        "tier": tier(len(people)),
        "chain": list(max(ends, key=lambda end: len(end.chain)).chain),
    }


def urgency(pain: Document) -> tuple[bool, float, int, float, str]:
    """Order of pains: by priority, those without one last; then by people, severity, words."""
    priority, severity = pain["priority"], pain["severity"]["mean"]
    return (
        priority is None,
        -(priority or 0),
        -pain["count"],
        -(severity or 0),
        pain["text"],
    )


def ranked(pains: Iterable[Document]) -> None:
    """Number the three pains of the whole map that deserve most: `rank` 1–3, else None."""
    for position, pain in enumerate(sorted(pains, key=urgency)):
        pain["rank"] = position + 1 if position < TOP_PAINS else None
