"""The app's manifest: all that would otherwise be clicked together on Slack's pages.

Source: https://docs.slack.dev/reference/app-manifest
"""

from typing import Any, Final

from bot.settings import Settings
from bot.slack.actions import COMMAND, PAIN_POINT, TELL_US
from cxmodel.errors import Misconfigured

BOT_SCOPES: Final = (
    "channels:read",  # who is in a public channel that an order names
    "chat:write",
    "commands",
    "files:read",  # what a respondent attaches
    "files:write",  # map files
    "groups:read",  # who is in a private channel that the bot was added to
    "im:history",
    "im:write",
    "usergroups:read",  # who is in a user group that an order names
    "users:read",  # which of them are people
)
BOT_EVENTS: Final = ("app_home_opened", "app_uninstalled", "message.im", "tokens_revoked")

Part = dict[str, Any]


def manifest(settings: Settings, *, socket_mode: bool = False) -> Part:
    """What Slack takes as JSON or YAML. Raises Misconfigured where it cannot know our address.

    `socket_mode`: the app connects to Slack; so it does, too, where an app token is set.
    """
    by_socket = socket_mode or settings.slack_app_token is not None
    base = settings.public_url
    if base is None and not by_socket:
        raise Misconfigured(
            "DESIREPATH_PUBLIC_URL: set it to the https:// address of this server, "
            "or ask for a manifest without any with --socket-mode"
        )
    events = None if by_socket else f"{base}/slack/events"
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": "desirepath",
            "description": "Short interviews about how things really go at work",
            "background_color": "#2166AC",
        },
        "features": _features(events),
        "oauth_config": _oauth(settings),
        "settings": {
            "event_subscriptions": _addressed(events, bot_events=list(BOT_EVENTS)),
            "interactivity": _addressed(events, is_enabled=True),
            # Both only with OAuth: a token from Slack's page cannot be renewed by its holder
            "org_deploy_enabled": settings.slack_client_id is not None,
            "socket_mode_enabled": by_socket,
            "token_rotation_enabled": settings.slack_client_id is not None,
        },
    }


def _features(events: str | None) -> Part:
    command = {
        "command": COMMAND,
        "description": "Begin, go on, or look at your interviews",
        "usage_hint": "start CODE | answers | pause | help",
        "should_escape": True,  # people and channels arrive with their ids
    }
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "desirepath", "always_online": True},
        "shortcuts": [
            {
                "name": "Tell us about a process",
                "type": "global",
                "callback_id": TELL_US,
                "description": "A short interview about how something at work really goes",
            },
            {
                "name": "Report a pain point",
                "type": "message",
                "callback_id": PAIN_POINT,
                "description": "Tell what got in your way, beginning with this message",
            },
        ],
        "slash_commands": [command if events is None else {**command, "url": events}],
    }


def _oauth(settings: Settings) -> Part:
    scopes = {"scopes": {"bot": list(BOT_SCOPES)}}
    if settings.public_url is None:
        return scopes
    return {"redirect_urls": [f"{settings.public_url}/slack/oauth_redirect"], **scopes}


def _addressed(url: str | None, **part: Any) -> Part:
    """A part with the address that Slack calls; in Socket Mode there is none."""
    return part if url is None else {"request_url": url, **part}
