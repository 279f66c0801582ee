"""Among processes that share a PostgreSQL database, at most one holds a role at a time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from hashlib import blake2b

import psycopg

from cxmodel.errors import StoreUnavailable

WAIT = 2.0  # seconds between two looks whether we still hold it


@asynccontextmanager
async def elected(url: str, role: str) -> AsyncIterator[asyncio.Event]:
    """Wait until this process holds `role`; the event is set where it was lost again.

    An advisory lock on a connection of its own: it ends with the process, however that ends.
    `url` must reach the server itself, not a transaction pooler. Raises StoreUnavailable.
    """
    try:
        async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
            await _asked(connection, "SELECT pg_advisory_lock(%s) IS NULL", _key(role))
            lost = asyncio.Event()
            watch = asyncio.create_task(_watch(connection, lost))
            try:
                yield lost
            finally:
                watch.cancel()
    except psycopg.OperationalError as error:
        raise StoreUnavailable(f"the election of {role} cannot be held: no database") from error


async def _watch(connection: psycopg.AsyncConnection, lost: asyncio.Event) -> None:
    """The lock lives as long as its connection."""
    with suppress(psycopg.Error):
        async for _ in _beats():
            await _asked(connection, "SELECT %s::bigint IS NOT NULL", 1)
    lost.set()


async def _beats() -> AsyncIterator[None]:
    while True:
        yield
        await asyncio.sleep(WAIT)


async def _asked(connection: psycopg.AsyncConnection, statement: str, key: int) -> bool:
    cursor = await connection.execute(statement, [key])
    row = await cursor.fetchone()
    return bool(row and row[0])


def _key(role: str) -> int:
    """A role's name as the 64-bit number that advisory locks take."""
    return int.from_bytes(blake2b(role.encode(), digest_size=8).digest(), signed=True)
