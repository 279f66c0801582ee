"""What the page's views are laid out from, worked out by hand."""

import json
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

import pytest

from reports.curve import draw
from reports.page.arcs import arcs
from reports.page.arrange import arrange
from reports.page.data import as_script_data
from reports.page.house import house_of
from reports.page.ladders import ValueMap, value_map
from reports.page.marking import marked
from reports.page.matrix import SHOWN, matrix_of
from reports.page.waves import WIDTH, changes_of
from reports.render import render
from reports.view import lay_out
from tests.reports.grown import CHANGES, HOUSE, grown
from tests.reports.talk import a_dozen
from tests.reports.test_render import Page, document_of


@pytest.fixture(scope="module")
def document() -> Any:
    return grown()


# ── the line ──────────────────────────────────────────────────────────────────────────────────────


def test_a_line_over_a_split_step_has_a_word_in_the_legend() -> None:
    document, word = document_of(*a_dozen()), "<li>thin dotted line: over steps without a mean</li>"
    felt = [step["feeling"] for step in document["stages"][1]["steps"] if step["feeling"]["n"]]
    for feeling in felt:
        feeling |= {"mean": 1.0, "split": False, "values": [1]}
    assert word not in render(document, "html")
    felt[2] |= {"mean": None, "split": True, "values": [-2, 2], "n": 2}
    assert word in render(document, "html")


# ── returns ───────────────────────────────────────────────────────────────────────────────────────


def test_an_arc_goes_from_the_step_before_back_to_the_one_taken_again(document: Any) -> None:
    view = lay_out(document)
    (arc,) = arcs(document["variants"], view.columns, 100.0)
    assert (arc.start, arc.end, arc.count) == ("Paid the bill", "Asked Finance", 2)
    assert arc.path.startswith("M250 ")  # the middle of the third column
    assert " 150 " in arc.path.split("C")[1]
    deepest = 254 + 13.0
    assert deepest + 8 < arc.y < arc.bottom  # its count stands below it, not on it


def test_going_on_again_after_a_return_is_a_return_of_its_own(document: Any) -> None:
    columns = lay_out(document).columns
    way = {"steps": ["path.1", "path.2", "path.1", "path.2"], "count": 1}
    found = arcs([way], columns, 100.0)
    assert sorted((arc.start, arc.end) for arc in found) == [
        ("Asked Finance", "Found the form"),
        ("Found the form", "Asked Finance"),
    ]


def test_a_return_over_folded_steps_alone_stays_at_its_step(document: Any) -> None:
    columns = [c for c in lay_out(document).columns if c.id != "path.2"]
    way = {"steps": ["path.1", "path.2", "path.1"], "count": 3}
    (arc,) = arcs([way], columns, 100.0)
    assert (arc.start, arc.end, arc.count) == ("Found the form", "Found the form", 3)


def test_counts_of_arcs_stand_apart(document: Any) -> None:
    columns = lay_out(document).columns
    ways = [
        {"steps": ["path.1", "path.2", "path.3", "path.2"], "count": 1},
        {"steps": ["path.1", "path.2", "path.3", "path.4", "path.1"], "count": 1},
    ]
    first, second = arcs(ways, columns, 100.0)
    assert abs(first.x - second.x) > 20
    assert first.y != second.y


# ── ladders ───────────────────────────────────────────────────────────────────────────────────────


def ladders(*links: tuple[str, str, int, int]) -> Any:
    names = sorted({name for a, b, *_ in links for name in (a, b)})
    return {
        "cutoff": 2,
        "nodes": [{"id": n, "text": f"Reason {n}", "count": 2, "evidence": []} for n in names],
        "links": [
            {"from": a, "to": b, "count": n, "direct": direct, "shown": n >= 2}
            for a, b, n, direct in links
        ],
    }


def drawn(*links: tuple[str, str, int, int]) -> ValueMap:
    found = value_map(ladders(*links))
    assert found is not None
    return found


def test_what_explains_stands_below_what_it_explains() -> None:
    found = drawn(("n1", "n2", 3, 3), ("n2", "n3", 2, 2), ("n1", "n4", 2, 2))
    at = {box.id: box for box in found.boxes}
    assert at["n1"].y < at["n2"].y < at["n3"].y
    assert at["n2"].y == at["n4"].y
    assert {box.id for box in found.boxes if box.root} == {"n3", "n4"}


