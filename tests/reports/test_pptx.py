from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from PIL import ImageFont
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.presentation import Presentation as Opened
from pptx.shapes.autoshape import Shape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Pt

from reports.escape import in_plain
from tests.reports.exported import all_claims, dozen, hostile, rich, suppressed, written

SMALLEST = 12
"""Points: what can still be read in a meeting room."""


def opened(document: Any) -> Opened:
    return Presentation(BytesIO(written(document, "pptx")))


@pytest.fixture(scope="module")
def good() -> Opened:
    return opened(rich)


@pytest.fixture(scope="module")
def bad() -> Opened:
    return opened(hostile)


def title(slide: Slide) -> str:
    head = slide.shapes.title
    return head.text_frame.text if head is not None else ""


def titles(deck: Opened) -> list[str]:
    return [title(slide) for slide in deck.slides]


def texts(slide: Slide) -> list[str]:
    return ["\n".join(p.text for p in told) for _, told in paragraphs(slide)]


def notes(slide: Slide) -> str:
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    return frame.text if frame is not None else ""


def faces(slide: Slide) -> list[Any]:
    return [shape for shape in slide.shapes if shape.name.startswith("Face")]


def charts(slide: Slide) -> list[Any]:
    frames = [shape for shape in slide.shapes if isinstance(shape, GraphicFrame)]
    return [frame.chart for frame in frames if frame.has_chart]


def tables(deck: Opened, named: str) -> list[list[list[str]]]:
    """The cells of the tables on slides of that title."""
    return [
        [[cell.text_frame.text for cell in row.cells] for row in shape.table.rows]
        for slide in deck.slides
        if title(slide).startswith(named)
        for shape in slide.shapes
        if isinstance(shape, GraphicFrame) and shape.has_table
    ]


def test_there_is_a_slide_for_each_thing_to_tell(good: Opened) -> None:
    assert titles(good) == [
        "Getting a training approved",
        "How people felt, step by step",
        "How people felt, step by step (continued)",
        "At the start",
        "The path you took (1–5 of 13)",
        "The path you took (6–10 of 13)",
        "The path you took (11–13 of 13)",
        "What it took",
        "How it should be",
        "Moments of truth",
        "What hurts most",
        "How it should be",
        "What it takes, all waves together",
        "Two sides of one journey",
        "Two sides of one journey (continued)",
        "Wave 1 → wave 2",
        "The House of CX",
        "What to ask next",
    ]


def test_the_first_slide_says_whose_journey_it_is(good: Opened) -> None:
    said = " ".join(texts(good.slides[0]))
    for part in ("DRAFT", "Jennifer", "Grow in her role", "9 of 12", "−66.7", "5 of 9"):
        assert part in said


def test_the_curve_is_a_chart_whose_figures_can_be_edited(good: Opened) -> None:
    document = rich()
    means = [
        step["feeling"]["mean"]
        for stage in document["stages"]
        for step in stage["steps"]
        if step["feeling"]["n"] and step["frequency"] != "rare"
    ]
    drawn = [chart for slide in good.slides for chart in charts(slide)][:2]
    series = [chart.plots[0].series[0] for chart in drawn]
    assert [value for one in series for value in one.values] == means
    names = [[one.name for one in chart.plots[0].series] for chart in drawn]
    assert names[0] == ["All", "Customer", "Staff", "Felt well (split)", "Felt badly (split)"]


def test_both_sides_stand_in_a_table_with_the_gap(good: Opened) -> None:
    pages = tables(good, "Two sides")
    assert {tuple(page[0]) for page in pages} == {
        ("Step", "Customers", "Staff", "Staff − customers")
    }
    rows = [row for page in pages for row in page[1:]]
    assert rows[0] == ["People", "8", "3", "–"]
    steps = [step for stage in rich()["stages"] for step in stage["steps"]]
    assert len(rows) == 1 + len(steps)
    found = next(row for row in rows if row[0] == "Find the pre-approval form")
    assert found[1] == "6 of 11; felt −1.2 (n 6)"
    assert found[2] == "6 of 11; felt –"


def test_waves_stand_in_a_table_with_intervals_and_verdicts(good: Opened) -> None:
    ((head, *rows),) = tables(good, "Wave")
    assert head == ["Figure", "Wave 1", "Wave 2", "Change and 95 % interval", "Verdict"]
    assert rows == [["Find the form", "−1.5 (n 10)", "0.6 (n 12)", "+2.1 (+1 … +3.2)", "moved up"]]


