"""What the methods of the Web API do with messages, conversations and people.

Error names: https://docs.slack.dev/reference/methods, slackapi/slack-api-specs.
"""

import base64
import binascii
import copy
from collections.abc import Callable, Mapping
from typing import Any

from tests.fakes.slack_api import Refused
from tests.fakes.slack_blocks import check_message
from tests.fakes.slack_files import complete_upload, file_info, upload_url
from tests.fakes.slack_views import open_view, publish_view, update_view
from tests.fakes.slack_world import Caller, Channel, Team

LONGEST_TEXT = 40_000  # https://docs.slack.dev/changelog/2018-truncating-really-long-messages
_PAGE = 100  # members that conversations.members tells where no limit is asked for

Handler = Callable[[Caller, dict[str, Any]], dict[str, Any]]


# ── messages ──────────────────────────────────────────────────────────────────────────────────


def _post(caller: Caller, given: dict[str, Any]) -> dict[str, Any]:
    team, channel = caller.writable(given["channel"])
    content = _content(caller, given)
    if "thread_ts" in given:
        if given["thread_ts"] not in channel.messages:
            raise Refused("thread_not_found")
        content["thread_ts"] = given["thread_ts"]
    message = caller.world.add(channel, **_author(caller, team), **content)
    return {"channel": channel.id, "ts": message["ts"], "message": message}


def _whisper(caller: Caller, given: dict[str, Any]) -> dict[str, Any]:
    # Unlike chat.postMessage, it opens no direct message: the channel must be one
    team, channel = caller.channel(given["channel"])
    if team.bot.id not in channel.members:
        raise Refused("not_in_channel")
    if given["user"] not in channel.members:
        raise Refused("user_not_in_channel")
    message = {"type": "message", "ts": caller.world.new_ts(), **_author(caller, team)}
    message |= _content(caller, given)
    channel.ephemeral[message["ts"]] = (given["user"], message)
    caller.world.bell.ring()
    return {"message_ts": message["ts"]}


def _update(caller: Caller, given: dict[str, Any]) -> dict[str, Any]:
    team, channel = caller.channel(given["channel"])
    message = _own(team, channel, given["ts"], "cant_update_message")
    kept: dict[str, Any] = {k: v for k, v in message.items() if k in {"text", "blocks"}}
    # "If you don't include this field, the message's previous blocks will be retained."
    content = kept | _content(caller, given, before=kept)
    changed = {k: v for k, v in message.items() if k not in kept} | content
    changed["edited"] = {"user": team.bot.id, "ts": caller.world.new_ts()}
    channel.earlier[given["ts"]] = message
    channel.messages[given["ts"]] = changed
    caller.world.bell.ring()
    return {"channel": channel.id, "ts": given["ts"], "text": changed["text"], "message": changed}


def _delete(caller: Caller, given: dict[str, Any]) -> dict[str, Any]:
    team, channel = caller.channel(given["channel"])
    channel.earlier[given["ts"]] = _own(team, channel, given["ts"], "cant_delete_message")
    del channel.messages[given["ts"]]
    caller.world.bell.ring()
    return {"channel": channel.id, "ts": given["ts"]}


def _own(team: Team, channel: Channel, ts: str, error: str) -> dict[str, Any]:
    message = channel.messages.get(ts)
    if message is None:
        raise Refused("message_not_found")
    if message.get("user") != team.bot.id:
        raise Refused(error)
    return message


def _author(caller: Caller, team: Team) -> dict[str, Any]:
    app = {"app_id": caller.world.app_id, "team": team.id}
    return {"user": team.bot.id, "bot_id": team.bot_id, **app}


