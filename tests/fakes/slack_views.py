"""Home tabs and modals: views.open, views.update, views.publish."""

import copy
import time
from typing import Any

from tests.fakes.slack_api import Refused
from tests.fakes.slack_blocks import check_view
from tests.fakes.slack_world import Caller, Team, User, World


def open_view(caller: Caller, given: dict[str, Any]) -> dict[str, Any]:
    """Open a modal for whoever the trigger came from."""
    if "trigger_id" not in given:
        raise Refused("missing_argument", "missing required field: trigger_id")
    check_view(given["view"], "modal")
    trigger = caller.world.spend_trigger(given["trigger_id"])
    if trigger.team not in caller.teams:
        raise Refused("invalid_trigger_id")
    trigger.user.modal_errors = {}
    trigger.user.modal = shown(caller.world, trigger.team, trigger.user, given["view"])
    return {"view": trigger.user.modal}


def update_view(caller: Caller, given: dict[str, Any]) -> dict[str, Any]:
    """Redraw an open view."""
    team, user, before = _find(caller, given)
    if given.get("hash", before["hash"]) != before["hash"]:
        raise Refused("hash_conflict")
    check_view(given["view"], before["type"])
    after = shown(caller.world, team, user, given["view"], before["id"])
    if before["type"] == "home":
        user.home = after
    else:
        user.modal = after
    return {"view": after}


def publish_view(caller: Caller, given: dict[str, Any]) -> dict[str, Any]:
    """Show somebody their Home tab."""
    team, user = caller.user(given["user_id"])
    check_view(given["view"], "home")
    if user.home is not None and given.get("hash", user.home["hash"]) != user.home["hash"]:
        raise Refused("hash_conflict")
    before = user.home["id"] if user.home else None
    user.home = shown(caller.world, team, user, given["view"], before)
    return {"view": user.home}


def shown(
    world: World, team: Team, user: User, view: dict[str, Any], view_id: str | None = None
) -> dict[str, Any]:
    """A view as Slack keeps and returns it, under a new hash."""
    blocks = [{"block_id": f"b{world.number()}", **block} for block in view["blocks"]]
    view_id = view_id or world.new_id("V")
    kept = {
        "callback_id": "",
        "private_metadata": "",
        "external_id": "",
        "clear_on_close": False,
        "notify_on_close": False,
        "submit": None,
        "close": None,
        **copy.deepcopy(view),
        "id": view_id,
        "team_id": team.id,
        "app_id": world.app_id,
        "app_installed_team_id": team.id,
        "bot_id": team.bot_id,
        "blocks": copy.deepcopy(blocks),
        "state": {"values": {}},
        "hash": f"{int(time.time())}.{world.number():08x}",
        "root_view_id": view_id,
        "previous_view_id": None,
    }
    team.views[view_id] = (user, kept)
    world.bell.ring()
    return kept


def _find(caller: Caller, given: dict[str, Any]) -> tuple[Team, User, dict[str, Any]]:
    for team in caller.teams:
        for user, view in team.views.values():
            is_there = view is user.home or view is user.modal
            if is_there and _is_meant(view, given):
                return team, user, view
    raise Refused("not_found")


def _is_meant(view: dict[str, Any], given: dict[str, Any]) -> bool:
    if "view_id" in given:
        return bool(view["id"] == given["view_id"])
    return "external_id" in given and bool(view["external_id"] == given["external_id"])
