"""Segments beside each other, customers beside staff, one wave beside the next."""

import re
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cxmodel.interview import Absence, Interview, InterviewId, Phase, Pseudonym
from cxmodel.journey import Selection, schema
from cxmodel.study import Segment, StudyFlow
from interview_flows.guide import guide_of
from reports.compile import compile_journey
from reports.exports import Look, export
from reports.heads import latest_head
from tests.reports.talk import VERSION, Talk, a_study, process_guide
from tests.reports.test_shipped import columns, flow_called, held, mapped, study_of

STAFF_VERSION = "e" * 64
BOTH = (StudyFlow("employee-process", VERSION), StudyFlow("staff", STAFF_VERSION, "staff"))


def walked(number: int, feeling: int, segment: str | None = None, *steps: str) -> Talk:
    talk = Talk(f"iv{number}", f"P{number}", segment=segment)
    talk.tells(*(steps or ("Asked Finance",)))
    talk.says("feeling", feeling, step=1)
    return talk


def compiled(*interviews: Interview, selection: Selection | None = None, **study: Any) -> Any:
    guides = {VERSION: process_guide(), STAFF_VERSION: process_guide(STAFF_VERSION)}
    return compile_journey(a_study(**study), guides, interviews, selection)


def by_staff(talk: Talk) -> Interview:
    return replace(talk.done(), side="staff", flow_version=STAFF_VERSION)


def test_a_step_says_who_took_it_and_how_it_felt_in_each_segment() -> None:
    other = walked(4, 0, "old", "Took the bus")
    unasked = Talk("iv5", "P5", segment="new")
    unasked.says("need", "A laptop")
    group = [walked(1, 2, "new"), walked(2, 1, "new"), walked(3, -2, "old"), other, unasked]
    step = columns(compiled(*(talk.done() for talk in group)))["path.1"]
    assert step["reach"]["x"] == 3
    found = step["by_segment"]
    shares = {name: (cell["reach"]["x"], cell["reach"]["n"]) for name, cell in found.items()}
    assert shares == {"new": (2, 2), "old": (1, 2)}
    assert (found["new"]["feeling"]["mean"], found["old"]["feeling"]["values"]) == (1.5, [-2])


def test_who_told_of_a_stage_as_a_whole_is_counted_in_their_segment() -> None:
    talks = [Talk(f"iv{n}", f"P{n}", segment=name) for n, name in enumerate(("new", "old", "old"))]
    for talk in talks[:2]:
        talk.says("start_feeling", 1)
    talks[2].skips("start_feeling")
    found = columns(compiled(*(talk.done() for talk in talks)))["start"]["by_segment"]
    shares = {name: (cell["reach"]["x"], cell["reach"]["n"]) for name, cell in found.items()}
    assert shares == {"new": (1, 1), "old": (1, 2)}


def test_who_changed_segment_counts_in_each_with_what_they_told_there() -> None:
    first, second = walked(1, -2, "new"), walked(2, 2, "old")
    later = replace(second.done(), respondent=first.done().respondent)
    step = columns(compiled(first.done(), later))["path.1"]
    assert (step["reach"]["x"], step["feeling"]["values"]) == (1, [0])
    assert {name: cell["feeling"]["values"] for name, cell in step["by_segment"].items()} == {
        "new": [-2],
        "old": [2],
    }


def test_segments_have_their_people_and_scores() -> None:
    talks = [walked(1, 1, "new"), walked(2, 1, "new"), walked(3, 1)]
    for talk, score in zip(talks, (9, 3, 10), strict=True):
        talk.says("nps", score)
    document = compiled(
        *(talk.done() for talk in talks), segments=(Segment(id="new", title="New people"),)
    )
    named = [(s["id"], s["title"], s["people"], s["completed"]) for s in document["segments"]]
    assert named == [("new", "New people", 2, 2), ("unassigned", "unassigned", 1, 1)]
    scores = [segment["metrics"]["nps"] for segment in document["segments"]]
    assert scores == [{"value": 0, "n": 2}, {"value": 100, "n": 1}]
    assert [s["saturation"]["interviews"] for s in document["segments"]] == [2, 1]


def test_a_map_of_one_group_sets_nothing_beside_it() -> None:
    document = compiled(walked(1, 1, "new").done(), walked(2, 1, "new").done())
    step = columns(document)["path.1"]
    assert step.keys().isdisjoint({"by_segment", "by_side", "perception"})
    assert (document["segments"], document["sides"], document["waves"]) == ([], [], None)


