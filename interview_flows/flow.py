"""What we ask: the discussion guide as values. `loader.py` reads it from YAML and checks it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from cxmodel.guide import Audience, EffortKind, Lane, Measure, OptionsFrom, Reason
from cxmodel.interview import Absence, Kind, Position, QuestionId, Step
from interview_flows.conditions import Condition
from interview_flows.durations import Unit
from interview_flows.words import base_language

Wording = Mapping[str, str]
"""The same sentence by language code; never empty. May hold `{{ slots }}`, a fixed substitution."""

MOST_RUNGS = 3  # of a why-ladder: laddering further tires people out


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice on offer."""

    id: str
    label: Wording
    absence: Absence | None = None  # choosing it says that the thing did not happen
    channel: str | None = None  # the channel that this touchpoint implies: in_person, web, …
    exclusive: bool = False  # in a checklist: cannot be ticked beside another ("none of these")


@dataclass(frozen=True, slots=True)
class Range:
    """Lowest and highest number accepted, with words for both ends of a scale."""

    low: float
    high: float
    low_label: Wording = field(default_factory=dict)
    high_label: Wording = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """A planned follow-up: when it is due (`reason`), how often at most, and its wordings.

    reason: too_short (value under `words` words), no_example (no sign of a concrete case),
    no_cause (a feeling of −1 or lower, +2 or higher, without a reason), anything_else, why
    (at a feeling: a strong one), time_gap (a long time between two steps of a story),
    no_touchpoint (none was named), contradiction (an earlier answer says otherwise).
    `times` is the budget for one answer: 1, or up to 3 rungs for why.
    """

    reason: Reason
    times: int = 1
    words: int = 4  # too_short: fewer words than this are too few
    contradicts: Condition | None = None  # contradiction: when; None: the measures' own rules
    # Used in turn, so that no wording comes twice running; empty: the engine's own.
    wordings: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing we ask."""

    id: QuestionId
    kind: Kind
    wording: Wording
    line: int  # where it stands in the file, for errors
    lane: Lane | None = None
    measure: Measure | None = None
    effort: EffortKind | None = None
    unit: Unit | None = None  # of a number: what it counts; None: told by its kind of effort
    options: tuple[Option, ...] = ()
    options_from: OptionsFrom | None = None  # steps, stages or touchpoints
    free: bool = False  # a choice that also takes the respondent's own words
    range: Range | None = None  # scale and number
    skippable: bool = True
    when: Condition | None = None
    screens: Condition | None = None  # where its answer fails this, the interview ends kindly
    probes: tuple[Probe, ...] = ()
    hint: Wording = field(default_factory=dict)  # a second, quieter line under the question


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """Questions asked again and again.

    Either for each step of a story (`each` names the story), or until "that's all": then the
    first question opens a round, its answer becomes a step, and the others are asked about it.
    """

    id: str
    each: QuestionId | None  # None: until "that's all"
    questions: tuple[Question, ...]
    line: int

    @property
    def source(self) -> QuestionId:
        """The question whose answers are the steps."""
        return self.each if self.each is not None else self.questions[0].id


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A chapter of the talk; with `stage`, also a column group of the map."""

    id: str
    title: Wording
    stage: bool
    items: tuple[Question | Repeat, ...]
    when: Condition | None = None
    probe_budget: Mapping[str, int] = field(default_factory=dict)  # per reason, in this section


Placed = tuple[Section, Repeat | None, Question]
"""A question with where it stands."""

Key = tuple[str, str | None]
"""Question and step: a `Position` that costs nothing to look up."""


class Place(NamedTuple):
    """A position with what the flow says about it."""

    key: Key
    section: Section
    repeat: Repeat | None
    question: Question
    step: Step | None = None

    @property
    def position(self) -> Position:
        """What is stored of it."""
        return Position(self.question.id, self.step.id if self.step else None)

    @property
    def opens_round(self) -> bool:
        """Whether its answer becomes a step that the rest of its repeat is asked about."""
        repeat = self.repeat
        return repeat is not None and repeat.each is None and repeat.source == self.question.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A discussion guide, in one version."""

    id: str
    version: str  # SHA-256 of its text, hexadecimal
    text: str  # the YAML it was read from
    title: Wording
    languages: tuple[str, ...]  # the first one is the fall-back
    audience: Audience
    minutes: int  # what the consent text promises
    consent: Wording
    sections: tuple[Section, ...]
    closing: Wording
    screened_out: Wording = field(default_factory=dict)  # said to whom a question screens out
    playback: bool = True  # show the respondent their own mini-map before closing
    repeatable: bool = False  # the same person may go through it again, in an interview of its own
    probe_budget: Mapping[str, int] = field(default_factory=dict)  # per reason and interview
    placed: Mapping[str, Place] = field(init=False, repr=False, compare=False)  # by question id

    def __post_init__(self) -> None:
        """Find every question's place once: each turn looks at many of them."""
        placed = {
            question.id: Place((question.id, None), s, r, question)
            for s, r, question in self.questions()
        }
        object.__setattr__(self, "placed", placed)

    def questions(self) -> Iterator[Placed]:
        """Every question once, in the order of the file, with where it stands."""
        for section in self.sections:
            for item in section.items:
                if isinstance(item, Repeat):
                    for question in item.questions:
                        yield section, item, question
                else:
                    yield section, None, item


def language_among(languages: Collection[str], wanted: str) -> str | None:
    """Find the language that a code asks for, as the flow writes it: this one, else its base.

    >>> language_among(("en", "pt-BR"), "PT_br"), language_among(("en", "pt-BR"), "pt")
    ('pt-BR', 'pt-BR')
    """
    code = wanted.replace("_", "-").casefold()
    exact = [one for one in languages if one.casefold() == code]
    akin = [one for one in languages if base_language(one) == base_language(code)]
    return next(iter([*exact, *akin]), None)


def in_language(wording: Wording, language: str, fallback: str = "en") -> str:
    """The sentence in `language`, else in `fallback`, else in whichever language there is."""
    return wording.get(language) or wording.get(fallback) or next(iter(wording.values()), "")
