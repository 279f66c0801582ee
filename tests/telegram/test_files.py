from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest

from bot.telegram.adapter import TelegramMessenger, connected
from cxmodel.errors import SendFailed
from interview_flows.talk import Attached
from tests.fakes.telegram import TOKEN, FakePerson, FakeTelegram
from tests.telegram.stranger import Stranger
from tests.telegram.updates import raw

CONTENT = b"OggS" * 50_000


@pytest.fixture
async def source(messenger: TelegramMessenger, person: FakePerson) -> str:
    """The platform's id of a file that a respondent attached."""
    update = await person.sends_document("form.pdf", CONTENT)
    attached = messenger.read(raw(update)).content
    assert isinstance(attached, Attached)
    return attached.source


async def pieces(messenger: TelegramMessenger, source: str) -> AsyncIterator[bytes]:
    async with aclosing(messenger.fetch(source)) as found:
        async for piece in found:
            yield piece


async def failure_of(messenger: TelegramMessenger, source: str) -> SendFailed:
    with pytest.raises(SendFailed) as raised:
        async for _ in pieces(messenger, source):
            pass
    assert TOKEN.partition(":")[2] not in str(raised.value)
    return raised.value


async def test_a_file_comes_in_pieces(messenger: TelegramMessenger, source: str) -> None:
    found = [piece async for piece in pieces(messenger, source)]
    assert b"".join(found) == CONTENT
    assert len(found) > 1


async def test_a_file_that_telegram_does_not_know_is_gone(
    messenger: TelegramMessenger, telegram: FakeTelegram
) -> None:
    assert (await failure_of(messenger, "unknown")).permanent
    telegram.world.files["other"] = ("../elsewhere", b"")
    assert (await failure_of(messenger, "other")).permanent


@pytest.mark.parametrize("path", [{}, {"file_path": ""}])
async def test_a_file_without_an_address_is_gone(stranger: Stranger, path: dict[str, str]) -> None:
    stranger.returns({"file_id": "a", "file_unique_id": "b", **path})
    async with connected(TOKEN, stranger.url) as messenger:
        assert (await failure_of(messenger, "a")).permanent


@pytest.mark.parametrize("status", [500, 502, 401, 302])
async def test_a_download_can_be_tried_again(stranger: Stranger, status: int) -> None:
    stranger.returns({"file_id": "a", "file_unique_id": "b", "file_path": "c"})
    stranger.says(status, b"")
    async with connected(TOKEN, stranger.url) as messenger:
        assert not (await failure_of(messenger, "a")).permanent


async def test_a_wait_that_telegram_names_is_told(telegram: FakeTelegram, source: str) -> None:
    telegram.fail("getFile", error=429, retry_after=7)
    async with connected(TOKEN, telegram.url) as messenger:
        failure = await failure_of(messenger, source)
    assert failure.retry_after is not None
    assert failure.retry_after.total_seconds() == 7
