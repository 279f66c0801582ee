"""A piece of research: who is asked what, about which journey, under which promises."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from cxmodel.interview import StudyId


class Anonymity(StrEnum):
    """What is kept about who answered; frozen when a study opens."""

    IDENTIFIED = "identified"
    PSEUDONYMOUS = "pseudonymous"
    ANONYMOUS = "anonymous"


EXPIRES = timedelta(days=14)
FEWEST_ANONYMOUS = 5  # interviews of an anonymous study: fewer would show who said what


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """The kind of person whose journey is mapped."""

    name: str = ""
    goals: tuple[str, ...] = ()
    characteristics: tuple[str, ...] = ()
    emotional_triggers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A group of respondents that a map is made for; `rule` is a flow condition over answers."""

    id: str
    title: str = ""
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Quota:
    """How many interviews of a segment a wave takes; whoever comes then is thanked, not asked."""

    segment: str
    most: int  # under way or completed


@dataclass(frozen=True, slots=True)
class StudyFlow:
    """One discussion guide of a study, pinned to a version, and the side that it interviews."""

    flow: str
    version: str  # hash of the flow's text, which the store keeps
    side: str = "customer"  # customer or staff


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """Where the improvement programme stands, shown as a strip on the map."""

    loop: str = ""  # understand, map, analyse, ideate, design, implement
    roadmap: str = ""
    phase: str = ""  # Learn, Design, Execute
    early_wins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """How long somebody is silent before they are reminded; there are two reminders at most."""

    first: timedelta = timedelta(hours=24)
    second: timedelta = timedelta(hours=72)  # after the first was sent, or after they came back


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Interviews that were begun and left out of an export: a map still says how many began."""

    phase: str  # declined or withdrawn
    segment: str | None
    wave: int
    side: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """What a researcher set up."""

    id: StudyId
    title: str
    flows: tuple[StudyFlow, ...]
    scenario: str = ""
    expectation: str = ""
    touchpoints: tuple[str, ...] = ()  # offered as choices where a question asks for a touchpoint
    stated_values: tuple[str, ...] = ()  # what the organisation says of itself
    persona: Persona = field(default_factory=Persona)
    segments: tuple[Segment, ...] = ()
    quotas: tuple[Quota, ...] = ()
    languages: tuple[str, ...] = ("en",)
    time_zone: str = "UTC"
    quiet_hours: tuple[str, str] = ("21:00", "08:00")  # local time, from – to
    reminders: Reminders | None = field(default_factory=Reminders)  # None: nobody is reminded
    expires: timedelta = EXPIRES  # of silence, after which an interview is closed
    contact: str = ""  # a person whom a respondent can reach
    anonymity: Anonymity = Anonymity.PSEUDONYMOUS
    programme: Programme = field(default_factory=Programme)
    wave: int = 1
    open_link: bool = False  # one reusable link, an interview of its own per account
    limit: int | None = None  # how many interviews an open link may start
    sample: bool = False  # bundled example data
    created_at: datetime
    closed_at: datetime | None = None
    invited_before: int = 0  # invitations counted where the study was imported from
    left_out: tuple[LeftOut, ...] = ()  # interviews that stayed there
