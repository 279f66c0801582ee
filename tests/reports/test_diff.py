"""What moved between two maps, in words."""

from copy import deepcopy
from typing import Any

import pytest

from cxmodel.journey import Document
from reports.diff import moves
from tests.reports.drawn import claim, drawn, pain, step


def words(before: Document, after: Document) -> list[str]:
    return [move.words for move in moves(before, after)]


def asks(**more: Any) -> Document:
    return step("path/asks", "Asked HR", **more)


def waits(**more: Any) -> Document:
    return step("path/waits", "Waited", **more)


def test_nothing_moved_between_a_map_and_itself() -> None:
    one = drawn(asks(felt=(1, -1), pain=[pain("p/pain/1", "Slow", "i1/a1")]))
    assert words(one, deepcopy(one)) == []


def test_what_was_added_at_the_end_is_named() -> None:
    added = {"question": "else", "n": 1, "claims": [claim("", "The app crashes", "i1/a2")]}
    before, after = drawn(asks()), drawn(asks(), besides=[added])
    del before["besides"]  # as in a draft of an earlier release
    assert words(before, after) == ["new in also told: “The app crashes” (1 voice)"]


WHY = claim("p/thought/1", "Why me?", "i1/a1")
THOUGHT = "thoughts at “Asked HR”: “Why me?”"
ANN = {"by": "Ann", "how": "call log"}


def _group(reach: tuple[int, int], mean: float) -> Document:
    """Reach and feeling of a segment or side at a step; both of two people felt alike."""
    felt = {"values": [mean, mean], "n": 2, "mean": mean, "split": False}
    return {"reach": {"x": reach[0], "n": reach[1], "low": 0, "high": 1}, "feeling": felt}


