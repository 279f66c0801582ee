"""Slides of native, editable shapes: text that fits, faces, charts, notes.

Units are points, 72 an inch; a slide is 960 × 540.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, cast

from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.chart.data import ChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Length, Pt

from reports.exports.fitting import is_rtl, lines_of

WIDTH, HEIGHT = 960, 540
LEFT, TOP, BOTTOM = 30, 92, 500  # of what stands under the title
INNER = WIDTH - 2 * LEFT
SMALLEST = 12  # size of letters
LINE = 1.22  # height of a line in sizes of its letters
PAD = 6  # within a box, on each side
INK, QUIET, PALE, DARK = "1F2937", "4B5563", "F3F4F6", "1F2937"
FEELINGS = {2: "2166AC", 1: "4A90BF", 0: "6B7280", -1: "C77A12", -2: "B35806"}
_MOUTHS = {2: 0.0465, 1: 0.025, 0: 0.0, -1: -0.025, -2: -0.0465}  # how far a smile is bent
_TITLE_ONLY = 5  # the layout of that name
_TITLE_SIZE, _TITLE_LINES = 26, 2


@dataclass(frozen=True, slots=True)
class Box:
    """Where a shape stands."""

    x: float
    y: float
    width: float
    height: float

    @property
    def lengths(self) -> tuple[Length, Length, Length, Length]:
        """As the library takes them."""
        return Pt(self.x), Pt(self.y), Pt(self.width), Pt(self.height)


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """How a text is set."""

    size: int = SMALLEST
    bold: bool = False
    ink: str = INK
    centred: bool = False


class Page:
    """One slide."""

    def __init__(self, slide: Slide, foot: str) -> None:
        self._slide = slide
        self.text(Box(LEFT, 508, INNER, 24), [foot], Type(ink=QUIET))

    def text(
        self, at: Box, paragraphs: Sequence[str], look: Type | None = None, fill: str | None = None
    ) -> Shape:
        """A box of text, a paragraph each; filled where `fill` names a colour."""
        kind = MSO_SHAPE.RECTANGLE if fill is None else MSO_SHAPE.ROUNDED_RECTANGLE
        shape = self._slide.shapes.add_shape(kind, *at.lengths)
        _unstyled(shape)
        shape.line.fill.background()
        if fill is None:
            shape.fill.background()
        else:
            shape.adjustments[0] = min(0.5, 4 / min(at.width, at.height))
            shape.fill.solid()
            shape.fill.fore_color.rgb = colour(fill)
        _fill_in(shape, paragraphs, look or Type())
        return shape

    def face(self, at: Box, level: int, told: str) -> None:
        """A smiling or frowning face, −2 … +2; `told` says the feeling to who cannot see it."""
        shape = self._slide.shapes.add_shape(MSO_SHAPE.SMILEY_FACE, *at.lengths)
        shape.adjustments[0] = _MOUTHS[level]
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour(FEELINGS[level])
        shape.line.color.rgb = colour("FFFFFF")
        _unstyled(shape)
        shape.name = f"Face {level:+}"
        _describe(shape, told)

    def chart(self, at: Box, kind: XL_CHART_TYPE, data: ChartData, told: str) -> Chart:
        """A native chart, whose figures can be edited."""
        # Its annotation says Chart; its docstring, and the code, a frame with a chart in it.
        frame = cast("GraphicFrame", self._slide.shapes.add_chart(kind, *at.lengths, data))
        _describe(frame, told)
        chart = frame.chart
        chart.font.size = Pt(SMALLEST)
        chart.has_title = False
        return chart

    def table(
        self,
        at: Box,
        widths: Sequence[float],
        rows: Sequence[Sequence[str]],
        heights: Sequence[float],
    ) -> None:
        """A native table; its first row is the head."""
        made = self._slide.shapes.add_table(len(rows), len(widths), *at.lengths).table
        made.horz_banding = False
        for place, width in enumerate(widths):
            made.columns[place].width = Pt(width)
        for line, (texts, height) in enumerate(zip(rows, heights, strict=True)):
            made.rows[line].height = Pt(height)
            is_head = line == 0
            look = Type(bold=is_head, ink="FFFFFF" if is_head else INK)
            for place, text in enumerate(texts):
                cell = made.cell(line, place)
                cell.fill.solid()
                cell.fill.fore_color.rgb = colour(DARK if is_head else PALE)
                cell.margin_left = cell.margin_right = Pt(PAD)
                cell.margin_top = cell.margin_bottom = Pt(PAD / 2)
                _write(cell.text_frame, [text], look)

    def gable(self, at: Box, fill: str) -> None:
        """The triangle of a roof, with nothing in it."""
        shape = self._slide.shapes.add_shape(MSO_SHAPE.ISOSCELES_TRIANGLE, *at.lengths)
        _unstyled(shape)
        shape.line.fill.background()
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour(fill)
        shape.name = "Gable"

    def note(self, lines: Sequence[str]) -> None:
        """What the speaker sees; it follows what is there already."""
        frame = self._slide.notes_slide.notes_text_frame
        if frame is not None and lines:
            held = [frame.text] if frame.text else []
            frame.text = "\n".join([*held, *lines])


class Deck:
    """A presentation as it grows."""

    def __init__(self, title: str, foot: str) -> None:
        self._made = Presentation()
        self._made.slide_width, self._made.slide_height = Pt(WIDTH), Pt(HEIGHT)
        self._foot = foot
        about = self._made.core_properties
        about.title, about.author, about.last_modified_by = title, "", ""
        about.revision = 1

    def page(self, title: str, size: int = _TITLE_SIZE) -> Page:
        """A further slide, with its title."""
        slide = self._made.slides.add_slide(self._made.slide_layouts[_TITLE_ONLY])
        head = slide.shapes.title
        if head is not None:
            at = Box(LEFT, 18, INNER, 2 * size * LINE + PAD)
            head.left, head.top, head.width, head.height = at.lengths
            shown = first_lines(title, INNER - 2 * PAD, size, _TITLE_LINES, bold=True)
            _fill_in(head, [shown], Type(size=size, bold=True))
        return Page(slide, self._foot)

    def save(self, where: IO[bytes]) -> None:
        """Write the file to a stream."""
        self._made.save(where)


def colour(code: str) -> RGBColor:
    """A colour by its six hexadecimal digits."""
    return RGBColor(*bytes.fromhex(code))


def _describe(shape: BaseShape, told: str) -> None:
    """Say what a shape shows, for who cannot see it."""
    next(shape.element.iter(qn("p:cNvPr"))).set("descr", told)


def _unstyled(shape: BaseShape) -> None:
    """Without the shadow and the outline that a theme gives its shapes."""
    for style in shape.element.findall(qn("p:style")):
        shape.element.remove(style)


def _fill_in(shape: Shape, paragraphs: Sequence[str], look: Type) -> None:
    frame = shape.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = Pt(PAD)
    frame.margin_top = frame.margin_bottom = Pt(PAD / 2)
    _write(frame, paragraphs, look)


def _write(frame: TextFrame, paragraphs: Sequence[str], look: Type) -> None:
    """Fill a frame of text, each paragraph in its own direction."""
    for number, words in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        rtl = is_rtl(words)
        start = PP_ALIGN.RIGHT if rtl else PP_ALIGN.LEFT
        paragraph.alignment = PP_ALIGN.CENTER if look.centred else start
        if rtl:
            paragraph._p.get_or_add_pPr().set("rtl", "1")  # noqa: SLF001 - no public way to it
        run = paragraph.add_run()
        run.text = words
        run.font.size = Pt(look.size)
        run.font.bold = look.bold
        run.font.color.rgb = colour(look.ink)


def room(width: float, size: int, *, bold: bool = False) -> float:
    """How many em of text a line in a box of this width holds."""
    return (width - 2 * PAD) / size / (1.08 if bold else 1)


def height_of(
    paragraphs: Sequence[str], width: float, size: int = SMALLEST, *, bold: bool = False
) -> float:
    """Points that paragraphs take in a box of this width."""
    wide = room(width, size, bold=bold)
    lines = sum(len(lines_of(text, wide)) for text in paragraphs)
    return lines * size * LINE + PAD


def first_lines(text: str, width: float, size: int, most: int, *, bold: bool = False) -> str:
    """As much of a text as fits into so many lines, with an ellipsis where some is left out."""
    lines = lines_of(text, room(width, size, bold=bold) - 1)  # an em for the ellipsis
    if len(lines) <= most:
        return text
    end = 0
    for line in lines[:most]:
        end = text.index(line, end) + len(line)
    return text[:end].rstrip() + "…"
