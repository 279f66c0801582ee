import asyncio

import aiohttp

from tests.fakes.asking import Ask, Hook
from tests.fakes.telegram import FakePerson, FakeTelegram


async def test_updates_come_until_they_are_confirmed(
    telegram: FakeTelegram, jennifer: FakePerson, ask: Ask
) -> None:
    said = await jennifer.says("hello")
    first = (await ask("getUpdates"))["result"]
    assert [u["message"]["text"] for u in first] == ["/start", "hello"]
    assert (await ask("getUpdates"))["result"] == first
    assert (await ask("getUpdates", offset=said["update_id"]))["result"] == first[1:]
    assert (await ask("getUpdates", offset=said["update_id"] + 1))["result"] == []
    await telegram.confirmed(said)


async def test_a_long_poll_ends_with_the_first_update(jennifer: FakePerson, ask: Ask) -> None:
    confirmed = (await ask("getUpdates"))["result"][-1]["update_id"] + 1
    polling = asyncio.ensure_future(ask("getUpdates", offset=confirmed, timeout=20))
    await asyncio.sleep(0.05)
    assert not polling.done()
    await jennifer.says("hello")
    assert (await polling)["result"][0]["message"]["text"] == "hello"


async def test_two_pollers_conflict(ask: Ask) -> None:
    first = asyncio.ensure_future(ask("getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    second = asyncio.ensure_future(ask("getUpdates", timeout=1))
    assert (await first)["description"].startswith("Conflict: terminated by other getUpdates")
    assert (await second)["ok"]


async def test_a_poller_that_died_conflicts_with_nobody(telegram: FakeTelegram, ask: Ask) -> None:
    async with aiohttp.ClientSession() as dying:
        address = f"{telegram.url}/bot{telegram.token}/getUpdates"
        polling = asyncio.create_task(dying.post(address, json={"timeout": 20}).__aenter__())
        await asyncio.sleep(0.05)
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
    await asyncio.sleep(0.05)
    assert (await ask("getUpdates"))["ok"]
    assert telegram.refused == []


async def test_only_the_wanted_kinds_of_updates_come(jennifer: FakePerson, ask: Ask) -> None:
    await ask("getUpdates", allowed_updates=["callback_query"])
    await jennifer.says("not wanted")
    assert [list(u) for u in (await ask("getUpdates"))["result"]] == [["update_id", "message"]]


async def test_a_webhook_is_posted_to_until_it_accepts(
    telegram: FakeTelegram, jennifer: FakePerson, ask: Ask, hook: Hook
) -> None:
    hook.statuses = [503]
    began = telegram.world.updates.pending[0].update
    said = [began, await jennifer.says("one"), await jennifer.says("two")]
    await ask("setWebhook", url=hook.address, secret_token="s3cret", max_connections=1)
    for update in said:
        await telegram.confirmed(update)
    assert {secret for _, secret in hook.received} == {"s3cret"}
    texts = [update["message"]["text"] for update, _ in hook.received]
    assert texts == ["/start", "one", "two", "/start"]
    info = (await ask("getWebhookInfo"))["result"]
    assert (info["url"], info["max_connections"]) == (hook.address, 1)
    assert "503" in info["last_error_message"]


async def test_polling_and_webhook_exclude_each_other(ask: Ask, hook: Hook) -> None:
    await ask("setWebhook", url=hook.address)
    assert (await ask("getUpdates"))["description"].startswith("Conflict: can't use getUpdates")
    assert (await ask("deleteWebhook"))["ok"]
    assert (await ask("getUpdates"))["result"] == []


async def test_dropped_updates_are_noticed(
    telegram: FakeTelegram, jennifer: FakePerson, ask: Ask
) -> None:
    await jennifer.says("precious")
    await ask("deleteWebhook", drop_pending_updates=True)
    assert telegram.world.updates.dropped == 2


async def test_duplicates_and_disorder_can_be_had(
    telegram: FakeTelegram, jennifer: FakePerson, ask: Ask
) -> None:
    start = (await ask("getUpdates"))["result"][0]
    await ask("getUpdates", offset=start["update_id"] + 1)
    telegram.hold()
    await jennifer.says("one")
    await jennifer.says("two")
    telegram.release(backwards=True)
    telegram.repeat(start, times=2)
    batch = (await ask("getUpdates", offset=start["update_id"] + 1))["result"]
    assert [u["message"]["text"] for u in batch] == ["two", "one", "/start", "/start"]
    raw = telegram.inject({"chat_join_request": {"odd": True}})
    last = (await ask("getUpdates", offset=raw["update_id"]))["result"]
    assert last == [raw]
