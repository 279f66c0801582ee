"""A study of two sides: what staff do is what happens behind what the customer meets."""

from dataclasses import replace
from functools import lru_cache

from cxmodel.guide import Audience, Guide, Lane
from cxmodel.journey import Selection
from cxmodel.study import Study


def is_two_sided(study: Study, chosen: Selection) -> bool:
    """Whether a map holds both sides: the study asks both, and neither was selected alone."""
    asked = {flow.side for flow in study.flows}
    return chosen.side is None and chosen.interview is None and asked >= set(Audience)


@lru_cache(maxsize=64)
def behind_the_scenes(guide: Guide) -> Guide:
    """A guide for staff whose own actions stand in the lane behind the scenes.

    What they say of customers (questions they hear, pains, touchpoints) stays beside what customers
    say themselves, and so does what they wish for.
    """
    topics = (
        replace(topic, lane=Lane.BACKSTAGE) if topic.lane is Lane.ACTION else topic
        for topic in guide.topics
    )
    return replace(guide, topics=tuple(topics))
