import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import pytest
from sqlalchemy import select, update

from cxmodel import tables as t
from cxmodel.interview import Attachment, Interview, Phase, Progress, Pseudonym
from cxmodel.records import Chat, Claim, Queued, Sent
from cxmodel.store import Store, Work
from cxmodel.vault import Vault
from cxmodel.weeks import in_weeks
from tests.store.values import (
    LEASE,
    NOW,
    STUDY,
    TELEGRAM,
    answered,
    begin,
    interview,
    received,
    turned,
)

ALIAS = Pseudonym("nobody")


def _column(store: Store, column: Any) -> list[Any]:
    with store._reading.connect() as connection:
        return [row[0] for row in connection.execute(select(column))]


def _completed(before: Interview) -> Interview:
    after = answered(before, messages=("m1",))
    return replace(after, phase=Phase.COMPLETED, completed_at=NOW)


def _completes(work: Work, chat: Chat, *, say: tuple[str, ...] = ("Good-bye",)) -> Interview:
    """Save the last answer and part with it, nothing claimed."""
    assert chat.interview is not None
    (before,) = work.load_interviews([chat.interview]).values()
    after = _completed(before)
    work.save([turned(chat, (before, after), say=say)], NOW)
    work.part(chat.id, after, ALIAS)
    return after


def test_the_interview_is_kept_in_weeks_without_its_talk(store: Store) -> None:
    chat = begin(store)
    with store.writing() as work:
        after = _completes(work, chat)
    with store.reading() as reading:
        kept = reading.interview(after.id)
    assert kept is not None
    bare = tuple(replace(answer, messages=()) for answer in in_weeks(after).answers)
    assert kept == replace(in_weeks(after), answers=bare, progress=Progress(), version=kept.version)


def test_what_is_remembered_is_what_is_stored(store: Store) -> None:
    """Of the interview as it was saved a moment before, nothing is taken from memory."""
    chat = begin(store)
    with store.writing() as work:
        after = _completes(work, chat)
    with store.writing() as work:
        (loaded,) = work.load_interviews([after.id]).values()
    assert loaded.answers[0].messages == ()


def test_what_nobody_claimed_is_gone(store: Store) -> None:
    chat = begin(store)
    with store.writing() as work:
        _completes(work, chat)
    assert _column(store, t.outbox.c.id) == []
    assert _column(store, t.chat.c.address) == [""]
    with store.reading() as reading:
        assert reading.problems() == []


def test_a_queue_that_would_have_to_wait_is_claimed_whole(store: Store) -> None:
    chat = begin(store)
    with store.writing() as work:
        _completes(work, chat, say=("one", "two"))
        work._connection.execute(
            update(t.outbox).values(not_before="2999-01-01T00:00:00.000Z", state="uncertain")
        )
        (claim,) = work.claim([TELEGRAM], NOW, LEASE, limit=0)
    assert [row.body["text"] for row in claim.rows] == ["one", "two"]
    assert (claim.chat.address, claim.fleeting) == ("1", True)


def test_a_message_of_no_interview_is_sent_before_the_address_goes(store: Store) -> None:
    chat = begin(store)
    with store.writing() as work:
        work.save([turned(chat, say=("from the house",))], NOW)
        _completes(work, chat)
    assert _column(store, t.chat.c.address) != [""]

    with store.writing() as work:
        (claim,) = work.claim([TELEGRAM], NOW, LEASE)
        work.mark([_sent(claim)])
    assert [row.body["text"] for row in claim.rows] == ["from the house"]
    assert _column(store, t.chat.c.address) == [""]


def _sent(claim: Claim) -> Sent:
    (row,) = claim.rows
    return Sent(row=row.id, chat=claim.chat.id, fence=claim.fence, state="sent")


@pytest.mark.parametrize("reason", ["never invite me again", "tell me of new interviews"])
def test_a_chat_to_which_something_is_promised_keeps_its_address(store: Store, reason: str) -> None:
    chat = begin(store)
    with store.writing() as work:
        if reason.startswith("never"):
            work._connection.execute(update(t.chat).values(no_invitations=True))
        else:
            work._connection.execute(
                t.watch.insert().values(study=STUDY, chat=chat.id, wanted=True)
            )
        _completes(work, chat)
    assert _column(store, t.chat.c.address) != [""]
    assert _column(store, t.chat.c.interview) == [None]
    assert _column(store, t.outbox.c.id) == []


