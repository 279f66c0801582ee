"""The drawing of a flow as one self-contained SVG: boxes from top to bottom, branches indented."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from textwrap import wrap

from interview_flows.flow import Flow, Repeat, Section, in_language
from interview_flows.outline import Box, outline, repeat_title, section_title

# All lengths in pixels of the drawing.
_WIDTH = 820
_LEFT = 56
_INDENT = 64  # per condition
_RIGHT = 56
_BUS = 28  # from a box's left edge to the line that leads on from it
_LINE = 17
_PAD = 12
_GAP = 22  # between boxes
_CONDITION = 18  # room for an `if …` above a box
_HEADER = 46  # room for a section's or repeat's name
_ROOM_BELOW = 8  # between a repeat's frame and its section's, where both end
_LETTER = 7.2  # mean width of a letter at 14 px

_STYLE = """
text{font:14px system-ui,sans-serif;fill:#1b1f24}
.id{font-weight:600}.quiet{font-size:12px;fill:#57606a}.if{font-size:12px;font-style:italic}
.open{fill:#eaf2f8;stroke:#2166ac}.tap{fill:#fbf3e6;stroke:#c77a12}
.section{fill:#f6f8fa;stroke:#d0d7de}.repeat{fill:none;stroke:#6b7280;stroke-dasharray:6 4}
.arrow{fill:none;stroke:#57606a;stroke-width:1.5}.branch{stroke-dasharray:4 3}
.head{fill:#57606a}.page{fill:#fff}.title{font-size:15px;font-weight:600}
@media (prefers-color-scheme:dark){text{fill:#e6edf3}.quiet{fill:#9da7b1}.page{fill:#0d1117}
.section{fill:#161b22;stroke:#30363d}.open{fill:#10243a}.tap{fill:#33230c}
.arrow{stroke:#9da7b1}.head{fill:#9da7b1}}
""".strip().replace("\n", "")

_ARROW_HEAD = (
    '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7"'
    ' orient="auto"><path class="head" d="M0 0 8 4 0 8z"/></marker></defs>'
)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A box with its place on the page."""

    box: Box
    left: float
    top: float
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return (len(self.lines) + 1) * _LINE + 2 * _PAD

    @property
    def bottom(self) -> float:
        return self.top + self.height


def svg(flow: Flow) -> str:
    """An SVG image of the flow, with a title and a description for screen readers."""
    placed = _place(outline(flow))
    height = placed[-1].bottom + _GAP
    title = escape(in_language(flow.title, flow.languages[0]))
    count = sum(1 for _ in flow.questions())
    about = f"{count} questions in {len(flow.sections)} sections, from top to bottom."
    size = f'viewBox="0 0 {_WIDTH} {height:.0f}" width="{_WIDTH}" height="{height:.0f}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} aria-labelledby="title about">',
        f'<title id="title">{title}</title><desc id="about">{about}</desc>',
        f"<style>{_STYLE}</style>{_ARROW_HEAD}",
        f'<rect class="page" width="{_WIDTH}" height="{height:.0f}"/>',
        *_frames(flow, placed),
        *_arrows(placed),
        *(_drawn(one) for one in placed),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _place(boxes: tuple[Box, ...]) -> list[_Placed]:
    placed: list[_Placed] = []
    top = float(_GAP)
    section: Section | None = None
    repeat: Repeat | None = None
    for box in boxes:
        if box.section is not section:
            top += _GAP + (_HEADER if box.section else 0)
        if box.repeat is not repeat:
            top += _HEADER if box.repeat else _GAP
        section, repeat = box.section, box.repeat
        top += _CONDITION if box.condition else 0
        left = _LEFT + box.depth * _INDENT
        letters = int((_WIDTH - _RIGHT - left - 2 * _PAD) / _LETTER)
        one = _Placed(box, left, top, tuple(wrap(box.says, letters)))
        placed.append(one)
        top = one.bottom + _GAP
    return placed


def _frames(flow: Flow, placed: list[_Placed]) -> Iterator[str]:
    for section, group in groupby(placed, key=lambda one: one.box.section):
        inside = list(group)
        if section is not None:
            name = section_title(flow, section)
            below = _ROOM_BELOW if inside[-1].box.repeat else 0
            yield _frame("section", 16, inside, name, above=_HEADER + _room(inside), below=below)
        for repeat, repeated in groupby(inside, key=lambda one: one.box.repeat):
            if repeat is not None:
                name = f"↻ {repeat_title(repeat)}"
                yield _frame("repeat", 36, list(repeated), name, above=_HEADER - 8)


def _room(inside: list[_Placed]) -> float:
    """Further room above a section's first box: for its condition, for a repeat's name."""
    first = inside[0].box
    return (_CONDITION if first.condition else 0) + (_HEADER if first.repeat else 0)


def _frame(
    kind: str, left: float, inside: list[_Placed], name: str, *, above: float, below: float = 0
) -> str:
    top, bottom = inside[0].top - above, inside[-1].bottom + _GAP / 2 + below
    place = f'x="{left}" y="{top:.0f}" width="{_WIDTH - 2 * left:.0f}" height="{bottom - top:.0f}"'
    return f'<rect class="{kind}" {place} rx="10"/>' + _text("title", left + 88, top + 25, name)


def _arrows(placed: list[_Placed]) -> Iterator[str]:
    for one in placed:
        if one.box.above is None:
            continue
        above = placed[one.box.above]
        x = above.left + _BUS
        if one.left == above.left:
            path, kind = f"M{x} {above.bottom:.0f}V{one.top:.0f}", "arrow"
        else:
            middle = one.top + one.height / 2
            path = f"M{x} {above.bottom:.0f}V{middle:.0f}H{one.left}"
            kind = "arrow branch"
        yield f'<path class="{kind}" marker-end="url(#head)" d="{path}"/>'


def _drawn(one: _Placed) -> str:
    box, x, y = one.box, one.left + _PAD, one.top + _PAD + 12
    width = _WIDTH - _RIGHT - one.left
    kind, corner = ("open", 4) if box.is_open else ("tap", 18)
    place = f'x="{one.left}" y="{one.top:.0f}" width="{width}" height="{one.height:.0f}"'
    parts = [
        f'<rect class="{kind}" {place} rx="{corner}"/>',
        _text("id", x, y, box.label),
        _text("quiet", one.left + width - _PAD, y, box.notes, "end"),
        *(_text("says", x, y + n * _LINE, line) for n, line in enumerate(one.lines, start=1)),
    ]
    if box.condition:
        parts.append(_text("if", one.left, one.top - 6, f"if {box.condition}"))
    return f"<g>{''.join(parts)}</g>"


def _text(kind: str, x: float, y: float, words: str, anchor: str = "start") -> str:
    place = f'x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}"'
    return f'<text class="{kind}" {place}>{escape(words)}</text>'
