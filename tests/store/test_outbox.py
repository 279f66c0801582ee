from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from cxmodel.interview import InterviewId, Phase
from cxmodel.records import Claim, Sent
from cxmodel.store import Store
from tests.store.values import LEASE, NOW, TELEGRAM, begin, claim, say

SECOND = timedelta(seconds=1)


def texts(claims: list[Claim]) -> list[list[str]]:
    return [[row.body["text"] for row in each.rows] for each in claims]


def mark(store: Store, claimed: Claim, state: str = "sent", row: int = 0, **more: object) -> None:
    sent = Sent(
        row=claimed.rows[row].id,
        chat=claimed.chat.id,
        fence=claimed.fence,
        state=state,
        **more,  # type: ignore[arg-type]
    )
    with store.writing() as work:
        work.mark([sent], NOW)


def release(store: Store, *claims: Claim) -> None:
    with store.writing() as work:
        work.release(claims)


def test_messages_of_a_chat_go_out_in_the_order_queued(store: Store) -> None:
    chat = begin(store)
    say(store, chat, "one", "two")
    say(store, chat, "three")
    assert texts(claim(store)) == [["one", "two", "three"]]


def test_a_claimed_chat_is_left_alone_until_the_lease_ends(store: Store) -> None:
    say(store, begin(store), "one")
    (first,) = claim(store)
    assert claim(store, NOW + LEASE - SECOND) == []
    (second,) = claim(store, NOW + LEASE)
    assert second.fence == first.fence + 1
    assert second.chat.address == "1"


def test_a_late_mark_is_stopped_by_the_fence(store: Store) -> None:
    chat = begin(store)
    say(store, chat, "one")
    (late,) = claim(store)
    (now_mine,) = claim(store, NOW + LEASE)
    mark(store, late, message="late")
    release(store, late)
    assert claim(store, NOW + LEASE) == []
    mark(store, now_mine, message="mine")
    with store.reading() as reading:
        found = reading.chat(chat.id)
    assert found is not None
    assert found.prompt_message == "mine"


def test_a_question_asked_again_may_have_been_seen_before(store: Store) -> None:
    """Words between its two messages are early for the lower one alone."""
    chat = begin(store)
    unsure = []
    for message, turn in (("m1", 2), ("m2", 2), ("m3", 3)):
        say(store, chat, message, turn=turn)
        (claimed,) = claim(store)
        mark(store, claimed, message=message)
        release(store, claimed)
        with store.reading() as reading:
            found = reading.chat(chat.id)
        assert found is not None
        unsure.append((found.prompt_message, found.unsure))
    assert unsure == [("m1", False), ("m2", True), ("m3", False)]


def test_a_sent_message_is_not_sent_again(store: Store) -> None:
    chat = begin(store)
    say(store, chat, "one", "two")
    (claimed,) = claim(store)
    mark(store, claimed)
    release(store, claimed)
    assert texts(claim(store)) == [["two"]]
    with store.reading() as reading:
        assert reading.health().outbox_unsent == 1


def test_a_sent_prompt_becomes_the_prompt_of_its_chat(store: Store) -> None:
    chat = begin(store)
    say(store, chat, "one")
    (claimed,) = claim(store)
    mark(store, claimed, message="m1")
    with store.reading() as reading:
        found = reading.chat(chat.id)
    assert found is not None
    assert (found.prompt_turn, found.prompt_message) == (2, "m1")


def test_the_queue_behind_a_message_that_must_wait_waits_too(store: Store) -> None:
    say(store, begin(store), "one", "two")
    (claimed,) = claim(store)
    mark(store, claimed, "queued", not_before=NOW + 5 * SECOND, error="429")
    release(store, claimed)
    assert claim(store, NOW + 4 * SECOND) == []
    (again,) = claim(store, NOW + 5 * SECOND)
    assert texts([again]) == [["one", "two"]]
    assert [row.attempts for row in again.rows] == [1, 0]


def test_a_queue_is_claimed_up_to_a_message_that_must_wait(store: Store) -> None:
    say(store, begin(store), "one", "two", "three")
    (claimed,) = claim(store)
    mark(store, claimed, "queued", row=1, not_before=NOW + SECOND)
    release(store, claimed)
    assert texts(claim(store)) == [["one"]]


def test_an_uncertain_message_is_claimed_again_as_such(store: Store) -> None:
    say(store, begin(store), "one")
    (claimed,) = claim(store)
    mark(store, claimed, "uncertain")
    release(store, claimed)
    (again,) = claim(store)
    assert [row.uncertain for row in again.rows] == [True]


def test_a_dead_message_lets_the_next_one_pass(store: Store) -> None:
    say(store, begin(store), "one", "two")
    (claimed,) = claim(store)
    mark(store, claimed, "dead", error="400")
    release(store, claimed)
    assert texts(claim(store)) == [["two"]]
    with store.reading() as reading:
        assert reading.health().outbox_dead == 1


def test_whole_chats_are_claimed_the_longest_waiting_first(store: Store) -> None:
    first, second = begin(store, 1), begin(store, 2)
    say(store, second, "b1")
    say(store, first, "a1")
    say(store, second, "b2")
    with store.writing() as work:
        assert texts(work.claim([TELEGRAM], NOW, LEASE, limit=1)) == [["b1", "b2"]]
        assert texts(work.claim([TELEGRAM], NOW, LEASE)) == [["a1"]]


