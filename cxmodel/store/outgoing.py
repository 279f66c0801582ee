"""The outbox: a chat's queue is leased to one sender at a time, who marks what became of it.

What takes its time (a body that says `slow`) leaves the queue where it is met: it is marked `slow`,
and leased by itself from then on, so that neither the queue nor the chat's turns wait for it. Its
lease ends at its `not_before`; `attempts` grows with every claim of it and makes its fence, which
is below zero: those of queues are above.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, exists, func, literal_column, or_, select, update

from cxmodel import tables as t
from cxmodel.instants import instant, instant_or_none
from cxmodel.interview import InterviewId, Phase
from cxmodel.plain import load
from cxmodel.records import Claim, OutboxRow, Sent
from cxmodel.store.changes import Changes
from cxmodel.store.incoming import PLACE, Place
from cxmodel.store.reading import CHAT_COLUMNS, OUTBOX_COLUMNS
from cxmodel.store.sql import Params, Sql, any_of

_in_line = and_(t.unsent, t.outbox.c.state != t.SLOW)

_heads = (
    select(t.outbox.c.chat, func.min(t.outbox.c.id).label("first"))
    .where(_in_line)
    .group_by(t.outbox.c.chat)
    .subquery("heads")
)
_SENDABLE = Sql(
    select(*CHAT_COLUMNS, t.sender.c.fence, t.sender.c.lease_until)
    .join_from(t.chat, t.sender)
    .join(_heads, _heads.c.chat == t.chat.c.id)
    .join(t.outbox, t.outbox.c.id == _heads.c.first)
    .where(
        or_(t.sender.c.lease_until.is_(None), t.sender.c.lease_until <= bindparam("now")),
        or_(t.outbox.c.not_before.is_(None), t.outbox.c.not_before <= bindparam("now")),
        any_of(PLACE, "places"),
    )
    .order_by(_heads.c.first)
    .limit(bindparam("limit"))
    .with_for_update(of=t.sender, skip_locked=True, key_share=True)
)
# What an anonymous interview ends with goes now or never: its rows leave with this commit.
_LAST = Sql(
    select(*CHAT_COLUMNS, t.sender.c.fence, t.sender.c.lease_until)
    .join_from(t.chat, t.sender)
    .where(
        any_of(t.chat.c.id, "chats"),
        exists().where(t.outbox.c.chat == t.chat.c.id, _in_line),
        or_(t.sender.c.lease_until.is_(None), t.sender.c.lease_until <= bindparam("now")),
    )
    .order_by(t.chat.c.id)
    .with_for_update(of=t.sender, skip_locked=True, key_share=True)
)
_LEASE = Sql(
    update(t.sender)
    .where(any_of(t.sender.c.chat, "chats"))
    .values(lease_until=bindparam("lease_until"), fence=t.sender.c.fence + literal_column("1"))
)
_UNSENT = Sql(
    select(*OUTBOX_COLUMNS, t.outbox.c.not_before)
    .where(any_of(t.outbox.c.chat, "chats"), _in_line)
    .order_by(t.outbox.c.chat, t.outbox.c.id)
)
_SLOW = Sql(
    select(*CHAT_COLUMNS, *OUTBOX_COLUMNS)
    .join_from(t.outbox, t.chat, t.chat.c.id == t.outbox.c.chat)
    .join(t.sender, t.sender.c.chat == t.chat.c.id)
    .where(
        t.unsent,
        t.outbox.c.state == t.SLOW,
        or_(t.outbox.c.not_before.is_(None), t.outbox.c.not_before <= bindparam("now")),
        any_of(PLACE, "places"),
    )
    .order_by(t.outbox.c.id)
    .limit(bindparam("limit"))
    .with_for_update(of=t.outbox, skip_locked=True, key_share=True)
)
_LEASE_SLOW = Sql(
    update(t.outbox)
    .where(any_of(t.outbox.c.id, "rows"))
    .values(not_before=bindparam("lease_until"), attempts=t.outbox.c.attempts + literal_column("1"))
)
_HELD = Sql(
    select(
        t.outbox.c.id,
        t.outbox.c.turn,
        t.outbox.c.prompt,
        t.outbox.c.interview,
        t.outbox.c.attempts,
        (t.outbox.c.state == t.SLOW).label("slow"),
        t.sender.c.chat,
        t.sender.c.fence,
        t.sender.c.forget,
        t.sender.c.prompt_turn,
    )
    .join_from(t.outbox, t.sender, t.sender.c.chat == t.outbox.c.chat)
    .where(any_of(t.outbox.c.id, "rows"), t.unsent)
    .with_for_update(of=[t.sender, t.outbox], key_share=True)
)
_MARK = Sql(
    update(t.outbox)
    .where(t.outbox.c.id == bindparam("row"))
    .values(
        state=bindparam("state"),
        message=bindparam("message"),
        not_before=bindparam("not_before"),
        error=bindparam("error"),
        sent_at=bindparam("sent_at"),
        attempts=t.outbox.c.attempts + bindparam("tries"),
    )
)
_EMPTY = Sql(
    update(t.outbox)
    .where(any_of(t.outbox.c.id, "rows"))
    .values(body=literal_column("'{}'"), message=literal_column("NULL"))
)
_PROMPTED = Sql(
    update(t.sender)
    .where(t.sender.c.chat == bindparam("of_chat"))
    .values(
        prompt_turn=bindparam("prompt_turn"),
        prompt_message=bindparam("prompt_message"),
        prompt_row=bindparam("prompt_row"),
        prompt_unsure=bindparam("prompt_unsure"),
    )
)
_PROMPTS = Sql(
    select(t.sender.c.chat, t.outbox.c.body)
    .join_from(t.sender, t.outbox, t.outbox.c.id == t.sender.c.prompt_row)
    .where(any_of(t.sender.c.chat, "chats"))
)
_TURN = Sql(
    select(t.outbox.c.turn).where(
        t.outbox.c.interview == bindparam("interview"), t.outbox.c.message == bindparam("message")
    )
)
_RELEASE = Sql(
    update(t.sender)
    .where(t.sender.c.chat == bindparam("of_chat"), t.sender.c.fence == bindparam("held"))
    .values(lease_until=literal_column("NULL"))
)
_FREE = Sql(
    update(t.sender)
    .where(t.sender.c.lease_until.is_not(None))
    .values(lease_until=literal_column("''"))
)
_FREE_SLOW = Sql(
    update(t.outbox)
    .where(t.unsent, t.outbox.c.state == t.SLOW)
    .values(not_before=literal_column("NULL"))
)
_KILL_QUEUE = Sql(
    update(t.outbox)
    .where(t.outbox.c.chat == bindparam("of_chat"), t.unsent)
    .values(state=t.DEAD, error=literal_column("'unreachable'"))
)
_LOSE = Sql(
    update(t.interview)
    .where(
        t.interview.c.id
        == select(t.chat.c.interview).where(t.chat.c.id == bindparam("of_chat")).scalar_subquery(),
        any_of(t.interview.c.phase, "phases"),
    )
    .values(phase=bindparam("phase"), version=t.interview.c.version + literal_column("1"))
)
_VISIBLE = frozenset({"sent", "uncertain"})
"""What a prompt's row may be once its chat can have seen it."""

