"""What researchers write beside a map: laid over it, and judged by the evidence of today."""

from datetime import UTC, datetime
from typing import Any

from cxmodel.journey import Document
from cxmodel.overlay import Mark, Place, pair_of
from reports.overlay import Grounds, lay_over
from tests.reports.drawn import claim, drawn, step

NOW = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
STAMP = "2026-03-09T12:00:00.000Z"
KEY, CLAIM, OTHER = "path/asks", "path/asks/pain/1", "path/asks/need/1"


def plain_map(*evidence: str) -> Document:
    told = evidence or ("i1/a1",)
    slow, help_ = claim(CLAIM, "words of i1/a1", *told), claim(OTHER, "Help", "i2/a1")
    return drawn(step(KEY, "Asked HR", felt=(1,), pain=[slow], need=[help_]))


def mark(place: Place, key: str, field: str, on: Document, **more: Any) -> Mark:
    """A mark made on the evidence of a map."""
    made_on = Grounds(on).of(place, key) or ""
    return Mark(
        **{"place": place, "key": key, "field": field, "at": NOW, "made_on": made_on, **more}
    )


def asked(document: Document) -> Document:
    found: Document = document["stages"][0]["steps"][0]
    return found


def test_nothing_written_changes_nothing() -> None:
    one = plain_map()
    assert lay_over(one, ()) == plain_map()


def test_what_is_filled_in_of_a_step_stands_on_it() -> None:
    one = plain_map()
    marks = [
        mark(Place.STEP, KEY, "owner", one, value="HR"),
        mark(Place.STEP, KEY, "business_value", one, value="high"),
    ]
    assert asked(lay_over(one, marks))["overlay"] == {
        "owner": "HR",
        "business_value": "high",
        "effort": "",
        "opportunity": "",
        "note": "",
        "stale": [],
    }
    assert "overlay" not in asked(one)


def test_what_is_vouched_for_is_validated_and_cleared_when_its_evidence_changes() -> None:
    one, more = plain_map(), plain_map("i1/a1", "i3/a1")
    marks = [
        mark(Place.CLAIM, CLAIM, "validated", one, by="Ann", how="call log"),
        mark(Place.STEP, KEY, "validated", one, by="Ben", how="workshop"),
    ]
    signed = {"by": "Ann", "how": "call log", "at": STAMP}

    laid = asked(lay_over(one, marks))
    assert (laid["tier"], laid["pain"][0]["tier"]) == ("validated", "validated")
    assert laid["pain"][0]["validated"] == signed

    later = asked(lay_over(more, marks))
    assert (later["tier"], later["pain"][0]["tier"]) == ("corroborated", "corroborated")
    assert later["pain"][0]["validation_cleared"] == signed | {"why": "evidence changed"}
    assert "validated" not in later["pain"][0]


def test_other_marks_are_flagged_when_their_evidence_changes() -> None:
    one, more = plain_map(), plain_map("i1/a1", "i3/a1")
    marks = [
        mark(Place.STEP, KEY, "owner", one, value="HR"),
        mark(Place.CLAIM, CLAIM, "note", one, value="Ask again", by="Ann"),
        mark(Place.CLAIM, OTHER, "note", one, value="True", by="Ann"),
    ]
    laid = asked(lay_over(more, marks))
    assert laid["overlay"]["owner"] == "HR"
    assert laid["overlay"]["stale"] == ["owner"]
    note = {"text": "Ask again", "by": "Ann", "at": STAMP}
    assert laid["pain"][0]["note"] == note | {"stale": True}
    assert laid["need"][0]["note"]["stale"] is False


def test_a_map_of_a_part_is_judged_by_the_whole() -> None:
    whole, part = plain_map("i1/a1", "i3/a1"), plain_map("i1/a1")
    vouched = mark(Place.CLAIM, CLAIM, "validated", whole, by="Ann", how="call log")
    assert asked(lay_over(part, [vouched], whole))["pain"][0]["tier"] == "validated"
    changed = plain_map("i1/a1", "i3/a1", "i4/a1")
    assert asked(lay_over(part, [vouched], changed))["pain"][0]["tier"] == "reported"


def test_a_mark_on_what_is_gone_is_kept_and_listed() -> None:
    one, other = plain_map(), drawn(step("path/waits", "Waited"))
    marks = [
        mark(Place.STEP, KEY, "owner", one, value="HR"),
        mark(Place.CLAIM, CLAIM, "note", one, value="Ask again"),
        mark(Place.PAIR, pair_of(CLAIM, OTHER), "contradiction", one),
        mark(Place.MAP, "1", "note", one, value="Draft"),
    ]
    assert Grounds(one).homeless(marks) == []
    assert Grounds(other).homeless(marks) == marks[:3]
    assert lay_over(other, marks)["stages"] == other["stages"]
    assert asked(lay_over(one, marks))["overlay"]["owner"] == "HR"


def test_claims_that_contradict_each_other_stand_side_by_side_with_their_counts() -> None:
    one = plain_map("i1/a1", "i3/a1")
    laid = lay_over(one, [mark(Place.PAIR, pair_of(CLAIM, OTHER), "contradiction", one, by="Ann")])
    (pair,) = laid["overlay"]["pairs"]
    assert [(side["id"], side["count"]) for side in pair["claims"]] == [(OTHER, 1), (CLAIM, 2)]
    assert (pair["by"], pair["stale"]) == ("Ann", False)


def test_the_words_of_a_hidden_quote_are_nowhere() -> None:
    one = plain_map("i1/a1", "i3/a1")
    raw = {"text": "words of i1/a1", "language": "en", "count": 1}
    one["codebook"] = {"entries": [{"name": "words of i1/a1", "raw": [raw]}]}
    one["segments"] = [{"id": "words of i1/a1"}]  # a word of ours stays
    one["migration"] = [{"from": "Words of i1/a1.", "to": "App", "count": 1}]
    laid = lay_over(one, [mark(Place.QUOTE, "i1/a1", "hidden", one)])
    assert laid["evidence"]["i1/a1"] == {"verbatim": "", "respondent": "i1", "hidden": True}
    assert asked(laid)["pain"][0]["text"] == "(hidden by the researcher)"
    assert laid.pop("segments") == [{"id": "words of i1/a1"}]
    assert "words of i1/a1" not in str(laid).casefold()
    assert laid["evidence"]["i3/a1"]["verbatim"] == "words of i3/a1"


def test_notes_on_the_map_stand_in_the_order_of_their_time() -> None:
    one = plain_map()
    early = mark(
        Place.MAP, "b", "note", one, value="First", by="Ann", at=datetime(2026, 3, 1, tzinfo=UTC)
    )
    late = mark(Place.MAP, "a", "note", one, value="Second")
    notes = lay_over(one, [late, early])["overlay"]["notes"]
    assert [note["text"] for note in notes] == ["First", "Second"]


def test_what_is_written_is_part_of_what_the_map_was_made_of() -> None:
    one = plain_map()
    prints = {
        lay_over(one, [mark(Place.MAP, "a", "note", one, value=words)])["fingerprint"]
        for words in ("This", "That", "This")
    }
    assert len(prints) == 2
    assert one["fingerprint"] not in prints
