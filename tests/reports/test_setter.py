"""Typst in a process of its own: what it may take, see and write with."""

import time
from pathlib import Path

import pytest

from cxmodel.errors import Refused
from reports.exports import Look, export
from reports.typeset.fonts import letters
from reports.typeset.print_map import pdf
from reports.typeset.setter import Bounds, typeset
from reports.typeset.words import Words, breakable
from tests.reports.printed import alone, font_with, many, odd, text_of


def test_a_setting_that_takes_too_long_is_ended_and_says_so() -> None:
    began = time.monotonic()
    with pytest.raises(Refused, match=r"the PDF could not be set in 0\.2 s"):
        pdf(many(), None, Bounds(seconds=0.2))
    assert time.monotonic() - began < 10


def test_a_setting_that_takes_too_much_memory_is_ended_and_says_so() -> None:
    with pytest.raises(Refused, match="the PDF could not be set in 200 MB of memory"):
        pdf(many(), None, Bounds(memory=200 * 1024**2))


def test_a_template_that_fails_is_refused_in_one_line() -> None:
    with pytest.raises(Refused, match=r'the PNG could not be set: .*"width"') as refusal:
        typeset("poster.typ", {}, "png", None)
    assert "\n" not in str(refusal.value)


def test_a_template_reads_no_file_outside_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bad.typ").write_text('#read("../secret")')
    (tmp_path.parent / "secret").write_text("x")
    monkeypatch.setattr("reports.typeset.setter.HERE", tmp_path)
    with pytest.raises(Refused, match="the PDF could not be set"):
        typeset("bad.typ", {}, "pdf", None)


def test_a_font_of_the_operator_writes_what_ours_cannot(tmp_path: Path) -> None:
    font_with(tmp_path, "王")
    made = export(odd(), "pdf", Look(fonts=tmp_path))
    assert "王" in text_of(made.content)
    assert "ideograph" not in "".join(made.notices)
    assert "ideograph" in "".join(export(odd(), "pdf", Look()).notices)


def test_files_that_are_no_fonts_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"\x00\x01\x00\x00\x00\xff" + b"x" * 40)
    (tmp_path / "list.ttc").write_bytes(b"ttcf\x00\x01\x00\x00\x00\x00\x00\x02")
    (tmp_path / "notes.txt").write_text("x")
    assert letters(tmp_path).writable("王") == "(cjk unified ideograph-738b)"
    assert export(alone(), "pdf", Look(fonts=tmp_path)).notices == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("plain words", "plain words", id="words"),
        pytest.param("a\u202e b\x00", "a[U+202E] b[U+0000]", id="deceiving signs"),
        pytest.param("one\r\ntwo\u2028three", "one two three", id="lines"),
        pytest.param("z" + "\u0301" * 99, "z" + "\u0301" * 6, id="marks piled up"),
        pytest.param("\ufeffx\u200b", "x", id="invisible signs"),
        pytest.param("نعم", {"rtl": "نعم"}, id="right to left"),
        pytest.param("SAP نعم", "SAP نعم", id="begins left to right"),
    ],
)
def test_words_are_one_legible_line_with_a_direction(text: str, shown: object) -> None:
    assert Words()(text) == shown


def test_a_run_is_never_broken_between_a_letter_and_its_marks() -> None:
    parts = breakable("z\u0301\u0302" * 60).split("\u200b")
    assert [len(part) for part in parts] == [36] * 5


def test_one_sign_without_a_glyph_is_reported_in_the_singular() -> None:
    words = Words()
    assert words("💡") == "(electric light bulb)"
    assert words.notices[0].startswith("1 sign has no glyph in the fonts and is written by its")


def test_words_of_two_directions_in_one_line_are_isolated() -> None:
    assert Words().joined(["P-1", "نعم"]) == "P-1 · \u2068نعم\u2069"
