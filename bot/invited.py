"""How many of a study's invitations are of a part of it: of a segment, a wave or a side."""

from cxmodel.journey import UNASSIGNED, Selection
from cxmodel.store import Reading
from cxmodel.store.values import Invited
from cxmodel.study import Study


def invited_to(reading: Reading, study: Study, selection: Selection) -> int | None:
    """How many were invited to what is selected; None where invitations do not tell.

    They do not where they came with an import, which keeps but their number; where one interview
    is selected; or where an open link led to several waves or sides and counted its uses together.
    """
    if study.invited_before or selection.interview is not None:
        return None
    invited = 0
    for group in reading.invited(study.id):
        is_of = _is_of(group, study, selection)
        if is_of is None and group.count:
            return None
        invited += group.count if is_of else 0
    return invited


def _is_of(group: Invited, study: Study, selection: Selection) -> bool | None:
    """Whether these invitations are of what is selected; None: some may be, and some not."""
    known = (
        (selection.segment, group.segment or UNASSIGNED),
        (selection.wave, _wave_of(group, study)),
        (selection.side, _side_of(group, study)),
    )
    asked = [(wanted, found) for wanted, found in known if wanted is not None]
    if any(found is not None and found != wanted for wanted, found in asked):
        return False
    return None if any(found is None for _, found in asked) else True


def _wave_of(group: Invited, study: Study) -> int | None:
    """Of the interview, or of the link; an open link leads to every wave since it was made."""
    return None if group.reusable and group.wave < study.wave else group.wave


def _side_of(group: Invited, study: Study) -> str | None:
    """Of the interview, or of the guide that they lead to."""
    if group.side is not None:
        return group.side
    if group.flow is not None:
        return next((flow.side for flow in study.flows if flow.flow == group.flow), None)
    if not group.reusable:
        return study.flows[0].side
    sides = {flow.side for flow in study.flows}  # that whoever comes by an open link can choose
    return sides.pop() if len(sides) == 1 else None
