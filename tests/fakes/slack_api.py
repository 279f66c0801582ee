"""The Web API's rules of form: which methods take which arguments, under which scope.

Arguments are those of the methods of slack_sdk.web.async_client (3.47); scopes and error names
those of https://docs.slack.dev/reference/methods and of slackapi/slack-api-specs
(web-api/slack_web_openapi_v2.json).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class Refused(Exception):
    """What Slack answers instead of a result: HTTP 200 with `ok` false and an error's name."""

    def __init__(self, error: str, *messages: str, **more: Any) -> None:
        super().__init__(" ".join((error, *messages)))
        self.error, self.messages, self.more = error, messages, more

    def answer(self) -> dict[str, Any]:
        """Build the JSON object that goes out."""
        answer = {"ok": False, "error": self.error, **self.more}
        if self.messages:
            told = [f"[ERROR] {message}" for message in self.messages]
            answer["response_metadata"] = {"messages": told}
        return answer


@dataclass(frozen=True, slots=True)
class Method:
    """What one method takes. Types: str, bool, int, json (an object or array, or its JSON)."""

    required: Mapping[str, str] = field(default_factory=dict)
    optional: Mapping[str, str] = field(default_factory=dict)
    scope: str | None = None
    token: str = "bot"  # or: app, none


def _types(words: str) -> dict[str, str]:
    """Read "channel text:str blocks:json"; what has no type is a string."""
    pairs = (word.partition(":") for word in words.split())
    return {name: kind or "str" for name, _, kind in pairs}


def _method(required: str = "", optional: str = "", scope: str | None = None) -> Method:
    return Method(_types(required), _types(optional), scope)


_SAID = (
    "text blocks:json attachments:json as_user:bool link_names:bool parse username icon_emoji"
    " icon_url markdown_text thread_ts"
)
METHODS: Mapping[str, Method] = {
    "auth.test": _method(),
    "auth.revoke": _method("", "test:bool"),
    "chat.postMessage": _method(
        "channel",
        f"{_SAID} mrkdwn:bool reply_broadcast:bool unfurl_links:bool unfurl_media:bool"
        " container_id metadata:json",
        "chat:write",
    ),
    "chat.postEphemeral": _method("channel user", _SAID, "chat:write"),
    "chat.update": _method(
        "channel ts",
        "text blocks:json attachments:json as_user:bool file_ids link_names:bool parse"
        " reply_broadcast:bool metadata:json markdown_text",
        "chat:write",
    ),
    "chat.delete": _method("channel ts", "as_user:bool", "chat:write"),
    # Scopes of the following three hang on the kind of the conversation
    "conversations.open": _method("", "channel users return_im:bool", "im:write"),
    "conversations.info": _method("channel", "include_locale:bool include_num_members:bool"),
    "conversations.members": _method("channel", "cursor limit:int"),
    "users.info": _method("user", "include_locale:bool", "users:read"),
    "usergroups.users.list": _method("usergroup", "include_disabled:bool", "usergroups:read"),
    "views.open": _method("view:json", "trigger_id interactivity_pointer"),
    "views.update": _method("view:json", "external_id view_id hash"),
    "views.publish": _method("user_id view:json", "hash"),
    "files.getUploadURLExternal": _method(
        "filename length:int", "alt_txt snippet_type", "files:write"
    ),
    "files.completeUploadExternal": _method(
        "files:json", "channel_id channels initial_comment thread_ts blocks:json", "files:write"
    ),
    "files.info": _method("file", "count:int cursor limit:int page:int", "files:read"),
    "oauth.v2.access": Method(
        {},
        _types("client_id client_secret code redirect_uri grant_type refresh_token"),
        token="none",
    ),
    "apps.connections.open": Method(token="app"),
}


def checked(method: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Type the arguments of a call. Raises Refused for one that is unknown, missing or wrong.

    `team_id` is taken everywhere: org-wide tokens say by it which workspace they mean.
    """
    rules = METHODS[method]
    types = {**rules.required, **rules.optional, "team_id": "str"}
    if unknown := given.keys() - types.keys():
        told = f"unknown argument: {min(unknown)} (the fake is strict)"
        raise Refused("invalid_arguments", told)
    for name in rules.required:
        if given.get(name) in {None, ""} if isinstance(given.get(name), str | None) else False:
            raise Refused("missing_argument", f"missing required field: {name}")
    return {
        name: _typed(value, types[name], name) for name, value in given.items() if value is not None
    }


def _typed(value: Any, kind: str, name: str) -> Any:
    match kind, value:
        case "str", str():
            return _encodable(value, name)
        case "bool", bool():
            return value
        case "bool", "true" | "1" | "false" | "0":
            return value in {"true", "1"}
        case "int", int() if not isinstance(value, bool):
            return value
        case "int", str() if value.isascii() and value.isdigit():
            return int(value)
        case "json", dict() | list():
            return value
        case "json", str():
            return _structure(value, name)
    raise Refused("invalid_arguments", f"must be a valid {kind}: {name}")


def _structure(text: str, name: str) -> Any:
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if isinstance(found, dict | list):
        return found
    known = {"blocks": "invalid_blocks_format", "attachments": "invalid_attachments"}
    raise Refused(known.get(name, "invalid_arguments"), f"must be JSON: {name}")


def _encodable(text: str, name: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Refused("invalid_json", f"lone surrogate in {name}") from error
    return text
