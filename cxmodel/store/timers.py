"""Timers: when an interview is due to be looked at, and how its chat is called to a turn for it.

A timer is a row, set in the commit of a turn. When it is due, an update of our own is put into the
chat's inbox, once however many processes look: what is to be done is decided in the turn, under
the chat's lock, by what the interview and the clock say then.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from secrets import token_hex

from sqlalchemy import bindparam, delete, func, literal_column, select, update

from cxmodel import tables as t
from cxmodel.instants import instant
from cxmodel.records import Timer
from cxmodel.store.changes import Changes
from cxmodel.store.incoming import PLACE, Place
from cxmodel.store.reading import Queries
from cxmodel.store.sql import Sql, any_of, insert_row

CALL = b'{"type":"shortcut","payload":{"user":{"id":""}}}'
"""The body of an update that no platform sent.

None of theirs is stored with just these bytes: Telegram's have a number, Slack's say when they
came. A release that knows no timers, still running beside this one, takes it for nothing.
"""

MOST = 500  # timers that are called in one commit
AGAIN = timedelta(hours=1)  # after which a call that nothing came of is made once more
LAST = 2**63 - 1  # position of a call in its chat: behind everything that somebody wrote

_timer = insert_row(t.timer)
_SET = Sql(
    _timer.on_conflict_do_update(
        index_elements=["interview"],
        set_={"what": _timer.excluded.what, "due_at": _timer.excluded.due_at},
    )
)
UNSET = Sql(delete(t.timer).where(any_of(t.timer.c.interview, "interviews")))
_DUE = Sql(
    select(
        t.timer.c.interview,
        t.chat.c.id,
        t.chat.c.messenger,
        t.chat.c.installation,
    )
    .join_from(t.timer, t.interview)
    .join(t.chat, t.chat.c.id == t.interview.c.chat)
    .where(
        t.timer.c.due_at <= bindparam("now"),
        t.chat.c.address != literal_column("''"),
        any_of(PLACE, "places"),
    )
    .order_by(t.timer.c.due_at, t.timer.c.interview)
    .limit(bindparam("limit"))
    .with_for_update(of=t.timer, skip_locked=True)
)
_CALLED = Sql(
    update(t.timer)
    .where(any_of(t.timer.c.interview, "interviews"))
    .values(due_at=bindparam("again"))
)
_CALL = Sql(insert_row(t.inbox, "id"))
_OVERDUE = Sql(
    select(func.count()).select_from(t.timer).where(t.timer.c.due_at < bindparam("before"))
)


class TimerQueries(Queries):
    """What timers say."""

    def overdue_timers(self, before: datetime) -> int:
        """How many were due before a moment and have not been called since."""
        return int(self._rows(_OVERDUE, before=instant(before))[0][0])


class Timers(TimerQueries, Changes):
    """Timers, set and called."""

    def call_due(self, places: Collection[Place], now: datetime, limit: int = MOST) -> int:
        """Put a call into the inbox of each chat with an interview that is due; how many were.

        Timers that another process calls just now are left to it. Until its turn sets it anew, a
        timer is due again after a while: a call that failed is made once more. An event is named
        at random: its row stays in the inbox, and may say of no interview whose it was.
        """
        shown = self._array([f"{messenger}/{installation}" for messenger, installation in places])
        due = self._rows(_DUE, now=instant(now), places=shown, limit=limit)
        if not due:
            return 0
        called = self._array([interview for interview, *_ in due])
        self._run(_CALLED, interviews=called, again=instant(now + AGAIN))
        rows = []
        for _, chat, messenger, installation in due:
            rows.append(
                {
                    "messenger": messenger,
                    "installation": installation,
                    "event": token_hex(),
                    "chat": chat,
                    "position": LAST,
                    "body": CALL,
                    "received_at": instant(now),
                    "state": "open",
                    "attempts": 0,
                    "failed_at": None,
                }
            )
        self._run_many(_CALL, rows)
        return len(due)

    def _set_timers(self, timers: Iterable[Timer]) -> None:
        each = list(timers)
        self._run_many(
            _SET,
            [
                {"interview": one.interview, "what": one.what, "due_at": due}
                for one in _in_order(each)
                if (due := one.due_at and instant(one.due_at))
            ],
        )
        if over := [one.interview for one in each if one.due_at is None]:
            self._run(UNSET, interviews=self._array(over))


def _in_order(timers: Sequence[Timer]) -> list[Timer]:
    """By interview: two batches never wait for each other in a ring."""
    return sorted(timers, key=lambda timer: timer.interview)
