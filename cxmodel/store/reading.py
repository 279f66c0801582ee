"""Queries: studies, flow versions, interviews, chats."""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, case, func, literal_column, or_, select

from cxmodel import tables as t
from cxmodel.interview import OPEN_PHASES, Interview, InterviewId, Phase, Pseudonym, StudyId
from cxmodel.plain import from_plain, load
from cxmodel.records import Chat, OutboxRow
from cxmodel.store.shapes import Columns, interviews_of
from cxmodel.store.sql import Session, Sql, any_of
from cxmodel.store.values import Invited, StudyCounts
from cxmodel.study import Study

CHAT_COLUMNS = (
    t.chat.c.id,
    t.chat.c.messenger,
    t.chat.c.installation,
    t.chat.c.address,
    t.chat.c.interview,
    t.chat.c.paused,
    t.sender.c.prompt_turn,
    t.sender.c.prompt_message,
    t.sender.c.prompt_unsure,
    # A lease that ran out is one whose holder died, perhaps between sending and marking.
    t.sender.c.lease_until.is_not(None).label("unmarked"),
    t.chat.c.refused,
)
OUTBOX_COLUMNS = (
    t.outbox.c.chat,
    t.outbox.c.id,
    t.outbox.c.interview,
    t.outbox.c.turn,
    t.outbox.c.body,
    t.outbox.c.prompt,
    t.outbox.c.attempts,
    (t.outbox.c.state == t.UNCERTAIN).label("uncertain"),
)

_STUDY = Sql(select(t.study.c.document).where(t.study.c.id == bindparam("study")))
_STUDIES = Sql(select(t.study.c.document).order_by(t.study.c.created_at, t.study.c.id))
_FLOW_TEXT = Sql(
    select(t.flow_version.c.text).where(t.flow_version.c.version == bindparam("version"))
)
_VERSIONS_USED = Sql(
    select(t.interview.c.flow_version)
    .where(t.interview.c.study == bindparam("study"))
    .distinct()
    .order_by(t.interview.c.flow_version)
)
_NOTE = Sql(select(t.note.c.value).where(t.note.c.name == bindparam("name")))
_PHASES = Sql(
    select(t.interview.c.phase, func.count())
    .where(t.interview.c.study == bindparam("study"))
    .group_by(t.interview.c.phase)
)
_counting_as = func.sum(
    case((t.invitation.c.reusable, t.invitation.c.used), else_=literal_column("1"))
)
_INVITED = Sql(select(_counting_as).where(t.invitation.c.study == bindparam("study")))
_by_group = (
    t.invitation.c.segment,
    func.coalesce(t.interview.c.wave, t.invitation.c.wave),
    t.interview.c.side,
    t.invitation.c.flow,
    t.invitation.c.reusable,
)
_INVITED_BY_GROUP = Sql(
    select(*_by_group, _counting_as)
    .outerjoin_from(t.invitation, t.interview, t.interview.c.id == t.invitation.c.interview)
    .where(t.invitation.c.study == bindparam("study"))
    .group_by(*_by_group)
)
INTERVIEWS = Sql(select(t.interview).where(any_of(t.interview.c.id, "ids")))
ANSWERS = Sql(
    select(t.answer)
    .where(any_of(t.answer.c.interview, "ids"))
    .order_by(t.answer.c.interview, t.answer.c.number)
)
ATTACHMENTS = Sql(
    select(*[c for c in t.attachment.columns if c.name not in t.FETCHING])
    .where(any_of(t.attachment.c.interview, "ids"))
    .order_by(t.attachment.c.interview, t.attachment.c.number)
)
_SELECTED = Sql(
    select(t.interview)
    .join(t.respondent)
    .where(
        t.interview.c.study == bindparam("study"),
        t.interview.c.id > bindparam("after"),
        ~t.respondent.c.erased,
        or_(bindparam("every_phase"), any_of(t.interview.c.phase, "phases")),
        or_(bindparam("every_segment"), t.interview.c.segment == bindparam("segment")),
        or_(bindparam("every_wave"), t.interview.c.wave == bindparam("wave")),
        or_(bindparam("every_side"), t.interview.c.side == bindparam("side")),
    )
    .order_by(t.interview.c.id)
    .limit(bindparam("batch"))
)
# The last begun first, for which there is an index: to sort by their end takes all of a study.
_LATELY_COMPLETED = Sql(
    select(t.interview)
    .join(t.respondent)
    .where(
        t.interview.c.study == bindparam("study"),
        t.interview.c.flow == bindparam("flow"),
        t.interview.c.wave == bindparam("wave"),
        t.interview.c.phase == bindparam("phase"),
        ~t.respondent.c.erased,
    )
    .order_by(t.interview.c.started_at.desc(), t.interview.c.id.desc())
    .limit(bindparam("most"))
)
_ERASED = Sql(
    select(t.respondent.c.pseudonym).where(
        t.respondent.c.study == bindparam("study"), t.respondent.c.erased
    )
)
_WITHDRAWN = Sql(
    select(t.interview.c.id).where(
        t.interview.c.study == bindparam("study"),
        t.interview.c.phase == literal_column(f"'{Phase.WITHDRAWN.value}'"),
    )
)
_CHAT = Sql(
    select(*CHAT_COLUMNS).outerjoin_from(t.chat, t.sender).where(t.chat.c.id == bindparam("chat"))
)
_CHAT_OF = Sql(
    select(*CHAT_COLUMNS)
    .outerjoin_from(t.chat, t.sender)
    .join(t.interview, t.interview.c.chat == t.chat.c.id)
    .where(t.interview.c.id == bindparam("interview"))
)
_ACTIVE = Sql(select(t.chat.c.interview).where(t.chat.c.lookup == bindparam("lookup")))


