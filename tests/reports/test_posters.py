"""The map as one picture, of pixels and of shapes."""

from copy import deepcopy
from io import BytesIO
from typing import Any

import pytest
from lxml import etree
from PIL import Image

from reports.exports import Look, export
from reports.typeset.poster import MOST_ACROSS, MOST_STEPS, STEP, drawn
from reports.typeset.print_map import LANE, MARGIN
from reports.typeset.words import Words
from tests.reports.printed import alone, document_of, dozen, many, odd
from tests.reports.talk import Talk

SVG = "{http://www.w3.org/2000/svg}"
MOST_PIXELS = 16_384  # a side; what programs open without complaint


def picture(document: dict[str, Any]) -> Image.Image:
    return Image.open(BytesIO(export(document, "png", Look()).content))


def shapes(document: dict[str, Any]) -> etree._Element:
    return etree.fromstring(export(document, "svg", Look()).content)


def long_way(steps: int) -> dict[str, Any]:
    talk = Talk("iv1")
    talk.tells(*(f"Took turn number {number} of the long way" for number in range(steps)))
    for number in range(1, steps + 1):
        talk.says("feeling", number % 5 - 2, step=number)
        talk.says("pain", f"The sign at turn {number} was gone " * 9, step=number)
        talk.says("thought", f"Where does turn {number} lead to? " * 9, step=number)
    return document_of(talk.done())


def test_a_picture_has_two_pixels_a_point_and_every_colour_of_feeling() -> None:
    made = picture(dozen()).convert("RGB")
    across = max(len(sheet["heads"]) for sheet in drawn(dozen(), Words())["sheets"])
    assert made.width == pytest.approx(2 * (across * STEP + LANE + 2 * MARGIN), abs=2)
    found = {colour: count for count, colour in made.getcolors(1 << 24) or ()}
    for colour in ("#B35806", "#C77A12", "#6B7280", "#4A90BF", "#2166AC"):
        assert found.get(tuple(bytes.fromhex(colour[1:])), 0) > 200, colour


def test_many_steps_stand_in_rows_and_the_picture_stays_of_a_size() -> None:
    sheets = drawn(many(), Words())["sheets"]
    assert [len(sheet["heads"]) <= MOST_ACROSS for sheet in sheets] == [True] * len(sheets)
    assert len(sheets) > 1
    made = picture(long_way(150))
    assert made.width < made.height < MOST_PIXELS


def test_steps_that_no_picture_holds_are_counted() -> None:
    data = drawn(long_way(150), Words())
    assert sum(len(sheet["heads"]) for sheet in data["sheets"]) == MOST_STEPS
    assert data["left"] >= 150 - MOST_STEPS


def test_a_drawing_is_named_and_described_for_who_cannot_see_it() -> None:
    root = shapes(dozen())
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    title, description = root[0], root[1]
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text == "Journey map, draft: Getting a training approved"
    assert "Find the pre-approval form (felt −1.2, n 6)" in (description.text or "")


@pytest.mark.parametrize("make", [alone, odd])
def test_a_drawing_fetches_and_runs_nothing(make: Any) -> None:
    root = shapes(make())
    tags = {
        element.tag.removeprefix(SVG) for element in root.iter() if isinstance(element.tag, str)
    }
    assert not tags & {"script", "foreignObject", "iframe", "a"}
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            assert not str(name).startswith("on")
            if str(name).endswith("href"):
                assert str(value).startswith(("#", "data:"))


def test_signs_that_xml_cannot_hold_are_boxed_in_the_description() -> None:
    document = deepcopy(alone())
    document["header"]["title"] = "a\x00b\x0b\ufffe\u202e & <b>"
    title = shapes(document)[0].text or ""
    assert title.endswith("a[U+0000]b[U+000B][U+FFFE][U+202E] & <b>")


def test_a_study_that_nobody_answered_has_a_picture_all_the_same() -> None:
    assert picture(document_of()).width > 1000
