"""Chains of reasons on the map, and what a follow-up about two answers is on it."""

from typing import Any

import pytest

from cxmodel.interchange import dump_interview, load_interview
from cxmodel.interview import AnswerId, Interview, ProbeMark
from reports.compile import compile_journey
from tests.reports.talk import VERSION, Talk, a_study, process_guide


def compiled(*interviews: Interview) -> Any:
    """The map, of interviews that were exported and imported before."""
    again = [load_interview(dump_interview(interview)) for interview in interviews]
    return compile_journey(a_study(), {VERSION: process_guide()}, again, None, invited=20)


def laddered(
    number: int, question: str, first: object, *reasons: str, step: int | None = 1
) -> Talk:
    """A talk with a ladder: each reason is about the one before."""
    talk = Talk(f"iv{number}", f"P{number}")
    talk.tells("Asked Finance")
    said = talk.says(question, first, step=step)  # type: ignore[arg-type]
    for rung, reason in enumerate(reasons, 1):
        said = talk.says(question, reason, step=step, why=(said, rung))
    return talk


def links(document: Any) -> set[tuple[str, str, int, int]]:
    ladders = document["ladders"]
    text = {node["id"]: node["text"] for node in ladders["nodes"]}
    return {
        (text[link["from"]], text[link["to"]], link["count"], link["direct"])
        for link in ladders["links"]
    }


def test_a_chain_leads_from_the_pain_over_each_reason_to_the_root() -> None:
    document = compiled(laddered(1, "pain", "Slow", "Too few clerks", "No budget").done())
    assert links(document) == {
        ("Slow", "Too few clerks", 1, 1),
        ("Too few clerks", "No budget", 1, 1),
        ("Slow", "No budget", 1, 0),
    }
    steps = {step["label"]: step for stage in document["stages"] for step in stage["steps"]}
    (pain,) = steps["Asked Finance"]["pain"]
    (root,) = pain["why"]
    assert (root["text"], root["chain"]) == ("No budget", ["Too few clerks", "No budget"])
    assert root["evidence"] == ["iv1/a3", "iv1/a4"]


@pytest.mark.parametrize("feeling", [-2, 2])
def test_a_ladder_from_a_strong_feeling_begins_with_its_first_reason(feeling: int) -> None:
    talks = [laddered(n, "feeling", feeling, "The clerk had time", "They are many") for n in (1, 2)]
    document = compiled(*(talk.done() for talk in talks))
    assert links(document) == {("The clerk had time", "They are many", 2, 2)}


def test_a_ladder_from_the_cause_of_a_feeling_begins_with_that_cause() -> None:
    talk = Talk("iv1", "P1")
    talk.tells("Asked Finance")
    felt = talk.says("feeling", -2, step=1)
    cause = talk.says(
        "feeling", "Nobody came", step=1, probe=ProbeMark("no_cause", 1, AnswerId(felt))
    )
    talk.says("feeling", "They were ill", step=1, why=(cause, 1))
    assert links(compiled(talk.done())) == {("Nobody came", "They were ill", 1, 1)}


def test_which_of_two_answers_fits_better_is_no_claim_of_its_own() -> None:
    talk = Talk("iv1", "P1")
    talk.tells("Asked Finance")
    before, after = talk.says("forms", 2), talk.says("forms_after", 5)
    held = ProbeMark("contradiction", 1, AnswerId(after), AnswerId(before))
    plain = compiled(talk.done())
    talk.says("forms_after", "What I said now", probe=held)
    document = compiled(talk.done())
    assert document["stages"] == plain["stages"]
    assert document["effort"] == plain["effort"]
