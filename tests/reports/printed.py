"""What a print holds, read as a viewer reads it, and documents worth printing."""

from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw

from cxmodel.interview import Interview
from cxmodel.study import Anonymity
from reports.compile import compile_journey
from reports.exports import Look, export
from reports.typeset.fonts import FOLDERS
from tests.reports.talk import START, VERSION, Talk, a_dozen, a_study, jennifer, process_guide

Rect = tuple[float, float, float, float]  # left, bottom, right, top, in points
ARABIC = "لم أفهم لماذا يحتاج SAP إلى ثلاثة توقيعات من Finance"
RANT = " ".join(f"This is complaint number {number} about everything." for number in range(60))
GERMAN = "Kraftfahrzeughaftpflichtversicherungsbescheinigung"
INERT = 'file:///etc/passwd http://169.254.169.254/ #read("/etc/passwd") *b* $x$ @ref <l> \\u{41}'


def document_of(
    *interviews: Interview,
    expectation: str = "Soon.",
    anonymity: Anonymity = Anonymity.PSEUDONYMOUS,
) -> dict[str, Any]:
    study = a_study(expectation=expectation, anonymity=anonymity)
    return compile_journey(study, {VERSION: process_guide()}, interviews, invited=60)


@cache
def dozen() -> dict[str, Any]:
    return document_of(*a_dozen())


@cache
def alone() -> dict[str, Any]:
    return document_of(jennifer())


@cache
def odd() -> dict[str, Any]:
    """Words that few foresee: long ones, Arabic ones, emoji, code, and marks piled up."""
    talk = Talk("iv1", "P-1")
    talk.says("need", "x" * 5000)
    talk.tells(f"Waited for the {GERMAN} and waited", "انتظرت مدير SAP في المكتب", INERT, "😀 王")
    talk.says("feeling", -1, step=1)
    talk.says("feeling", 2, step=2)
    talk.says("thought", ARABIC, step=2)
    for text, step in ((RANT, 1), ("z\u0301\u0302\u0303\u0304" * 400 + "\u202e \x0b\ufffe", 4)):
        talk.says("pain", text, step=step)
        talk.says("bad", 4, step=step)
        talk.says("often", "always", step=step)
    return document_of(talk.done(), expectation="Wait. " * 300)


@cache
def many() -> dict[str, Any]:
    """Twenty-four steps told by forty people, with more claims than a cell shows."""
    talks = []
    for number in range(40):
        talk = Talk(f"iv{number:02}", f"P-{number:02}", began=START + timedelta(days=number))
        talk.tells(*(f"{verb} {thing}" for verb, thing in zip(_VERBS, _THINGS, strict=True)))
        for step in range(1, len(_VERBS) + 1):
            talk.says("feeling", (number + step) % 5 - 2, step=step)
            if (number + step) % 3 == 0:
                talk.says("pain", f"{_PAINS[number % 5]}, {_THINGS[step - 1]}", step=step)
                talk.says("bad", 1 + number % 4, step=step)
                talk.says("often", "always", step=step)
        talks.append(talk.done())
    return document_of(*talks)


_VERBS = [
    "Searched", "Asked", "Filled", "Printed", "Signed", "Scanned", "Mailed", "Awaited", "Phoned",
    "Checked", "Corrected", "Uploaded", "Booked", "Confirmed", "Paid", "Reached", "Attended",
    "Rated", "Archived", "Reported", "Planned", "Compared", "Chose", "Ordered",
]  # fmt: skip
_THINGS = [
    "catalogue", "manager", "form", "sheet", "approval", "contract", "invoice", "answer", "desk",
    "budget", "centre", "certificate", "seat", "date", "fee", "venue", "course", "trainer",
    "paper", "result", "year", "offer", "supplier", "material",
]  # fmt: skip
_PAINS = (
    "Unknown questions", "Nobody decides", "Three weeks of silence", "A search without results",
    "Incomplete lists",
)  # fmt: skip


@cache
def pdf_of(name: str) -> bytes:
    """The print of one of the documents above, made once."""
    made = {"dozen": dozen, "alone": alone, "odd": odd, "many": many}[name]
    return export(made(), "pdf", Look()).content


def opened(content: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(content)


def text_of(content: bytes) -> str:
    """Everything written, as `run_together` leaves it."""
    pages = opened(content)
    return run_together(" ".join(page.get_textpage().get_text_range() for page in pages))


def run_together(text: str) -> str:
    """Without spaces and the hyphens of divided words: lines may break anywhere."""
    return "".join("".join(text.replace("\ufffe", "\x02").split("\x02")).split())


def sizes(page: pypdfium2.PdfPage) -> Iterator[tuple[str, float]]:
    """Every letter of a page with its size in points."""
    text = page.get_textpage()
    for at in range(text.count_chars()):
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(text, at, matrix)
        letter = chr(raw.FPDFText_GetUnicode(text, at))
        if letter.strip():
            yield letter, raw.FPDFText_GetFontSize(text, at) * abs(matrix.a)


def boxes(page: pypdfium2.PdfPage) -> list[tuple[Rect, str]]:
    """Stretches of text with where they stand, from left to right."""
    text = page.get_textpage()
    rects = [text.get_rect(at) for at in range(text.count_rects())]
    return sorted((rect, text.get_text_bounded(*rect)) for rect in rects)


def overlaps(found: list[tuple[Rect, str]]) -> Iterator[tuple[str, str]]:
    """Pairs of stretches that lie over each other by more than a point both ways."""
    for at, (one, text) in enumerate(found):
        for other, further in found[at + 1 :]:
            if other[0] >= one[2]:
                break
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])
            if min(across, down) > 1:
                yield text, further


def font_with(folder: Path, letter: str) -> None:
    """A font that has this one letter more than ours: Noto Sans with its map of letters changed."""
    font = bytearray((Path(FOLDERS[0]) / "NotoSans[wdth,wght].ttf").read_bytes())
    font = font.replace("Noto Sans".encode("utf-16-be"), "Test Sans".encode("utf-16-be"))
    record = font.index(b"cmap")
    table = int.from_bytes(font[record + 8 : record + 12], "big")
    groups = font.index(b"\x00\x0c\x00\x00", table) + 16  # of a subtable of form 12
    at = next(
        at
        for at in range(groups, len(font), 12)
        if int.from_bytes(font[at : at + 4], "big") > ord(letter)
    )
    font[at : at + 8] = ord(letter).to_bytes(4, "big") * 2
    (folder / "test.ttf").write_bytes(font)
