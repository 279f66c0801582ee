"""Files that respondents sent: which are to be fetched, which are kept, which are to go."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnClause,
    and_,
    bindparam,
    delete,
    exists,
    func,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from cxmodel import tables as t
from cxmodel.instants import instant
from cxmodel.interview import InterviewId, Phase
from cxmodel.records import KeptFile, Wanted
from cxmodel.store.changes import Changes
from cxmodel.store.incoming import PLACE, Place
from cxmodel.store.reading import Queries
from cxmodel.store.sql import Row, Sql, any_of

FILES_LOCK = 7_331_002  # any number, the same in every process
CANDIDATES = 64  # files looked at for one claim
UNKEPT = "the anonymous interview ended, and its file had not come"

_ended: list[ColumnClause[str]] = [
    literal_column(f"'{phase.value}'") for phase in (Phase.DECLINED, Phase.WITHDRAWN)
]
_nothing: ColumnClause[str] = literal_column("''")
_one: ColumnClause[int] = literal_column("1")
_COLUMNS = (
    t.attachment.c.interview,
    t.attachment.c.number,
    t.chat.c.id.label("chat"),
    t.chat.c.messenger,
    t.chat.c.installation,
    t.attachment.c.source,
    t.attachment.c.attempts,
)
_DUE = Sql(
    select(*_COLUMNS)
    .join_from(t.attachment, t.interview)
    .join(t.chat, t.chat.c.id == t.interview.c.chat)
    .where(
        t.unfetched,
        t.attachment.c.due_at <= bindparam("now"),
        t.interview.c.phase.not_in(_ended),
        any_of(PLACE, "places"),
    )
    .order_by(t.attachment.c.due_at, t.attachment.c.interview, t.attachment.c.number)
    .limit(bindparam("limit"))
    .with_for_update(of=t.attachment, skip_locked=True)
)


_this = and_(
    t.attachment.c.interview == bindparam("of_interview"),
    t.attachment.c.number == bindparam("of_number"),
)
_LEASE = Sql(
    update(t.attachment)
    .where(_this)
    .values(due_at=bindparam("due_at"), attempts=t.attachment.c.attempts + _one)
)
# The version grows: turns that know the interview without its file must read it anew.
_TOUCH = Sql(
    update(t.interview)
    .where(t.interview.c.id == bindparam("of_interview"), t.interview.c.phase.not_in(_ended))
    .values(version=t.interview.c.version + _one)
)
_KEEP = Sql(
    update(t.attachment)
    .where(_this, t.attachment.c.sha256 == _nothing)
    .values(sha256=bindparam("sha256"), size=bindparam("size"), lost=literal_column("NULL"))
)
_POSTPONE = Sql(
    update(t.attachment)
    .where(_this, t.unfetched)
    .values(due_at=bindparam("due_at"), attempts=bindparam("attempts"))
)
_GIVE_UP = Sql(update(t.attachment).where(_this, t.unfetched).values(lost=bindparam("lost")))
_OF_INTERVIEWS = Sql(
    select(*_COLUMNS)
    .join_from(t.attachment, t.interview)
    .join(t.chat, t.chat.c.id == t.interview.c.chat)
    .where(any_of(t.attachment.c.interview, "interviews"), t.unfetched)
    .order_by(t.attachment.c.interview, t.attachment.c.number)
)
_LET_GO_UNFETCHED = Sql(
    update(t.attachment)
    .where(any_of(t.attachment.c.interview, "interviews"), t.unfetched)
    .values(lost=bindparam("lost"), attempts=t.attachment.c.attempts + _one)
)
_LET_GO = Sql(
    update(t.attachment)
    .where(any_of(t.attachment.c.interview, "interviews"))
    .values(source=_nothing, due_at=_nothing)
)
_DISCARD = Sql(
    insert(t.discarded)
    .from_select(
        ["sha256"],
        select(t.attachment.c.sha256)
        .where(
            any_of(t.attachment.c.interview, "interviews"),
            t.attachment.c.sha256 != _nothing,
        )
        .distinct(),
    )
    .on_conflict_do_nothing()
)
_DELETE = Sql(delete(t.attachment).where(any_of(t.attachment.c.interview, "interviews")))
_DISCARDED = Sql(
    select(
        t.discarded.c.sha256,
        exists().where(t.attachment.c.sha256 == t.discarded.c.sha256).label("used"),
    ).order_by(t.discarded.c.sha256)
)
_ANY_DISCARDED = Sql(select(t.discarded.c.sha256).limit(_one))
_FORGET_DISCARDED = Sql(delete(t.discarded).where(any_of(t.discarded.c.sha256, "digests")))
_USED = Sql(
    select(t.attachment.c.sha256).where(any_of(t.attachment.c.sha256, "digests")).distinct()
)
# Imported interviews name files that stayed where they were fetched: nobody tried it here.
_KEPT = Sql(
    select(t.attachment.c.interview, t.attachment.c.id, t.attachment.c.sha256, t.attachment.c.size)
    .where(t.attachment.c.sha256 != _nothing, t.attachment.c.attempts != literal_column("0"))
    .order_by(t.attachment.c.interview, t.attachment.c.number)
)
_LOCK_FILES = Sql(select(func.pg_advisory_xact_lock(literal_column(str(FILES_LOCK)))))


class AttachmentQueries(Queries):
    """What is known of files."""

    def kept_files(self) -> list[KeptFile]:
        """Every file that was fetched here, once for each attachment."""
        return [KeptFile(*row) for row in self._rows(_KEPT)]

    def has_discarded_files(self) -> bool:
        """Whether files of erased respondents are still to be seen to."""
        return self._row(_ANY_DISCARDED) is not None


class Attachments(Changes):
    """Files on their way in, and out."""

    def due_files(self, room: Mapping[Place, int], now: datetime, lease: timedelta) -> list[Wanted]:
        """Lease files that may be fetched now, the longest waiting first, `room` of each place.

        Left out: what somebody else is at, what must wait, and what was sent to an interview that
        was declined or withdrawn.
        """
        places = self._array([f"{messenger}/{installation}" for messenger, installation in room])
        left, due = dict(room), []
        for row in self._rows(_DUE, places=places, now=instant(now), limit=CANDIDATES):
            wanted = _wanted(row)
            if left[wanted.place] > 0:
                left[wanted.place] -= 1
                due.append(wanted)
        self._run_many(_LEASE, [{**_of(each), "due_at": instant(now + lease)} for each in due])
        return due

    def keep_file(self, wanted: Wanted, sha256: str, size: int) -> bool:
        """Note that a file was fetched; False where it is not wanted any more, or kept already."""
        of = _of(wanted)
        if not self._run(_TOUCH, of_interview=wanted.interview):
            return False
        return self._run(_KEEP, **of, sha256=sha256, size=size) == 1

    def postpone_file(self, wanted: Wanted, due_at: datetime, attempts: int) -> None:
        """Have a file fetched later."""
        self._run(_POSTPONE, **_of(wanted), due_at=instant(due_at), attempts=attempts)

    def give_up_file(self, wanted: Wanted, reason: str) -> bool:
        """Note why a file will never be kept; False where it is not wanted any more."""
        return self._run(_GIVE_UP, **_of(wanted), lost=reason) == 1

    def discarded_files(self) -> list[tuple[str, bool]]:
        """Digests whose respondent was erased, and whether another attachment has the same."""
        return [(digest, bool(used)) for digest, used in self._rows(_DISCARDED)]

    def forget_discarded(self, digests: Collection[str]) -> None:
        """These have been seen to."""
        self._run(_FORGET_DISCARDED, digests=self._array(digests))

    def used_files(self, digests: Collection[str]) -> set[str]:
        """Those digests that an attachment has."""
        return {row[0] for row in self._rows(_USED, digests=self._array(digests))}

    def lock_files(self) -> None:
        """Until the commit, nobody else puts a file into the folder or takes one out.

        To be called before anything is read. SQLite has one writer at a time as it is.
        """
        if self._dialect == "postgresql":
            self._rows(_LOCK_FILES)

    def _delete_files(self, interviews: Any) -> None:
        """Erase attachments; what they alone held is to go from the folder."""
        self._run(_DISCARD, interviews=interviews)
        self._run(_DELETE, interviews=interviews)

    def _let_go_of_files(self, interviews: Any) -> None:
        """Cut the ties between files and whoever sent them, before those of their interviews.

        What was not fetched yet is remembered by this transaction alone.
        """
        waiting = self._rows(_OF_INTERVIEWS, interviews=interviews)
        self.loose += [replace(_wanted(row), loose=True) for row in waiting]
        self._run(_LET_GO_UNFETCHED, interviews=interviews, lost=UNKEPT)
        self._run(_LET_GO, interviews=interviews)


def _wanted(row: Row) -> Wanted:
    interview, number, chat, messenger, installation, source, attempts = row
    return Wanted(
        interview=InterviewId(interview),
        number=number,
        chat=chat,
        messenger=messenger,
        installation=installation,
        source=source,
        attempts=attempts,
    )


def _of(wanted: Wanted) -> dict[str, Any]:
    return {"of_interview": wanted.interview, "of_number": wanted.number}
