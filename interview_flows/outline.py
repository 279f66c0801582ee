"""A flow as boxes to be drawn: what is always asked is the trunk, what is asked *if* branches."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cxmodel.interview import Kind
from interview_flows.flow import Flow, Question, Repeat, Section, in_language

_OPEN = {Kind.TEXT, Kind.STORY, Kind.MEDIA}


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One question, or what opens and closes the talk."""

    label: str  # "4 · story"
    says: str  # its wording, in the flow's first language
    notes: str = ""  # kind, lane and measure
    is_open: bool = True  # answered in words, not by a tap
    is_branch: bool = False  # has a `when` of its own
    condition: str = ""  # what must hold to come here from the box above
    depth: int = 0  # conditions that it stands under: its section's, its own
    above: int | None = None  # position of the box that leads here
    section: Section | None = None
    repeat: Repeat | None = None


def outline(flow: Flow) -> tuple[Box, ...]:
    """Consent, every question, closing; each with the box that leads to it."""
    boxes: list[Box] = []
    for box in _unlinked(flow):
        boxes.append(_linked(box, boxes))
    return tuple(boxes)


def next_on_trunk(boxes: tuple[Box, ...], position: int) -> int | None:
    """Where the talk goes on after a branch, or after a section that is asked only if.

    None where that box hangs from this one anyway.
    """
    box = boxes[position]
    later = next(
        later
        for later, other in enumerate(boxes)
        if later > position
        and not other.is_branch
        and (other.depth == 0 or other.section is box.section)
    )
    return None if boxes[later].above == position else later


def _unlinked(flow: Flow) -> Iterator[Box]:
    language = flow.languages[0]
    yield Box(label="consent", says=in_language(flow.consent, language))
    for number, (section, repeat, question) in enumerate(flow.questions(), start=1):
        yield Box(
            label=f"{number} · {question.id}",
            says=in_language(question.wording, language),
            notes=_notes(question),
            is_open=question.kind in _OPEN,
            is_branch=question.when is not None,
            condition=question.when.text if question.when else "",
            depth=(section.when is not None) + (question.when is not None),
            section=section,
            repeat=repeat,
        )
    yield Box(label="closing", says=in_language(flow.closing, language))


def _notes(question: Question) -> str:
    lane = f"→ {question.lane.value}" if question.lane else ""
    measure = f"({question.measure.value})" if question.measure else ""
    screens = f"· ends unless {question.screens.text}" if question.screens else ""
    return " ".join(filter(None, (question.kind.value, lane, measure, screens)))


def _linked(box: Box, before: list[Box]) -> Box:
    """Every box hangs from the last one of the trunk, or of its own section's trunk."""
    above = None
    for position, other in enumerate(before):
        if not other.is_branch and (other.depth == 0 or other.section is box.section):
            above = position
    if above is None or box.section is None or box.section.when is None:
        return replace(box, above=above)
    if before[above].section is box.section:
        return replace(box, above=above)
    entering = " and ".join(filter(None, (box.section.when.text, box.condition)))
    return replace(box, above=above, condition=entering)


def repeat_title(repeat: Repeat) -> str:
    """What a repeat says of itself in a drawing."""
    return f"for each step of {repeat.each}" if repeat.each else "again, until “that’s all”"


def section_title(flow: Flow, section: Section) -> str:
    """A section's name in a drawing."""
    title = in_language(section.title, flow.languages[0])
    return f"{title} (stage)" if section.stage else title
