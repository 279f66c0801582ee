"""A finger on something of the app's: finds the element, and tells the app what was done to it."""

import copy
from collections.abc import Iterable
from typing import Any

from tests.fakes.slack_events import Delivery
from tests.fakes.slack_payloads import interaction
from tests.fakes.slack_screen import Pair, Seen, elements, options, words
from tests.fakes.slack_world import Channel, Team, User, World

_MANY = {"checkboxes", "multi_static_select"}
_ONE = {"static_select", "radio_buttons"}
_WRITTEN = {"plain_text_input", "number_input"}


def only(part: str, labels: Iterable[str]) -> str | None:
    """The label that is `part`, else the only one that contains it, in any case."""
    labels = list(labels)
    if part in labels:
        return part
    found = [label for label in labels if part.casefold() in label.casefold()]
    return found[0] if len(found) == 1 else None


def button(seen: Seen, label: str, team: Team) -> Pair | None:
    """Find a button by its label."""
    named = {
        words(element["text"], team): (block, element)
        for block, element in elements(seen.blocks)
        if element["type"] == "button"
    }
    found = only(label, named)
    return named[found] if found is not None else None


def option(
    seen: Seen, label: str, kinds: Iterable[str], team: Team
) -> tuple[Pair, dict[str, Any]] | None:
    """Find an option by its label, in an element of one of these kinds."""
    named = {
        words(each["text"], team): ((block, element), each)
        for block, element in elements(seen.blocks)
        if element["type"] in kinds
        for each in options(element)
    }
    found = only(label, named)
    return named[found] if found is not None else None


def chosen(user: User, place: str, pair: Pair) -> dict[str, Any]:
    """What is chosen or written in an element just now, as `state.values` tells it."""
    block, element = pair
    kind = element["type"]
    key = (place, block["block_id"], element["action_id"])
    if key in user.chosen:
        return user.chosen[key]
    if kind in _MANY:
        return {"type": kind, "selected_options": element.get("initial_options", [])}
    if kind in _ONE:
        return {"type": kind, "selected_option": element.get("initial_option")}
    if kind in _WRITTEN:
        return {"type": kind, "value": element.get("initial_value")}
    return {"type": kind, "value": None}


def choose(user: User, place: str, pair: Pair, value: dict[str, Any]) -> None:
    """Keep what was chosen or written until the message or view is gone."""
    block, element = pair
    user.chosen[place, block["block_id"], element["action_id"]] = {"type": element["type"], **value}


def state(user: User, place: str, blocks: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """All that is chosen in a message or view, by block id and action id."""
    values: dict[str, dict[str, Any]] = {}
    for block, element in elements(blocks):
        if element["type"] not in {"button", "overflow"}:
            kept = chosen(user, place, (block, element))
            values.setdefault(block["block_id"], {})[element["action_id"]] = kept
    return {"values": copy.deepcopy(values)}


def action(pair: Pair, done: dict[str, Any]) -> dict[str, Any]:
    """What was done to an element: `done` holds what its kind adds."""
    block, element = pair
    ids = {"action_id": element["action_id"], "block_id": block["block_id"]}
    return {"type": element["type"], **ids, **done}


def acted(world: World, team: Team, user: User, seen: Seen, action: dict[str, Any]) -> Delivery:
    """Tell the app of an action."""
    action = {**action, "action_ts": world.new_ts()}
    where = _in_message(world, team, user, seen) if seen.place == "message" else {}
    if seen.place != "message":
        view = user.home if seen.place == "home" else user.modal
        assert view is not None, "the view is closed"
        shown = {**view, "state": state(user, view["id"], view["blocks"])}
        where = {"container": {"type": "view", "view_id": view["id"]}, "view": shown}
    return interaction(world, team, user, "block_actions", **where, actions=[action])


def _in_message(world: World, team: Team, user: User, seen: Seen) -> dict[str, Any]:
    channel = _channel(team, seen)
    container = {
        "type": "message",
        "message_ts": seen.ts,
        "channel_id": channel.id,
        "is_ephemeral": seen.ephemeral,
    }
    # Of an ephemeral message the app is told no more than this: Slack does not keep it
    kept = channel.messages.get(seen.ts)
    message = {"message": kept} if kept is not None and not seen.ephemeral else {}
    return {
        "container": container,
        "channel": {"id": channel.id, "name": channel.name},
        **message,
        "state": state(user, seen.ts, seen.blocks),
        "response_url": f"{world.address}/actions/{world.number()}",
    }


def _channel(team: Team, seen: Seen) -> Channel:
    return team.channels[seen.id.partition("/")[0]]


def filled(user: User, view: dict[str, Any], values: dict[str, Any], team: Team) -> None:
    """Fill a modal in: by label, block id or action id of an input; a value, or options' labels.

    An AssertionError says where the app would not let somebody send it: an input left empty.
    """
    inputs = [(block, e) for block, e in elements(view["blocks"]) if block["type"] == "input"]
    for name, value in values.items():
        pairs = [pair for pair in inputs if name in _names(pair, team)]
        assert pairs, f"no input {name!r} in {[_names(pair, team) for pair in inputs]}"
        choose(user, view["id"], pairs[0], _value(pairs[0][1], value, team))
    for block, element in inputs:
        kept = {k: v for k, v in chosen(user, view["id"], (block, element)).items() if k != "type"}
        is_empty = not any(kept.values())
        assert not is_empty or block.get("optional"), f"{_names((block, element), team)} is empty"


def _names(pair: Pair, team: Team) -> tuple[str, str, str]:
    block, element = pair
    return words(block["label"], team), block["block_id"], element["action_id"]


def _value(element: dict[str, Any], value: Any, team: Team) -> dict[str, Any]:
    if element["type"] in _WRITTEN:
        longest = element.get("max_length", 3000)
        assert len(value) <= longest, f"the app takes {longest} characters"
        return {"value": value}
    by_label = {words(each["text"], team): each for each in options(element)}
    if element["type"] in _MANY:
        return {"selected_options": [by_label[label] for label in value]}
    assert element["type"] in _ONE, f"the fake cannot fill in a {element['type']}"
    return {"selected_option": by_label[value]}
