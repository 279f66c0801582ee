"""A flow as a drawing: Mermaid source, or an SVG of our own."""

from collections.abc import Iterator
from itertools import groupby

from interview_flows.diagram_svg import svg
from interview_flows.flow import Flow
from interview_flows.outline import (
    Box,
    next_on_trunk,
    outline,
    repeat_title,
    section_title,
)

__all__ = ["mermaid", "svg"]

LONGEST_WORDING = 90  # characters in a box; the flow itself has the rest
_PLAIN = frozenset(" .,!?-–—’“”·→…")


def mermaid(flow: Flow) -> str:
    """Mermaid flowchart: a subgraph per section and repeat, dotted arrows into conditions."""
    boxes = outline(flow)
    return "\n".join([*_head(), *_nodes(flow, boxes), *_arrows(boxes), *_loops(boxes)]) + "\n"


def escaped(text: str) -> str:
    """Text that means nothing to Mermaid: whatever is not a letter or digit becomes its number.

    >>> escaped('a["b"]; click')
    'a#91;#34;b#34;#93;#59; click'
    """
    line = " ".join(text.split())
    return "".join(c if c.isalnum() or c in _PLAIN else f"#{ord(c)};" for c in line)


def _head() -> Iterator[str]:
    yield "flowchart TD"
    yield "    classDef open fill:#EAF2F8,stroke:#2166AC,color:#1B1F24"
    yield "    classDef tap fill:#FBF3E6,stroke:#C77A12,color:#1B1F24"


def _nodes(flow: Flow, boxes: tuple[Box, ...]) -> Iterator[str]:
    numbered = enumerate(boxes)
    for section, inside in groupby(numbered, key=lambda entry: entry[1].section):
        if section is None:
            yield from (_node(position, box, 1) for position, box in inside)
            continue
        yield f'    subgraph section_{section.id}["{escaped(section_title(flow, section))}"]'
        for repeat, asked in groupby(inside, key=lambda entry: entry[1].repeat):
            if repeat is None:
                yield from (_node(position, box, 2) for position, box in asked)
                continue
            yield f'        subgraph repeat_{repeat.id}["{escaped(repeat_title(repeat))}"]'
            yield from (_node(position, box, 3) for position, box in asked)
            yield "        end"
        yield "    end"


def _node(position: int, box: Box, level: int) -> str:
    says = box.says if len(box.says) <= LONGEST_WORDING else f"{box.says[:LONGEST_WORDING]}…"
    lines = (escaped(line) for line in (box.label, says, box.notes) if line)
    text = "<br/>".join(lines)
    shape = f'["{text}"]:::open' if box.is_open else f'(["{text}"]):::tap'
    return f"{'    ' * level}n{position}{shape}"


def _arrows(boxes: tuple[Box, ...]) -> Iterator[str]:
    for position, box in enumerate(boxes):
        if box.above is not None:
            arrow = f'-. "if {escaped(box.condition)}" .->' if box.condition else "-->"
            yield f"    n{box.above} {arrow} n{position}"
        onward = next_on_trunk(boxes, position) if box.depth else None
        if onward is not None:
            yield f"    n{position} --> n{onward}"


def _loops(boxes: tuple[Box, ...]) -> Iterator[str]:
    for repeat, inside in groupby(enumerate(boxes), key=lambda entry: entry[1].repeat):
        positions = [position for position, _ in inside]
        if repeat is not None:
            yield f'    n{positions[-1]} -. "next step" .-> n{positions[0]}'
