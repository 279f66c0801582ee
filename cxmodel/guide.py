"""What a report must know of a flow: which question feeds which lane of the map.

A flow lives in `interview_flows`, a map in `reports`, and neither knows the other: the flow is
handed over as a `Guide`.
"""

from dataclasses import dataclass
from enum import StrEnum

from cxmodel.interview import Kind, QuestionId


class Lane(StrEnum):
    """Rows of a journey map, in the order they are drawn (contract §6)."""

    REACH = "reach"
    NEED = "need"
    QUESTION = "question"
    FEELING = "feeling"
    THOUGHT = "thought"
    ACTION = "action"
    TOUCHPOINT_CURRENT = "touchpoint_current"
    CHANNEL = "channel"
    PAIN = "pain"
    WHY = "why"
    TOUCHPOINT_DESIRED = "touchpoint_desired"
    DIFFERENCE = "difference"
    IMPROVEMENT_SELF = "improvement_self"
    IMPROVEMENT_ORGANISATION = "improvement_organisation"
    EFFORT = "effort"
    IMPORTANCE = "importance"
    SATISFACTION = "satisfaction"
    OPPORTUNITY = "opportunity"
    BACKSTAGE = "backstage"
    OWNER = "owner"


class Measure(StrEnum):
    """What a value stands for beyond its lane."""

    NPS = "nps"
    CSAT = "csat"
    CES = "ces"
    IMPORTANCE = "importance"  # 1–5
    SATISFACTION = "satisfaction"  # 1–5
    SEVERITY = "severity"  # 0–4, how bad a pain is
    RECURRENCE = "recurrence"  # 1 once, 2 sometimes, 3 always
    CAUSE = "cause"  # class of a pain's cause
    DECISIVE = "decisive"  # names the step that decided the whole
    VALUE_STATED = "value_stated"  # what the organisation says it stands for, as they heard it
    VALUE_LIVED = "value_lived"  # how it was lived, beside what is stated
    EXPECTATION = "expectation"
    QUOTES = "quotes"  # yes/no: may their words be quoted


class Audience(StrEnum):
    """Whose side of the journey a flow asks about."""

    CUSTOMER = "customer"
    STAFF = "staff"


class Moment(StrEnum):
    """When an effort is counted: today, as it would be wished for, or before a change was made."""

    BEFORE = "before"  # today, before anything is improved
    AFTER = "after"  # in the journey that is wished for
    EARLIER = "earlier"  # looking back from after a change


class OptionsFrom(StrEnum):
    """Where options come from that the flow itself does not know."""

    STEPS = "steps"
    STAGES = "stages"  # those that the respondent has answered something about
    TOUCHPOINTS = "touchpoints"


class Reason(StrEnum):
    """Why a follow-up is due."""

    TOO_SHORT = "too_short"
    NO_EXAMPLE = "no_example"
    NO_CAUSE = "no_cause"
    ANYTHING_ELSE = "anything_else"
    WHY = "why"
    TIME_GAP = "time_gap"
    NO_TOUCHPOINT = "no_touchpoint"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True, slots=True)
class EffortKind:
    """One kind of effort, counted as it is or as it would be in the desired journey."""

    kind: str  # forms, approvals, people, systems, handoffs, waiting_days, hours, …
    moment: str  # a `Moment`


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One question, as a report sees it."""

    question: QuestionId
    stage: str  # id of the stage (section) that it belongs to
    kind: Kind
    lane: Lane | None  # None: asked for the talk's sake, on no map
    wording: str  # in the study's first language
    per_step: bool  # asked once for each step of the story
    measure: Measure | None = None
    effort: EffortKind | None = None
    options: tuple[tuple[str, str], ...] = ()  # (option id, label)
    channels: tuple[tuple[str, str], ...] = ()  # (option id, channel) where an option implies one


@dataclass(frozen=True, slots=True)
class GuideStage:
    """One column group of the map."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """A flow version, as a report sees it."""

    flow: str
    version: str
    title: str
    stages: tuple[GuideStage, ...]
    topics: tuple[Topic, ...]  # in the order asked
    repeatable: bool = False  # each interview tells one occurrence, at a step of others' stories
    language: str = ""  # of its wordings and labels
