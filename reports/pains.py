"""Pain points with what weighs them, and the ladders of reasons under them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from cxmodel.guide import Lane, Measure
from cxmodel.interview import AnswerId, InterviewId
from cxmodel.journey import Document
from cxmodel.metrics import Reach, ladder_cutoff, pain_priority, reach
from reports.claims import claim, claims, evidence_of, figure, people_of, share_of
from reports.readings import rounded
from reports.telling import Place, Saying, Telling
from reports.themes import merge, spokesman

TOP_PAINS = 3
Chain = tuple[Saying, ...]
"""What was told first, then its reason, then the reason's reason."""
Ladders = Mapping[int, Sequence[Chain]]
"""Chains by the identity of the saying that they explain."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What was said about pains, by interview and place: how bad, how often, of which cause."""

    by_place: dict[tuple[InterviewId, Place, Measure], list[Saying]]

    @classmethod
    def of(cls, tellings: Iterable[Telling]) -> "Weights":
        """Collect them; a severity told of a place weighs every pain told of that place."""
        found: dict[tuple[InterviewId, Place, Measure], list[Saying]] = {}
        for telling in tellings:
            for saying in telling.sayings:
                if saying.measure in {Measure.SEVERITY, Measure.RECURRENCE, Measure.CAUSE}:
                    key = saying.interview, saying.place, saying.measure
                    found.setdefault(key, []).append(saying)
        return cls(found)

    def about(self, pains: Iterable[Saying], measure: Measure) -> list[Saying]:
        """What the tellers of these pains said of them."""
        places = sorted({(p.interview, p.place) for p in pains}, key=_place_order)
        return [s for at in places for s in self.by_place.get((*at, measure), [])]


def _place_order(key: tuple[InterviewId, Place]) -> tuple[str, str, str]:
    interview, place = key
    return interview, place.stage, place.step or ""


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


def by_first(found: Iterable[Chain]) -> Ladders:
    """Chains by what they explain."""
    ladders: dict[int, list[Chain]] = {}
    for chain in found:
        ladders.setdefault(id(chain[0]), []).append(chain)
    return ladders


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


def pain_claims(
    sayings: Iterable[Saying], weights: Weights, ladders: Ladders, reached: Reach
) -> list[Document]:
    """Pain points of one step, the one that deserves most first."""

    def weighed(group: Sequence[Saying]) -> Document:
        return _pain(group, weights, ladders, reached)

    return sorted(claims(sayings, weighed), key=urgency)


def _pain(group: Sequence[Saying], weights: Weights, ladders: Ladders, reached: Reach) -> Document:
    severity = figure(weights.about(group, Measure.SEVERITY))
    recurrence = figure(weights.about(group, Measure.RECURRENCE))
    people = len(people_of(group))
    felt = reach(people, max(reached.n, people))
    known = severity["mean"] is not None and recurrence["mean"] is not None
    return claim(group) | {
        "cause": _cause(weights.about(group, Measure.CAUSE)),
        "severity": severity,
        "recurrence": recurrence,
        "reach": share_of(felt),
        "priority": rounded(pain_priority(felt, severity["mean"], recurrence["mean"]))
        if known
        else None,
        "why": _roots_of([chain[1:] for saying in group for chain in ladders.get(id(saying), ())]),
    }


def _cause(sayings: Sequence[Saying]) -> str | None:
    """The class named most often; the words decide between equals."""
    named = Counter(saying.told.text for saying in sayings if saying.told.text)
    return min(named, key=lambda text: (-named[text], text), default=None)


def _roots_of(reasons: Sequence[Chain]) -> list[Document]:
    """Root causes as claims, each with the chain of reasons that leads to it."""
    last = {id(chain[-1]): chain for chain in reasons if chain}
    ends = [chain[-1] for chain in last.values()]
    groups = merge([end.told for end in ends])
    found = []
    for group in groups:
        members = [ends[at] for at in group]
        longest = max((last[id(end)] for end in members), key=len)
        whole = [reason for end in members for reason in last[id(end)]]
        found.append(
            claim(members)
            | {
                "chain": [reason.told.text for reason in longest],
                "evidence": evidence_of(whole),
            }
        )
    return sorted(found, key=lambda root: -root["count"])


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


def ladders_of(found: Sequence[Chain], people: int) -> Document:
    """The implication matrix: which reason leads to which, directly or over others.

    A link is drawn (`shown`) from `cutoff` distinct people on. Source: T. Reynolds, J. Gutman,
    "Laddering theory, method, analysis, and interpretation", J. of Advertising Research (1988).
    """
    flat = [saying for chain in found for saying in chain]
    groups = merge([saying.told for saying in flat])
    node_of = {id(flat[at]): number for number, group in enumerate(groups) for at in group}
    cutoff = ladder_cutoff(people)
    leads: dict[tuple[int, int], set[str]] = {}
    direct: dict[tuple[int, int], set[str]] = {}
    for chain in found:
        numbers = [node_of[id(saying)] for saying in chain]
        for (i, a), (j, b) in combinations(enumerate(numbers), 2):
            if a != b:
                leads.setdefault((a, b), set()).add(chain[0].respondent)
                if j == i + 1:
                    direct.setdefault((a, b), set()).add(chain[0].respondent)
    return {
        "cutoff": cutoff,
        "nodes": [_node(number, [flat[at] for at in group]) for number, group in enumerate(groups)],
        "links": [
            {
                "from": f"n{a + 1}",
                "to": f"n{b + 1}",
                "count": len(leads[a, b]),
                "direct": len(direct.get((a, b), ())),
                "respondents": sorted(leads[a, b]),
                "shown": len(leads[a, b]) >= cutoff,
            }
            for a, b in sorted(leads)
        ],
    }


def _node(number: int, members: Sequence[Saying]) -> Document:
    return {
        "id": f"n{number + 1}",
        "text": spokesman(saying.told.text for saying in members),
        "count": len(people_of(members)),
        "evidence": evidence_of(members),
    }
