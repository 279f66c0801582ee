from typing import Any

import pytest

from cxmodel.journey import Document
from reports.brief import brief_of
from reports.exports import Look, export
from tests.reports.exported import dozen, hostile, rich
from tests.reports.talk import Talk, jennifer
from tests.reports.test_render import document_of

PAGE = 60
"""Lines that fit on one printed page."""


def brief(document: Document) -> str:
    return export(document, "brief", Look()).content.decode()


@pytest.mark.parametrize("document", [dozen, rich, hostile])
def test_it_is_one_page(document: Any) -> None:
    lines = brief(document()).splitlines()
    assert len(lines) <= PAGE
    assert max(map(len, lines)) < 1000


def test_it_says_what_decides_what_hurts_and_what_falls_short() -> None:
    made = brief(dozen())
    assert (
        "1. **Coordinated payment with Finance** (The path you took): moment of truth 0.6" in made
    )
    (pain,) = [p for p in steps_of(dozen())["path.1"]["pain"] if p["rank"]]
    shared = f"(5 of {pain['reach']['n']} asked there), at Find the pre-approval form"
    assert f"{pain['rank']}. **Search finds nothing** {shared}" in made
    assert "severity 3 of 4; recurs 2.4 of 3" in made
    assert "because: “Each department has a form of its own”" in made
    assert "- Wished for: One button in the HR app (4 of 9)" in made
    assert "- The difference: Two forms instead of five (8 of 9)" in made
    assert "- Forms: 4.4 → 1.6" in made


def steps_of(document: Document) -> dict[str, Document]:
    return {step["id"]: step for stage in document["stages"] for step in stage["steps"]}


def test_gaps_are_the_widest_first() -> None:
    document = dozen()
    steps = document["stages"][1]["steps"]
    for step, gap in zip(steps, (0.5, 2.25, None, -1, 1, 1, 1, 1), strict=False):
        step["gap"] = gap
    assert [at.step["gap"] for at in brief_of(document).gaps] == [2.25, 1, 1, 1, 1]
    assert f"- {steps[1]['label']}: importance − satisfaction +2.2" in brief(document)


def because(document: Document) -> list[str]:
    return [f"{one.about}: {one.because}" for one in brief_of(document).questions]


def test_it_asks_next_what_is_open() -> None:
    asked = because(dozen())
    assert asked[0].startswith(
        "Values, stated and lived: “People first” is stated, but asked whether it is lived, 7"
    )
    assert "manager: not saturated after 5 interviews: too few to tell" in asked
    assert "Find the pre-approval form: order varies with: Get my manager's approval" in asked
    assert "How it should be: thin: 1 of 9 said how it felt" in asked


def test_what_contradicts_itself_is_a_sentence_with_counts() -> None:
    document = dozen()
    felt = [{"text": "felt above neutral", "count": 1}, {"text": "felt below neutral", "count": 3}]
    document["contradictions"] = [{"kind": "feeling", "step": "path.1", "sides": felt}]
    assert because(document)[0] == (
        "Find the pre-approval form: people contradict each other: "
        "1 person said “felt above neutral” and 3 people said “felt below neutral”"
    )


def test_wishes_of_single_people_are_counted_and_not_listed() -> None:
    talks = []
    for number, wish in enumerate(["A button", "Some help", "Fewer signs", "More time"], start=1):
        talk = Talk(f"iv{number}")
        talk.says("difference", wish)
        talks.append(talk.done())
    made = brief(document_of(*talks))
    assert made.count("- The difference: ") == 3
    assert "- +1 more difference, from one person\n" in made


def test_the_roadmap_is_said_in_words() -> None:
    document = dozen()
    document["header"]["programme"]["roadmap"] = "2"
    assert " · roadmap: 2: map the current journey\n" in brief(document)


def test_a_cell_in_which_everybody_says_something_else_is_open() -> None:
    talks = []
    for number, need in enumerate(["A laptop", "Some silence", "More time for it"], start=1):
        talk = Talk(f"iv{number}")
        talk.says("need", need)
        talks.append(talk.done())
    assert "At the start: 3 different answers, each from one person" in because(document_of(*talks))


def test_it_asks_on_in_a_segment_by_its_title() -> None:
    document = dozen()
    (manager,) = (group for group in document["segments"] if group["id"] == "manager")
    manager["title"] = "Line managers"
    asked = because(document)
    assert "Line managers: not saturated after 5 interviews: too few to tell" in asked
    assert not [one for one in asked if one.startswith("manager:")]


def test_saturation_is_asked_after_as_long_as_it_is_not_reached() -> None:
    document = dozen()
    full = document["header"]["saturation"]
    full |= {"value": 0.25, "reached": False, "interviews": 6, "segments": []}
    assert (
        "All: not saturated after 6 interviews: 25 % of the themes were new in the last two"
        in because(document)
    )
    full |= {"value": 0.04, "reached": True}
    assert not [one for one in because(document) if "saturated" in one]
    full |= {"value": None, "reached": None}  # hidden, in an anonymous study
    assert not [asked for asked in because(document) if "saturated" in asked]


def test_a_map_of_one_counts_nobody() -> None:
    made = brief(document_of(jennifer()))
    assert " of 1)" not in made
    assert "a moment of truth takes three people" in made


def test_a_map_of_nobody_has_a_brief_all_the_same() -> None:
    assert "Nobody named a pain." in brief(document_of())