ONE_CHANGE: list[Any] = [
    pytest.param(
        {"reach": (4, 5)}, {"reach": (6, 9)}, "reach of “Asked HR” 4 of 5 → 6 of 9", id="reach"
    ),
    pytest.param(
        {"reach": (4, 5)},
        {"reach": (4, 9)},
        "reach of “Asked HR” 4 of 5 → 4 of 9",
        id="a share that fell",
    ),
    pytest.param(
        {"felt": (1, 1, -2)},
        {"felt": (1, 1, -1)},
        "feeling at “Asked HR” 0 → +0.33 (3 people)",
        id="a feeling",
    ),
    pytest.param(
        {"felt": (1, 1)},
        {"felt": (1, 1, -2, -2)},
        "feeling at “Asked HR” +1 → −0.5 (2 → 4 people)",
        id="feelings of more people",
    ),
    pytest.param(
        {"felt": (1, -1)},
        {"felt": (2, -2)},
        "feeling at “Asked HR” is spread otherwise (2 people)",
        id="feelings of the same mean",
    ),
    pytest.param(
        {"pain": []},
        {"pain": [pain("p/pain/1", "Slow", "i1/a1")]},
        "new in pain points at “Asked HR”: “Slow” (1 voice)",
        id="a new pain",
    ),
    pytest.param(
        {"pain": [pain("p/pain/1", "Slow", "i1/a1")]},
        {"pain": []},
        "gone from pain points at “Asked HR”: “Slow” (1 voice)",
        id="a pain that is gone",
    ),
    pytest.param(
        {"pain": [pain("p/pain/1", "Slow", "i1/a1", severity=2)]},
        {"pain": [pain("p/pain/1", "Slow", "i1/a1", severity=3.5)]},
        "severity of “Slow” 2 → 3.5",
        id="a severity",
    ),
    pytest.param(
        {"thought": [WHY]},
        {"thought": [WHY | {"tier": "validated", "validated": ANN}]},
        f"{THOUGHT} is validated by Ann (call log)",
        id="a validation",
    ),
    pytest.param(
        {"thought": [WHY | {"tier": "validated", "validated": ANN}]},
        {"thought": [WHY | {"validation_cleared": ANN}]},
        f"{THOUGHT} is reported again: its validation is cleared, the evidence changed",
        id="a validation that is cleared",
    ),
    pytest.param(
        {"thought": [WHY]},
        {"thought": [claim("p/thought/9", "Why ever me?", "i1/a1")]},
        f"{THOUGHT} reads “Why ever me?” now",
        id="a claim that reads otherwise",
    ),
    pytest.param(
        {"pain": [pain("p/pain/1", "Slow", "i1/a1", "i2/a1", asked=2)]},
        {"pain": [pain("p/pain/1", "Slow", "i1/a1", "i2/a1", "i3/a1", asked=3)]},
        "pain points at “Asked HR”: “Slow” 2 voices → 3 voices",
        id="a pain of more people, all that were asked",
    ),
    pytest.param(
        {"thought": [WHY]},
        {"thought": [WHY | {"note": {"text": "Ask again", "by": "Ann", "stale": False}}]},
        f"note on {THOUGHT}: nothing → Ask again",
        id="a note on a claim",
    ),
    pytest.param(
        {"by_segment": {"new": _group((2, 3), 1.0), "old": _group((2, 2), 0.0)}},
        {"by_segment": {"new": _group((3, 3), 1.0), "old": _group((2, 2), 0.0)}},
        "reach of segment new at “Asked HR” 2 of 3 → 3 of 3",
        id="the reach of a segment",
    ),
    pytest.param(
        {"by_side": {"staff": _group((2, 3), 1.0)}},
        {"by_side": {"staff": _group((2, 3), -1.0)}},
        "feeling of staff at “Asked HR” +1 → −1 (2 people)",
        id="the feeling of a side",
    ),
    pytest.param(
        {},
        {"overlay": {"owner": "Finance", "stale": []}},
        "owner of “Asked HR”: nothing → Finance",
        id="what a researcher filled in",
    ),
    pytest.param(
        {"overlay": {"owner": "Finance", "stale": []}},
        {"overlay": {"owner": "Finance", "stale": ["owner"]}},
        "owner of “Asked HR”: its evidence changed since it was written",
        id="what was filled in on other evidence",
    ),
    pytest.param(
        {"thought": [WHY | {"note": {"text": "Ask again", "by": "Ann", "stale": False}}]},
        {"thought": [WHY | {"note": {"text": "Ask again", "by": "Ann", "stale": True}}]},
        f"note on {THOUGHT}: its evidence changed since it was written",
        id="a note on other evidence",
    ),
    pytest.param(
        {"gap": 1.0}, {"gap": -1.0}, "gap at “Asked HR” +1 → −1", id="the gap of a step"
    ),
    pytest.param(
        {"opportunity_score": {"band": "major"}},
        {"opportunity_score": None},
        "opportunity at “Asked HR” major → unknown",
        id="the opportunity of a step",
    ),
    pytest.param(
        {},
        {"moment_of_truth": {"score": 0.6, "shown": True}},
        "“Asked HR” is a moment of truth",
        id="a moment of truth",
    ),
    pytest.param(
        {},
        {"moment_of_truth": {"score": 0.1, "shown": False, "named": 1}},
        "“Asked HR” is named decisive by 0 → 1 people",
        id="who names a step decisive",
    ),
    pytest.param(
        {"label": "Asked HR"}, {"label": "Asks HR"}, "step “Asked HR” is called “Asks HR” now",
        id="a label",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "says"), ONE_CHANGE)
def test_one_change_is_named_and_nothing_else(
    before: dict[str, Any], after: dict[str, Any], says: str
) -> None:
    first, second = (
        drawn(step("path/asks", **{"label": "Asked HR", **each}), waits())
        for each in (before, after)
    )
    assert words(first, second) == [says]


def test_a_reach_of_everybody_does_not_move_with_their_number() -> None:
    assert words(drawn(asks(reach=(5, 5))), drawn(asks(reach=(9, 9)))) == []


def test_feelings_that_split_say_so() -> None:
    one, split = asks(felt=(1, 1)), asks(felt=(2, -2))
    split["feeling"] |= {"split": True, "mean": None}
    assert words(drawn(one), drawn(split)) == ["feeling at “Asked HR” is split in two groups now"]
    assert words(drawn(split), drawn(one)) == ["feeling at “Asked HR” is no longer split"]


def test_a_claim_of_more_people_says_so_with_its_tier() -> None:
    before = drawn(asks(need=[claim("p/need/1", "Help", "i1/a1")]))
    after = drawn(asks(need=[claim("p/need/1", "Help", "i1/a1", "i2/a1")]))
    assert words(before, after) == [
        "needs at “Asked HR”: “Help” is corroborated now, was reported",
        "needs at “Asked HR”: “Help” 1 voice → 2 voices",
    ]


