"""How one wave, or one side, differs from another: the change, and how sure we can be of it.

Pure formulae. Each gives a difference with its 95 % interval; it moved only if that excludes 0.
Where nobody differs from anybody the interval has no width.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, variance

from cxmodel.errors import NoAnswers
from cxmodel.metrics import Z

CONFIDENCE = 0.975  # of a 95 % interval's upper end
FEWEST = 2  # people, without whom there is no spread to judge a mean by


@dataclass(frozen=True, slots=True)
class Difference:
    """What came later minus what was before, with its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def moved(self) -> bool:
        """Whether the interval excludes 0.

        >>> Difference(0.4, 0.1, 0.7).moved, Difference(0.4, -0.1, 0.9).moved
        (True, False)
        """
        return self.low > 0 or self.high < 0


def paired_mean(changes: Sequence[float]) -> Difference:
    """Mean of each person's own change, with a t interval of n − 1 degrees of freedom.

    Raises NoAnswers for fewer than two people.
    Source: Student, "The probable error of a mean", Biometrika 6 (1908).

    >>> found = paired_mean([1, 2, 3])
    >>> round(found.low, 3), found.value, round(found.high, 3)
    (-0.484, 2.0, 4.484)
    """
    _refuse_few(changes)
    size = len(changes)
    return _around(fmean(changes), sqrt(variance(changes) / size), size - 1)


def difference_of_means(before: Sequence[float], after: Sequence[float]) -> Difference:
    """Mean after minus mean before, of different people, whose spreads may differ.

    Welch's t interval, degrees of freedom after Satterthwaite. Raises NoAnswers where either
    holds fewer than two people.
    Source: B. Welch, "The generalization of Student's problem when several different population
    variances are involved", Biometrika 34 (1947).

    >>> found = difference_of_means([1, 2, 3], [3, 4, 5])
    >>> round(found.low, 3), found.value, round(found.high, 3)
    (-0.267, 2.0, 4.267)
    """
    _refuse_few(before)
    _refuse_few(after)
    early, late = variance(before) / len(before), variance(after) / len(after)
    squares = early**2 / (len(before) - 1) + late**2 / (len(after) - 1)
    freedom = (early + late) ** 2 / squares if squares else 1.0
    return _around(fmean(after) - fmean(before), sqrt(early + late), freedom)


def difference_of_shares(before: tuple[int, int], after: tuple[int, int]) -> Difference:
    """Share after minus share before, each x of n different people.

    The interval adds one who did and one who did not to each group; it is clamped to −1 … 1.
    Raises NoAnswers where either group is empty.
    Source: A. Agresti, B. Caffo, "Simple and effective confidence intervals for proportions and
    differences of proportions", The American Statistician 54 (2000).

    >>> found = difference_of_shares((2, 8), (6, 8))
    >>> round(found.low, 3), found.value, round(found.high, 3)
    (-0.002, 0.5, 0.802)
    """
    (x, n), (y, m) = before, after
    if n == 0 or m == 0:
        raise NoAnswers("Nobody was asked in one of the two waves, so there is no share.")
    early, late = (x + 1) / (n + 2), (y + 1) / (m + 2)
    margin = Z * sqrt(early * (1 - early) / (n + 2) + late * (1 - late) / (m + 2))
    middle = late - early
    return Difference(y / m - x / n, max(-1.0, middle - margin), min(1.0, middle + margin))


def perception_gap(customers: float | None, staff: float | None) -> float | None:
    """What staff say minus what customers say of the same step; None where one side is missing.

    >>> perception_gap(-1.5, 0.5), perception_gap(None, 1)
    (2.0, None)
    """
    return None if customers is None or staff is None else staff - customers


def _refuse_few(values: Sequence[float]) -> None:
    if len(values) < FEWEST:
        raise NoAnswers("An interval of a mean takes the answers of two people at least.")


def _around(middle: float, error: float, freedom: float) -> Difference:
    # Imported here: it takes half a second, and most maps are of one wave.
    from scipy.special import stdtrit  # noqa: PLC0415

    margin = float(stdtrit(freedom, CONFIDENCE)) * error
    return Difference(middle, middle - margin, middle + margin)
