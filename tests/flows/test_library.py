import pytest

from cxmodel.guide import Lane, Measure
from cxmodel.interview import Kind
from interview_flows.flow import Flow, Repeat
from interview_flows.library import shipped
from interview_flows.lint import lint, minutes_needed
from interview_flows.loader import load_flow

FLOWS = {name: load_flow(text, f"{name}.yaml") for name, text in shipped().items()}
LONGEST = 200  # characters a message of ours


@pytest.fixture(params=list(FLOWS))
def flow(request: pytest.FixtureRequest) -> Flow:
    return FLOWS[request.param]


def test_the_two_journey_flows_ship() -> None:
    assert {"customer-journey", "employee-process"} <= FLOWS.keys()


def test_a_shipped_flow_is_called_like_its_file() -> None:
    assert {name: flow.id for name, flow in FLOWS.items()} == {name: name for name in FLOWS}


def test_a_shipped_flow_has_no_findings(flow: Flow) -> None:
    assert lint(flow) == []


def test_a_shipped_flow_takes_five_to_twelve_minutes(flow: Flow) -> None:
    assert 5 <= minutes_needed(flow) <= flow.minutes <= 12


def test_every_message_is_short(flow: Flow) -> None:
    for _, _, question in flow.questions():
        probes = [wording for probe in question.probes for wording in probe.wordings]
        for wording in (question.wording, question.hint, *probes):
            assert all(len(text) <= LONGEST for text in wording.values()), question.id


def test_no_probe_repeats_itself(flow: Flow) -> None:
    for _, _, question in flow.questions():
        for probe in question.probes:
            texts = [text for wording in probe.wordings for text in wording.values()]
            assert len(set(texts)) == len(texts) >= 2, question.id


def test_every_kind_of_probe_is_planned_and_has_a_budget(flow: Flow) -> None:
    reasons = {probe.reason for _, _, question in flow.questions() for probe in question.probes}
    assert reasons == {"too_short", "no_example", "no_cause", "anything_else", "why"}
    assert reasons == flow.probe_budget.keys()


def test_every_respondent_may_skip_everything(flow: Flow) -> None:
    assert all(question.skippable for _, _, question in flow.questions())


def test_the_scores_are_asked(flow: Flow) -> None:
    measures = {question.measure for _, _, question in flow.questions()}
    wanted = {Measure.NPS, Measure.CSAT, Measure.CES, Measure.IMPORTANCE, Measure.QUOTES}
    assert wanted | {Measure.DECISIVE, Measure.SEVERITY} <= measures


def test_the_employee_flow_asks_the_seven_questions_in_order() -> None:
    lanes: list[Lane] = []
    for _, _, question in FLOWS["employee-process"].questions():
        if question.lane is not None and question.lane not in lanes:
            lanes.append(question.lane)
    seven = [
        *(Lane.NEED, Lane.FEELING, Lane.THOUGHT, Lane.ACTION, Lane.TOUCHPOINT_CURRENT),
        *(Lane.TOUCHPOINT_DESIRED, Lane.DIFFERENCE),
        *(Lane.IMPROVEMENT_SELF, Lane.IMPROVEMENT_ORGANISATION),
    ]
    assert [lane for lane in lanes if lane in seven] == seven


def test_each_step_of_the_story_is_gone_through() -> None:
    (path,) = [s for s in FLOWS["employee-process"].sections if s.id == "path"]
    (repeat,) = [item for item in path.items if isinstance(item, Repeat)]
    assert repeat.each == "story"
    assert [question.id for question in repeat.questions] == [
        "touchpoint",
        "feeling",
        "pain",
        "severity",
        "recurrence",
        "bright",
    ]


def test_effort_is_counted_before_and_after_in_the_same_kinds() -> None:
    efforts = [q.effort for _, _, q in FLOWS["employee-process"].questions() if q.effort]
    kinds = {
        moment: [effort.kind for effort in efforts if effort.moment == moment]
        for moment in ("before", "after")
    }
    assert kinds["before"] == kinds["after"]
    assert {"forms", "approvals", "people", "systems", "handoffs"} < set(kinds["before"])


def test_the_customer_flow_goes_from_need_to_advocacy() -> None:
    stages = [section.id for section in FLOWS["customer-journey"].sections if section.stage]
    assert stages == ["need", "research", "select", "convert", "own", "loyalty", "advocacy"]


def test_each_customer_stage_has_a_feeling() -> None:
    flow = FLOWS["customer-journey"]
    felt = {s.id for s, _, question in flow.questions() if question.kind is Kind.FEELING}
    assert felt == {section.id for section in flow.sections if section.stage}