def test_a_step_that_was_renamed_is_known_by_what_was_told_of_it() -> None:
    before = drawn(asks(felt=(1, 1)), waits(felt=(0, 0)))
    renamed = asks(felt=(1, 1)) | {"key": "path/new", "label": "Called HR"}
    assert words(before, drawn(renamed, waits(felt=(0, 0)))) == [
        "step “Asked HR” is called “Called HR” now"
    ]


def test_an_answer_that_told_several_steps_makes_none_of_them_another() -> None:
    """The whole story is evidence of each of its steps."""
    story = [claim("p/action/1", "All of it", "i1/a1")]
    before = drawn(asks(action=story), waits(action=story))
    after = drawn(asks(action=story), step("path/leaves", "Left", action=story))
    assert words(before, after) == [
        "new step “Left” (4 of 5)",
        "step “Waited” (4 of 5) is gone",
    ]


def test_steps_that_were_merged_and_split_say_into_what_and_out_of_what() -> None:
    asked, waited = asks(felt=(1, 1)), waits(felt=(0, 0))
    both = asks(felt=(1, 1), thought=[claim("p/thought/1", "Hm", *waited["feeling"]["evidence"])])
    assert "step “Waited” (4 of 5) is part of “Asked HR” now" in words(
        drawn(asked, waited), drawn(both)
    )
    assert "step “Waited” (4 of 5) was part of “Asked HR”" in words(
        drawn(both), drawn(asked, waited)
    )


def test_scores_come_first_and_counts_of_people_last() -> None:
    before = drawn(asks(), metrics=_metrics(nps=(-83.3, 12), csat=(0.25, 12)))
    after = drawn(asks(reach=(6, 9)), metrics=_metrics(nps=(-75, 13), csat=(4 / 13, 13)))
    after["header"]["people"] = 6
    assert words(before, after) == [
        "CSAT 3 of 12 → 4 of 13",
        "NPS −83.3 → −75 (of 12 → 13 answers)",
        "reach of “Asked HR” 4 of 5 → 6 of 9",
        "people on the map: 5 → 6",
    ]


def _metrics(**given: tuple[float, int]) -> dict[str, Any]:
    scores: dict[str, Any] = drawn(asks())["metrics"]
    return scores | {key: {"value": v, "n": n, "evidence": []} for key, (v, n) in given.items()}


def test_gap_and_opportunity_are_told() -> None:
    rated = [{"gap": {"value": gap, "n": 4}, "opportunity": {"band": band}}
             for gap, band in ((1.25, "major"), (0, "neutral"))]  # fmt: skip
    before, after = (drawn(metrics=_metrics() | each) for each in rated)
    assert words(before, after) == ["Gap +1.25 → 0", "Opportunity major → neutral"]


def test_a_share_of_many_is_said_in_per_cent() -> None:
    before = drawn(metrics=_metrics(csat=(0.25, 40)))
    after = drawn(metrics=_metrics(csat=(0.5, 40)))
    assert words(before, after) == ["CSAT 25 % → 50 %"]


def test_efforts_are_told_in_their_units() -> None:
    before = drawn(effort={"forms": {"before": 5, "after": 2}})
    after = drawn(effort={"forms": {"before": 5.5, "after": 2}})
    assert words(before, after) == ["forms today: 5 → 5.5"]


def test_what_was_written_on_the_map_is_told() -> None:
    before, after = drawn(asks(felt=(1,))), drawn(asks(felt=(1,)))
    after["overlay"] = {"notes": [{"text": "Ask Finance", "by": "Ann"}], "pairs": []}
    after["evidence"]["i1/path/asks"]["hidden"] = True
    assert words(before, after) == ["hidden quotes: 0 → 1", "new note: “Ask Finance”"]


def against(*claims: Document) -> Document:
    """An overlay with these claims set against each other."""
    return {"notes": [], "pairs": [{"claims": list(claims)}]}


SLOW, QUICK = (pain(f"p/pain/{name}", name.title(), f"i1/{name}") for name in ("slow", "quick"))


def test_claims_that_are_set_against_each_other_are_told() -> None:
    before = drawn(asks(pain=[SLOW, QUICK]), overlay={"notes": [], "pairs": []})
    after = drawn(asks(pain=[SLOW, QUICK]), overlay=against(SLOW, QUICK))
    assert words(before, after) == ["set against each other: “Quick” ↔ “Slow”"]
    assert words(after, before) == ["no longer set against each other: “Quick” ↔ “Slow”"]
    assert words(drawn(asks()), drawn(asks(), overlay={"notes": [], "pairs": []})) == []


