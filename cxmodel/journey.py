"""The journey map as a document: its format, what it was made of, and the one way to write it."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from cxmodel.guide import Lane
from cxmodel.interview import Interview, InterviewId
from cxmodel.study import LeftOut

FORMAT = "desirepath.journey/1"

EXTENSIONS = {
    "html": "html",
    "json": "json",
    "md": "md",
    "mermaid": "mmd",
    "pdf": "pdf",
    "png": "png",
    "svg": "svg",
    "xlsx": "xlsx",
    "csv": "zip",
    "pptx": "pptx",
    "xes": "xes",
    "brief": "brief.md",
}
"""Forms that a map is written in, and how the names of their files end."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, indent=1)

Document = dict[str, Any]
"""A journey map as JSON data; `schema()` describes it."""

LANE_TITLES: dict[Lane, str] = {
    Lane.REACH: "Reach",
    Lane.NEED: "Needs",
    Lane.QUESTION: "Questions they have",
    Lane.FEELING: "Feelings",
    Lane.THOUGHT: "Thoughts",
    Lane.ACTION: "Actions",
    Lane.TOUCHPOINT_CURRENT: "Touchpoint today",
    Lane.CHANNEL: "Channel",
    Lane.PAIN: "Pain points",
    Lane.WHY: "Why",
    Lane.TOUCHPOINT_DESIRED: "Touchpoint wished for",
    Lane.DIFFERENCE: "The difference",
    Lane.IMPROVEMENT_SELF: "Better for them",
    Lane.IMPROVEMENT_ORGANISATION: "Better for the organisation",
    Lane.EFFORT: "Effort",
    Lane.IMPORTANCE: "Importance",
    Lane.SATISFACTION: "Satisfaction",
    Lane.OPPORTUNITY: "Opportunity",
    Lane.BACKSTAGE: "Behind the scenes",
    Lane.OWNER: "Owner",
}

CLAIM_LANES = tuple(lane for lane in Lane if lane not in {Lane.REACH, Lane.FEELING})
"""Lanes whose cells are lists of claims; reach and feeling are measures of their own."""

UNASSIGNED = "unassigned"
"""The segment of a respondent who was put into none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which interviews a map is made of. All None: the whole study."""

    interview: InterviewId | None = None
    segment: str | None = None
    wave: int | None = None
    side: str | None = None  # customer or staff

    def takes(self, interview: Interview) -> bool:
        """Whether this interview belongs to the map."""
        return self.interview in (None, interview.id) and self._takes_group(interview)

    def takes_group(self, group: LeftOut) -> bool:
        """Whether interviews that stayed elsewhere would belong to the map."""
        return self.interview is None and self._takes_group(group)

    def _takes_group(self, one: Interview | LeftOut) -> bool:
        return (
            self.segment in (None, one.segment or UNASSIGNED)
            and self.wave in (None, one.wave)
            and self.side in (None, one.side)
        )

    @property
    def slug(self) -> str:
        """Short name for file names; empty for the whole study.

        >>> Selection(segment="new", wave=2).slug
        'new-wave2'
        """
        wave = None if self.wave is None else f"wave{self.wave}"
        return "-".join(part for part in (self.interview, self.segment, wave, self.side) if part)


def file_stem(document: Document) -> str:
    """The name of a map's file, without its ending: `<study>[-<selection>]` (contract §1)."""
    slug = Selection(**document["selection"]).slug
    return "-".join(part for part in (document["study"], slug) if part)


def dump(document: Document) -> str:
    r"""The document as text: sorted keys, one space of indent, a line feed at the end.

    >>> dump({"b": [], "a": "é"})
    '{\n "a": "é",\n "b": []\n}\n'
    """
    return written(document).decode()


def written(document: Document) -> bytes:
    """The same in UTF-8, put together piece by piece: a large map is not in memory twice."""
    content = bytearray()
    for piece in _ENCODER.iterencode(document):
        try:
            content += piece.encode()
        except UnicodeEncodeError:  # half a character (a lone surrogate) cannot be written
            content += piece.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
    return bytes(content + b"\n")


@cache
def schema() -> Document:
    """The published JSON Schema (2020-12) of the document."""
    text = files("cxmodel").joinpath("journey.schema.json").read_text(encoding="utf-8")
    loaded: Document = json.loads(text)
    return loaded
