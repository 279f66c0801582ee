"""Maps that were compiled before somebody withdrew: they show what they took back."""

from collections.abc import Iterable
from datetime import datetime

from cxmodel.drafts import WITHDREW
from cxmodel.interview import Phase, StudyId
from cxmodel.records import Turned
from cxmodel.store import Work


def outdate_maps(work: Work, turned: Iterable[Turned]) -> None:
    """Mark drafts and handed-out maps that may show whoever withdrew in these turns.

    Who was erased needs none of this: erasing does it.
    """
    since: dict[StudyId, datetime] = {}
    for visit in turned:
        for before, after in visit.interviews:
            if after.phase is Phase.WITHDRAWN and before and before.phase is not Phase.WITHDRAWN:
                since[after.study] = min(after.started_at, since.get(after.study, after.started_at))
    for study, begun in sorted(since.items()):
        work.hold_study(study)  # a draft that is being kept is there before us, or sees us
        work.outdate(study, begun, WITHDREW)
