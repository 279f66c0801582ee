"""The HTTP side of the fake: reads a call, checks it, carries it out or refuses, keeps a record."""

import base64
import copy
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from tests.fakes.faults import Fault, Faults
from tests.fakes.slack_api import METHODS, Refused, checked
from tests.fakes.slack_files import receive
from tests.fakes.slack_methods import HANDLERS
from tests.fakes.slack_oauth import Rotation, access, new_grant
from tests.fakes.slack_world import Team, World, caller_of

MOST_BYTES = 50_000_000  # of an upload


@dataclass(slots=True)
class Call:
    """One call that arrived, and what it was answered. `status` 0: no answer went out yet."""

    method: str
    token: str = ""
    given: dict[str, Any] = field(default_factory=dict)
    status: int = 0
    error: str = ""  # the name, or nothing where all is well
    messages: tuple[str, ...] = ()  # what Slack tells about the error
    at: float = field(default_factory=time.monotonic, compare=False)  # seconds


Told = Callable[[Call, dict[str, Any]], None]


class Server:
    """Answers calls for one world. `told` hears of each call that was carried out."""

    def __init__(self, world: World, told: Told) -> None:
        self.world, self.faults, self.rotation = world, Faults(), Rotation()
        self.calls: list[Call] = []
        self.refused: list[Call] = []
        self._told = told

    def routes(self) -> list[web.RouteDef]:
        """The addresses of Slack that an app calls."""
        return [
            web.route("*", "/api/{method}", self._answer),
            web.post("/upload/v1/{file}", self._upload),
            web.get("/files-pri/{place}/{path:.+}", self._download),
            web.get("/oauth/v2/authorize", self._authorize),
        ]

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        call = Call(request.match_info["method"])
        self.calls.append(call)
        try:
            return self._sent(call, await self._called(request, call))
        except Refused as refusal:
            self.refused.append(call)
            return self._sent(call, refusal.answer())
        except _FaultStruck as struck:
            return self._struck(call, struck.fault)

    def _sent(self, call: Call, answer: dict[str, Any]) -> web.Response:
        call.status, call.error = 200, answer.get("error", "")
        call.messages = tuple(answer.get("response_metadata", {}).get("messages", ()))
        return web.json_response(answer)

    def _struck(self, call: Call, fault: Fault) -> web.Response:
        if isinstance(fault.error, str):
            return self._sent(call, {"ok": False, "error": fault.error})
        call.status, call.error = fault.error or 500, "a fault that was asked for"
        if fault.error == 429:
            answer = {"ok": False, "error": "ratelimited"}
            headers = {"Retry-After": str(fault.retry_after)}
            return web.json_response(answer, status=429, headers=headers)
        return web.Response(status=call.status, text="upstream connect error")

    async def _called(self, request: web.Request, call: Call) -> dict[str, Any]:
        if call.method not in METHODS:
            raise Refused("unknown_method", req_method=call.method)
        call.given, call.token = await _read(request)
        fault = self.faults.strike(call.method, self._chat(call.given))
        if fault is not None and not fault.after:
            await _suffer(fault, request)
        result = self._carried_out(call)
        # The answer is fixed now: what is edited later must not change it
        answer = {"ok": True, **copy.deepcopy(result)}
        self._told(call, answer)
        if fault is not None and fault.after:
            await _suffer(fault, request)
        return answer

    def _chat(self, given: dict[str, Any]) -> object:
        """Whom a call is for: a channel, or in direct conversation the person."""
        names = ("channel", "channel_id", "user_id", "users", "user")
        return self.world.partner(next((given[name] for name in names if name in given), None))

    def _carried_out(self, call: Call) -> dict[str, Any]:
        method = METHODS[call.method]
        if method.token == "none":
            return access(self.world, checked(call.method, call.given), self.rotation)
        if call.token == self.world.app_token or method.token == "app":
            return self._connect(call)
        caller = caller_of(self.world, call.token, call.given.get("team_id"))
        if method.scope is not None:
            caller.needs(method.scope)
        call.given = checked(call.method, call.given)
        return HANDLERS[call.method](caller, call.given)

    def _connect(self, call: Call) -> dict[str, Any]:
        """Answer apps.connections.open, the one method for the token of the app itself."""
        if METHODS[call.method].token != "app" or call.token in self.world.grants:
            raise Refused("not_allowed_token_type")
        if call.token != self.world.app_token:
            raise Refused("invalid_auth" if call.token else "not_authed")
        ticket = self.world.new_id("L")
        self.world.tickets.add(ticket)
        address = self.world.address.replace("http", "ws", 1)
        return {"url": f"{address}/link/?ticket={ticket}&app_id={self.world.app_id}"}

    async def _upload(self, request: web.Request) -> web.Response:
        content = await request.read()
        fault = self.faults.strike("upload", None)
        if fault is not None and not await fault.hangs(request):
            return web.Response(status=int(fault.error or 500))
        if not receive(self.world, request.match_info["file"], content):
            return web.Response(status=400, text="Failed - no such upload, or of another length")
        return web.Response(text=f"OK - {len(content)}")

    async def _download(self, request: web.Request) -> web.Response:
        """Give a file's bytes; without a token that may read them, a page to sign in at."""
        fault = self.faults.strike("download", None)
        if fault is not None and not await fault.hangs(request):
            return web.Response(status=int(fault.error or 500))
        team_id, _, file_id = request.match_info["place"].partition("-")
        try:
            caller = caller_of(self.world, _authorization(request, "Bearer"), team_id)
            caller.needs("files:read")
        except Refused:
            return web.Response(
                text="<!DOCTYPE html><title>Sign in</title>", content_type="text/html"
            )
        file = caller.team.files.get(file_id)
        if file is None or file.content is None:
            raise web.HTTPNotFound
        return web.Response(body=file.content, content_type="application/octet-stream")

    async def _authorize(self, request: web.Request) -> web.Response:
        """Stand for the page where somebody allows the app into a workspace: they allow it.

        `team` says which workspace, else the first; `org` whether for the whole organisation.
        """
        asked = request.query
        if asked.get("client_id") != self.world.client_id:
            return web.Response(status=400, text="Invalid client_id parameter")
        teams = self.world.teams
        team: Team = teams[asked["team"]] if "team" in asked else next(iter(teams.values()))
        scopes = asked.get("scope", "").replace(",", " ")
        code, _ = new_grant(self.world, team, scopes, org_wide="org" in asked)
        back = urlencode({"code": code, "state": asked.get("state", "")})
        raise web.HTTPFound(f"{asked['redirect_uri']}?{back}")


