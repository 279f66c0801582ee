"""Markdown and Mermaid, as to all that a map may hold."""

import re
from collections import Counter
from typing import Any

import pytest

from cxmodel.journey import Document
from reports.render import render
from tests.reports.exported import dozen, hostile, rich, suppressed
from tests.reports.talk import jennifer
from tests.reports.test_render import document_of

REFERENCE = re.compile(r"(?<!^)\[\^(\d+)\]", re.MULTILINE)
DEFINITION = re.compile(r"^\[\^(\d+)\]: ", re.MULTILINE)


def markdown(document: Document) -> str:
    return render(document, "md")


@pytest.fixture(scope="module")
def made() -> str:
    return markdown(rich())


@pytest.mark.parametrize("document", [dozen, rich, hostile, lambda: document_of(jennifer())])
def test_every_footnote_is_referenced_and_every_answer_is_one(document: Any) -> None:
    text = markdown(document())
    defined = DEFINITION.findall(text)
    assert set(REFERENCE.findall(text)) == set(defined)
    assert len(defined) == len(document()["evidence"])


def test_feelings_and_scores_refer_to_what_was_said() -> None:
    document = dozen()
    text = markdown(document)
    for line in ("**Feelings**", "CSAT", "CES", "NPS", "Forms"):
        (row, *_) = [row for row in text.splitlines() if row.startswith(f"| {line} |")]
        assert "[^" in row


def test_reasons_are_sentences_of_their_own(made: str) -> None:
    assert "<br>because: “Each department has a form of its own”[^" in made
    assert "because: “Accounting keeps its own list” → “Forms of separate" in made


def test_the_parts_of_a_story_are_set_apart() -> None:
    document = document_of(jennifer())
    key = next(iter(document["evidence"]))
    document["evidence"][key]["verbatim"] = "Asked HR\nWaited\r\n\n- Signed"
    assert "Asked HR / Waited / \\- Signed" in markdown(document)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(
            "| Programme | improvement loop: map · early wins: One form |", id="programme"
        ),
        pytest.param("; touched by: Being last in the queue |", id="persona"),
        pytest.param("| Note | Ask Finance first (Ana) |", id="note"),
        pytest.param("| Privacy | nothing that fewer than 5 people told; 7 figures", id="privacy"),
        pytest.param("✓ *validated by Ana*", id="validated"),
        pytest.param("*and 3 more answers*", id="evidence not listed"),
        pytest.param("<br>*and 7 more* |", id="claims not listed"),
        pytest.param("| **Owner** (researcher) | HR *(its evidence changed", id="overlay"),
        pytest.param("| **Business value** (researcher) | 4 |", id="business value"),
        pytest.param("| **Opportunity** (researcher) | \\=HYPERLINK(1) |", id="noted"),
        pytest.param("| Find the pre-approval form | −1.2 (n 6); 6 of 11 | –; 6 of", id="sides"),
        pytest.param("| | Managers | \\=New |", id="segments"),
        pytest.param("| CSAT | 2 of 4 | 2 of 4 |", id="segments' scores"),
        pytest.param("(n 10) | 0.6 (n 12) | 2.1 **moved** | 1 … 3.2 | Welch |", id="waves"),
        pytest.param("| Culture | foundation | 2.5 | 4 |", id="house"),
        pytest.param("| step | Find the form | \\=SEARCH() ×2; *and 9 more* |", id="codebook"),
        pytest.param("| researcher |\n\nAnd 8 more names.", id="names not listed"),
        pytest.param("- P-02 (manager): Get my manager's approval (+1) → Find", id="journeys"),
        pytest.param("] | 1 | 1 |\n| The vendor needed", id="implications"),
        pytest.param("[^1]: P-01: *quote hidden by the researcher*", id="hidden"),
    ],
)
def test_what_else_a_map_may_hold_is_written(made: str, line: str) -> None:
    assert line in made


def test_a_contradiction_that_was_marked_stands_side_by_side() -> None:
    document = dozen()
    sides = [{"text": "It is quick", "count": 2}, {"text": "It takes weeks", "count": 1}]
    document["contradictions"].append({"kind": "marked", "step": None, "sides": sides})
    assert "- 2 people It is quick; 1 person It takes weeks" in markdown(document)


def test_suppressed_figures_are_told_as_such() -> None:
    text = markdown(suppressed())
    assert "| Interviews | 2 broken off" in text
    assert "| **Reach** | too few to tell |" in text
    assert "| **Needs** | Get a certificate (too few to tell)" in text
    assert "None" not in text
    assert "None" not in render(suppressed(), "brief")


def test_a_count_of_many_that_is_withheld_is_not_called_too_few() -> None:
    """It goes because of what stands beside it, and may well be sixty."""
    document = dozen()
    document["header"] |= dict.fromkeys(("completed", "broken_off", "started", "invited"))
    assert "| Interviews | left out |" in markdown(document)
    assert "**Draft** · 2026" in render(document, "brief")
    head = render(document, "html").partition('<p class="facts">')[2].partition("</p>")[0]
    assert "too few" not in head
    assert "started" not in head
    document["header"]["completed"] = 12
    assert " · 12 interviews completed" in render(document, "brief")


TASK = re.compile(r"^      (\d+)\. (.+): (\d(?:\.\d)?): (\d+) pe", re.MULTILINE)


def tasks(document: Document) -> list[tuple[str, ...]]:
    return TASK.findall(render(document, "mermaid"))


def test_a_diagram_has_a_line_a_group_that_felt_something() -> None:
    found = tasks(rich() | {"sides": []})
    assert ("2", "Find the pre-approval form", "1.8", "6") in found
    assert ("2", "Managers · Find the pre-approval form", "1.8", "6") in found
    assert ("2", "=New · Find the pre-approval form", "1.8", "6") in found


def test_a_diagram_says_first_who_of_a_split_group_it_is_of() -> None:
    document = dozen()
    felt = {"values": [-2, -2, 2, 2], "n": 4, "mean": None, "split": True}
    document["stages"][1]["steps"][0]["feeling"] |= felt
    found = tasks(document)
    assert ("2", "felt well · Find the pre-approval form", "5", "2") in found
    assert ("2", "felt badly · Find the pre-approval form", "1", "2") in found
    assert "★ Coordinated payment with Finance" in {label for _, label, *_ in found}


def test_a_diagram_draws_no_side_that_is_all_who_felt() -> None:
    document = rich()
    steps = [step for stage in document["stages"] for step in stage["steps"]]
    assert any(step["by_side"]["customer"]["feeling"]["n"] for step in steps)
    assert not any(step["by_side"]["staff"]["feeling"]["n"] for step in steps)
    labels = {label.partition(" · ")[0] for _, label, *_ in tasks(document)}
    assert not {"customer", "staff"} & labels


def test_a_diagram_without_feelings_has_the_steps_in_order() -> None:
    document = dozen()
    for step in (step for stage in document["stages"] for step in stage["steps"]):
        step["feeling"] |= {"n": 0, "values": [], "split": False}
    text = render(document, "mermaid")
    assert text.startswith('flowchart TD\n    title["')
    first = document["stages"][0]["steps"][0]["label"]
    assert f'    title --> s1["{first}"]\n    s1 --> s2["1. ' in text


def test_a_diagram_of_both_sides_leaves_segments_out() -> None:
    document = rich()
    for step in (step for stage in document["stages"] for step in stage["steps"]):
        step["by_side"]["staff"] = step["by_side"]["customer"]
    labels = Counter(label.partition(" · ")[0] for _, label, *_ in tasks(document))
    assert labels["customer"] == labels["staff"] == 14
    assert "Managers" not in labels