def test_an_update_that_still_waits_finds_a_chat_of_its_own(store: Store) -> None:
    chat = begin(store)
    with store.writing() as work:
        work.receive([received(9, chat="1", body=b"start of another study")])
        _completes(work, chat)
    with store.writing() as work:
        (waiting,) = work.take([TELEGRAM], NOW)
    assert [row.body for row in waiting.rows] == [b"start of another study"]
    assert (waiting.chat.address, waiting.chat.interview) == ("1", None)
    assert waiting.chat.id != chat.id


def _prompted(store: Store, chat: Chat, interview: Interview | None) -> None:
    """A prompt of an interview, or of none, was sent as message m9."""
    owner = None if interview is None else interview.id
    with store.writing() as work:
        work.queue(chat.id, owner, [Queued(turn=1, body={"text": "?"}, prompt=True)])
        (claim,) = work.claim([TELEGRAM], NOW, LEASE)
        work.mark([replace(_sent(claim), message="m9")])
        work.release([claim])


@pytest.mark.parametrize("is_kept", [True, False], ids=["address kept", "address gone"])
def test_the_chat_forgets_the_messages_of_the_interview(store: Store, *, is_kept: bool) -> None:
    chat = begin(store)
    _prompted(store, chat, interview())
    with store.writing() as work:
        work._connection.execute(update(t.chat).values(no_invitations=is_kept))
        _completes(work, chat)
    assert _column(store, t.sender.c.prompt_message) == [None]


def test_a_chat_that_is_let_go_keeps_no_message_at_all(store: Store) -> None:
    chat = begin(store)
    _prompted(store, chat, None)
    with store.writing() as work:
        _completes(work, chat)
    assert _column(store, t.sender.c.prompt_message) == [None]
    assert _column(store, t.outbox.c.message) == []


def test_the_platform_s_id_of_a_file_goes(store: Store) -> None:
    chat = begin(store)
    file = Attachment(id="f1", kind="photo", name="", size=1, sha256="", source="file-of-77")
    with store.writing() as work:
        assert chat.interview is not None
        (before,) = work.load_interviews([chat.interview]).values()
        after = replace(_completed(before), attachments=(file,))
        work.save([turned(chat, (before, after))], NOW)
        work.part(chat.id, after, ALIAS)
    assert _column(store, t.attachment.c.source) == [""]


def test_two_at_once_are_both_let_go(store: Store) -> None:
    chats = [begin(store, 1), begin(store, 2)]
    with store.writing() as work:
        for chat in chats:
            _completes(work, chat)
    assert _column(store, t.identity.c.id) == []
    assert _column(store, t.chat.c.address) == ["", ""]


def test_ids_of_events_are_stored_as_keyed_hashes(store: Store) -> None:
    with store.writing() as work:
        assert work.receive([received("U123 tapped"), received("U123 tapped")]) == 1
    with store.writing() as work:
        assert work.receive([received("U123 tapped")]) == 0
    (event,) = _column(store, t.inbox.c.event)
    assert len(event) == 64
    assert "U123" not in event


def test_a_repeated_delivery_of_what_was_let_go_is_known(store: Store) -> None:
    chat = begin(store)
    with store.writing() as work:
        _completes(work, chat)
    with store.writing() as work:
        assert work.receive([received("begin1", chat="1")]) == 0


def test_ids_that_an_earlier_release_stored_are_known(own_store: Store) -> None:
    with own_store.writing() as work:
        work.receive([received("5")])
        work._connection.execute(update(t.inbox).values(event="5"))
        work._connection.execute(t.note.delete())
    own_store.upgrade()
    with own_store.writing() as work:
        assert work.receive([received("5")]) == 0


