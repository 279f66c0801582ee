from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmodel import metrics
from cxmodel.errors import NoAnswers

feelings = st.lists(st.integers(-2, 2), min_size=1, max_size=40)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_reach_of_eight_in_twelve_by_hand() -> None:
    # p~ = (8 + 1.9208) / 15.8416 = 0.62625; margin = 1.96 * sqrt(0.62625 * 0.37375 / 15.8416)
    found = metrics.reach(8, 12)
    assert found.low == pytest.approx(0.38801, abs=1e-5)
    assert found.high == pytest.approx(0.86449, abs=1e-5)


def test_reach_of_nobody_asked_is_refused() -> None:
    with pytest.raises(NoAnswers):
        metrics.reach(0, 0)


@given(st.integers(1, 500), st.data())
def test_an_interval_holds_its_share_and_stays_in_bounds(n: int, data: st.DataObject) -> None:
    x = data.draw(st.integers(0, n))
    found = metrics.reach(x, n)
    assert 0 <= found.low <= x / n <= found.high <= 1


@pytest.mark.parametrize(
    ("values", "q1", "median", "q3"),
    [
        pytest.param([5], 5, 5, 5, id="one value is all three"),
        pytest.param([1, 2, 3, 4], 1.75, 2.5, 3.25, id="type 7 interpolates"),
        pytest.param([-2, -1, 0, 1, 2], -1, 0, 1, id="odd count hits values"),
    ],
)
def test_quartiles_by_hand(values: list[float], q1: float, median: float, q3: float) -> None:
    found = metrics.spread(values)
    assert (found.q1, found.median, found.q3) == (q1, median, q3)


@given(feelings)
def test_a_spread_is_ordered_and_has_a_mean_unless_split(values: list[float]) -> None:
    found = metrics.spread(values)
    assert min(values) <= found.q1 <= found.median <= found.q3 <= max(values)
    assert (found.mean is None) is found.split


@pytest.mark.parametrize(
    ("values", "split"),
    [
        pytest.param([-1, 1, 0, 0], True, id="exactly a quarter each"),
        pytest.param([-1, 1, 0, 0, 0], False, id="a fifth each is not enough"),
        pytest.param([2, 2, 2, -2], True, id="three to one"),
        pytest.param([2, 2, 2, 2], False, id="all alike"),
    ],
)
def test_a_split_needs_a_quarter_on_each_side(values: list[float], split: bool) -> None:
    assert metrics.spread(values).split is split


@given(st.lists(st.integers(0, 10), min_size=1))
def test_the_net_promoter_score_stays_within_a_hundred(scores: list[int]) -> None:
    assert -100 <= metrics.net_promoter_score(scores) <= 100


@pytest.mark.parametrize(
    "formula", [metrics.net_promoter_score, metrics.top_two_box, metrics.customer_effort_score]
)
def test_no_scores_are_no_result(formula: object) -> None:
    with pytest.raises(NoAnswers):
        formula([])  # type: ignore[operator]


def test_pain_priority_keeps_one_of_one_under_eight_of_twelve() -> None:
    lone = metrics.pain_priority(metrics.reach(1, 1), 4, 3)
    shared = metrics.pain_priority(metrics.reach(8, 12), 4, 3)
    assert (round(lone, 2), round(shared, 2)) == (0.17, 0.39)


@given(st.integers(1, 60), st.data())
def test_a_priority_grows_with_the_people_who_feel_it(n: int, data: st.DataObject) -> None:
    x = data.draw(st.integers(0, n - 1))
    fewer = metrics.pain_priority(metrics.reach(x, n), 3, 2)
    more = metrics.pain_priority(metrics.reach(x + 1, n), 3, 2)
    assert 0 <= fewer <= more <= 1


def test_opportunity_counts_what_matters_and_is_not_met() -> None:
    # importance 10 x 3/4 = 7.5, satisfaction 10 x 1/4 = 2.5: 7.5 + 5
    assert metrics.opportunity([5, 4, 4, 1], [4, 1, 2, 3]) == 12.5
    assert metrics.opportunity([5, 1], [5, 5]) == 5


@given(feelings, feelings)
def test_an_opportunity_stays_between_0_and_20(wanted: list[float], met: list[float]) -> None:
    assert 0 <= metrics.opportunity([w + 3 for w in wanted], [m + 3 for m in met]) <= 20


def test_a_gap_is_the_mean_over_pairs() -> None:
    assert metrics.paired_gap([(5, 1), (3, 3)]) == 2


def test_votes_for_the_strongest_feeling_are_shared_by_equals() -> None:
    assert metrics.extreme_votes({"a": -2, "b": 2, "c": 0}) == {"a": 0.5, "b": 0.5}
    assert metrics.extreme_votes({"a": 0, "b": 0}) == {}


@given(st.dictionaries(st.text(max_size=3), st.integers(-2, 2), max_size=8))
def test_one_person_has_one_vote_at_most(felt: dict[str, float]) -> None:
    total = sum(metrics.extreme_votes(felt).values())
    assert total == pytest.approx(1 if any(felt.values()) else 0)


def test_the_index_is_made_of_the_last_seven_days() -> None:
    scored = [(NOON - timedelta(days=7), 1), (NOON - timedelta(days=6), 4), (NOON, 5)]
    assert metrics.latest_week(scored) == [4, 5]
    assert metrics.latest_week([]) == []


def test_the_index_rolls_day_by_day() -> None:
    # Day 0: 5 and 1. Day 3: 4. Day 7, at noon: the 5 of day 0 is seven days old and out.
    scored = [(NOON, 5), (NOON + timedelta(hours=1), 1), (NOON + timedelta(days=3), 4)]
    scored.append((NOON + timedelta(days=7), 2))
    assert [(str(day), value, n) for day, value, n in metrics.rolling_index(scored[::-1])] == [
        ("2026-03-02", 1 / 2, 2),
        ("2026-03-05", 2 / 3, 3),
        ("2026-03-09", 1 / 3, 3),
    ]
    assert metrics.rolling_index([]) == []


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(1, 5)), min_size=1, max_size=30))
def test_the_last_day_of_the_index_is_the_index(given_at: list[tuple[int, int]]) -> None:
    scored = [(NOON + timedelta(hours=hours), float(score)) for hours, score in given_at]
    week = metrics.latest_week(scored)
    assert metrics.rolling_index(scored)[-1][1:] == (metrics.top_two_box(week), len(week))


def test_saturation_compares_the_last_two_with_the_first_four() -> None:
    base = [frozenset("abcd"), frozenset("efgh"), frozenset("ijkl"), frozenset("mnopqrst")]
    told = [*base, frozenset("a"), frozenset("z")]
    assert metrics.saturation(told).share == pytest.approx(1 / 20)
    assert metrics.saturation(told).reached
    assert metrics.saturation([*told, frozenset("xyz")]).share == pytest.approx(3 / 20)


def test_saturation_is_unknown_before_the_sixth_interview() -> None:
    assert metrics.saturation([frozenset("a")] * 5).share is None
