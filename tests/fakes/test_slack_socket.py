from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import FakeSlack, FakeSlackPerson
from tests.fakes.slack_asking import actions, button, refused


class App:
    """Acknowledges what comes over a socket, as it is told."""

    def __init__(self) -> None:
        self.got: list[SocketModeRequest] = []
        self.silent = 0  # requests not to be acknowledged

    async def __call__(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        self.got.append(request)
        if self.silent:
            self.silent -= 1
            return
        answer = SocketModeResponse(envelope_id=request.envelope_id)
        await client.send_socket_mode_response(answer)


@asynccontextmanager
async def connected(slack: FakeSlack, app: App) -> AsyncIterator[SocketModeClient]:
    web = AsyncWebClient(base_url=slack.url)
    client = SocketModeClient(slack.app_token, web_client=web, ping_interval=0.2)
    client.socket_mode_request_listeners.append(app)
    try:
        await client.connect()  # type: ignore[no-untyped-call]
        yield client
    finally:
        await client.close()  # type: ignore[no-untyped-call]


async def test_payloads_come_over_the_socket(
    slack: FakeSlack, client: AsyncWebClient, grace: FakeSlackPerson
) -> None:
    app = App()
    async with connected(slack, app):
        said = await grace.says("hello")
        await client.chat_postMessage(channel=grace.id, text="x", blocks=[actions(button("Yes"))])
        await grace.taps("Yes")
        await grace.slash("/journey", "help")
    assert said.acknowledged
    assert [each.type for each in app.got] == ["events_api", "interactive", "slash_commands"]
    assert app.got[0].payload["event"]["text"] == "hello"
    assert app.got[2].payload["command"] == "/journey"
    assert [each.envelope_id for each in app.got] == slack.sockets.acknowledged
    assert [each.retry_attempt for each in app.got] == [0, None, None]


async def test_an_event_that_is_not_acknowledged_comes_again(
    slack: FakeSlack, grace: FakeSlackPerson
) -> None:
    app = App()
    app.silent, slack.patience = 1, 0.1
    async with connected(slack, app):
        said = await grace.says("hello")
        assert not said.acknowledged
        await slack.acknowledged(said)
    assert [(each.retry_attempt, each.retry_reason) for each in app.got] == [
        (0, ""),
        (1, "timeout"),
    ]
    assert len({each.payload["event_id"] for each in app.got}) == 1
    assert len({each.envelope_id for each in app.got}) == 2


async def test_an_unacknowledged_click_is_shown_to_have_failed(
    slack: FakeSlack, grace: FakeSlackPerson
) -> None:
    await grace.slash("/journey")
    assert grace.errors_shown == ["/journey failed with the error dispatch_failed"]


async def test_envelopes_go_over_all_connections_in_turn(
    slack: FakeSlack, grace: FakeSlackPerson
) -> None:
    one, two = App(), App()
    async with connected(slack, one), connected(slack, two):
        for number in range(4):
            await grace.says(f"{number}")
    assert (len(one.got), len(two.got)) == (2, 2)


async def test_a_ghost_swallows_its_share(slack: FakeSlack, grace: FakeSlackPerson) -> None:
    slack.sockets.ghosts, slack.patience = 1, 0.05
    app = App()
    async with connected(slack, app):
        heard, lost = await grace.says("heard"), await grace.says("lost")
        assert (heard.acknowledged, lost.acknowledged) == (True, False)
        await slack.acknowledged(lost)


@pytest.mark.parametrize("how", ["asked", "cut"])
async def test_a_client_comes_back(slack: FakeSlack, grace: FakeSlackPerson, how: str) -> None:
    app = App()
    async with connected(slack, app):
        before = slack.sockets.open[0]
        if how == "asked":
            await slack.sockets.disconnect()
        else:
            slack.sockets.drop()
        await slack.world.bell.until(
            lambda: bool(slack.sockets.open) and before not in slack.sockets.open, 10, "a new one"
        )
        said = await grace.says("still there?")
        await slack.acknowledged(said)


async def test_there_are_ten_connections_at_most(
    slack: FakeSlack, session: aiohttp.ClientSession
) -> None:
    slack.sockets.ghosts = 10
    opened: Any = await AsyncWebClient(base_url=slack.url).apps_connections_open(
        app_token=slack.app_token
    )
    async with session.ws_connect(opened["url"]) as socket:
        told = await socket.receive_json()
    assert (told["type"], told["reason"]) == ("disconnect", "too_many_websockets")


async def test_a_ticket_is_good_once(
    slack: FakeSlack, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    app_client = AsyncWebClient(base_url=slack.url)
    opened: Any = await app_client.apps_connections_open(app_token=slack.app_token)
    async with session.ws_connect(opened["url"]) as socket:
        hello = await socket.receive_json()
        assert (hello["type"], hello["num_connections"]) == ("hello", 1)
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await session.ws_connect(opened["url"])
    assert (await refused(client, "apps.connections.open"))[0] == "not_allowed_token_type"


async def test_bolt_works_over_the_socket(slack: FakeSlack, grace: FakeSlackPerson) -> None:
    web = AsyncWebClient(slack.workspace().token, base_url=slack.url)
    app = AsyncApp(client=web, process_before_response=True)

    @app.event("message")
    async def answered(event: dict[str, Any], say: Any) -> None:
        await say(f"You said {event['text']}")

    @app.command("/journey")
    async def commanded(ack: Any) -> None:
        await ack("One interview")

    handler = AsyncSocketModeHandler(app, slack.app_token, web_client=web, ping_interval=0.2)
    try:
        await handler.connect_async()  # type: ignore[no-untyped-call]
        await grace.says("hello")
        assert [seen.text for seen in await grace.hears()] == ["You said hello"]
        await grace.slash("/journey")
        assert grace.last.text == "One interview"
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]
    assert slack.refused == []
