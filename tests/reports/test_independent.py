"""Two hundred interviews: each number of their map equals one computed without our code."""

import json
from functools import cache
from statistics import fmean
from typing import Any

import pytest

from cxmodel.interchange import load_interview, load_study
from interview_flows.guide import guide_of
from interview_flows.loader import load_flow
from reports.compile import compile_journey
from tests.reports.oracle import Oracle, compared, is_split, quartile
from tests.reports.perturbed import perturbed, study_line

SEED, COUNT = 20260302, 200


def close(expected: Any) -> Any:
    return pytest.approx(expected, abs=1e-9, rel=0)


def compiled(records: list[Any]) -> Any:
    study, flows = load_study(json.dumps(study_line()))
    guides = {version: guide_of(load_flow(text, "flow")) for version, text in flows.items()}
    found = [load_interview(json.dumps(record)) for record in records]
    return compile_journey(study, guides, found)


@cache
def both() -> tuple[Any, Oracle]:
    records = perturbed(COUNT, SEED)
    document = compiled(records)
    (flow,) = study_line()["flows"].values()
    return document, Oracle(records, flow, document)


@cache
def of_segments() -> dict[str, Oracle]:
    document, oracle = both()
    (flow,) = study_line()["flows"].values()
    groups: dict[str, list[Any]] = {}
    for record in oracle.every:
        groups.setdefault(record["segment"] or "unassigned", []).append(record)
    return {name: Oracle(records, flow, document) for name, records in groups.items()}


@cache
def in_waves(*, again: bool) -> tuple[Any, Oracle, Oracle]:
    """The map of two waves, and each wave by itself."""
    records = perturbed(COUNT, SEED, waves=2, again=again)
    document = compiled(records)
    (flow,) = study_line()["flows"].values()
    one, two = (
        Oracle([record for record in records if record["wave"] == wave], flow, document)
        for wave in (1, 2)
    )
    return document, one, two


def everywhere() -> list[Any]:
    """Stages as a whole, and the steps of the stories in them."""
    return [step for stage in both()[0]["stages"] for step in stage["steps"]]


def columns() -> list[Any]:
    """The steps of the stories."""
    return [step for step in everywhere() if step["said"]]


def test_the_interviews_are_many_and_unlike() -> None:
    _, oracle = both()
    assert len(oracle.every) == COUNT > len(oracle.records) > 150
    assert len(set(oracle.person.values())) < len(oracle.records)
    assert len(columns()) > 20
    assert any(step["feeling"]["split"] for step in columns())
    assert any(step["returns"] for step in columns())
    assert any(step["moment_of_truth"]["shown"] for step in columns())


def test_counts_of_interviews_and_people() -> None:
    document, oracle = both()
    expected = oracle.header()
    assert {key: document["header"][key] for key in expected} == expected


def test_scores_and_the_index_day_by_day() -> None:
    document, oracle = both()
    expected, found = oracle.metrics(), document["metrics"]
    names = ("nps", "csat", "ces", "index")
    assert [found[name]["value"] for name in names] == close([expected[name] for name in names])
    assert tuple(found[name]["n"] for name in names) == expected["n"]
    series = [(entry["day"], entry["value"], entry["n"]) for entry in found["index"]["series"]]
    assert len(series) > 20
    for got, wanted in zip(series, oracle.index(), strict=True):
        assert (got[0], got[2]) == (wanted[0], wanted[2])
        assert got[1] == close(wanted[1])


def test_gap_and_opportunity() -> None:
    document, oracle = both()
    gap, n = oracle.gap()
    assert (document["metrics"]["gap"]["value"], document["metrics"]["gap"]["n"]) == (close(gap), n)
    assert document["metrics"]["opportunity"]["value"] == close(oracle.opportunity())


def test_effort_before_and_after() -> None:
    document, oracle = both()
    found = document["effort"]
    expected = oracle.effort()
    assert found.keys() == expected.keys()
    for kind, moments in expected.items():
        for moment, (mean, n) in moments.items():
            assert (found[kind][moment], found[kind]["n"][moment]) == (close(mean), n), kind


def test_reach_with_its_interval_and_returns() -> None:
    _, oracle = both()
    for step in columns():
        x, n, low, high = oracle.reach(step["id"])
        assert (step["reach"]["x"], step["reach"]["n"]) == (x, n), step["label"]
        assert (step["reach"]["low"], step["reach"]["high"]) == (close(low), close(high))
        assert step["returns"] == oracle.returns(step["id"]), step["label"]


def test_feelings_of_each_step_and_stage() -> None:
    _, oracle = both()
    for step in everywhere():
        felt, found = list(oracle.feelings(step["id"]).values()), step["feeling"]
        assert found["n"] == len(felt), step["label"]
        if felt:
            split = is_split(felt)
            assert found["split"] is split
            assert found["values"] == close(sorted(felt))
            assert found["mean"] == (None if split else close(fmean(felt)))
            assert [found["q1"], found["median"], found["q3"]] == close(
                [quartile(felt, which) for which in (1, 2, 3)]
            )


