"""/healthz: the process lives. /readyz: answers can be stored. /metrics: for Prometheus."""

import asyncio
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Gauge, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

if TYPE_CHECKING:
    from bot.app import House

PATIENCE = 2.0  # seconds for the database to take a write

_GAUGES = {
    "inbox_open": "Updates stored and not yet worked through",
    "inbox_poison": "Updates set aside after five failures",
    "outbox_unsent": "Messages that wait to be sent",
    "outbox_dead": "Messages that the platform refused for good",
}


def health_routes(house: "House") -> list[BaseRoute]:
    """The three routes, over the parts of one server."""

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def readyz(_: Request) -> Response:
        try:
            async with asyncio.timeout(PATIENCE):
                await house.writer.run(_try_write)
            stored = True
        except Exception:  # noqa: BLE001 - whatever it is, we are not ready
            stored = False
        body = {
            "ready": stored,
            "database": "ok" if stored else "cannot store",
            **house.messenger_states(),
        }
        return JSONResponse(body, status_code=200 if stored else 503)

    def _try_write() -> None:
        with house.store.writing():
            pass

    async def metrics(_: Request) -> Response:
        registry = CollectorRegistry()
        counts = await asyncio.to_thread(_health)
        for name, text in _GAUGES.items():
            Gauge(f"desirepath_{name}", text, registry=registry).set(getattr(counts, name))
        return Response(generate_latest(registry), media_type="text/plain; version=0.0.4")

    def _health() -> object:
        with house.store.reading() as reading:
            return reading.health()

    return [
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        Route("/metrics", metrics),
    ]
