"""The field's measures as pure formulae: per respondent first, then across respondents.

Nothing here invents a number: a measure of nothing raises `NoAnswers`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil, floor, sqrt
from statistics import fmean
from typing import TypeVar

from cxmodel.errors import NoAnswers

Place = TypeVar("Place")

Z = 1.96  # 95 % of a normal distribution
SPLIT_SHARE = 0.25  # of people on each side of neutral
SEVEREST = 4  # severity is 0–4
ALWAYS = 3  # recurrence is 1–3
TOP_BOX = 4  # of 1–5, and above
WEEK = timedelta(days=7)  # that the satisfaction index rolls over
PROMOTER, DETRACTOR = 9, 6  # of 0–10: at least, at most
SATURATION_BASE, SATURATION_RUN, SATURATED = 4, 2, 0.05
SHOW_TRUTH_FROM, SHOW_TRUTH_PEOPLE, SHOW_TRUTHS = 0.4, 3, 3


@dataclass(frozen=True, slots=True)
class Reach:
    """x of n people, with the 95 % interval of the share."""

    x: int
    n: int
    low: float  # 0–1
    high: float  # 0–1


@dataclass(frozen=True, slots=True)
class Spread:
    """What a group felt. `mean` is None where the group is split: it would describe nobody."""

    n: int
    mean: float | None
    median: float
    q1: float
    q3: float
    split: bool


@dataclass(frozen=True, slots=True)
class Saturation:
    """How much the last interviews still added. `share` is None before there are six."""

    interviews: int
    themes: int
    share: float | None
    reached: bool


def reach(x: int, n: int) -> Reach:
    """Share x of n with its adjusted Wald interval, clamped to 0–1.

    Raises NoAnswers where nobody was asked.
    Source: A. Agresti, B. Coull, "Approximate is better than exact", The American
    Statistician 52 (1998).

    >>> round(reach(1, 1).low, 2), reach(1, 1).high
    (0.17, 1.0)
    """
    if n == 0:
        raise NoAnswers("Nobody was asked, so there is no share.")
    size = n + Z**2
    middle = (x + Z**2 / 2) / size
    margin = Z * sqrt(middle * (1 - middle) / size)
    return Reach(x, n, max(0.0, middle - margin), min(1.0, middle + margin))


def quantile(values: Sequence[float], share: float) -> float:
    """Quantile by linear interpolation between the sorted values (type 7).

    `share` is 0–1. Raises NoAnswers for no values.
    Source: R. Hyndman, Y. Fan, "Sample quantiles in statistical packages", The American
    Statistician 50 (1996).

    >>> quantile([-2, -1, 1, 2], 0.25)
    -1.25
    """
    if not values:
        raise NoAnswers("There are no values to take a quantile of.")
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    below, above = ordered[floor(place)], ordered[ceil(place)]
    return below + (above - below) * (place - floor(place))


def sides(values: Iterable[float]) -> tuple[list[float], list[float]]:
    """Who felt bad (≤ −1) and who felt good (≥ +1); those between are on neither side.

    >>> sides([-2, 0, 0.5, 1])
    ([-2], [1])
    """
    felt = list(values)
    return [value for value in felt if value <= -1], [value for value in felt if value >= 1]


def is_split(values: Sequence[float]) -> bool:
    """Whether at least a quarter felt bad (≤ −1) and at least a quarter felt good (≥ +1).

    >>> is_split([-2, -1, 2, 2]), is_split([-1, 0, 0, 0])
    (True, False)
    """
    low, high = sides(values)
    enough = SPLIT_SHARE * len(values)
    return bool(values) and len(low) >= enough and len(high) >= enough


def spread(values: Sequence[float]) -> Spread:
    """What people felt at one step, one value from each, −2 … +2.

    Raises NoAnswers where nobody said.

    >>> spread([1, 2])
    Spread(n=2, mean=1.5, median=1.5, q1=1.25, q3=1.75, split=False)
    """
    split = is_split(values)
    return Spread(
        n=len(values),
        median=quantile(values, 0.5),
        q1=quantile(values, 0.25),
        q3=quantile(values, 0.75),
        mean=None if split else fmean(values),
        split=split,
    )


def net_promoter_score(scores: Sequence[float]) -> float:
    """Share of promoters minus share of detractors, in points from −100 to 100.

    Each score is 0–10: 9–10 promotes, 0–6 detracts, 7–8 counts only in the base.
    Raises NoAnswers for an empty sequence, because 0 would read as a real result.
    Source: F. Reichheld, "The One Number You Need to Grow", HBR, December 2003.

    >>> net_promoter_score([10, 9, 8, 3])
    25.0
    """
    if not scores:
        raise NoAnswers("Nobody gave a score from 0 to 10.")
    promoters = sum(score >= PROMOTER for score in scores)
    detractors = sum(score <= DETRACTOR for score in scores)
    return 100 * (promoters - detractors) / len(scores)


def top_two_box(scores: Sequence[float]) -> float:
    """Share of scores 4 and 5 on a scale of 1–5, from 0 to 1: CSAT.

    Raises NoAnswers for an empty sequence.

    >>> top_two_box([5, 4, 3, 1])
    0.5
    """
    if not scores:
        raise NoAnswers("Nobody gave a score from 1 to 5.")
    return sum(score >= TOP_BOX for score in scores) / len(scores)


def customer_effort_score(scores: Sequence[float]) -> float:
    """Mean of 1–7: CES. Raises NoAnswers for an empty sequence.

    Source: M. Dixon, K. Freeman, N. Toman, "Stop Trying to Delight Your Customers", HBR,
    July 2010; scale of version 2.0.

    >>> customer_effort_score([2, 5])
    3.5
    """
    if not scores:
        raise NoAnswers("Nobody gave a score from 1 to 7.")
    return fmean(scores)


def latest_week(scored: Iterable[tuple[datetime, float]]) -> list[float]:
    """CSAT scores of the seven days that end with the latest one: the index's base.

    >>> latest_week([(datetime(2026, 1, 1), 1), (datetime(2026, 1, 9), 5)])
    [5]
    """
    ordered = sorted(scored)
    if not ordered:
        return []
    since = ordered[-1][0] - WEEK
    return [score for at, score in ordered if at > since]


def rolling_index(scored: Iterable[tuple[datetime, float]]) -> list[tuple[date, float, int]]:
    """The index day by day: (day, CSAT of the seven days up to its last score, their number).

    A day without scores has no entry; the last entry is the index of today.

    >>> rolling_index([(datetime(2026, 1, 1), 5), (datetime(2026, 1, 3), 2)])
    [(datetime.date(2026, 1, 1), 1.0, 1), (datetime.date(2026, 1, 3), 0.5, 2)]
    """
    ordered = sorted(scored)
    found = []
    start = met = 0  # of the window: its first score, and how many in it are of the top two
    for end, (at, score) in enumerate(ordered, start=1):
        met += score >= TOP_BOX
        while ordered[start][0] <= at - WEEK:
            met -= ordered[start][1] >= TOP_BOX
            start += 1
        if end == len(ordered) or ordered[end][0].date() != at.date():
            found.append((at.date(), met / (end - start), end - start))
    return found


def pain_priority(felt: Reach, severity: float, recurrence: float) -> float:
    """How much a pain deserves to be worked on, 0–1.

    Lower 95 % bound of its reach × mean severity (0–4) ÷ 4 × mean recurrence (1–3) ÷ 3. The
    lower bound keeps "1 of 1" under "8 of 12".

    >>> round(pain_priority(reach(1, 1), 4, 3), 2), round(pain_priority(reach(8, 12), 4, 3), 2)
    (0.17, 0.39)
    """
    return felt.low * severity / SEVEREST * recurrence / ALWAYS


def opportunity(importance: Sequence[float], satisfaction: Sequence[float]) -> float:
    """Ulwick's score, 0–20: importance + max(importance − satisfaction, 0).

    Both are ten times the top-two-box share of 1–5, within one segment.
    Raises NoAnswers where either is empty.
    Source: A. Ulwick, "Turn Customer Input into Innovation", HBR, January 2002.

    >>> opportunity([5, 5, 4, 2], [1, 2, 5, 3])
    12.5
    """
    wanted, met = 10 * top_two_box(importance), 10 * top_two_box(satisfaction)
    return wanted + max(wanted - met, 0)


def opportunity_band(score: float) -> str:
    """Word for an opportunity score: what may be shown where fewer than 30 answered.

    >>> [opportunity_band(score) for score in (15.1, 15, 10, 9)]
    ['major', 'solid', 'neutral', 'low']
    """
    if score > 15:  # noqa: PLR2004 - bands as Ulwick drew them
        return "major"
    if score >= 12:  # noqa: PLR2004
        return "solid"
    return "neutral" if score >= 10 else "low"  # noqa: PLR2004


def paired_gap(pairs: Sequence[tuple[float, float]]) -> float:
    """Mean of importance − satisfaction over people who gave both, −4 … +4.

    Raises NoAnswers where nobody gave both.

    >>> paired_gap([(5, 2), (4, 4)])
    1.5
    """
    if not pairs:
        raise NoAnswers("Nobody rated both importance and satisfaction.")
    return fmean(importance - satisfaction for importance, satisfaction in pairs)


def extreme_votes(felt: dict[Place, float]) -> dict[Place, float]:
    """One person's vote for where they felt the most; places of equal strength share it.

    Where all was neutral nothing was extreme, and nothing is voted for.

    >>> extreme_votes({"a": 2, "b": -2, "c": 1})
    {'a': 0.5, 'b': 0.5}
    """
    most = max((abs(value) for value in felt.values()), default=0)
    chosen = [place for place, value in felt.items() if most and abs(value) == most]
    return {place: 1 / len(chosen) for place in chosen}


def moment_of_truth(named: float, extreme: float, reached: int) -> float:
    """How far a step decides the whole, 0–1, over the people who reached it.

    Half the share who named it decisive, half the share whose own extreme feeling it is.
    Raises NoAnswers where nobody reached it.

    >>> moment_of_truth(named=3, extreme=1.5, reached=6)
    0.375
    """
    if reached == 0:
        raise NoAnswers("Nobody reached this step.")
    return (named + extreme) / (2 * reached)


def saturation(themes: Sequence[frozenset[str]]) -> Saturation:
    """Whether further interviews would still teach us something.

    `themes` are those of each interview, in order of completion. New themes in the last two ÷
    unique themes in the first four; reached at 5 % or less.
    Source: G. Guest, E. Namey, M. Chen, "A simple method to assess and report thematic
    saturation", PLOS ONE 15 (2020) e0232076.

    >>> saturation([frozenset("ab"), frozenset("bc"), frozenset("d"), frozenset("a"),
    ...             frozenset("b"), frozenset("e")])
    Saturation(interviews=6, themes=5, share=0.25, reached=False)
    """
    known = frozenset[str]().union(*themes)
    base = frozenset[str]().union(*themes[:SATURATION_BASE])
    if len(themes) < SATURATION_BASE + SATURATION_RUN or not base:
        return Saturation(len(themes), len(known), None, reached=False)
    before = frozenset[str]().union(*themes[:-SATURATION_RUN])
    share = len(known - before) / len(base)
    return Saturation(len(themes), len(known), share, share <= SATURATED)


def ladder_cutoff(people: int) -> int:
    """From how many distinct people on a link of the why-ladder is drawn.

    Two up to twenty people, 5 % of them beyond.

    >>> ladder_cutoff(1), ladder_cutoff(20), ladder_cutoff(61)
    (2, 2, 4)
    """
    return max(2, ceil(people / 20))
