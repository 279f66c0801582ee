"""Socket Mode: WebSockets that the app opened, over which payloads come in envelopes.

Source: https://docs.slack.dev/apis/events-api/using-socket-mode, slack_sdk.socket_mode
"""

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from aiohttp import WSMsgType, web

from tests.fakes.slack_events import Attempt, Delivery
from tests.fakes.slack_world import World

MOST_CONNECTIONS = 10
_REASONS = {"": "", "http_timeout": "timeout"}  # as events over HTTP call it: as envelopes do


@dataclass(slots=True, eq=False)
class Connection:
    """One WebSocket of the app's."""

    socket: web.WebSocketResponse
    request: web.Request
    received: list[str] = field(default_factory=list)  # envelope ids that went out over it


@dataclass(slots=True, eq=False)
class Sockets:
    """All connections of the app; each envelope goes out over one of them, in turn."""

    world: World
    patience: float = 3.0  # seconds until an envelope counts as not acknowledged
    open: list[Connection] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)  # envelope ids, in order
    ghosts: int = 0  # connections that Slack counts though nobody is there
    _waiting: dict[str, asyncio.Future[Any]] = field(default_factory=dict)
    _turn: int = 0

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/link/", self._connect)]

    async def _connect(self, request: web.Request) -> web.WebSocketResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self.world.tickets:
            raise web.HTTPForbidden
        self.world.tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if len(self.open) + self.ghosts >= MOST_CONNECTIONS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        connection = Connection(socket, request)
        self.open.append(connection)
        await socket.send_json(self._hello())
        self.world.bell.ring()
        try:
            await self._listen(connection)
        finally:
            self.open.remove(connection)
            self.world.bell.ring()
        return socket

    def _hello(self) -> dict[str, Any]:
        return {
            "type": "hello",
            "num_connections": len(self.open) + self.ghosts,
            "debug_info": {"host": "applink-fake", "approximate_connection_time": 18_060},
            "connection_info": {"app_id": self.world.app_id},
        }

    async def _listen(self, connection: Connection) -> None:
        async for incoming in connection.socket:
            if incoming.type is not WSMsgType.TEXT:
                continue
            told = json.loads(incoming.data)
            waiting = self._waiting.get(told.get("envelope_id", ""))
            self.acknowledged.append(told["envelope_id"])
            if waiting is not None and not waiting.done():
                waiting.set_result(told.get("payload"))

    async def send(self, delivery: Delivery, number: int, reason: str) -> Attempt:
        """Send one envelope and wait for its acknowledgement."""
        began, envelope_id = time.monotonic(), str(uuid4())

        def attempt(why: str, body: Any = None) -> Attempt:
            seconds = time.monotonic() - began
            return Attempt(number, began, seconds, why, 0 if why else 200, body)

        if self.ghosts and self._turn % (len(self.open) + self.ghosts) >= len(self.open):
            self._turn += 1
            await asyncio.sleep(self.patience)
            return attempt("http_timeout")
        if not self.open:
            return attempt("connection_failed")
        connection = self.open[self._turn % len(self.open)]
        self._turn += 1
        self._waiting[envelope_id] = asyncio.get_running_loop().create_future()
        connection.received.append(envelope_id)
        try:
            async with asyncio.timeout(self.patience):
                await connection.socket.send_json(_envelope(envelope_id, delivery, number, reason))
                return attempt("", await self._waiting[envelope_id])
        except (TimeoutError, ConnectionError):
            return attempt("http_timeout")
        finally:
            del self._waiting[envelope_id]

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask every connection to come back as a new one; the old ones are closed soon."""
        for connection in list(self.open):
            await connection.socket.send_json({"type": "disconnect", "reason": reason})

    def drop(self) -> None:
        """Cut every connection without a word."""
        for connection in list(self.open):
            if connection.request.transport is not None:
                connection.request.transport.abort()

    async def close(self) -> None:
        """Close all connections."""
        for connection in list(self.open):
            await connection.socket.close()


def _envelope(envelope_id: str, delivery: Delivery, number: int, reason: str) -> dict[str, Any]:
    retry = {"retry_attempt": number, "retry_reason": _REASONS.get(reason, reason)}
    is_event = delivery.kind == "events_api"
    return {
        "envelope_id": envelope_id,
        "type": delivery.kind,
        "payload": delivery.payload,
        "accepts_response_payload": not is_event,
        **(retry if is_event else {}),
    }
