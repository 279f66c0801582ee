"""Journeys and reports of single pain points in one study: one map."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cxmodel.interview import Absence, Interview
from cxmodel.journey import dump, schema
from cxmodel.study import StudyFlow
from interview_flows.guide import guide_of
from interview_flows.library import shipped
from interview_flows.loader import load_flow
from reports.compile import compile_journey
from reports.render import render
from reports.reported import APART
from reports.view import View, lay_out
from tests.reports.talk import START, VERSION, Talk, a_study, jennifer, process_guide

PAIN_POINT = guide_of(load_flow(shipped()["pain-point"], "pain-point.yaml"))
GUIDES = {VERSION: process_guide(), PAIN_POINT.version: PAIN_POINT}
VENDOR = "Fill out a vendor form, as the vendor is not in the accounting system"


def report(
    number: int,
    happened: str,
    where: str = "e_mail",
    *,
    feeling: int = -2,
    person: str = "",
) -> Interview:
    talk = Talk(f"pp{number}", person or f"R{number}", guide=PAIN_POINT)
    talk.began = START + timedelta(days=1)
    talk.says("process", "Getting a training paid")
    talk.says("happened", happened)
    talk.says("where", where)
    talk.says("feeling", feeling)
    why = talk.says("why", "Nobody told us")
    talk.says("why", "Nobody owns it", why=(why, 1))
    talk.says("recurrence", "always")
    talk.says("minutes_lost", 45)
    talk.says("better", "One list for all")
    return talk.done()


def compiled(*interviews: Interview, **study: object) -> Any:
    return compile_journey(a_study(**study), GUIDES, interviews, invited=20)  # type: ignore[arg-type]


def columns(document: Any) -> dict[str, Any]:
    return {step["label"]: step for stage in document["stages"] for step in stage["steps"]}


def pains(step: Any) -> list[str]:
    return [claim["text"] for claim in step["pain"]]


def where_is(document: Any, happened: str) -> list[str]:
    return [label for label, step in columns(document).items() if happened in pains(step)]


@pytest.mark.parametrize(
    ("happened", "step"),
    [
        pytest.param(
            "The vendor form asked for a number of the accounting system",
            VENDOR,
            id="half-of-its-words",
        ),
        pytest.param(
            "The purchase order was lost", "Fill out a purchase order", id="two-words-of-three"
        ),
        pytest.param(
            "My managers never gave their approval", "Get my manager's approval", id="inflected"
        ),
        pytest.param("The form was lost", APART, id="a-word-of-many-steps"),
        pytest.param(
            "The departmental budget held up the purchase order", APART, id="two-steps-equally"
        ),
        pytest.param("My manager was away", APART, id="one-word-is-too-little"),
        pytest.param("The coffee machine broke", APART, id="nothing-in-common"),
    ],
)
def test_a_report_is_put_at_the_step_that_it_names(happened: str, step: str) -> None:
    assert where_is(compiled(jennifer(), report(1, happened)), happened) == [step]


def met(number: int, *touchpoints: tuple[str, str]) -> Interview:
    talk = Talk(f"iv{number}", f"P{number}")
    talk.tells(*(step for step, _ in touchpoints))
    for at, (_, touchpoint) in enumerate(touchpoints, start=1):
        talk.says("touchpoint", touchpoint, step=at)
    return talk.done()


def test_a_touchpoint_of_one_step_alone_names_it() -> None:
    told = met(1, ("Asked for leave", "The training portal"), ("Waited", "My boss"))
    assert where_is(compiled(told, report(1, "It broke", "the training portal")), "It broke") == [
        "Asked for leave"
    ]


@pytest.mark.parametrize(
    ("second", "where"),
    [
        pytest.param("The portal", "The portal", id="two-steps-have-it"),
        pytest.param("My boss", "in_person", id="a-kind-of-contact-that-was-tapped"),
    ],
)
def test_a_touchpoint_that_names_no_one_step_leaves_it_apart(second: str, where: str) -> None:
    told = met(1, ("Asked for leave", "The portal"), ("Waited", second))
    told_in_person = met(2, ("Signed", "With someone in person"))
    assert where_is(compiled(told, told_in_person, report(1, "It broke", where)), "It broke") == [
        APART
    ]


def test_words_decide_before_the_touchpoint() -> None:
    told = met(1, ("Asked for leave", "The portal"), ("Signed the contract", "My boss"))
    happened = "I signed the wrong contract"
    assert where_is(compiled(told, report(1, happened, "The portal")), happened) == [
        "Signed the contract"
    ]


def test_the_other_side_s_steps_are_not_looked_at() -> None:
    happened = "The purchase order was lost"
    staff = replace(report(1, happened), side="staff")
    assert where_is(compiled(jennifer(), staff), happened) == [APART]


def test_a_report_counts_where_it_was_asked_and_not_as_a_way_through() -> None:
    before = columns(compiled(jennifer()))[VENDOR]
    happened = "The vendor form asked for a number of the accounting system"
    after = columns(compiled(jennifer(), report(1, happened), report(2, "Nothing fits")))[VENDOR]
    assert after["reach"] == before["reach"]
    assert after["moment_of_truth"] == before["moment_of_truth"]
    assert (before["reported"], after["reported"]) == (0, 1)
    assert (before["feeling"]["n"], after["feeling"]["n"]) == (1, 2)
    assert after["asked"]["feeling"] == before["asked"]["feeling"] + 1
    assert after["asked"]["effort"] == 1
    assert after["asked"]["action"] == before["asked"]["action"]


def test_only_those_who_stand_there_count_as_asked_apart() -> None:
    placed, apart = report(1, "The purchase order was lost"), report(2, "It broke")
    step = columns(compiled(jennifer(), placed, apart))[APART]
    assert (step["reach"]["n"], step["asked"]["pain"], step["asked"]["effort"]) == (1, 1, 1)


def laid_out(*interviews: Interview) -> View:
    return lay_out(compiled(*interviews))


def test_a_report_leaves_the_lanes_of_the_whole_journey_where_they_were() -> None:
    before = laid_out(jennifer())
    placed = laid_out(jennifer(), report(1, "The purchase order was lost"))
    apart = laid_out(jennifer(), report(2, "Nothing fits"))
    for after in (placed, apart):
        assert after.opening == before.opening
        assert [row.id for row in after.overall] == [row.id for row in before.overall]
        assert after.overall == before.overall


@pytest.mark.parametrize(
    ("happened", "label"),
    [
        pytest.param("The purchase order was lost", "Fill out a purchase order", id="at a step"),
        pytest.param("The coffee machine broke", APART, id="apart"),
    ],
)
def test_what_a_report_wishes_stands_where_the_report_stands(happened: str, label: str) -> None:
    view = laid_out(jennifer(), report(1, happened))
    (row,) = [row for row in view.celled if row.id == "touchpoint_desired"]
    holding = [c.step["label"] for c in view.columns if c.step and row.held(c)]
    assert holding == [label]


def test_who_left_a_question_out_was_asked_all_the_same() -> None:
    told = report(1, "The purchase order was lost")
    *answers, better = told.answers
    skipped = replace(better, value=None, verbatim="", absence=Absence.SKIPPED)
    step = columns(compiled(jennifer(), replace(told, answers=(*answers, skipped))))
    assert step["Fill out a purchase order"]["asked"]["touchpoint_desired"] == 1


def test_the_stage_where_a_report_stands_has_its_lanes() -> None:
    stages = compiled(jennifer(), report(1, "The purchase order was lost"))["stages"]
    (path,) = [stage for stage in stages if stage["id"] == "path"]
    assert {"why", "effort", "touchpoint_desired"} <= set(path["lanes"])


def test_a_pain_is_weighed_over_those_who_could_have_told_it() -> None:
    happened = "The vendor form asked for a number of the accounting system"
    step = columns(compiled(jennifer(), report(1, happened)))[VENDOR]
    told = next(pain for pain in step["pain"] if pain["text"] == happened)
    assert (told["reach"]["x"], told["reach"]["n"]) == (1, 2)
    assert told["recurrence"]["mean"] == 3
    assert [why["chain"] for why in told["why"]] == [["Nobody told us", "Nobody owns it"]]


def test_one_person_may_report_again_and_is_counted_once() -> None:
    document = compiled(
        jennifer(), report(1, "It broke", person="R1"), report(2, "It broke", person="R1")
    )
    (claim,) = columns(document)[APART]["pain"]
    assert (claim["count"], claim["evidence"]) == (1, ["pp1/a2", "pp2/a2"])
    assert columns(document)[APART]["reach"]["n"] == 1


def test_every_piece_of_evidence_unfolds_and_the_map_follows_its_schema() -> None:
    happened = "The vendor form asked for a number of the accounting system"
    document = json.loads(dump(compiled(jennifer(), report(1, happened), report(2, "No fit"))))
    Draft202012Validator(schema()).validate(document)
    assert document["evidence"]["pp1/a2"]["verbatim"] == happened
    assert document["stages"][-1]["title"] == APART
    assert document["method"]["formulae"]["reports"]


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_page_shows_what_stands_apart_under_its_name(form: str) -> None:
    page = render(compiled(jennifer(), report(1, "The coffee machine broke")), form)
    assert APART in page
    assert "The coffee machine broke" in page


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_page_says_how_many_reports_a_step_holds(form: str) -> None:
    lost = [report(n, "The purchase order was lost", person=f"R{n}") for n in (1, 2)]
    assert "2 reports" in render(compiled(jennifer(), *lost), form)


def test_where_every_report_fits_nothing_stands_apart() -> None:
    document = compiled(jennifer(), report(1, "The purchase order was lost"))
    assert APART not in [stage["title"] for stage in document["stages"]]


def test_reports_alone_are_a_stage_of_their_own() -> None:
    alone = (StudyFlow(PAIN_POINT.flow, PAIN_POINT.version),)
    document = compiled(report(1, "It broke"), flows=alone)
    assert [stage["title"] for stage in document["stages"]] == [PAIN_POINT.title]


def test_reports_make_a_study_no_sooner_saturated() -> None:
    document = compiled(jennifer(), *(report(number, "It broke") for number in range(1, 9)))
    assert document["header"]["saturation"]["interviews"] == 1


def test_the_same_answers_give_the_same_bytes_in_any_order() -> None:
    told = [jennifer(), report(1, "The purchase order was lost"), report(2, "It broke")]
    assert dump(compiled(*told)) == dump(compiled(*reversed(told)))
