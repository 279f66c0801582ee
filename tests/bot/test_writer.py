import asyncio
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from types import NoneType

import pytest
import structlog.testing

from bot.writer import Gathered, Writer
from cxmodel.store import Store, Work


@pytest.fixture
async def writer() -> AsyncIterator[Writer]:
    writer = Writer()
    yield writer
    writer.close()


@contextmanager
def busy(writer: Writer) -> Iterator[None]:
    """What is handed to the writer meanwhile waits."""
    free = threading.Event()
    writer._thread.submit(free.wait)
    yield
    free.set()


async def test_work_is_done_one_after_the_other_in_a_thread_of_its_own(writer: Writer) -> None:
    threads = await asyncio.gather(*[writer.run(threading.get_ident) for _ in range(5)])
    assert len(set(threads)) == 1
    assert threads[0] != threading.get_ident()


async def test_what_work_raises_is_raised(writer: Writer) -> None:
    with pytest.raises(ZeroDivisionError):
        await writer.run(lambda: 1 // 0)
    assert await writer.run(lambda: 1) == 1


async def test_work_that_was_cancelled_in_its_middle_still_hands_on_its_result(
    writer: Writer,
) -> None:
    results: list[str] = []
    begun = threading.Event()

    def work() -> str:
        begun.set()
        time.sleep(0.05)
        return "claims"

    task = asyncio.create_task(writer.run_to_end(work, results.append))
    await asyncio.to_thread(begun.wait)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert results == ["claims"]


async def test_what_arrives_during_a_commit_shares_the_next_one(
    writer: Writer, store: Store
) -> None:
    batches: list[list[int]] = []

    def handle(_: Work, items: list[int]) -> None:
        batches.append(items)
        time.sleep(0.05)

    gathered = Gathered(writer, store, handle, rank=0)
    puts = [gathered.put(0)]
    await asyncio.sleep(0.02)
    puts += [gathered.put(n) for n in range(1, 10)]
    await asyncio.gather(*puts)

    assert batches == [[0], list(range(1, 10))]


async def test_kinds_share_a_commit_in_the_order_of_their_ranks(
    writer: Writer, store: Store
) -> None:
    handled: list[tuple[Work, str]] = []

    def handle(work: Work, items: list[str]) -> None:
        handled.extend((work, item) for item in items)

    kinds = {name: Gathered(writer, store, handle, rank) for rank, name in enumerate("abc")}
    with busy(writer):
        puts = [kinds[name].put(name) for name in "cab"]
    await asyncio.gather(*puts)

    assert [item for _, item in handled] == ["a", "b", "c"]
    # Each by itself where other processes receive too: they would lock each other out.
    assert len({id(work) for work, _ in handled}) == (3 if store.is_shared else 1)


async def test_what_fails_undoes_nothing_of_another_kind(writer: Writer, store: Store) -> None:
    def fail(work: Work, _: list[str]) -> None:
        work.set_note("failed", "yes")
        raise OSError("no")

    def note(work: Work, items: list[str]) -> None:
        work.set_note("kept", *items)

    bad, good = Gathered(writer, store, fail, rank=0), Gathered(writer, store, note, rank=1)
    with structlog.testing.capture_logs() as logs:
        with busy(writer):
            puts = [bad.put("x"), good.put("y")]
        outcomes = await asyncio.gather(*puts, return_exceptions=True)

    assert [type(outcome) for outcome in outcomes] == [OSError, NoneType]
    with store.reading() as reading:
        assert (reading.note("failed"), reading.note("kept")) == (None, "y")
    told = [] if store.is_shared else ["writer.shared_commit_failed"]  # nothing is shared there
    assert [line["event"] for line in logs] == told


async def test_nobody_returns_before_their_item_is_committed(writer: Writer, store: Store) -> None:
    gathered = Gathered(writer, store, _note, rank=0)

    async def put(item: str) -> None:
        await gathered.put(item)
        with store.reading() as reading:
            assert reading.note(item) == "kept"

    await asyncio.gather(*[put(str(n)) for n in range(5)])


async def test_an_error_reaches_everybody_who_shared_the_commit(
    writer: Writer, store: Store
) -> None:
    def handle(_: Work, items: list[int]) -> None:
        if 3 in items:
            raise OSError("the disk is full")

    gathered = Gathered(writer, store, handle, rank=0)
    with busy(writer):
        puts = [gathered.put(n) for n in range(5)]
    outcomes = await asyncio.gather(*puts, return_exceptions=True)

    assert [type(outcome) for outcome in outcomes] == [OSError] * 5
    await gathered.put(6)


async def test_who_no_longer_waits_hurts_nobody(writer: Writer, store: Store) -> None:
    gathered = Gathered(writer, store, _note, rank=0)
    impatient, patient = gathered.put("1"), gathered.put("2")
    impatient.cancel()
    await patient

    with store.reading() as reading:
        assert (reading.note("1"), reading.note("2")) == ("kept", "kept")


def _note(work: Work, items: list[str]) -> None:
    for item in items:
        work.set_note(item, "kept")


async def test_closing_waits_for_the_work_under_way() -> None:
    writer, done = Writer(), threading.Event()

    def work() -> None:
        time.sleep(0.05)
        done.set()

    task = asyncio.create_task(writer.run(work))
    await asyncio.sleep(0.01)
    writer.close()
    assert done.is_set()
    await task
