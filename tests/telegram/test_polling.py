import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import structlog

from bot.telegram.adapter import TelegramMessenger
from bot.telegram.polling import Poller, Waits
from tests.telegram.intake import Basket
from tests.telegram.peer import Peer
from tests.telegram.updates import said

QUICK = Waits(poll=0, first=0.01, longest=0.02, conflict=0.01)


def numbered(*numbers: int) -> list[dict[str, Any]]:
    return [{**said("hello"), "update_id": number} for number in numbers]


@asynccontextmanager
async def polling(poller: Poller) -> AsyncIterator[None]:
    task = asyncio.create_task(poller.run())
    try:
        yield
    finally:
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not holds():  # noqa: ASYNC110 - what is waited for is another task's state
            await asyncio.sleep(0.005)


def offsets(peer: Peer) -> list[int | None]:
    return [sent.get("offset") for method, sent in peer.calls if method == "getUpdates"]


@pytest.fixture
def basket() -> Basket:
    return Basket()


@pytest.fixture
def poller(messenger: TelegramMessenger, basket: Basket) -> Poller:
    return Poller(messenger, basket, QUICK)


async def test_updates_are_confirmed_by_the_next_call(
    poller: Poller, peer: Peer, basket: Basket
) -> None:
    peer.returns(numbered(5, 6))
    async with polling(poller):
        await until(lambda: len(peer.calls) >= 3)
    assert basket.events == ["5", "6"]
    assert offsets(peer)[:3] == [None, 7, None]
    assert poller.state == "ok"


async def test_only_what_we_read_is_asked_for(poller: Poller, peer: Peer) -> None:
    async with polling(poller):
        await until(lambda: bool(peer.calls))
    assert peer.calls[0][1] == {
        "timeout": 0,
        "limit": 100,
        "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
    }


async def test_nothing_is_confirmed_that_was_not_stored(
    poller: Poller, peer: Peer, basket: Basket
) -> None:
    basket.failures = 2
    for _ in range(3):
        peer.returns(numbered(5))
    async with polling(poller):
        await until(lambda: len(peer.calls) >= 2)
        assert poller.state.startswith("not storing since ")
        await until(lambda: len(peer.calls) >= 4)
    assert offsets(peer)[:4] == [None, None, None, 6]
    assert basket.events == ["5"]
    assert poller.state == "ok"


async def test_an_answer_that_got_lost_is_asked_for_again(
    poller: Poller, peer: Peer, basket: Basket
) -> None:
    peer.returns(numbered(5))
    peer.drops()
    peer.returns(numbered(6))
    async with polling(poller):
        await until(lambda: len(peer.calls) >= 4)
    assert offsets(peer)[:4] == [None, 6, 6, 7]
    assert basket.events == ["5", "6"]


async def test_a_lower_number_after_a_quiet_week_is_not_missed(
    poller: Poller, peer: Peer, basket: Basket
) -> None:
    peer.returns(numbered(900))
    peer.returns([])
    peer.returns(numbered(17))
    async with polling(poller):
        await until(lambda: len(basket.rows) == 2)
    assert offsets(peer)[:3] == [None, 901, None]


async def test_an_update_delivered_again_is_handed_on_again(
    poller: Poller, peer: Peer, basket: Basket
) -> None:
    peer.returns(numbered(5))
    peer.returns(numbered(5, 6))
    async with polling(poller):
        await until(lambda: len(basket.rows) == 3)
    assert basket.events == ["5", "5", "6"]


async def test_an_update_without_an_id_does_not_hold_up_the_others(
    poller: Poller, peer: Peer, basket: Basket
) -> None:
    peer.returns([{"message": {}}, None, *numbered(6)])
    async with polling(poller):
        await until(lambda: len(peer.calls) >= 2)
    assert basket.events == ["6"]
    assert offsets(peer)[1] == 7


@pytest.mark.parametrize(
    ("status", "state"),
    [
        pytest.param(500, "unreachable since ", id="500"),
        pytest.param(401, "unauthorized", id="token refused"),
        pytest.param(409, "conflict", id="another poller"),
        pytest.param(429, "unreachable since ", id="too often"),
    ],
)
async def test_trouble_is_told_and_survived(
    poller: Poller, peer: Peer, basket: Basket, status: int, state: str
) -> None:
    peer.refuses(status, "in their words")
    peer.returns(numbered(5))
    with structlog.testing.capture_logs() as logs:
        assert await poller._round() > 0
    assert poller.state.startswith(state)
    assert "in their words" in str(logs)

    assert await poller._round() == 0
    assert (poller.state, basket.events) == ("ok", ["5"])


async def test_a_conflict_says_what_to_do(poller: Poller, peer: Peer) -> None:
    peer.refuses(409, "Conflict: terminated by other getUpdates request")
    with structlog.testing.capture_logs() as logs:
        async with polling(poller):
            await until(lambda: len(peer.calls) >= 2)
    assert "desirepath telegram webhook delete" in logs[0]["what_to_do"]


async def test_waits_grow_up_to_the_longest(poller: Poller, peer: Peer) -> None:
    for _ in range(20):
        peer.refuses(502)
    waits = [await poller._round() for _ in range(20)]
    assert 0.005 <= waits[0] <= 0.01
    assert all(wait <= 0.02 for wait in waits)
    assert await poller._round() == 0


async def test_a_named_wait_is_kept(poller: Poller, peer: Peer) -> None:
    peer.refuses(429, "Too Many Requests", retry_after=35)
    assert await poller._round() == 35


async def test_polling_ends_at_once_when_cancelled(
    messenger: TelegramMessenger, peer: Peer
) -> None:
    peer.hangs()
    async with asyncio.timeout(2), polling(Poller(messenger, Basket())):
        await until(lambda: bool(peer.calls))
