"""What was told to questions that feed no lane: in no cell of the map, and not lost either."""

from cxmodel.interview import Absence, Kind
from cxmodel.journey import Document
from reports.claims import claims
from reports.ledger import OUTCOMES
from reports.placing import Placed

_UNASKED = {Absence.NOT_ASKED}


def besides(placed: Placed) -> list[Document]:
    """A row for each such question, in the order of the guide, with its answers as claims.

    Whether somebody bought at all, or what they had to add at the end, stands here.
    """
    outcomes = placed.ledger.outcomes()
    rows = []
    for topic in placed.topics.values():
        is_mapped = topic.lane is not None or topic.effort is not None or topic.measure is not None
        if is_mapped or topic.kind is Kind.STORY:
            continue
        told = placed.ledger.cell(question=topic.question, lane=None, measure=None, run=None)
        found = claims(told)
        if found.listed:
            asked = [
                sum(count for count, of in zip(counts, OUTCOMES, strict=True) if of not in _UNASKED)
                for (question, _), counts in outcomes.items()
                if question == topic.question
            ]
            row = {"question": topic.question, "n": max(asked), "claims": found.listed}
            rows.append(row | ({"claims_more": found.more} if found.more else {}))
    return rows
