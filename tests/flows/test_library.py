import re
from pathlib import Path

import pytest

from cxmodel.guide import Lane, Measure
from cxmodel.interview import Kind, QuestionId
from interview_flows.flow import Flow, Repeat
from interview_flows.library import shipped
from interview_flows.lint import lint, minutes_needed
from interview_flows.loader import load_flow

FLOWS = {name: load_flow(text, f"{name}.yaml") for name, text in shipped().items()}
JOURNEYS = ("customer-journey", "employee-process")
PULSES = ("pain-point", "touchpoint-pulse")  # one thing that happened, in a minute or two
LONGEST = 200  # characters a message of ours
LONGEST_LABEL = 40  # characters; more is cut on a phone


@pytest.fixture(params=list(FLOWS))
def flow(request: pytest.FixtureRequest) -> Flow:
    return FLOWS[request.param]


@pytest.fixture(params=JOURNEYS)
def journey(request: pytest.FixtureRequest) -> Flow:
    return FLOWS[request.param]


def test_seven_flows_ship() -> None:
    others = {"after-change", "cx-maturity", "frontline-voice"}
    assert FLOWS.keys() == {*JOURNEYS, *PULSES, *others}


def test_a_shipped_flow_is_called_like_its_file() -> None:
    assert {name: flow.id for name, flow in FLOWS.items()} == {name: name for name in FLOWS}


def test_a_shipped_flow_has_no_findings(flow: Flow) -> None:
    assert lint(flow) == []


def test_an_interview_takes_five_to_twelve_minutes_and_a_pulse_two(flow: Flow) -> None:
    if flow.id in PULSES:
        assert minutes_needed(flow) < 2.5
        assert flow.minutes <= 2
    else:
        assert 5 <= minutes_needed(flow) <= flow.minutes <= 12


def test_the_consent_names_the_minutes_and_says_that_a_program_asks(flow: Flow) -> None:
    consent = " ".join(flow.consent["en"].split())
    assert f"about {flow.minutes} minute" in consent
    assert "I am a program" in consent
    assert consent.endswith("May I begin?")


def test_a_story_of_many_steps_takes_as_long_as_its_consent_says() -> None:
    flow = FLOWS["employee-process"]
    assert "about 12 minutes, or 15 if you have many steps" in flow.consent["en"]
    assert 12 < minutes_needed(flow, steps=9) <= 15


def test_every_message_is_short(flow: Flow) -> None:
    for _, _, question in flow.questions():
        probes = [wording for probe in question.probes for wording in probe.wordings]
        for wording in (question.wording, question.hint, *probes):
            assert all(len(text) <= LONGEST for text in wording.values()), question.id


def test_every_label_is_short(flow: Flow) -> None:
    for _, _, question in flow.questions():
        ends = question.range and (question.range.low_label, question.range.high_label)
        for label in [*(option.label for option in question.options), *(ends or ())]:
            assert all(len(text) <= LONGEST_LABEL for text in label.values()), question.id


def test_slots_stand_at_the_start_or_as_a_quotation_after_a_colon(flow: Flow) -> None:
    """Other languages can build a sentence around them so."""
    for _, _, question in flow.questions():
        for text in question.wording.values():
            slots = re.findall(r"\{\{", text)
            apart = re.findall(r"(?:^[¿]?|:[ \xa0\u202f]|：)[“„«][\xa0\u202f]?\{\{", text)
            assert len(slots) == len(apart), question.id


def test_questions_that_feed_nothing_only_lead_to_others(flow: Flow) -> None:
    """What is on no lane, and is no measure, decides what is asked next, or is the last word."""
    looked_at = {
        name
        for section, _, question in flow.questions()
        for condition in (section.when, question.when)
        if condition is not None
        for name in condition.names
    }
    idle = {q.id for _, _, q in flow.questions() if q.lane is None and q.measure is None}
    assert idle - looked_at <= {"anything_else"}


def test_the_last_question_is_for_leave_to_quote_and_before_it_for_anything_else(
    flow: Flow,
) -> None:
    *_, before, last = (question for _, _, question in flow.questions())
    assert last.measure is Measure.QUOTES
    assert before.id == "anything_else" or flow.id in PULSES


