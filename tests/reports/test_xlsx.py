from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from cxmodel.errors import Refused
from reports.exports import Look, export, xlsx
from reports.exports.cells import LONGEST, words
from tests.reports.corpus import TEXTS
from tests.reports.exported import Counted, all_claims, dozen, hostile, rich, suppressed, written

SHEETS = ["Map", "Steps", "Claims", "Evidence", "Metrics", "Not told", "Codebook", "Method"]


def opened(document: Any) -> Workbook:
    return load_workbook(BytesIO(written(document, "xlsx")))


@pytest.fixture(scope="module")
def bad() -> Workbook:
    return opened(hostile)


@pytest.fixture(scope="module")
def good() -> Workbook:
    return opened(rich)


def rows(book: Workbook, name: str) -> list[dict[str, Any]]:
    head, *rest = book[name].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rest]


def whole(book: Workbook, name: str) -> list[dict[str, Any]]:
    """Rows of a sheet, with what goes on in rows below put together again."""
    found: list[dict[str, Any]] = []
    for row in rows(book, name):
        if row["part"] == 1:
            found.append(row)
            continue
        for key, value in row.items():
            if isinstance(value, str) and key not in {"claim", "evidence"}:
                found[-1][key] += value
    return found


@pytest.fixture(scope="module")
def said(bad: Workbook) -> dict[str, str]:
    """What the sheet says for each piece of evidence."""
    return {row["evidence"]: row["verbatim"] for row in whole(bad, "Evidence")}


@pytest.fixture(scope="module")
def verbatims() -> dict[str, str]:
    """What was said, by the document."""
    return {key: evidence["verbatim"] for key, evidence in hostile()["evidence"].items()}


def test_the_sheets_are_in_order_and_stay_readable(good: Workbook) -> None:
    assert good.sheetnames == SHEETS
    for name in SHEETS[1:]:
        sheet = good[name]
        assert sheet.freeze_panes == "B2"
        last = get_column_letter(sheet.max_column)
        assert sheet.auto_filter.ref == f"A1:{last}{max(2, sheet.max_row)}"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == "$1:$1"
    assert good["Map"].freeze_panes == "B3"
    assert good["Map"].page_setup.orientation == "landscape"


@pytest.mark.parametrize("document", [rich, hostile], ids=["rich", "hostile"])
def test_every_claim_is_a_row_with_its_count_and_evidence(document: Any) -> None:
    told = [
        Counted(row["text"], row["count"], tuple(row["evidence"].split(", ")))
        for row in whole(opened(document), "Claims")
    ]
    wanted = [Counted(words(c.text), c.people, c.evidence) for c in all_claims(document())]
    assert sorted(told) == sorted(wanted)


def test_every_claim_stands_on_the_map(good: Workbook) -> None:
    cells = [str(value) for row in good["Map"].values for value in row if value]
    steps = [step for stage in rich()["stages"] for step in stage["steps"]]
    for claim in (claim for step in steps for lane in ("need", "pain") for claim in step[lane]):
        assert any(f"• {claim['text']} (" in cell for cell in cells)


@pytest.mark.parametrize("key", TEXTS)
def test_each_text_is_a_text_cell_that_shows_it(
    said: dict[str, str], verbatims: dict[str, str], key: str
) -> None:
    assert said[f"iv-{key}/a6"] == words(verbatims[f"iv-{key}/a6"])
    if key.startswith("i") and key != "i26":  # controls are boxed, all else is as it was said
        assert said[f"iv-{key}/a6"].strip() == TEXTS[key].strip()


