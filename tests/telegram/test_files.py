import hashlib
from pathlib import Path

import pytest

from bot.telegram import files
from bot.telegram.adapter import TelegramMessenger
from bot.telegram.files import Fetched, fetch
from cxmodel.errors import SendFailed
from tests.telegram.peer import Peer

NAMED = {"file_id": "BQAC", "file_unique_id": "u", "file_path": "voice/file_5.oga"}
CONTENT = b"OggS" * 50_000


def names(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir()]


async def test_a_file_is_kept_under_its_digest(
    messenger: TelegramMessenger, peer: Peer, tmp_path: Path
) -> None:
    peer.returns(NAMED)
    peer.says(200, CONTENT)
    digest = hashlib.sha256(CONTENT).hexdigest()
    assert await fetch(messenger, "BQAC", tmp_path / "attachments") == Fetched(digest, 200_000)
    assert names(tmp_path / "attachments") == [digest]
    assert (tmp_path / "attachments" / digest).read_bytes() == CONTENT
    assert [method for method, _ in peer.calls] == ["getFile", "file_5.oga"]


async def test_the_same_file_twice_is_kept_once(
    messenger: TelegramMessenger, peer: Peer, tmp_path: Path
) -> None:
    for _ in range(2):
        peer.returns(NAMED)
        peer.says(200, CONTENT)
        await fetch(messenger, "BQAC", tmp_path)
    assert len(names(tmp_path)) == 1


async def test_a_file_too_large_is_left(
    messenger: TelegramMessenger, peer: Peer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST_FILE", 100_000)
    peer.returns(NAMED)
    peer.says(200, CONTENT)
    with pytest.raises(SendFailed) as raised:
        await fetch(messenger, "BQAC", tmp_path)
    assert raised.value.permanent
    assert names(tmp_path) == []


@pytest.mark.parametrize("path", [None, "https://evil.example/x"])
async def test_a_file_that_is_not_telegrams_is_left(
    messenger: TelegramMessenger, peer: Peer, tmp_path: Path, path: str | None
) -> None:
    peer.returns({**NAMED, "file_path": path} if path else {"file_id": "a", "file_unique_id": "b"})
    peer.refuses(404, "Not Found")
    with pytest.raises(SendFailed) as raised:
        await fetch(messenger, "BQAC", tmp_path)
    assert raised.value.permanent
    assert names(tmp_path) == []


async def test_a_download_that_breaks_off_can_be_tried_again(
    messenger: TelegramMessenger, peer: Peer, tmp_path: Path
) -> None:
    peer.returns(NAMED)
    peer.drops()
    peer.drops()  # a GET on a kept connection is repeated once
    with pytest.raises(SendFailed) as raised:
        await fetch(messenger, "BQAC", tmp_path)
    assert not raised.value.permanent
    assert names(tmp_path) == []


async def test_a_file_that_telegram_refuses_is_left(
    messenger: TelegramMessenger, peer: Peer, tmp_path: Path
) -> None:
    peer.refuses(400, "Bad Request: file is too big")
    with pytest.raises(SendFailed) as raised:
        await fetch(messenger, "BQAC", tmp_path)
    assert raised.value.permanent
