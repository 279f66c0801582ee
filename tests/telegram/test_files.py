import hashlib
from pathlib import Path

import pytest

from bot.telegram import files
from bot.telegram.adapter import TelegramMessenger, connected
from bot.telegram.files import Fetched, fetch
from cxmodel.errors import SendFailed
from interview_flows.talk import Attached
from tests.fakes.telegram import TOKEN, FakePerson, FakeTelegram
from tests.telegram.stranger import Stranger
from tests.telegram.updates import raw

CONTENT = b"OggS" * 50_000


def names(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir()]


@pytest.fixture
async def source(messenger: TelegramMessenger, person: FakePerson) -> str:
    """The platform's id of a file that a respondent attached."""
    update = await person.sends_document("form.pdf", CONTENT)
    attached = messenger.read(raw(update)).content
    assert isinstance(attached, Attached)
    return attached.source


async def failure_of(messenger: TelegramMessenger, source: str, folder: Path) -> SendFailed:
    with pytest.raises(SendFailed) as raised:
        await fetch(messenger, source, folder)
    assert names(folder) == []
    return raised.value


async def test_a_file_is_kept_under_its_digest(
    messenger: TelegramMessenger, source: str, tmp_path: Path
) -> None:
    digest = hashlib.sha256(CONTENT).hexdigest()
    assert await fetch(messenger, source, tmp_path / "attachments") == Fetched(digest, 200_000)
    assert names(tmp_path / "attachments") == [digest]
    assert (tmp_path / "attachments" / digest).read_bytes() == CONTENT


async def test_the_same_file_twice_is_kept_once(
    messenger: TelegramMessenger, source: str, tmp_path: Path
) -> None:
    await fetch(messenger, source, tmp_path)
    await fetch(messenger, source, tmp_path)
    assert len(names(tmp_path)) == 1


async def test_a_file_too_large_is_left(
    messenger: TelegramMessenger, source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST_FILE", 100_000)
    assert (await failure_of(messenger, source, tmp_path)).permanent


async def test_a_file_that_telegram_does_not_know_is_left(
    messenger: TelegramMessenger, telegram: FakeTelegram, source: str, tmp_path: Path
) -> None:
    assert (await failure_of(messenger, "unknown", tmp_path)).permanent
    telegram.world.files[source] = ("elsewhere", b"")
    telegram.world.files["other"] = ("../elsewhere", b"")
    assert (await failure_of(messenger, "other", tmp_path)).permanent


@pytest.mark.parametrize("path", [{}, {"file_path": ""}])
async def test_a_file_without_an_address_is_left(
    stranger: Stranger, tmp_path: Path, path: dict[str, str]
) -> None:
    stranger.returns({"file_id": "a", "file_unique_id": "b", **path})
    async with connected(TOKEN, stranger.url) as messenger:
        assert (await failure_of(messenger, "a", tmp_path)).permanent


async def test_a_download_can_be_tried_again(stranger: Stranger, tmp_path: Path) -> None:
    stranger.returns({"file_id": "a", "file_unique_id": "b", "file_path": "c"})
    stranger.says(502, b"")
    async with connected(TOKEN, stranger.url) as messenger:
        assert not (await failure_of(messenger, "a", tmp_path)).permanent
