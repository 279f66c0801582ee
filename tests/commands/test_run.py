import http.client
import json
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.desk import Desk

NewDatabase = Callable[[], str]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_server_answers_and_ends_cleanly(desk: Desk, number: signal.Signals) -> None:
    with desk.serves() as server:
        assert server.said[0] == "The database was empty: the sample study is loaded.\n"
        assert server.get("/healthz") == (200, "ok\n")
        status, ready = server.get("/readyz")
        assert (status, json.loads(ready)) == (200, {"ready": True, "database": "ok"})
        assert "desirepath_inbox_open 0.0\n" in server.get("/metrics")[1]
        assert server.get("/")[0] == 200
        assert server.get("/nowhere")[0] == 404

        ran = server.ends(number)
    assert (ran.code, ran.err) == (0, "")


def test_an_idle_connection_is_still_served_and_does_not_hold_up_the_end(desk: Desk) -> None:
    """Proxies send a tap over the connection that is idle; what is lost there is not repeated."""
    with desk.serves() as server:
        proxy = http.client.HTTPConnection(server.address.removeprefix("http://"), timeout=20)
        proxy.connect()
        connection = proxy.sock
        for idle_for in (0.0, 6.5):  # uvicorn's own limit is 5 s
            time.sleep(idle_for)
            proxy.request("GET", "/healthz")
            assert proxy.getresponse().read() == b"ok\n"
            assert proxy.sock is connection

        began = time.monotonic()
        assert server.ends(signal.SIGTERM).code == 0
        assert time.monotonic() - began < 4  # of the 5 s that requests under way are given
        proxy.close()


def test_the_sample_is_loaded_once(desk: Desk) -> None:
    with desk.serves() as server:
        assert len(server.said) == 2
    with desk.serves() as server:
        assert len(server.said) == 1


def test_only_one_server_serves_a_sqlite_file_and_commands_work_beside_it(desk: Desk) -> None:
    with desk.serves() as server:
        assert desk.is_refused("run", "--port", 0).startswith("another `desirepath run` serves")
        ran = desk.runs("chat", "tour.yaml", stdin="yes\na map\n")
        assert ran.code == 0
        assert "How did you feel?" in ran.out
        assert server.get("/readyz")[0] == 200
        server.process.kill()
        server.process.wait()
    with desk.serves():
        pass  # the lock went with its holder


def test_two_servers_share_postgresql(desk: Desk, postgres_url: NewDatabase) -> None:
    shared = desk.beside(DESIREPATH_DATABASE_URL=postgres_url())
    with shared.serves() as one, shared.serves() as other:
        for server in (one, other):
            assert server.get("/readyz")[0] == 200
        assert [server.ends(signal.SIGTERM).code for server in (one, other)] == [0, 0]


def test_a_database_that_is_locked_is_seen_at_readyz(desk: Desk) -> None:
    with desk.serves() as server:
        other = sqlite3.connect(desk.folder / "home" / "desirepath.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        status, body = server.get("/readyz")
        assert (status, json.loads(body)["database"]) == (503, "cannot store")
        assert server.get("/healthz")[0] == 200

        other.execute("ROLLBACK")
        other.close()
        _until(lambda: server.get("/readyz")[0] == 200)


def test_telegram_that_is_away_does_not_keep_the_server_down(desk: Desk, tmp_path: Path) -> None:
    token = "123456789:AAHcanaryvCH1vGWJxfSeofSAs0K5PALDsaw"
    away = desk.beside(
        TELEGRAM_BOT_TOKEN=token,
        TELEGRAM_API_URL="http://127.0.0.1:1",
        DESIREPATH_LOG="json,debug",
    )
    with away.serves() as server:
        _until(lambda: json.loads(server.get("/readyz")[1])["telegram"].startswith("off: "))
        ran = server.ends(signal.SIGTERM)

    assert ran.code == 0
    assert "messenger.unreachable" in ran.err
    assert "canary" not in ran.err + "".join(server.said)


def _until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.1)