def test_dates_are_the_weeks_that_they_lie_in(store: Store) -> None:
    """An interview over two weeks keeps both."""
    chat = begin(store)
    with store.writing() as work:
        assert chat.interview is not None
        (before,) = work.load_interviews([chat.interview]).values()
        later = answered(answered(before), at=NOW + timedelta(days=8))
        after = replace(later, phase=Phase.COMPLETED, completed_at=NOW + timedelta(days=8))
        work.save([turned(chat, (before, after))], NOW)
        work.part(chat.id, after, ALIAS)
    assert _column(store, t.answer.c.at) == [
        "2026-02-23T00:00:00.000Z",
        "2026-03-09T00:00:00.000Z",
    ]
    assert _column(store, t.interview.c.touched_at) == ["2026-03-09T00:00:00.000Z"]


# ── several processes ─────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def other(store: Store, database_url: str, vault: Vault) -> Iterator[Store]:
    """Another process's door to the same database."""
    other = Store.connect(database_url, vault)
    yield other
    other.close()


def _parts(store: Store, chat: Chat) -> None:
    with store.writing() as work:
        _completes(work, chat)


def _forgets(store: Store, chat: Chat) -> None:
    """The goodbye to somebody who was erased is out."""
    with store.writing() as work:
        (claim,) = work.claim([TELEGRAM], NOW, LEASE)
        work.mark([_sent(replace(claim, rows=claim.rows[:1]))])


def _is_erased(store: Store, chat: Chat) -> None:
    with store.writing() as work:
        work.erase(STUDY, "r1")
        work.save([turned(replace(chat, interview=None), say=("Good-bye",))], NOW)


Letting = Callable[[Store, Chat], None]


@pytest.fixture(params=[_parts, _forgets], ids=["anonymous", "erased"])
def let_go(request: pytest.FixtureRequest) -> Letting:
    """How a chat loses its address."""
    return cast("Letting", request.param)


@pytest.fixture
def chat(store: Store, let_go: Letting) -> Chat:
    chat = begin(store)
    if let_go is _forgets:
        _is_erased(store, chat)
    return chat


def test_an_update_that_comes_in_while_a_chat_is_let_go_finds_its_person(
    store: Store, other: Store, chat: Chat, let_go: Letting
) -> None:
    with ThreadPoolExecutor(1) as pool:
        with other.writing() as work:
            work.receive([received(9, chat="1", body=b"here again")])
            gone = pool.submit(let_go, store, chat)
            time.sleep(0.3)
        gone.result(timeout=30)
    assert _waits_for(store, "1") == [b"here again"]


def test_what_is_written_to_a_chat_while_it_is_let_go_arrives(
    store: Store, other: Store, chat: Chat, let_go: Letting
) -> None:
    """Its id was looked up before, and used after."""
    with ThreadPoolExecutor(1) as pool:
        with other.writing() as work:
            (found,) = work.chats_at([("telegram", "bot1", "1")]).values()
            gone = pool.submit(let_go, store, chat)
            time.sleep(0.3)
            work.queue(found, None, [Queued(turn=0, body={"text": "an invitation"})])
        gone.result(timeout=30)
    with store.writing() as work:
        claims = work.claim([TELEGRAM], NOW + 2 * LEASE, LEASE)
    assert [(each.chat.address, row.body["text"]) for each in claims for row in each.rows] == [
        ("1", "an invitation")
    ]


def test_a_chat_that_was_let_go_meanwhile_is_not_written_to(
    store: Store, other: Store, chat: Chat, let_go: Letting
) -> None:
    """Whoever looks it up waits for the commit that lets go, and finds a new one."""
    with ThreadPoolExecutor(1) as pool:
        with store.writing() as work:
            if let_go is _parts:
                _completes(work, chat)
            else:
                (claim,) = work.claim([TELEGRAM], NOW, LEASE)
                work.mark([_sent(claim)])
            work.finish()
            came = pool.submit(_comes, other)
            time.sleep(0.3)
        came.result(timeout=30)
    assert _waits_for(store, "1") == [b"here again"]


def _comes(store: Store) -> None:
    with store.writing() as work:
        work.receive([received(9, chat="1", body=b"here again")])


def _waits_for(store: Store, address: str) -> list[bytes]:
    """What waits in the chat of this address; a chat that lost its own has none."""
    with store.writing() as work:
        waiting = work.take([TELEGRAM], NOW + 2 * LEASE)
    return [row.body for each in waiting if each.chat.address == address for row in each.rows]
