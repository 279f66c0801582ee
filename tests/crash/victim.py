"""`desirepath run` that kills itself at a named point: `python -m tests.crash.victim POINT N`.

The N-th time that the point is reached, the process gets SIGKILL. The product holds no such
hooks: they are wrapped around it here. Mutants are the same server with one rule broken, to
show that the harness notices.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from bot import inbox, outbox, turn, visit, worker
from bot.cli import main
from interview_flows.talk import Chose

POINTS = (
    "before_inbox",  # F01
    "in_inbox_transaction",  # F02
    "stored_not_acknowledged",  # F03
    "acknowledged",  # F04
    "in_turn_transaction",  # F05
    "after_step",  # F06
    "before_commit",  # F07
    "after_commit",  # F08
    "claimed",  # F09
    "sent_not_marked",  # F10
    "marked",  # F11
)
MUTANTS = ("acknowledge_before_commit", "no_turn_token", "mark_before_sending")


class Death:
    """Counts how often a point was reached."""

    def __init__(self, point: str, times: int) -> None:
        self._point, self._left = point, times

    def at(self, point: str) -> None:
        """Die here, if this is the place and the time."""
        if point == self._point:
            self._left -= 1
            if self._left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)


def before(owner: Any, name: str, act: Callable[..., None]) -> None:
    original = getattr(owner, name)

    @wraps(original)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        act(*args)
        return original(*args, **kwargs)

    setattr(owner, name, wrapped)


def after(owner: Any, name: str, act: Callable[[Any], object]) -> None:
    original = getattr(owner, name)

    @wraps(original)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        result = original(*args, **kwargs)
        act(result)
        return result

    setattr(owner, name, wrapped)


def after_async(owner: Any, name: str, act: Callable[[Any], object]) -> None:
    original = getattr(owner, name)

    @wraps(original)
    async def wrapped(*args: Any, **kwargs: Any) -> Any:
        result = await original(*args, **kwargs)
        act(result)
        return result

    setattr(owner, name, wrapped)


def arm(death: Death) -> None:
    """Put the points in place."""
    before(inbox.Inbox, "_keep", lambda *_: death.at("before_inbox"))
    after(inbox.Inbox, "_keep", lambda _: death.at("in_inbox_transaction"))
    after_async(inbox.Inbox, "receive", lambda _: death.at("stored_not_acknowledged"))
    after_async(
        inbox.Inbox,
        "receive",
        lambda _: asyncio.get_running_loop().call_later(0.01, death.at, "acknowledged"),
    )
    before(turn, "_receive", lambda *_: death.at("in_turn_transaction"))
    after(visit, "step", lambda _: death.at("after_step"))
    after(worker, "take_turns", lambda done: death.at("before_commit") if done.count else None)
    before(
        worker.TurnWorker,
        "_finish",
        lambda _, batch: death.at("after_commit") if batch.count else None,
    )
    before(outbox.Outbox, "send", lambda _, claims: death.at("claimed") if claims else None)
    after_async(outbox.Outbox, "_send", lambda _: death.at("sent_not_marked"))
    after_async(outbox.Outbox, "_finish", lambda _: death.at("marked"))


def mutate(mutant: str, death: Death) -> None:
    """Break one rule."""
    if mutant == "acknowledge_before_commit":
        receive = inbox.Inbox.receive

        async def later(self: inbox.Inbox, rows: Any) -> None:
            await asyncio.sleep(0.05)  # the acknowledgement is out by now
            await receive(self, rows)

        async def hasty(self: inbox.Inbox, rows: Any) -> None:
            task = asyncio.create_task(later(self, rows))
            self.__dict__.setdefault("kept", []).append(task)

        inbox.Inbox.receive = hasty  # type: ignore[method-assign]
    elif mutant == "no_turn_token":
        original = visit.step  # type: ignore[attr-defined]

        def careless(interview: Any, given: Any, *rest: Any) -> Any:
            if isinstance(given, Chose):
                given = replace(given, turn=None)
            return original(interview, given, *rest)

        visit.step = careless  # type: ignore[attr-defined, assignment]
    elif mutant == "mark_before_sending":
        send = outbox.Outbox._send

        async def early(self: outbox.Outbox, claim: Any, row: Any, prompt: Any) -> Any:
            sent = outbox._fate(claim, row, "sent")
            await self._finished.put(outbox._Finished(sent, claim, release=False))
            death.at("marked_early")
            return await send(self, claim, row, prompt)

        outbox.Outbox._send = early  # type: ignore[method-assign]


if __name__ == "__main__":
    point, times, mutant = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    sys.argv = ["desirepath", "run", *sys.argv[4:]]
    death = Death(point, times)
    if mutant != "none":
        mutate(mutant, death)
    arm(death)
    main()
