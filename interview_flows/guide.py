"""A flow as a report sees it: which question feeds which lane of which stage."""

from cxmodel.guide import Guide, GuideStage, OptionsFrom, Topic
from interview_flows.flow import Flow, Question, Repeat, Section, Wording, in_language


def guide_of(flow: Flow) -> Guide:
    """Project a flow onto what a journey map needs, worded in the flow's first language."""
    language = flow.languages[0]
    return Guide(
        flow=flow.id,
        version=flow.version,
        title=in_language(flow.title, language),
        stages=tuple(
            GuideStage(section.id, in_language(section.title, language))
            for section in flow.sections
            if section.stage
        ),
        topics=tuple(_topic(flow, *asked) for asked in flow.questions()),
        repeatable=flow.repeatable,
        language=language,
    )


def _topic(flow: Flow, section: Section, repeat: Repeat | None, question: Question) -> Topic:
    def said(wording: Wording) -> str:
        return in_language(wording, flow.languages[0])

    offered = [(option.id, option.label) for option in question.options]
    if question.options_from is OptionsFrom.STAGES:
        offered = [(one.id, one.title) for one in flow.sections if one.stage] + offered

    return Topic(
        question=question.id,
        stage=section.id,
        kind=question.kind,
        lane=question.lane,
        wording=said(question.wording),
        per_step=repeat is not None,
        measure=question.measure,
        effort=question.effort,
        options=tuple((known, said(label)) for known, label in offered),
        channels=tuple((o.id, o.channel) for o in question.options if o.channel is not None),
    )
