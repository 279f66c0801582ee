"""The inbox: updates are stored once, handed out with their chat locked, set aside if they fail."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, case, func, literal_column, or_, select, update

from cxmodel import tables as t
from cxmodel.instants import instant
from cxmodel.records import InboxRow, Received, Waiting
from cxmodel.store.changes import Changes
from cxmodel.store.reading import CHAT_COLUMNS
from cxmodel.store.sql import Sql, any_of, insert_row

TRIES = 5  # after so many failed turns an update is set aside
HASH_LENGTH = 64  # of an event's key; ids of platforms are shorter
ROWS_A_CHAT = 64  # of one chat in one batch, so that a flood does not hold up its neighbours

Place = tuple[str, str]
"""A messenger and an installation of the bot on it."""

Address = tuple[str, str, str]
"""Messenger, installation, and the platform's id of a chat there."""

EventKey = tuple[str, str, str]
"""Messenger, installation, and the keyed hash of the platform's id of an event."""

PLACE = t.chat.c.messenger + literal_column("'/'") + t.chat.c.installation

# Held until the commit, so that a chat does not lose its address between being looked up and being
# written to: whoever lets go of one waits, or is waited for, and its lookup has changed.
_CHATS = Sql(
    select(t.chat.c.lookup, t.chat.c.id, t.chat.c.address == literal_column("''"))
    .where(any_of(t.chat.c.lookup, "lookups"))
    .order_by(t.chat.c.id)
    .with_for_update(read=True, key_share=True)
)
_READDRESS = Sql(
    update(t.chat).where(t.chat.c.id == bindparam("of_chat")).values(address=bindparam("to"))
)
_NEW_CHAT = Sql(insert_row(t.chat, "id", "no_invitations").on_conflict_do_nothing())
_NEW_SENDER = Sql(insert_row(t.sender).on_conflict_do_nothing())
_RECEIVE = Sql(insert_row(t.inbox, "id").on_conflict_do_nothing())


def _waiting(*, only: bool) -> Select[Any]:
    """Chats with open rows, the longest waiting first, locked; those others hold are skipped."""
    open_rows = select(t.inbox.c.chat, func.min(t.inbox.c.id).label("first")).where(
        t.inbox.c.state == t.OPEN
    )
    if only:
        open_rows = open_rows.where(t.inbox.c.chat == bindparam("only"))
    oldest = open_rows.group_by(t.inbox.c.chat).subquery("oldest")
    return (
        select(*CHAT_COLUMNS)
        .outerjoin_from(t.chat, t.sender)
        .join(oldest, oldest.c.chat == t.chat.c.id)
        .where(
            any_of(PLACE, "places"),
            or_(t.sender.c.lease_until.is_(None), t.sender.c.lease_until <= bindparam("now")),
        )
        .order_by(oldest.c.first)
        .limit(bindparam("limit"))
        # "No key": rows that refer to the chat can still be inserted meanwhile.
        .with_for_update(of=t.chat, skip_locked=True, key_share=True)
    )


_WAITING = Sql(_waiting(only=False))
_WAITING_ONLY = Sql(_waiting(only=True))
_ranked = (
    select(
        t.inbox.c.chat,
        t.inbox.c.id,
        t.inbox.c.body,
        t.inbox.c.attempts,
        func.row_number()
        .over(partition_by=t.inbox.c.chat, order_by=[t.inbox.c.position, t.inbox.c.id])
        .label("rank"),
    )
    .where(t.inbox.c.state == t.OPEN, any_of(t.inbox.c.chat, "chats"))
    .subquery("ranked")
)
_OPEN_ROWS = Sql(
    select(_ranked.c.chat, _ranked.c.id, _ranked.c.body, _ranked.c.attempts)
    .where(_ranked.c.rank <= literal_column(str(ROWS_A_CHAT)))
    .order_by(_ranked.c.chat, _ranked.c.rank)
)
_FAIL = Sql(
    update(t.inbox)
    .where(any_of(t.inbox.c.id, "ids"), t.inbox.c.state == t.OPEN)
    .values(
        attempts=t.inbox.c.attempts + literal_column("1"),
        failed_at=bindparam("failed_at"),
        state=case(
            (t.inbox.c.attempts + literal_column("1") >= literal_column(str(TRIES)), t.POISON),
            else_=t.OPEN,
        ),
    )
    .returning(t.inbox.c.id, t.inbox.c.state)
)

_PLAIN_EVENTS = Sql(
    select(t.inbox.c.id, t.inbox.c.messenger, t.inbox.c.installation, t.inbox.c.event).where(
        func.length(t.inbox.c.event) != literal_column(str(HASH_LENGTH))
    )
)
_HASH_EVENT = Sql(
    update(t.inbox).where(t.inbox.c.id == bindparam("row")).values(event=bindparam("event"))
)


