"""A server with one app of Slack's, and colleagues who are interviewed in their direct messages."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import text

from cxmodel.store import Store
from cxmodel.vault import Vault
from tests.e2e.town import BRISK, ERRAND, Town, Visitor, new_study
from tests.fakes.slack import Delivery, FakeSlack, FakeSlackPerson
from tests.fakes.slack_workspace import FakeWorkspace
from tests.fakes.telegram import FakeTelegram
from tests.serving import KEY, Place, Server

SLOWEST = 1.0  # seconds in which Slack hears that something was received


@dataclass
class SlackTown(Town):
    """What a test needs to bring one more colleague in."""

    @property
    def slack(self) -> FakeSlack:
        assert self.place.slack is not None
        return self.place.slack

    def colleague(self, name: str = "Grace", workspace: FakeWorkspace | None = None) -> "Colleague":
        """Somebody nobody has met before, with an invitation of their own."""
        self.forgets()
        where = workspace or self.slack.workspace()
        person = where.person(f"{name} {len(where.people)}")
        return Colleague(self, person, self.invites(messenger="slack"))

    def listens(self) -> None:
        """Have payloads posted to the server, wherever it is."""
        self.slack.listens_at(f"http://127.0.0.1:{self.server.port}/slack/events")

    def is_joined(self) -> bool:
        """Whether the server has greeted Slack, and has a socket where it is to have one."""
        wants_socket = "SLACK_APP_TOKEN" in self.place.more
        return bool(self.slack.called("auth.test")) and (
            bool(self.slack.sockets.open) or not wants_socket
        )

    def stored(self) -> int:
        """How many payloads were ever stored."""
        with self.store._reading.connect() as connection:
            found = connection.execute(text("SELECT coalesce(max(id), 0) FROM inbox")).scalar_one()
        return int(found)

    @property
    def refused(self) -> list[str]:
        """Calls that Slack refused, as one line each."""
        return [f"{c.method}: {c.error} {c.messages} {c.given}" for c in self.slack.refused]

    @property
    def late(self) -> list[Delivery]:
        """Payloads that were acknowledged late, or not at all."""
        return [
            delivery
            for delivery in self.slack.delivered
            if delivery.attempts and not (delivery.acknowledged and delivery.seconds < SLOWEST)
        ]


class Colleague(Visitor[FakeSlackPerson]):
    """Somebody in Slack."""

    def __init__(self, town: SlackTown, person: FakeSlackPerson, token: str) -> None:
        super().__init__(town, person, token)
        self.says, self.taps = person.says, person.taps

    async def begins(self) -> None:
        await self.person.slash("/journey", f"start {self.token}")

    def said(self, words: str) -> int:
        """How often words of the app's stand on the screen."""
        return sum(words in seen.text for seen in self.person.screen if not seen.mine)


@asynccontextmanager
async def slack_town(
    home: Path,
    *,
    module: tuple[str, ...] = BRISK,
    flow: str = ERRAND,
    telegram: FakeTelegram | None = None,
    socket_mode: bool = False,
    unwell: dict[str, Any] | None = None,
    **study: Any,
) -> AsyncIterator[SlackTown]:
    """A running place on SQLite; Slack posts to it, or it asks for Socket Mode.

    `unwell`: how Slack fails to say who we are, as fields of `Fault`. `study`: further fields of
    the study's.
    """
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(FakeSlack())
        more = {"SLACK_APP_TOKEN": slack.app_token} if socket_mode else {}
        place = Place(home, telegram, more=more, slack=slack)
        store = Store.connect(f"sqlite:///{home / 'desirepath.db'}", Vault(KEY))
        stack.callback(store.close)
        store.upgrade()
        server = Server(place, module=module)
        there = SlackTown(place, new_study(store, flow, **study), store, [server])
        if not socket_mode:
            there.listens()
        if unwell is not None:
            slack.fail("auth.test", times=None, **unwell)
        await stack.enter_async_context(server)
        await slack.world.bell.until(there.is_joined, 10, "the app to be in its workspace")
        yield there
