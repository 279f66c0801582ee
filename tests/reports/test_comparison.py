from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cxmodel.comparison import (
    difference_of_means,
    difference_of_shares,
    paired_mean,
    perception_gap,
)
from cxmodel.errors import NoAnswers

scores = st.lists(st.integers(0, 10), min_size=2, max_size=30)
CLOSE = 1e-9


def test_a_paired_mean_by_hand() -> None:
    # Changes 0, 1, 2, 1: mean 1, variance 2/3, error sqrt(1/6) = 0.408248; t of 3 is 3.182446.
    found = paired_mean([0, 1, 2, 1])
    assert found.value == 1
    assert found.low == pytest.approx(1 - 3.182446 * 0.408248, abs=1e-5)
    assert found.high == pytest.approx(1 + 3.182446 * 0.408248, abs=1e-5)
    assert not found.moved


def test_more_people_who_changed_alike_did_move() -> None:
    assert paired_mean([0, 1, 2, 1] * 4).moved


def test_a_difference_of_means_by_hand() -> None:
    # 2, 4 and 7, 8, 9: errors 2/2 = 1 and 1/3; (4/3)^2 / (1/1 + 1/9/2) = 1.684211 degrees.
    found = difference_of_means([2, 4], [7, 8, 9])
    margin = stats.t.ppf(0.975, 1.684210526) * (4 / 3) ** 0.5
    assert found.value == 5
    assert found.high - found.value == pytest.approx(margin, abs=1e-6)


spread = scores.filter(lambda values: len(set(values)) > 1)


@given(spread, spread)
def test_welch_is_what_scipy_calls_welch(before: list[int], after: list[int]) -> None:
    theirs = stats.ttest_ind(after, before, equal_var=False).confidence_interval(0.95)
    found = difference_of_means(before, after)
    assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high), abs=CLOSE)


def test_a_difference_of_shares_by_hand() -> None:
    # (3 + 1)/(10 + 2) = 1/3 and (16 + 1)/(20 + 2) = 17/22;
    # margin 1.96 * sqrt(1/3 * 2/3 / 12 + 17/22 * 5/22 / 22) = 0.319072 about 0.439394.
    found = difference_of_shares((3, 10), (16, 20))
    assert found.value == pytest.approx(0.5, abs=CLOSE)
    assert (found.low, found.high) == pytest.approx((0.120322, 0.758466), abs=1e-5)
    assert found.moved


@given(st.integers(1, 40), st.integers(1, 40), st.data())
def test_a_difference_of_shares_stays_in_bounds(n: int, m: int, data: st.DataObject) -> None:
    x, y = data.draw(st.integers(0, n)), data.draw(st.integers(0, m))
    found = difference_of_shares((x, n), (y, m))
    assert -1 <= found.low <= found.high <= 1
    back = difference_of_shares((y, m), (x, n))
    assert (back.low, back.high) == pytest.approx((-found.high, -found.low), abs=CLOSE)


def test_where_nobody_differs_the_interval_has_no_width() -> None:
    found = difference_of_means([1, 1], [2, 2, 2])
    assert (found.low, found.high, found.moved) == (1, 1, True)


def test_one_person_is_no_spread_and_nobody_is_no_share() -> None:
    refused: list[Callable[[], object]] = [
        lambda: paired_mean([1]),
        lambda: difference_of_means([1], [1, 2]),
        lambda: difference_of_means([1, 2], [1]),
        lambda: difference_of_shares((0, 0), (1, 2)),
        lambda: difference_of_shares((1, 2), (0, 0)),
    ]
    for compare in refused:
        with pytest.raises(NoAnswers):
            compare()


def test_a_gap_in_perception_is_what_staff_say_beyond_customers() -> None:
    assert perception_gap(-1, 1) == 2
    assert perception_gap(1, None) is None
