"""Payloads as Slack sends them, for one person in one direct conversation."""

import json
from typing import Any

from bot.messenger import Content, Delivery
from bot.slack.reading import read

ANN = {"id": "U1", "username": "ann", "name": "ann", "team_id": "T1"}
DM = "D1"
PROMPT = "1700000000.000100"


def stored(kind: str, payload: dict[str, Any]) -> bytes:
    return json.dumps({"type": kind, "payload": payload, "at": "2026-11-22T10:00:00.000Z"}).encode()


def delivery(kind: str, payload: dict[str, Any], installation: str = "T1") -> Delivery:
    return read(stored(kind, payload), installation)


def event(inner: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "event_callback",
        "team_id": "T1",
        "event_id": "Ev1",
        "is_ext_shared_channel": False,
        "event": inner,
        **more,
    }


def message(text: str = "", **more: Any) -> dict[str, Any]:
    said = {"type": "message", "channel_type": "im", "channel": DM, "user": "U1", "team": "T1"}
    return {**said, "ts": "1700000001.000200", "text": text, **more}


def heard(text: str = "", **more: Any) -> Content:
    return delivery("event", event(message(text, **more))).content


def changed(now: dict[str, Any], before: dict[str, Any]) -> Content:
    inner = {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "channel_type": "im",
        "channel": DM,
        "ts": "1700000002.000300",
        "message": {"type": "message", "user": "U1", "ts": "1700000001.000200", **now},
        "previous_message": {"type": "message", "user": "U1", "ts": "1700000001.000200", **before},
    }
    return delivery("event", event(inner)).content


def tap(action: dict[str, Any], state: dict[str, Any] | None = None) -> dict[str, Any]:
    """A click below a prompt. `state`: the elements of its message by action id."""
    values = {f"b{n}": {name: element} for n, (name, element) in enumerate((state or {}).items())}
    return {
        "type": "block_actions",
        "user": ANN,
        "team": {"id": "T1", "domain": "home"},
        "enterprise": None,
        "container": {"type": "message", "message_ts": PROMPT, "channel_id": DM},
        "channel": {"id": DM, "name": "directmessage"},
        "state": {"values": values},
        "actions": [{"block_id": "b0", "action_ts": "1700000003.000400", **action}],
    }


def on_home(action: dict[str, Any]) -> dict[str, Any]:
    view = {"id": "V1", "type": "home"}
    container = {"type": "view", "view_id": "V1"}
    return {**tap(action), "container": container, "channel": None, "view": view}


def pressed(element: dict[str, Any]) -> dict[str, Any]:
    """The action of a button that was built."""
    return {name: element[name] for name in ("type", "action_id", "value")}


def picked(element: dict[str, Any], position: int) -> dict[str, Any]:
    """The action of an option taken from a menu."""
    option = element["options"][position]
    return {"type": element["type"], "action_id": element["action_id"], "selected_option": option}


def ticked(element: dict[str, Any], *positions: int) -> dict[str, Any]:
    """A checklist as it stands, as action or in the state."""
    options = [element["options"][position] for position in positions]
    return {"type": element["type"], "action_id": element["action_id"], "selected_options": options}


def command(text: str) -> dict[str, Any]:
    who = {"user_id": "U1", "user_name": "ann", "team_id": "T1"}
    return {**who, "command": "/journey", "text": text, "channel_id": DM, "trigger_id": "1.2.3"}


def submission(view: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """A form that was sent off, with what was put into its elements by action id."""
    state = {f"b{n}": {name: value} for n, (name, value) in enumerate(values.items())}
    sent = {**view, "id": "V1", "hash": "1.a", "state": {"values": state}}
    return {"type": "view_submission", "user": ANN, "team": {"id": "T1"}, "view": sent}
