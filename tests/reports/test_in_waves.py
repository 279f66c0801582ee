"""A map of two waves, the later one after a change: what is of one of them says so."""

from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pptx import Presentation

from cxmodel.guide import Guide, GuideStage, Lane, Measure
from cxmodel.interview import Interview, Kind
from cxmodel.journey import schema
from cxmodel.study import Anonymity
from reports.compile import compile_journey
from reports.exports import Look, export
from tests.reports.printed import run_together, text_of
from tests.reports.talk import VERSION, Talk, a_study, process_guide, topic

AFTER = "a" * 64
PEOPLE = 6  # in each wave


def after_change() -> Guide:
    """Questions of people who look back at a change."""
    stages = (("change", "What was changed"), ("effort", "The effort"), ("better", "Still missing"))
    return Guide(
        flow="after-change",
        version=AFTER,
        title="After the change",
        stages=tuple(GuideStage(*pair) for pair in stages),
        topics=(
            topic("noticed", "change", Kind.TEXT, Lane.DIFFERENCE),
            topic("earlier", "effort", Kind.NUMBER, Lane.EFFORT, effort=("forms", "earlier")),
            topic("now", "effort", Kind.NUMBER, Lane.EFFORT, effort=("forms", "before")),
            topic("missing", "better", Kind.TEXT, Lane.TOUCHPOINT_DESIRED),
            topic("matters", "better", Kind.SCALE, Lane.IMPORTANCE, measure=Measure.IMPORTANCE),
            topic("csat", "better", Kind.SCALE, measure=Measure.CSAT),
        ),
    )


def before(number: int) -> Interview:
    talk = Talk(f"iv1{number}")
    talk.tells("Waited for the coat")
    talk.says("feeling", -2, step=1)
    talk.says("pain", "Nobody knows where coats are sewn", step=1)
    talk.says("bad", 3, step=1)
    talk.says("often", "always", step=1)
    talk.says("forms", 3 + number)
    talk.says("decisive", "s1", "Waited for the coat")
    talk.says("desired", "Try one on in the store")
    talk.says("difference", "Half the forms")
    talk.says("forms_after", 1)
    return talk.done()


def after(number: int, csat: int = 4) -> Interview:
    talk = Talk(f"iv2{number}", guide=after_change())
    talk.says("noticed", "There is a rack now")
    talk.says("earlier", 9)
    talk.says("now", 1 + number % 2)
    talk.says("missing", "A hook at the rack")
    talk.says("matters", 5)
    talk.says("csat", csat)
    return replace(talk.done(), wave=2)


def compiled(*interviews: Interview, **study: Any) -> dict[str, Any]:
    guides = {VERSION: process_guide(), AFTER: after_change()}
    return compile_journey(a_study(wave=2, **study), guides, interviews)


@cache
def both() -> dict[str, Any]:
    people = range(PEOPLE)
    return compiled(*(before(n) for n in people), *(after(n) for n in people))


@cache
def anonymous() -> dict[str, Any]:
    people = range(PEOPLE)
    told = (*(before(n) for n in people), *(after(n) for n in people))
    return compiled(*told, anonymity=Anonymity.ANONYMOUS)


def written(document: dict[str, Any], form: str) -> str:
    return export(document, form, Look()).content.decode()


@cache
def printed() -> str:
    return text_of(export(both(), "pdf", Look()).content)


def claims_of(document: dict[str, Any], lane: str) -> list[dict[str, Any]]:
    steps = [step for stage in document["stages"] for step in stage["steps"]]
    return [claim for step in steps for claim in step[lane]]


@pytest.mark.parametrize("document", [both, anonymous])
def test_what_it_says_of_waves_is_in_the_schema(document: Any) -> None:
    Draft202012Validator(schema()).validate(document())


def test_the_brief_sets_what_has_changed_apart_from_what_falls_short() -> None:
    _, short, changed, *_ = written(both(), "brief").split("\n## ")[1:][1:]
    assert short.startswith("What falls short")
    assert "The difference, in wave 1: Half the forms (6 of 6)" in short
    assert "rack now" not in short
    assert changed == "What has changed\n\n- There is a rack now (6 of 6), in wave 2\n"


def test_a_map_of_nobody_who_looks_back_has_no_such_heading() -> None:
    assert "What has changed" not in written(compiled(before(1)), "brief")


