"""The reference case, told line by line into the terminal, becomes the map that it should."""

from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from cxmodel.journey import schema
from tests.docs.conftest import Told
from tests.docs.pages import page

TOLD = page("docs/examples/jennifer.txt").splitlines()
ROOT_CAUSE = "Forms of separate departments strung together"
LANES = [
    "need",
    "thought",
    "action",
    "touchpoint_current",
    "touchpoint_desired",
    "difference",
    "improvement_self",
    "improvement_organisation",
]


def steps(told: Told) -> list[dict[str, Any]]:
    return [step for stage in told.map["stages"] for step in stage["steps"]]


def claims(told: Told, lane: str) -> list[str]:
    return [claim["text"] for step in steps(told) for claim in step[lane]]


def test_the_interview_completes_and_every_line_is_taken_once(jennifer: Told) -> None:
    assert jennifer.interview["phase"] == "completed"
    assert jennifer.interview["playback"]["verdict"] == 4
    refusals = ("I could not", "Please type", "Please answer", "There is n", "I did not understand")
    assert [line for line in jennifer.said.splitlines() if line.startswith(refusals)] == []


def test_the_map_is_valid(jennifer: Told) -> None:
    jsonschema.validate(jennifer.map, schema())


def test_her_nine_steps_are_there_in_order(jennifer: Told) -> None:
    begun = TOLD.index("Find the pre-approval form")
    told = [step for step in steps(jennifer) if "." in step["id"]]
    assert [step["label"] for step in told if step["id"] != "whole.journey"] == TOLD[
        begun : begun + 9
    ]


def test_the_feelings_fall_from_plus_two_to_minus_two(jennifer: Told) -> None:
    felt = [step["feeling"]["mean"] for step in steps(jennifer) if step["feeling"]["n"]]
    assert felt == [2, 0, 1, 0, -1, -2, -1, 0, -1, -2, -2]


def test_five_forms_become_two(jennifer: Told) -> None:
    effort = jennifer.map["effort"]
    assert {kind: (spent["before"], spent["after"]) for kind, spent in effort.items()} == {
        "forms": (5, 2),
        "approvals": (2, 2),
        "people": (3, 0),
    }


@pytest.mark.parametrize("lane", LANES)
def test_every_lane_is_told_in_her_own_words(jennifer: Told, lane: str) -> None:
    assert claims(jennifer, lane)
    assert set(claims(jennifer, lane)) <= set(TOLD)


def test_the_why_has_its_root(jennifer: Told) -> None:
    roots = [why for step in steps(jennifer) for pain in step["pain"] for why in pain["why"]]
    assert [why["text"] for why in roots] == [ROOT_CAUSE] * 3
    assert all(why["chain"][-1] == ROOT_CAUSE and len(why["chain"]) == 2 for why in roots)


def test_what_she_lived_stands_among_the_values(jennifer: Told) -> None:
    lived = [claim["text"] for claim in jennifer.map["values"]["lived"]]
    assert "In this process people came last." in lived


def test_in_the_end_she_wonders_if_it_is_worth_doing(jennifer: Told) -> None:
    (last,) = (step for step in steps(jennifer) if step["id"] == "effort")
    assert last["feeling"]["values"] == [-2]
    assert claims(jennifer, "thought")[-1].startswith("I wonder if it is worth doing")


def test_nothing_is_on_the_map_that_she_did_not_say(jennifer: Told) -> None:
    said = {answer["verbatim"] for answer in jennifer.interview["answers"]}
    assert {words["verbatim"] for words in jennifer.map["evidence"].values()} <= said
    typed = "\n".join(TOLD)
    assert [words for words in said if words.casefold() not in typed.casefold()] == []


def test_the_worked_example_of_the_map_page_is_what_happens(jennifer: Told) -> None:
    text = page("docs/read-a-map.md")
    (step,) = (step for step in steps(jennifer) if step["id"] == "path.5")
    (pain,) = step["pain"]
    cited = [*pain["evidence"], *pain["why"][0]["evidence"]]
    cited += [*pain["severity"]["evidence"], *pain["recurrence"]["evidence"]]
    assert [words.split("/")[1] for words in cited] == ["a23", "a24", "a25", "a26", "a27"]
    assert all(f"a{n}`" in text or f'"a{n}"' in text for n in range(23, 28))
    for words in (step["label"], pain["text"], pain["why"][0]["text"]):
        assert words in text
    assert f"= {pain['priority']:.2f}" in text
    assert next(_answers(jennifer, "a23"))["step"] == "s5"


def _answers(told: Told, name: str) -> Iterator[dict[str, Any]]:
    return (answer for answer in told.interview["answers"] if answer["id"] == name)
