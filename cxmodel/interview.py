"""One respondent's way through one flow: pure values, no behaviour that needs a clock or a disk.

An `Interview` is immutable. The engine returns a new one; the store saves the difference.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

InterviewId = NewType("InterviewId", str)
StudyId = NewType("StudyId", str)
Pseudonym = NewType("Pseudonym", str)  # who a respondent is within one study
QuestionId = NewType("QuestionId", str)
AnswerId = NewType("AnswerId", str)  # a1, a2 … within the interview
StepId = NewType("StepId", str)  # s1, s2 … within the interview

Value = str | int | float | bool | tuple[str, ...] | None
"""An answer's typed value.

text, story, date (ISO 8601): str · choice: option id, or the words where free text is allowed ·
choices: option ids or words · scale, number: int or float · feeling: int −2 … +2 · yesno: bool ·
media: attachment id. None where nothing was said (see `Absence`).
"""


class Phase(StrEnum):
    """State of the interview machine; exported under these thirteen names."""

    INVITED = "invited"
    CONSENTING = "consenting"
    ASKING = "asking"
    PROBING = "probing"
    CONFIRMING = "confirming"  # the story's steps are shown to be corrected
    PLAYBACK = "playback"
    EDITING = "editing"  # an earlier answer is being asked again
    COMPLETED = "completed"
    PAUSED = "paused"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    UNREACHABLE = "unreachable"


OPEN_PHASES = frozenset(
    {Phase.CONSENTING, Phase.ASKING, Phase.PROBING, Phase.CONFIRMING, Phase.PLAYBACK, Phase.EDITING}
)
"""Phases in which the bot waits for the respondent."""

OVER = frozenset({Phase.COMPLETED, Phase.DECLINED, Phase.WITHDRAWN, Phase.EXPIRED})
"""Phases in which nothing is asked any more."""

COUNTED_PHASES = frozenset({Phase.COMPLETED, Phase.PAUSED, Phase.EXPIRED, Phase.UNREACHABLE}) | (
    OPEN_PHASES - {Phase.CONSENTING}
)
"""Phases whose answers a map may use: completed and broken off, with what was given."""


class Kind(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    STORY = "story"  # one answer over several messages, split into steps and confirmed
    CHOICE = "choice"
    CHOICES = "choices"
    SCALE = "scale"
    FEELING = "feeling"
    YESNO = "yesno"
    NUMBER = "number"
    DATE = "date"
    MEDIA = "media"


class Absence(StrEnum):
    """Why a question has no value. The three stay distinct in every count."""

    SKIPPED = "skipped"
    NOT_ASKED = "not_asked"
    DID_NOT_HAPPEN = "did_not_happen"


@dataclass(frozen=True, slots=True)
class ProbeMark:
    """The follow-up that an answer came from."""

    reason: str  # a `Reason`: too_short, why, time_gap, …
    rung: int  # 1 for a single follow-up, 1 … 3 on a why-ladder
    of: AnswerId  # the answer that was followed up
    against: AnswerId | None = None  # the earlier answer that it seems to contradict


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a respondent said to one question (about one step, where it repeats)."""

    id: AnswerId
    question: QuestionId
    step: StepId | None = None
    kind: Kind
    value: Value
    verbatim: str  # the respondent's own words, or the label that they tapped
    at: datetime  # aware, UTC
    absence: Absence | None = None
    excluded: bool = False  # orphaned by a later change of mind, or deleted by the respondent
    probe: ProbeMark | None = None
    revision_of: AnswerId | None = None  # the answer that this one replaces
    turn: int | None = None  # the turn whose prompt it answered; None for edits
    messages: tuple[str, ...] = ()  # the platform's ids of the messages it was given in


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing the respondent did, told in a story."""

    id: StepId
    order: int  # 1-based, after the respondent's corrections
    text: str
    hidden: bool = False  # removed or merged away by the respondent; kept, never shown
    source: QuestionId  # the story (or the opening question of a repeat) that told it
    at: datetime | None = None  # when it happened, where it was told at that moment


@dataclass(frozen=True, slots=True)
class Consent:
    """What was agreed to, when, in which language."""

    version: str  # hash of the consent text shown
    language: str
    at: datetime


_DISPUTED = 2  # the highest verdict that says that something is off


@dataclass(frozen=True, slots=True)
class Playback:
    """The respondent's verdict on their own mini-map."""

    verdict: int | None = None  # 1 not at all … 4 completely
    corrected: bool = False
    words: str = ""  # what they said is off

    @property
    def is_disputed(self) -> bool:
        """Whether it describes their experience not at all or only a little."""
        return self.verdict is not None and self.verdict <= _DISPUTED


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a respondent sent. Stored, never opened."""

    id: str
    kind: str  # photo, voice, document, …
    name: str
    size: int  # bytes
    sha256: str  # empty until it was fetched from the platform
    answer: AnswerId | None = None
    source: str = ""  # the platform's own id of the file


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the flow: a question, and the step where it repeats."""

    question: QuestionId
    step: StepId | None = None


