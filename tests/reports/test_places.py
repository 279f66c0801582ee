"""The number of a step is the same in every form of a map."""

import csv
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from io import BytesIO, TextIOWrapper
from typing import Any

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from reports.exports import Look, export
from reports.typeset.fonts import letters
from reports.typeset.poster import MOST_STEPS, drawn
from reports.typeset.words import Words
from reports.view import lay_out
from tests.reports.printed import document_of
from tests.reports.talk import Talk

NUMBERED = re.compile(r"(?:(\d+)\. )?(.+)")


def a_talk(number: int = 1) -> Talk:
    talk = Talk(f"iv{number}")
    talk.says("start_feeling", 1)
    talk.tells("Asked Finance", "Signed the form")
    talk.says("feeling", -1, step=1)
    talk.says("feeling", 1, step=2)
    return talk


@cache
def untold() -> dict[str, Any]:
    """Of the third stage nothing was told: it stands in a column all the same."""
    talk = a_talk()
    talk.skips("forms")
    talk.says("end_feeling", 2)
    return document_of(talk.done())


@cache
def beside() -> dict[str, Any]:
    """What was told of the third stage stands beside the columns: it has none."""
    talk = a_talk()
    talk.says("forms", 3)
    talk.says("end_feeling", 2)
    return document_of(talk.done())


PLACES: dict[Any, dict[str, int | None]] = {
    untold: {"At the start": 1, "Asked Finance": 2, "Signed the form": 3, "How it should be": 5},
    beside: {
        "At the start": 1,
        "Asked Finance": 2,
        "Signed the form": 3,
        "What it took": None,
        "How it should be": 4,
    },
}


def made(document: dict[str, Any], form: str) -> bytes:
    return export(document, form, Look()).content


def read(lines: Iterator[str], labels: set[str]) -> dict[str, set[int]]:
    """Every number that stands before each label."""
    found: dict[str, set[int]] = {}
    for line in lines:
        if (match := NUMBERED.fullmatch(line)) and match[2] in labels:
            found.setdefault(match[2], set()).update(map(int, filter(None, [match[1]])))
    return found


def in_diagram(document: dict[str, Any]) -> Iterator[str]:
    for line in made(document, "mermaid").decode().splitlines():
        yield line.strip().partition(": ")[0]


def in_slides(document: dict[str, Any]) -> Iterator[str]:
    for slide in Presentation(BytesIO(made(document, "pptx"))).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text
            if shape.has_chart:
                yield from shape.chart.plots[0].categories


def in_workbook(document: dict[str, Any]) -> Iterator[str]:
    for cell in load_workbook(BytesIO(made(document, "xlsx")))["Map"][2]:
        yield str(cell.value)


def in_tables(document: dict[str, Any]) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(made(document, "csv"))) as archive:
        (name,) = (name for name in archive.namelist() if name.lower().endswith("steps.csv"))
        for row in csv.DictReader(TextIOWrapper(archive.open(name), "utf-8-sig")):
            yield f"{row['number']}. {row['label']}" if row["number"] else row["label"]


@pytest.mark.parametrize("form", [in_diagram, in_slides, in_workbook, in_tables])
@pytest.mark.parametrize("document", [untold, beside])
def test_a_step_bears_the_number_of_its_column(document: Any, form: Any) -> None:
    places = PLACES[document]
    columns = {c.step["label"]: c.number + 1 for c in lay_out(document()).columns if c.step}
    assert columns == {label: place for label, place in places.items() if place}
    felt = {label for label in places if label != "What it took" or form is not in_diagram}
    assert read(form(document()), set(places)) == {
        label: {place} if (place := places[label]) else set() for label in felt
    }


def test_a_diagram_without_feelings_bears_the_same_numbers() -> None:
    document = beside()
    for step in (step for stage in document["stages"] for step in stage["steps"]):
        step["feeling"] |= {"n": 0, "values": [], "split": False}
    lines = made(document, "mermaid").decode().splitlines()
    labels = [line.partition('["')[2].removesuffix('"]') for line in lines[2:]]
    assert labels == [
        "At the start",
        "1. Asked Finance",
        "2. Signed the form",
        "What it took",
        "How it should be",
    ]


def test_a_picture_that_leaves_steps_out_renumbers_none() -> None:
    rare = [Talk(f"iv{n}") for n in range(5)]
    for number, talk in enumerate(rare):
        own = [f"Filled in paper {chr(97 + number) * 4} {chr(97 + k) * 4}" for k in range(15)]
        talk.tells("Asked Finance", *own, "Signed the form")
    document = document_of(*(talk.done() for talk in rare))
    view = lay_out(document)
    assert len(view.columns) > MOST_STEPS
    shown = [
        step["number"]
        for sheet in drawn(document, Words(letters(None)))["sheets"]
        for step in sheet["heads"]
    ]
    assert shown == [column.place for column in view.columns if not column.rare]
    assert shown[-1] == len(view.columns)
