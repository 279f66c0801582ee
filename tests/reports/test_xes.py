"""The event log against the rules of IEEE 1849-2016, §5 and its grammar."""

import re
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest
from lxml import etree

from cxmodel.journey import Document
from reports.escape import in_plain
from reports.exports import Look, export
from tests.reports.exported import dozen, hostile

XES = "{http://www.xes-standard.org/}"
ATTRIBUTES = {"string", "date", "int", "float", "boolean", "id", "list", "container"}
ORDER = {  # of the children of a log
    name: place
    for place, names in enumerate(
        (["extension"], ["global"], ["classifier"], ATTRIBUTES, ["trace"])
    )
    for name in names
}
WHEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def log_of(document: Any) -> Any:
    return etree.fromstring(export(document, "xes", Look()).content)


def tag(element: Any) -> str:
    return str(element.tag).removeprefix(XES)


def named(element: Any) -> dict[str, str]:
    """Attributes of a log, a trace or an event, by key."""
    held = [child for child in element if tag(child) in ATTRIBUTES]
    assert len({child.get("key") for child in held}) == len(held)
    return {child.get("key"): child.get("value") for child in held}


LOGS: dict[str, Callable[[], Document]] = {
    "journeys": dozen,
    "ways": lambda: dozen() | {"journeys": []},
    "hostile": hostile,
    "nobody": lambda: dozen() | {"journeys": [], "variants": []},
}


@pytest.fixture(scope="module", params=LOGS)
def log(request: pytest.FixtureRequest) -> Any:
    return log_of(LOGS[request.param]())


def test_the_log_has_what_the_standard_asks_for_in_its_order(log: Any) -> None:
    assert tag(log) == "log"
    assert log.get("xes.version") == "1849-2016"
    assert log.get("xes.features") == ""
    places = [ORDER[tag(child)] for child in log]
    assert places == sorted(places)


def test_every_prefix_is_of_a_declared_extension(log: Any) -> None:
    declared = {e.get("prefix"): (e.get("name"), e.get("uri")) for e in log.iter(f"{XES}extension")}
    assert declared == {
        "concept": ("Concept", "http://www.xes-standard.org/concept.xesext"),
        "time": ("Time", "http://www.xes-standard.org/time.xesext"),
        "lifecycle": ("Lifecycle", "http://www.xes-standard.org/lifecycle.xesext"),
    }
    keys = {e.get("key") for e in log.iter() if e.get("key")}
    assert {key.partition(":")[0] for key in keys if ":" in key} <= declared.keys()


def test_values_are_of_their_type(log: Any) -> None:
    for element in log.iter():
        value = element.get("value")
        match tag(element):
            case "date":
                assert WHEN.fullmatch(value)
            case "int":
                int(value)
            case "float":
                assert -2 <= float(value) <= 2
            case "string":
                assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", value)


def test_every_trace_and_event_has_the_global_attributes(log: Any) -> None:
    for scope in log.iter(f"{XES}global"):
        for one in log.iter(XES + scope.get("scope")):
            held = named(one)
            assert named(scope).keys() <= held.keys()


def test_classifiers_are_of_global_attributes(log: Any) -> None:
    (events,) = [g for g in log.iter(f"{XES}global") if g.get("scope") == "event"]
    for classifier in log.iter(f"{XES}classifier"):
        assert set(classifier.get("keys").split()) <= named(events).keys()


def test_times_never_run_back_within_a_trace(log: Any) -> None:
    for trace in log.iter(f"{XES}trace"):
        times = [named(event).get("time:timestamp") for event in trace.iter(f"{XES}event")]
        moments = [datetime.fromisoformat(time) for time in times if time]
        assert len(moments) in {0, len(times)}
        assert all(a <= b for a, b in pairwise(moments))


def traces(document: Any) -> list[tuple[str, list[str]]]:
    return [
        (
            named(trace)["concept:name"],
            [named(event)["concept:name"] for event in trace.iter(f"{XES}event")],
        )
        for trace in log_of(document).iter(f"{XES}trace")
    ]


def label(document: Any, ident: str) -> str:
    steps = {step["id"]: step["label"] for s in document["stages"] for step in s["steps"]}
    return in_plain(steps[ident])


def test_a_trace_is_a_journey_step_by_step_with_its_returns() -> None:
    document = dozen()
    assert traces(document) == [
        (way["interview"], [label(document, step) for step in way["steps"]])
        for way in document["journeys"]
    ]
    assert any(len(set(path)) < len(path) for _, path in traces(document))


def test_a_step_has_the_time_of_its_own_answers_and_what_was_felt() -> None:
    traces = log_of(dozen()).iter(f"{XES}trace")
    trace = next(one for one in traces if named(one)["respondent"] == "P-02")
    assert named(trace) | {"concept:name": ""} == {
        "concept:name": "",
        "respondent": "P-02",
        "segment": "manager",
        "side": "customer",
        "wave": "1",
    }
    first, second, *_ = trace.iter(f"{XES}event")
    assert named(first)["time:timestamp"] == "2026-03-04T09:04:00.000+00:00"
    assert named(second)["time:timestamp"] == "2026-03-04T09:06:00.000+00:00"
    assert (named(first)["feeling"], named(first)["lifecycle:transition"]) == ("1", "complete")
    assert named(second)["feeling"] == "-1"


def test_a_feeling_stands_at_the_first_visit_alone() -> None:
    trace = next(t for t in log_of(dozen()).iter(f"{XES}trace") if named(t)["respondent"] == "P-05")
    asked = [named(e) for e in trace.iter(f"{XES}event")]
    twice = [e for e in asked if e["concept:name"] == "Get my manager's approval"]
    assert ["feeling" in event for event in twice] == [True, False]


def test_without_journeys_everybody_walks_a_way_without_times() -> None:
    document = dozen() | {"journeys": []}
    made = export(document, "xes", Look())
    assert "no times" in made.notices[0]
    assert b"time:timestamp" not in made.content
    assert len(traces(document)) == sum(way["count"] for way in document["variants"]) == 11


def test_a_log_of_no_journeys_says_that_there_are_none() -> None:
    made = export(dozen() | {"journeys": [], "variants": []}, "xes", Look())
    assert b"<trace" not in made.content
    assert "no journeys" in made.notices[0]


def test_weeks_order_nothing() -> None:
    document = dozen()
    for said in document["evidence"].values():
        said["at"] = "2026-W10"
    assert b"time:timestamp" not in export(document, "xes", Look()).content


def test_a_log_that_holds_not_everybody_says_so() -> None:
    document = dozen()
    assert len(export(document, "xes", Look()).notices) == 1
    many = document | {"journeys": document["journeys"][:1] * 200}
    assert "first 200 journeys" in export(many, "xes", Look()).notices[1]
