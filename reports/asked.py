"""Who was asked what: the bases of every count."""

from cxmodel.guide import Guide, Topic
from cxmodel.interview import Absence, Kind, StepId
from reports.telling import Telling


def was_asked(telling: Telling, topic: Topic, step: StepId | None) -> bool:
    """Whether this question was put to this person (about this step), whatever came of it."""
    key = topic.question, step
    return key in telling.asked and telling.asked[key] is not Absence.NOT_ASKED


def whole_topics(guide: Guide, stage: str) -> list[Topic]:
    """Questions about a stage as a whole that feed the map. The story feeds its steps."""
    return [
        topic
        for topic in guide.topics
        if topic.stage == stage
        and not topic.per_step
        and topic.kind is not Kind.STORY
        and (topic.lane is not None or topic.effort is not None)
    ]
