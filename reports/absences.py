"""What was not told, and why not: not asked, skipped, did not happen."""

from collections.abc import Sequence

from cxmodel.guide import Measure, Topic
from cxmodel.interview import Absence
from cxmodel.journey import Document
from reports.columns import Stage
from reports.ledger import OUTCOMES
from reports.placing import Placed


def absences(stages: Sequence[Stage], placed: Placed) -> list[Document]:
    """For each question (about each step) how many people gave no answer, and why not.

    Questions about a step count the people who took it. Rows without any absence are left out.
    """
    outcomes = placed.ledger.outcomes()
    columns = [c.id for stage in stages for c in stage.columns if c.ordered is not None]
    rows = []
    for topic in placed.topics.values():
        if topic.measure is not Measure.QUOTES:
            for column in columns if topic.per_step else [None]:
                counts = dict(
                    zip(OUTCOMES, outcomes.get((topic.question, column), ()), strict=False)
                )
                if any(counts.get(absence) for absence in Absence):
                    rows.append(_row(topic, column, counts))
    return rows


def _row(topic: Topic, column: str | None, counts: dict[Absence | None, int]) -> Document:
    return {
        "question": topic.question,
        "stage": topic.stage,
        "step": column,
        "n": sum(counts.values()),
        "answered": counts[None],
        **{absence.value: counts[absence] for absence in Absence},
    }
