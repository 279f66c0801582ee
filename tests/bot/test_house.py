"""All loops of a server together: letters in at one end, answers out at the other."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from bot.app import House
from bot.pace import Limiter
from bot.settings import Settings, read_settings
from cxmodel.errors import StoreUnavailable
from cxmodel.interview import Phase
from cxmodel.records import Received
from cxmodel.store import Store
from tests.bot.pigeon import Pigeon
from tests.bot.post import until
from tests.bot.town import FAST, Town


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    return read_settings(_env_file=None)


@asynccontextmanager
async def running(store: Store, settings: Settings, pigeon: Pigeon) -> AsyncIterator[House]:
    house = House(settings, store)
    house.messengers[pigeon.key] = pigeon
    house.limiters[pigeon.key] = Limiter(FAST, FAST)
    async with house.lifespan(house.app()):
        yield house


def letter(account: str, pigeon: Pigeon, **content: Any) -> Received:
    if "choose" not in content:
        content["message"] = pigeon.number(account)
    return Received(
        messenger=pigeon.name,
        installation=pigeon.installation,
        event=uuid4().hex,
        position=int(content.get("message", 0)) or pigeon._numbers[account],
        chat=account,
        body=json.dumps({"person": account, **content}).encode(),
        at=datetime.now(UTC),
    )


async def answers(house: House, pigeon: Pigeon, account: str, token: str) -> None:
    """One interview from the invitation to the good-bye, as fast as the prompts come."""

    async def sees(prompt: str) -> dict[str, Any]:
        await until(lambda: prompt in pigeon.texts(account)[-1:])
        return [body for to, body in pigeon.delivered if to == account and "turn" in body][-1]

    async def sends(**content: Any) -> None:
        await house.inbox.receive([letter(account, pigeon, **content)])

    await sends(start=token)
    await until(lambda: len(pigeon.texts(account)) == 1)
    await sends(say="yes")
    await sees("What did you need?")
    await sends(say=f"need of {account}")
    way = await sees("Which way did you go?")
    await sends(choose="The shop", turn=way["turn"], interview=way["of"], tap=uuid4().hex)
    await sees("What would you wish for?")
    await sends(say=f"wish of {account}")
    await sees("Thank you and good-bye.")


async def test_many_chats_at_once_never_mix(store: Store, settings: Settings) -> None:
    town, pigeon = Town(store), Pigeon()
    study = town.study()
    tokens = {f"account {n}": town.invites(study) for n in range(12)}
    async with running(store, settings, pigeon) as house:
        await asyncio.gather(*[answers(house, pigeon, *each) for each in tokens.items()])

    interviews = town.interviews()
    assert [each.phase for each in interviews] == [Phase.COMPLETED] * 12
    for interview in interviews:
        need, way, wish = (answer.verbatim for answer in interview.current_answers())
        assert way == "The shop"
        assert need.removeprefix("need of ") == wish.removeprefix("wish of ")
    assert len(pigeon.toasts) == 12


async def test_a_letter_that_cannot_be_stored_is_not_acknowledged(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    pigeon = Pigeon()
    async with running(store, settings, pigeon) as house:
        with monkeypatch.context() as broken:
            broken.setattr(house.store, "writing", _away)
            with pytest.raises(StoreUnavailable):
                await house.inbox.receive([letter("1", pigeon, say="hello")])

        await house.inbox.receive([letter("1", pigeon, say="hello")])
        await until(lambda: bool(pigeon.texts("1")))


def _away() -> None:
    raise StoreUnavailable("the database is away")


async def test_turns_go_on_after_the_database_was_away(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.worker.PATIENCE", timedelta(seconds=0.05))
    monkeypatch.setattr("bot.worker.SWEEP", timedelta(hours=1))
    pigeon = Pigeon()
    with store.writing() as work:
        work.receive([letter("1", pigeon, say="hello")])
    with monkeypatch.context() as broken:
        broken.setattr(store, "writing", _away)
        async with running(store, settings, pigeon):
            await asyncio.sleep(0.1)
            assert pigeon.texts("1") == []

            broken.undo()
            await until(lambda: bool(pigeon.texts("1")))


async def test_a_letter_that_came_while_its_chat_was_sent_to_waits_for_no_sweep(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.worker.SWEEP", timedelta(hours=1))
    pigeon, arrived = Pigeon(), asyncio.Event()
    pigeon.meets("1", lambda: _landed(arrived))
    async with running(store, settings, pigeon) as house:
        await house.inbox.receive([letter("1", pigeon, say="hello")])
        await house.inbox.receive([letter("1", pigeon, say="hello again")])
        await asyncio.sleep(0.1)
        assert pigeon.delivered == []

        arrived.set()
        await until(lambda: len(pigeon.delivered) == 2)


async def _landed(arrived: asyncio.Event) -> None:
    await arrived.wait()


async def test_more_letters_than_share_a_commit_wait_for_no_sweep(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.worker.SWEEP", timedelta(hours=1))
    pigeon = Pigeon()
    async with running(store, settings, pigeon) as house:
        # Nothing is sent, so no chat that is freed wakes anybody
        await house.inbox.receive([letter(str(n), pigeon, glance=True) for n in range(150)])
        await until(lambda: _open_letters(store) == 0)


def _open_letters(store: Store) -> int:
    with store.reading() as reading:
        return reading.health().inbox_open


async def test_a_server_that_ends_in_the_middle_leaves_nothing_leased(
    store: Store, settings: Settings
) -> None:
    town, pigeon = Town(store), Pigeon()
    token = town.invites(town.study(open_link=True), reusable=True)
    async with running(store, settings, pigeon) as house:
        for account in range(30):
            await house.inbox.receive([letter(str(account), pigeon, start=token)])

    async with running(store, settings, pigeon):
        await until(lambda: len(pigeon.delivered) == 30, seconds=3)  # well below the lease


async def test_readiness_names_a_messenger_whose_token_is_not_accepted(
    store: Store, settings: Settings
) -> None:
    pigeon = Pigeon()
    async with running(store, settings, pigeon) as house:
        house.outbox.halted[pigeon.key] = datetime.now(UTC) + timedelta(minutes=1)
        assert house.messenger_states()["pigeon"].startswith("off: its token is not accepted")

        house.outbox.halted[pigeon.key] = datetime.now(UTC)
        assert house.messenger_states()["pigeon"] == "ok"
