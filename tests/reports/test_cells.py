from datetime import date, datetime

import pytest

from reports.exports.cells import (
    LONGEST,
    MOST_LINES,
    Cell,
    Column,
    Table,
    fitted,
    moment,
    words,
)
from reports.exports.fitting import clipped, lines_of, width_of


def table(*row: Cell) -> Table:
    return Table("T", tuple(Column("c") for _ in row), (row,), parts=1)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("forty " * 6_666 + "last", id="words"),
        pytest.param("w" * 40_000, id="one word"),
        pytest.param("😀" * 20_000, id="two units a sign"),
        pytest.param("line\n" * 600, id="lines"),
        pytest.param("e\u0301" * 20_000, id="marks"),
        pytest.param("👨\u200d👩\u200d👧" * 9_000, id="joined emoji"),
    ],
)
def test_a_text_too_long_for_a_cell_goes_on_below(text: str) -> None:
    rows = fitted(table("id", 1, text, 4)).rows
    pieces = [str(row[2]) for row in rows]
    assert "".join(pieces) == text
    assert len(rows) > 1
    assert all(len(piece.encode("utf-16-le")) // 2 <= LONGEST for piece in pieces)
    assert all(piece.count("\n") <= MOST_LINES for piece in pieces)
    assert [row[:2] for row in rows] == [("id", number + 1) for number in range(len(rows))]
    assert [row[3] for row in rows] == [4, *[None] * (len(rows) - 1)]


def test_a_cut_parts_no_sign_from_what_belongs_to_it() -> None:
    for text in ("xe\u0301" * 20_000, "x👨\u200d👩\u200d👧" * 9_000, "x👍🏽" * 9_000):
        pieces = [str(row[2]) for row in fitted(table("id", 1, text)).rows]
        assert {piece[0] for piece in pieces} <= {"x", "e", "👨", "👍"}


def test_a_full_cell_is_one_row() -> None:
    assert len(fitted(table("id", 1, "w" * 32_767)).rows) == 1
    assert len(fitted(table("id", 1, "w" * 32_768)).rows) == 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("a\r\nb\u2028c\u2029d\re", "a\nb\nc\nd\ne", id="line ends"),
        pytest.param("a\x00b\x0b\x85", "a[U+0000]b[U+000B][U+0085]", id="controls"),
        pytest.param("a\ud83d\ude00", "a[U+D83D][U+DE00]", id="halves of a character"),
        pytest.param("\ufffe\uffff", "[U+FFFE][U+FFFF]", id="noncharacters"),
        pytest.param("👨‍👩‍👧‍👦 =1+1", "👨‍👩‍👧‍👦 =1+1", id="all else as it is"),
    ],
)
def test_words_of_a_cell(text: str, shown: str) -> None:
    assert words(text) == shown


def test_days_are_dates_and_weeks_are_words() -> None:
    assert moment("2026-03-02") == date(2026, 3, 2)
    assert moment("2026-W10") == "2026-W10"
    assert moment("2026-03-02T23:59:01.500Z") == datetime(2026, 3, 2, 23, 59, 1, 500_000)  # noqa: DTZ001


def test_lines_are_never_wider_than_the_room_and_lose_no_word() -> None:
    text = "some words of many widths MMMM iiii " * 9 + "w" * 300
    lines = lines_of(text, 9)
    assert all(width_of(line) <= 9 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert lines_of("", 9) == [""]


def test_clipping_counts_the_ellipsis() -> None:
    assert clipped("abcdef", 6) == "abcdef"
    assert clipped("abcdef", 5) == "abcd…"
