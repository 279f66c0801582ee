"""Running the server: one for a SQLite file, signals that end it cleanly, addresses printed."""

import asyncio
import fcntl
import gc
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from bot.app import House
from bot.logs import set_up_logs
from bot.sample import load_sample
from bot.settings import Settings
from bot.workplace import known_flows, open_store
from cxmodel.errors import Misconfigured, Refused, SendFailed
from cxmodel.store import Store

KEEP_ALIVE = 150  # seconds; no proxy may find its idle connection closed: Caddy holds them for 120
CHECK_PATIENCE = 2.0  # seconds for a platform to answer at start; then it is tried meanwhile


def serve(settings: Settings, host: str | None, port: int | None) -> None:
    """Serve until SIGINT or SIGTERM, then end cleanly. Raises Refused or Misconfigured before."""
    set_up_logs(settings.log)
    known_flows(settings)  # raises where their folder is not there
    store = open_store(settings)
    try:
        with (
            _only_server(settings, store),
            _listening(host or settings.host, settings.port if port is None else port) as listener,
        ):
            _refuse_damage(store)
            if not store.is_shared:  # a predecessor that was killed cannot give its leases back
                with store.writing() as work:
                    work.free_leases()
            if load_sample(store):
                print("The database was empty: the sample study is loaded.", flush=True)
            house = House(settings, store)
            asyncio.run(_check(house))
            _serve(house.app(), listener)
    finally:
        store.close()


def _serve(app: ASGIApp, listener: socket.socket) -> None:
    _calm_collector()
    config = uvicorn.Config(
        app,
        lifespan="on",
        log_config=None,
        access_log=False,
        proxy_headers=False,  # the pages' guard looks at the real peer
        server_header=False,
        timeout_graceful_shutdown=5,
        timeout_keep_alive=KEEP_ALIVE,
        ws="none",
    )
    server = _Server(config)
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(server.serve(sockets=[listener]))
    if not server.started:
        raise Refused("the server could not start; the lines above say why")


def _calm_collector() -> None:
    """What was loaded at start is never garbage, and what a turn makes is freed by its counts.

    At Python's own threshold the collector took a tenth of a turn.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


class _Server(uvicorn.Server):
    """uvicorn's server, which would raise the signal again once it has ended."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._end)
        yield
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)

    def _end(self) -> None:
        """End cleanly, however often it is asked for: a second Ctrl-C only repeats the first."""
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and sockets:
            host, port = sockets[0].getsockname()[:2]
            shown = f"[{host}]" if ":" in host else host
            print(
                f"Researcher's pages and health: http://{shown}:{port}/  (Ctrl-C ends)", flush=True
            )


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise Misconfigured(
            f"DESIREPATH_HOST, DESIREPATH_PORT: cannot listen at {host}:{port} "
            f"({error.strerror}); choose others with --host and --port"
        ) from None
    with listener:
        yield listener


@contextmanager
def _only_server(settings: Settings, store: Store) -> Iterator[None]:
    """SQLite serves one `run`; a lock file holds that."""
    if store.is_shared:
        yield
        return
    file = Path(f"{settings.database_url.removeprefix('sqlite:///')}.run.lock")
    with file.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Refused(
                "another `desirepath run` serves this SQLite database; end it first, or set "
                "DESIREPATH_DATABASE_URL to PostgreSQL to run several"
            ) from None
        yield


def _refuse_damage(store: Store) -> None:
    problems = store.check()
    if problems:
        raise Refused(f"{problems[0]}; restore the database from a backup")


async def _check(house: House) -> None:
    """A refused token ends the start; a platform that cannot be reached does not."""
    for platform in house.platforms:
        try:
            async with asyncio.timeout(CHECK_PATIENCE):
                print(await platform.check(), flush=True)
        except (SendFailed, TimeoutError):
            told = f"{platform.name.capitalize()} cannot be reached now; it is tried again."
            print(told, file=sys.stderr, flush=True)