def test_boxes_and_counts_stand_clear_of_each_other() -> None:
    found = drawn(
        ("n1", "n5", 2, 2), ("n1", "n6", 2, 2), ("n2", "n5", 3, 3), ("n2", "n7", 2, 2),
        ("n3", "n6", 2, 2), ("n4", "n7", 2, 2), ("n5", "n8", 4, 4), ("n1", "n8", 2, 2),
    )  # fmt: skip
    for a, b in combinations(found.boxes, 2):
        beside = a.x + a.width <= b.x or b.x + b.width <= a.x
        assert beside or a.y + a.height <= b.y or b.y + b.height <= a.y
    for one, other in combinations(found.threads, 2):
        assert abs(one.x - other.x) > 24 or abs(one.y - other.y) > 15
    for thread in found.threads:
        edges = [box.y + box.height for box in found.boxes if box.y < thread.y]
        assert min(abs(thread.y - edge) for edge in edges) < 25  # near where it starts
    for box in found.boxes:
        assert box.x >= 0
        assert box.x + box.width <= found.width
        for thread in found.threads:
            inside = box.x < thread.x < box.x + box.width
            assert not (inside and box.y < thread.y < box.y + box.height)


def test_links_meet_a_reason_side_by_side() -> None:
    found = drawn(("n1", "n3", 2, 2), ("n2", "n3", 3, 3), ("n1", "n4", 2, 2), ("n2", "n4", 2, 2))
    starts = [thread.path[1:].split("C")[0] for thread in found.threads]
    ends = [" ".join(thread.path.split()[-2:]) for thread in found.threads]
    assert len(set(starts)) == len(set(ends)) == 4


def test_reasons_that_go_round_in_a_circle_are_drawn_too() -> None:
    found = drawn(("n1", "n2", 2, 2), ("n2", "n1", 2, 2))
    upper, lower = found.boxes
    assert 0 < upper.y < 20
    assert upper.y < lower.y < 200
    assert len(found.threads) == 2


def test_links_below_the_cut_off_and_those_told_over_others_are_left_out() -> None:
    found = drawn(("n1", "n2", 2, 2), ("n2", "n3", 2, 2), ("n1", "n3", 2, 0), ("n3", "n4", 1, 1))
    assert len(found.threads) == 2
    assert {box.id for box in found.boxes} == {"n1", "n2", "n3"}
    assert value_map(ladders(("n1", "n2", 1, 1))) is None


def test_a_link_told_only_over_reasons_that_are_not_drawn_is_dashed() -> None:
    (thread,) = drawn(("n1", "n3", 2, 0), ("n1", "n2", 1, 1), ("n2", "n3", 1, 1)).threads
    assert not thread.direct


def test_long_reasons_are_wrapped_and_clipped() -> None:
    told = ladders(("n1", "n2", 2, 2))
    told["nodes"][0]["text"] = "w" * 500
    told["nodes"][1]["text"] = "漢字" * 30
    found = value_map(told)
    assert found is not None
    long, wide = found.boxes
    assert len(long.lines) == 5
    assert long.lines[-1].endswith("…")
    assert max(map(len, wide.lines)) <= 13  # these signs are twice as wide


def test_a_matrix_of_very_many_reasons_shows_those_with_most_links() -> None:
    links = [(f"n{n:03}", "n999", 1 + n, 1) for n in range(SHOWN + 10)]
    found = matrix_of(ladders(*links))
    assert len(found.nodes) == SHOWN
    assert "n999" in found.nodes
    assert "n000" not in found.nodes
    assert found.left == 11


# ── waves and the house ───────────────────────────────────────────────────────────────────────────


def test_a_wave_is_drawn_on_the_scale_of_its_figure() -> None:
    nps, ces, forms = changes_of({"changes": CHANGES})
    assert nps.ends == (-100.0, 100.0)
    assert nps.before == pytest.approx(14 + 0.35 * (WIDTH - 28), abs=0.1)
    assert (ces.ends, forms.ends) == ((1.0, 7.0), (0.0, 5.5))
    assert [one.verdict for one in (nps, ces, forms)] == [
        "moved up",
        "no sure change",
        "moved down",
    ]
    assert nps.low is not None
    assert nps.low > WIDTH / 2  # the interval does not reach nothing
    assert ces.low is not None
    assert ces.high is not None
    assert ces.low < WIDTH / 2 < ces.high


