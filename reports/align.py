"""Many people's steps as one line: which steps are the same, in which order, by which ways.

Steps are compared within a stage, interview by interview in order of id; a step joins the canonical
step that it is most like (`themes.ALIKE`), the most alike pairs first. One person's own steps are
the same only when their words are equal: they told them apart.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from statistics import fmean

from rapidfuzz.distance import Levenshtein

from cxmodel.codebook import CodeKind
from cxmodel.interview import InterviewId, Pseudonym
from reports.codebook import BY_RULE, Coder, Entry, Group
from reports.lists import MOST_LISTED
from reports.merging import FOUNDERS, MOST_COMPARED
from reports.telling import Teller, Took
from reports.themes import Themes, Told, plain

_DIGITS = 12  # of a share: thirds that add up to a half are a half
MOST_WAYS = 1_000  # compared in a second
UNSURE_LOW, UNSURE_HIGH, UNSURE_PEOPLE = 0.35, 0.65, 4


@dataclass(frozen=True, slots=True)
class Canonical:
    """One step of the map, and who took it."""

    entry: Entry  # its canonical name, and the raw texts under it
    members: tuple[tuple[Teller, Took], ...]

    @property
    def label(self) -> str:
        """Its canonical name."""
        return self.entry.name

    @property
    def people(self) -> frozenset[Pseudonym]:
        """Who took this step."""
        return frozenset(teller.respondent for teller, _ in self.members)


@dataclass(frozen=True, slots=True)
class Ordered:
    """A canonical step at its place in the stage."""

    step: Canonical
    varies_with: tuple[int, ...]  # positions of steps whose order differs between people
    returns: int  # times somebody came back to it


@dataclass(frozen=True, slots=True)
class Variant:
    """One way through the journey, and who went it."""

    steps: tuple[str, ...]
    people: tuple[Pseudonym, ...]
    interviews: tuple[InterviewId, ...]


def canonical_steps(
    stage: str, tellers: Sequence[Teller], coder: Coder = BY_RULE
) -> list[Canonical]:
    """The distinct steps of one stage, in order of first mention.

    Of more than 5,000 different texts only the 1,000 told most often begin a step; what is like
    none of them is in no step.
    """
    founding = _founding(stage, tellers)
    themes = _decided(stage, tellers, coder.themes(CodeKind.STEP, stage))
    members: dict[int, list[tuple[Teller, Took]]] = {}
    for teller in tellers:
        steps = [step for step in teller.steps if step.stage == stage]
        for step, theme in zip(steps, _assigned(teller, steps, themes, founding), strict=True):
            if theme is not None:
                members.setdefault(theme, []).append((teller, step))
    told: dict[Told, list[Pseudonym]] = {}
    for teller, step in (member for group in members.values() for member in group):
        told.setdefault(_told(teller, step), []).append(teller.respondent)
    groups = [
        Group(themes.by_researcher(number), list(dict.fromkeys(_told(*one) for one in group)))
        for number, group in members.items()
    ]
    entries = coder.entries(CodeKind.STEP, stage, groups, told)
    return [
        Canonical(entry, tuple(group))
        for entry, group in zip(entries, members.values(), strict=True)
    ]


def _told(teller: Teller, step: Took) -> Told:
    return Told(step.text, language=teller.language)


def _founding(stage: str, tellers: Iterable[Teller]) -> frozenset[str] | None:
    """The words with which a step may begin; None: any."""
    told = Counter(plain(s.text) for teller in tellers for s in teller.steps if s.stage == stage)
    if len(told) <= MOST_COMPARED:
        return None
    return frozenset(words for words, _ in told.most_common(FOUNDERS))


def most_taken(steps: Sequence[Canonical]) -> list[Canonical]:
    """The steps that most people took, as many as a stage may list, in the order they have."""
    if len(steps) <= MOST_LISTED:
        return list(steps)
    by_people = sorted(range(len(steps)), key=lambda at: (-len(steps[at].people), at))
    return [steps[at] for at in sorted(by_people[:MOST_LISTED])]


def _decided(stage: str, tellers: Iterable[Teller], themes: Themes) -> Themes:
    """Themes that hold what a researcher decided, before the rule is asked about the others."""
    if themes.decided:
        for teller in tellers:
            for told in (_told(teller, step) for step in teller.steps if step.stage == stage):
                decided = themes.decision(told)
                if decided is not None:
                    themes.put(told, decided)
    return themes


def _assigned(
    teller: Teller, steps: Sequence[Took], themes: Themes, founding: frozenset[str] | None
) -> list[int | None]:
    """For each step of one person: its theme, None for one that may not begin any.

    By the rule no two join the same one, unless their words are equal.
    """
    told = [_told(teller, step) for step in steps]
    words = [plain(text.text) for text in told]
    decided = [themes.decision(text) for text in told]
    taken = {at: theme for at, theme in enumerate(decided) if theme is not None}
    pairs = sorted(
        (-score, theme, position)
        for position, text in enumerate(told)
        if position not in taken and words[position] not in words[:position]
        for score, theme in themes.matches(text)
    )
    for _, theme, position in pairs:
        if position not in taken and theme not in taken.values():
            taken[position] = theme
    for position, text in enumerate(told):
        first = words.index(words[position])
        if first < position and first in taken:
            taken.setdefault(position, taken[first])
        elif position in taken and decided[position] is None:
            themes.add(text, taken[position])
        elif position not in taken and (founding is None or words[position] in founding):
            taken[position] = themes.add(text)
    return [taken.get(position) for position in range(len(steps))]


def ordered_steps(steps: Sequence[Canonical]) -> list[Ordered]:
    """Canonical steps of one stage in the order that most people took them.

    By Copeland wins (a tie is half a win), then mean normalised position, then label. Order
    varies between two steps where 0.35 < P(one before the other) < 0.65 over at least 4 people.
    """
    before = _precedence(steps)
    # Steps that nobody took both of tie; only the others can move the count.
    wins = [(len(steps) - 1) / 2 for _ in steps]
    for (a, _), (earlier, both) in before.items():
        wins[a] += _win(round(earlier / both, _DIGITS)) - 0.5
    places = [_mean_position(step) for step in steps]
    order = sorted(range(len(steps)), key=lambda at: (-wins[at], places[at], steps[at].label))
    rank = {at: position for position, at in enumerate(order)}
    varies: dict[int, list[int]] = {at: [] for at in order}
    for (a, b), (earlier, both) in before.items():
        if both >= UNSURE_PEOPLE and UNSURE_LOW < earlier / both < UNSURE_HIGH:
            varies[a].append(rank[b])
    return [Ordered(steps[at], tuple(sorted(varies[at])), _returns(steps[at])) for at in order]


def _precedence(steps: Sequence[Canonical]) -> dict[tuple[int, int], tuple[float, int]]:
    """For two steps: (people who took the first one earlier, people who took both).

    Who tells several journeys is one person, divided where these differ.
    """
    by_person: dict[str, dict[str, dict[int, int]]] = {}
    for number, step in enumerate(steps):
        for (person, interview), at in _first_positions(step).items():
            by_person.setdefault(person, {}).setdefault(interview, {})[number] = at
    before: dict[tuple[int, int], tuple[float, int]] = {}
    for journeys in by_person.values():
        for pair, share in _own_precedence(journeys.values()).items():
            earlier, both = before.get(pair, (0.0, 0))
            before[pair] = earlier + share, both + 1
    return before


def _own_precedence(journeys: Collection[Mapping[int, int]]) -> dict[tuple[int, int], float]:
    """One person's share of journeys in which the first of two steps came earlier."""
    found: dict[tuple[int, int], list[bool]] = {}
    for taken in journeys:
        for a, b in permutations(taken, 2):
            found.setdefault((a, b), []).append(taken[a] < taken[b])
    return {pair: sum(earlier) / len(earlier) for pair, earlier in found.items()}


