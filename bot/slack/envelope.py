"""What the inbox needs to know of a payload of Slack, found without reading what it says."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from cxmodel.instants import instant
from cxmodel.records import Received

MICROSECONDS = 1_000_000  # in a second; Slack's timestamps count them
_EVENTS = frozenset({"message", "app_home_opened"})
_ENDS = frozenset({"app_uninstalled", "tokens_revoked"})


class Kind(StrEnum):
    """What a stored body holds."""

    EVENT = "event"
    ACTION = "action"  # a tapped button, a ticked box
    COMMAND = "command"
    SHORTCUT = "shortcut"
    SUBMISSION = "submission"  # a form that was sent off
    FOUND = "found"  # who belongs to the groups that an order named: our own question's answer
    KNOWN = "known"  # time zone and language of whoever is in the chat, as Slack knows them
    NO_FORM = "no_form"  # a shortcut whose form could not be opened


_KINDS = {
    "event_callback": Kind.EVENT,
    "block_actions": Kind.ACTION,
    "shortcut": Kind.SHORTCUT,
    "message_action": Kind.SHORTCUT,
    "view_submission": Kind.SUBMISSION,
}


def installation_key(enterprise: str | None, team: str | None, *, org_wide: bool = False) -> str:
    """Where the app is installed: `T1`, in an Enterprise Grid `E1/T1`, all over it `E1/`.

    Raises ValueError where neither is known.
    """
    if enterprise and (org_wide or team):
        return f"{enterprise}/" if org_wide else f"{enterprise}/{team}"
    if not team:
        raise ValueError("a payload of Slack names its workspace")
    return team


def kind_of(payload: Mapping[str, Any]) -> Kind | None:
    """What Slack sent; None for what we did not ask for."""
    if "command" in payload:
        return Kind.COMMAND
    return _KINDS.get(str(payload.get("type")))


def is_end(payload: Mapping[str, Any]) -> bool:
    """Whether the app is not installed there any more."""
    event = payload.get("event")
    if kind_of(payload) is not Kind.EVENT or not isinstance(event, dict):
        return False
    if event.get("type") == "tokens_revoked":  # those of people who once signed in are not ours
        tokens = event.get("tokens")
        return isinstance(tokens, dict) and bool(tokens.get("bot"))
    return event.get("type") in _ENDS


def received_of(payload: Mapping[str, Any], installation: str, at: datetime) -> Received | None:
    """A payload as a row of the inbox; None where nothing of it is to be kept.

    Not kept: what bots say, ourselves among them, what is said in channels, and events that
    nobody asked for. Raises ValueError where the payload lacks what makes it one.
    """
    kind = kind_of(payload)
    if kind is None or (kind is Kind.EVENT and not _concerns_us(payload.get("event"))):
        return None
    try:
        event, stamp, user = _IDENTIFIED[kind](payload)
    except (KeyError, TypeError, IndexError, AttributeError):
        raise ValueError(f"a payload of kind {kind} lacks what makes it one") from None
    if kind is Kind.EVENT and not user:  # Slack's own doing, such as an unfolded link
        return None
    if not (isinstance(event, str) and isinstance(user, str) and event and user):
        raise ValueError(f"a payload of kind {kind} names its event and its sender")
    position = _microseconds(stamp) if stamp is not None else _now(at)
    return _row(kind, payload, _Event(event, position, user), installation, at)


def found_row(  # noqa: PLR0917 - what a row is made of
    search: str, user: str, words: str, people: Sequence[str], installation: str, at: datetime
) -> Received:
    """Who belongs to the groups that an order of `user` named, as if it had come in.

    `search` is the same however often we look: the order is taken once.
    """
    payload = {"user": user, "words": words, "people": list(people)}
    event = _Event(f"found/{search}", _now(at), user)
    return _row(Kind.FOUND, payload, event, installation, at)


def known_row(  # noqa: PLR0917 - what a row is made of
    search: str, user: str, zone: str, language: str, installation: str, at: datetime
) -> Received:
    """What Slack knows of `user`, as if it had come in; once, however often we look."""
    payload = {"user": user, "zone": zone, "language": language}
    return _row(Kind.KNOWN, payload, _Event(f"known/{search}", _now(at), user), installation, at)


def no_form_row(shortcut: Mapping[str, Any], installation: str, at: datetime) -> Received:
    """A shortcut whose form could not be opened, as if it had come in."""
    event, _, user = _shortcut(shortcut)
    told = _Event(f"no_form/{event}", _now(at), user)
    return _row(Kind.NO_FORM, shortcut, told, installation, at)


def _row(
    kind: Kind, payload: Mapping[str, Any], event: "_Event", installation: str, at: datetime
) -> Received:
    if kind in {Kind.SHORTCUT, Kind.NO_FORM}:  # the message it began from is somebody else's
        payload = {name: value for name, value in payload.items() if name != "message"}
    body = {"type": kind.value, "payload": payload, "at": instant(at)}
    return Received(
        messenger="slack",
        installation=installation,
        event=event.id,
        position=event.position,
        chat=event.user,
        body=json.dumps(body, separators=(",", ":")).encode("ascii"),
        at=at,
    )


@dataclass(frozen=True, slots=True)
class _Event:
    """What a row is known by, where it stands among its neighbours, and whose it is."""

    id: str
    position: int
    user: str


def _concerns_us(event: Any) -> bool:
    if not isinstance(event, dict) or event.get("type") not in _EVENTS:
        return False
    if event["type"] != "message":
        return True
    return event.get("channel_type") == "im" and not any(
        part.get("bot_id") or part.get("subtype") == "bot_message" for part in _layers(event)
    )


def _layers(event: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """A message event, and the messages that it tells of the change or the end of.

    As it was before comes first: what is left of a deleted message with a thread is Slack's own.
    """
    inner = [event.get("previous_message"), event.get("message")]
    return [event, *(part for part in inner if isinstance(part, dict))]


# ── (event's id, its timestamp if it has one, the user) of each kind ──────────────────────────


def _event(payload: Mapping[str, Any]) -> tuple[Any, Any, Any]:
    event = payload["event"]
    layers = [part for part in _layers(event) if part.get("user")]
    user = layers[0]["user"] if layers else None
    return payload["event_id"], event.get("event_ts") or event.get("ts"), user


def _action(payload: Mapping[str, Any]) -> tuple[Any, Any, Any]:
    user, container = payload["user"]["id"], payload["container"]
    stamp = payload["actions"][0]["action_ts"]
    place = container.get("message_ts") or container["view_id"]
    return f"{user}/{place}/{stamp}", stamp, user


def _command(payload: Mapping[str, Any]) -> tuple[Any, Any, Any]:
    return payload["trigger_id"], None, payload["user_id"]


def _shortcut(payload: Mapping[str, Any]) -> tuple[Any, Any, Any]:
    return payload["trigger_id"], payload.get("action_ts"), payload["user"]["id"]


def _submission(payload: Mapping[str, Any]) -> tuple[Any, Any, Any]:
    view = payload["view"]
    return f"{view['id']}/{view['hash']}", None, payload["user"]["id"]


_IDENTIFIED = {
    Kind.EVENT: _event,
    Kind.ACTION: _action,
    Kind.COMMAND: _command,
    Kind.SHORTCUT: _shortcut,
    Kind.SUBMISSION: _submission,
}


def _microseconds(stamp: Any) -> int:
    """A timestamp such as 1700000000.000100 as a whole number.

    >>> _microseconds("1700000000.000100")
    1700000000000100
    """
    seconds, _, rest = str(stamp).partition(".")
    digits = seconds + rest.ljust(6, "0")[:6]
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 18:  # noqa: PLR2004 - a BIGINT
        raise ValueError("a timestamp of Slack is seconds with a fraction")
    return int(digits)


def _now(at: datetime) -> int:
    return int(at.timestamp() * MICROSECONDS)