def test_an_anonymous_brief_sets_it_apart_as_well() -> None:
    told = written(anonymous(), "brief")
    assert "## What has changed\n\n- There is a rack now" in told
    assert "in wave" not in told


def test_the_brief_says_of_which_wave_something_is() -> None:
    told = written(both(), "brief")
    assert "1. **Waited for the coat** (The path you took), in wave 1: moment of truth" in told
    pain = "**Nobody knows where coats are sewn** (6 of 6 asked there), at Waited for the coat"
    assert f"{pain}, in wave 1; severity 3 of 4" in told
    assert "- Wished for, in wave 1: Try one on in the store (6 of 6)" in told
    assert "- Wished for, in wave 2: A hook at the rack (6 of 6)" in told
    assert "- The whole journey, wave 2: importance − satisfaction +1 (n 6)" in told


def test_what_several_waves_told_is_of_none_of_them() -> None:
    again = replace(before(7), wave=2)
    told = written(compiled(before(1), before(2), again), "brief")
    assert "**Waited for the coat** (The path you took): moment" in told
    assert "(3 of 3 asked there), at Waited for the coat; severity" in told


def test_amounts_stand_wave_by_wave() -> None:
    amounts = [claim for claim in claims_of(both(), "effort") if "today" in claim["text"]]
    assert [(claim["text"], claim["wave"], claim["reach"]["n"]) for claim in amounts] == [
        ("3 to 8 forms today, wave 1", 1, 6),
        ("1 to 2 forms today, wave 2", 2, 6),
    ]


def test_every_form_tells_amounts_by_wave() -> None:
    assert "1 to 2 forms today, wave 2 (6 of 6)" in written(both(), "md")
    told = "3 to 8 forms today, wave 1"
    cell = written(both(), "html").split(f"<bdi>{told}</bdi>")[1].split("</summary>")[0]
    assert '<span class="count">6 of 6</span>' in cell
    assert run_together(f"{told} 6 of 6") in printed()


def test_the_cover_of_a_print_says_of_which_wave_its_figures_and_pains_are() -> None:
    assert run_together("at “Waited for the coat”, in wave 1") in printed()
    assert run_together("GAP, WAVE 2") in printed()


def test_a_map_of_one_wave_names_none() -> None:
    alone = compiled(before(1), before(2))
    assert {claim["text"] for claim in claims_of(alone, "effort")} == {
        "4 to 5 forms today",
        "1 form wished for",
    }
    assert not any("waves" in claim for claim in claims_of(alone, "effort"))


def test_an_anonymous_map_names_no_wave() -> None:
    for lane in ("pain", "effort", "touchpoint_desired", "difference"):
        for claim in claims_of(anonymous(), lane):
            assert not {"wave", "waves"} & claim.keys()
            assert "wave" not in claim["text"]
    assert not any("waves" in s for stage in anonymous()["stages"] for s in stage["steps"])


def test_the_gap_of_a_step_stands_wave_by_wave() -> None:
    document = compiled(after(1), replace(after(2, csat=2), wave=1))
    (step,) = [s for stage in document["stages"] for s in stage["steps"] if s["id"] == "better"]
    assert (step["gap"], [wave["gap"] for wave in step["waves"]]) == (2, [3, 1])
    assert "<span>gap +3 in wave 1, +1 in wave 2</span>" in written(document, "html")
    assert "importance − satisfaction +3 in wave 1, +1 in wave 2" in written(document, "brief")
    told = text_of(export(document, "pdf", Look()).content)
    assert run_together("gap +3 in wave 1, +1 in wave 2") in told


def test_slides_set_what_has_changed_apart() -> None:
    slides = Presentation(BytesIO(export(both(), "pptx", Look()).content)).slides
    told = [[s.text_frame.text for s in slide.shapes if s.has_text_frame] for slide in slides]
    (changed,) = [texts for texts in told if "What has changed" in texts]
    assert any("There is a rack now (6 of 6), in wave 2" in text for text in changed)
    (wished,) = [texts for texts in told if "Wished for" in texts]
    assert not any("rack now" in text for text in wished)
    for wish in (
        "Try one on in the store (6 of 6), in wave 1",
        "A hook at the rack (6 of 6), in wave 2",
        "Half the forms (6 of 6), in wave 1",
    ):
        assert any(f"• {wish}" in text for text in wished)
    assert any(
        "★ Waited for the coat (The path you took), in wave 1" in t for ts in told for t in ts
    )
    assert any("gap, wave 2 (n 6)" in text for text in told[0])