def test_a_pair_of_which_one_is_called_otherwise_is_the_same_pair() -> None:
    late = SLOW | {"id": "p/pain/late", "text": "Too late"}
    before = drawn(asks(pain=[SLOW, QUICK]), overlay=against(SLOW, QUICK))
    after = drawn(asks(pain=[late, QUICK]), overlay=against(late, QUICK))
    assert words(before, after) == ["pain points at “Asked HR”: “Slow” reads “Too late” now"]
    gone = drawn(asks(pain=[QUICK]), overlay={"notes": [], "pairs": []})
    assert words(before, gone) == [
        "gone from pain points at “Asked HR”: “Slow” (1 voice)",
        "no longer set against each other: “Quick” ↔ “Slow”",
    ]


def test_names_that_were_exchanged_are_all_that_is_told() -> None:
    """Of two steps, and of two pains at one of them; what is noted on one goes along."""
    noted = {"note": {"text": "Seen myself", "by": "Ann", "stale": False}}
    pains = [SLOW | noted, QUICK]
    before = drawn(asks(felt=(2, 2), pain=pains), waits(felt=(-1, -1), reach=(2, 5)))
    exchanged = [
        SLOW | noted | {"id": QUICK["id"], "text": "Quick"},
        QUICK | {"id": SLOW["id"], "text": "Slow"},
    ]
    after = deepcopy(before)
    one, other = after["stages"][0]["steps"]
    one["pain"] = exchanged
    for name in ("key", "label"):
        one[name], other[name] = other[name], one[name]
    assert words(before, after) == [
        "pain points at “Waited”: “Quick” reads “Slow” now",
        "pain points at “Waited”: “Slow” reads “Quick” now",
        "step “Asked HR” is called “Waited” now",
        "step “Waited” is called “Asked HR” now",
    ]


def test_another_pain_that_comes_first_at_a_step_is_told() -> None:
    """Not where one is new or gone: that says it."""
    before, after = drawn(asks(pain=[SLOW, QUICK])), drawn(asks(pain=[QUICK, SLOW]))
    assert words(before, after) == ["pain points at “Asked HR”: “Quick” comes before “Slow” now"]
    alone = drawn(asks(pain=[QUICK]))
    assert words(alone, before) == ["new in pain points at “Asked HR”: “Slow” (1 voice)"]


def test_what_other_people_told_under_the_same_names_is_the_same() -> None:
    before = drawn(asks(need=[claim("p/need/1", "Help", "i1/a1")]))
    after = drawn(asks(need=[claim("p/need/1", "Help", "i9/a1")]))
    assert words(before, after) == []


def segment(people: int, **scores: tuple[float, int]) -> Document:
    return {"id": "new", "title": "New hires", "people": people, "metrics": _metrics(**scores)}


def test_what_became_of_segments_and_sides_is_told() -> None:
    before = drawn(segments=[segment(4, csat=(0.5, 4))], sides=[segment(4) | {"id": "staff"}])
    after = drawn(segments=[segment(5, csat=(0.4, 5))])
    assert words(before, after) == [
        "New hires is no longer told apart (4 people)",
        "CSAT of segment New hires 2 of 4 → 2 of 5",
        "people of segment New hires: 4 → 5",
    ]
    assert "segment New hires is told apart now (5 people)" in words(drawn(), after)


def test_a_group_has_its_title_at_steps_too() -> None:
    """And a side its own name, though a segment may have the same id."""
    staff = {"id": "staff", "people": 4, "metrics": {}}
    groups: Any = {"segments": [staff | {"title": "Crew"}], "sides": [staff]}
    before, after = (
        drawn(asks(by_segment={"staff": told}, by_side={"staff": told}), **groups)
        for told in (_group((1, 4), 1.0), _group((3, 4), 1.0))
    )
    assert words(before, after) == [
        "reach of segment Crew at “Asked HR” 1 of 4 → 3 of 4",
        "reach of staff at “Asked HR” 1 of 4 → 3 of 4",
    ]


