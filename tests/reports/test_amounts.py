"""An amount of effort in words."""

import pytest

from reports.amounts import in_words, unit_of


@pytest.mark.parametrize(
    ("kind", "one"),
    [
        ("forms", "form"),
        ("approvals", "approval"),
        ("people", "person to ask"),
        ("systems", "system"),
        ("handoffs", "hand-off"),
        ("waiting_days", "day of waiting"),
        ("hours", "hour of work"),
        ("minutes_lost", "minute lost"),
        ("contacts", "contact"),
        ("queries", "query"),
        ("status_checks", "status check"),
        ("branches_visited", "branch visited"),
        ("emails_to_customers", "email to customers"),
        ("passes", "pass"),
        ("analysis", "analysis"),
        ("money", "money"),
        ("ms", "ms"),
    ],
)
@pytest.mark.parametrize("moment", ["today", "wished for", "before the change"])
def test_one_of_a_kind_is_called_as_one(kind: str, one: str, moment: str) -> None:
    assert in_words(1, 1, f"{unit_of(kind)} {moment}") == f"1 {one} {moment}"


@pytest.mark.parametrize(("least", "most", "amount"), [(0, 0, "0"), (1, 2, "1 to 2"), (2, 2, "2")])
def test_what_is_not_one_is_called_as_many(least: int, most: int, amount: str) -> None:
    assert in_words(least, most, "contacts today") == f"{amount} contacts today"
