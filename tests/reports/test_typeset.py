"""The mini-map as a picture, looked at by its pixels."""

import struct
import zlib
from collections import Counter
from typing import Any

import pytest

from reports.typeset.fonts import coverage, writable
from reports.typeset.mini_map import COLOURS, LONGEST, MOST_STEPS, png

Pixel = tuple[int, int, int]
WIDTH = 800  # pixels: 400 points at 144 an inch
WHITE = (255, 255, 255)
ENGLISH: dict[str, Any] = {
    "heading": "This is what I understood:",
    "need": "You needed: a badge",
    "steps": [{"title": f"{n}. Step", "detail": "portal", "feeling": n - 3} for n in range(1, 6)],
    "low": "The low point: nobody answered",
    "wish": "",
}
ARABIC: dict[str, Any] = {
    "heading": "هذا ما فهمته:",
    "need": "كنت تحتاج إلى: بطاقة",
    "steps": [{"title": "1. انتظرت SAP", "detail": "", "feeling": -2}],
    "low": "",
    "wish": "كنت تتمنى: نموذجًا",
}


def pixels(content: bytes) -> list[list[Pixel]]:
    """A PNG of eight bits a channel, row by row; its filters are at https://www.w3.org/TR/png-3/."""
    width, height, depth, kind = struct.unpack_from(">LLBB", content, 16)
    size = {2: 3, 6: 4}[kind]
    assert (content[:8], depth) == (b"\x89PNG\r\n\x1a\n", 8)
    packed, at = b"", 8
    while at < len(content):
        (length,) = struct.unpack_from(">L", content, at)
        if content[at + 4 : at + 8] == b"IDAT":
            packed += content[at + 8 : at + 8 + length]
        at += 12 + length
    raw, above, rows = zlib.decompress(packed), bytearray(width * size), []
    for number in range(height):
        start = number * (width * size + 1)
        line = _unfiltered(
            raw[start], bytearray(raw[start + 1 : start + 1 + width * size]), above, size
        )
        rows.append([(line[x], line[x + 1], line[x + 2]) for x in range(0, width * size, size)])
        above = line
    return rows


def _unfiltered(kind: int, line: bytearray, above: bytearray, size: int) -> bytearray:
    for x in range(len(line)):
        left = line[x - size] if x >= size else 0
        corner = above[x - size] if x >= size else 0
        guess = left + above[x] - corner
        nearest = min((left, above[x], corner), key=lambda value: abs(guess - value))
        added = (0, left, above[x], (left + above[x]) // 2, nearest)[kind]
        line[x] = (line[x] + added) % 256
    return line


def rgb(colour: str) -> Pixel:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@pytest.fixture(scope="module")
def drawn() -> list[list[Pixel]]:
    return pixels(png(ENGLISH, "en"))


def test_it_is_as_wide_as_a_phone_and_no_more_than_a_screen_high(drawn: list[list[Pixel]]) -> None:
    assert {len(row) for row in drawn} == {WIDTH}
    assert 400 < len(drawn) < 1400


def test_every_face_is_there_in_its_colour_with_eyes_and_a_mouth(
    drawn: list[list[Pixel]],
) -> None:
    found = Counter(pixel for row in drawn for pixel in row)
    assert all(found[rgb(colour)] > 1500 for colour in COLOURS)
    for colour in COLOURS:
        rows = [row for row in drawn if row.count(rgb(colour)) > 20 and row[50] != WHITE]
        assert any(WHITE in row[45:95] for row in rows), colour


def test_a_mouth_bends_the_way_of_the_feeling() -> None:
    """White below its middle where they smile, above it where they do not."""
    heights = []
    for feeling in (-2, 0, 2):
        alone = ENGLISH | {"steps": [{"title": "x", "detail": "", "feeling": feeling}], "low": ""}
        rows = pixels(png(alone, "en"))
        face = rgb(COLOURS[feeling + 2])
        top = next(y for y, row in enumerate(rows) if face in row)
        mouth = [y - top for y in range(top + 30, top + 58) if rows[y][70] == WHITE]
        heights.append(sum(mouth) / len(mouth))
    assert heights[0] < heights[1] < heights[2]


def test_in_arabic_it_runs_from_right_to_left() -> None:
    face, edge = rgb(COLOURS[0]), WIDTH // 2
    places = [
        x for row in pixels(png(ARABIC, "ar")) for x, pixel in enumerate(row) if pixel == face
    ]
    assert len(places) > 1000
    assert min(places) > edge
    ltr = ARABIC | {"low": ""}
    places = [x for row in pixels(png(ltr, "en")) for x, pixel in enumerate(row) if pixel == face]
    assert max(places) < edge


def test_the_same_data_gives_the_same_bytes() -> None:
    assert png(ENGLISH, "en") == png(ENGLISH, "en") != png(ARABIC, "ar") == png(ARABIC, "ar-EG")


def test_a_rant_is_cut_and_words_are_never_markup() -> None:
    rant = ENGLISH | {"low": "so bad " * 500}
    cut = ENGLISH | {"low": ("so bad " * 500)[: LONGEST - 1].rstrip() + "…"}
    assert png(rant, "en") == png(cut, "en")
    code = ENGLISH | {"need": '#read("/etc/passwd") *b* $x^2$ #eval("1/0") \\u{41}'}
    assert png(code, "en") != png(ENGLISH, "en")


def test_very_many_steps_still_fit_a_messenger() -> None:
    many = [{"title": f"{n}. Step", "detail": "", "feeling": None} for n in range(MOST_STEPS + 60)]
    rows = pixels(png(ENGLISH | {"steps": many}, "en"))
    assert len(rows) + WIDTH < 10_000
    assert len(rows) < 20 * WIDTH


def test_nothing_but_a_heading_is_a_picture_too() -> None:
    bare = {"heading": "Hello", "need": "", "steps": [], "low": "", "wish": ""}
    assert any(pixel != WHITE for row in pixels(png(bare, "fr")) for pixel in row)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Où? Größe ñ ç €", "Où? Größe ñ ç €", id="latin"),
        pytest.param("سألت المدير", "سألت المدير", id="arabic"),
        pytest.param("so 😀!", "so (grinning face)!", id="emoji"),
        pytest.param("👍🏽", "(thumbs up sign)", id="a tone of skin has no name of its own"),
        pytest.param("👩‍💻", "(woman)(personal computer)", id="joined emoji"),
        pytest.param("王", "(cjk unified ideograph-738b)", id="a letter of no font"),
        pytest.param("\ue000", "(U+E000)", id="a character without a name"),
    ],
)
def test_what_no_font_covers_is_named(text: str, shown: str) -> None:
    assert writable(text) == shown


def test_the_fonts_cover_what_the_bot_says() -> None:
    assert {ord(letter) for letter in "aZ09ßéçñãªº…“”«»–·ابجدي؟،"} <= coverage()
    assert not {0x1F600, 0x738B, 0xFFFF} & coverage()
