"""What Slack knows: workspaces with their people, conversations, files, views, and tokens."""

import itertools
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.bell import Bell
from tests.fakes.slack_api import Refused

SCOPES = (
    "chat:write im:history im:write commands users:read files:read files:write"
    " channels:read groups:read usergroups:read"
)
_READ = {"im": "im:read", "channel": "channels:read", "group": "groups:read"}


@dataclass(slots=True)
class User:
    """An account."""

    id: str
    name: str
    team: str
    locale: str = "en-US"
    tz: str = "Europe/Amsterdam"
    is_bot: bool = False
    is_guest: bool = False
    is_gone: bool = False  # deactivated
    errors_shown: list[str] = field(default_factory=list)  # by Slack, where the app failed
    home: dict[str, Any] | None = None  # the view last published for them
    modal: dict[str, Any] | None = None  # the view that is open
    modal_errors: dict[str, str] = field(default_factory=dict)  # by block id
    # What they chose and did not send yet, by place, block id and action id
    chosen: dict[tuple[str, str, str], dict[str, Any]] = field(default_factory=dict)

    def shown(self) -> dict[str, Any]:
        """The account as users.info tells."""
        return {
            "id": self.id,
            "team_id": self.team,
            "name": self.name.lower(),
            "deleted": self.is_gone,
            "real_name": self.name,
            "tz": self.tz,
            "profile": {"real_name": self.name, "display_name": self.name, "team": self.team},
            "is_bot": self.is_bot,
            "is_restricted": self.is_guest,
            "is_ultra_restricted": False,
            "is_app_user": False,
            "updated": 1_700_000_000,
        }


@dataclass(slots=True)
class Channel:
    """A conversation, with its messages by timestamp, the oldest first."""

    id: str
    kind: str  # im, channel (public), group (private)
    members: list[str]  # user ids; the bot's among them where it belongs to it
    name: str = "directmessage"
    is_shared: bool = False  # with another organisation, by Slack Connect
    is_archived: bool = False
    messages: dict[str, dict[str, Any]] = field(default_factory=dict)
    earlier: dict[str, dict[str, Any]] = field(default_factory=dict)  # before their last change
    ephemeral: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)  # by ts: whose

    def shown(self) -> dict[str, Any]:
        """The conversation as conversations.info tells."""
        shown = {
            "id": self.id,
            "is_im": self.kind == "im",
            "is_channel": self.kind == "channel",
            "is_group": self.kind == "group",
            "is_private": self.kind != "channel",
            "is_archived": self.is_archived,
            "is_ext_shared": self.is_shared,
        }
        return shown | ({"user": self.members[0]} if self.kind == "im" else {"name": self.name})


@dataclass(slots=True)
class File:
    """A file; `content` is None until it was uploaded, `shared` false until that was completed."""

    id: str
    name: str
    size: int
    owner: str
    content: bytes | None = None
    shared: bool = False
    title: str = ""


@dataclass(slots=True)
class Team:
    """One workspace."""

    id: str
    name: str
    bot: User
    enterprise: str | None = None
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    groups: dict[str, list[str]] = field(default_factory=dict)  # user groups: ids of their members
    files: dict[str, File] = field(default_factory=dict)
    views: dict[str, tuple[User, dict[str, Any]]] = field(default_factory=dict)

    @property
    def bot_id(self) -> str:
        return f"B{self.bot.id[1:]}"

    @property
    def domain(self) -> str:
        return self.name.lower().replace(" ", "-")


@dataclass(slots=True)
class Grant:
    """What a bot token may do, and where: in one workspace, or in all of an organisation."""

    token: str
    scopes: frozenset[str]
    team: str | None = None
    enterprise: str | None = None
    is_org_wide: bool = False
    expires_at: float | None = None  # of time.time; None: never
    refresh: str | None = None
    is_revoked: bool = False


@dataclass(slots=True)
class Trigger:
    """A moment in which the app may open a view for somebody."""

    user: User
    team: Team
    at: float  # of time.monotonic
    is_used: bool = False


