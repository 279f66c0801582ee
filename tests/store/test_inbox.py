from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from cxmodel.store import Store
from cxmodel.vault import Vault
from tests.store.values import LEASE, NOW, TELEGRAM, begin, claim, received, say, turned


def test_an_update_that_is_delivered_ten_times_is_stored_once(store: Store) -> None:
    new = []
    for _ in range(10):
        with store.writing() as work:
            new.append(work.receive([received(1), received(1)]))
    assert new == [1] + [0] * 9
    with store.reading() as reading:
        assert reading.health().inbox_open == 1


def test_processes_with_the_same_updates_in_opposite_order_do_not_block_each_other(
    database_url: str, vault: Vault
) -> None:
    stores = [Store.connect(database_url, vault) for _ in range(4)]
    start = Barrier(4)

    def deliver(number: int) -> int:
        events = [received(event, chat=str(event % 7)) for event in range(40)]
        start.wait()
        with stores[number].writing() as work:
            return work.receive(events if number % 2 else events[::-1])

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(deliver, range(4))) == 40
    for store in stores:
        store.close()


def test_updates_are_stored_in_order_of_event_whatever_order_they_come_in(store: Store) -> None:
    with store.writing() as work:
        work.receive([received(event) for event in (3, 1, 2)])
    with store._reading.connect() as connection:
        stored = connection.exec_driver_sql("SELECT position FROM inbox ORDER BY id").fetchall()
    assert [position for (position,) in stored] == [1, 2, 3]


@pytest.mark.parametrize("body", [b"", b"\x00\xff", b'{"text": "\\ud800"}', bytes(range(256)) * 99])
def test_a_body_is_kept_byte_for_byte(store: Store, body: bytes) -> None:
    with store.writing() as work:
        work.receive([received(1, body=body)])
        (waiting,) = work.take([TELEGRAM], NOW)
    assert waiting.rows[0].body == body


def test_updates_of_a_chat_come_in_the_platforms_order(store: Store) -> None:
    with store.writing() as work:
        work.receive([received(3), received(10), received(2)])
        work.receive([received(1)])
        (waiting,) = work.take([TELEGRAM], NOW)
    assert waiting.chat.address == "77"
    assert _positions(store, [row.id for row in waiting.rows]) == [1, 2, 3, 10]


def _positions(store: Store, rows: list[int]) -> list[int]:
    with store._reading.connect() as connection:
        found = connection.exec_driver_sql("SELECT id, position FROM inbox").fetchall()
    positions = dict(tuple(row) for row in found)
    return [positions[row] for row in rows]


def test_the_chat_that_waits_longest_comes_first(store: Store) -> None:
    with store.writing() as work:
        work.receive([received(5, chat="late")])
    with store.writing() as work:
        work.receive([received(1, chat="later"), received(2, chat="latest")])
    with store.writing() as work:
        assert [w.chat.address for w in work.take([TELEGRAM], NOW, limit=2)] == ["late", "later"]


def test_only_the_chats_of_the_given_installations_are_taken(store: Store) -> None:
    with store.writing() as work:
        work.receive([received(1)])
        assert work.take([("telegram", "other"), ("slack", "bot1")], NOW) == []
        assert len(work.take([("slack", "T1"), TELEGRAM], NOW)) == 1


def test_one_chat_can_be_asked_for(store: Store) -> None:
    with store.writing() as work:
        work.receive([received(1, chat="a"), received(2, chat="b")])
        second = work.take([TELEGRAM], NOW)[1].chat
        (waiting,) = work.take([TELEGRAM], NOW, only_chat=second.id)
    assert waiting.chat == second


def test_a_flood_in_one_chat_is_handed_out_in_parts(store: Store) -> None:
    with store.writing() as work:
        work.receive([received(event) for event in range(100)])
        (waiting,) = work.take([TELEGRAM], NOW)
    assert len(waiting.rows) == 64


