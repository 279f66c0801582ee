"""Invitations sent to accounts: who may be asked, where to write to them, who hears of it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import and_, bindparam, literal_column, or_, select, update

from cxmodel import tables as t
from cxmodel.instants import instant
from cxmodel.interview import StudyId
from cxmodel.records import Person, Watcher
from cxmodel.store.incoming import Incoming
from cxmodel.store.people import INTERVIEWED, People
from cxmodel.store.sql import Sql, any_of, insert_row
from cxmodel.study import StudyFlow

_UNWILLING = Sql(
    select(t.chat.c.lookup).where(any_of(t.chat.c.lookup, "lookups"), t.chat.c.no_invitations)
)
_INTERVIEWED = Sql(
    select(t.identity.c.lookup)
    .select_from(INTERVIEWED)
    .where(
        t.identity.c.study == bindparam("study"),
        any_of(t.identity.c.lookup, "people"),
        or_(bindparam("every_flow"), t.interview.c.flow == bindparam("flow")),
    )
)
# Of this wave only: which of the earlier ones was used, and when, is not to be told in an anonymous
# study. So whoever uses one late, in a further wave, may be asked in that wave again.
_INVITED = Sql(
    select(t.invitation.c.bound)
    .join(t.study)
    .where(
        t.invitation.c.study == bindparam("study"),
        t.invitation.c.wave == t.study.c.wave,
        any_of(t.invitation.c.bound, "people"),
        or_(
            bindparam("every_flow"),
            t.invitation.c.flow == bindparam("flow"),
            and_(t.invitation.c.flow.is_(None), bindparam("is_first")),
        ),
        t.invitation.c.interview.is_(None),
        or_(t.invitation.c.expires_at.is_(None), t.invitation.c.expires_at > bindparam("now")),
    )
)
_NO_INVITATIONS = Sql(
    update(t.chat).where(t.chat.c.id == bindparam("of_chat")).values(no_invitations=bindparam("no"))
)
_watch = insert_row(t.watch)
_WATCH = Sql(_watch.on_conflict_do_nothing())
_WATCH_OR_NOT = Sql(
    _watch.on_conflict_do_update(
        index_elements=["study", "chat"], set_={"wanted": _watch.excluded.wanted}
    )
)
_WATCHERS = Sql(
    select(t.chat.c.id, t.chat.c.messenger, t.chat.c.installation)
    .join_from(t.watch, t.chat)
    .where(
        t.watch.c.study == bindparam("study"),
        t.watch.c.wanted,
        t.chat.c.address != literal_column("''"),  # its person was not erased
    )
    .order_by(t.chat.c.id)
)


class Asking(Incoming, People):
    """Writing to people first."""

    def askable(
        self,
        study: StudyId | str,
        people: Sequence[Person],
        now: datetime,
        flow: StudyFlow | None = None,
    ) -> list[Person]:
        """Those of them who may be invited, in their order.

        Left out: who wants no invitations, has an interview of the current wave, or was invited
        to it and may still come; with a `flow`, with that guide. The study is held: two
        researchers who invite at once do not ask anybody twice.
        """
        self.hold_study(study)
        chats = self._array([self._chat_of_person(person) for person in people])
        keys = self._array([self._person(study, person) for person in people])
        unwilling = {row[0] for row in self._rows(_UNWILLING, lookups=chats)}
        asked = {
            "study": study,
            "people": keys,
            "every_flow": flow is None,
            "flow": flow.flow if flow is not None else None,
        }
        found = self.study(study)
        is_first = found is not None and found.flows[0] == flow
        known = {row[0] for row in self._rows(_INTERVIEWED, **asked)}
        known |= {
            row[0] for row in self._rows(_INVITED, **asked, is_first=is_first, now=instant(now))
        }
        return [
            person
            for person in people
            if self._chat_of_person(person) not in unwilling
            and self._person(study, person) not in known
        ]

    def chats_with(self, people: Collection[Person]) -> dict[str, int]:
        """Ids of the chats in which these accounts are talked to, by account; made where missing.

        On a messenger where a chat with somebody has the address of their account.
        """
        chats = self.chats_at({(p.messenger, p.installation, p.id) for p in people})
        return {account: chat for (_, _, account), chat in chats.items()}

    def never_invite(self, chat: int) -> None:
        """Whoever is in this chat is sent no invitation again."""
        self._run(_NO_INVITATIONS, of_chat=chat, no=True)

    def watch(self, study: StudyId | str, chat: int, *, wanted: bool | None = None) -> None:
        """Have a chat hear of completed interviews, or not; None: unless it said something else."""
        sql = _WATCH if wanted is None else _WATCH_OR_NOT
        self._run(sql, study=study, chat=chat, wanted=wanted is not False)

    def watchers(self, study: StudyId | str) -> list[Watcher]:
        """Chats that hear of completed interviews."""
        return [Watcher(*row) for row in self._rows(_WATCHERS, study=study)]

    def _chat_of_person(self, person: Person) -> str:
        return self.chat_lookup(person.messenger, person.installation, person.id)