def test_customers_and_staff_see_a_step_differently() -> None:
    told = [walked(1, -2).done(), walked(2, -1).done(), by_staff(walked(3, 1))]
    document = compiled(*told, flows=BOTH)
    step = columns(document)["path.1"]
    perceived = {key: step["perception"][key] for key in ("customer", "staff", "gap")}
    assert perceived == {"customer": -1.5, "staff": 1, "gap": 2.5}
    assert step["by_side"]["staff"]["reach"]["x"] == 1
    assert [(side["id"], side["people"]) for side in document["sides"]] == [
        ("customer", 2),
        ("staff", 1),
    ]


def test_what_one_side_did_not_say_has_no_gap() -> None:
    document = compiled(walked(1, -2).done(), by_staff(Talk("iv2", "P2")), flows=BOTH)
    perception = columns(document)["path.1"]["perception"]
    assert (perception["customer"], perception["staff"], perception["gap"]) == (-2, None, None)


def test_what_staff_do_is_behind_the_scenes_of_what_customers_do() -> None:
    told = [walked(1, 1).done(), by_staff(walked(2, 1, None, "Checked the budget"))]
    found = {s["label"]: s for s in columns(compiled(*told, flows=BOTH)).values()}
    assert [claim["text"] for claim in found["Checked the budget"]["backstage"]] == [
        "Checked the budget"
    ]
    assert found["Checked the budget"]["action"] == []
    assert [claim["text"] for claim in found["Asked Finance"]["action"]] == ["Asked Finance"]


@pytest.mark.parametrize(
    "selection",
    [Selection(side="staff"), Selection(interview=InterviewId("iv2"))],
    ids=["one side", "one interview"],
)
def test_alone_their_actions_are_actions(selection: Selection) -> None:
    told = [walked(1, 1).done(), by_staff(walked(2, 1, None, "Checked the budget"))]
    step = columns(compiled(*told, selection=selection, flows=BOTH))["path.1"]
    assert [claim["text"] for claim in step["action"]] == ["Checked the budget"]
    assert step["backstage"] == []


def test_the_shipped_flows_of_both_sides_meet() -> None:
    """Staff tell what is behind the stage they named, and how bad it is for customers there."""
    flows = [flow_called(name) for name in ("customer-journey", "frontline-voice")]
    both = tuple(StudyFlow(flow.id, flow.version, flow.audience) for flow in flows)
    told = [
        replace(held(flow.id, 0), id=InterviewId(flow.id), respondent=Pseudonym(flow.id))
        for flow in flows
    ]
    study = replace(study_of(flows[0], {}), flows=both)
    found = columns(compile_journey(study, {f.version: guide_of(f) for f in flows}, told))
    assert found["research"]["backstage"]
    assert found["research"]["owner"]
    severity = found["research"]["perception"]["severity"]
    assert severity == {"customer": 4, "staff": 4, "gap": 0}
    assert found["research"]["perception"]["gap"] is None, "nobody guesses another's feeling"


def test_one_wave_beside_the_next() -> None:
    talks = [walked(number, number % 2 - 1) for number in range(8)]
    for number, talk in enumerate(talks):
        talk.says("forms", 5 if number < 4 else 2)
        talk.says("pain", "Nobody answers" if number < 4 else "Too many clicks", step=1)
    told = [talk.done() for talk in talks]
    again = [
        replace(later, wave=2, respondent=earlier.respondent)
        for earlier, later in zip(told[:4], told[4:], strict=True)
    ]
    found = compiled(*told[:4], *again)["waves"]
    assert (found["from"], found["to"]) == (1, 2)
    changes = {change["label"]: change for change in found["changes"]}
    forms = changes["forms"]
    assert (forms["before"]["value"], forms["after"]["value"], forms["moved"]) == (5, 2, True)
    assert forms["method"] == "paired t"
    assert (changes["Nobody answers"]["change"], changes["Too many clicks"]["change"]) == (-1, 1)
    assert (changes["Feelings overall"]["change"], changes["Asked Finance"]["moved"]) == (0, False)


def test_a_pain_spread_among_those_who_were_asked_for_it() -> None:
    told = []
    for wave, suffering in ((1, 5), (2, 2)):
        for number in range(10):
            talk = Talk(f"iv{wave}{number}", f"P{wave}{number}")
            talk.tells("Asked Finance" if number < 5 else "Asked HR")
            if number < suffering:
                talk.says("pain", "Too slow", step=1)
            elif number < 5:
                talk.says("pain", None, "", step=1, absence=Absence.DID_NOT_HAPPEN)
            told.append(replace(talk.done(), wave=wave))
    changes = compiled(*told)["waves"]["changes"]
    (slow,) = [change for change in changes if change["id"].startswith("pain/")]
    assert (slow["before"], slow["after"]) == ({"value": 1, "n": 5}, {"value": 0.4, "n": 5})