def _content(
    caller: Caller, given: dict[str, Any], before: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Check text and blocks. Raises Refused where there is no text, blocks or not."""
    before = before or {}
    text = given.get("text", "")
    if not text.strip():
        # Slack takes blocks without it, and warns; who reads notifications then sees nothing.
        raise Refused("no_text")
    if len(text) > LONGEST_TEXT:
        raise Refused("msg_too_long")
    content: dict[str, Any] = {"text": text}
    if "blocks" in given:
        check_message(given["blocks"])
        content["blocks"] = [_with_id(caller, block) for block in copy.deepcopy(given["blocks"])]
    elif "blocks" not in before:
        content["blocks"] = []
    if "metadata" in given:
        content["metadata"] = given["metadata"]
    return content


def _with_id(caller: Caller, block: dict[str, Any]) -> dict[str, Any]:
    """A block as it comes back: where it had no id, it has one now, another each time."""
    return {"block_id": f"b{caller.world.number()}", **block}


# ── conversations and people ──────────────────────────────────────────────────────────────────


def _open(caller: Caller, given: dict[str, Any]) -> dict[str, Any]:
    if "channel" in given:
        _, channel = caller.channel(given["channel"])
        return {"channel": {"id": channel.id}}
    wanted = [user for user in given.get("users", "").split(",") if user]
    if not wanted:
        raise Refused("users_list_not_supplied")
    if len(wanted) > 1:
        caller.needs("mpim:write")
        raise Refused("invalid_user_combination", "the fake holds talks of two only")
    team, user = caller.user(wanted[0])
    if user.is_gone:
        raise Refused("user_disabled")
    if user.is_bot:
        raise Refused("cannot_dm_bot")
    return {"channel": {"id": caller.world.dm(team, user).id}}


def _conversation(caller: Caller, given: dict[str, Any]) -> dict[str, Any]:
    _, channel = caller.readable(given["channel"])
    return {"channel": channel.shown()}


def _members(caller: Caller, given: dict[str, Any]) -> dict[str, Any]:
    _, channel = caller.readable(given["channel"])
    limit = given.get("limit", _PAGE)
    if not 0 < limit <= 1000:
        raise Refused("invalid_limit")
    start = _position(given.get("cursor", ""))
    page = channel.members[start : start + limit]
    more = start + limit < len(channel.members)
    cursor = base64.b64encode(f"next:{start + limit}".encode()).decode() if more else ""
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


def _position(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
    except (binascii.Error, ValueError) as error:
        raise Refused("invalid_cursor") from error


def _person(caller: Caller, given: dict[str, Any]) -> dict[str, Any]:
    _, user = caller.user(given["user"])
    locale = {"locale": user.locale} if given.get("include_locale") else {}
    return {"user": user.shown() | locale}


def _group_members(caller: Caller, given: dict[str, Any]) -> dict[str, Any]:
    for team in caller.teams:
        if given["usergroup"] in team.groups:
            return {"users": list(team.groups[given["usergroup"]])}
    raise Refused("no_such_subteam")


# ── the app itself ────────────────────────────────────────────────────────────────────────────


def _test(caller: Caller, _given: dict[str, Any]) -> dict[str, Any]:
    team = caller.teams[0]
    known = {"team": team.name, "team_id": team.id, "url": f"https://{team.domain}.slack.com/"}
    if caller.grant.is_org_wide:
        known = {"team": "The organisation", "team_id": str(team.enterprise), "url": known["url"]}
    enterprise = {"enterprise_id": team.enterprise} if team.enterprise else {}
    return {
        **known,
        **enterprise,
        "user": team.bot.name,
        "user_id": team.bot.id,
        "bot_id": team.bot_id,
        "is_enterprise_install": caller.grant.is_org_wide,
    }


def _revoke(caller: Caller, given: dict[str, Any]) -> dict[str, Any]:
    caller.grant.is_revoked = not given.get("test", False)
    return {"revoked": caller.grant.is_revoked}


HANDLERS: Mapping[str, Handler] = {
    "auth.test": _test,
    "auth.revoke": _revoke,
    "chat.postMessage": _post,
    "chat.postEphemeral": _whisper,
    "chat.update": _update,
    "chat.delete": _delete,
    "conversations.open": _open,
    "conversations.info": _conversation,
    "conversations.members": _members,
    "users.info": _person,
    "usergroups.users.list": _group_members,
    "views.open": open_view,
    "views.update": update_view,
    "views.publish": publish_view,
    "files.getUploadURLExternal": upload_url,
    "files.completeUploadExternal": complete_upload,
    "files.info": file_info,
}