def test_of_many_changes_those_that_moved_stand_on_the_slide_and_all_in_the_notes() -> None:
    document = rich()
    (moved,) = document["waves"]["changes"]
    still = [moved | {"label": f"Step {n}", "moved": False} for n in range(30)]
    document["waves"]["changes"] = [*still, moved]
    deck = opened(document)
    ((_, *rows),) = tables(deck, "Wave")
    assert [row[0] for row in rows[-2:]] == ["Find the form", "+19 more in the notes"]
    said = notes(next(slide for slide in deck.slides if title(slide).startswith("Wave")))
    assert all(f"Step {n} ·" in said for n in range(30))


def test_the_house_is_built_of_shapes_with_their_means(good: Opened) -> None:
    slide = next(slide for slide in good.slides if title(slide) == "The House of CX")
    assert "Culture\n2.5 of 5 (n 4)" in texts(slide)
    assert [shape.name for shape in slide.shapes if shape.name == "Gable"]
    assert "1, 2, 3, 4" in notes(slide)


@pytest.mark.parametrize("deck", ["good", "bad"])
def test_rows_of_tables_are_high_enough_for_their_words(
    deck: str, request: pytest.FixtureRequest
) -> None:
    opened: Opened = request.getfixturevalue(deck)
    frames = [s for slide in opened.slides for s in slide.shapes if isinstance(s, GraphicFrame)]
    for table in (frame.table for frame in frames if frame.has_table):
        widths = [table.columns[at].width.pt - 12 for at in range(len(table.columns))]
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                (run,) = cell.text_frame.paragraphs[0].runs
                assert run.font.size >= Pt(SMALLEST)
                count = lines(run.text, width, SMALLEST, bold=bool(run.font.bold))
                assert count * SMALLEST * 1.2 + 6 <= row.height.pt + 1, run.text


def test_every_felt_step_has_a_face_that_says_its_feeling(good: Opened) -> None:
    faced = faces(good.slides[1])
    assert {shape.shape_type for shape in faced} == {MSO_SHAPE_TYPE.AUTO_SHAPE}
    told = [shape.element.xpath(".//p:cNvPr")[0].get("descr") for shape in faced]
    assert len(told) == 9  # the first step is split
    assert told[2].startswith("2. Find the pre-approval form: −1.2")
    assert faced[2].adjustments[0] < 0 < faced[0].adjustments[0]


def test_at_most_five_steps_stand_beside_each_other(bad: Opened, good: Opened) -> None:
    for deck in (good, bad):
        for slide in list(deck.slides)[3:]:
            dark = [s for s in slide.shapes if colour(s) == "1F2937"]
            assert len(dark) <= 5


def colour(shape: Any) -> str | None:
    solid = shape.has_text_frame and shape.fill.type == 1
    return str(shape.fill.fore_color.rgb) if solid else None


@cache
def font(size: int, *, bold: bool) -> Any:
    """Noto Sans, wider than what presentation programs set text in by default."""
    made = ImageFont.truetype(str(NOTO), size * 10)
    axes = {b"Weight": 700 if bold else 400, b"Width": 100}
    made.set_variation_by_axes([axes[axis["name"]] for axis in made.get_variation_axes()])
    return made


NOTO = files("fontpkg_noto_sans") / "files" / "NotoSans[wdth,wght].ttf"


