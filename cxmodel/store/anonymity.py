"""Anonymous studies: what ties an ended interview to its teller goes in the ending commit.

The answers stay, under a made-up name, with their weeks. What is still to be said, a goodbye, was
claimed before: it is sent from memory, and its rows are gone.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnClause,
    and_,
    bindparam,
    delete,
    exists,
    literal_column,
    or_,
    select,
    update,
)

from cxmodel import tables as t
from cxmodel.instants import instant, instant_or_none
from cxmodel.interview import (
    Interview,
    InterviewId,
    Progress,
    Pseudonym,
    Reminded,
    StudyId,
)
from cxmodel.plain import dump, load
from cxmodel.store.attachments import Attachments
from cxmodel.store.changes import Parting
from cxmodel.store.incoming import Incoming
from cxmodel.store.people import SENT
from cxmodel.store.shapes import changing_columns, number_of
from cxmodel.store.sql import Row, Sql, any_of, insert_row
from cxmodel.weeks import in_weeks, week_of

_null: ColumnClause[Any] = literal_column("NULL")
_nothing: ColumnClause[str] = literal_column("''")
_of_interviews = any_of(t.interview.c.id, "interviews")
_sent_for_them = any_of(t.outbox.c.interview, "interviews")

_THEIR_CHATS = Sql(
    select(t.interview.c.chat)
    .where(_of_interviews, t.interview.c.chat.is_not(None))
    .union(select(t.outbox.c.chat).where(_sent_for_them))
)
_COARSEN = Sql(
    update(t.interview)
    .where(t.interview.c.id == bindparam("of_interview"))
    .values(
        {name: bindparam(name) for name in ("started_at", "completed_at", "touched_at", "state")}
        | {"chat": _null}
    )
)
_COARSEN_ANSWER = Sql(
    update(t.answer)
    .where(t.answer.c.interview == bindparam("interview"), t.answer.c.number == bindparam("number"))
    .values(at=bindparam("at"), messages=_null)
)
_other = t.interview.alias("other")
_STILL_KNOWN = Sql(
    select(t.interview.c.id).where(
        _of_interviews,
        exists().where(
            _other.c.study == t.interview.c.study,
            _other.c.respondent == t.interview.c.respondent,
            _other.c.chat.is_not(None),
        ),
    )
)
_ADD_RESPONDENT = Sql(insert_row(t.respondent))
_RENAME = Sql(
    update(t.interview)
    .where(t.interview.c.id == bindparam("of_interview"))
    .values(respondent=bindparam("alias"))
)
_DELETE_IDENTITIES = Sql(
    delete(t.identity).where(
        exists().where(
            _of_interviews,
            t.interview.c.study == t.identity.c.study,
            t.interview.c.respondent == t.identity.c.respondent,
        )
    )
)
UNBIND = Sql(
    update(t.invitation)
    .where(any_of(t.invitation.c.interview, "interviews"))
    .values(bound=_nothing, interview=_null)
)
_was_sent = t.invitation.c.token_hash.startswith(literal_column(f"'{SENT} '"))
# To whom one was sent stays known, and is tied to no interview: who completed is not asked again in
# the wave that it was sent in, and neither is who never began, so that asking tells nothing.
_USE_UP = Sql(
    update(t.invitation)
    .where(
        _was_sent,
        or_(
            any_of(t.invitation.c.interview, "interviews"),
            exists().where(
                or_(
                    t.invitation.c.flow == t.interview.c.flow,
                    and_(t.invitation.c.flow.is_(None), any_of(t.interview.c.id, "with_first")),
                ),
                any_of(t.interview.c.id, "interviews"),
                t.identity.c.study == t.interview.c.study,
                t.identity.c.respondent == t.interview.c.respondent,
                t.invitation.c.study == t.identity.c.study,
                t.invitation.c.bound == t.identity.c.lookup,
            ),
        ),
    )
    .values(used=literal_column("1"), interview=_null)
)
_FORGET_PROMPTS = Sql(
    update(t.sender)
    .where(
        any_of(t.sender.c.chat, "chats"),
        t.sender.c.prompt_row.in_(select(t.outbox.c.id).where(_sent_for_them)),
    )
    .values(prompt_turn=_null, prompt_message=_null, prompt_row=_null)
)
_DELETE_MESSAGES = Sql(delete(t.outbox).where(_sent_for_them))
# Whoever has looked a chat up is let finish: what they leave in it is seen by all that follows.
_POINTERS = Sql(
    select(t.chat.c.id, t.chat.c.interview, t.chat.c.paused)
    .where(any_of(t.chat.c.id, "chats"))
    .order_by(t.chat.c.id)
    .with_for_update()
)
_LEAVE = Sql(
    update(t.chat)
    .where(t.chat.c.id == bindparam("of_chat"))
    .values(interview=bindparam("interview"), paused=bindparam("paused"))
)
_EMPTY_INBOX = Sql(
    update(t.inbox)
    .where(any_of(t.inbox.c.chat, "chats"), t.inbox.c.state != t.OPEN)
    .values(
        body=bindparam("nothing"),
        position=literal_column("0"),
        received_at=bindparam("week"),
        failed_at=_null,
    )
)
# Nothing else is held in them, awaited from them or promised to them.
_FREE = Sql(
    select(t.chat.c.id, t.chat.c.messenger, t.chat.c.installation, t.chat.c.address).where(
        any_of(t.chat.c.id, "chats"),
        t.chat.c.interview.is_(None),
        t.chat.c.paused == literal_column("'[]'"),
        t.chat.c.address != _nothing,
        ~t.chat.c.no_invitations,
        ~exists().where(t.interview.c.chat == t.chat.c.id),
        ~exists().where(t.watch.c.chat == t.chat.c.id),
    )
)
_NOT_HANDED = Sql(
    select(t.outbox.c.chat)
    .where(any_of(t.outbox.c.chat, "chats"), t.unsent, ~any_of(t.outbox.c.id, "handed"))
    .distinct()
)
_FORGET_LATER = Sql(
    update(t.sender).where(any_of(t.sender.c.chat, "chats")).values(forget=bindparam("forget"))
)
_FORGET_ADDRESSES = Sql(
    update(t.chat)
    .where(any_of(t.chat.c.id, "chats"))
    .values(lookup=literal_column("'erased ' || chat.id"), address=_nothing)
)
_DELETE_QUEUES = Sql(delete(t.outbox).where(any_of(t.outbox.c.chat, "chats")))
_CLEAR_SENDERS = Sql(
    update(t.sender)
    .where(any_of(t.sender.c.chat, "chats"))
    .values(prompt_turn=_null, prompt_message=_null, prompt_row=_null)
)
_WITH_OPEN_UPDATES = Sql(
    select(t.inbox.c.chat)
    .where(any_of(t.inbox.c.chat, "chats"), t.inbox.c.state == t.OPEN)
    .distinct()
)
_MOVE_UPDATES = Sql(
    update(t.inbox)
    .where(t.inbox.c.chat == bindparam("of_chat"), t.inbox.c.state == t.OPEN)
    .values(chat=bindparam("to"))
)


class Anonymity(Incoming, Attachments):
    """Letting go of who told what."""

    def part(self, chat_id: int, interview: Interview, alias: Pseudonym) -> None:
        """Cut every tie between an interview, as just saved, and its teller.

        It happens just before the commit: a queue that is claimed until then can be sent. The
        interview is called `alias` from then on, if others of the same respondent go on.
        """
        self.parting.append(Parting(chat_id, interview, alias))

    def finish(self) -> None:
        """The last thing before the commit."""
        if not self.parting:
            return
        interviews = self._array([each.interview.id for each in self.parting])
        chats = {each.chat for each in self.parting}
        chats |= {row[0] for row in self._rows(_THEIR_CHATS, interviews=interviews)}
        latest = max(_last_of(each.interview) for each in self.parting)
        self._let_go_of_files(interviews)
        self._coarsen()
        self._use_up_invitations(interviews)
        self._rename(interviews)
        self._run(_DELETE_IDENTITIES, interviews=interviews)
        self._run(_FORGET_PROMPTS, interviews=interviews, chats=self._array(chats))
        self._run(_DELETE_MESSAGES, interviews=interviews)
        parted = [each.interview.id for each in self.parting]
        self._turn_away(self._rows(_POINTERS, chats=self._array(chats)), parted)
        self._run(
            _EMPTY_INBOX,
            chats=self._array(chats),
            nothing=b"",
            week=instant(week_of(self._now or latest)),
        )
        self._forget(chats)
        self.gone += [each.interview.id for each in self.parting]

    def _coarsen(self) -> None:
        """Weeks for dates; no message ids, and nothing that only the running talk needed."""
        interviews, answers = [], []
        for each in self.parting:
            kept = replace(
                in_weeks(each.interview), progress=Progress(), heard_at=None, reminded=Reminded()
            )
            interviews.append(
                {
                    "of_interview": kept.id,
                    "started_at": instant(kept.started_at),
                    "completed_at": instant_or_none(kept.completed_at),
                    "touched_at": instant(_last_of(kept)),
                    "state": changing_columns(kept)["state"],
                }
            )
            answers += [
                {"interview": kept.id, "number": number_of(answer.id), "at": instant(answer.at)}
                for answer in kept.answers
            ]
        self._run_many(_COARSEN, interviews)
        self._run_many(_COARSEN_ANSWER, answers)

    def _use_up_invitations(self, interviews: object) -> None:
        """Those that led to these interviews, or could still lead to the same guide again."""
        guides = {
            study: self._guide_of(study) for study in {p.interview.study for p in self.parting}
        }
        same = [
            p.interview.id for p in self.parting if p.interview.flow == guides[p.interview.study]
        ]
        self._run(_USE_UP, interviews=interviews, with_first=self._array(same))
        self._run(UNBIND, interviews=interviews)  # what is left of them are links

    def _guide_of(self, study: StudyId) -> str | None:
        """The guide that a study's invitations lead to where they name none."""
        found = self.study(study)
        return found.flows[0].flow if found is not None else None

    def _rename(self, interviews: object) -> None:
        """Another name for those whose respondent is still known by another interview."""
        known = {row[0] for row in self._rows(_STILL_KNOWN, interviews=interviews)}
        for each in self.parting:
            if each.interview.id in known:
                self._run(
                    _ADD_RESPONDENT,
                    study=each.interview.study,
                    pseudonym=each.alias,
                    segment=each.interview.segment,
                    erased=False,
                )
                self._run(_RENAME, of_interview=each.interview.id, alias=each.alias)

    def _turn_away(self, pointers: Sequence[Row], interviews: Collection[InterviewId]) -> None:
        """Have chats point to these interviews no more, as active or as set aside."""
        self._run_many(
            _LEAVE,
            [
                {
                    "of_chat": chat,
                    "interview": None if active in interviews else active,
                    "paused": dump([each for each in load(paused) if each not in interviews]),
                }
                for chat, active, paused in pointers
            ],
        )

    def _forget(self, chats: Collection[int]) -> None:
        """Addresses of chats that hold nothing else; what came in meanwhile finds a new chat."""
        free = {row[0]: row[1:] for row in self._rows(_FREE, chats=self._array(chats))}
        if not free:
            return
        ids, handed = self._array(free), self._array(self._handed)
        later = {row[0] for row in self._rows(_NOT_HANDED, chats=ids, handed=handed)}
        if later:  # messages of no interview wait for their next try, and the address with them
            self._run(_FORGET_LATER, chats=self._array(later), forget=True)
        now = sorted(free.keys() - later)
        waiting = [row[0] for row in self._rows(_WITH_OPEN_UPDATES, chats=self._array(now))]
        ids = self._array(now)
        for sql in (_DELETE_QUEUES, _CLEAR_SENDERS, _FORGET_ADDRESSES):
            self._run(sql, chats=ids)
        for chat in waiting:
            messenger, installation, sealed = free[chat]
            place = (messenger, installation, self._vault.open(sealed))
            (new,) = self.chats_at([place]).values()
            self._run(_MOVE_UPDATES, of_chat=chat, to=new)


def _last_of(interview: Interview) -> datetime:
    """When something last happened in an interview that ended."""
    return interview.completed_at or interview.started_at
