"""Who was asked what: the bases of every count, and what was asked step by step."""

from collections.abc import Iterable

from cxmodel.guide import Guide, Lane, Measure, Topic
from cxmodel.interview import Absence, Kind, StepId
from reports.reported import is_report
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


def lanes_of_steps(tellings: Iterable[Telling]) -> set[Lane]:
    """Lanes for which those who told a way were asked step by step. Reports change nothing here."""
    lanes: set[Lane | None] = set()
    for telling in tellings:
        if not is_report(telling):
            lane_of = {topic.question: topic.lane for topic in telling.guide.topics}
            lanes |= {
                lane_of[question]
                for (question, step), absence in telling.asked.items()
                if step is not None and absence is not Absence.NOT_ASKED
            }
            lanes |= {saying.lane for saying in telling.sayings if saying.place.step is not None}
    return {lane for lane in lanes if lane is not None}


def people_asked(tellings: Iterable[Telling], measure: Measure) -> int:
    """How many people were asked for a measure, anywhere, whatever came of it."""
    people = set()
    for telling in tellings:
        asking = {t.question for t in telling.guide.topics if t.measure is measure}
        if any(q in asking and a is not Absence.NOT_ASKED for (q, _), a in telling.asked.items()):
            people.add(telling.respondent)
    return len(people)
