"""How full a study and its segments are, in one wave."""

from sqlalchemy import bindparam, func, select

from cxmodel import tables as t
from cxmodel.interview import OPEN_PHASES, Phase, StudyId
from cxmodel.store.reading import Queries
from cxmodel.store.sql import Sql, any_of
from cxmodel.study import Study

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
_STARTED = Sql(
    select(func.count()).where(
        t.interview.c.study == bindparam("study"), t.interview.c.wave == bindparam("wave")
    )
)


class QuotaQueries(Queries):
    """What quotas and limits are compared with."""

    def started_in(self, study: Study) -> int:
        """How many interviews of the study's current wave were ever begun, elsewhere too."""
        row = self._rows(_STARTED, study=study.id, wave=study.wave)[0]
        elsewhere = sum(group.count for group in study.left_out if group.wave == study.wave)
        return int(row[0]) + elsewhere

    def places_taken(self, study: StudyId | str, wave: int, segment: str) -> int:
        """How many interviews of a segment are under way or completed."""
        phases = self._array(sorted(phase.value for phase in TAKING_A_PLACE))
        row = self._rows(_TAKEN, study=study, wave=wave, segment=segment, phases=phases)[0]
        return int(row[0])
