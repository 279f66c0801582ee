"""What a further wave changes for those who come by a link of before."""

from sqlalchemy import bindparam, update

from cxmodel import tables as t
from cxmodel.interview import StudyId
from cxmodel.store.changes import Changes
from cxmodel.store.sql import Sql

_RENEW = Sql(
    update(t.invitation)
    .where(
        t.invitation.c.study == bindparam("of_study"),
        t.invitation.c.reusable,
        t.invitation.c.allowed.is_not(None),
    )
    .values(allowed=t.invitation.c.used + bindparam("limit"))
)


class Waves(Changes):
    """Opening a further wave."""

    def renew_links(self, study: StudyId | str, limit: int) -> None:
        """Have each open link of a study admit `limit` more, however many came before."""
        self._run(_RENEW, of_study=study, limit=limit)
