"""Files that people send to a running server are on its disk afterwards, and gone with them."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.bot.post import until
from tests.e2e.slack_town import SlackTown, slack_town
from tests.e2e.town import WAY, Town, Visitor

SCAN = b"%PDF-1.7 " * 20_000
DIGEST = hashlib.sha256(SCAN).hexdigest()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def slack_place(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[SlackTown]:
    async with slack_town(tmp_path_factory.mktemp("home")) as found:
        yield found


def _kept(town: Town) -> Path:
    return town.place.home / "attachments" / DIGEST


async def _comes_and_goes(town: Town, guest: Visitor[Any]) -> None:
    """The file is there as it was sent, and gone when its sender is forgotten."""
    await until(_kept(town).is_file)
    assert _kept(town).read_bytes() == SCAN
    await until(lambda: guest.interview["attachments"][0]["sha256"] == DIGEST)
    await guest.person.says("forget me")
    await guest.hears("once more")
    await guest.person.says("forget me")
    await guest.hears("Everything of yours is deleted")
    await until(lambda: not _kept(town).exists())


@pytest.mark.asyncio(loop_scope="session")
async def test_a_file_sent_on_telegram(place: Town) -> None:
    guest = await place.newcomer().agrees()
    await guest.says("Shoes")
    await guest.hears(WAY)
    place.telegram.fail("getFile", error=502)
    await guest.person.sends_document("form.pdf", SCAN)
    await guest.hears("I keep your file")
    await _comes_and_goes(place, guest)


@pytest.mark.asyncio(loop_scope="session")
async def test_a_file_sent_on_slack(slack_place: SlackTown) -> None:
    grace = await slack_place.colleague().agrees()
    await grace.says("Shoes")
    await grace.hears(WAY)
    slack_place.slack.fail("download", error=503)
    await grace.person.uploads("form.pdf", SCAN)
    await grace.hears("I keep your file")
    await _comes_and_goes(slack_place, grace)


@pytest.mark.asyncio(loop_scope="session")
async def test_a_file_that_telegram_does_not_have_is_told(place: Town) -> None:
    guest = await place.newcomer().agrees()
    await guest.says("Shoes")
    await guest.hears(WAY)
    place.telegram.fail("getFile", error=400)
    await guest.person.sends_document("form.pdf", SCAN)
    await guest.hears("I keep your file")
    await guest.hears("could not keep your file “form.pdf”")
    await asyncio.sleep(0.1)
    assert not _kept(place).exists()
