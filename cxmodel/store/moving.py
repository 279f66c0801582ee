"""Interviews pinned to another version of their flow, beside a server that works on their chats."""

from datetime import datetime

from sqlalchemy import bindparam, select, update

from cxmodel import tables as t
from cxmodel.instants import instant
from cxmodel.interview import InterviewId
from cxmodel.records import Chat
from cxmodel.store.changes import Changes
from cxmodel.store.sql import Sql, insert_row
from cxmodel.store.timers import CALL, LAST

ASK = b"ask"
"""The body of an update that no platform sent: say again what waits. It is not JSON."""

# As a turn holds it, but waiting for a turn under way instead of leaving the chat to it.
_HOLD_CHAT = Sql(
    select(t.chat.c.id)
    .where(
        t.chat.c.id
        == select(t.interview.c.chat)
        .where(t.interview.c.id == bindparam("interview"))
        .scalar_subquery()
    )
    .with_for_update(of=t.chat, key_share=True)
)
_OPEN_ROW = Sql(
    select(t.inbox.c.id)
    .where(
        t.inbox.c.chat == bindparam("chat"),
        t.inbox.c.state == t.OPEN,
        t.inbox.c.body != bindparam("ask"),
        t.inbox.c.body != bindparam("call"),
    )
    .limit(1)
)
_PIN = Sql(
    update(t.interview)
    .where(t.interview.c.id == bindparam("of_interview"))
    .values(flow_version=bindparam("pinned"))
)
_ASK = Sql(insert_row(t.inbox, "id").on_conflict_do_nothing())


class Moving(Changes):
    """One chat held still while its interview is moved."""

    def hold_chat(self, interview: InterviewId) -> Chat | None:
        """The chat of an interview, locked until the commit; None where it has none.

        Waits for a turn under way. Raises StoreUnavailable where that takes too long.
        """
        held = self._row(_HOLD_CHAT, interview=interview)
        return None if held is None else self.chat(held[0])

    def has_open_updates(self, chat: int) -> bool:
        """Whether something that somebody wrote in this chat waits for its turn."""
        return self._row(_OPEN_ROW, chat=chat, ask=ASK, call=CALL) is not None

    def pin(self, interview: InterviewId, version: str) -> None:
        """Pin an interview to a flow version, whose text is there; to be followed by its save."""
        self._run(_PIN, of_interview=interview, pinned=version)

    def ask_again(self, chat: Chat, event: str, now: datetime) -> None:
        """Have the chat's next turn say again what waits; once for each `event`."""
        self._run(
            _ASK,
            messenger=chat.messenger,
            installation=chat.installation,
            event=self._vault.lookup("event", chat.messenger, chat.installation, event),
            chat=chat.id,
            position=LAST,
            body=ASK,
            received_at=instant(now),
            state="open",
            attempts=0,
            failed_at=None,
        )
