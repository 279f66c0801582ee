"""How full a segment is."""

from sqlalchemy import bindparam, func, select

from cxmodel import tables as t
from cxmodel.interview import OPEN_PHASES, Phase, StudyId
from cxmodel.store.reading import Queries
from cxmodel.store.sql import Sql, any_of

TAKING_A_PLACE = OPEN_PHASES | {
    Phase.INVITED,
    Phase.PAUSED,
    Phase.UNREACHABLE,
    Phase.COMPLETED,
}
"""Who declined or was screened out, withdrew, or fell silent for good leaves a place free."""

_TAKEN = Sql(
    select(func.count()).where(
        t.interview.c.study == bindparam("study"),
        t.interview.c.wave == bindparam("wave"),
        t.interview.c.segment == bindparam("segment"),
        any_of(t.interview.c.phase, "phases"),
    )
)


class QuotaQueries(Queries):
    """What quotas are compared with."""

    def places_taken(self, study: StudyId | str, wave: int, segment: str) -> int:
        """How many interviews of a segment are under way or completed."""
        phases = self._array(sorted(phase.value for phase in TAKING_A_PLACE))
        row = self._rows(_TAKEN, study=study, wave=wave, segment=segment, phases=phases)[0]
        return int(row[0])
