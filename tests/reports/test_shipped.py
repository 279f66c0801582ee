"""Each shipped flow, answered to its end through the engine: all of it arrives on the map."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cxmodel.guide import Guide, Lane, Measure, Topic
from cxmodel.interview import Answer, Interview, InterviewId, Kind, Phase, Pseudonym
from cxmodel.journey import dump, schema
from cxmodel.study import Study, StudyFlow
from interview_flows.flow import Flow
from interview_flows.guide import guide_of
from interview_flows.library import shipped
from interview_flows.loader import load_flow
from interview_flows.talk import Reply, ReplyKind
from reports.compile import compile_journey
from reports.render import render
from reports.telling import WHOLE
from tests.engine.respondent import Respondent, a_study

STEPS = ("Looked for the form", "Rang my boss", "Waited for Finance")
BAD, GOOD = 0, 4  # positions among the five faces
RUNS: dict[str, tuple[dict[str, str | int], ...]] = {
    "employee-process": ({"faces": BAD}, {"faces": GOOD, "stated": "People first"}),
    "customer-journey": (
        {"faces": BAD, "decisive": "Buying", "stated": "Close to you"},
        {"faces": GOOD, "decisive": "Having and using it", "loyalty_now": "No, I left"},
        {"faces": BAD, "decisive": "Choosing", "convert_happened": "No, I stopped there"},
    ),
    "pain-point": ({"faces": BAD},),
    "touchpoint-pulse": ({},),
    "frontline-voice": (
        {"heard_decisive": "Looking around", "stated": "Close to you"},
        {"heard_stages": "They buy or sign up, They stay or leave"},
    ),
    "after-change": (
        {"faces": BAD, "stated": "People first", "forms_earlier": 5, "forms_now": 2},
        {"faces": GOOD, "knew_before": "No, I only know it as it is now"},
    ),
    "cx-maturity": ({"rates": 2, "first_part": "Culture"}, {"rates": 4}),
}
WEIGHTS = {Measure.SEVERITY: "severity", Measure.RECURRENCE: "recurrence"}


@cache
def flow_called(name: str) -> Flow:
    return load_flow(shipped()[name], f"{name}.yaml")


def study_of(flow: Flow, said: Mapping[str, str | int]) -> Study:
    return a_study(flow, stated_values=(str(said["stated"]),) if "stated" in said else ())


@cache
def held(name: str, number: int) -> Interview:
    """One interview in which nothing that was asked is left out."""
    flow, said = flow_called(name), RUNS[name][number]
    one = Respondent(flow, study_of(flow, said))
    one.interview = replace(
        one.interview,
        id=InterviewId(f"iv{number}"),
        respondent=Pseudonym(f"P{number}"),
        side=flow.audience,
    )
    one.agrees()
    while one.phase is not Phase.COMPLETED:
        answer(one, one.last, said)
    return one.interview


def answer(one: Respondent, prompt: Reply, said: Mapping[str, str | int]) -> None:
    match prompt.kind:
        case ReplyKind.PLAYBACK:
            one.taps(3)
        case ReplyKind.CONFIRM:
            one.taps(0)
        case ReplyKind.PROBE:
            one.says(f"Because of {prompt.question}, said in other words at turn {prompt.turn}")
        case _:
            answer_question(one, prompt, said)


def answer_question(one: Respondent, prompt: Reply, said: Mapping[str, str | int]) -> None:
    question = str(prompt.question)
    match prompt.input:
        case "story":
            one.says(*STEPS)
            one.finishes()
        case "feeling":
            one.taps(int(said["faces"]))
        case "choices" if question in said:
            one.says(str(said[question]))
        case "choices":
            for position in range(len(prompt.options) - 1):  # the last is "none of these"
                one.taps(position)
            one.finishes()
        case "choice" if question in said:
            one.says(str(said[question]))
        case "choice" | "yesno":
            one.taps(0)
        case "scale":
            one.says(str(said.get("rates", 4)))
        case "number":
            one.says(str(said.get(question, 4)))
        case _:
            one.says(f"What I have to say of {question}, all of it, at turn {prompt.turn}")


def mapped(name: str, number: int) -> Any:
    flow = flow_called(name)
    study = study_of(flow, RUNS[name][number])
    return compile_journey(study, {flow.version: guide_of(flow)}, [held(name, number)])


def columns(document: Any) -> dict[str, Any]:
    return {step["id"]: step for stage in document["stages"] for step in stage["steps"]}


def told(interview: Interview, guide: Guide) -> Iterator[tuple[Topic, Answer]]:
    """What was answered, follow-ups left out, each with its question."""
    topics = {topic.question: topic for topic in guide.topics}
    for given in interview.current_answers():
        if given.absence is None and given.probe is None:
            yield topics[given.question], given


def place_of(topic: Topic, given: Answer, interview: Interview, guide: Guide) -> str:
    """The column where an answer belongs."""
    stages = [stage.id for stage in guide.stages]
    if given.step is not None:
        story = next(t for t in guide.topics if t.kind is Kind.STORY)
        ids = [step.id for step in interview.visible_steps()]
        return f"{story.stage}.{ids.index(given.step) + 1}"
    if topic.stage in stages:
        return topic.stage
    if not stages:
        return guide.flow
    asked = [t for t in guide.topics if t.stage == topic.stage]
    before = asked[: asked.index(topic)]
    is_wish = topic.measure is None and topic.effort is None
    if is_wish and any(t.measure is Measure.DECISIVE for t in before):
        named = (a for t, a in told(interview, guide) if t.measure is Measure.DECISIVE)
        return next((str(a.value) for a in named), WHOLE)
    return WHOLE


EVERY = [(name, number) for name, runs in RUNS.items() for number in range(len(runs))]


@pytest.mark.parametrize("name", RUNS)
def test_between_them_the_runs_answer_every_question(name: str) -> None:
    guide = guide_of(flow_called(name))
    answered = {
        topic.question
        for number in range(len(RUNS[name]))
        for topic, _ in told(held(name, number), guide)
    }
    assert {topic.question for topic in guide.topics} == answered


@pytest.mark.parametrize(("name", "number"), EVERY)
def test_every_lane_that_a_flow_declares_arrives_in_its_place(name: str, number: int) -> None:
    interview, guide = held(name, number), guide_of(flow_called(name))
    found = columns(mapped(name, number))
    for topic, given in told(interview, guide):
        evidence = f"{interview.id}/{given.id}"
        if topic.lane is None or topic.kind is Kind.STORY:
            continue
        step = found[place_of(topic, given, interview, guide)]
        if topic.measure in WEIGHTS:
            weighed = [pain[WEIGHTS[topic.measure]]["evidence"] for pain in step["pain"]]
            assert [evidence] in weighed, topic.question
        elif topic.lane is Lane.FEELING:
            assert evidence in step["feeling"]["evidence"], topic.question
        else:
            cited = {key for claim in step[topic.lane.value] for key in claim["evidence"]}
            assert evidence in cited, topic.question
        assert step["asked"][topic.lane.value] == 1, topic.question


@pytest.mark.parametrize(("name", "number"), EVERY)
def test_every_measure_that_a_flow_declares_arrives(name: str, number: int) -> None:
    interview, guide = held(name, number), guide_of(flow_called(name))
    document = mapped(name, number)
    found = columns(document)
    measured: dict[Measure, list[str]] = {}
    for topic, given in told(interview, guide):
        if topic.measure is not None:
            measured.setdefault(topic.measure, []).append(f"{interview.id}/{given.id}")
    arrived = {
        Measure.NPS: document["metrics"]["nps"]["evidence"],
        Measure.CSAT: document["metrics"]["csat"]["evidence"],
        Measure.CES: document["metrics"]["ces"]["evidence"],
        Measure.IMPORTANCE: document["metrics"]["gap"]["evidence"],
        Measure.SATISFACTION: document["metrics"]["gap"]["evidence"],
        Measure.EXPECTATION: cited(document["header"]["expectations"]),
        Measure.VALUE_STATED: cited(document["values"]["heard"]),
        Measure.VALUE_LIVED: cited(document["values"]["lived"]),
        Measure.DECISIVE: [
            key for step in found.values() for key in step["moment_of_truth"]["evidence"]
        ],
        Measure.SEVERITY: weighing(found, "severity"),
        Measure.RECURRENCE: weighing(found, "recurrence"),
        Measure.QUOTES: measured.get(Measure.QUOTES, []) if interview.quotes_allowed else [],
    }
    for measure, evidence in measured.items():
        assert set(evidence) <= set(arrived[measure]), measure


@pytest.mark.parametrize(("name", "number"), EVERY)
def test_its_map_follows_the_schema(name: str, number: int) -> None:
    Draft202012Validator(schema()).validate(json.loads(dump(mapped(name, number))))


def cited(claims: list[Any]) -> list[str]:
    return [key for claim in claims for key in claim["evidence"]]


def weighing(found: Mapping[str, Any], weight: str) -> list[str]:
    return [
        key for step in found.values() for pain in step["pain"] for key in pain[weight]["evidence"]
    ]


@pytest.mark.parametrize(
    ("name", "number", "decisive"),
    [
        ("employee-process", 0, "path.1"),
        ("customer-journey", 0, "convert"),
        ("customer-journey", 1, "own"),
        ("customer-journey", 2, "select"),
        ("frontline-voice", 0, "research"),
        ("frontline-voice", 1, "convert"),
        ("cx-maturity", 0, "culture"),
    ],
)
def test_what_was_named_decisive_is_decisive(name: str, number: int, decisive: str) -> None:
    named = {key: s["moment_of_truth"]["named"] for key, s in columns(mapped(name, number)).items()}
    assert {key for key, people in named.items() if people} == {decisive}


@pytest.mark.parametrize("name", ["employee-process", "customer-journey", "after-change"])
def test_a_score_of_satisfaction_gives_lane_gap_and_opportunity(name: str) -> None:
    document = mapped(name, 0)
    assert [claim["text"] for claim in columns(document)[WHOLE]["satisfaction"]] == ["rated 4 of 5"]
    assert (document["metrics"]["gap"]["value"], document["metrics"]["gap"]["n"]) == (0, 1)
    assert document["metrics"]["opportunity"]["band"] == "neutral"


def test_effort_is_counted_by_kind() -> None:
    effort = mapped("employee-process", 0)["effort"]
    kinds = {"forms", "approvals", "people", "systems", "handoffs", "waiting_days", "hours"}
    assert set(effort) == kinds
    assert all(each["before"] == each["after"] == 4 for each in effort.values())
    report = mapped("pain-point", 0)
    assert report["effort"]["minutes_lost"]["before"] == 4
    assert [c["text"] for c in columns(report)["pain-point"]["effort"]] == ["4 minutes lost today"]


def test_after_a_change_the_effort_of_before_it_stands_beside_that_of_today() -> None:
    document = mapped("after-change", 0)
    forms = document["effort"]["forms"]
    assert (forms["earlier"], forms["before"], forms["after"]) == (5, 2, None)
    told = [claim["text"] for claim in columns(document)["effort"]["effort"]]
    assert {"5 forms before the change", "2 forms today"} <= set(told)
    assert "before the change → today" in render(document, "html")
    assert "| Forms | 5 before the change → 2[" in render(document, "md")


def test_who_came_after_the_change_is_asked_for_today_alone() -> None:
    document = mapped("after-change", 1)
    assert document["effort"]["forms"].keys() == {"before", "after", "n", "evidence"}
    assert "before the change →" not in render(document, "html")


def test_staff_and_customers_meet_in_the_same_columns() -> None:
    """Both sides of one study: the stages of the customers, each with what both told."""
    names = ("customer-journey", "frontline-voice")
    flows = [flow_called(name) for name in names]
    both = tuple(StudyFlow(flow.id, flow.version, flow.audience) for flow in flows)
    told = [
        replace(held(name, 0), id=InterviewId(name), respondent=Pseudonym(name)) for name in names
    ]
    study = replace(study_of(flows[0], {}), flows=both)
    found = columns(compile_journey(study, {f.version: guide_of(f) for f in flows}, told))
    stages = [section.id for section in flows[0].sections if section.stage]
    assert [column for column in found if column != WHOLE] == stages
    for stage in stages[1:4]:
        sides = {key.split("/")[0] for pain in found[stage]["pain"] for key in pain["evidence"]}
        assert sides == set(names), stage
    assert all(len(found[stage]["feeling"]["values"]) == 1 for stage in stages), "only their own"


def test_each_part_of_the_house_holds_its_rating_and_its_example() -> None:
    low, high = (columns(mapped("cx-maturity", number))["culture"] for number in (0, 1))
    assert [claim["text"] for claim in low["satisfaction"]] == ["rated 2 of 5"]
    assert [claim["text"] for claim in high["satisfaction"]] == ["rated 4 of 5"]
    assert (len(low["difference"]), len(low["thought"])) == (1, 0)
    assert (len(high["difference"]), len(high["thought"])) == (0, 1)


@pytest.mark.parametrize("form", ["html", "md"])
def test_what_feeds_no_lane_is_told_below_the_map(form: str) -> None:
    document = mapped("customer-journey", 2)
    rows = {row["question"]: row for row in document["besides"]}
    assert rows["convert_happened"]["n"] == 1
    (stopped,) = rows["convert_happened"]["claims"]
    assert stopped["text"] == "No, I stopped there"
    (added,) = rows["anything_else"]["claims"]
    (ident,) = added["evidence"]
    assert document["evidence"][ident]["verbatim"] == added["text"]
    text = render(document, form)
    assert stopped["text"] in text
    assert added["text"] in text.replace("\\_", "_")
