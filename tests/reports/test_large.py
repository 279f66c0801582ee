"""Maps of more people than a list names, and than a memory should hold."""

import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest

from cxmodel.guide import Guide, GuideStage, Lane
from cxmodel.interview import Interview, Kind
from reports import merging
from reports.compile import compile_journey
from reports.lists import LARGE, MOST_LISTED, Evidence, Limits
from tests.reports.talk import VERSION, Talk, a_study, topic

QUESTIONS = 12
LONG = 1_000  # characters of an answer: what is kept of it shows in the memory


def guide(questions: int = 1) -> Guide:
    return Guide(
        flow="long",
        version=VERSION,
        title="Long answers",
        stages=tuple(GuideStage(f"s{n}", f"Stage {n}") for n in range(questions)),
        topics=tuple(topic(f"q{n}", f"s{n}", Kind.TEXT, Lane.THOUGHT) for n in range(questions)),
    )


def said(number: int, *answers: str) -> Interview:
    talk = Talk(f"iv{number:05}", f"P-{number:05}", guide=guide(len(answers)))
    for question, text in enumerate(answers):
        talk.says(f"q{question}", text)
    return talk.done()


def cell(interviews: list[Interview]) -> Any:
    document = compile_journey(a_study(), {VERSION: guide()}, interviews)
    return document["stages"][0]["steps"][0]


def peak(people: int) -> int:
    """Bytes that Python held at most while this many were compiled."""

    def streaming() -> Iterator[Interview]:
        for number in range(people):
            yield said(number, *(f"{number} {q} ".ljust(LONG, "x") for q in range(QUESTIONS)))

    tracemalloc.start()
    try:
        compile_journey(a_study(), {VERSION: guide(QUESTIONS)}, streaming())
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_what_was_told_is_not_held_in_memory() -> None:
    further = 300  # beside those whose words fill the caches
    told = further * QUESTIONS * LONG
    assert peak(400 + further) - peak(400) < told / 2


def test_a_count_is_of_all_where_the_list_is_of_the_first() -> None:
    found = cell([said(n, "Nobody answers") for n in range(MOST_LISTED + 20)])
    [claim] = found["thought"]
    assert claim["count"] == MOST_LISTED + 20
    assert len(claim["respondents"]) == len(claim["evidence"]) == MOST_LISTED
    assert claim["evidence_more"] == 20
    assert claim["evidence"][0] == "iv00000/a1"


def test_a_cell_lists_what_most_people_told_and_counts_the_others() -> None:
    words = [f"{n} forms" for n in range(MOST_LISTED + 7)]
    found = cell([said(n, text) for n, text in enumerate([*words, words[-1]])])
    assert found["thought"][0] == found["thought"][0] | {"text": words[-1], "count": 2}
    assert len(found["thought"]) == MOST_LISTED
    assert found["claims_more"] == {"thought": 7}


def test_a_small_map_says_nothing_of_limits() -> None:
    found = cell([said(n, "Nobody answers") for n in range(3)])
    assert "claims_more" not in found
    assert "evidence_more" not in found["thought"][0]


def test_very_many_texts_are_merged_around_those_told_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "MOST_COMPARED", 3)
    monkeypatch.setattr(merging, "FOUNDERS", 2)
    told = [
        "Cats sleep", "Dogs bark at strangers", "Lost the purchase order",
        "Lost a purchase order", "Nobody answers", "Nobody answers", "Lost the purchase order",
    ]  # fmt: skip
    found = cell([said(n, text) for n, text in enumerate(told)])
    assert [(claim["text"], claim["count"]) for claim in found["thought"]] == [
        ("Lost the purchase order", 3),
        ("Nobody answers", 2),
    ]
    assert found["claims_more"] == {"thought": 2}


def test_a_large_study_shares_its_evidence_out() -> None:
    assert Limits.of(LARGE, 500) == Limits()
    few, many = Limits.of(LARGE + 1, 4), Limits.of(LARGE + 1, 500)
    assert (few.evidence, many.evidence) == (1_500, 30)
    assert many.each([30, 3, 1]) == 26
    assert few.each([300, 300]) == MOST_LISTED


def test_one_answer_is_counted_once_though_it_says_several_things() -> None:
    evidence = Evidence()
    for number in range(MOST_LISTED + 1):
        evidence.add([f"iv{number:05}/a1"])
        evidence.add([f"iv{number:05}/a1"])
    assert len(evidence) == MOST_LISTED
    assert evidence.entry()["evidence_more"] == 1
