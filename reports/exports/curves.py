"""The emotion curve on slides: a native line chart with faces and steps under its points."""

from collections.abc import Iterator, Sequence

from lxml import etree
from pptx.chart.chart import Chart
from pptx.chart.data import ChartData
from pptx.chart.point import Point
from pptx.chart.series import LineSeries
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from cxmodel.journey import Document
from cxmodel.metrics import sides
from reports.curve import DASHED_UNDER, signed
from reports.exports.cells import one_line
from reports.exports.columns import Feeling
from reports.exports.deck import (
    INK,
    LEFT,
    QUIET,
    SMALLEST,
    TOP,
    Box,
    Deck,
    Page,
    Type,
    colour,
    first_lines,
)
from reports.exports.fitting import clipped
from reports.view import places_of

STEPS_A_SLIDE = 8
_GROUPS = ("0072B2", "D55E00", "009E73", "CC79A7")  # Okabe and Ito's, for segments and sides
_MARKERS = (
    *(XL_MARKER_STYLE.SQUARE, XL_MARKER_STYLE.TRIANGLE),
    *(XL_MARKER_STYLE.DIAMOND, XL_MARKER_STYLE.X),
)
_CHART = Box(LEFT, TOP, 900, 250)
_AXIS = 60  # points of the chart, left of the plot
_PLOT = Box(_AXIS / 900, 0.04, 1 - _AXIS / 900, 0.8)  # shares of the chart
_LABEL_LINES = 5
_LONGEST_NAME = 80  # characters of what the chart itself holds


def feeling_of(felt: Document) -> Feeling:
    """A step's faces and figures."""
    if not felt["n"]:
        return Feeling((), "nothing told")
    if felt["split"]:
        low, high = sides(felt["values"])
        faces = tuple(_level(sum(group) / len(group)) for group in (high, low))
        return Feeling(faces, f"split: {len(high)} well,\n{len(low)} badly")
    return Feeling((_level(felt["mean"]),), f"{signed(felt['mean'])}\nn {felt['n']}")


def _level(value: float) -> int:
    return max(-2, min(2, round(value)))


def draw_curve(deck: Deck, document: Document) -> None:
    """The means of the steps of which a feeling was told, eight a slide; rare ones if all are."""
    places = places_of(document)
    every = [step for stage in document["stages"] for step in stage["steps"]]
    felt = [(places[step["id"]], step) for step in every if step["feeling"]["n"]]
    numbered = [(at, step) for at, step in felt if step["frequency"] != "rare"] or felt
    groups = _groups(document)
    for start in range(0, len(numbered), STEPS_A_SLIDE):
        shown = numbered[start : start + STEPS_A_SLIDE]
        more = " (continued)" if start else ""
        page = deck.page(f"How people felt, step by step{more}")
        steps = [step for _, step in shown]
        chart = page.chart(_CHART, XL_CHART_TYPE.LINE_MARKERS, _data(shown, groups), _told(steps))
        _style(chart, steps, groups)
        _draw_steps(page, shown)


def _groups(document: Document) -> list[tuple[str, str, str]]:
    """(key of the step, id, title) of the sides, or else the segments, to be drawn beside all."""
    if held := document.get("sides"):
        return [("by_side", side["id"], side["id"].capitalize()) for side in held]
    held = document.get("segments", ())[: len(_GROUPS)]
    return [("by_segment", s["id"], _named(s["title"])) for s in held] if len(held) > 1 else []


def _named(segment: str) -> str:
    """How a segment is called in the chart; its workbook would take "=…" for a formula."""
    return clipped(f"Segment {one_line(segment)}", _LONGEST_NAME)


def _data(
    shown: Sequence[tuple[int, Document]], groups: Sequence[tuple[str, str, str]]
) -> ChartData:
    data = ChartData(number_format="+0.0;−0.0;0")
    data.categories = [
        clipped(f"{at}. {one_line(step['label'])}", _LONGEST_NAME) for at, step in shown
    ]
    data.add_series("All", [step["feeling"]["mean"] for _, step in shown])
    for key, ident, title in groups:
        data.add_series(title, [_mean(step, key, ident) for _, step in shown])
    for number, name in enumerate(("Felt well (split)", "Felt badly (split)")):
        means = [_side_mean(step["feeling"], number) for _, step in shown]
        if any(mean is not None for mean in means):
            data.add_series(name, means)
    return data


