from cxmodel.guide import EffortKind, GuideStage, Lane, Measure
from interview_flows.guide import guide_of
from interview_flows.library import shipped
from interview_flows.loader import load_flow
from tests.flows.samples import STORY, flow_of


def test_a_guide_names_the_flow_and_its_stages() -> None:
    flow = load_flow(shipped()["employee-process"], "f")
    guide = guide_of(flow)
    assert (guide.flow, guide.version) == (flow.id, flow.version)
    assert guide.title == "An internal process, as you lived it"
    assert guide.stages == (
        GuideStage("start", "How it began"),
        GuideStage("path", "What happened"),
        GuideStage("effort", "Looking back"),
        GuideStage("better", "A better way"),
    )


def test_a_guide_says_whether_it_is_a_report_of_one_thing() -> None:
    guides = [guide_of(load_flow(text, "f")) for text in shipped().values()]
    assert {g.flow for g in guides if g.repeatable} == {"pain-point", "touchpoint-pulse"}


def test_a_guide_holds_every_question_in_the_order_asked() -> None:
    for text in shipped().values():
        flow = load_flow(text, "f")
        asked = [question.id for _, _, question in flow.questions()]
        assert [topic.question for topic in guide_of(flow).topics] == asked


def test_topics_say_what_they_feed() -> None:
    guide = guide_of(load_flow(shipped()["employee-process"], "f"))
    topics = {str(topic.question): topic for topic in guide.topics}
    assert topics["pain"].lane is Lane.PAIN
    assert topics["pain"].per_step
    assert not topics["need"].per_step
    assert topics["severity"].measure is Measure.SEVERITY
    assert topics["forms_after"].effort == EffortKind("forms", "after")
    assert ("in_person", "Someone in person") in topics["touchpoint"].options
    assert ("intranet", "web") in topics["touchpoint"].channels
    assert topics["quotes"].stage == "scores"


def test_a_choice_of_the_stages_offers_those_of_the_flow() -> None:
    guide = guide_of(load_flow(shipped()["customer-journey"], "f"))
    decisive = next(topic for topic in guide.topics if topic.question == "decisive")
    assert decisive.options == tuple((stage.id, stage.title) for stage in guide.stages)
    assert ("own", "Having and using it") in decisive.options


def test_a_guide_speaks_the_first_language() -> None:
    text = """\
id: sample
title: {en: Sample, de: Beispiel}
languages: [de, en]
audience: staff
minutes: 5
consent: {en: Begin?, de: Anfangen?}
closing: {en: Thanks., de: Danke.}
sections:
  - id: main
    title: {en: Main, de: Haupt}
    stage: yes
    items: [{id: need, kind: text, text: {en: Why?, de: Wozu?}}]
"""
    guide = guide_of(load_flow(text, "f"))
    assert (guide.title, guide.stages[0].title, guide.topics[0].wording) == (
        "Beispiel",
        "Haupt",
        "Wozu?",
    )


def test_touchpoints_that_the_study_names_have_no_options_here() -> None:
    text = flow_of(
        STORY + "- {id: who, kind: choice, free: yes, options_from: touchpoints, text: Who?,\n"
        "   options: [{id: boss, label: My boss}]}"
    )
    topic = guide_of(load_flow(text, "f")).topics[1]
    assert topic.options == (("boss", "My boss"),)
    assert topic.channels == ()
