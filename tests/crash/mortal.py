"""A server that dies at one point after the other, and what is to be found stored afterwards."""

import asyncio
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.e2e.walk import QUESTIONS
from tests.serving import Server

PATIENCE = 120.0  # seconds for the next question, restarts on a busy machine included


@dataclass
class Mortal(Server):
    """A server that is brought back from each death. `points` are those of victim.py."""

    points: Sequence[str] = ()
    mutant: str = "none"
    dies_no_more: asyncio.Event = field(default_factory=asyncio.Event)

    async def live(self, chaos: random.Random) -> None:
        """Die at each point, at some time that it is reached, and live on."""
        for point in (*self.points, "none"):
            self.module = ("tests.crash.victim", point, str(chaos.randint(1, 4)), self.mutant)
            if point == "none":
                self.dies_no_more.set()
            await self.start()
            assert self.process is not None
            await self.process.ended()


@dataclass(frozen=True)
class Deaths:
    """All that is still to come of several servers' deaths."""

    servers: Sequence[Mortal]

    @property
    def are_over(self) -> bool:
        return all(server.dies_no_more.is_set() for server in self.servers)

    async def hold_up(self, number: int) -> None:
        """Wait with the answer to the last question until all have been: nobody is done before."""
        if number == QUESTIONS:
            for server in self.servers:
                await server.dies_no_more.wait()


def differences(said: Iterable[dict[str, str]], exported: list[dict[str, Any]]) -> list[str]:
    """What is wrong with the exported answers of people who said this, each of them once."""
    wanted = Counter(tuple(sorted(answers.items())) for answers in said)
    given = Counter(
        tuple(sorted((a["question"], a["verbatim"]) for a in interview["answers"]))
        for interview in exported
    )
    wrong = [f"not stored as said: {missing}" for missing in wanted - given]
    wrong += [f"stored but not said: {surplus}" for surplus in given - wanted]
    return wrong