def test_a_change_that_cannot_be_told_has_no_place() -> None:
    unknown = {"value": None, "n": 0}
    told = CHANGES[0] | {"after": unknown, "change": None, "low": None, "high": None}
    (change,) = changes_of({"changes": [told | {"moved": False}]})
    assert (change.after, change.change, change.verdict) == (None, None, "cannot be told")


def test_a_house_stands_on_its_foundation() -> None:
    found = house_of({"house": {"parts": HOUSE}})
    assert found is not None
    at = {part.told["id"]: part for part in found.parts}
    heights = [at[name].y for name in ("excellence", "design", "culture", "leadership")]
    assert all(a < b for a, b in pairwise([*heights, at["improvement"].y]))
    assert at["excellence"].width < at["design"].width
    assert (at["culture"].level, at["leadership"].level, at["design"].level) == (0, 3, 4)
    assert house_of({"house": None}) is None


# ── words and data ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "parts", "shown"),
    [
        pytest.param("I RANG. I paid", ["i rang"], "<mark>I RANG</mark>. I paid", id="case"),
        pytest.param("a <b> c", ["<b>"], "a <mark>&lt;b&gt;</mark> c", id="escaped"),
        pytest.param("abc", ["b", "abc"], "<mark>abc</mark>", id="the longer one"),
        pytest.param("İstanbul", ["bul"], "İstan<mark>bul</mark>", id="a letter that grows"),
        pytest.param("abc", ["x", "", "."], "abc", id="nothing found"),
    ],
)
def test_the_words_of_a_step_are_marked_in_the_story(
    text: str, parts: list[str], shown: str
) -> None:
    assert str(marked(text, parts)) == f"<bdi>{shown}</bdi>"


def test_data_for_the_script_cannot_end_it() -> None:
    hostile = {"id": "</script><!-- & \u2028"}
    text = str(as_script_data(hostile))
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == hostile


# ── the page as a whole ───────────────────────────────────────────────────────────────────────────


def test_only_what_a_map_holds_has_a_view(document: Any) -> None:
    page = arrange(document, lay_out(document))
    assert [view for view, _ in page.views] == [
        "journey", "blueprint", "segments", "sides", "whys", "waves", "house",
    ]  # fmt: skip
    empty = document_of()
    assert [view for view, _ in arrange(empty, lay_out(empty)).views] == ["journey"]


def test_a_single_journey_is_told_by_places_and_feelings(document: Any) -> None:
    page = arrange(document, lay_out(document))
    third = next(one for one in page.data["journeys"] if one["id"] == "iv3")
    assert third["way"] == [0, 1, 2, 1, 3]
    assert third["felt"]["0"] == 1
    assert [one["medoid"] for one in page.people] == [True, *[False] * 5]


def test_groups_differ_in_shape_and_weight_not_in_colour_alone(document: Any) -> None:
    page = arrange(document, lay_out(document))
    assert [(g.key, g.look) for g in page.groups] == [
        ("s1", 0), ("s2", 1), ("customer", 0), ("staff", 1),
    ]  # fmt: skip
    first, second, *_ = page.lines(lay_out(document).columns, 100.0)
    assert first.aside < 0 < second.aside
    assert first.curve.faces != second.curve.faces


def test_lines_are_named_at_their_ends_and_no_name_lies_upon_another(document: Any) -> None:
    view = lay_out(document)
    page = arrange(document, view)
    lines = page.lines(view.columns, 100.0)
    level = [replace(lines[0], group=g) for g in (*page.segments, *page.segments)]
    names = page.names("segment", level, 0, 500)
    assert {name.text for name in names} == {"New", "Senior"}
    heights = sorted(name.y for name in names)
    assert all(b - a >= 15 for a, b in pairwise(heights))
    last = max(face.x for face in lines[0].curve.faces)
    assert all(name.x > last for name in names)
    (whole, _) = page.names("segment", lines, 0, 5000)
    (over, _) = page.names("segment", lines, 0, whole.x + 20)
    assert (over.text, over.y) == (whole.text, whole.y - 15)
    assert over.x + 7.8 * len(over.text) == pytest.approx(whole.x + 20)
    assert page.names("segment", lines, 5000, 6000) == ()