def test_moments_of_truth() -> None:
    _, oracle = both()
    scores = {step["id"]: oracle.moment(step["id"]) for step in columns()}
    able = [s for s in columns() if scores[s["id"]] >= 0.4 and s["reach"]["x"] >= 3]
    top = sorted((scores[s["id"]] for s in able), reverse=True)[:3]
    for step in columns():
        assert step["moment_of_truth"]["score"] == close(scores[step["id"]]), step["label"]
        assert step["moment_of_truth"]["shown"] == (step in able and scores[step["id"]] in top)


def test_pains_with_what_weighs_them() -> None:
    _, oracle = both()
    pains = [(step, pain) for step in columns() for pain in step["pain"]]
    assert len(pains) > 30
    for step, pain in pains:
        expected = oracle.pain(pain["evidence"], step["asked"]["pain"])
        assert pain["count"] == expected["count"], pain["text"]
        for weight in ("severity", "recurrence"):
            mean, n = expected[weight]
            assert pain[weight]["n"] == n, pain["text"]
            assert pain[weight]["mean"] == (None if mean is None else close(mean)), pain["text"]
        priority = expected["priority"]
        assert pain["priority"] == (None if priority is None else close(priority)), pain["text"]


LANES = ["need", "thought", "touchpoint_current", "pain", "touchpoint_desired", "difference"]
LANES += ["improvement_self", "improvement_organisation", "effort", "importance", "satisfaction"]


@pytest.mark.parametrize("lane", LANES)
def test_every_answer_of_a_lane_stands_in_one_claim_and_is_counted(lane: str) -> None:
    _, oracle = both()
    assert any(step[lane] for step in everywhere())
    for step in everywhere():
        cited = [key for claim in step[lane] for key in claim["evidence"]]
        assert len(cited) == len(set(cited))
        assert set(cited) == oracle.told(lane, step["id"]), step["label"]
        for claim in step[lane]:
            people = {oracle.person[key.split("/")[0]] for key in claim["evidence"]}
            assert claim["count"] == len(people), claim["text"]


def test_segments_side_by_side() -> None:
    document, _ = both()
    found = {segment["id"]: segment for segment in document["segments"]}
    assert found.keys() == {"new", "senior", "unassigned"}
    for name, segment in found.items():
        own = of_segments()[name]
        assert segment["people"] == len(set(own.person.values()))
        assert segment["completed"] == own.header()["completed"]
        expected, metrics = own.metrics(), segment["metrics"]
        scores = ("nps", "csat", "ces", "index")
        assert [metrics[score]["value"] for score in scores] == close([expected[s] for s in scores])
        assert tuple(metrics[score]["n"] for score in scores) == expected["n"]


def test_each_step_segment_by_segment() -> None:
    for step in columns():
        for name, group in step["by_segment"].items():
            own = of_segments()[name]
            felt = list(own.feelings(step["id"]).values())
            reach = group["reach"]
            assert [reach[key] for key in ("x", "n", "low", "high")] == close(
                list(own.reach(step["id"]))
            )
            assert group["feeling"]["n"] == len(felt)
            assert group["feeling"]["values"] == close(sorted(felt))
        assert sum(g["reach"]["x"] for g in step["by_segment"].values()) >= step["reach"]["x"]


@pytest.mark.parametrize("again", [True, False])
def test_what_moved_between_the_waves(again: bool) -> None:
    document, one, two = in_waves(again=again)
    found = {change["id"]: change for change in document["waves"]["changes"]}
    told = {m: (one.figures(m), two.figures(m)) for m in ("nps", "csat", "ces")}
    told |= {f"effort/{k}": (one.amounts(k), two.amounts(k)) for k in ("forms", "waiting_days")}
    told |= {"feeling": (one.moods(), two.moods())}
    steps = [s for stage in document["stages"] for s in stage["steps"] if s["feeling"]["n"] > 60]
    told |= {f"feeling/{s['id']}": (one.feelings(s["id"]), two.feelings(s["id"])) for s in steps}
    methods = set()
    for name, (before, after) in told.items():
        expected, change = compared(before, after, share=name == "csat"), found[name]
        numbers = [change["before"]["value"], change["after"]["value"]]
        numbers += [change["change"], change["low"], change["high"]]
        assert numbers == close(expected["numbers"]), name
        assert (change["before"]["n"], change["after"]["n"]) == expected["n"]
        assert (change["method"], change["moved"]) == (expected["method"], expected["moved"])
        methods.add(change["method"])
    assert {"paired t"} <= methods if again else methods == {"Welch", "Agresti–Caffo"}


@pytest.mark.parametrize("again", [True, False])
def test_how_far_each_pain_spread_from_wave_to_wave(again: bool) -> None:
    document, *waves = in_waves(again=again)
    pains = {
        p["id"]: (s, p) for stage in document["stages"] for s in stage["steps"] for p in s["pain"]
    }
    changes = [c for c in document["waves"]["changes"] if c["id"].startswith("pain/")]
    assert len(changes) > 10
    for change in changes:
        step, pain = pains[change["id"].removeprefix("pain/")]
        if not step["said"]:
            continue
        figures = []
        for wave in waves:
            told = {wave.person.get(key.split("/")[0]) for key in pain["evidence"]}
            figures.append({p: float(p in told) for p in wave.asked_for("pain", step["id"])})
        expected = compared(*figures, share=True)
        numbers = [change["change"], change["low"], change["high"]]
        assert numbers == close(expected["numbers"][2:]), pain["text"]
