"""Bad days at Telegram and at the database (ROBUSTNESS.md §3, F-cases)."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from tests.e2e.town import STORY, WAY, Town, town
from tests.fakes.telegram import FakeTelegram
from tests.serving import Place, Server, free_port

RUN = ("bot", "run")
shared = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def place(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(tmp_path_factory.mktemp("home"), None, webhook=False, module=RUN) as found:
        yield found


# ── one chat has trouble, the others do not notice ────────────────────────────────────────────


@shared
async def test_f17_a_chat_told_to_wait_waits_and_others_go_on(place: Town) -> None:
    slow = await place.newcomer("Slow").agrees()
    other = await place.newcomer("Other").agrees()
    place.telegram.fail("sendMessage", chat=slow.person.id, error=429, retry_after=3)
    began = time.monotonic()
    await slow.says("Shoes")
    await other.says("Hats")
    (*_, told_other) = await other.hears(WAY)
    (*_, told_slow) = await slow.hears(WAY)
    assert time.monotonic() - began >= 3
    assert told_other.id < told_slow.id  # nobody waited with them
    await slow.taps("The shop")
    await slow.hears(STORY)
    shown = [seen.text for seen in slow.screen if not seen.mine]
    assert [WAY in text for text in shown[-2:]] == [True, False]


@shared
async def test_f18_errors_of_telegram_are_waited_out_in_order(place: Town) -> None:
    guest = await place.newcomer().agrees()
    place.telegram.fail("sendMessage", chat=guest.person.id, error=500, times=1)
    await guest.says("Shoes")
    await guest.hears(WAY)
    await guest.taps("The shop")
    await guest.hears(STORY)
    assert guest.answers == {"need": "Shoes", "way": "The shop"}


@shared
@pytest.mark.parametrize(
    "how",
    [
        pytest.param({"error": 502}, id="recorded but 502"),
        pytest.param({"drop": True}, id="recorded, then cut"),
    ],
)
async def test_f19_what_may_have_arrived_is_sent_once_more(
    place: Town, how: dict[str, object]
) -> None:
    guest = await place.newcomer().agrees()
    place.telegram.fail("sendMessage", chat=guest.person.id, after=True, times=1, **how)
    await guest.says("Shoes")
    await guest.hears(WAY)
    await guest.settled()
    assert sum(WAY in seen.text for seen in guest.screen) == 2
    await guest.taps("The shop")  # the lower of the two
    await guest.hears(STORY)
    assert guest.answers == {"need": "Shoes", "way": "The shop"}


@shared
async def test_f19_a_call_that_hangs_is_given_up_and_made_again(place: Town) -> None:
    guest = await place.newcomer("Hung").agrees()
    place.telegram.fail("sendMessage", chat=guest.person.id, hang=6.0)
    await guest.says("Shoes")
    await guest.hears(WAY)
    await guest.settled()
    assert sum(WAY in seen.text for seen in guest.screen) <= 2
    assert guest.answers == {"need": "Shoes"}


@shared
async def test_a_connection_that_is_cut_is_made_again(place: Town) -> None:
    guest = await place.newcomer().agrees()
    place.telegram.fail("sendMessage", chat=guest.person.id, drop=True)
    await guest.says("Shoes")
    await guest.hears(WAY)


@shared
async def test_f31_forbidden_is_unreachable_until_they_write_again(place: Town) -> None:
    guest = await place.newcomer().agrees()
    place.telegram.fail("sendMessage", chat=guest.person.id, error=403, times=1)
    await guest.says("Shoes")
    await guest.settled()
    assert (guest.interview["phase"], guest.answers) == ("unreachable", {"need": "Shoes"})
    await guest.person.start()
    await guest.hears(WAY)
    assert guest.interview["phase"] == "asking"


@shared
async def test_a_tap_too_old_to_be_answered_counts_all_the_same(place: Town) -> None:
    guest = await place.newcomer().chooses()
    place.telegram.fail("answerCallbackQuery", error=400)
    await guest.taps("The shop")
    await guest.hears(STORY)
    assert guest.answers["way"] == "The shop"


@shared
async def test_a_chat_is_spoken_to_at_telegrams_pace(place: Town) -> None:
    """Five at once, then one a second."""
    guest = await place.newcomer().agrees()
    await asyncio.sleep(5)
    began = time.monotonic()
    place.telegram.hold()
    for _ in range(8):
        await guest.says("/help")
    place.telegram.release()
    heard = 0
    while heard < 8:
        await place.telegram.world.bell.wait(10)
        heard = sum("You can answer by button" in seen.text for seen in guest.screen)
    assert 2.5 < time.monotonic() - began < 20


# ── the whole messenger has trouble ───────────────────────────────────────────────────────────


async def _is_told(there: Town, words: str) -> None:
    async with asyncio.timeout(20):
        while words not in (await there.readyz()).get("telegram", ""):  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def test_f30_a_token_refused_while_running_halts_telegram_alone(tmp_path: Path) -> None:
    async with town(tmp_path, None, webhook=True, module=RUN) as there:
        guest = await there.newcomer().agrees()
        there.telegram.fail("sendMessage", error=401, times=2)
        await guest.says("Shoes")
        await _is_told(there, "not accepted")
        assert (await there.readyz())["ready"] is True
        await guest.hears(WAY)
        assert guest.answers == {"need": "Shoes"}


async def test_f30_a_token_refused_to_the_poller_is_told_and_tried_again(tmp_path: Path) -> None:
    async with town(tmp_path, None, webhook=False, module=RUN) as there:
        guest = await there.newcomer().agrees()
        there.telegram.fail("getUpdates", error=401, times=2)
        await guest.says("Shoes")
        await _is_told(there, "unauthorized")
        await guest.hears(WAY)
        await _is_told(there, "ok")


async def test_f26_a_second_poller_is_told(tmp_path: Path) -> None:
    async with town(tmp_path, None, webhook=False, module=RUN) as there:
        await there.newcomer().agrees()
        url = f"{there.telegram.url}/bot{there.telegram.token}/getUpdates"
        async with aiohttp.ClientSession() as session, session.post(url) as answer:
            assert answer.status == 200
        await _is_told(there, "conflict")


async def test_telegram_out_of_reach_at_start_is_found_later(tmp_path: Path) -> None:
    port = free_port()
    telegram = FakeTelegram(port=port)
    place = Place(tmp_path, telegram)
    async with Server(place) as server:  # serves anyway
        async with telegram, asyncio.timeout(30):
            person = telegram.person()
            await person.start("nonsense")
            await person.hears("invitation", 25)
        assert server.runs


@pytest.mark.parametrize("seconds", [3.5])
async def test_f12_a_locked_database_delays_and_loses_nothing(
    tmp_path: Path, seconds: float
) -> None:
    async with town(tmp_path, None, webhook=True, module=RUN) as there:
        guests = [await there.newcomer(f"Guest {n}").agrees() for n in range(3)]
        lock = sqlite3.connect(tmp_path / "desirepath.db", isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")
        for guest in guests:
            await guest.says(f"Shoes for {guest.person.id}")
        assert (await there.readyz())["ready"] is False
        await asyncio.sleep(seconds)
        lock.execute("ROLLBACK")
        lock.close()
        for guest in guests:
            await guest.hears(WAY)
        given = {a["verbatim"] for one in there.interviews() for a in one["answers"]}
        assert given == {f"Shoes for {guest.person.id}" for guest in guests}
