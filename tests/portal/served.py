"""The pages served for real: uvicorn in a thread, a SQLite file, answers put in by the store."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from bot.portal.pages import portal_routes
from cxmodel.store import Store
from cxmodel.vault import Vault
from reports.exports import Look


@dataclass(frozen=True)
class Page:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Portal:
    """A running server and a client that says exactly what it is told to say."""

    store: Store
    port: int
    family: socket.AddressFamily = socket.AF_INET
    templates: Path | None = field(default=None)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(
        self, path: str, host: str | None = "", method: str = "GET", peer: str = "", **headers: str
    ) -> Page:
        """Ask for a page; `host` None leaves the Host header out, `peer` is the address to call."""
        address = peer or ("::1" if self.family is socket.AF_INET6 else "127.0.0.1")
        connection = HTTPConnection(address, self.port, timeout=10)
        with closing(connection):
            connection.putrequest(method, path, skip_host=True)
            if host is not None:
                connection.putheader("Host", host or f"127.0.0.1:{self.port}")
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            answer = connection.getresponse()
            headers_seen = {k.lower(): v for k, v in answer.getheaders()}
            return Page(answer.status, headers_seen, answer.read())


def new_store(folder: Path) -> Store:
    store = Store.connect(f"sqlite:///{folder / 'desirepath.db'}", Vault("k" * 40))
    store.upgrade()
    return store


@contextmanager
def served(
    store: Store,
    family: socket.AddressFamily = socket.AF_INET,
    address: str = "127.0.0.1",
    templates: Path | None = None,
) -> Iterator[Portal]:
    """The portal's routes at a free port for as long as the context lasts."""
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.bind((address, 0))
    app = Starlette(routes=portal_routes(store, Look(templates=templates)))
    config = uvicorn.Config(
        app, log_config=None, access_log=False, proxy_headers=False, ws="none", lifespan="off"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.005)
    try:
        yield Portal(store, listener.getsockname()[1], family)
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()
