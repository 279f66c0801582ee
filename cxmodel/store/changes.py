"""What a transaction must remember until it commits."""

from datetime import datetime

from sqlalchemy import Connection

from cxmodel.interview import Interview, InterviewId
from cxmodel.store.cache import InterviewCache
from cxmodel.store.reading import Queries
from cxmodel.vault import Vault


class Changes(Queries):
    """A transaction that writes."""

    def __init__(self, connection: Connection, vault: Vault, cache: InterviewCache) -> None:
        super().__init__(connection, vault)
        self._cache = cache
        self.saved: list[Interview] = []  # as they are once this is committed
        self.gone: list[InterviewId] = []  # erased
        self._left_chats: set[int] = set()  # chats that an erased respondent wrote in
        self._now: datetime | None = None  # when the batch was taken
        self._may_forget = False  # an address may have had its last use
