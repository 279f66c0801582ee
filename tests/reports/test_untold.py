"""A stage of which nothing was told says what became of it, in every format alike."""

from functools import cache
from io import BytesIO
from typing import Any

import pytest
from pptx import Presentation
from pptx.shapes.autoshape import Shape

from cxmodel.interview import Absence, Interview
from cxmodel.study import Anonymity
from reports.compile import compile_journey
from reports.exports.figures import absences
from reports.render import render
from reports.typeset.print_map import printed
from reports.typeset.words import Words
from reports.untold import Untold, untold_of
from tests.reports.exported import written
from tests.reports.talk import VERSION, Talk, a_study, process_guide

ABSENT = "Did not happen (1 of 1)"


def saying_no(number: int, absence: Absence | None = Absence.DID_NOT_HAPPEN) -> Interview:
    """Someone who took two steps, and whose first answer about effort is an absence."""
    talk = Talk(f"iv{number}", f"P{number}")
    talk.tells("Found the form", "Asked Finance")
    talk.says("feeling", -1, step=1)
    if absence is not None:
        talk.says("forms", None, "No, I did not", absence=absence)
    return talk.done()


def compiled(*interviews: Interview) -> Any:
    return compile_journey(a_study(), {VERSION: process_guide()}, interviews)


@cache
def one() -> Any:
    return compiled(saying_no(1))


def became(document: Any) -> dict[str, Untold]:
    return {found.stage: found for found in untold_of(document)}


@pytest.mark.parametrize(
    ("absences", "words", "asked"),
    [
        pytest.param([Absence.DID_NOT_HAPPEN], ABSENT, True, id="did not happen"),
        pytest.param([Absence.SKIPPED], "Skipped (1 of 1)", True, id="skipped"),
        pytest.param([None], "Not asked of anybody", False, id="not asked"),
        pytest.param(
            [Absence.DID_NOT_HAPPEN, Absence.SKIPPED, Absence.DID_NOT_HAPPEN, None],
            "Did not happen (2 of 4), skipped (1 of 4), not asked (1 of 4)",
            True,
            id="each apart",
        ),
    ],
)
def test_what_became_of_a_stage_is_told_by_the_question_most_came_to(
    absences: list[Absence | None], words: str, asked: bool
) -> None:
    found = became(compiled(*(saying_no(n, each) for n, each in enumerate(absences))))["effort"]
    assert (found.words, found.asked) == (words, asked)


def test_a_stage_of_two_sides_is_told_by_the_question_that_most_people_came_to() -> None:
    """Though of another side, which is not asked that question, fewer were not asked."""
    (row,) = (each for each in one()["absences"] if each["question"] == "forms")
    of_staff = row | {"question": "own", "n": 4, "not_asked": 4, "did_not_happen": 0}
    passed = row | {"n": 12, "not_asked": 7, "did_not_happen": 5}
    told = became(one() | {"absences": [of_staff, passed]})["effort"]
    assert told.words == "Did not happen (5 of 12), not asked (7 of 12)"
    unasked = row | {"n": 7, "not_asked": 7, "did_not_happen": 0}
    told = became(one() | {"absences": [of_staff, unasked]})["effort"]
    assert (told.words, told.asked) == ("Not asked of anybody", False)


def test_withheld_absences_leave_only_that_nothing_was_told() -> None:
    assert became(one() | {"absences": []})["effort"].words == "Nothing told of it"


def test_in_an_anonymous_map_what_follows_a_withheld_question_is_not_told_in_its_place() -> None:
    """Nine of twelve said no. Three were not asked: withheld; what hung on it is not."""
    told = [saying_no(n, Absence.DID_NOT_HAPPEN if n < 9 else None) for n in range(12)]
    study = a_study(anonymity=Anonymity.ANONYMOUS)
    document = compile_journey(study, {VERSION: process_guide()}, told)
    shown = [row for row in document["absences"] if row["stage"] == "effort"]
    assert {row["not_asked"] for row in shown} == {12}
    effort = became(document)["effort"]
    assert (effort.words, effort.asked) == ("Nothing told of it", True)


def test_in_an_anonymous_map_what_everybody_came_to_is_told() -> None:
    study = a_study(anonymity=Anonymity.ANONYMOUS)
    told = [saying_no(n) for n in range(12)]
    document = compile_journey(study, {VERSION: process_guide()}, told)
    assert became(document)["effort"].words == "Did not happen (12 of 12)"


def test_on_the_page_only_a_stage_asked_of_nobody_is_hatched() -> None:
    made = render(one(), "html")
    columns = made.split('id="column-')[1:]
    asked, unasked = (
        next(head.split('"')[0] for head in columns if words in head)
        for words in (ABSENT, "Not asked of anybody")
    )
    cells = [line for line in made.splitlines() if line.startswith('<td role="cell" class="c')]
    assert [cell for cell in cells if f'class="c{asked} l' in cell]
    assert not [cell for cell in cells if f'class="c{asked} l' in cell and "unasked" in cell]
    assert [cell for cell in cells if f'class="c{unasked} l' in cell and "unasked" in cell]


def test_text_print_and_slides_say_the_same() -> None:
    assert f"## What it took\n\n*{ABSENT}*\n" in render(one(), "md")
    (sheet,) = printed(one(), Words())["sheets"]
    place = [head["label"] for head in sheet["heads"]].index(ABSENT)
    states = {row["cells"][place]["state"] for row in sheet["late"]}
    assert states == {"untold"}
    deck = Presentation(BytesIO(written(one(), "pptx")))
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    said = [shape.text_frame.text for shape in shapes if isinstance(shape, Shape)]
    assert f"What it took: {ABSENT}" in said


def test_what_was_not_told_names_the_stage_that_it_was_asked_in() -> None:
    made = render(one(), "md")
    assert "| Forms? | What it took | 1 | 0 | 0 | 1 |" in made
    assert "| Feeling? | Asked Finance | 1 | 1 | 0 | 0 |" in made
    assert '<bdi>What it took</bdi></td><td class="num">1</td>' in render(one(), "html")
    two = compiled(saying_no(1), saying_no(2))  # the print of one person has no such table
    (panel,) = (p for p in printed(two, Words())["panels"] if p["title"] == "What was not told")
    assert ["Forms?", "What it took"] in [row[:2] for row in panel["rows"]]
    (row,) = (row for row in absences(one()).rows if row[0] == "Forms?")
    assert row[1] == "What it took"