@dataclass(frozen=True, slots=True)
class OpenProbe:
    """A follow-up that waits for its answer."""

    reason: str
    rung: int
    of: AnswerId
    wording: int = 0  # which of the wordings was used, so that the next differs
    about: tuple[str, ...] = ()  # the two steps of a gap, or the answer that is contradicted


@dataclass(frozen=True, slots=True)
class Part:
    """One message of an answer that is given in several."""

    text: str
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction of the steps on the table, as far as it takes to undo it."""

    words: str  # the respondent's own, that asked for it; empty where they deleted them
    at: int  # 0-based place of the first step that changed
    was: tuple[str, ...]  # the steps that stood there before
    size: int  # how many stand there now
    part: Part | None = None  # what became part of the story with it


@dataclass(frozen=True, slots=True)
class Reminded:
    """How a silent respondent was reminded, and what is known of when they may be."""

    sent: int = 0  # reminders so far
    sent_at: datetime | None = None  # the last of them
    refused: bool = False  # they want none
    zone: str = ""  # their own time zone, such as Europe/Berlin; empty: the study's
    goodbye_due: bool = False  # it expired by night, and they are to be told in the morning


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the talk stands. Plain data: any process can continue it."""

    turn: int = 0  # token of the prompt that waits; grows only when the position changes
    at: Position | None = None  # the question that waits
    returns_to: Phase | None = None  # what pause and editing go back to
    revising: AnswerId | None = None  # the answer that is being asked again
    probe: OpenProbe | None = None
    probed_before: OpenProbe | None = None  # the follow-up that was asked last
    probes_used: tuple[tuple[str, int], ...] = ()  # (reason, count), in order of first use
    probes_of: tuple[tuple[str, str, int], ...] = ()  # (section, reason, count), likewise
    thin: tuple[str, ...] = ()  # questions that the study has heard little about so far
    saturated: tuple[str, ...] = ()  # questions whose last answers brought nothing new
    parts: tuple[Part, ...] = ()  # a story being told
    selected: tuple[int, ...] = ()  # options ticked so far in a checklist
    draft_steps: tuple[str, ...] | None = None  # proposed steps while confirming
    corrections: tuple[Correction, ...] = ()  # of the proposed steps, in order
    adding_to: AnswerId | None = None  # "add to my last answer" waits for the words
    forgetting: bool = False  # "forget me" was said once and waits to be confirmed
    forget_explained: bool = False  # a plain yes was said to it, and why that is not enough
    noting: bool = False  # "moment" was said and waits for what is happening
    album: str = ""  # the one that the file before came in, as the platform names it
    pictured: bool = False  # the picture that was sent shows the mini-map as it stands
    guessed: bool = False  # its language, until they agree: nobody has said which they speak
    naming_language: bool = False  # "language" was said, and the next word may be one's name


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """One respondent through one pinned flow version, with all that was said so far."""

    id: InterviewId
    study: StudyId
    wave: int = 1
    side: str = "customer"  # customer or staff
    respondent: Pseudonym
    segment: str | None = None
    messenger: str
    language: str = "en"
    flow: str
    flow_version: str  # hash of the flow's text
    phase: Phase = Phase.INVITED
    consent: Consent | None = None
    quotes_allowed: bool = False
    started_at: datetime
    completed_at: datetime | None = None
    steps: tuple[Step, ...] = ()
    answers: tuple[Answer, ...] = ()
    playback: Playback | None = None
    attachments: tuple[Attachment, ...] = ()
    progress: Progress = field(default_factory=Progress)
    # When the respondent last did anything; an interview that says the same is the same.
    heard_at: datetime | None = field(default=None, compare=False)
    reminded: Reminded = field(default_factory=Reminded)
    version: int = 0  # of the stored row; a save that finds another one is stale

    def current_answers(self) -> Iterator[Answer]:
        """Last word on every question and every follow-up, in the order first given.

        Leaves out what was replaced by a revision and what is excluded.
        """
        replaced = {answer.revision_of for answer in self.answers}
        return (a for a in self.answers if a.id not in replaced and not a.excluded)

    def visible_steps(self) -> tuple[Step, ...]:
        """Steps as the respondent corrected them, in order."""
        return tuple(sorted((s for s in self.steps if not s.hidden), key=lambda s: s.order))


def changed(interview: Interview, **changes: object) -> Interview:
    """The interview with other values in these fields.

    As `dataclasses.replace`, at half its cost: each turn replaces its interview some times.
    Raises AttributeError for a field that there is not.
    """
    anew = object.__new__(Interview)
    for name in Interview.__slots__:
        object.__setattr__(anew, name, getattr(interview, name))
    for name, value in changes.items():
        object.__setattr__(anew, name, value)
    return anew