def test_no_probe_repeats_itself(flow: Flow) -> None:
    """One without wordings is asked in the bot's own."""
    for _, _, question in flow.questions():
        for probe in question.probes:
            texts = [text for wording in probe.wordings for text in wording.values()]
            assert len(set(texts)) == len(texts) != 1, question.id


def test_every_kind_of_probe_is_planned_and_has_a_budget(journey: Flow) -> None:
    reasons = {probe.reason for _, _, question in journey.questions() for probe in question.probes}
    always = {"too_short", "no_example", "no_cause", "anything_else", "why", "contradiction"}
    assert reasons - {"time_gap", "no_touchpoint"} == always
    assert reasons == journey.probe_budget.keys()


def test_every_respondent_may_skip_everything(flow: Flow) -> None:
    assert all(question.skippable for _, _, question in flow.questions())


def test_the_scores_are_asked(journey: Flow) -> None:
    measures = {question.measure for _, _, question in journey.questions()}
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
    felt = {
        s.id for s, _, question in flow.questions() if question.kind is Kind.FEELING and s.stage
    }
    assert felt == {section.id for section in flow.sections if section.stage}


def test_a_pain_point_is_reported_within_two_minutes() -> None:
    flow = FLOWS["pain-point"]
    assert round(minutes_needed(flow)) == flow.minutes == 2
    assert not flow.playback
    assert len(re.findall(r"[.?](?= |$)", flow.consent["en"])) == 3
    assert "I am a program" in flow.consent["en"]


def test_what_happened_once_can_be_told_again_and_a_journey_is_told_once() -> None:
    assert [flow.id for flow in FLOWS.values() if flow.repeatable] == [*PULSES]


def test_a_pulse_asks_three_questions_and_for_leave_to_quote() -> None:
    asked = [question for _, _, question in FLOWS["touchpoint-pulse"].questions()]
    assert [q.lane for q in asked[:3]] == [Lane.TOUCHPOINT_CURRENT, Lane.SATISFACTION, Lane.THOUGHT]
    assert [q.measure for q in asked] == [None, Measure.CSAT, None, Measure.QUOTES]


def test_staff_are_asked_about_the_stages_of_the_customers() -> None:
    stages = [
        [(s.id, s.title) for s in FLOWS[name].sections if s.stage]
        for name in ("customer-journey", "frontline-voice")
    ]
    assert stages[0] == stages[1]


def test_no_question_of_the_staff_has_the_id_of_one_of_the_customers() -> None:
    """In a study that holds both, an id would stand for two wordings."""
    asked = [
        {str(q.id): dict(q.wording) for _, _, q in FLOWS[name].questions()}
        for name in ("customer-journey", "frontline-voice")
    ]
    both = asked[0].keys() & asked[1].keys()
    assert both == {"anything_else", "quotes"}
    assert all(asked[0][name] == asked[1][name] for name in both)


def test_staff_tell_what_happens_behind_and_who_could_change_it() -> None:
    lanes = {question.lane for _, _, question in FLOWS["frontline-voice"].questions()}
    assert {Lane.QUESTION, Lane.PAIN, Lane.BACKSTAGE, Lane.OWNER, Lane.TOUCHPOINT_DESIRED} <= lanes


def test_staff_are_not_asked_to_guess_how_customers_feel_or_would_rate() -> None:
    asked = [question for _, _, question in FLOWS["frontline-voice"].questions()]
    guesses = {Measure.NPS, Measure.CSAT, Measure.CES, Measure.IMPORTANCE}
    assert not [q.id for q in asked if q.kind is Kind.FEELING or q.measure in guesses]


def test_after_a_change_the_same_efforts_and_scores_are_asked() -> None:
    first, second = FLOWS["employee-process"], FLOWS["after-change"]
    today = [
        {q.effort.kind for _, _, q in flow.questions() if q.effort and q.effort.moment == "before"}
        for flow in (first, second)
    ]
    earlier = {
        q.effort.kind for _, _, q in second.questions() if q.effort and q.effort.moment == "earlier"
    }
    assert today[0] == today[1] == earlier
    scores = (Measure.NPS, Measure.CSAT, Measure.CES, Measure.IMPORTANCE)
    asked = [{q.measure: q for _, _, q in flow.questions()} for flow in (first, second)]
    assert [asked[0][score].range for score in scores] == [
        asked[1][score].range for score in scores
    ]


