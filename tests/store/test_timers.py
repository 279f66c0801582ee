"""Timers: set with a turn, called once however many look, gone with what they belong to."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from cxmodel import tables as t
from cxmodel.instants import instant
from cxmodel.interview import InterviewId, Phase
from cxmodel.records import Chat, Timer
from cxmodel.store import Store
from cxmodel.store.timers import AGAIN, CALL
from tests.store.values import NOW, STUDY, TELEGRAM, begin, interview, received, turned

HOUR = timedelta(hours=1)


def set_timer(store: Store, chat: Chat, due: datetime | None, number: int = 1) -> None:
    """Save a turn that sets the timer of an interview."""
    timer = Timer(InterviewId(f"i{number}"), "first reminder", due)
    with store.writing() as work:
        work.save([replace(turned(chat), timers=(timer,))], NOW)


def call(store: Store, now: datetime = NOW, limit: int = 500) -> int:
    with store.writing() as work:
        return work.call_due([TELEGRAM], now, limit)


def calls(store: Store) -> list[tuple[int, bytes]]:
    """What waits in the inbox, by chat: all of it is taken and done."""
    with store.writing() as work:
        found = work.take([TELEGRAM], NOW)
        rows = [(each.chat.id, row.body) for each in found for row in each.rows]
        done = [turned(each.chat, done=[row.id for row in each.rows]) for each in found]
        work.save(done, NOW)
    return rows


def overdue(store: Store, before: datetime) -> int:
    with store.reading() as reading:
        return reading.overdue_timers(before)


def test_a_timer_calls_its_chat_when_it_is_due(store: Store) -> None:
    chat = begin(store)
    set_timer(store, chat, NOW + HOUR)
    assert call(store, NOW + HOUR - timedelta(milliseconds=1)) == 0
    assert call(store, NOW + HOUR) == 1
    assert calls(store) == [(chat.id, CALL)]


def test_it_calls_once_until_it_is_set_anew(store: Store) -> None:
    chat = begin(store)
    set_timer(store, chat, NOW)
    assert [call(store), call(store)] == [1, 0]
    assert len(calls(store)) == 1
    set_timer(store, chat, NOW)  # the same moment again: the clock went back
    assert call(store) == 1
    assert len(calls(store)) == 1


def test_a_call_that_nothing_came_of_is_made_once_more_later(store: Store) -> None:
    set_timer(store, begin(store), NOW)
    assert call(store) == 1
    assert call(store, NOW + AGAIN - HOUR / 2) == 0
    assert call(store, NOW + AGAIN) == 1


def test_a_call_stands_behind_what_they_wrote_themselves(store: Store) -> None:
    chat = begin(store)
    set_timer(store, chat, NOW)
    call(store)
    with store.writing() as work:
        work.receive([received("2", chat="1", body=b"theirs")])
    assert [body for _, body in calls(store)] == [b"theirs", CALL]


def test_the_longest_due_are_called_first_and_only_of_messengers_at_work(store: Store) -> None:
    for number in (1, 2, 3):
        set_timer(store, begin(store, number), NOW - number * HOUR, number)
    with store.writing() as work:
        assert work.call_due([("telegram", "other bot")], NOW) == 0
    assert call(store, limit=2) == 2
    with store._reading.connect() as connection:
        left = select(t.timer.c.interview).where(t.timer.c.due_at <= instant(NOW))
        assert list(connection.execute(left).scalars()) == ["i1"]


def test_two_processes_that_look_at_once_call_each_timer_once(
    migrated_postgres: Callable[[], Store],
) -> None:
    ours, theirs = migrated_postgres(), migrated_postgres()
    for number in range(1, 5):
        set_timer(ours, begin(ours, number), NOW - number * HOUR, number)
    with ours.writing() as one, theirs.writing() as other:
        assert one.call_due([TELEGRAM], NOW, 3) == 3
        assert other.call_due([TELEGRAM], NOW) == 1  # without waiting for us
    assert call(ours) == 0
    assert len(calls(ours)) == 4


def test_a_turn_may_be_taken_while_its_chat_is_called(
    migrated_postgres: Callable[[], Store],
) -> None:
    ours, theirs = migrated_postgres(), migrated_postgres()
    chat = begin(ours)
    set_timer(ours, chat, NOW)
    with ours.writing() as work:
        work.receive([received("2", chat="1")])
    with theirs.writing() as turns:
        (waiting,) = turns.take([TELEGRAM], NOW)
        assert call(ours) == 1
        turns.save([turned(waiting.chat, done=[row.id for row in waiting.rows])], NOW)
    assert calls(ours) == [(chat.id, CALL)]


def test_a_timer_goes_where_nothing_more_is_due_and_with_who_is_erased(store: Store) -> None:
    first, second = begin(store), begin(store, 2)
    for number, chat in ((1, first), (2, second)):
        set_timer(store, chat, NOW, number)
    set_timer(store, first, None)
    assert overdue(store, NOW + HOUR) == 1
    with store.writing() as work:
        work.erase(STUDY, interview(2).respondent)
    assert overdue(store, NOW + HOUR) == 0
    assert call(store) == 0


def test_overdue_is_what_was_not_called(store: Store) -> None:
    set_timer(store, begin(store), NOW)
    assert (overdue(store, NOW), overdue(store, NOW + HOUR)) == (0, 1)
    call(store)
    assert overdue(store, NOW + HOUR) == 0


def test_an_interview_that_is_lost_can_still_be_closed(store: Store) -> None:
    chat = begin(store)
    set_timer(store, chat, NOW)
    with store.writing() as work:
        work.unreachable(chat.id)
    assert call(store) == 1
    with store.reading() as reading:
        found = reading.interview("i1")
    assert found is not None
    assert found.phase is Phase.UNREACHABLE


def test_a_call_says_of_no_interview_whose_it_was(store: Store) -> None:
    """Its row stays when the tie is cut, and whoever holds the key could try all names."""
    chat, names = begin(store), set()
    for _ in range(2):
        set_timer(store, chat, NOW)
        call(store)
        with store._writing.begin() as connection:
            named = select(t.inbox.c.event).where(t.inbox.c.body == CALL)
            names |= set(connection.execute(named).scalars())
            connection.execute(delete(t.inbox))
        set_timer(store, chat, None)
    assert len(names) == 2