LOSABLE = sorted(
    phase.value
    for phase in Phase
    if phase
    not in {Phase.COMPLETED, Phase.DECLINED, Phase.WITHDRAWN, Phase.EXPIRED, Phase.UNREACHABLE}
)
"""Phases from which an interview can become unreachable: it had not ended."""


class Outgoing(Changes):
    """Messages on their way out."""

    def claim(
        self, messengers: Collection[Place], now: datetime, lease: timedelta, limit: int = 64
    ) -> list[Claim]:
        """Lease up to `limit` chats' queues, the longest waiting first, each whole and in order.

        Left out: a chat under a live lease, and one whose first unsent row must wait. A queue
        ends before the first row that must wait. Chats whose interview is about to lose its ties
        are always among them, with all of their queue.
        """
        places = self._array(
            [f"{messenger}/{installation}" for messenger, installation in messengers]
        )
        last = {each.chat for each in self.parting}
        chats = self._rows(_LAST, chats=self._array(last), now=instant(now)) if last else []
        chats += [
            chat
            for chat in self._rows(_SENDABLE, places=places, now=instant(now), limit=limit)
            if chat[0] not in last
        ]
        if not chats:
            return []
        queues = self._queues([chat[0] for chat in chats], instant(now), last)
        self._handed |= {row.id for chat in last & queues.keys() for row in queues[chat]}
        leased = self._array(list(queues))
        self._run(_LEASE, chats=leased, lease_until=instant(now + lease))
        claimed = [
            Claim(
                self._chat(chat),
                fence + 1,
                _queue(queues[chat[0]], lost=lease_until is not None),
                fleeting=chat[0] in last,
            )
            for *chat, fence, lease_until in chats
            if chat[0] in queues
        ]
        return self._with_prompts(claimed)

    def claim_slow(
        self, messengers: Collection[Place], now: datetime, lease: timedelta, limit: int
    ) -> list[Claim]:
        """Lease up to `limit` rows that left their queues because they take their time.

        Each is a claim of its own, whose fence is the row's. A row whose sender died is due again
        when its lease ends.
        """
        places = self._array(
            [f"{messenger}/{installation}" for messenger, installation in messengers]
        )
        found = self._rows(_SLOW, places=places, now=instant(now), limit=limit)
        claims = []
        for columns in found:
            chat = self._chat(columns[: len(CHAT_COLUMNS)])
            row = self._outbox_row(columns[len(CHAT_COLUMNS) :])
            claims.append(Claim(chat, -row.attempts - 1, (row,)))
        if claims:
            rows = self._array([claim.rows[0].id for claim in claims])
            self._run(_LEASE_SLOW, rows=rows, lease_until=instant(now + lease))
        return claims

    def mark(self, sent: Sequence[Sent], now: datetime | None = None) -> set[int]:
        """Note what became of claimed rows; ids of those that were still claimed.

        Those of a lease that was lost are left alone. A prompt that was sent, or may have been,
        becomes the prompt of its chat. `now` is when they were sent.
        """
        if not sent:
            return set()
        rows = self._records(_HELD, rows=self._array([each.row for each in sent]))
        held = {row["id"]: row for row in rows}
        ours = [each for each in sent if _is_held(each, held.get(each.row))]
        self._may_forget |= any(row["forget"] for row in rows)
        self._run_many(_MARK, [_marked_columns(each, held[each.row], now) for each in ours])
        # Pages, cards and look-ups name interviews and accounts that they do not belong to: once
        # they are out, nobody shall find there what erasing and parting look for elsewhere.
        if spent := [each.row for each in ours if _is_spent(each, held[each.row])]:
            self._run(_EMPTY, rows=self._array(spent))
        self._run_many(
            _PROMPTED,
            [
                {
                    "of_chat": each.chat,
                    "prompt_turn": held[each.row]["turn"],
                    "prompt_message": each.message,
                    "prompt_row": each.row,
                    # Asked again: it could be read and answered before this message of it.
                    "prompt_unsure": each.unsure
                    or held[each.row]["prompt_turn"] == held[each.row]["turn"],
                }
                for each in sorted(ours, key=lambda each: each.row)
                if each.state in _VISIBLE and held[each.row]["prompt"]
            ],
        )
        return {each.row for each in ours}

    def turn_of(self, interview: InterviewId, message: str) -> int | None:
        """The turn that a message was sent at in an interview; None for one that is not known."""
        row = self._row(_TURN, interview=interview, message=message)
        return None if row is None else int(row[0])

    def release(self, claims: Sequence[Claim]) -> None:
        """Give leases back; one that was lost meanwhile stays with whoever has it."""
        self._run_many(
            _RELEASE,
            [
                {"of_chat": claim.chat.id, "held": claim.fence}
                for claim in sorted(claims, key=lambda claim: claim.chat.id)
            ],
        )

    def free_leases(self) -> None:
        """Let every lease run out now: for a server that knows that it is the only one."""
        self._run(_FREE)
        self._run(_FREE_SLOW)

    def unreachable(self, chat_id: int) -> None:
        """The person blocked us: nothing is sent to the chat, its interview is unreachable."""
        self._run(_KILL_QUEUE, of_chat=chat_id)
        self._run(
            _LOSE, of_chat=chat_id, phases=self._array(LOSABLE), phase=Phase.UNREACHABLE.value
        )

    def _with_prompts(self, claims: list[Claim]) -> list[Claim]:
        chats = [claim.chat.id for claim in claims if _edits_prompt(claim)]
        if not chats:
            return claims
        bodies: dict[int, str] = dict(self._rows(_PROMPTS, chats=self._array(chats)))
        return [
            replace(claim, prompt=load(bodies[claim.chat.id])) if claim.chat.id in bodies else claim
            for claim in claims
        ]

    def _queues(
        self, chats: list[int], now: str, whole: Collection[int]
    ) -> dict[int, list[OutboxRow]]:
        """Unsent rows by chat up to the first that must wait, read anew under the lock.

        Those of the chats in `whole` do not wait.
        """
        queues: dict[int, list[OutboxRow]] = {}
        waiting: set[int] = set()
        for *row, not_before in self._rows(_UNSENT, chats=self._array(chats)):
            chat = row[0]
            if not_before is not None and not_before > now and chat not in whole:
                waiting.add(chat)
            if chat not in waiting:
                queues.setdefault(chat, []).append(self._outbox_row(row))
        return queues


