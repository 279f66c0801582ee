"""A strict fake of Slack over HTTP and WebSocket, and the people who talk with the app.

In a test: `async with FakeSlack() as slack`, then `slack.url` and `slack.workspace().token` for
the app, `slack.listens_at(address)` for its request URL (without it: Socket Mode), and
`slack.workspace().person("Jennifer")` for a respondent. For a process of its own:
`python -m tests.fakes.slack --port 8082`; its people are moved over /control/.
"""

import argparse
import asyncio
import json
import sys
from contextlib import AsyncExitStack, suppress
from dataclasses import asdict
from typing import Any, Self

import aiohttp
from aiohttp import web

from tests.fakes.faults import Fault
from tests.fakes.listening import serving
from tests.fakes.slack_events import Attempt, Deliveries, Delivery
from tests.fakes.slack_payloads import changed, message
from tests.fakes.slack_person import FakeSlackPerson
from tests.fakes.slack_screen import Seen
from tests.fakes.slack_server import MOST_BYTES, Call, Server
from tests.fakes.slack_socket import Sockets
from tests.fakes.slack_workspace import FakeWorkspace
from tests.fakes.slack_world import Channel, Team, User, World

__all__ = [
    "Attempt",
    "Call",
    "Channel",
    "Delivery",
    "FakeSlack",
    "FakeSlackPerson",
    "FakeWorkspace",
    "Fault",
    "Seen",
]

_ECHOED = {"chat.postMessage", "chat.update", "chat.delete"}


