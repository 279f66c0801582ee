"""What a transaction must remember until it commits."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from cxmodel import tables as t
from cxmodel.interview import Interview, InterviewId, Pseudonym, StudyId
from cxmodel.records import Wanted
from cxmodel.store.cache import InterviewCache
from cxmodel.store.reading import Queries
from cxmodel.store.sql import Sql
from cxmodel.vault import Vault

# No key of the study changes: interviews begin meanwhile.
_HOLD_STUDY = Sql(
    select(t.study.c.id).where(t.study.c.id == bindparam("study")).with_for_update(key_share=True)
)


@dataclass(frozen=True, slots=True)
class Parting:
    """An interview that is about to lose every tie to whoever told it."""

    chat: int  # where it was completed
    interview: Interview
    alias: Pseudonym  # its new name, where the old one still leads to somebody


class Changes(Queries):
    """A transaction that writes."""

    def __init__(self, connection: Connection, vault: Vault, cache: InterviewCache) -> None:
        super().__init__(connection, vault)
        self._cache = cache
        self.saved: list[Interview] = []  # as they are once this is committed
        self.gone: list[InterviewId] = []  # erased, or no longer as it was saved
        self.parting: list[Parting] = []  # let go of just before the commit
        self.loose: list[Wanted] = []  # their files: whoever commits must fetch them from memory
        self._handed: set[int] = set()  # their outbox rows, claimed to be sent from memory
        self._left_chats: set[int] = set()  # chats that an erased respondent wrote in
        self._now: datetime | None = None  # when the batch was taken
        self._may_forget = False  # an address may have had its last use

    def hold_study(self, study: StudyId | str) -> None:
        """Wait for others who hold it; what is counted of the study then holds until the commit."""
        self._rows(_HOLD_STUDY, study=study)
