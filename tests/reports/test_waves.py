import pytest

from reports.waves import Measured, changes


def compared(
    before: dict[str, float], after: dict[str, float], *, share: bool = False
) -> dict[str, object]:
    (found,) = changes([Measured(id="m", label="M", before=before, after=after, share=share)])
    return found


def people(prefix: str, *figures: float) -> dict[str, float]:
    return {f"{prefix}{number}": figure for number, figure in enumerate(figures)}


def test_the_same_people_are_compared_with_themselves() -> None:
    found = compared(people("P", 1, 2, 3, 4), people("P", 2, 4, 4, 5))
    # Changes 1, 2, 1, 1: mean 1.25, variance 0.25, error 0.25; t of 3 is 3.182446.
    assert (found["method"], found["people"]) == ("paired t", 4)
    assert found["before"] == {"value": 2.5, "n": 4}
    assert found["after"] == {"value": 3.75, "n": 4}
    assert (found["change"], found["moved"]) == (1.25, True)
    assert found["low"] == pytest.approx(1.25 - 3.182446 * 0.25, abs=1e-4)
    assert found["high"] == pytest.approx(1.25 + 3.182446 * 0.25, abs=1e-4)


def test_those_who_came_once_are_left_out_of_a_pairing() -> None:
    found = compared(people("P", 1, 1, 1, 5), {**people("P", 2, 2), "Q": 9})
    assert (found["method"], found["people"]) == ("paired t", 2)
    assert (found["before"], found["after"]) == ({"value": 1, "n": 2}, {"value": 2, "n": 2})


def test_under_half_in_both_are_different_people() -> None:
    found = compared(people("P", 1, 2, 3), {"P0": 5, "P1": 6, **people("Q", 5, 6, 7)})
    assert (found["method"], found["people"]) == ("Welch", 6)
    assert (found["before"], found["after"]) == ({"value": 2, "n": 3}, {"value": 5.8, "n": 5})
    assert found["moved"]


def test_shares_of_different_people() -> None:
    found = compared(people("P", 1, 0, 0, 0), people("Q", 1, 1, 1, 0), share=True)
    # (1 + 1)/6 and (3 + 1)/6: 1/3 apart, margin 1.96 * sqrt(2 * 2/9 / 6) = 0.533444
    assert (found["method"], found["change"], found["moved"]) == ("Agresti–Caffo", 0.5, False)
    assert found["low"] == pytest.approx(1 / 3 - 0.533444, abs=1e-4)


def test_shares_of_the_same_people_are_paired() -> None:
    found = compared(people("P", 0, 0, 0, 0), people("P", 1, 1, 1, 0), share=True)
    assert (found["method"], found["change"]) == ("paired t", 0.75)


def test_one_answer_is_compared_with_nothing() -> None:
    for before, after in (({"P": 1.0}, {"Q": 2.0}), ({}, {"Q": 2.0, "R": 3.0})):
        assert not changes([Measured(id="m", label="M", before=before, after=after)])
        assert not changes([Measured(id="m", label="M", before={}, after=after, share=True)])
