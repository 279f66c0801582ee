import socket
import threading
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.types import Scope

from bot.portal.guard import is_local
from bot.portal.pages import portal_routes
from cxmodel.store import Store
from reports.exports import Look
from tests.portal.served import Portal, served

PAGES = ["/", "/static/portal.css", "/studies/training-sample", "/studies/training-sample/map"]
FILES = ["/studies/training-sample/map.json", "/studies/training-sample/map.html", "/studies/a/b"]


@pytest.mark.parametrize("path", PAGES)
def test_this_machine_is_let_in(portal: Portal, path: str) -> None:
    assert portal.get(path).status == 200


@pytest.mark.parametrize("path", [*PAGES, *FILES])
def test_every_page_is_behind_the_guard(portal: Portal, path: str) -> None:
    answer = portal.get(path, host="journeys.example.org")

    assert answer.status == 403
    assert "ssh -L" in answer.text
    assert len(answer.text.splitlines()) == 1


@pytest.mark.parametrize(
    ("host", "status"),
    [
        pytest.param("localhost", 200, id="a name for this machine"),
        pytest.param("LocalHost:8080", 200, id="any case, any port: a tunnel has its own"),
        pytest.param("127.0.0.1", 200, id="no port"),
        pytest.param("127.1.2.3:9000", 200, id="all of 127.0.0.0/8"),
        pytest.param("[::1]:8080", 200, id="IPv6 with a port"),
        pytest.param("[::1]", 200, id="IPv6 without one"),
        pytest.param("example.org", 403, id="foreign"),
        pytest.param("localhost.evil.com", 403, id="begins like localhost"),
        pytest.param("evil-localhost", 403, id="ends like localhost"),
        pytest.param("127.0.0.1.evil.com", 403, id="begins like an address"),
        pytest.param("127.0.0.1.nip.io:80", 403, id="a name that leads here"),
        pytest.param("127.0.0.1@evil.com", 403, id="an address as a user's name"),
        pytest.param("evil.com#127.0.0.1", 403, id="an address as a fragment"),
        pytest.param("127.1", 403, id="shorthand, which browsers write out"),
        pytest.param("2130706433", 403, id="as one number"),
        pytest.param("0.0.0.0", 403, id="no address of anybody"),
        pytest.param("192.168.1.5:8080", 403, id="the local network"),
        pytest.param("[::]", 403, id="IPv6 for anywhere"),
        pytest.param("127.0.0.1:", 403, id="a colon without a port"),
        pytest.param("127.0.0.1:80:80", 403, id="two ports"),
        pytest.param("127.0.0.1, evil.com", 403, id="two hosts"),
        pytest.param("", 200, id="as the client sends it by itself"),
    ],
)
def test_the_host_must_be_this_machine(portal: Portal, host: str, status: int) -> None:
    assert portal.get("/", host=host).status == status


def test_a_request_without_a_host_is_refused(portal: Portal) -> None:
    with socket.create_connection(("127.0.0.1", portal.port)) as connection:
        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")

        assert connection.recv(100).split()[1] == b"403"


def test_a_request_with_two_hosts_is_not_let_in(portal: Portal) -> None:
    with socket.create_connection(("127.0.0.1", portal.port)) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.com\r\n\r\n")

        assert connection.recv(100).split()[1] in {b"400", b"403"}


@pytest.mark.parametrize(
    "header",
    [
        "X-Forwarded-For",
        "x-forwarded-host",
        "X-Forwarded-Proto",
        "X-Forwarded-Anything",
        "Forwarded",
        "X-Real-IP",
        "Via",
        "True-Client-IP",
        "CF-Connecting-IP",
        "X-Client-IP",
        "X-Original-URL",
    ],
)
def test_what_a_proxy_handed_on_is_refused(portal: Portal, header: str) -> None:
    assert portal.get("/", **{header: "127.0.0.1"}).status == 403


def test_an_empty_forwarding_header_is_one_too(portal: Portal) -> None:
    assert portal.get("/", X_Forwarded_For="").status == 403


def test_ipv6_loopback_is_let_in(store: Store) -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has no IPv6 loopback")
    with served(store, socket.AF_INET6, "::1") as portal:
        assert portal.get("/", host=f"[::1]:{portal.port}").status == 200
        assert portal.get("/", host="evil.com").status == 403


def test_a_peer_at_a_unix_socket_is_nobody_known(store: Store, tmp_path: Path) -> None:
    path = str(tmp_path / "s")
    app = Starlette(routes=portal_routes(store, Look()))
    server = uvicorn.Server(uvicorn.Config(app, uds=path, log_config=None, lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        while not server.started:
            thread.join(0.01)
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(path)
            connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            assert connection.recv(100).split()[1] == b"403"
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.mark.parametrize(
    ("peer", "local"),
    [
        pytest.param("127.0.0.1", True, id="IPv4"),
        pytest.param("127.200.3.4", True, id="all of 127.0.0.0/8"),
        pytest.param("::1", True, id="IPv6"),
        pytest.param("::ffff:127.0.0.1", True, id="IPv4 at a socket for both"),
        pytest.param("::ffff:10.0.0.7", False, id="the network at a socket for both"),
        pytest.param("10.0.0.7", False, id="the network"),
        pytest.param("8.8.8.8", False, id="the world"),
        pytest.param("0.0.0.0", False, id="no address of anybody"),
        pytest.param("", False, id="unknown"),
    ],
)
def test_the_peer_must_be_this_machine(peer: str, local: bool) -> None:
    assert is_local(_scope((peer, 5000))) is local


def test_an_absent_peer_is_not_this_machine() -> None:
    assert not is_local(_scope(None))


def _scope(client: tuple[str, int] | None) -> Scope:
    return {"type": "http", "client": client, "headers": [(b"host", b"localhost")]}