def test_the_last_two_of_three_waves_are_compared() -> None:
    told = [replace(walked(n, n % 3).done(), wave=1 + n // 3) for n in range(9)]
    found = compiled(*told)["waves"]
    assert (found["from"], found["to"]) == (2, 3)
    assert compiled(*told, selection=Selection(wave=2))["waves"] is None


def in_two_waves() -> list[Interview]:
    """Four people before a change and after it, who tell of other numbers."""
    told = []
    for number in range(8):
        talk = walked(number, 0)
        talk.says("forms", 30 if number < 4 else 4)
        talk.says("nps", 2 if number < 4 else 9)
        talk.says("csat", number % 4 + 1)
        person = Pseudonym(f"P{number % 4}")
        told.append(replace(talk.done(), wave=1 + number // 4, respondent=person))
    return told


def test_the_head_figures_of_each_wave_are_those_of_its_own_map() -> None:
    told = in_two_waves()
    for wave in compiled(*told)["waves"]["each"]:
        own = compiled(*told, selection=Selection(wave=wave["wave"]))
        assert (wave["people"], wave["completed"]) == (4, 4)
        for key, score in wave["metrics"].items():
            whole = own["metrics"][key]
            assert score == (whole and {name: whole[name] for name in ("value", "n")})
        (forms,) = own["effort"].values()
        assert wave["effort"] == {"forms": {name: forms[name] for name in ("before", "after", "n")}}


def test_a_wave_that_has_but_begun_takes_no_figure_off_the_cover() -> None:
    begun = replace(walked(9, 0).done(), phase=Phase.ASKING, completed_at=None, wave=3)
    before, after = compiled(*in_two_waves()), compiled(*in_two_waves(), begun)
    assert [wave["wave"] for wave in after["waves"]["each"]] == [1, 2, 3]
    assert latest_head(after) == latest_head(before)
    assert latest_head(after)["metrics"]["csat"]["n"] == 4
    for score in filter(None, after["waves"]["each"][2]["metrics"].values()):
        score["n"] = None  # withheld, as in an anonymous study
    assert latest_head(after) == latest_head(before)
    nothing = compiled(walked(1, 0).done(), begun)
    assert latest_head(nothing)["of"] == "wave 3"


@pytest.mark.parametrize("form", ["html", "md", "brief"])
def test_no_head_blends_what_was_before_and_what_is_after(form: str) -> None:
    """17 forms "today" is a number that nobody lived."""
    document = compiled(*in_two_waves())
    Draft202012Validator(schema()).validate(document)
    assert document["effort"]["forms"]["before"] == 17
    text = export(document, form, Look()).content.decode()
    plain = re.sub(r"<(style|svg|script).*?</\1>", "", text, flags=re.DOTALL)
    assert not re.search(r"(?<!\^)\b17\b", plain)  # but as the number of a footnote
    assert form == "brief" or "wave 1" in text


def test_a_stage_bears_every_name_that_flows_have_for_it() -> None:
    """It holds what was asked under either; the stage as a whole is known by the first one."""
    stages = tuple(replace(s, title=f"Now: {s.title}") for s in process_guide().stages)
    after = replace(process_guide("e" * 64), flow="after-change", stages=stages)
    first, second = walked(1, 1), Talk("iv2", "P2", guide=after)
    for talk in (first, second):
        talk.says("need", "A training")
    told = [first.done(), replace(second.done(), wave=2)]
    document = compile_journey(a_study(), {VERSION: process_guide(), "e" * 64: after}, told)
    start = document["stages"][0]
    assert start["title"] == "At the start · Now: At the start"
    (alone,) = (s for s in compiled(told[0])["stages"] if s["id"] == "start")
    assert start["steps"][0]["key"] == alone["steps"][0]["key"]


def test_how_many_lived_the_values_as_they_are_stated() -> None:
    talks = [walked(number, 1) for number in range(4)]
    for talk, lived in zip(talks, (True, False, True, None), strict=True):
        if lived is not None:
            talk.says("lived", lived, "yes" if lived else "no")
    talks[3].says("lived_how", "It depends on the day")
    felt = compiled(*(talk.done() for talk in talks))["values"]["felt"]
    assert (felt["x"], felt["n"]) == (2, 3)


def test_the_house_is_built_of_its_ratings() -> None:
    house = mapped("cx-maturity", 0)["house"]
    assert len(house["parts"]) == 13
    assert {(part["mean"], part["n"]) for part in house["parts"]} == {(2, 1)}
    assert mapped("employee-process", 0)["house"] is None


def test_single_journeys_are_as_they_were() -> None:
    talk = walked(1, -1, "new", "Asked Finance", "Waited", "Asked Finance")
    (journey,) = compiled(talk.done())["journeys"]
    assert journey == {
        "interview": "iv1",
        "respondent": "P1",
        "segment": "new",
        "side": "customer",
        "wave": 1,
        "steps": ["path.1", "path.2", "path.1"],
        "feelings": {"path.1": -1},
    }
