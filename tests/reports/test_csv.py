import csv
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest

from reports.exports.cells import words
from tests.reports.corpus import TEXTS
from tests.reports.exported import Counted, all_claims, hostile, rich, written

FORMULAE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
LONG = 10_000_000  # characters: no cell is longer; the reader's own limit is 131,072


def sheets(document: Any) -> dict[str, str]:
    with ZipFile(BytesIO(written(document, "csv"))) as zipped:
        return {name: zipped.read(name).decode("utf-8") for name in zipped.namelist()}


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.fixture(scope="module")
def bad() -> dict[str, str]:
    return sheets(hostile)


@pytest.fixture(scope="module")
def said(bad: dict[str, str]) -> dict[str, str]:
    """What the sheet says for each piece of evidence."""
    return {row["evidence"]: as_read(row["verbatim"]) for row in whole(bad["evidence.csv"])}


@pytest.fixture(scope="module")
def verbatims() -> dict[str, str]:
    """What was said, by the document."""
    return {key: evidence["verbatim"] for key, evidence in hostile()["evidence"].items()}


def whole(text: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for row in rows(text):
        if row["part"] == "1":
            found.append(row)
            continue
        for key, value in row.items():
            if key not in {"claim", "evidence", "part"}:
                found[-1][key] += value
    return found


def as_read(text: str) -> str:
    """What a cell says once the apostrophe before a would-be formula is taken away."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULAE) else text


def test_each_table_is_a_sheet_that_excel_reads_as_unicode(bad: dict[str, str]) -> None:
    assert sorted(bad) == [
        *("claims.csv", "codebook.csv", "evidence.csv", "map.csv", "method.csv", "metrics.csv"),
        *("not-told.csv", "steps.csv"),
    ]
    assert all(text.startswith("\ufeff") and text.endswith("\r\n") for text in bad.values())


@pytest.mark.parametrize("document", [rich, hostile], ids=["rich", "hostile"])
def test_every_claim_is_a_row_with_its_count_and_evidence(document: Any) -> None:
    told = [
        Counted(as_read(row["text"]), int(row["count"]), tuple(row["evidence"].split(", ")))
        for row in whole(sheets(document)["claims.csv"])
    ]
    wanted = [Counted(words(c.text), c.people, c.evidence) for c in all_claims(document())]
    assert sorted(told) == sorted(wanted)


@pytest.mark.parametrize("key", TEXTS)
def test_each_text_is_there_as_it_was_said(
    said: dict[str, str], verbatims: dict[str, str], key: str
) -> None:
    assert said[f"iv-{key}/a6"] == words(verbatims[f"iv-{key}/a6"])
    if key.startswith("i") and key != "i26":  # controls are boxed, all else is as it was said
        assert said[f"iv-{key}/a6"].strip() == TEXTS[key].strip()


def test_no_text_can_be_taken_for_a_formula(bad: dict[str, str]) -> None:
    for text in bad.values():
        for row in csv.reader(StringIO(text.removeprefix("\ufeff"), newline="")):
            for cell in row:
                assert not cell.startswith(FORMULAE) or is_number(cell), cell[:80]


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_numbers_have_no_apostrophe_and_days_are_days() -> None:
    figures = rows(sheets(rich)["metrics.csv"])
    found = {(row["group"], row["name"], row["of"]): row["value"] for row in figures}
    assert found["Segment", "NPS", "Managers"] == "-50"
    assert found["Interviews", "From", ""] == "2026-03-02"
    assert ("Segment", "NPS", "'=New") in found