def test_only_the_queues_of_the_given_installations_are_claimed(store: Store) -> None:
    say(store, begin(store), "one")
    with store.writing() as work:
        assert work.claim([("slack", "T1")], NOW, LEASE) == []
        assert work.claim([], NOW, LEASE) == []


def test_two_senders_never_claim_one_chat(migrated_postgres: Callable[[], Store]) -> None:
    first, second = migrated_postgres(), migrated_postgres()
    say(first, begin(first), "one")
    with first.writing() as mine, second.writing() as theirs:
        assert len(mine.claim([TELEGRAM], NOW, LEASE)) == 1
        assert theirs.claim([TELEGRAM], NOW, LEASE) == []


def test_a_chat_that_is_being_taken_can_be_marked(migrated_postgres: Callable[[], Store]) -> None:
    first, second = migrated_postgres(), migrated_postgres()
    chat = begin(first)
    say(first, chat, "one")
    (claimed,) = claim(first)
    with first.writing() as taking:
        taking._connection.exec_driver_sql("SELECT 1 FROM chat FOR NO KEY UPDATE")
        mark(second, claimed, message="m1")
        release(second, claimed)
    with first.reading() as reading:
        found = reading.chat(chat.id)
    assert found is not None
    assert found.prompt_message == "m1"


@pytest.mark.parametrize(
    ("phase", "then"),
    [(Phase.ASKING, Phase.UNREACHABLE), (Phase.COMPLETED, Phase.COMPLETED)],
)
def test_who_blocked_us_is_sent_nothing_more(store: Store, phase: Phase, then: Phase) -> None:
    chat = begin(store)
    say(store, chat, "one", "two")
    with store.writing() as work:
        work._connection.exec_driver_sql(
            f"UPDATE interview SET phase = '{phase}', completed_at = touched_at"
        )
        work.unreachable(chat.id)
    assert claim(store) == []
    with store.reading() as reading:
        found = reading.interview(InterviewId("i1"))
    assert found is not None
    assert found.phase is then


def test_marking_nothing_and_releasing_nothing_is_fine(store: Store) -> None:
    with store.writing() as work:
        work.mark([])
        work.release([])


# ── what takes its time ───────────────────────────────────────────────────────────────────────────


def claim_slow(store: Store, now: datetime = NOW) -> list[Claim]:
    with store.writing() as work:
        return work.claim_slow([TELEGRAM], now, LEASE, 64)


def beside(store: Store) -> Claim:
    """A slow row that left its queue, as it is claimed for the first time."""
    (claimed,) = claim(store)
    mark(store, claimed, "slow")
    release(store, claimed)
    (slow,) = claim_slow(store)
    return slow


def test_what_takes_its_time_leaves_the_queue_to_the_others(store: Store) -> None:
    say(store, begin(store), "map", "one")
    assert claim_slow(store) == []
    slow = beside(store)
    assert [row.body["text"] for row in slow.rows] == ["map"]
    assert texts(claim(store)) == [["one"]]
    with store.reading() as reading:
        assert reading.health().outbox_unsent == 2


def test_a_slow_row_is_claimed_by_one_until_its_lease_ends(store: Store) -> None:
    say(store, begin(store), "map")
    first = beside(store)
    assert claim_slow(store, NOW + LEASE - SECOND) == []
    (second,) = claim_slow(store, NOW + LEASE)
    assert [row.attempts for row in second.rows] == [1]
    mark(store, first)  # too late: it is somebody else's by now
    (third,) = claim_slow(store, NOW + 2 * LEASE)
    mark(store, third)
    assert claim_slow(store, NOW + 9 * LEASE) == claim(store, NOW + 9 * LEASE) == []


def test_the_queues_late_mark_does_not_free_a_slow_row(store: Store) -> None:
    say(store, begin(store), "map")
    (late,) = claim(store)
    (now_mine,) = claim(store, NOW + LEASE)
    mark(store, now_mine, "slow")
    (slow,) = claim_slow(store)
    assert abs(slow.fence) == late.fence
    mark(store, late, "slow")
    assert claim_slow(store) == []


def test_a_slow_row_is_tried_again_when_it_is_due(store: Store) -> None:
    say(store, begin(store), "map")
    mark(store, beside(store), "slow", not_before=NOW + SECOND, error="429")
    assert claim_slow(store) == []
    assert len(claim_slow(store, NOW + SECOND)) == 1


def test_the_only_server_takes_up_slow_rows_at_once(store: Store) -> None:
    say(store, begin(store), "map")
    beside(store)
    with store.writing() as work:
        work.free_leases()
    assert len(claim_slow(store)) == 1


def test_two_senders_never_claim_one_slow_row(migrated_postgres: Callable[[], Store]) -> None:
    first, second = migrated_postgres(), migrated_postgres()
    say(first, begin(first), "map")
    mark(first, beside(first), "slow")
    with first.writing() as mine, second.writing() as theirs:
        assert len(mine.claim_slow([TELEGRAM], NOW, LEASE, 64)) == 1
        assert theirs.claim_slow([TELEGRAM], NOW, LEASE, 64) == []


def test_who_blocked_us_is_sent_nothing_slow_either(store: Store) -> None:
    chat = begin(store)
    say(store, chat, "map")
    slow = beside(store)
    with store.writing() as work:
        work.unreachable(chat.id)
        assert (
            work.mark([Sent(row=slow.rows[0].id, chat=chat.id, fence=slow.fence, state="sent")])
            == set()
        )
    assert claim_slow(store, NOW + LEASE) == []
