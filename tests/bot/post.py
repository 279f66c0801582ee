"""A post office: the real outbox over a real store, with pigeons that meet all kinds of weather."""

import asyncio
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

from sqlalchemy import select

from bot.messenger import Messenger
from bot.outbox import Outbox, Timing
from bot.pace import Limiter
from bot.writer import Writer
from cxmodel import tables as t
from cxmodel.records import Chat, Queued, Received
from cxmodel.store import Store
from tests.bot.pigeon import Pigeon
from tests.bot.town import FAST

QUICK = Timing(
    send_timeout=timedelta(seconds=0.3),
    lease=timedelta(seconds=20),
    sweep=timedelta(seconds=0.05),
    first_wait=timedelta(seconds=0.05),
    longest_wait=timedelta(seconds=0.2),
    doubtful_wait=timedelta(seconds=0.02),
)


class PostOffice:
    """Sends while it is open: `async with PostOffice(store): …`."""

    def __init__(self, store: Store, *lofts: Pigeon, timing: Timing = QUICK) -> None:
        self.store = store
        self.pigeon = (lofts or (Pigeon(),))[0]
        messengers: Mapping[tuple[str, str], Messenger] = {
            each.key: each for each in lofts or [self.pigeon]
        }
        self._writer = Writer()
        limiters = {key: Limiter(FAST, FAST) for key in messengers}
        self.outbox = Outbox(
            store, self._writer, messengers, limiters, freed=lambda: None, timing=timing
        )

    async def __aenter__(self) -> Self:
        self._work = asyncio.create_task(self.outbox.run())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.closes()

    async def closes(self) -> None:
        """As the server does on its way out."""
        self._work.cancel()
        await asyncio.wait([self._work])
        await self.outbox.drain()
        self._writer.close()

    def queues(
        self,
        address: str,
        *says: str,
        loft: Pigeon | None = None,
        slow: str = "",
        optional: bool = False,
        prompts: bool = True,
    ) -> Chat:
        """Put letters into a chat's queue; each is a prompt of the turn that it stands at.

        The letter `slow` takes its time, and asks nothing; `optional`: it may be given up.
        """
        messenger, installation = (loft or self.pigeon).key
        received = Received(
            messenger=messenger,
            installation=installation,
            event=uuid4().hex,
            position=1,
            chat=address,
            body=b"{}",
            at=datetime.now(UTC),
        )
        with self.store.writing() as work:
            work.receive([received])
            chat = self._chat(work._connection, work.chat_lookup(messenger, installation, address))
            queued = [
                Queued(turn=0, body={"say": say, "slow": True, "optional": optional})
                if say == slow
                else Queued(
                    turn=turn, body={"say": say, "options": [], "turn": turn}, prompt=prompts
                )
                for turn, say in enumerate(says, 1)
            ]
            work.queue(chat, None, queued)
            found = work.chat(chat)
        assert found is not None
        self.outbox.wake()
        return found

    def _chat(self, connection: Any, lookup: str) -> int:
        wanted = select(t.chat.c.id).where(t.chat.c.lookup == lookup)
        return int(connection.execute(wanted).scalar_one())

    def chat(self, chat: Chat) -> Chat:
        with self.store.reading() as reading:
            found = reading.chat(chat.id)
        assert found is not None
        return found

    def rows(self, chat: Chat) -> list[tuple[str, int]]:
        """State and tries of every letter to a chat, in order."""
        wanted = (
            select(t.outbox.c.state, t.outbox.c.attempts)
            .where(t.outbox.c.chat == chat.id)
            .order_by(t.outbox.c.id)
        )
        with self.store._reading.connect() as connection:
            return [(state, attempts) for state, attempts in connection.execute(wanted)]

    def states(self, chat: Chat) -> list[str]:
        return [state for state, _ in self.rows(chat)]


async def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for something to become so; fail where it does not."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never became so"
        await asyncio.sleep(0.01)