def test_a_dot_for_all_who_felt_the_same_grows_with_them() -> None:
    feeling = {"n": 5, "mean": 1.0, "values": [0, 1, 1, 1, 2], "q1": 1, "q3": 1, "split": False}
    low, middle, high = draw([feeling], 30.0, [False]).heaps
    assert (low.radius, high.radius) == (2.4, 2.4)
    assert middle.radius == pytest.approx(2.4 * 3**0.5)
    assert {heap.x for heap in (low, middle, high)} == {15.0}


def test_a_group_too_small_to_tell_is_drawn_as_nothing(document: Any) -> None:
    changed = json.loads(json.dumps(document))
    for stage in changed["stages"]:
        for step in stage["steps"]:
            step["by_segment"]["new"] = {
                "reach": {"x": None, "n": None, "low": None, "high": None, "suppressed": True},
                "feeling": {
                    "n": None, "mean": None, "median": None, "q1": None, "q3": None,
                    "split": None, "values": [], "suppressed": True,
                },
            }  # fmt: skip
    changed["segments"][0] |= {"people": None, "completed": None, "suppressed": True}
    page = arrange(changed, lay_out(changed))
    assert page.lines(lay_out(changed).columns, 100.0)[0].curve.faces == ()


def test_the_page_says_what_researchers_wrote_and_what_was_withheld(document: Any) -> None:
    made = render(document, "html")
    text = Page(made).text
    assert 'aria-current="step">analyse the gaps' in made
    for words in (
        "2 map the current journey",
        "✓ One page for all forms",
        "Validated by Dana: search log",
        "no longer validated: evidence changed",
        "Owner",
        "⚠ evidence changed since",
        "Begin here",
        "Seen by HR",
        "quote hidden by the researcher",
        "2 cells that rest on fewer than 5 people",
        "das Intranet",
        "Satisfaction index, day by day",
    ):
        assert words in " ".join(text.split()), words


def test_ids_on_a_page_of_every_view_are_unique_and_links_hit(document: Any) -> None:
    page = Page(render(document, "html"))
    assert len(page.ids) == len(set(page.ids))
    wanted = {value[1:] for name, value in page.attributes if name == "href"}
    assert wanted <= set(page.ids)


def test_respondents_words_carry_their_language(document: Any) -> None:
    changed = json.loads(json.dumps(document))
    made = render(changed, "html")
    assert '<span class="said" lang' not in made  # told in English and German: nobody knows which
    for entry in changed["codebook"]["entries"]:
        for raw in entry["raw"]:
            raw["language"] = "de"
    made = render(changed, "html")
    assert '<span class="said" lang="de">' in made
    assert '<blockquote lang="de">' in made


# ── where there is nothing, or too much, to draw ──────────────────────────────────────────────────


def felt_by_nobody(document: Any) -> Any:
    for stage in document["stages"]:
        for step in stage["steps"]:
            nothing: Any = {
                "n": 0,
                "mean": None,
                "values": [],
                "split": False,
                "q1": None,
                "q3": None,
            }
            step["feeling"] = step["feeling"] | nothing
    return document


def test_a_page_without_feelings_has_no_empty_band() -> None:
    assert '<td role="cell" class="band' in render(grown(), "html")
    assert '<td role="cell" class="band' not in render(felt_by_nobody(grown()), "html")


def test_a_side_without_feelings_is_told_in_words_and_not_as_an_empty_drawing() -> None:
    assert "No feelings to draw" not in render(grown(), "html")
    document = grown()
    for stage in document["stages"]:
        for step in stage["steps"]:
            step.get("by_side", {}).pop("staff", None)
    assert "they were asked what they see and hear of customers" in render(document, "html")


def test_feelings_of_a_crowd_are_counted_and_not_listed() -> None:
    document = grown()
    feeling = document["stages"][1]["steps"][0]["feeling"]
    feeling |= {"values": [-1] * 40_000 + [1] * 3, "n": 40_003, "split": False, "mean": -1.0}
    made = render(document, "html")
    assert "−1 ×40\u202f000, +1 ×3" in made
    assert ">×40\u202f000</text>" in made
    assert made.count('<circle class="dot') < 1000
