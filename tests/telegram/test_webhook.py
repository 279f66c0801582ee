from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.http import LARGEST_BODY
from bot.telegram.webhook import webhook_route
from tests.telegram.intake import Basket
from tests.telegram.updates import raw, said

SECRET = "a-secret_of-ours"
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}
BODY = raw(said("hello"))


@pytest.fixture
def basket() -> Basket:
    return Basket()


@pytest.fixture
def client(basket: Basket) -> TestClient:
    return TestClient(Starlette(routes=[webhook_route("123456", SECRET, basket)]))


def post(client: TestClient, content: Any = BODY, **headers: str) -> int:
    sent = client.post("/telegram/webhook", content=content, headers={**HEADERS, **headers})
    return sent.status_code


def test_an_update_is_stored_and_then_acknowledged(client: TestClient, basket: Basket) -> None:
    answer = client.post("/telegram/webhook", content=BODY, headers=HEADERS)
    assert (answer.status_code, answer.content) == (200, b"")
    (row,) = basket.rows
    assert (row.body, row.installation, row.chat) == (BODY, "123456", "7")
    assert row.at.tzinfo is not None


def test_what_was_not_stored_is_not_acknowledged(client: TestClient, basket: Basket) -> None:
    basket.failures = 1
    assert post(client) == 503
    assert post(client) == 200
    assert len(basket.rows) == 1


@pytest.mark.parametrize("secret", ["", "wrong", SECRET + "x", "ü"])
def test_s33_a_forged_secret_stores_nothing(
    client: TestClient, basket: Basket, secret: str
) -> None:
    headers = {**HEADERS, "X-Telegram-Bot-Api-Secret-Token": secret}
    encoded = {name.encode(): value.encode() for name, value in headers.items()}
    answer = client.post("/telegram/webhook", content=BODY, headers=encoded)
    assert (answer.status_code, basket.rows) == (401, [])


def test_s33_a_missing_secret_stores_nothing(client: TestClient, basket: Basket) -> None:
    headers = {"Content-Type": "application/json"}
    assert client.post("/telegram/webhook", content=BODY, headers=headers).status_code == 401
    assert basket.rows == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b"", 400, id="s30 empty"),
        pytest.param(b"{'a'", 400, id="s30 malformed"),
        pytest.param(b"\xff\xfe", 400, id="s30 not text"),
        pytest.param(b"[]", 400, id="no object"),
        pytest.param(b'{"update_id": "x"}', 400, id="no id"),
        pytest.param(b"[" * 200_000, 400, id="nested deeply"),
        pytest.param(b'{"update_id": 1, "x": "' + b"a" * LARGEST_BODY, 413, id="s31 too large"),
        pytest.param(
            b'{"update_id": 1, "x": "' + b"a" * (LARGEST_BODY - 25) + b'"}', 200, id="just fits"
        ),
    ],
)
def test_a_body_is(client: TestClient, basket: Basket, body: bytes, status: int) -> None:
    assert post(client, body) == status
    assert len(basket.rows) == (status == 200)


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("application/json; charset=utf-8", 200),
        ("text/plain", 415),
        ("multipart/form-data", 415),
        ("", 415),
    ],
)
def test_s32_only_json_is_taken(client: TestClient, basket: Basket, kind: str, status: int) -> None:
    assert post(client, **{"Content-Type": kind}) == status
    assert len(basket.rows) == (status == 200)


def test_only_post_is_answered(client: TestClient) -> None:
    assert client.get("/telegram/webhook", headers=HEADERS).status_code == 405