def _mean(step: Document, key: str, ident: str) -> float | None:
    felt = step.get(key, {}).get(ident, {}).get("feeling") or {}
    mean: float | None = felt.get("mean")
    return mean


def _side_mean(felt: Document, number: int) -> float | None:
    if not felt["split"]:
        return None
    low, high = sides(felt["values"])
    group = (high, low)[number]
    return sum(group) / len(group)


def _told(steps: Sequence[Document]) -> str:
    return "; ".join(
        f"{one_line(step['label'])}: {feeling_of(step['feeling']).label}".replace("\n", " ")
        for step in steps
    )


def _style(chart: Chart, steps: Sequence[Document], groups: Sequence[object]) -> None:
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = -2, 2, 1
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "+0;−0;0", False
    axis.tick_labels.font.size = Pt(SMALLEST)
    axis.major_gridlines.format.line.color.rgb = colour("D1D5DB")
    # The steps stand under the chart, where there is room to read them.
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    series = list(chart.plots[0].series)
    chart.has_legend = len(series) > 1
    if chart.legend is not None:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(SMALLEST)
    for number, one in enumerate(series):
        grouped = 0 < number <= len(groups)
        ink = _GROUPS[number - 1] if grouped else INK if number == 0 else QUIET
        one.smooth = False
        one.marker.style = _MARKERS[number - 1] if grouped else XL_MARKER_STYLE.CIRCLE
        one.marker.size = 9
        _paint(one, ink, 2.5 if number == 0 else 1.5)
        if number > len(groups):
            one.format.line.fill.background()  # the two groups of a split step are points
    for at, step in enumerate(steps):
        if step["feeling"]["mean"] is not None and step["feeling"]["n"] < DASHED_UNDER:
            _paint(series[0].points[at], INK, 2.5)
            series[0].points[at].format.line.dash_style = MSO_LINE.DASH
    _place_plot(chart)


def _paint(one: LineSeries | Point, ink: str, width: float) -> None:
    one.format.line.color.rgb = colour(ink)
    one.format.line.width = Pt(width)
    one.marker.format.fill.solid()
    one.marker.format.fill.fore_color.rgb = colour(ink)
    one.marker.format.line.color.rgb = colour(ink)


def _place_plot(chart: Chart) -> None:
    """Fix where the plot stands, so that the steps under it stand under their points."""
    space = chart._chartSpace  # noqa: SLF001 - the library has no layout of its own
    area = space.chart.plotArea
    names = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
    for old in area.findall("c:layout", names):
        area.remove(old)
    layout = etree.Element(f"{{{names['c']}}}layout", nsmap=None)
    manual = etree.SubElement(layout, f"{{{names['c']}}}manualLayout")
    for tag, value in _layout():
        etree.SubElement(manual, f"{{{names['c']}}}{tag}", val=value)
    area.insert(0, layout)


def _layout() -> Iterator[tuple[str, str]]:
    yield "layoutTarget", "inner"
    yield from (("xMode", "edge"), ("yMode", "edge"))
    yield from (("x", f"{_PLOT.x:.4f}"), ("y", f"{_PLOT.y:.4f}"))
    yield from (("w", f"{_PLOT.width:.4f}"), ("h", f"{_PLOT.height:.4f}"))


def _draw_steps(page: Page, shown: Sequence[tuple[int, Document]]) -> None:
    width = (_CHART.width - _AXIS) / len(shown)
    for place, (at, step) in enumerate(shown):
        x = LEFT + _AXIS + place * width
        y = TOP + _CHART.height + 6
        feeling = feeling_of(step["feeling"])
        label = f"{at}. {'★ ' if step['moment_of_truth']['shown'] else ''}{one_line(step['label'])}"
        start = x + width / 2 - 17 * len(feeling.faces)
        for number, level in enumerate(feeling.faces):
            page.face(Box(start + 34 * number + 2, y, 30, 30), level, f"{label}: {feeling.label}")
        text = feeling.label.replace("\n", ", " if not step["feeling"]["split"] else " ")
        cut = first_lines(label, width, SMALLEST, _LABEL_LINES)
        page.text(Box(x, y + 32, width, 36), [text], Type(centred=True))
        page.text(Box(x, y + 66, width, 84), [cut], Type(centred=True))
