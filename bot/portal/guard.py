"""Until sign-in exists the researcher's pages answer only to a person at this very machine."""

import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[0-9a-z.-]+)(?::[0-9]{1,5})?", re.IGNORECASE)

# A request that carries one of these came through somebody else's hands, and its peer is theirs.
_FORWARDED = frozenset(
    {
        "forwarded",
        "via",
        "client-ip",
        "true-client-ip",
        "x-real-ip",
        "x-client-ip",
        "x-cluster-client-ip",
        "x-original-host",
        "x-original-url",
        "x-rewrite-url",
        "x-host",
        "cf-connecting-ip",
        "cf-ray",
        "fastly-client-ip",
        "x-envoy-external-address",
    }
)


class LoopbackOnly:
    """Lets a request through where peer and Host are loopback and nobody forwarded it; else 403."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on, or refuse it."""
        if scope["type"] == "http" and not is_local(scope):
            await _refusal(scope)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def is_local(scope: Scope) -> bool:
    """Whether this HTTP request was made on this machine, by a client that meant this machine.

    The Host header is looked at too: a foreign page can make a name of its own lead to 127.0.0.1
    (DNS rebinding), and the browser would then send that name.
    """
    headers = [
        (name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]
    ]
    hosts = [value for name, value in headers if name.lower() == "host"]
    peer = scope.get("client")
    return (
        peer is not None
        and is_loopback(peer[0])
        and len(hosts) == 1
        and names_loopback(hosts[0])
        and not was_forwarded(name for name, _ in headers)
    )


def names_loopback(host: str) -> bool:
    """Whether a Host header names this machine and nothing else.

    >>> [names_loopback(h) for h in ("localhost:8080", "[::1]:80", "127.1.2.3", "localhost.evil")]
    [True, True, True, False]
    """
    match = _HOST.fullmatch(host)
    if match is None:
        return False
    name = match["name"].lower()
    return name == "localhost" or is_loopback(name.removeprefix("[").removesuffix("]"))


def is_loopback(address: str) -> bool:
    """Whether an IP address is in 127.0.0.0/8 or ::1, IPv4 inside IPv6 included."""
    try:
        found: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return found.is_loopback


def was_forwarded(headers: Iterable[str]) -> bool:
    """Whether the names of these headers show that a proxy handed the request on."""
    names = {name.lower().replace("_", "-") for name in headers}
    return any(name in _FORWARDED or name.startswith("x-forwarded") for name in names)


def _refusal(scope: Scope) -> PlainTextResponse:
    port = (scope.get("server") or ("", None))[1] or 8080
    return PlainTextResponse(
        "These pages answer only on the machine that desirepath runs on: open "
        f"http://127.0.0.1:{port}/ there, or run `ssh -L {port}:127.0.0.1:{port} you@that-machine` "
        f"here and open http://127.0.0.1:{port}/ in your own browser.\n",
        status_code=403,
        headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"},
    )
