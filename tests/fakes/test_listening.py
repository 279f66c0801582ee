"""Whoever knocks in the moment a server stops is closed like everybody."""

import asyncio
import gc
import socket
import struct

import pytest
from aiohttp import web

from tests.fakes.listening import serving

RESET = struct.pack("ii", 1, 0)  # SO_LINGER: close with a reset, so that the peer has no address


async def test_a_connection_accepted_in_the_last_moment_is_closed() -> None:
    for steps in range(6):
        async with serving(web.Application()) as address:
            with socket.create_connection(("127.0.0.1", _port(address))) as knocking:
                knocking.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            for _ in range(steps):
                await asyncio.sleep(0)
    gc.collect()


async def test_a_server_stops_listening_whatever_its_block_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        async with serving(web.Application()) as address:
            raise ZeroDivisionError
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", _port(address)))


def _port(address: str) -> int:
    return int(address.rpartition(":")[2])
