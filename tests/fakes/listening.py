"""One way to serve an aiohttp application in a test that leaves no socket open."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web


@asynccontextmanager
async def serving(app: web.Application, port: int = 0, **runner: Any) -> AsyncIterator[str]:
    """Serve `app` on this machine, at a free port unless one is given; its address.

    `runner` holds options of `web.AppRunner`. On the way out nobody new is let in first, whatever
    the caller's block raised.
    """
    served = web.AppRunner(app, access_log=None, **runner)
    with socket.create_server(("127.0.0.1", port)) as listener:
        try:
            await served.setup()
            await web.SockSite(served, listener).start()
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            await _let_in_who_knocked(listener)
            await served.cleanup()


async def _let_in_who_knocked(listener: socket.socket) -> None:
    """Accept nobody more, and see those through who are being accepted.

    asyncio accepts in one step of the loop and hands the connection to the server in the next; a
    server closed between the two drops it unclosed, which Python tells a random later test
    (`BaseSelectorEventLoop._accept_connection2`, `Server._attach`).
    """
    asyncio.get_running_loop().remove_reader(listener)
    for _ in range(3):  # the acceptance's first step, the transport's, its protocol's
        await asyncio.sleep(0)
