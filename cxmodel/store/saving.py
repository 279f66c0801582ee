"""Interviews: begun, loaded for their turns, and saved with all that the turns did."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, literal_column, update

from cxmodel import tables as t
from cxmodel.errors import StaleInterview
from cxmodel.instants import instant, instant_or_none
from cxmodel.interview import Interview, InterviewId
from cxmodel.plain import dump
from cxmodel.records import Chat, Queued, Turned
from cxmodel.store.reading import INTERVIEWS
from cxmodel.store.shapes import (
    Columns,
    answer_columns,
    attachment_columns,
    changing_columns,
    interview_columns,
)
from cxmodel.store.sql import Sql, any_of, insert_row
from cxmodel.store.timers import Timers

_INSERT = Sql(insert_row(t.interview))
_UPDATE = Sql(
    update(t.interview)
    .where(
        t.interview.c.id == bindparam("of_interview"), t.interview.c.version == bindparam("seen")
    )
    .values(
        {
            name: bindparam(name)
            for name in ("segment", "language", "phase", "completed_at", "touched_at", "state")
        }
        | {"version": t.interview.c.version + literal_column("1")}
    )
)
_ADD_RESPONDENT = Sql(insert_row(t.respondent).on_conflict_do_nothing())
_INSERT_ANSWER = Sql(insert_row(t.answer))
_answer_columns = [c.name for c in t.answer.columns if not c.primary_key]
_UPDATE_ANSWER = Sql(
    update(t.answer)
    .where(t.answer.c.interview == bindparam("interview"), t.answer.c.number == bindparam("number"))
    .values({name: bindparam(name) for name in _answer_columns})
)
_INSERT_ATTACHMENT = Sql(insert_row(t.attachment, *t.FETCHING))
_attachment_columns = [
    c.name for c in t.attachment.columns if not c.primary_key and c.name not in t.FETCHING
]
_UPDATE_ATTACHMENT = Sql(
    update(t.attachment)
    .where(
        t.attachment.c.interview == bindparam("interview"),
        t.attachment.c.number == bindparam("number"),
    )
    .values({name: bindparam(name) for name in _attachment_columns})
)
_UPDATE_CHAT = Sql(
    update(t.chat)
    .where(t.chat.c.id == bindparam("of_chat"))
    .values({name: bindparam(name) for name in ("interview", "paused", "refused")})
)
_QUEUE = Sql(insert_row(t.outbox, "id"))
_DONE = Sql(update(t.inbox).where(any_of(t.inbox.c.id, "ids")).values(state=t.DONE))
_BLANK = Sql(
    update(t.inbox)
    .where(any_of(t.inbox.c.id, "ids"))
    .values(state=t.DONE, body=bindparam("nothing"))
)


class Saving(Timers):
    """What a batch of turns reads and writes of interviews: one statement a table."""

    def load_interviews(self, ids: Collection[InterviewId]) -> dict[InterviewId, Interview]:
        """The interviews with these ids, those that exist. Raises BrokenInterview."""
        if not ids:
            return {}
        found: dict[InterviewId, Interview] = {}
        unknown = []
        for row in self._records(INTERVIEWS, ids=self._array(ids)):
            cached = self._cache.get(row["id"], row["version"])
            if cached is None:
                unknown.append(row)
            else:
                found[cached.id] = cached
        loaded = self._complete(unknown)
        self.saved += loaded
        return found | {interview.id: interview for interview in loaded}

    def begin_interview(self, interview: Interview, chat_id: int | None) -> None:
        """Store an interview for the first time, with whatever it holds already.

        Its study, respondent and flow version are there before it. `chat_id` None: imported.
        """
        self._insert([(interview, chat_id)], None)

    def add_interviews(self, interviews: Collection[Interview]) -> int:
        """Store imported interviews and their respondents; how many were new.

        Those that are here already stay as they are, those of erased respondents stay away.
        """
        ids = self._array([interview.id for interview in interviews])
        known = {row["id"] for row in self._records(INTERVIEWS, ids=ids)}
        erased = {study: self.erased(study) for study in {i.study for i in interviews}}
        new = [
            interview
            for interview in interviews
            if interview.id not in known and interview.respondent not in erased[interview.study]
        ]
        self._run_many(_ADD_RESPONDENT, [_respondent_columns(interview) for interview in new])
        self._insert([(interview, None) for interview in new], None)
        return len(new)

    def queue(self, chat_id: int, interview: InterviewId | None, queued: Sequence[Queued]) -> None:
        """Put messages at the end of a chat's queue, outside of any turn."""
        self._run_many(
            _QUEUE, [_outbox_columns(chat_id, interview, each, self._now) for each in queued]
        )

    def queue_each(self, queued: Iterable[tuple[int, Queued]]) -> None:
        """Put messages of no interview at the ends of many chats' queues."""
        self._run_many(
            _QUEUE, [_outbox_columns(chat, None, each, self._now) for chat, each in queued]
        )

    def save(self, turned: Sequence[Turned], now: datetime | None = None) -> None:
        """Store what a batch of turns did, all or nothing.

        `now` is when they were taken, as `take` was told where it is left out.

        Raises StaleInterview where somebody else saved one of the interviews first.
        """
        now = now or self._now
        new = [(after, t.after.id) for t in turned for before, after in t.interviews if not before]
        pairs = [
            (before, after) for t in turned for before, after in t.interviews if before is not None
        ]
        self._insert(new, now)
        self._update(pairs, now)
        self._save_answers(pairs)
        self._save_attachments(pairs)
        self._run_many(
            _UPDATE_CHAT, [_chat_columns(t.after) for t in turned if t.after != t.before]
        )
        self._run_many(_QUEUE, _queued_columns(turned, now))
        self._set_timers(timer for t in turned for timer in t.timers)
        self._settle(_DONE, [row for t in turned if not t.blank for row in t.done])
        self._settle(_BLANK, [row for t in turned if t.blank for row in t.done], nothing=b"")

    def _insert(self, new: Iterable[tuple[Interview, int | None]], now: datetime | None) -> None:
        interviews, answers, attachments = [], [], []
        for interview, chat in new:
            touched = _touched_at(interview, now)
            interviews.append({**interview_columns(interview), "chat": chat, "touched_at": touched})
            answers += [answer_columns(interview.id, answer) for answer in interview.answers]
            attachments += [
                attachment_columns(interview.id, number, attachment)
                for number, attachment in enumerate(interview.attachments)
            ]
            self.saved.append(interview)
        self._run_many(_INSERT, interviews)
        self._run_many(_INSERT_ANSWER, answers)
        self._run_many(_INSERT_ATTACHMENT, attachments)

    def _update(self, pairs: Sequence[tuple[Interview, Interview]], now: datetime | None) -> None:
        rows = [
            {
                "of_interview": before.id,
                "seen": before.version,
                "touched_at": _touched_at(after, now),
                **changing_columns(after),
            }
            for before, after in pairs
        ]
        if self._run_many(_UPDATE, rows) != len(rows):
            raise StaleInterview(
                "an interview was saved by somebody else first; run the turn again"
            )
        self.saved += [replace(after, version=before.version + 1) for before, after in pairs]

    def _save_answers(self, pairs: Sequence[tuple[Interview, Interview]]) -> None:
        new: list[Columns] = []
        changed: list[Columns] = []
        for before, after in pairs:
            old, now = before.answers, after.answers
            changed += [
                answer_columns(after.id, b)
                for a, b in zip(old, now, strict=False)
                if a is not b and a != b
            ]
            new += [answer_columns(after.id, answer) for answer in now[len(old) :]]
        self._run_many(_UPDATE_ANSWER, changed)
        self._run_many(_INSERT_ANSWER, new)

    def _save_attachments(self, pairs: Sequence[tuple[Interview, Interview]]) -> None:
        new: list[Columns] = []
        changed: list[Columns] = []
        for before, after in pairs:
            known = len(before.attachments)
            for number, attachment in enumerate(after.attachments):
                if number >= known:
                    new.append(attachment_columns(after.id, number, attachment))
                elif attachment != before.attachments[number]:
                    changed.append(attachment_columns(after.id, number, attachment))
        self._run_many(_UPDATE_ATTACHMENT, changed)
        self._run_many(_INSERT_ATTACHMENT, new)

    def _settle(self, sql: Sql, rows: list[int], **values: Any) -> None:
        if rows:
            self._run(sql, ids=self._array(rows), **values)


