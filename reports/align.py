"""Many people's steps as one line: which steps are the same, in which order, by which ways.

Steps are compared within a stage, interview by interview in order of id; a step joins the canonical
step that it is most like (`themes.ALIKE`), the most alike pairs first. One person's own steps are
the same only when their words are equal: they told them apart.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from statistics import fmean

from rapidfuzz.distance import Levenshtein

from cxmodel.interview import InterviewId, Pseudonym, StepId
from reports.telling import Telling, Walked
from reports.themes import Themes, Told, plain, spokesman

UNSURE_LOW, UNSURE_HIGH, UNSURE_PEOPLE = 0.35, 0.65, 4


@dataclass(frozen=True, slots=True)
class Canonical:
    """One step of the map, and who took it."""

    stage: str
    label: str
    members: tuple[tuple[Telling, Walked], ...]

    @property
    def people(self) -> frozenset[Pseudonym]:
        """Who took this step."""
        return frozenset(telling.respondent for telling, _ in self.members)


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


def canonical_steps(stage: str, tellings: Iterable[Telling]) -> list[Canonical]:
    """The distinct steps of one stage, in order of first mention."""
    themes = Themes()
    members: list[list[tuple[Telling, Walked]]] = []
    for telling in tellings:
        steps = [step for step in telling.steps if step.stage == stage]
        for step, theme in zip(steps, _assigned(steps, themes), strict=True):
            number = themes.add(Told(step.text), theme)
            if number == len(members):
                members.append([])
            members[number].append((telling, step))
    return [
        Canonical(stage, spokesman(step.text for _, step in group), tuple(group))
        for group in members
    ]


def _assigned(steps: Sequence[Walked], themes: Themes) -> Iterator[int | None]:
    """For each step of one person: the theme that it joins, None for a new one.

    Equal words share a theme that one of them founds, so they are looked up as they are added.
    """
    words = [plain(step.text) for step in steps]
    pairs = sorted(
        (-score, theme, position)
        for position, step in enumerate(steps)
        if words[position] not in words[:position]
        for score, theme in themes.matches(Told(step.text))
    )
    taken: dict[int, int] = {}
    for _, theme, position in pairs:
        if position not in taken and theme not in taken.values():
            taken[position] = theme
    for position, step in enumerate(steps):
        first = words.index(words[position])
        if first == position:
            yield taken.get(position)
        else:
            yield _equal(themes, step)


def _equal(themes: Themes, step: Walked) -> int | None:
    same = themes.matches(Told(step.text, fixed=True))
    return same[0][1] if same else None


def ordered_steps(steps: Sequence[Canonical]) -> list[Ordered]:
    """Canonical steps of one stage in the order that most people took them.

    By Copeland wins (a tie is half a win), then mean normalised position, then label. Order
    varies between two steps where 0.35 < P(one before the other) < 0.65 over at least 4 people.
    """
    before = _precedence(steps)
    # Steps that nobody took both of tie; only the others can move the count.
    wins = [(len(steps) - 1) / 2 for _ in steps]
    for (a, _), (earlier, both) in before.items():
        wins[a] += _win(earlier / both) - 0.5
    places = [_mean_position(step) for step in steps]
    order = sorted(range(len(steps)), key=lambda at: (-wins[at], places[at], steps[at].label))
    rank = {at: position for position, at in enumerate(order)}
    varies: dict[int, list[int]] = {at: [] for at in order}
    for (a, b), (earlier, both) in before.items():
        if both >= UNSURE_PEOPLE and UNSURE_LOW < earlier / both < UNSURE_HIGH:
            varies[a].append(rank[b])
    return [Ordered(steps[at], tuple(sorted(varies[at])), _returns(steps[at])) for at in order]


def _precedence(steps: Sequence[Canonical]) -> dict[tuple[int, int], tuple[int, int]]:
    """For two steps: (people who took the first one earlier, people who took both)."""
    firsts: dict[str, dict[int, int]] = {}
    for number, step in enumerate(steps):
        for interview, at in _first_positions(step).items():
            firsts.setdefault(interview, {})[number] = at
    before: dict[tuple[int, int], tuple[int, int]] = {}
    for taken in firsts.values():
        for a, b in permutations(taken, 2):
            earlier, both = before.get((a, b), (0, 0))
            before[a, b] = earlier + (taken[a] < taken[b]), both + 1
    return before


def _win(share: float) -> float:
    return 0.5 if share == 0.5 else float(share > 0.5)  # noqa: PLR2004 - the majority


def _first_positions(step: Canonical) -> dict[str, int]:
    firsts: dict[str, int] = {}
    for telling, walked in step.members:
        at = telling.steps.index(walked)
        firsts[telling.interview] = min(at, firsts.get(telling.interview, at))
    return firsts


def _mean_position(step: Canonical) -> float:
    """Mean of each teller's first position, 0 for the first step of a story and 1 for the last."""
    lengths: dict[str, int] = {telling.interview: len(telling.steps) for telling, _ in step.members}
    firsts = _first_positions(step)
    return fmean(at / max(lengths[interview] - 1, 1) for interview, at in sorted(firsts.items()))


def _returns(step: Canonical) -> int:
    return len(step.members) - len({telling.interview for telling, _ in step.members})


def variants(ways: Mapping[InterviewId, tuple[Pseudonym, tuple[str, ...]]]) -> list[Variant]:
    """Distinct ways through the canonical steps, the most travelled first."""
    by_way: dict[tuple[str, ...], list[InterviewId]] = {}
    for interview in sorted(ways):
        by_way.setdefault(ways[interview][1], []).append(interview)
    found = [
        Variant(way, tuple(sorted({ways[i][0] for i in interviews})), tuple(interviews))
        for way, interviews in by_way.items()
        if way
    ]
    return sorted(found, key=lambda variant: (-len(variant.people), variant.steps))


def medoid(found: Sequence[Variant]) -> tuple[Variant, float] | None:
    """The real journey that is nearest to all others, and its mean Levenshtein distance to them.

    Ties go to the most travelled way. None where no steps were told.
    """
    if not found:
        return None
    distances = [
        sum(Levenshtein.distance(one.steps, other.steps) * len(other.interviews) for other in found)
        for one in found
    ]
    best = min(range(len(found)), key=lambda at: distances[at])
    return found[best], distances[best] / sum(len(one.interviews) for one in found)


def canonical_of(
    columns: Mapping[str, Canonical],
) -> dict[tuple[InterviewId, StepId], str]:
    """For each step told, the id of the column of its canonical step."""
    return {
        (telling.interview, walked.id): column
        for column, step in columns.items()
        for telling, walked in step.members
    }