class FakeSlack:
    """One app's Slack. Every call that it refused stands in `refused`.

    `echoes`: the app hears of its own messages too, as it does from Slack.
    """

    def __init__(self, port: int = 0, *, echoes: bool = True) -> None:
        self.world = World()
        self.sockets = Sockets(self.world)
        self.deliveries = Deliveries(self.world, self.sockets.send)
        self.echoes = echoes
        self._server = Server(self.world, self._told)
        self._workspaces: dict[str, FakeWorkspace] = {}
        self._port = port
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=MOST_BYTES)
        app.add_routes(self._server.routes())
        app.add_routes(self.sockets.routes())
        app.add_routes(self._control_routes())
        served = serving(app, self._port, handler_cancellation=True, shutdown_timeout=0.1)
        async with AsyncExitStack() as stack:
            self.world.address = await stack.enter_async_context(served)
            # No kept connection: one to an app that was killed would fail the next delivery
            fresh = aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True))
            self.deliveries.session = await stack.enter_async_context(fresh)
            stack.push_async_callback(self.sockets.close)
            stack.push_async_callback(self.deliveries.close)
            self._stack = stack.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    # ── for the app ───────────────────────────────────────────────────────────────────────────

    @property
    def address(self) -> str:
        """Where this fake is: stands for https://slack.com."""
        return self.world.address

    @property
    def url(self) -> str:
        """Where the app finds the Web API: the value of SLACK_API_URL."""
        return f"{self.world.address}/api/"

    @property
    def signing_secret(self) -> str:
        return self.world.signing_secret

    @property
    def app_token(self) -> str:
        return self.world.app_token

    def listens_at(self, address: str | None) -> None:
        """Where payloads are posted to, such as http://127.0.0.1:8080/slack/events.

        None: over Socket Mode.
        """
        self.deliveries.address = address

    @property
    def patience(self) -> float:
        """Seconds in which the app has to acknowledge."""
        return self.deliveries.patience

    @patience.setter
    def patience(self, seconds: float) -> None:
        self.deliveries.patience = self.sockets.patience = seconds

    def rotates(self, expires_in: float = 43_200) -> None:
        """Let tokens made from now on expire, and be refreshed."""
        self._server.rotation.on, self._server.rotation.expires_in = True, expires_in

    # ── people ────────────────────────────────────────────────────────────────────────────────

    def workspace(
        self,
        name: str = "Acme",
        *,
        enterprise: str | None = None,
        installed: bool = True,
        team_id: str | None = None,
    ) -> FakeWorkspace:
        """A workspace, with the app in it unless told otherwise; the same by the same name."""
        if name not in self._workspaces:
            number = team_id or self.world.new_id("T")
            bot = User(self.world.new_id("U"), "desirepath", number, is_bot=True)
            team = Team(number, name, bot, enterprise, {bot.id: bot})
            self.world.teams[number] = team
            made = FakeWorkspace(self.world, team, self.deliveries, self._server.rotation)
            self._workspaces[name] = made
            if installed:
                made.installs()
        return self._workspaces[name]

    # ── what happened ─────────────────────────────────────────────────────────────────────────

    @property
    def calls(self) -> list[Call]:
        """All calls, in the order of arrival."""
        return self._server.calls

    @property
    def refused(self) -> list[Call]:
        """Calls that Slack would have refused too; answers of `fail` are not among them."""
        return self._server.refused

    def called(self, method: str) -> list[Call]:
        """Calls of one method."""
        return [call for call in self.calls if call.method == method]

    @property
    def delivered(self) -> list[Delivery]:
        """All payloads for the app, in the order in which they arose, with every try."""
        return self.deliveries.sent

    async def acknowledged(self, delivery: Delivery, patience: float = 10) -> None:
        """Wait until the app has acknowledged a delivery."""
        await self.world.bell.until(lambda: delivery.acknowledged, patience, f"{delivery}")

    # ── bad days ──────────────────────────────────────────────────────────────────────────────

    def fail(self, method: str = "*", **how: Any) -> Fault:
        """Let the next calls of a method fail; the fields of `Fault` say how.

        `error` is a status (429, 500) or the name of an error of Slack's ("ratelimited"). The
        methods "upload" and "download" stand for the addresses of files. `chat` is a channel's id
        or, for direct messages, a person's.
        """
        how |= {"chat": self.world.partner(how["chat"])} if "chat" in how else {}
        return self._server.faults.add(Fault(method=method, **how))

    def heal(self) -> None:
        """End all faults."""
        self._server.faults.clear()

    def hold(self) -> None:
        """Keep further payloads back until `release`."""
        self.deliveries.hold()

    async def release(self, *, backwards: bool = False) -> list[Delivery]:
        """Deliver what was held back, in order or backwards."""
        return await self.deliveries.release(backwards=backwards)

    async def repeat(self, delivery: Delivery, times: int = 1) -> None:
        """Deliver the same payload again, though it was acknowledged."""
        await self.deliveries.repeat(delivery, times)

    async def posts(
        self, body: bytes, content_type: str = "application/json", **headers: str
    ) -> Attempt:
        """Post any body to the app, signed; `headers` (with _ for -) win over the signature's."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.deliveries.post(body, {"Content-Type": content_type, **given})

    async def forges(
        self, delivery: Delivery, *, secret: str | None = None, age: int = 0
    ) -> Attempt:
        """Post a payload again, signed by another secret or so many seconds ago."""
        self.deliveries.secret, self.deliveries.age = secret, age
        try:
            body, kind = delivery.form()
            return await self.posts(body, kind)
        finally:
            self.deliveries.secret, self.deliveries.age = None, 0

    async def verifies_url(self) -> bool:
        """Ask the app's request URL to prove itself, as when it is entered in the settings."""
        challenge = f"challenge{self.world.number()}"
        asked = {"type": "url_verification", "token": "old", "challenge": challenge}
        attempt = await self.posts(json.dumps(asked).encode())
        told = attempt.body
        return bool(attempt.went_well and challenge in (told, (told or {}).get("challenge")))

    # ── inside ────────────────────────────────────────────────────────────────────────────────

    def _told(self, call: Call, answer: dict[str, Any]) -> None:
        """Tell the app of what it did itself."""
        if not self.echoes or call.method not in _ECHOED:
            return
        team, channel = next(
            (team, team.channels[answer["channel"]])
            for team in self.world.teams.values()
            if answer["channel"] in team.channels
        )
        if call.method == "chat.postMessage":
            echo = message(self.world, team, channel, answer["message"])
        else:
            before, after = channel.earlier[answer["ts"]], answer.get("message")
            echo = changed(self.world, team, channel, before, after)
        self.deliveries.put_aside(echo)

    def _control_routes(self) -> list[web.RouteDef]:
        return [
            web.get("/control/state", self._control_state),
            web.post("/control/do", self._control_do),
            web.post("/control/fail", self._control_fail),
            web.post("/control/inject", self._control_inject),
            web.post("/control/listens", self._control_listens),
        ]

    async def _control_state(self, _request: web.Request) -> web.Response:
        return web.json_response(
            {
                "calls": len(self.calls),
                "refused": [[call.method, call.error, call.messages] for call in self.refused],
                "unacknowledged": sum(not each.acknowledged for each in self.delivered),
                "sockets": len(self.sockets.open),
                "screens": {
                    workspace.team.name: {
                        name: [asdict(seen) for seen in person.screen]
                        for name, person in workspace.people.items()
                    }
                    for workspace in self._workspaces.values()
                },
            }
        )

    async def _control_do(self, request: web.Request) -> web.Response:
        """Move a person: {"person": name, "do": "says", "with": ["words"]}; answers the screen."""
        order = await request.json()
        person = self.workspace(order.get("workspace", "Acme")).person(order["person"])
        action = order["do"]
        if action.startswith("_") or not hasattr(person, action):
            raise web.HTTPBadRequest(text=f"a person cannot do {action}")
        try:
            await getattr(person, action)(*order.get("with", ()))
        except (AssertionError, TypeError) as error:
            raise web.HTTPConflict(text=str(error)) from error
        return web.json_response([asdict(seen) for seen in person.screen])

    async def _control_fail(self, request: web.Request) -> web.Response:
        """Ask for a fault by the fields of `Fault`; an empty object ends all faults."""
        how = await request.json()
        if how:
            self.fail(**how)
        else:
            self.heal()
        return web.json_response({})

    async def _control_inject(self, request: web.Request) -> web.Response:
        """Tell the app of any event in the first workspace; answers the payload."""
        delivery = await self.workspace().happens(await request.json())
        return web.json_response(delivery.payload)

    async def _control_listens(self, request: web.Request) -> web.Response:
        """Say where the app is: {"at": address}, null for Socket Mode."""
        self.listens_at((await request.json())["at"])
        return web.json_response({})


async def _serve(port: int) -> None:
    async with FakeSlack(port) as slack:
        told = {
            "url": slack.url,
            "token": slack.workspace().token,
            "app_token": slack.app_token,
            "signing_secret": slack.signing_secret,
            "client_id": slack.world.client_id,
            "client_secret": slack.world.client_secret,
            "team": slack.workspace().id,
        }
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def main() -> None:
    """Serve until interrupted; the first line of output tells address and secrets as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--port", type=int, default=0)
    asked = parser.parse_args()
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(asked.port))


if __name__ == "__main__":
    main()