def lines(text: str, width: float, size: int, *, bold: bool) -> int:
    """Lines of a paragraph as a program would break it, by the widths of real letters."""
    count, used = 1, 0.0
    gap = length(" ", size, bold=bold)
    for word in text.split(" "):
        wide = length(word, size, bold=bold)
        if used and used + gap + wide > width:
            count, used = count + 1, 0.0
        if wide > width:  # broken within
            count += int(wide // width)
            wide %= width
        used += wide + (gap if used else 0)
    return count


def length(word: str, size: int, *, bold: bool) -> float:
    return float(font(size, bold=bold).getlength(word) / 10)


def paragraphs(slide: Slide) -> Iterator[tuple[Any, list[Any]]]:
    for shape in slide.shapes:
        if isinstance(shape, Shape):
            yield shape, list(shape.text_frame.paragraphs)


@pytest.mark.parametrize("deck", ["good", "bad"])
def test_no_letter_is_small_and_no_text_leaves_its_box(
    deck: str, request: pytest.FixtureRequest
) -> None:
    opened: Opened = request.getfixturevalue(deck)
    for slide in opened.slides:
        for shape, told in paragraphs(slide):
            height = 0.0
            for paragraph in told:
                for run in paragraph.runs:
                    assert run.font.size >= Pt(SMALLEST)
                    size, wide = int(run.font.size.pt), shape.width.pt - 12
                    parts = run.text.split("\n")
                    bold = bool(run.font.bold)
                    height += sum(lines(p, wide, size, bold=bold) for p in parts) * size * 1.2
            assert height <= shape.height.pt + 1, (title(slide), shape.text_frame.text[:200])


@pytest.mark.parametrize("deck", ["good", "bad"])
def test_all_shapes_stand_on_the_slide_and_apart(deck: str, request: pytest.FixtureRequest) -> None:
    opened: Opened = request.getfixturevalue(deck)
    for slide in opened.slides:
        boxes = []
        for shape in slide.shapes:
            right, bottom = shape.left + shape.width, shape.top + shape.height
            assert min(shape.left, shape.top) >= 0
            assert right <= opened.slide_width
            assert bottom <= opened.slide_height
            if colour(shape) == "F3F4F6" or shape.name.startswith("Face"):
                boxes.append((shape.left, shape.top, right, bottom))
        assert not [(a, b) for a in boxes for b in boxes if a is not b and overlap(a, b)]


def overlap(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def test_the_notes_hold_every_claim_with_its_words() -> None:
    document = dozen()
    said = "\n".join(notes(slide) for slide in opened(dozen).slides)
    for claim in all_claims(document):
        assert in_plain(claim.text) in said
        for key in claim.evidence:
            assert in_plain(document["evidence"][key]["verbatim"]) in said


def test_notes_mark_what_may_not_be_handed_on_and_hide_what_is_hidden(good: Opened) -> None:
    said = "\n".join(notes(slide) for slide in good.slides)
    assert "P-03 [not for quotation]" in said
    assert "P-02 [not for quotation]" not in said
    assert "quote hidden by the researcher — P-01" in said
    assert "and 3 more answers" in said


def test_hostile_words_are_text_on_slides_and_in_charts(bad: Opened) -> None:
    assert titles(bad)[0] == '=HYPERLINK("http://x.example","y")'
    assert not [
        shape
        for slide in bad.slides
        for shape in slide.shapes
        if shape.click_action.hyperlink.address
    ]
    formulae = [name for name, part in workbooks(hostile) if b"<f>" in part]
    assert formulae == []


def workbooks(document: Any) -> Iterator[tuple[str, bytes]]:
    """Each sheet of the workbooks behind the charts."""
    with ZipFile(BytesIO(written(document, "pptx"))) as deck:
        for name in deck.namelist():
            if name.endswith(".xlsx"):
                with ZipFile(BytesIO(deck.read(name))) as book:
                    for part in book.namelist():
                        if part.startswith("xl/worksheets/"):
                            yield f"{name}!{part}", book.read(part)


def test_a_segment_called_like_a_formula_is_none_in_the_charts_workbook() -> None:
    document = rich() | {"sides": []}
    assert [name for name, part in workbooks(document) if b"<f>" in part] == []
    (chart, *_) = charts(opened(document).slides[1])
    assert chart.plots[0].series[2].name == "Segment =New"


def test_effort_is_a_chart_of_today_and_of_what_is_wished_for(good: Opened) -> None:
    slide = next(s for s in good.slides if title(s).startswith("What it takes"))
    (chart,) = charts(slide)
    values = {one.name: tuple(one.values) for one in chart.plots[0].series}
    assert list(chart.plots[0].categories) == ["Approvals", "Forms", "Days of waiting"]
    assert values["Today"][1] == pytest.approx(40 / 9, abs=1e-3)
    assert values["Wished for"][1] == pytest.approx(14 / 9, abs=1e-3)


def test_pains_stand_in_order_with_factors_and_reasons(good: Opened) -> None:
    slide = next(s for s in good.slides if title(s) == "What hurts most")
    boxes = [text for text in texts(slide) if text[:2] in {"1.", "2.", "3."}]
    steps = [step for stage in rich()["stages"] for step in stage["steps"]]
    ranked = {pain["rank"]: pain["text"] for step in steps for pain in step["pain"]}
    for rank, box in enumerate(boxes, start=1):
        assert box.startswith(f"{rank}. {ranked[rank]} (")
        assert "because: “Each department has a form of its own”" in box
    assert any("severity 3 of 4, recurrence 2.4 of 3" in box for box in boxes)


def test_the_file_says_nothing_of_when_and_where_it_was_made(good: Opened) -> None:
    about = good.core_properties
    assert about.author == ""
    assert about.last_modified_by == ""
    assert {about.created and about.created.year, about.modified and about.modified.year} == {1980}


def test_arabic_paragraphs_run_from_the_right(good: Opened) -> None:
    found = [
        paragraph
        for slide in good.slides
        for _, told in paragraphs(slide)
        for paragraph in told
        if paragraph.text.startswith("7. ★ وجدت")
    ]
    assert found
    assert all(paragraph._p.pPr.get("rtl") == "1" for paragraph in found)


def test_suppressed_figures_are_no_figures() -> None:
    deck = opened(suppressed)
    said = [*(text for slide in deck.slides for text in texts(slide)), *map(notes, deck.slides)]
    assert any("too few to tell" in text for text in said)
    assert not [text for text in said if "None" in text or text == "interviews completed"]