def _queue(rows: list[OutboxRow], *, lost: bool) -> tuple[OutboxRow, ...]:
    """A queue whose former holder died may have lost its first message on the way, or sent it."""
    if not lost:
        return tuple(rows)
    first, *others = rows
    return (replace(first, uncertain=True), *others)


def _edits_prompt(claim: Claim) -> bool:
    """Whether a row of the queue redraws or settles the prompt that was sent before it."""
    return any(row.turn == claim.chat.prompt_turn and not row.prompt for row in claim.rows)


def _is_held(sent: Sent, row: Params | None) -> bool:
    """Whether the row still waits, and under the lease that it was sent under."""
    if row is None:
        return False
    fence = -row["attempts"] if row["slow"] else row["fence"]
    return (row["chat"], fence) == (sent.chat, sent.fence)


def _is_spent(sent: Sent, row: Params) -> bool:
    """Whether a row's body is of no more use: of no interview, no prompt, and done with."""
    is_done = sent.state in {"sent", "dead"}
    return is_done and row["interview"] is None and not row["prompt"]


def _marked_columns(sent: Sent, row: Params, now: datetime | None) -> dict[str, Any]:
    # A slow row's try was counted when it was claimed; leaving the queue for it is none.
    is_try = not row["slow"] and sent.state != "slow"
    return {
        "row": sent.row,
        "state": sent.state,
        "message": sent.message,
        "not_before": instant_or_none(sent.not_before),
        "error": sent.error,
        "sent_at": instant_or_none(now) if sent.state == "sent" else None,
        "tries": int(is_try),
    }
