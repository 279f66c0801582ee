import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import structlog

from bot.telegram.adapter import TelegramMessenger, connected
from bot.telegram.polling import Poller, Waits
from tests.fakes.telegram import TOKEN, FakePerson, FakeTelegram
from tests.telegram.intake import Basket
from tests.telegram.stranger import Stranger
from tests.telegram.updates import said

QUICK = Waits(poll=1, first=0.01, longest=0.02, conflict=0.01)


@asynccontextmanager
async def polling(poller: Poller) -> AsyncIterator[None]:
    task = asyncio.create_task(poller.run())
    try:
        yield
    finally:
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


def offsets(telegram: FakeTelegram) -> list[int | None]:
    return [call.given.get("offset") for call in telegram.called("getUpdates")]


@pytest.fixture
def basket() -> Basket:
    return Basket()


@pytest.fixture
def poller(messenger: TelegramMessenger, basket: Basket) -> Poller:
    return Poller(messenger, basket, QUICK)


async def test_updates_are_confirmed_once_they_are_stored(
    poller: Poller, telegram: FakeTelegram, person: FakePerson, basket: Basket
) -> None:
    async with polling(poller):
        update = await person.says("hello")
        await telegram.confirmed(update)
    assert len(basket.rows) == 2
    assert basket.rows[-1].event == str(update["update_id"])
    assert basket.rows[-1].chat == str(person.id)
    assert poller.state == "ok"


async def test_only_what_we_read_is_asked_for(poller: Poller, telegram: FakeTelegram) -> None:
    await poller._round()
    assert telegram.calls[0].given == {
        "timeout": 0,
        "limit": 100,
        "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
    }


async def test_nothing_is_confirmed_that_was_not_stored(
    poller: Poller, telegram: FakeTelegram, person: FakePerson, basket: Basket
) -> None:
    basket.failures = 2
    for _ in range(2):
        assert await poller._round() > 0
        assert poller.state.startswith("not storing since ")
        assert telegram.world.updates.confirmed == []
    assert await poller._round() == 0
    assert (len(basket.rows), poller.state) == (1, "ok")
    await poller._round()
    assert len(telegram.world.updates.confirmed) == 1
    assert offsets(telegram)[:3] == [None, None, None]


async def test_an_answer_that_got_lost_is_asked_for_again(
    poller: Poller, telegram: FakeTelegram, person: FakePerson, basket: Basket
) -> None:
    await poller._round()
    await person.says("hello")
    telegram.fail("getUpdates", drop=True, after=True)
    assert await poller._round() > 0
    assert await poller._round() == 0
    assert len(basket.rows) == 2
    assert offsets(telegram)[1] == offsets(telegram)[2]


async def test_a_lower_number_after_a_quiet_week_is_not_missed(
    poller: Poller, telegram: FakeTelegram, basket: Basket
) -> None:
    telegram.inject({**said("before"), "update_id": 900})
    for _ in range(2):
        await poller._round()
    telegram.inject({**said("after"), "update_id": 17})
    await poller._round()
    assert basket.events == ["900", "17"]


async def test_an_update_delivered_again_is_handed_on_again(
    poller: Poller, telegram: FakeTelegram, person: FakePerson, basket: Basket
) -> None:
    update = await person.says("hello")
    await poller._round()
    telegram.repeat(update, times=2)
    await poller._round()
    assert basket.events.count(str(update["update_id"])) == 3


async def test_an_update_without_an_id_does_not_hold_up_the_others(
    stranger: Stranger, basket: Basket
) -> None:
    stranger.returns([{"message": {}}, None, {**said("hello"), "update_id": 6}])
    async with connected(TOKEN, stranger.url) as messenger:
        await Poller(messenger, basket, QUICK)._round()
    assert basket.events == ["6"]


@pytest.mark.parametrize(
    ("status", "state"),
    [
        pytest.param(500, "unreachable since ", id="500"),
        pytest.param(401, "unauthorized", id="token refused"),
        pytest.param(429, "unreachable since ", id="too often"),
    ],
)
async def test_trouble_is_told_and_survived(
    poller: Poller, telegram: FakeTelegram, basket: Basket, status: int, state: str
) -> None:
    await telegram.person().start()
    telegram.fail("getUpdates", error=status)
    with structlog.testing.capture_logs() as logs:
        assert await poller._round() > 0
    assert poller.state.startswith(state)
    assert str(status) in str(logs)
    assert TOKEN not in str(logs)

    assert await poller._round() == 0
    assert (poller.state, len(basket.rows)) == ("ok", 1)


async def test_a_webhook_in_the_way_is_told_with_what_to_do(
    poller: Poller, messenger: TelegramMessenger
) -> None:
    await messenger.bot.set_webhook("https://example.org/telegram/webhook")
    with structlog.testing.capture_logs() as logs:
        assert await poller._round() == QUICK.conflict
    assert poller.state == "conflict"
    assert "desirepath telegram webhook delete" in logs[0]["what_to_do"]
    assert "webhook is active" in logs[0]["reason"]


async def test_only_a_poller_that_works_waits_at_telegram(
    poller: Poller, telegram: FakeTelegram
) -> None:
    for _ in range(2):
        await poller._round()
    telegram.fail("getUpdates", error=500)
    for _ in range(2):
        await poller._round()
    assert [call.given["timeout"] for call in telegram.calls] == [0, 1, 1, 0]


async def test_it_has_caught_up_once_telegram_has_no_more(
    poller: Poller, telegram: FakeTelegram, person: FakePerson, basket: Basket
) -> None:
    for number in range(101):
        await person.says(f"number {number}")
    caught_up = []
    for _ in range(2):
        await poller._round()
        caught_up.append((len(basket.rows), poller.caught_up))
    assert caught_up[0] == (100, False)
    assert caught_up[1][1]
    telegram.fail("getUpdates", error=500)
    await poller._round()
    assert not poller.caught_up


async def test_of_two_pollers_one_is_told(
    poller: Poller, messenger: TelegramMessenger, telegram: FakeTelegram
) -> None:
    await poller._round()
    first = asyncio.create_task(poller._round())
    while len(telegram.called("getUpdates")) < 2:  # noqa: ASYNC110 - the fake's state
        await asyncio.sleep(0.01)
    await Poller(messenger, Basket(), QUICK)._round()
    assert await first == QUICK.conflict
    assert poller.state == "conflict"


async def test_waits_grow_up_to_the_longest(poller: Poller, telegram: FakeTelegram) -> None:
    fault = telegram.fail("getUpdates", error=502, times=None)
    waits = [await poller._round() for _ in range(20)]
    assert 0.005 <= waits[0] <= 0.01
    assert all(wait <= 0.02 for wait in waits)
    assert fault.hits == 20


async def test_a_named_wait_is_kept(poller: Poller, telegram: FakeTelegram) -> None:
    telegram.fail("getUpdates", error=429, retry_after=35)
    assert await poller._round() == 35


async def test_polling_ends_at_once_when_cancelled(
    messenger: TelegramMessenger, telegram: FakeTelegram
) -> None:
    async with asyncio.timeout(2), polling(Poller(messenger, Basket())):
        while not telegram.called("getUpdates"):  # noqa: ASYNC110 - the fake's state
            await asyncio.sleep(0.01)
