"""Which place of the map each question of a guide is about: a stage, or the whole journey."""

from dataclasses import replace
from functools import lru_cache

from cxmodel.guide import Guide, GuideStage, Measure
from cxmodel.interview import Answer
from reports.telling import WHOLE

_NAMED = "named.stage"  # of questions about the stage that a person named decisive


def housed(guide: Guide) -> Guide:
    """The guide with every question at its place on the map.

    Questions of a chapter that is no stage are of the whole journey. Wishes that follow the
    question for the decisive stage, in its own chapter, are about the stage that each person names;
    amounts and ratings there are of the whole, as their counterparts before are. A guide without
    any stage is one stage as a whole.
    """
    if not guide.stages:
        return _of_one_stage(guide)
    known = {stage.id for stage in guide.stages}
    naming: set[str] = set()  # chapters in which the decisive stage has been asked for
    topics = []
    for topic in guide.topics:
        is_wish = topic.effort is None and topic.measure is None
        apart = _NAMED if topic.stage in naming and is_wish else WHOLE
        topics.append(replace(topic, stage=topic.stage if topic.stage in known else apart))
        if topic.measure is Measure.DECISIVE and known.intersection(dict(topic.options)):
            naming.add(topic.stage)
    return replace(guide, topics=tuple(topics))


def _of_one_stage(guide: Guide) -> Guide:
    stage = GuideStage(guide.flow, guide.title)
    topics = tuple(replace(topic, stage=stage.id) for topic in guide.topics)
    return replace(guide, stages=(stage,), topics=topics)


def as_asked(guide: Guide, current: tuple[Answer, ...]) -> Guide:
    """The guide with the questions about a named stage at the one that this person named."""
    if all(topic.stage != _NAMED for topic in guide.topics):
        return guide
    stages = {stage.id for stage in guide.stages}
    naming = {topic.question for topic in guide.topics if topic.measure is Measure.DECISIVE}
    named = [str(a.value) for a in current if a.question in naming and a.value in stages]
    return _about(guide, named[0] if named else WHOLE)


@lru_cache(maxsize=64)
def _about(guide: Guide, stage: str) -> Guide:
    topics = (replace(t, stage=stage) if t.stage == _NAMED else t for t in guide.topics)
    return replace(guide, topics=tuple(topics))