def test_the_house_has_thirteen_parts_each_with_one_statement_on_five_points() -> None:
    flow = FLOWS["cx-maturity"]
    rated = [(s.id, q.range) for s, _, q in flow.questions() if q.measure is Measure.SATISFACTION]
    assert [part for part, _ in rated] == [s.id for s in flow.sections if s.stage]
    assert len(rated) == 13
    assert {(r.low, r.high) for _, r in rated if r} == {(1, 5)}


def test_an_example_is_asked_for_at_low_and_at_high_points() -> None:
    flow = FLOWS["cx-maturity"]
    asked: dict[str, list[str]] = {section.id: [] for section in flow.sections if section.stage}
    for section, _, question in flow.questions():
        if section.stage and question.when:
            asked[section.id].append(question.when.text)
    assert all(whens == [f"{p}_level <= 2", f"{p}_level >= 4"] for p, whens in asked.items())


def test_a_report_begins_with_two_questions_in_words() -> None:
    """A form asks them together, in this order."""
    asked = [question for _, _, question in FLOWS["pain-point"].questions()]
    assert [question.id for question in asked[:2]] == ["process", "happened"]
    assert {question.kind for question in asked[:2]} == {Kind.TEXT}


def test_every_answer_of_a_report_feeds_a_lane() -> None:
    asked = [q for _, _, q in FLOWS["pain-point"].questions() if q.measure is not Measure.QUOTES]
    assert [question.lane for question in asked] == [
        *(Lane.NEED, Lane.PAIN, Lane.TOUCHPOINT_CURRENT, Lane.FEELING, Lane.WHY, Lane.PAIN),
        *(Lane.PAIN, Lane.EFFORT, Lane.TOUCHPOINT_DESIRED),
    ]


def test_every_pain_is_weighed_and_counted_where_it_was_told(flow: Flow) -> None:
    """A priority takes both; nobody is asked how bad something is that they did not name."""
    asked = [question for _, _, question in flow.questions() if question.lane is Lane.PAIN]
    pains = [question.id for question in asked if question.measure is None]
    for measure in (Measure.SEVERITY, Measure.RECURRENCE):
        weighed = [q.when.text for q in asked if q.measure is measure and q.when]
        assert weighed == [f"answered({pain})" for pain in pains]


@pytest.mark.parametrize(
    ("name", "question", "wording"),
    [
        ("customer-journey", "desired", "that part"),
        ("customer-journey", "difference", "it really was"),
        ("customer-journey", "importance", "better"),
        ("employee-process", "importance", "better"),
        ("customer-journey", "select_question", "hardest"),
        ("employee-process", "kept_from", "keep you from"),
    ],
)
def test_no_question_leads_or_hangs_on_one_that_may_be_skipped(
    name: str, question: str, wording: str
) -> None:
    asked = {q.id: q for _, _, q in FLOWS[name].questions()}
    assert wording not in asked[QuestionId(question)].wording["en"]


def test_who_stopped_before_buying_is_invited_to_tell_of_it() -> None:
    flow = FLOWS["customer-journey"]
    first = next(question for _, _, question in flow.questions())
    for wording in (flow.consent["en"], first.wording["en"]):
        assert "looked into and then left" in wording


def test_a_question_on_values_is_called_like_its_measure() -> None:
    asked = {q.id: q.measure for _, _, q in FLOWS["employee-process"].questions() if q.measure}
    assert asked[QuestionId("value_lived")] is Measure.VALUE_LIVED
    assert asked[QuestionId("value_stated")] is Measure.VALUE_STATED
    assert asked[QuestionId("value_stated_lived")] is Measure.VALUE_LIVED


def test_the_page_on_flows_names_each_with_its_side_and_its_minutes(flow: Flow) -> None:
    page = (Path(__file__).parents[2] / "docs" / "flows.md").read_text(encoding="utf-8")
    (row,) = [line for line in page.splitlines() if f"| [`{flow.id}`]" in line]
    _, _, _, who, time, *_ = (cell.strip() for cell in row.split("|"))
    assert who == {"staff": "staff", "customer": "customers"}[flow.audience]
    assert re.match(rf"{flow.minutes} min\b", time)