@dataclass(slots=True)
class World:
    """One app and all the workspaces that installed it."""

    app_id: str = "A0DESIREPATH"
    client_id: str = "1111111111.2222222222"
    client_secret: str = "fake-client-secret"
    signing_secret: str = "fake-signing-secret-0123456789abcdef"
    app_token: str = "xapp-1-A0DESIREPATH-1-fake"
    address: str = ""
    trigger_lives: float = 3.0  # seconds
    bell: Bell = field(default_factory=Bell)
    teams: dict[str, Team] = field(default_factory=dict)
    grants: dict[str, Grant] = field(default_factory=dict)  # by token
    codes: dict[str, Grant] = field(default_factory=dict)  # of OAuth, not exchanged yet
    used_codes: set[str] = field(default_factory=set)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    tickets: set[str] = field(default_factory=set)  # of Socket Mode, each good for one connection
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _last_ts: int = 0  # microseconds

    def number(self) -> int:
        return next(self._numbers)

    def new_id(self, letter: str) -> str:
        """A fresh id such as U0000000007."""
        return f"{letter}{self.number():010d}"

    def new_ts(self) -> str:
        """A timestamp that no other message has: now, in seconds with six places."""
        self._last_ts = max(self._last_ts + 1, time.time_ns() // 1000)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def new_trigger(self, team: Team, user: User) -> str:
        trigger = f"{self.number()}.{self.number()}.{self.number():032x}"
        self.triggers[trigger] = Trigger(user, team, time.monotonic())
        return trigger

    def spend_trigger(self, trigger_id: str) -> Trigger:
        """Exchange a trigger. Raises Refused where it is unknown, used or older than 3 seconds."""
        trigger = self.triggers.get(trigger_id)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.is_used:
            raise Refused("exchanged_trigger_id")
        if time.monotonic() - trigger.at > self.trigger_lives:
            raise Refused("expired_trigger_id")
        trigger.is_used = True
        return trigger

    def teams_of(self, grant: Grant) -> list[Team]:
        """Workspaces that a token reaches."""
        if grant.is_org_wide:
            return [team for team in self.teams.values() if team.enterprise == grant.enterprise]
        return [self.teams[str(grant.team)]]

    def dm(self, team: Team, user: User) -> Channel:
        """The direct conversation of somebody with the bot; opened where there is none."""
        for channel in team.channels.values():
            if channel.kind == "im" and channel.members[0] == user.id:
                return channel
        shared = user.team != team.id
        channel = Channel(self.new_id("D"), "im", [user.id, team.bot.id], is_shared=shared)
        team.channels[channel.id] = channel
        return channel

    def partner(self, place: object) -> object:
        """Who is met in a direct conversation; any other place as it is."""
        for team in self.teams.values():
            channel = team.channels.get(str(place))
            if channel is not None and channel.kind == "im":
                return channel.members[0]
        return place

    def add(self, channel: Channel, **content: Any) -> dict[str, Any]:
        """Put a message into a conversation, under a timestamp of its own."""
        message = {"type": "message", "ts": self.new_ts(), **content}
        channel.messages[message["ts"]] = message
        self.bell.ring()
        return message


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls a method: a token, and the workspaces it reaches."""

    world: World
    grant: Grant
    teams: tuple[Team, ...]

    def needs(self, scope: str) -> None:
        """Raises Refused where the token lacks a scope."""
        if scope not in self.grant.scopes:
            provided = ",".join(sorted(self.grant.scopes))
            raise Refused("missing_scope", needed=scope, provided=provided)

    @property
    def team(self) -> Team:
        """The one workspace meant. Raises Refused where an org-wide token does not say."""
        if len(self.teams) > 1:
            raise Refused("missing_argument", "missing required field: team_id")
        return self.teams[0]

    def user(self, user_id: str, error: str = "user_not_found") -> tuple[Team, User]:
        """Find somebody, and the workspace they are met in. Raises Refused."""
        for team in self.teams:
            if user_id in team.users:
                return team, team.users[user_id]
        raise Refused(error)

    def channel(self, channel_id: str) -> tuple[Team, Channel]:
        """Find a conversation; that the bot sees only where it is public or its own."""
        for team in self.teams:
            channel = team.channels.get(channel_id)
            if channel and (channel.kind == "channel" or team.bot.id in channel.members):
                return team, channel
        raise Refused("channel_not_found")

    def readable(self, channel_id: str) -> tuple[Team, Channel]:
        """Find a conversation, and need the scope for reading its kind."""
        team, channel = self.channel(channel_id)
        self.needs(_READ[channel.kind])
        return team, channel

    def writable(self, target: str) -> tuple[Team, Channel]:
        """Where to post: a conversation the bot is in, or the direct one with a user."""
        if target[:1] in {"U", "W"}:
            team, user = self.user(target, "channel_not_found")
            if user.is_gone or user.is_bot:
                raise Refused("channel_not_found")
            return team, self.world.dm(team, user)
        team, channel = self.channel(target)
        if channel.is_archived:
            raise Refused("is_archived")
        if team.bot.id not in channel.members:
            raise Refused("not_in_channel")
        return team, channel


def caller_of(world: World, token: str, team_id: str | None = None) -> Caller:
    """Who holds a token. Raises Refused: not_authed, invalid_auth, token_revoked, token_expired."""
    if not token:
        raise Refused("not_authed")
    grant = world.grants.get(token)
    if grant is None:
        raise Refused("invalid_auth")
    if grant.is_revoked:
        raise Refused("token_revoked")
    if grant.expires_at is not None and grant.expires_at < time.time():
        raise Refused("token_expired")
    teams: Iterable[Team] = world.teams_of(grant)
    if team_id is not None:
        teams = [team for team in teams if team.id == team_id]
    if not teams:
        raise Refused("team_access_not_granted")
    return Caller(world, grant, tuple(teams))