def test_an_update_without_a_chat_is_kept_and_done(store: Store) -> None:
    with store.writing() as work:
        assert work.receive([received(1, chat=None)]) == 1
        assert work.receive([received(1, chat=None)]) == 0
        assert work.take([TELEGRAM], NOW) == []


def test_nothing_received_is_nothing_stored(store: Store) -> None:
    with store.writing() as work:
        assert work.receive([]) == 0


def test_two_takers_never_hold_one_chat(database_url: str, vault: Vault) -> None:
    stores = [Store.connect(database_url, vault) for _ in range(2)]
    with stores[0].writing() as work:
        work.receive([received(event, chat=str(event)) for event in range(20)])
    taken: list[list[int]] = [[], []]
    start = Barrier(2)

    def take(number: int) -> None:
        start.wait()
        for _ in range(10):
            with stores[number].writing() as work:
                for waiting in work.take([TELEGRAM], NOW, limit=4):
                    taken[number].append(waiting.chat.id)
                    done = [row.id for row in waiting.rows]
                    work.save([turned(waiting.chat, done=done)], NOW)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(take, range(2)))
    assert sorted(taken[0] + taken[1]) == sorted(set(taken[0] + taken[1]))
    assert len(taken[0] + taken[1]) == 20
    for store in stores:
        store.close()


def test_a_chat_that_another_process_holds_is_skipped(
    migrated_postgres: Callable[[], Store],
) -> None:
    first, second = migrated_postgres(), migrated_postgres()
    with first.writing() as work:
        work.receive([received(1, chat="a"), received(2, chat="b")])
    with first.writing() as mine, second.writing() as theirs:
        assert [w.chat.address for w in mine.take([TELEGRAM], NOW, limit=1)] == ["a"]
        assert [w.chat.address for w in theirs.take([TELEGRAM], NOW)] == ["b"]


def test_updates_are_received_while_their_chat_is_held(
    migrated_postgres: Callable[[], Store],
) -> None:
    first, second = migrated_postgres(), migrated_postgres()
    with first.writing() as work:
        work.receive([received(1)])
    with first.writing() as mine:
        assert mine.take([TELEGRAM], NOW)
        with second.writing() as theirs:
            assert theirs.receive([received(2)]) == 1


def test_a_chat_that_is_being_sent_to_is_taken_later(store: Store) -> None:
    chat = begin(store)
    say(store, chat, "What did you need?")
    claims = claim(store)
    with store.writing() as work:
        work.receive([received(1, chat="1")])
        assert work.take([TELEGRAM], NOW) == []
        assert work.take([TELEGRAM], NOW + LEASE + timedelta(seconds=1)) != []
        work.release(claims)
        assert work.take([TELEGRAM], NOW) != []


def test_an_update_is_set_aside_at_its_fifth_failure(store: Store) -> None:
    with store.writing() as work:
        work.receive([received(1), received(2)])
        (waiting,) = work.take([TELEGRAM], NOW)
    bad, good = (row.id for row in waiting.rows)
    set_aside = []
    for _ in range(6):
        with store.writing() as work:
            set_aside.append(work.fail([bad], NOW))
    assert set_aside == [[], [], [], [], [bad], []]
    with store.writing() as work:
        (waiting,) = work.take([TELEGRAM], NOW)
        assert [row.id for row in waiting.rows] == [good]
        assert work.health().inbox_poison == 1


def test_attempts_are_handed_out(store: Store) -> None:
    with store.writing() as work:
        work.receive([received(1)])
        row = work.take([TELEGRAM], NOW)[0].rows[0]
        work.fail([row.id], NOW)
        assert work.take([TELEGRAM], NOW)[0].rows[0].attempts == 1


def test_the_same_chat_id_elsewhere_is_another_chat(store: Store) -> None:
    elsewhere = received(1)
    elsewhere = type(elsewhere)(
        **{name: getattr(elsewhere, name) for name in elsewhere.__slots__} | {"messenger": "slack"}
    )
    with store.writing() as work:
        assert work.receive([received(1), elsewhere]) == 2
        assert len(work.take([TELEGRAM, ("slack", "bot1")], NOW)) == 2
