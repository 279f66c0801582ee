"""Messages in the direct conversation: what a person said, changed, deleted or sent along."""

import re
from collections.abc import Mapping
from typing import Any, Final

from bot.messenger import Content, Nothing, Start
from bot.slack.texts import signs_in, typed
from bot.texts import whole
from interview_flows.talk import Attached, Deleted, Edited, Said, Unreadable
from interview_flows.tongue import sentence

Fields = Mapping[str, Any]

_SPOKEN: Final = frozenset({None, "file_share"})
_IN_BOTH: Final = "thread_broadcast"  # a reply in a thread that is shown in the conversation, too
_SLACKBOT: Final = "USLACKBOT"  # who signs what Slack itself says
_TOKEN: Final = re.compile(r"start\s+(?P<token>[A-Za-z0-9_-]{43})", re.IGNORECASE)
"""In a talk, "start again" is an answer: only what has the length of our tokens is one."""

_KINDS: Final = {"image": "photo", "audio": "audio", "video": "video"}


def author(event: Fields) -> str:
    """The user id of whom an event is about; empty where Slack names nobody.

    Of a change it is who wrote the message before: a deleted one is signed by Slack itself.
    """
    layers = (event.get("previous_message"), event.get("message"), event)
    return next((layer["user"] for layer in layers if layer and layer.get("user")), "")


def read_message(event: Fields) -> tuple[Content, str | None]:
    """What a message event means, and the id of the message that it is about."""
    if event.get("channel_type") != "im":
        return Nothing(), None
    channel, subtype = event["channel"], event.get("subtype")
    if subtype == "message_changed":
        return _changed(event, channel), f"{channel}/{event['message']['ts']}"
    if subtype == "message_deleted":
        return _deleted(event, channel), f"{channel}/{event['deleted_ts']}"
    message = f"{channel}/{event['ts']}"
    is_speech = subtype in _SPOKEN or (subtype == _IN_BOTH and event.get("thread_ts"))
    if not is_speech or not _is_by_person(event):
        return Nothing(), message
    return _said(event, message), message


def _is_by_person(message: Fields) -> bool:
    return bool(message.get("user")) and message["user"] != _SLACKBOT and not message.get("bot_id")


def _said(event: Fields, message: str) -> Content:
    text = _words(event)
    files = [_file(file) for file in event.get("files") or () if file.get("mode") != "tombstone"]
    if files:
        return _attached(files, text, message)
    if start := _TOKEN.fullmatch(text.strip()):
        return Start(start["token"])
    if not text.strip() and event.get("attachments"):
        return Unreadable(sentence("a forwarded message"))
    return Said(text, message)


def _words(message: Fields) -> str:
    return typed(message.get("text") or "", signs_in(message.get("blocks")))


# ── files ─────────────────────────────────────────────────────────────────────────────────────────


def _attached(files: list[Attached], caption: str, message: str) -> Attached:
    """The files of one message as one: the words and the message go with the first of them."""
    first, *others = files
    return Attached(
        kind=first.kind,
        name=first.name,
        size=first.size,
        source=first.source,
        caption=caption,
        message=message,
        beside=tuple(others),
    )


def _file(file: Fields) -> Attached:
    return Attached(
        kind=_kind(file),
        name=whole(file.get("name") or file.get("title") or "file"),
        size=int(file.get("size") or 0),
        source=str(file["id"]),
    )


def _kind(file: Fields) -> str:
    if file.get("subtype") == "slack_audio":
        return "voice"
    family, _, kind = (file.get("mimetype") or "").partition("/")
    return "document" if kind == "svg+xml" else _KINDS.get(family, "document")


# ── changes ───────────────────────────────────────────────────────────────────────────────────────


def _changed(event: Fields, channel: str) -> Content:
    """A revision of their words. That a link unfolds or a thread grows changes none of them."""
    now, before = event["message"], event.get("previous_message") or {}
    message = f"{channel}/{now['ts']}"
    if now.get("subtype") == "tombstone":  # what is left of a deleted message with a thread
        return Deleted(message) if _is_by_person(before) else Nothing()
    if not _is_by_person(now) or now.get("text") == before.get("text"):
        return Nothing()
    return Edited(_words(now), message)


def _deleted(event: Fields, channel: str) -> Content:
    was_theirs = _is_by_person(event.get("previous_message") or {})
    return Deleted(f"{channel}/{event['deleted_ts']}") if was_theirs else Nothing()
