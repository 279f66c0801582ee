import logging
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.telegram import transport
from bot.telegram.adapter import TelegramMessenger, connected
from cxmodel.errors import SendFailed
from tests.fakes.telegram import TOKEN, FakePerson, FakeTelegram
from tests.telegram.stranger import Stranger

WORDS = "my very own words"
BODY = {"do": "say", "text": WORDS, "quiet": 0, "rows": []}
FLAGS = ("permanent", "uncertain", "unreachable", "unauthorized")


async def failure_of(messenger: TelegramMessenger, address: str = "7") -> SendFailed:
    with pytest.raises(SendFailed) as raised:
        await messenger.send(address, BODY, None)
    assert TOKEN not in str(raised.value)
    assert WORDS not in str(raised.value)
    return raised.value


def flags(failure: SendFailed) -> set[str]:
    return {flag for flag in FLAGS if getattr(failure, flag)}


@pytest.fixture
async def lost(stranger: Stranger) -> AsyncIterator[TelegramMessenger]:
    """A messenger that meets the stranger instead of Telegram."""
    async with connected(TOKEN, stranger.url) as messenger:
        yield messenger


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        pytest.param(400, {"permanent"}, id="400 is never tried again"),
        pytest.param(401, {"unauthorized"}, id="401"),
        pytest.param(403, {"permanent", "unreachable"}, id="403"),
        pytest.param(404, {"unauthorized"}, id="404 a token of no known form"),
        pytest.param(413, {"permanent"}, id="413"),
        pytest.param(429, set(), id="429"),
        pytest.param(500, {"uncertain"}, id="500"),
        pytest.param(502, {"uncertain"}, id="502"),
    ],
)
async def test_a_refusal_means(
    messenger: TelegramMessenger,
    telegram: FakeTelegram,
    person: FakePerson,
    status: int,
    expected: set[str],
) -> None:
    telegram.fail("sendMessage", error=status)
    failure = await failure_of(messenger, str(person.id))
    assert flags(failure) == expected
    assert str(status) in str(failure)
    assert len(telegram.calls) == 1


async def test_who_blocked_the_bot_is_unreachable(
    messenger: TelegramMessenger, person: FakePerson
) -> None:
    await person.blocks()
    failure = await failure_of(messenger, str(person.id))
    assert flags(failure) == {"permanent", "unreachable"}


async def test_a_chat_that_does_not_exist_is_permanent(messenger: TelegramMessenger) -> None:
    assert flags(await failure_of(messenger, "8")) == {"permanent"}


async def test_a_chat_that_moved_is_permanent(lost: TelegramMessenger, stranger: Stranger) -> None:
    stranger.refuses(400, "group chat was upgraded", migrate_to_chat_id=-1001)
    assert flags(await failure_of(lost)) == {"permanent"}


async def test_a_flood_names_its_wait(
    messenger: TelegramMessenger, telegram: FakeTelegram, person: FakePerson
) -> None:
    telegram.fail("sendMessage", error=429, retry_after=300)
    failure = await failure_of(messenger, str(person.id))
    assert failure.retry_after == timedelta(seconds=300)


async def test_a_flood_without_a_wait_waits_all_the_same(
    lost: TelegramMessenger, stranger: Stranger
) -> None:
    stranger.says(429, b"slow down")
    assert (await failure_of(lost)).retry_after == timedelta(seconds=5)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        pytest.param(200, b"<html>Sign in to the Wi-Fi</html>", id="a page instead"),
        pytest.param(200, b'{"ok": false}', id="no result"),
        pytest.param(200, b"[" * 100_000, id="nested deeply"),
        pytest.param(502, b"<html>nginx</html>", id="a page of a proxy"),
    ],
)
async def test_an_answer_that_is_not_telegrams_is_uncertain(
    lost: TelegramMessenger, stranger: Stranger, status: int, body: bytes
) -> None:
    stranger.says(status, body)
    assert flags(await failure_of(lost)) == {"uncertain"}


async def test_a_redirection_is_not_followed(lost: TelegramMessenger, stranger: Stranger) -> None:
    stranger.says(302, b"", Location=f"{stranger.url}/elsewhere")
    assert flags(await failure_of(lost)) == set()
    assert stranger.asked == ["sendMessage"]


@pytest.mark.parametrize("after", [False, True])
async def test_a_connection_that_breaks_off_is_uncertain(
    messenger: TelegramMessenger, telegram: FakeTelegram, person: FakePerson, after: bool
) -> None:
    telegram.fail("sendMessage", drop=True, after=after)
    assert flags(await failure_of(messenger, str(person.id))) == {"uncertain"}
    assert len(telegram.called("sendMessage")) == 1


async def test_an_answer_that_does_not_come_is_uncertain(
    messenger: TelegramMessenger,
    telegram: FakeTelegram,
    person: FakePerson,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(transport, "READ_SECONDS", 0.1)
    telegram.fail("sendMessage", hang=60)
    assert flags(await failure_of(messenger, str(person.id))) == {"uncertain"}


@pytest.mark.parametrize("api", ["http://127.0.0.1:1", "http://nowhere.invalid", "http://a..b"])
async def test_where_no_connection_comes_about_nothing_has_arrived(api: str) -> None:
    async with connected(TOKEN, api) as messenger:
        assert flags(await failure_of(messenger)) == set()


async def test_a_files_name_arrives_as_it_is(
    messenger: TelegramMessenger, telegram: FakeTelegram, person: FakePerson
) -> None:
    await messenger.bot.send_document(person.id, b"{}", filename="meine Übersicht.json")
    (message,) = (m for m in person.chat.messages.values() if "document" in m)
    assert message["document"]["file_name"] == "meine Übersicht.json"


async def test_no_log_line_holds_the_token_or_the_words(
    lost: TelegramMessenger, stranger: Stranger, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    stranger.says(200, b"not JSON")
    stranger.says(500, WORDS.encode())
    for _ in range(2):
        await failure_of(lost)
    assert TOKEN not in caplog.text
    assert WORDS not in caplog.text
