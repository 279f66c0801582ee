import pytest

from reports.house import BLOCKS, house

PARTS = [part for parts in BLOCKS.values() for part in parts]
TITLES = {part: part.capitalize() for part in PARTS}


def test_each_part_has_its_mean_and_every_rating() -> None:
    found = house(TITLES, {"culture": [5, 2, 4.5]})
    assert found is not None
    culture = next(part for part in found["parts"] if part["id"] == "culture")
    assert culture.pop("mean") == pytest.approx(11.5 / 3, abs=1e-4)
    named = {"id": "culture", "title": "Culture", "block": "pillar"}
    assert culture == named | {"n": 3, "values": [2, 4.5, 5]}


def test_a_part_that_nobody_rated_stands_empty() -> None:
    found = house(TITLES, {})
    assert found is not None
    assert [part["id"] for part in found["parts"]] == PARTS
    assert {(part["mean"], part["n"]) for part in found["parts"]} == {(None, 0)}


def test_segments_stand_beside_all() -> None:
    rated = {"culture": {"desk": [5, 2], "ward": [4]}}
    found = house(TITLES, {"culture": [5, 2, 4]}, lambda part: rated.get(part, {}))
    assert found is not None
    parts = {part["id"]: part["by_segment"] for part in found["parts"]}
    assert parts["culture"] == {"desk": {"mean": 3.5, "n": 2}, "ward": {"mean": 4, "n": 1}}
    assert parts["leadership"] == {}


def test_other_stages_are_no_house() -> None:
    assert house(TITLES | {"need": "The need"}, {}) is not None
    bare = {part: title for part, title in TITLES.items() if part != "culture"}
    assert house(bare, {}) is None
