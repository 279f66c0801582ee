"""Faults that a test asks for: what a platform and the network do on bad days."""

import asyncio
from dataclasses import dataclass, field

from aiohttp import web


@dataclass(slots=True, kw_only=True)
class Fault:
    """What goes wrong with the next `times` calls of a method; None: until `clear`.

    Exactly one of `error`, `hang` and `drop` says what happens. With `after` the call is carried
    out first: "record, but answer 502". A hanging call is answered in the end.
    """

    method: str = "*"  # every method
    times: int | None = 1
    error: int | str | None = None  # status code, or where the platform has them an error's name
    retry_after: int = 1  # seconds, told with a 429
    hang: float | None = None  # seconds
    drop: bool = False  # the connection is cut without an answer
    after: bool = False
    chat: object = None  # only calls for this chat
    hits: int = 0

    def fits(self, method: str, chat: object) -> bool:
        """Whether it strikes this call."""
        return (
            self.method.lower() in {"*", method.lower()}
            and (self.times is None or self.hits < self.times)
            and (self.chat is None or self.chat == chat)
        )

    async def hangs(self, request: web.Request) -> bool:
        """Let the caller wait, where that is the fault; or cut the line. False: an error follows.

        A caller who waited to the end is served as if nothing had been.
        """
        if self.hang is not None:
            await asyncio.sleep(self.hang)
            return True
        if self.drop and request.transport is not None:
            request.transport.abort()
        return False


@dataclass(slots=True)
class Faults:
    """All faults in force, the oldest first."""

    waiting: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> Fault:
        if sum((fault.error is not None, fault.hang is not None, fault.drop)) != 1:
            raise ValueError("a fault is an error, a hang or a drop")
        self.waiting.append(fault)
        return fault

    def strike(self, method: str, chat: object) -> Fault | None:
        """Find the fault of this call, if any, and count it."""
        for fault in self.waiting:
            if fault.fits(method, chat):
                fault.hits += 1
                return fault
        return None

    def clear(self) -> None:
        self.waiting.clear()