class Queries(Session):
    """What can be asked without changing anything."""

    def study(self, study: StudyId | str) -> Study | None:
        """A study by its id."""
        row = self._row(_STUDY, study=study)
        return None if row is None else _study(row[0])

    def studies(self) -> list[Study]:
        """Every study, in the order in which they were set up."""
        return [_study(document) for (document,) in self._rows(_STUDIES)]

    def study_counts(self, study: StudyId | str) -> StudyCounts:
        """How many were invited, began, went on and broke off."""
        counts = {Phase(phase): count for phase, count in self._rows(_PHASES, study=study)}
        row = self._row(_INVITED, study=study)
        found = self.study(study)
        for group in found.left_out if found is not None else ():
            counts[Phase(group.phase)] = counts.get(Phase(group.phase), 0) + group.count
        before = found.invited_before if found is not None else 0
        return StudyCounts(
            invited=before + (0 if row is None else row[0] or 0),
            started=sum(counts.values()),
            open=sum(counts.get(phase, 0) for phase in OPEN_PHASES),
            completed=counts.get(Phase.COMPLETED, 0),
            paused=counts.get(Phase.PAUSED, 0),
            expired=counts.get(Phase.EXPIRED, 0),
            unreachable=counts.get(Phase.UNREACHABLE, 0),
            declined=counts.get(Phase.DECLINED, 0),
            withdrawn=counts.get(Phase.WITHDRAWN, 0),
        )

    def invited(self, study: StudyId | str) -> list[Invited]:
        """Whom the invitations of a study lead to, as far as they know it, in no order."""
        return [
            Invited(
                segment=segment, wave=wave, side=side, flow=flow, reusable=bool(link), count=count
            )
            for segment, wave, side, flow, link, count in self._rows(_INVITED_BY_GROUP, study=study)
        ]

    def flow_text(self, version: str) -> str | None:
        """The text of a flow version, as it was when it was kept."""
        row = self._row(_FLOW_TEXT, version=version)
        return None if row is None else str(row[0])

    def versions_used(self, study: StudyId | str) -> list[str]:
        """Flow versions that interviews of the study are pinned to."""
        return [row[0] for row in self._rows(_VERSIONS_USED, study=study)]

    def note(self, name: str) -> str | None:
        """What `set_note` remembered under a name."""
        row = self._row(_NOTE, name=name)
        return None if row is None else str(row[0])

    def interview(self, interview: InterviewId | str) -> Interview | None:
        """An interview with its answers. Raises BrokenInterview where it cannot be read."""
        found = self._complete(self._records(INTERVIEWS, ids=self._array([interview])))
        return found[0] if found else None

    def studies_by_interview(
        self, interviews: Collection[InterviewId]
    ) -> dict[InterviewId, StudyId]:
        """The study that each of these interviews is in, those that exist."""
        rows = self._records(INTERVIEWS, ids=self._array(interviews))
        return {row["id"]: row["study"] for row in rows}

    def interviews(
        self,
        study: StudyId | str,
        *,
        phases: Collection[Phase] | None = None,
        segment: str | None = None,
        wave: int | None = None,
        side: str | None = None,
        batch: int = 500,
    ) -> Iterator[Interview]:
        """Interviews of a study in order of id, read `batch` at a time; erased ones are left out.

        None means: any.
        """
        chosen = {
            "every_phase": phases is None,
            "phases": self._array(sorted(phase.value for phase in phases or ())),
            "every_segment": segment is None,
            "segment": segment,
            "every_wave": wave is None,
            "wave": wave,
            "every_side": side is None,
            "side": side,
        }
        after = ""
        while rows := self._records(_SELECTED, study=study, after=after, batch=batch, **chosen):
            yield from self._complete(rows)
            after = rows[-1]["id"]

    def lately_completed(
        self, study: StudyId | str, flow: str, wave: int, most: int
    ) -> list[Interview]:
        """The completed interviews of one guide that were begun last, `most` of them at most."""
        chosen = {"study": study, "flow": flow, "wave": wave, "phase": Phase.COMPLETED.value}
        return self._complete(self._records(_LATELY_COMPLETED, most=most, **chosen))

    def erased(self, study: StudyId | str) -> frozenset[Pseudonym]:
        """Who was erased, by pseudonym; an import must not bring them back."""
        return frozenset(Pseudonym(row[0]) for row in self._rows(_ERASED, study=study))

    def withdrawn(self, study: StudyId | str) -> frozenset[InterviewId]:
        """The interviews that were taken back, erased ones among them."""
        return frozenset(InterviewId(row[0]) for row in self._rows(_WITHDRAWN, study=study))

    def chat(self, chat: int) -> Chat | None:
        """A chat by its id."""
        row = self._row(_CHAT, chat=chat)
        return None if row is None else self._chat(row)

    def chat_of(self, interview: InterviewId | str) -> Chat | None:
        """The chat in which an interview is held; an imported one has none."""
        row = self._row(_CHAT_OF, interview=interview)
        return None if row is None else self._chat(row)

    def active_interview(
        self, messenger: str, installation: str, address: str
    ) -> InterviewId | None:
        """The interview that is active in the chat with this address."""
        lookup = self.chat_lookup(messenger, installation, address)
        row = self._row(_ACTIVE, lookup=lookup)
        return None if row is None or row[0] is None else InterviewId(row[0])

    def chat_lookup(self, messenger: str, installation: str, address: str) -> str:
        """Keyed hash by which a chat is found."""
        return self._vault.lookup("chat", messenger, installation, address)

    def _complete(self, rows: Sequence[Columns]) -> list[Interview]:
        """Interview rows with their answers and attachments: one more read a table."""
        if not rows:
            return []
        ids = self._array([row["id"] for row in rows])
        return interviews_of(rows, self._rows(ANSWERS, ids=ids), self._rows(ATTACHMENTS, ids=ids))

    def _chat(self, row: Sequence[Any]) -> Chat:
        """A chat of `CHAT_COLUMNS`; its address is empty where the respondent was erased."""
        chat, messenger, installation, sealed, interview, paused, *prompt, refused = row
        turn, message, unsure, unmarked = prompt
        return Chat(
            id=chat,
            messenger=messenger,
            installation=installation,
            address=self._vault.open(sealed) if sealed else "",
            interview=interview,
            paused=tuple(load(paused)) if paused != "[]" else (),
            prompt_turn=turn,
            prompt_message=message,
            unsure=bool(unsure),
            unmarked=bool(unmarked),
            refused=bool(refused),
        )

    def _outbox_row(self, row: Sequence[Any]) -> OutboxRow:
        """A row of `OUTBOX_COLUMNS`."""
        _, row_id, interview, turn, body, prompt, attempts, uncertain = row
        return OutboxRow(
            id=row_id,
            interview=interview,
            turn=turn,
            body=load(body),
            prompt=bool(prompt),
            attempts=attempts,
            uncertain=bool(uncertain),
        )


@lru_cache(maxsize=64)  # read with every welcome, and the same text is the same study
def _study(document: str) -> Study:
    return from_plain(Study, load(document))