class _FaultStruck(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


async def _suffer(fault: Fault, request: web.Request) -> None:
    if not await fault.hangs(request):
        raise _FaultStruck(fault)


async def _read(request: web.Request) -> tuple[dict[str, Any], str]:
    """Read arguments from address and body, and the token from header or arguments."""
    given: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        given |= await _json(request)
    elif request.can_read_body:
        kinds = {"application/x-www-form-urlencoded", "multipart/form-data"}
        if request.content_type not in kinds:
            raise Refused("invalid_post_type")
        given |= dict(await request.post())
    token = given.pop("token", None) or _authorization(request, "Bearer")
    if basic := _authorization(request, "Basic"):
        name, _, secret = base64.b64decode(basic).decode().partition(":")
        given = {"client_id": name, "client_secret": secret, **given}
    return given, str(token)


async def _json(request: web.Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.text())
    except ValueError as error:
        raise Refused("invalid_json") from error
    if not isinstance(body, dict):
        raise Refused("json_not_object")
    if "token" in body:
        # "Tokens should be passed as an HTTP Authorization header" with a JSON body
        raise Refused("not_authed")
    return body


def _authorization(request: web.Request, wanted: str) -> str:
    scheme, _, proof = request.headers.get("Authorization", "").partition(" ")
    return proof.strip() if scheme == wanted else ""