def _win(share: float) -> float:
    return 0.5 if share == 0.5 else float(share > 0.5)  # noqa: PLR2004 - the majority


def _first_positions(step: Canonical) -> dict[tuple[Pseudonym, InterviewId], int]:
    firsts: dict[tuple[Pseudonym, InterviewId], int] = {}
    for teller, took in step.members:
        key, at = (teller.respondent, teller.interview), teller.steps.index(took)
        firsts[key] = min(at, firsts.get(key, at))
    return firsts


def _mean_position(step: Canonical) -> float:
    """Mean over people of the first position, 0 for the first step of a story, 1 for the last."""
    lengths = {teller.interview: len(teller.steps) for teller, _ in step.members}
    own: dict[str, list[float]] = {}
    for (person, interview), at in sorted(_first_positions(step).items()):
        own.setdefault(person, []).append(at / max(lengths[interview] - 1, 1))
    return fmean(fmean(places) for places in own.values())


def _returns(step: Canonical) -> int:
    return len(step.members) - len({teller.interview for teller, _ in step.members})


def variants(tellers: Iterable[Teller]) -> list[Variant]:
    """Distinct ways through the canonical steps, returns included; the most travelled first.

    Steps that are in no column are not on the way.
    """
    by_way: dict[tuple[str, ...], list[Teller]] = {}
    for teller in tellers:
        way = tuple(step.column for step in teller.steps if step.column is not None)
        by_way.setdefault(way, []).append(teller)
    found = [
        Variant(way, tuple(sorted({t.respondent for t in here})), tuple(t.interview for t in here))
        for way, here in by_way.items()
        if way
    ]
    return sorted(found, key=lambda variant: (-len(variant.people), variant.steps))


def medoid(found: Sequence[Variant]) -> tuple[Variant, float] | None:
    """The real journey that is nearest to all others, and its mean Levenshtein distance to them.

    Ties go to the most travelled way. None where no steps were told. Of more than 1,000 ways the
    1,000 most travelled are compared.
    """
    if not found:
        return None
    compared = found[:MOST_WAYS]
    steps = {name: number for number, name in enumerate({s: 0 for v in compared for s in v.steps})}
    ways = [[steps[name] for name in variant.steps] for variant in compared]
    weights = [len(variant.interviews) for variant in compared]
    distances = [0] * len(ways)
    for (one, way), (other, further) in combinations(enumerate(ways), 2):
        apart = Levenshtein.distance(way, further)
        distances[one] += apart * weights[other]
        distances[other] += apart * weights[one]
    best = min(range(len(ways)), key=lambda at: distances[at])
    return found[best], distances[best] / max(sum(weights) - 1, 1)
