"""What one interview adds to a map: the things told, each at its place in the journey."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from cxmodel.guide import Guide, Lane, Measure
from cxmodel.interview import (
    Absence,
    AnswerId,
    InterviewId,
    Playback,
    Pseudonym,
    QuestionId,
    StepId,
)
from reports.themes import Told

WHOLE = "whole.journey"
"""The place of what is of no stage: the whole journey. No section or flow has a dot in its id."""


class Place(NamedTuple):
    """Where something was told: a step, the stage as a whole (step None), or the whole journey."""

    stage: str
    step: StepId | None


class Saying(NamedTuple):
    """One thing that one person told. A tuple, for a study holds millions of them on disk."""

    interview: InterviewId
    respondent: Pseudonym
    answer: AnswerId
    question: QuestionId
    place: Place
    lane: Lane | None
    measure: Measure | None
    told: Told  # the words of a claim; empty where the answer is a figure only
    value: float | None  # the figure, where there is one
    chosen: str | None  # option id or step id, where one was chosen
    at: datetime
    wave: int  # of the interview
    why_of: AnswerId | None = None  # the answer whose reason this is
    rung: int = 0  # 1–3 on a why-ladder
    beside: tuple[AnswerId, ...] = ()  # further answers that tell the same: a story in parts

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the evidence: `<interview>/<answer>`."""
        return tuple(f"{self.interview}/{answer}" for answer in (self.answer, *self.beside))


@dataclass(slots=True, eq=False)
class Took:
    """A step of the story, as its teller put it, and the column that it is put into."""

    id: StepId
    stage: str
    question: QuestionId  # the story, or the question that opens a round
    text: str
    column: str | None = None  # None until the steps of all are aligned, and for one left out


class Quote(NamedTuple):
    """Words behind a claim."""

    answer: AnswerId
    verbatim: str
    question: QuestionId
    step: StepId | None
    at: datetime
    files: tuple[tuple[str, str], ...] = ()  # kind and name of what was sent with them


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Teller:
    """Who told a way, when and by which steps: all that is kept of an interview in memory."""

    interview: InterviewId
    respondent: Pseudonym
    side: str  # customer or staff
    segment: str
    language: str  # that they were spoken to in
    wave: int
    guide: Guide
    completed_at: datetime | None  # set only where the interview was completed
    first_at: datetime
    last_at: datetime
    quotable: bool
    steps: tuple[Took, ...]
    playback: Playback | None  # what they said of their own mini-map

    @property
    def is_report(self) -> bool:
        """Whether the interview tells one occurrence, not a way through steps."""
        return self.guide.repeatable and not self.steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """All that one interview adds to a map."""

    teller: Teller
    sayings: tuple[Saying, ...]
    asked: dict[tuple[QuestionId, StepId | None], Absence | None]  # None: answered
    quotes: tuple[Quote, ...]