def _touched_at(interview: Interview, now: datetime | None) -> str:
    """When something last happened; without a clock, when the last answer was given."""
    if now is not None:
        return instant(now)
    return instant(max([interview.started_at, *(answer.at for answer in interview.answers)]))


def _chat_columns(chat: Chat) -> Columns:
    return {
        "of_chat": chat.id,
        "interview": chat.interview,
        "paused": dump(chat.paused),
        "refused": chat.refused,
    }


def _respondent_columns(interview: Interview) -> Columns:
    return {
        "study": interview.study,
        "pseudonym": interview.respondent,
        "segment": interview.segment,
        "erased": False,
    }


def _queued_columns(turned: Sequence[Turned], now: datetime | None) -> list[Columns]:
    return [
        _outbox_columns(each.after.id, interview, queued, now)
        for each in turned
        for interview, queued in each.queued
    ]


def _outbox_columns(
    chat: int, interview: InterviewId | None, queued: Queued, now: datetime | None
) -> Columns:
    return {
        "chat": chat,
        "interview": interview,
        "turn": queued.turn,
        "body": dump(queued.body),
        "prompt": queued.prompt,
        "state": "queued",
        "not_before": None,
        "attempts": 0,
        "message": None,
        "error": "",
        "created_at": instant_or_none(now),
        "sent_at": None,
    }