def test_what_moved_of_all_and_of_a_group_is_one_thing() -> None:
    before = drawn(segments=[segment(4, csat=(0.5, 4))], metrics=_metrics(csat=(0.5, 8)))
    after = drawn(segments=[segment(4, csat=(0.25, 4))], metrics=_metrics(csat=(0.375, 8)))
    assert words(before, after) == [
        "CSAT 4 of 8 → 3 of 8; CSAT of segment New hires 2 of 4 → 1 of 4"
    ]


def compared(change: float, *, moved: bool, to: int = 2) -> Document:
    found = {"id": "nps", "label": "NPS", "change": change, "moved": moved}
    return {"from": to - 1, "to": to, "changes": [found]}


def test_what_became_of_changes_from_wave_to_wave_is_told() -> None:
    one, alike, sure, next_ = (
        drawn(waves=each)
        for each in (
            None,
            compared(5, moved=False),
            compared(35, moved=True),
            compared(40, moved=True, to=3),
        )
    )
    assert words(one, one) == words(alike, alike) == []
    assert words(one, alike) == ["waves beside each other: none → 1 and 2"]
    assert words(alike, sure) == ["“NPS” between waves 1 and 2: +5 → +35 (it moved)"]
    assert words(sure, next_) == [
        "waves beside each other: 1 and 2 → 2 and 3",
        "“NPS” between waves 2 and 3: +40",
    ]
    gone = drawn(waves={"from": 1, "to": 2, "changes": []})
    assert words(sure, gone) == ["“NPS” between waves 1 and 2 is no longer compared"]


def across_waves(*moved: tuple[str, str, int]) -> Document:
    """What moved from wave 1 to 2: ids, labels and how much."""
    changes = [{"id": i, "label": name, "change": by, "moved": True} for i, name, by in moved]
    return {"from": 1, "to": 2, "changes": changes}


def test_changes_from_wave_to_wave_follow_their_step_when_another_comes_before_it() -> None:
    """Ids tell a place; the step's key and the pain's own words tell which it is."""
    slow = [pain("path.1/pain/aa", "Slow", "i1/a1", "i2/a1")]
    asked = asks(pain=slow) | {"id": "path.1"}
    before = drawn(
        asked,
        waves=across_waves(("feeling/path.1", "Asked HR", 1), ("pain/path.1/pain/aa", "Slow", -1)),
    )
    later = asks(pain=[slow[0] | {"id": "path.2/pain/aa"}]) | {"id": "path.2"}
    changes = [("feeling/path.2", "Asked HR", 1), ("pain/path.2/pain/aa", "Slow", -1)]
    found = step("path/finds", "Found the form") | {"id": "path.1"}
    after = drawn(
        found, later, waves=across_waves(("feeling/path.1", "Found the form", -1), *changes)
    )
    new = "“Found the form” between waves 1 and 2"
    assert words(before, after) == ["new step “Found the form” (4 of 5)", f"{new}: −1"]
    assert words(after, before) == [
        "step “Found the form” (4 of 5) is gone",
        f"{new} is no longer compared",
    ]


def test_the_greatest_change_of_a_kind_comes_first() -> None:
    before = drawn(asks(reach=(4, 10)), waits(reach=(4, 10)))
    after = drawn(asks(reach=(5, 10)), waits(reach=(9, 10)))
    assert words(before, after) == [
        "reach of “Waited” 4 of 10 → 9 of 10",
        "reach of “Asked HR” 4 of 10 → 5 of 10",
    ]


def test_what_an_anonymous_study_does_not_show_is_not_said() -> None:
    """Numbers of few people are null there."""
    hidden = {"x": None, "n": None, "low": None, "high": None, "suppressed": True}
    few = claim("p/need/1", "Help", "i1/a1", count=None) | {"reach": hidden}
    unfelt = asks()["feeling"] | {"n": None, "values": None, "suppressed": True}
    before = drawn(asks(reach=(9, 10)), waits(felt=(1, 1)))
    after = drawn(asks(need=[few]) | {"reach": hidden, "feeling": unfelt})
    before["header"]["saturation"]["reached"] = True
    after["header"]["saturation"]["reached"] = None
    assert words(before, after) == [
        "step “Waited” (4 of 5) is gone",
        "reach of “Asked HR” 9 of 10 → too few to show",
        "new in needs at “Asked HR”: “Help” (too few to show)",
    ]
    assert words(after, before)
