"""Who deserves a nudge, and when: timers that are due call their chats to a turn.

The sweep only calls. Whether somebody is reminded, or an interview is closed, is decided in the
turn, under the chat's lock, and by the engine.
"""

import asyncio
from collections.abc import Callable, Collection
from datetime import timedelta

import structlog

from bot.clock import Clock
from bot.entry import is_under_way
from bot.visit import Visit
from bot.writer import Writer
from cxmodel.store import Store
from cxmodel.store.incoming import Place
from cxmodel.store.timers import MOST
from interview_flows.nudging import due_from
from interview_flows.talk import TimePassed

SWEEP = timedelta(seconds=30)  # between two looks at what is due
LATE = timedelta(minutes=10)  # from when on a timer that was not called is a finding

log = structlog.get_logger()


class Sweeper:
    """Looks for what is due. Any number of processes may: each timer is called once.

    `places` are those where silence is known as silence: all that was written is in the inbox.
    """

    def __init__(
        self,
        store: Store,
        writer: Writer,
        places: Callable[[], Collection[Place]],
        called: Callable[[], None],
        *,
        clock: Clock,
        every: timedelta = SWEEP,
    ) -> None:
        self._store, self._writer, self._places = store, writer, places
        self._called, self._clock, self._every = called, clock, every

    async def run(self) -> None:
        """Until cancelled, call what is due; where the database is away, the next sweep does."""
        while True:
            count = 0
            try:
                count = await self._writer.run(self._call)
            except Exception as error:  # noqa: BLE001 - whatever it is, time goes on
                log.warning("timers.sweep_failed", error=type(error).__name__)
            if count:
                log.info("timers.called", count=count)
                self._called()
            if count < MOST:
                await asyncio.sleep(self._every.total_seconds())

    def _call(self) -> int:
        places = self._places()
        if not places:
            return 0
        with self._store.writing() as work:
            return work.call_due(places, self._clock(), MOST)


def look_at_clock(visit: Visit) -> None:
    """Do what is due by now in the interviews of a chat, or set their timers anew."""
    speaker = visit.next_to_talk()
    for interview in visit.all_here():
        visit.retimed.add(interview.id)
        study = visit.shelf.study(interview.study, visit.work)
        aside = interview.id != speaker
        due = due_from(interview, study, visit.now, aside=aside)
        if due is None or due.at > visit.now:
            continue
        if aside:
            visit.advance(interview, TimePassed(aside=True))
            continue
        if is_under_way(interview) and visit.chat.interview != interview.id:
            visit.turn_to(interview.id)  # its turn has come, now that the other one is over
        visit.step(interview, TimePassed())
