"""A strict fake of the Telegram Bot API over HTTP, and the people who talk with the bot.

In a test: `async with FakeTelegram() as telegram`, then `telegram.url` and `telegram.token` for
the bot, `telegram.person()` for a respondent. For a process of its own:
`python -m tests.fakes.telegram --port 8081`; its people are moved over /control/.
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

from tests.fakes.bell import ended
from tests.fakes.faults import Fault
from tests.fakes.listening import serving
from tests.fakes.telegram_person import FakeGroup, FakePerson, Seen, Tapped
from tests.fakes.telegram_server import MOST_BYTES, Call, Server
from tests.fakes.telegram_world import Chat, World

__all__ = ["Call", "FakeGroup", "FakePerson", "FakeTelegram", "Fault", "Seen", "Tapped"]

TOKEN = "123456789:AAFakeTokenForTestsOnly_0123456789abcde"
USERNAME = "desirepath_test_bot"
_FIRST_PERSON = 5_000_000_001  # beyond 32 bits, as real accounts are
_FIRST_GROUP = -1_002_000_000_001


class FakeTelegram:
    """One bot's Telegram. Every call that it refused stands in `refused`."""

    def __init__(self, token: str = TOKEN, username: str = USERNAME, port: int = 0) -> None:
        self.world = World(token, username)
        self._server = Server(self.world)
        self._people: dict[int, FakePerson] = {}
        self._groups: dict[int, FakeGroup] = {}
        self._port = port
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=MOST_BYTES)
        app.add_routes([*self._server.routes(), *self._control_routes()])
        served = serving(app, self._port, handler_cancellation=True, shutdown_timeout=0.1)
        async with AsyncExitStack() as stack:
            address = await stack.enter_async_context(served)
            self._port = int(address.rpartition(":")[2])
            session = await stack.enter_async_context(aiohttp.ClientSession())
            posting = asyncio.create_task(self.world.updates.post_for_ever(session))
            stack.push_async_callback(ended, posting)
            self._stack = stack.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    @property
    def url(self) -> str:
        """Where the bot finds the API: the value of TELEGRAM_API_URL."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def token(self) -> str:
        return self.world.token

    @property
    def calls(self) -> list[Call]:
        """All calls, in the order of arrival."""
        return self._server.calls

    @property
    def refused(self) -> list[Call]:
        """Calls that Telegram would have refused too; answers of `fail` are not among them."""
        return self._server.refused

    def called(self, method: str) -> list[Call]:
        """Calls of one method."""
        return [call for call in self.calls if call.method == method]

    def person(
        self, name: str = "Jennifer", language: str = "en", known: int | None = None
    ) -> FakePerson:
        """Somebody new, who has not started the bot yet; with a `known` id, the same as before."""
        number = known if known is not None else _FIRST_PERSON + len(self._people)
        if number not in self._people:
            chat = self.world.chats[number] = Chat(number, name=name, language=language)
            self._people[number] = FakePerson(self.world, chat)
        return self._people[number]

    def group(self, title: str = "Colleagues", kind: str = "supergroup") -> FakeGroup:
        """A new group, or with kind "channel" a channel, without the bot."""
        number = _FIRST_GROUP - len(self._groups)
        chat = self.world.chats[number] = Chat(number, kind, title)
        self._groups[number] = FakeGroup(self.world, chat)
        return self._groups[number]

    def fail(self, method: str = "*", **how: Any) -> Fault:
        """Let the next calls of a method fail; the fields of `Fault` say how."""
        return self._server.faults.add(Fault(method=method, **how))

    def heal(self) -> None:
        """End all faults."""
        self._server.faults.clear()

    def inject(self, update: dict[str, Any]) -> dict[str, Any]:
        """Deliver a raw update, numbered if it has no number."""
        if "update_id" not in update:
            update = {"update_id": self.world.updates.next_id, **update}
            self.world.updates.next_id += 1
        self.world.updates.inject(update)
        return update

    def repeat(self, update: dict[str, Any], times: int = 1) -> None:
        """Deliver the same update again, though it was confirmed."""
        for _ in range(times):
            self.world.updates.inject(update, again=True)

    def hold(self) -> None:
        """Keep further updates back until `release`."""
        self.world.updates.hold()

    def release(self, *, backwards: bool = False) -> None:
        """Deliver what was held back, in order or backwards."""
        self.world.updates.release(backwards=backwards)

    async def confirmed(self, update: dict[str, Any], patience: float = 10) -> None:
        """Wait until the bot has confirmed an update."""
        async with asyncio.timeout(patience):
            while update["update_id"] not in self.world.updates.confirmed:
                await self.world.bell.wait(patience)

    def _control_routes(self) -> list[web.RouteDef]:
        return [
            web.get("/control/state", self._control_state),
            web.post("/control/do", self._control_do),
            web.post("/control/fail", self._control_fail),
            web.post("/control/inject", self._control_inject),
        ]

    async def _control_state(self, _request: web.Request) -> web.Response:
        updates = self.world.updates
        return web.json_response(
            {
                "calls": len(self.calls),
                "refused": [[c.method, c.code, c.description] for c in self.refused],
                "pending": len(updates.pending),
                "webhook": updates.webhook.url if updates.webhook else None,
                "screens": {
                    str(person.id): [asdict(seen) for seen in person.screen]
                    for person in self._people.values()
                },
            }
        )

    async def _control_do(self, request: web.Request) -> web.Response:
        """Move a person: {"person": id, "do": "says", "with": ["words"]}; answers the screen."""
        order = await request.json()
        person = self.person(known=order["person"])
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
        return web.json_response(self.inject(await request.json()))


async def _serve(port: int, token: str) -> None:
    async with FakeTelegram(token, port=port) as telegram:
        sys.stdout.write(json.dumps({"url": telegram.url, "token": token}) + "\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def main() -> None:
    """Serve until interrupted; the first line of output tells address and token as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token", default=TOKEN)
    asked = parser.parse_args()
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(asked.port, asked.token))


if __name__ == "__main__":
    main()
