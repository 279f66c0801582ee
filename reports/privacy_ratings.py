"""Means of an anonymous map, and importance beside satisfaction: none that tells how few differ.

A mean beside its n gives the sum. Where the sum is almost that of everybody's giving the best, or
the worst, few gave anything else. Part of `reports.privacy`.
"""

from cxmodel.journey import Document
from cxmodel.study import FEWEST_ANONYMOUS
from reports.disclosure import Hidden, is_safe, is_shown

FEELING = (-2.0, 2.0)
CES = (1.0, 7.0)
RATING = (1.0, 5.0)
SEVERITY = (0.0, 4.0)
RECURRENCE = (1.0, 3.0)
"""The ends of scales."""

_TOP = (4.0, 5.0)  # what the top-two box of ratings holds, and what the rest of them does
_REST = (1.0, 3.0)
_TWO = ("importance", "satisfaction")
_NOTHING = 1e-6  # what rounding leaves of a sum over a hundred thousand people


def distances(mean: float, n: int, scale: tuple[float, float]) -> tuple[float, float]:
    """How far the sum of n figures is from the least and from the most that it could be.

    Of several groups they add up to those of all.

    >>> distances(6.75, 12, (1.0, 7.0))
    (69.0, 3.0)
    """
    low, high = scale
    return round(n * (mean - low), 6), round(n * (high - mean), 6)


def is_mean_shown(mean: float | None, n: int | None, scale: tuple[float, float]) -> bool:
    """Whether a mean tells nothing of fewer than five people.

    >>> is_mean_shown(7.0, 12, CES), is_mean_shown(6.75, 12, CES), is_mean_shown(6.5, 12, CES)
    (True, False, True)
    """
    return mean is None or n is None or all(map(_is_clear, distances(mean, n, scale)))


def _is_clear(distance: float) -> bool:
    return abs(distance) < _NOTHING or abs(distance) >= FEWEST_ANONYMOUS


def are_ratings_shown(score: Document, *bases: int) -> bool:
    """Whether an opportunity may stand: band, number, means and gap are all of the same ratings.

    `bases` are counts of people that hold those who rated.
    """
    rated = [score["top_two"][name] for name in _TWO]
    one, other = (share["n"] for share in rated)
    return (
        is_safe(abs(one - other))
        and is_shown(score["both"], one, other)
        and all(is_shown(share["n"], *bases) for share in rated)
        and all(
            _is_rating_shown(score[name], share["x"], share["n"])
            for name, share in zip(_TWO, rated, strict=True)
        )
    )


def _is_rating_shown(mean: float, top: int, n: int) -> bool:
    """Whether neither the share of 4 and 5, nor that and the mean, point at few."""
    least, most = (top * high + (n - top) * low for high, low in zip(_TOP, _REST, strict=True))
    return (
        is_safe(top)
        and is_safe(n - top)
        and _is_clear(n * mean - least)
        and _is_clear(most - n * mean)
    )


def private_ratings(step: Document, hidden: Hidden, *bases: int) -> None:
    """Gap and opportunity of a step: both, or neither."""
    score = step["opportunity_score"]
    if score is not None and not are_ratings_shown(score, *bases):
        step["gap"] = step["opportunity_score"] = None
        hidden.cells += 2


def private_rating_claims(claims: list[Document], hidden: Hidden, *bases: int) -> list[Document]:
    """How many gave which rating: each person gave one, so that they are told all or not at all.

    Together they are those who rated, who must not be all but a few of `bases` either.
    """
    counts = [claim["count"] for claim in claims]
    if all(map(is_safe, counts)) and is_shown(sum(counts), *bases):
        return claims
    hidden.cells += len(claims)
    return []