class Incoming(Changes):
    """Updates on their way in."""

    def receive(self, rows: Sequence[Received]) -> int:
        """Store raw updates and their chats; how many were new.

        An update without a chat is kept and done at once.
        """
        chats = self.chats_at({address for row in rows if (address := _address(row)) is not None})
        events = {self._key(row): row for row in reversed(rows)}  # of one twice, the first is kept
        # In order of event: batches with the same events never wait for each other in a ring.
        in_order = sorted(events, key=lambda key: _order(events[key]))
        columns = [self._inbox_columns(events[key], key, chats) for key in in_order]
        return self._run_many(_RECEIVE, columns)

    def hash_events(self) -> None:
        """Turn ids of events that an earlier release stored plainly into keyed hashes."""
        plain = self._rows(_PLAIN_EVENTS)
        self._run_many(
            _HASH_EVENT, [{"row": row, "event": self._event(*event)} for row, *event in plain]
        )

    def take(
        self,
        messengers: Collection[Place],
        now: datetime,
        limit: int = 64,
        only_chat: int | None = None,
    ) -> list[Waiting]:
        """Lock up to `limit` chats that have open updates, and hand those out, oldest first.

        Skipped are a chat that another process holds, and one that is being sent to: look again
        when the one has committed and the other was released.
        """
        self._now = now
        places = self._array(
            [f"{messenger}/{installation}" for messenger, installation in messengers]
        )
        chats = (
            self._rows(_WAITING, places=places, now=instant(now), limit=limit)
            if only_chat is None
            else self._rows(_WAITING_ONLY, places=places, now=instant(now), limit=1, only=only_chat)
        )
        if not chats:
            return []
        # Read after the lock: what was open a moment before may be done by now.
        open_rows: dict[int, list[InboxRow]] = {}
        ids = self._array([chat[0] for chat in chats])
        for chat, row, body, attempts in self._rows(_OPEN_ROWS, chats=ids):
            open_rows.setdefault(chat, []).append(InboxRow(row, body, attempts))
        return [
            Waiting(self._chat(chat), tuple(open_rows[chat[0]]))
            for chat in chats
            if chat[0] in open_rows
        ]

    def fail(self, inbox_ids: Collection[int], now: datetime) -> list[int]:
        """Count a failed turn of these updates; those that failed too often are set aside.

        The ids set aside (poison) are returned.
        """
        if not inbox_ids:
            return []
        failed = self._rows(_FAIL, ids=self._array(inbox_ids), failed_at=instant(now))
        return sorted(row for row, state in failed if state == "poison")

    def chats_at(self, addresses: Collection[Address]) -> dict[Address, int]:
        """Ids of the chats with these addresses; those that are not known yet are made."""
        wanted = {self.chat_lookup(*address): address for address in addresses}
        if not wanted:
            return {}
        chats = self._chat_ids(wanted)
        missing = sorted(wanted.keys() - chats.keys())
        if missing:
            self._run_many(_NEW_CHAT, [self._chat_columns(key, wanted[key]) for key in missing])
            made = self._chat_ids({key: wanted[key] for key in missing})
            self._run_many(_NEW_SENDER, [_sender_columns(chat) for chat in made.values()])
            chats |= made
        return {wanted[lookup]: chat for lookup, chat in chats.items()}

    def _chat_ids(self, wanted: Mapping[str, Address]) -> dict[str, int]:
        """Those that are there; one whose address was forgotten gets it back."""
        found = self._rows(_CHATS, lookups=self._array(wanted))
        self._run_many(
            _READDRESS,
            [
                {"of_chat": chat, "to": self._vault.seal(wanted[lookup][2])}
                for lookup, chat, has_none in found
                if has_none
            ],
        )
        return {lookup: chat for lookup, chat, _ in found}

    def _chat_columns(self, lookup: str, address: Address) -> dict[str, Any]:
        messenger, installation, chat = address
        return {
            "messenger": messenger,
            "installation": installation,
            "lookup": lookup,
            "address": self._vault.seal(chat),
            "interview": None,
            "paused": "[]",
            "refused": False,
        }

    def _key(self, row: Received) -> EventKey:
        event = row.messenger, row.installation, row.event
        return row.messenger, row.installation, self._event(*event)

    def _event(self, *event: str) -> str:
        # Of the platform's id a keyed hash is enough, and it may hold the sender's account.
        return self._vault.lookup("event", *event)

    def _inbox_columns(
        self, row: Received, key: EventKey, chats: Mapping[Address, int]
    ) -> dict[str, Any]:
        address = _address(row)
        messenger, installation, event = key
        return {
            "messenger": messenger,
            "installation": installation,
            "event": event,
            "chat": None if address is None else chats[address],
            "position": row.position,
            "body": row.body,
            "received_at": instant(row.at),
            "state": "done" if address is None else "open",
            "attempts": 0,
            "failed_at": None,
        }


def _address(row: Received) -> Address | None:
    return None if row.chat is None else (row.messenger, row.installation, row.chat)


def _order(row: Received) -> tuple[str, str, str]:
    return row.messenger, row.installation, row.event


def _sender_columns(chat: int) -> dict[str, Any]:
    return {
        "chat": chat,
        "lease_until": None,
        "fence": 0,
        "prompt_turn": None,
        "prompt_message": None,
        "prompt_row": None,
        "prompt_unsure": False,
        "forget": False,
    }
