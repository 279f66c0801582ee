"""A workspace that installed the app: its people, channels and user groups."""

from dataclasses import dataclass, field
from typing import Any

from tests.fakes.slack_events import Deliveries, Delivery
from tests.fakes.slack_oauth import Rotation, issue, new_grant
from tests.fakes.slack_payloads import event, gone, message
from tests.fakes.slack_person import FakeSlackPerson
from tests.fakes.slack_world import SCOPES, Channel, Grant, Team, User, World


@dataclass(slots=True)
class FakeWorkspace:
    """One workspace. A name says who is meant: the same name is the same person."""

    world: World
    team: Team
    deliveries: Deliveries
    rotation: Rotation
    people: dict[str, FakeSlackPerson] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.team.id

    @property
    def grants(self) -> list[Grant]:
        """Installations of the app here, in the organisation too; the newest last."""
        known = self.world.grants.values()
        return [grant for grant in known if self.team in self.world.teams_of(grant)]

    @property
    def token(self) -> str:
        """The newest bot token."""
        return self.grants[-1].token

    def person(self, name: str = "Jennifer", **account: Any) -> FakeSlackPerson:
        """Somebody with an account here. `account`: fields of User."""
        if name not in self.people:
            number = self.world.new_id("U")
            user = User(number, name, **({"team": self.id} | account))
            self.team.users[user.id] = user
            made = FakeSlackPerson(self.world, self.team, user, self.deliveries)
            self.people[name] = made
        return self.people[name]

    def guest(self, name: str = "Gus") -> FakeSlackPerson:
        """Somebody from outside with a restricted account of this workspace."""
        return self.person(name, is_guest=True)

    def stranger(self, name: str = "Strange") -> FakeSlackPerson:
        """Somebody of another organisation, met over Slack Connect."""
        return self.person(name, team="T0ELSEWHERE")

    def channel(
        self, name: str, *members: FakeSlackPerson, private: bool = False, bot: bool = True
    ) -> Channel:
        """A channel with these members, and the app's bot unless told otherwise."""
        there = [member.id for member in members] + ([self.team.bot.id] if bot else [])
        kind = "group" if private else "channel"
        channel = Channel(self.world.new_id("C"), kind, there, name)
        self.team.channels[channel.id] = channel
        return channel

    def group(self, *members: FakeSlackPerson) -> str:
        """A user group; its id."""
        group = self.world.new_id("S")
        self.team.groups[group] = [member.id for member in members]
        return group

    def consents(self, scopes: str = SCOPES, *, org_wide: bool = False) -> str:
        """Allow the app in: the code of OAuth, to be exchanged for a token."""
        return new_grant(self.world, self.team, scopes, org_wide=org_wide)[0]

    def installs(self, scopes: str = SCOPES, *, org_wide: bool = False) -> Grant:
        """Allow the app in, with the token at once."""
        code, grant = new_grant(self.world, self.team, scopes, org_wide=org_wide)
        del self.world.codes[code]
        issue(self.world, grant, self.rotation)
        return grant

    async def other_app_says(self, text: str, channel: Channel) -> Delivery:
        """Let another app post where ours is too."""
        author = {"subtype": "bot_message", "bot_id": "B0OTHERAPP", "username": "Other"}
        said = self.world.add(channel, **author, text=text)
        return await self.deliveries.put(message(self.world, self.team, channel, said))

    async def happens(self, inner: dict[str, Any]) -> Delivery:
        """Tell the app of any event."""
        inner = {"event_ts": self.world.new_ts(), **inner}
        return await self.deliveries.put(event(self.world, self.team, inner))

    async def revokes(self) -> Delivery:
        """Take the tokens back, the app staying in."""
        for grant in self.grants:
            grant.is_revoked = True
        revoked = {"oauth": [], "bot": [self.team.bot.id]}
        inner = {"type": "tokens_revoked", "tokens": revoked}
        return await self.deliveries.put(gone(self.world, self.team, inner))

    async def uninstalls(self) -> list[Delivery]:
        """Throw the app out: its tokens are revoked, and it is told both."""
        uninstalled = gone(self.world, self.team, {"type": "app_uninstalled"})
        return [await self.revokes(), await self.deliveries.put(uninstalled)]
