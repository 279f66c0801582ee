"""What was not told, and why not: not asked, skipped, did not happen."""

from collections.abc import Sequence

from cxmodel.guide import Measure, Topic
from cxmodel.interview import Absence, StepId
from cxmodel.journey import Document
from reports.columns import Column, Stage
from reports.telling import Telling


def absences(stages: Sequence[Stage], tellings: Sequence[Telling]) -> list[Document]:
    """For each question (about each step) how many people gave no answer, and why not.

    Questions about a step count the people who took it. Rows without any absence are left out.
    """
    topics: dict[str, Topic] = {}
    for telling in tellings:
        for topic in telling.guide.topics:
            topics.setdefault(topic.question, topic)
    columns = [c for stage in stages for c in stage.columns if c.ordered is not None]
    rows = [
        _absence(topic, column, tellings)
        for topic in topics.values()
        if topic.measure is not Measure.QUOTES
        for column in (_columns_of(topic, columns) if topic.per_step else (None,))
    ]
    return [row for row in rows if any(row[absence.value] for absence in Absence)]


def _columns_of(topic: Topic, columns: Sequence[Column]) -> list[Column]:
    """Steps that a question is asked about: those of its own stage, else those of all stories."""
    own = [column for column in columns if column.stage == topic.stage]
    return own or list(columns)


def _absence(topic: Topic, column: Column | None, tellings: Sequence[Telling]) -> Document:
    bases: list[tuple[Telling, StepId | None]] = (
        [(t, None) for t in tellings if any(x.question == topic.question for x in t.guide.topics)]
        if column is None
        else list(column.steps)
    )
    outcomes: dict[str, list[Absence | None]] = {}
    for telling, step in bases:
        outcome = telling.asked.get((topic.question, step), Absence.NOT_ASKED)
        outcomes.setdefault(telling.respondent, []).append(outcome)
    told = [_kindest(outcomes[person]) for person in sorted(outcomes)]
    return {
        "question": topic.question,
        "step": column.id if column else None,
        "n": len(told),
        "answered": told.count(None),
        **{absence.value: told.count(absence) for absence in Absence},
    }


def _kindest(outcomes: Sequence[Absence | None]) -> Absence | None:
    """What counts where one person was asked more than once: an answer before any absence."""
    order = (None, Absence.DID_NOT_HAPPEN, Absence.SKIPPED, Absence.NOT_ASKED)
    return min(outcomes, key=order.index)
