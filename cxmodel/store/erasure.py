"""Forgetting a respondent: identity, words and addresses go, a tombstone stays."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import bindparam, case, delete, exists, func, literal_column, select, update

from cxmodel import tables as t
from cxmodel.drafts import ERASED
from cxmodel.instants import moment
from cxmodel.interview import InterviewId, Phase, Pseudonym, StudyId
from cxmodel.overlay import Place
from cxmodel.store.anonymity import UNBIND, Anonymity
from cxmodel.store.drafts import Drafts
from cxmodel.store.sql import Row, Sql, any_of
from cxmodel.store.timers import UNSET

_of_respondent = (
    t.interview.c.study == bindparam("study"),
    t.interview.c.respondent == bindparam("respondent"),
)
# Chats are locked before interviews, as a turn does.
_THEIR_CHATS = Sql(
    select(t.chat.c.id, t.chat.c.interview, t.chat.c.paused)
    .where(t.chat.c.id.in_(select(t.interview.c.chat).where(*_of_respondent)))
    .order_by(t.chat.c.id)
    .with_for_update(key_share=True)
)
_THEIR_INTERVIEWS = Sql(
    select(t.interview.c.id, t.interview.c.started_at)
    .where(*_of_respondent)
    .order_by(t.interview.c.started_at)
)
_BURY = Sql(
    update(t.respondent)
    .where(
        t.respondent.c.study == bindparam("study"),
        t.respondent.c.pseudonym == bindparam("respondent"),
        ~t.respondent.c.erased,
    )
    .values(erased=bindparam("gone"), segment=literal_column("NULL"))
)
_DELETE_IDENTITY = Sql(
    delete(t.identity).where(
        t.identity.c.study == bindparam("study"), t.identity.c.respondent == bindparam("respondent")
    )
)
_DELETE_ANSWERS = Sql(delete(t.answer).where(any_of(t.answer.c.interview, "interviews")))
_EMPTY_INTERVIEWS = Sql(
    update(t.interview)
    .where(any_of(t.interview.c.id, "interviews"))
    .values(
        phase=literal_column(f"'{Phase.WITHDRAWN.value}'"),
        segment=literal_column("NULL"),
        chat=literal_column("NULL"),
        state=literal_column("'{}'"),
        version=t.interview.c.version + literal_column("1"),
    )
)
# What hid a quote of theirs: the id of its evidence begins with the interview's.
_DELETE_MARKS = Sql(
    delete(t.overlay).where(
        t.overlay.c.study == bindparam("study"),
        t.overlay.c.place == literal_column(f"'{Place.QUOTE.value}'"),
        func.substr(t.overlay.c.key, 1, bindparam("length")) == bindparam("of_interview"),
    )
)
_EMPTY_OUTBOX = Sql(
    update(t.outbox)
    .where(any_of(t.outbox.c.interview, "interviews"))
    .values(body=literal_column("'{}'"))
)
_DROP_QUEUE = Sql(
    update(t.outbox)
    .where(any_of(t.outbox.c.interview, "interviews"), t.unsent)
    .values(state=t.DEAD, error=literal_column("'erased'"))
)
_EMPTY_INBOX = Sql(
    update(t.inbox)
    .where(any_of(t.inbox.c.chat, "chats"), t.inbox.c.state != t.OPEN)
    .values(body=bindparam("nothing"))
)
_TO_FORGET = Sql(
    update(t.sender)
    .where(
        any_of(t.sender.c.chat, "chats"),
        ~exists().where(t.interview.c.chat == t.sender.c.chat),
    )
    .values(forget=bindparam("forget"), prompt_message=literal_column("NULL"))
)
_forgotten = select(t.sender.c.chat).where(
    t.sender.c.forget,
    ~exists().where(t.outbox.c.chat == t.sender.c.chat, t.unsent),
    ~exists().where(t.inbox.c.chat == t.sender.c.chat, t.inbox.c.state == t.OPEN),
    # They may have come back and begun anew before the goodbye was out.
    ~exists().where(t.interview.c.chat == t.sender.c.chat),
)
_to_be_forgotten = (t.chat.c.id.in_(_forgotten), t.chat.c.address != literal_column("''"))
# Whoever has looked a chat up is let finish first: something may wait in it then.
_HOLD_FORGOTTEN = Sql(
    select(t.chat.c.id).where(*_to_be_forgotten).order_by(t.chat.c.id).with_for_update()
)
_FORGET_ADDRESS = Sql(
    update(t.chat)
    .where(*_to_be_forgotten, any_of(t.chat.c.id, "chats"))
    .values(
        # Who said "never" is to be known again, though nobody could write to them by this.
        lookup=case(
            (t.chat.c.no_invitations, t.chat.c.lookup), else_=literal_column("'erased ' || chat.id")
        ),
        address=literal_column("''"),
    )
)


class Erasure(Anonymity, Drafts):
    """The right to be forgotten."""

    def erase(self, study: StudyId | str, pseudonym: Pseudonym | str) -> bool:
        """Forget a respondent; False where there is none (any more).

        To be called before `save`, which then must leave their interviews out. What is queued
        after it, a goodbye, is still sent; the chat's address goes with it.
        """
        whose = {"study": study, "respondent": pseudonym}
        chats = self._rows(_THEIR_CHATS, **whose)
        if not self._run(_BURY, gone=True, **whose):
            return False
        self._run(_DELETE_IDENTITY, **whose)
        theirs = self._rows(_THEIR_INTERVIEWS, **whose)
        if interviews := [InterviewId(row[0]) for row in theirs]:
            self._empty(self._array(interviews))
            self._leave(chats, interviews)
            self.hold_study(study)  # a draft that is being kept is there before us, or sees us
            self.outdate(study, moment(theirs[0][1]), ERASED, empty=True)
            self._unmark(study, interviews)
            self.gone += interviews
        return True

    def finish(self) -> None:
        """The last thing before the commit: bodies and addresses that nothing needs any more."""
        super().finish()
        if self._left_chats:
            self._run(_EMPTY_INBOX, chats=self._array(self._left_chats), nothing=b"")
        if self._may_forget and (held := self._rows(_HOLD_FORGOTTEN)):
            self._run(_FORGET_ADDRESS, chats=self._array([row[0] for row in held]))

    def _empty(self, interviews: Any) -> None:
        """Everything said in these interviews, and sent about it."""
        emptying = (_DELETE_ANSWERS, _EMPTY_INTERVIEWS, UNSET, UNBIND, _EMPTY_OUTBOX, _DROP_QUEUE)
        for sql in emptying:
            self._run(sql, interviews=interviews)
        self._delete_files(interviews)  # after the interviews: who keeps a file locks in that order

    def _unmark(self, study: str, interviews: Iterable[InterviewId]) -> None:
        """Marks on their quotes: they would say for ever that there was something to hide."""
        heads = [f"{interview}/" for interview in interviews]
        self._run_many(
            _DELETE_MARKS,
            [{"study": study, "of_interview": head, "length": len(head)} for head in heads],
        )

    def _leave(self, chats: Sequence[Row], interviews: list[InterviewId]) -> None:
        """Chats turn to what else is held in them; those with nothing else are forgotten."""
        self._turn_away(chats, interviews)
        self._left_chats |= {row[0] for row in chats}
        self._run(_TO_FORGET, chats=self._array(self._left_chats), forget=True)
        self._may_forget = True
