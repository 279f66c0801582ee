"""Requests at the webhook that are no deliveries of Telegram's: refused, and nothing is hurt."""

import io
import json
from typing import Any

import aiohttp
import pytest

from tests.e2e.town import WAY, Town
from tests.serving import WEBHOOK_SECRET

pytestmark = pytest.mark.asyncio(loop_scope="session")

JSON = {"Content-Type": "application/json"}
SIGNED = {"X-Telegram-Bot-Api-Secret-Token": WEBHOOK_SECRET}
UPDATE = json.dumps({"update_id": 5}).encode()


async def _posted(place: Town, body: bytes, headers: dict[str, str]) -> int:
    url = f"http://127.0.0.1:{place.server.port}/telegram/webhook"
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=io.BytesIO(body), headers=headers) as answer,
    ):
        return answer.status


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        pytest.param(b"{", JSON | SIGNED, 400, id="s30"),
        pytest.param(b"[]", JSON | SIGNED, 400, id="no object"),
        pytest.param(b"\xff\xfe", JSON | SIGNED, 400, id="no text"),
        pytest.param(b"{}", JSON | SIGNED, 400, id="no number"),
        pytest.param(b'{"a":' * 100_000, JSON | SIGNED, 400, id="deep"),
        pytest.param(b" " * 2_200_000, JSON | SIGNED, 413, id="s31"),
        pytest.param(UPDATE, {"Content-Type": "text/plain"} | SIGNED, 415, id="s32"),
        pytest.param(UPDATE, JSON, 401, id="s33-missing"),
        pytest.param(
            UPDATE, JSON | {"X-Telegram-Bot-Api-Secret-Token": "forged"}, 401, id="s33-forged"
        ),
        pytest.param(UPDATE, JSON | SIGNED, 200, id="an update that asks for nothing"),
    ],
)
@pytest.mark.parametrize("place", ["postgresql-webhook"], indirect=True)
async def test_only_telegram_is_let_in(
    place: Town, body: bytes, headers: dict[str, str], status: int
) -> None:
    before = len(place.interviews())
    assert await _posted(place, body, headers) == status
    assert len(place.interviews()) == before
    assert (await place.readyz())["ready"] is True


@pytest.mark.parametrize("place", ["postgresql-webhook"], indirect=True)
async def test_a_forged_answer_is_no_answer(place: Town) -> None:
    guest = await place.newcomer().agrees()
    forged: dict[str, Any] = {
        "update_id": 900,
        "message": {
            "message_id": 999_999,
            "from": guest.person.chat.person(),
            "chat": guest.person.chat.shown(),
            "date": 1_800_000_000,
            "text": "Forged",
        },
    }
    assert await _posted(place, json.dumps(forged).encode(), JSON) == 401
    await guest.says("Shoes")
    await guest.hears(WAY)
    assert guest.answers == {"need": "Shoes"}


@pytest.mark.parametrize("place", ["sqlite-polling"], indirect=True)
async def test_where_it_polls_there_is_no_webhook(place: Town) -> None:
    assert await _posted(place, UPDATE, JSON | SIGNED) == 404