def test_nothing_is_a_formula_a_link_or_too_long(bad: Workbook) -> None:
    cells = [cell for sheet in bad for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not [cell for cell in cells if cell.hyperlink]
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert max(len(text.encode("utf-16-le")) // 2 for text in texts) <= LONGEST
    assert bad["Method"]["B2"].value == TEXTS["i01"]


def test_the_file_is_xml_without_control_characters() -> None:
    with ZipFile(BytesIO(written(hostile, "xlsx"))) as parts:
        for name in parts.namelist():
            content = parts.read(name)
            etree.fromstring(content)
            assert b"_x000B_" not in content
            assert b"\x0b" not in content


def test_numbers_are_numbers_and_times_are_times(good: Workbook) -> None:
    step = next(row for row in rows(good, "Steps") if row["label"] == "Find the pre-approval form")
    assert (step["people"], step["of"], step["feeling n"]) == (6, 11, 6)
    assert step["feeling mean"] == pytest.approx(-7 / 6, abs=1e-3)
    assert step["business value"] == 4
    assert step["=New of"] == 11
    said = rows(good, "Evidence")[0]
    assert said["at"] == datetime(2026, 3, 2, 9, 1)  # noqa: DTZ001 - spreadsheets know no zones
    assert good["Evidence"]["G2"].number_format == "yyyy-mm-dd hh:mm:ss"


def test_words_that_are_private_or_hidden_say_so(good: Workbook) -> None:
    said = {row["evidence"]: row for row in rows(good, "Evidence")}
    assert said["iv01/a1"]["verbatim"] == "quote hidden by the researcher"
    assert said["iv02/a1"]["quotable"] == "yes"
    assert said["iv03/a1"]["quotable"] == "no"


def test_what_a_researcher_and_groups_add_is_there(good: Workbook) -> None:
    claim = next(row for row in rows(good, "Claims") if row["tier"] == "validated")
    assert (claim["validated by"], claim["evidence not listed"]) == ("Ana", 3)
    figures = {(row["group"], row["name"], row["of"]): row for row in rows(good, "Metrics")}
    assert figures["Segment", "NPS", "Managers"]["value"] == -50
    assert figures["Side", "CES", "staff"]["value"] == 4.2
    moved = figures["Wave", "Find the form", "change"]
    assert (moved["low"], moved["high"], moved["note"]) == (1, 3.2, "moved; Welch")
    assert figures["House", "Culture", "foundation"]["n"] == 4
    assert figures["CX index by day", "CX index", datetime(2026, 3, 3)]["n"] == 2  # noqa: DTZ001
    said = [row["said as"] for row in rows(good, "Codebook")]
    assert said == ["=SEARCH()", "and 9 more wordings", None]
    assert rows(good, "Codebook")[2]["name"] == "and 8 more names"


def lane(sheet: Worksheet, title: str) -> list[Any]:
    return next(list(row) for row in sheet.iter_rows() if row[0].value == title)


def test_feelings_on_the_map_are_coloured_numbers_with_a_sign(good: Workbook) -> None:
    felt = lane(good["Map"], "Feelings")
    assert felt[1].value.startswith("split: −2")
    assert felt[2].value == pytest.approx(-7 / 6, abs=1e-3)
    assert felt[2].number_format.startswith("+0.0;−0.0")
    assert felt[2].fill.fgColor.rgb == "FFC77A12"
    assert felt[4].fill.fgColor.rgb == "FF4A90BF"


def test_a_stage_stands_over_all_its_steps(good: Workbook) -> None:
    sheet = good["Map"]
    spans = {str(span): sheet.cell(1, span.min_col).value for span in sheet.merged_cells.ranges}
    assert spans == {"C1:O1": "The path you took"}
    assert sheet["C2"].value == "2. Find the pre-approval form"


def test_arabic_is_written_from_the_right(good: Workbook) -> None:
    arabic = next(cell for cell in good["Map"][2] if cell.value and "وجدت" in str(cell.value))
    assert arabic.alignment.readingOrder == 2
    assert good["Map"]["C2"].alignment.readingOrder != 2


def test_rows_are_as_high_as_their_text() -> None:
    document = dozen()
    document["stages"][0]["steps"][0]["need"][0]["text"] = "word " * 60
    sheet = opened(document)["Map"]
    number = lane(sheet, "Needs")[0].row
    height = sheet.row_dimensions[number].height
    assert height is not None
    assert height > 10 * 15


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "_MOST_ROWS", 9)
    with pytest.raises(Refused, match="--format csv"):
        export(dozen(), "xlsx", Look())


def test_suppressed_figures_are_empty_cells_and_said_on_the_map() -> None:
    book = opened(suppressed)
    step = rows(book, "Steps")[1]
    assert (step["people"], step["feeling mean"], step["=New of"]) == (None, None, None)
    assert lane(book["Map"], "Reach")[1].value == "too few to tell"
    assert "• Get a certificate (too few to tell)" in str(lane(book["Map"], "Needs")[1].value)
    assert not [cell for sheet in book for row in sheet.values for cell in row if cell == "None"]
