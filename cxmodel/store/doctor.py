"""Whether work piles up, and whether what is stored can be true."""

from collections.abc import Iterator

from sqlalchemy import ColumnClause, bindparam, exists, func, literal_column, or_, select

from cxmodel import tables as t
from cxmodel.errors import BrokenInterview
from cxmodel.instants import moment_or_none
from cxmodel.interview import Phase
from cxmodel.store.reading import INTERVIEWS, Queries
from cxmodel.store.schema import damage
from cxmodel.store.sql import Sql
from cxmodel.store.values import GivenUp, Health

MANY_TRIES = 20  # a message that failed so often will hardly ever go out
BATCH = 200  # interviews read at a time

_OPEN = Sql(select(func.count(), func.min(t.inbox.c.received_at)).where(t.inbox.c.state == t.OPEN))
_POISON = Sql(select(func.count()).select_from(t.inbox).where(t.inbox.c.state == t.POISON))
_UNSENT = Sql(select(func.count()).select_from(t.outbox).where(t.unsent))
_GIVEN_UP = Sql(
    select(t.outbox.c.error, func.count(), func.min(t.outbox.c.created_at))
    .where(t.outbox.c.state == t.DEAD)
    .group_by(t.outbox.c.error)
    .order_by(t.outbox.c.error)
)
_DEAD = Sql(select(func.count()).select_from(t.outbox).where(t.outbox.c.state == t.DEAD))

_one: ColumnClause[int] = literal_column("1")
_CHECKS = {
    "Interview {} is completed but has no time of completion.": Sql(
        select(t.interview.c.id).where(
            t.interview.c.phase == literal_column(f"'{Phase.COMPLETED.value}'"),
            t.interview.c.completed_at.is_(None),
        )
    ),
    "Interview {} has a gap in the numbers of its answers.": Sql(
        select(t.answer.c.interview)
        .group_by(t.answer.c.interview)
        .having(
            or_(func.max(t.answer.c.number) != func.count(), func.min(t.answer.c.number) != _one)
        )
    ),
    "Interview {} was answered twice in one turn.": Sql(
        select(t.answer.c.interview)
        .where(t.answer.c.turn.is_not(None))
        .group_by(t.answer.c.interview, t.answer.c.turn)
        .having(func.count() > _one)
    ),
    "Interview {} needs a flow version that is not kept.": Sql(
        select(t.interview.c.id).where(
            ~exists().where(t.flow_version.c.version == t.interview.c.flow_version)
        )
    ),
    "Update {} waits but belongs to no chat.": Sql(
        select(t.inbox.c.id).where(t.inbox.c.state == t.OPEN, t.inbox.c.chat.is_(None))
    ),
    "Chat {} points to an interview that does not exist.": Sql(
        select(t.chat.c.id).where(
            t.chat.c.interview.is_not(None),
            ~exists().where(t.interview.c.id == t.chat.c.interview),
        )
    ),
    "Chat {} can never be sent to: it has no row for its sender.": Sql(
        select(t.chat.c.id).where(~exists().where(t.sender.c.chat == t.chat.c.id))
    ),
    "Message {} cannot be sent out: it was tried too often.": Sql(
        select(t.outbox.c.id).where(
            t.unsent, t.outbox.c.attempts >= literal_column(str(MANY_TRIES))
        )
    ),
    "Update {} was set aside after too many failures.": Sql(
        select(t.inbox.c.id).where(t.inbox.c.state == t.POISON)
    ),
}
_IDS = Sql(
    select(t.interview.c.id)
    .where(t.interview.c.id > bindparam("after"))
    .order_by(t.interview.c.id)
    .limit(bindparam("batch"))
)


class Doctor(Queries):
    """Looks the store over."""

    def health(self) -> Health:
        """How much waits, in a glance that is cheap however much is stored."""
        ((waiting, oldest),) = self._rows(_OPEN)
        return Health(
            inbox_open=waiting,
            oldest_open=moment_or_none(oldest),
            outbox_unsent=self._count(_UNSENT),
            inbox_poison=self._count(_POISON),
            outbox_dead=self._count(_DEAD),
        )

    def problems(self) -> list[str]:
        """What is stored but cannot be true, in sentences; nothing where all is well."""
        return [
            *damage(self._connection, "integrity_check"),
            *(
                sentence.format(row[0])
                for sentence, sql in _CHECKS.items()
                for row in self._rows(sql)
            ),
            *self._unreadable(),
        ]

    def given_up(self) -> list[GivenUp]:
        """Messages that will never be sent, by what became of them."""
        return [
            GivenUp(reason, count, moment_or_none(since))
            for reason, count, since in self._rows(_GIVEN_UP)
        ]

    def _count(self, sql: Sql) -> int:
        return int(self._rows(sql)[0][0])

    def _unreadable(self) -> Iterator[str]:
        """Interviews whose row or answers no longer say anything to this program."""
        after = ""
        while ids := [row[0] for row in self._rows(_IDS, after=after, batch=BATCH)]:
            for interview in ids:
                try:
                    self._complete(self._records(INTERVIEWS, ids=self._array([interview])))
                except BrokenInterview as error:
                    yield f"{error}."
            after = ids[-1]
