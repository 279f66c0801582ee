from datetime import UTC, datetime, timedelta

import pytest

from cxmodel.store import Store
from cxmodel.store.installations import Installed

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
CONTENT = '{"bot_token": "xoxb-canary-token"}'


@pytest.fixture
def kept(store: Store) -> Installed:
    keep(store, CONTENT)
    return only(store)


def keep(store: Store, content: str, key: str = "T1", now: datetime = NOW) -> None:
    with store.writing() as work:
        work.keep_installation("slack", key, content, now)


def only(store: Store) -> Installed:
    with store.reading() as reading:
        (installed,) = reading.installations("slack")
    return installed


def lease(store: Store, installed: Installed, now: datetime = NOW) -> bool:
    with store.writing() as work:
        return work.lease_renewal("slack", installed, now, now + MINUTE)


def renew(store: Store, installed: Installed, content: str) -> bool:
    with store.writing() as work:
        return work.renew_installation("slack", installed, content, NOW, NOW + MINUTE)


def remove(store: Store, by: datetime) -> bool:
    with store.writing() as work:
        return work.remove_installation("slack", "T1", by)


def test_an_installation_is_kept_sealed(store: Store, kept: Installed) -> None:
    assert kept == Installed("T1", 1, CONTENT)
    with store.reading() as reading:
        (row,) = reading._connection.exec_driver_sql("SELECT * FROM installation").fetchall()
    assert "canary" not in str(row)


def test_installing_again_replaces_it(store: Store, kept: Installed) -> None:
    keep(store, "{}")
    keep(store, "[]", key="E1/T2")
    with store.reading() as reading:
        assert reading.installations("slack") == [
            Installed("E1/T2", 1, "[]"),
            Installed("T1", 2, "{}"),
        ]
        assert reading.installations("telegram") == []


def test_one_process_at_a_time_renews(store: Store, kept: Installed) -> None:
    assert lease(store, kept)
    assert not lease(store, kept)
    assert lease(store, kept, NOW + MINUTE)  # the first one died over it

    assert renew(store, kept, "{}")
    assert only(store) == Installed("T1", 2, "{}")
    assert not lease(store, kept, NOW + 2 * MINUTE)  # who looks at the old token comes too late
    assert not lease(store, only(store))  # it was renewed just now
    assert lease(store, only(store), NOW + MINUTE)


def test_a_renewed_token_never_replaces_that_of_a_new_installation(
    store: Store, kept: Installed
) -> None:
    assert lease(store, kept)
    keep(store, "{}")
    assert not renew(store, kept, CONTENT)
    assert only(store).content == "{}"
    assert lease(store, only(store))  # the lease went with what it was for


def test_what_ended_is_removed_and_what_began_later_stays(store: Store, kept: Installed) -> None:
    assert not remove(store, NOW - MINUTE)
    assert not remove(store, NOW)
    assert remove(store, NOW + MINUTE)
    assert not remove(store, NOW + MINUTE)
    assert not renew(store, kept, CONTENT)
    with store.reading() as reading:
        assert reading.installations("slack") == []
