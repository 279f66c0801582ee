"""What Slack tells the app when people write, click, open and leave.

Shapes: https://docs.slack.dev/reference/events, https://docs.slack.dev/reference/interaction-payloads
and https://docs.slack.dev/interactivity/implementing-slash-commands; examples of payloads in
slackapi/bolt-python, tests/scenario_tests (test_events_org_apps, test_events_token_revocations)
"""

import copy
import time
from typing import Any

from tests.fakes.slack_events import Delivery
from tests.fakes.slack_world import Channel, Team, User, World

_TOKEN = "deprecated-verification-token"


def event(
    world: World,
    team: Team,
    inner: dict[str, Any],
    user: User | None = None,
    channel: Channel | None = None,
) -> Delivery:
    """Wrap an event as the Events API does."""
    shared = channel is not None and channel.is_shared
    org_wide = is_org_wide(world, team)
    whose = {
        "enterprise_id": team.enterprise,
        "team_id": None if org_wide else team.id,
        "user_id": team.bot.id,
        "is_bot": True,
        "is_enterprise_install": org_wide,
    }
    payload = {
        "token": _TOKEN,
        "team_id": team.id,
        "context_team_id": team.id,
        "context_enterprise_id": team.enterprise,
        "api_app_id": world.app_id,
        "event": copy.deepcopy(inner),
        "type": "event_callback",
        "event_id": world.new_id("Ev"),
        "event_time": int(time.time()),
        "authorizations": [whose],
        "is_ext_shared_channel": shared,
        "event_context": f"4-{world.number()}",
    }
    payload |= {"enterprise_id": team.enterprise} if team.enterprise else {}
    return Delivery("events_api", payload, user)


def is_org_wide(world: World, team: Team) -> bool:
    """Whether the app is in a workspace by its organisation's consent only."""
    reaching = [grant for grant in world.grants.values() if team in world.teams_of(grant)]
    return bool(reaching) and all(grant.is_org_wide for grant in reaching)


def gone(world: World, team: Team, inner: dict[str, Any]) -> Delivery:
    """The app was thrown out: an event without a time, and without what the app may do.

    Of an organisation no workspace is named.
    """
    delivery = event(world, team, inner)
    without = {"authorizations", "context_team_id", "context_enterprise_id", "event_context"}
    without |= {"team_id"} if is_org_wide(world, team) else set()
    payload = {key: value for key, value in delivery.payload.items() if key not in without}
    return Delivery("events_api", payload)


def message(
    world: World, team: Team, channel: Channel, said: dict[str, Any], **more: Any
) -> Delivery:
    """A message, as whoever is in the conversation hears of it."""
    kinds = {"im": "im", "channel": "channel", "group": "group"}
    inner = {
        **said,
        "channel": channel.id,
        "event_ts": said["ts"],
        "channel_type": kinds[channel.kind],
        **more,
    }
    return event(world, team, inner, channel=channel)


def changed(
    world: World, team: Team, channel: Channel, before: dict[str, Any], after: dict[str, Any] | None
) -> Delivery:
    """A message that was edited, or deleted where nothing comes after."""
    ts = world.new_ts()
    inner: dict[str, Any] = {"type": "message", "hidden": True, "ts": ts}
    inner["previous_message"] = before
    if after is None:
        inner |= {"subtype": "message_deleted", "deleted_ts": before["ts"]}
    else:
        inner |= {"subtype": "message_changed", "message": after}
    return message(world, team, channel, inner)


def command(
    world: World, team: Team, user: User, channel: Channel, words: tuple[str, str]
) -> Delivery:
    """A slash command and what was typed behind it."""
    org = {"enterprise_id": team.enterprise, "enterprise_name": "The organisation"}
    form = {
        "token": _TOKEN,
        "team_id": team.id,
        "team_domain": team.domain,
        **(org if team.enterprise else {}),
        "channel_id": channel.id,
        "channel_name": channel.name,
        "user_id": user.id,
        "user_name": user.name.lower(),
        "command": words[0],
        "text": words[1],
        "api_app_id": world.app_id,
        "is_enterprise_install": "true" if is_org_wide(world, team) else "false",
        "response_url": f"{world.address}/commands/{world.number()}",
        "trigger_id": world.new_trigger(team, user),
    }
    return Delivery("slash_commands", form, user)


def interaction(world: World, team: Team, user: User, kind: str, **more: Any) -> Delivery:
    """A click on something of the app's: a block, a shortcut, a view."""
    place: dict[str, Any] | None = {"id": team.id, "domain": team.domain}
    org, org_wide = None, is_org_wide(world, team)
    if org_wide and kind != "block_actions":
        place = None  # "With org-wide installations, payload.team … can be None": slack_bolt
    elif place and team.enterprise:
        place |= {"enterprise_id": team.enterprise, "enterprise_name": "The organisation"}
    if team.enterprise:
        org = {"id": team.enterprise, "name": "The organisation"}
    who = {"id": user.id, "username": user.name.lower(), "name": user.name.lower()}
    payload = {
        "type": kind,
        "token": _TOKEN,
        "user": who | {"team_id": user.team},
        "team": place,
        "enterprise": org,
        "is_enterprise_install": org_wide,
        "api_app_id": world.app_id,
        "trigger_id": world.new_trigger(team, user),
        **copy.deepcopy(more),
    }
    return Delivery("interactive", payload, user)
