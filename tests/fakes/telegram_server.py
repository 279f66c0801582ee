"""The HTTP side of the fake: reads a call, checks it, carries it out or refuses, keeps a record."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import BodyPartReader, web

from tests.fakes.faults import Fault, Faults
from tests.fakes.telegram_api import METHODS, NAMES, Refusal, Upload, bad, checked
from tests.fakes.telegram_faults import refusal
from tests.fakes.telegram_methods import HANDLERS, get_updates
from tests.fakes.telegram_world import World

MOST_BYTES = 50_000_000  # of an upload


@dataclass(slots=True)
class Call:
    """One call that arrived, and what it was answered. `code` 0: no answer went out yet."""

    method: str
    given: dict[str, Any]
    code: int = 0
    description: str = ""


class Server:
    """Answers calls for one world."""

    def __init__(self, world: World) -> None:
        self.world, self.faults = world, Faults()
        self.calls: list[Call] = []
        self.refused: list[Call] = []

    def routes(self) -> list[web.RouteDef]:
        """The addresses of the Bot API, any verb as there."""
        return [
            web.route("*", "/bot{token:[^/]+}/{method}", self._answer),
            web.get("/file/bot{token:[^/]+}/{path:.+}", self._file),
        ]

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        call = Call(request.match_info["method"], {})
        self.calls.append(call)
        try:
            result = await self._called(request, call)
        except Refusal as refusal:
            call.code, call.description = refusal.code, refusal.description
            self.refused.append(call)
            return web.json_response(refusal.answer(), status=refusal.code)
        except _FaultStruck as struck:
            call.code, call.description = struck.refusal.code, "a fault that was asked for"
            return web.json_response(struck.refusal.answer(), status=struck.refusal.code)
        call.code = 200
        return web.json_response({"ok": True, "result": result})

    async def _called(self, request: web.Request, call: Call) -> Any:
        if request.match_info["token"] != self.world.token:
            raise Refusal(401, "Unauthorized")
        if call.method.lower() not in METHODS:
            raise Refusal(404, "Not Found")
        call.method = NAMES[call.method.lower()]
        call.given, as_text = await _read(request)
        fault = self.faults.strike(call.method, _chat_of(call.given))
        if fault is not None and not fault.after:
            await _suffer(fault, request)
        call.given = checked(call.method, call.given, as_text=as_text)
        result = await self._carried_out(call)
        # The answer is fixed now: what is edited later must not change it
        answer = json.loads(json.dumps(result))
        if fault is not None and fault.after:
            await _suffer(fault, request)
        return answer

    async def _carried_out(self, call: Call) -> Any:
        if call.method == "getUpdates":
            return await get_updates(self.world, call.given)
        return HANDLERS[call.method.lower()](self.world, call.given)

    async def _file(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.world.token:
            raise web.HTTPNotFound
        for path, content in self.world.files.values():
            if path == request.match_info["path"]:
                return web.Response(body=content, content_type="application/octet-stream")
        raise web.HTTPNotFound


class _FaultStruck(Exception):
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal


async def _suffer(fault: Fault, request: web.Request) -> None:
    if not await fault.hangs(request):
        raise _FaultStruck(refusal(fault))


async def _read(request: web.Request) -> tuple[dict[str, Any], bool]:
    """Read parameters from address and body; whether they came as text."""
    given: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = await request.json()
        except ValueError as error:
            raise bad("can't parse JSON object") from error
        if not isinstance(body, dict):
            raise bad("can't parse JSON object")
        if given:
            raise bad("parameters in address and JSON body at once (the fake is strict)")
        return body, False
    if request.content_type == "multipart/form-data":
        return given | await _parts(request), True
    return given | dict(await request.post()), True


async def _parts(request: web.Request) -> dict[str, Any]:
    """Read a multipart form; "attach://name" stands for the part of that name."""
    fields: dict[str, Any] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise bad("nested multipart bodies are not understood (the fake is strict)")
        content = bytes(await part.read())
        if part.filename is None:
            fields[part.name] = content.decode()
        else:
            kind = part.headers.get("Content-Type", "application/octet-stream")
            fields[part.name] = Upload(part.filename, content, kind)
    return _attached(fields)


def _attached(fields: Mapping[str, Any]) -> dict[str, Any]:
    names = {
        name: value.removeprefix("attach://")
        for name, value in fields.items()
        if isinstance(value, str) and value.startswith("attach://")
    }
    if missing := set(names.values()) - fields.keys():
        raise bad(f"can't find the attached file {min(missing)}")
    used = set(names.values())
    kept = {name: value for name, value in fields.items() if name not in used}
    return kept | {name: fields[attached] for name, attached in names.items()}


def _chat_of(given: Mapping[str, Any]) -> object:
    chat = given.get("chat_id")
    return int(chat) if isinstance(chat, str) and chat.lstrip("-").isdigit() else chat
