"""Installing the app by OAuth, and tokens that rotate.

Source: https://docs.slack.dev/authentication/installing-with-oauth and
https://docs.slack.dev/authentication/using-token-rotation
"""

import time
from dataclasses import dataclass
from typing import Any

from tests.fakes.slack_api import Refused
from tests.fakes.slack_world import SCOPES, Grant, Team, World

_EXPIRES_IN = 43_200.0  # seconds: 12 hours


@dataclass(slots=True)
class Rotation:
    """Whether tokens made from now on rotate, and how long they last."""

    on: bool = False
    expires_in: float = _EXPIRES_IN  # seconds


def new_grant(
    world: World, team: Team, scopes: str = SCOPES, *, org_wide: bool = False
) -> tuple[str, Grant]:
    """A workspace's or its organisation's consent: a code, and what it will be exchanged for."""
    grant = Grant(
        token="",
        scopes=frozenset(scopes.split()),
        team=None if org_wide else team.id,
        enterprise=team.enterprise,
        is_org_wide=org_wide,
    )
    code = f"{world.number()}.{world.number()}.{world.number():064x}"
    world.codes[code] = grant
    return code, grant


def issue(world: World, grant: Grant, rotation: Rotation) -> None:
    """Give a grant its token, and where tokens rotate one to refresh it with."""
    number = world.number()
    grant.token = f"xoxb-{number:012d}-{number:012d}-fake{number:020d}"
    if rotation.on:
        grant.token = f"xoxe.xoxb-1-{number:040d}"
        grant.refresh = f"xoxe-1-{number:040d}"
        grant.expires_at = time.time() + rotation.expires_in
    world.grants[grant.token] = grant


def access(world: World, given: dict[str, Any], rotation: Rotation) -> dict[str, Any]:
    """Exchange a code, or a refresh token, for a token."""
    if given.get("client_id") != world.client_id:
        raise Refused("invalid_client_id")
    if given.get("client_secret") != world.client_secret:
        raise Refused("bad_client_secret")
    match given.get("grant_type", "authorization_code"):
        case "authorization_code":
            grant = _exchanged(world, given.get("code", ""))
        case "refresh_token":
            grant = _refreshed(world, given.get("refresh_token", ""))
        case _:
            raise Refused("invalid_grant_type")
    issue(world, grant, rotation)
    return _answer(world, grant)


def _exchanged(world: World, code: str) -> Grant:
    if code in world.used_codes:
        raise Refused("code_already_used")
    if code not in world.codes:
        raise Refused("invalid_code")
    world.used_codes.add(code)
    return world.codes.pop(code)


def _refreshed(world: World, refresh: str) -> Grant:
    """The successor of a grant; its refresh token is used up, its token lasts on for a while."""
    for old in world.grants.values():
        if refresh and old.refresh == refresh and not old.is_revoked:
            old.refresh = None
            return Grant("", old.scopes, old.team, old.enterprise, old.is_org_wide)
    raise Refused("invalid_refresh_token")


def _answer(world: World, grant: Grant) -> dict[str, Any]:
    team = world.teams_of(grant)[0]
    enterprise = {"id": team.enterprise, "name": "The organisation"} if team.enterprise else None
    rotating = {}
    if grant.refresh is not None and grant.expires_at is not None:
        left = round(grant.expires_at - time.time())
        rotating = {"refresh_token": grant.refresh, "expires_in": left}
    return {
        "access_token": grant.token,
        "token_type": "bot",
        "scope": ",".join(sorted(grant.scopes)),
        "bot_user_id": team.bot.id,
        "app_id": world.app_id,
        "team": None if grant.is_org_wide else {"id": team.id, "name": team.name},
        "enterprise": enterprise,
        "is_enterprise_install": grant.is_org_wide,
        "authed_user": {"id": "U0INSTALLER"},
        **rotating,
    }
