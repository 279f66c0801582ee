import re
from itertools import pairwise
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from cxmodel import metrics
from reports.curve import cubic, draw, y_of


def felt(*values: float) -> dict[str, Any]:
    if not values:
        return {"n": 0, "mean": None, "values": [], "split": False, "q1": None, "q3": None}
    found = metrics.spread(values)
    return {
        "n": found.n,
        "mean": found.mean,
        "values": sorted(values),
        "split": found.split,
        "q1": found.q1,
        "q3": found.q3,
    }


def drawn(*feelings: dict[str, Any]) -> Any:
    return draw(list(feelings), 200.0, [False] * len(feelings))


def test_a_line_through_fewer_than_three_people_is_dashed() -> None:
    curve = drawn(felt(1, 1, 2), felt(0, 0, 0), felt(-1))
    assert [piece.kind for piece in curve.pieces] == ["solid", "dashed"]


def test_a_step_without_feelings_is_bridged_not_invented() -> None:
    curve = drawn(felt(1, 1, 2), felt(), felt(-1, -1, -2))
    assert [piece.kind for piece in curve.pieces] == ["gap"]
    assert len(curve.faces) == 2


def test_a_split_group_has_two_faces_and_no_mean() -> None:
    curve = drawn(felt(2, 2, -1, -1))
    assert [(face.y, face.label) for face in curve.faces] == [
        (y_of(2), "2 felt +2"),
        (y_of(-1), "2 felt −1"),
    ]
    assert not curve.pieces


def test_every_person_is_a_dot() -> None:
    curve = drawn(felt(1, 1, -2))
    assert sorted(dot.y for dot in curve.dots) == sorted([y_of(1), y_of(1), y_of(-2)])
    assert len({(dot.x, dot.y) for dot in curve.dots}) == 3


def test_a_hundred_dots_stay_in_their_column() -> None:
    curve = drawn(felt(*[1] * 100))
    assert all(0 < dot.x < 200 for dot in curve.dots)


def test_more_equal_feelings_than_can_be_drawn_are_a_row_with_their_count() -> None:
    few, many = drawn(felt(*[1] * 24, 0)), drawn(felt(*[1] * 40_000, 0))
    assert (len(few.dots), few.tallies) == (25, ())
    assert len(many.dots) == 6
    (tally,) = many.tallies
    assert (tally.y, tally.label) == (y_of(1), "×40\u202f000")
    assert max(dot.x for dot in many.dots) < tally.x < 200


def test_a_curve_of_nobody_is_empty() -> None:
    assert drawn().width == 0
    assert drawn(felt()).faces == ()


@given(st.lists(st.floats(-2, 2), min_size=2, max_size=12))
@example([-2, -1.9, 2])
def test_the_curve_never_leaves_the_range_of_its_neighbours(values: list[float]) -> None:
    points = [(100.0 * at, y_of(value)) for at, value in enumerate(values)]
    for ((_, before), (_, after)), piece in zip(pairwise(points), cubic(points), strict=True):
        heights = [float(number) for number in re.findall(r"-?[\d.]+", piece)][1::2]
        low, high = sorted((before, after))
        assert all(low - 0.11 <= height <= high + 0.11 for height in heights)
