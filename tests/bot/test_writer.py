import asyncio
import threading
import time
from collections.abc import AsyncIterator

import pytest

from bot.writer import Gathered, Writer


@pytest.fixture
async def writer() -> AsyncIterator[Writer]:
    writer = Writer()
    yield writer
    writer.close()


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


async def test_what_arrives_during_a_commit_shares_the_next_one(writer: Writer) -> None:
    batches: list[list[int]] = []

    def commit(items: list[int]) -> None:
        batches.append(items)
        time.sleep(0.05)

    gathered = Gathered(writer, commit)
    puts = [asyncio.create_task(gathered.put(0))]
    await asyncio.sleep(0.01)
    puts += [asyncio.create_task(gathered.put(n)) for n in range(1, 10)]
    await asyncio.gather(*puts)

    assert batches == [[0], list(range(1, 10))]


async def test_nobody_returns_before_their_item_is_committed(writer: Writer) -> None:
    committed: list[int] = []

    def commit(items: list[int]) -> None:
        time.sleep(0.02)
        committed.extend(items)

    gathered = Gathered(writer, commit)

    async def put(item: int) -> None:
        await gathered.put(item)
        assert item in committed

    await asyncio.gather(*[put(n) for n in range(5)])


async def test_an_error_reaches_everybody_who_shared_the_commit(writer: Writer) -> None:
    def commit(items: list[int]) -> None:
        if 3 in items:
            raise OSError("the disk is full")

    gathered = Gathered(writer, commit)
    outcomes = await asyncio.gather(*[gathered.put(n) for n in range(5)], return_exceptions=True)

    assert [type(outcome) for outcome in outcomes] == [OSError] * 5
    await gathered.put(6)


async def test_who_no_longer_waits_hurts_nobody(writer: Writer) -> None:
    committed: list[int] = []
    gathered = Gathered(writer, committed.extend)
    impatient = asyncio.create_task(gathered.put(1))
    patient = asyncio.create_task(gathered.put(2))
    await asyncio.sleep(0)
    impatient.cancel()
    await patient

    assert committed == [1, 2]


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
