"""One question of a flow file: its kind, options, range and probes, each checked against the kind.

Its `when` and its slots depend on what was asked before and are the loader's.
"""

import unicodedata
from collections.abc import Collection, Iterator

from cxmodel.guide import EffortKind, Lane, Measure, Moment, OptionsFrom, Reason
from cxmodel.interview import Absence, Kind, QuestionId
from interview_flows.conditions import RESERVED
from interview_flows.durations import Unit
from interview_flows.flow import MOST_RUNGS, Option, Probe, Question, Range
from interview_flows.keys import EFFORT_KEYS, OPTION_KEYS, PROBE_KEYS
from interview_flows.schema import (
    LONGEST_LABEL,
    LONGEST_PROMPT,
    MOST_OPTIONS,
    Fields,
    shown,
    utf16_length,
)
from interview_flows.tongue import is_spoken
from interview_flows.yaml_source import Node

RESERVED_IDS = RESERVED | {"step", "title", "study"}
"""Words that conditions and slots know already."""


PAIR_SLOTS = frozenset({"earlier", "later"})
"""Two things that a follow-up sets side by side: steps with a gap between, answers that clash."""

_PAIRED = {Reason.TIME_GAP, Reason.CONTRADICTION}
_PROBED_KINDS = {
    Reason.TOO_SHORT: {Kind.TEXT, Kind.STORY},
    Reason.NO_EXAMPLE: {Kind.TEXT, Kind.STORY},
    Reason.NO_CAUSE: {Kind.FEELING},
    Reason.ANYTHING_ELSE: {Kind.TEXT, Kind.STORY},
    Reason.WHY: {Kind.TEXT, Kind.FEELING},
    Reason.TIME_GAP: {Kind.STORY},
    Reason.NO_TOUCHPOINT: {Kind.TEXT, Kind.CHOICE, Kind.CHOICES},
    Reason.CONTRADICTION: set(Kind) - {Kind.STORY, Kind.MEDIA},
}
_WEIGHED = {Measure.CSAT, Measure.CES, Measure.NPS}  # measures that speak for one another
_SCALE_OF = {
    Measure.NPS: (0, 10),
    Measure.CSAT: (1, 5),
    Measure.CES: (1, 7),
    Measure.IMPORTANCE: (1, 5),
    Measure.SATISFACTION: (1, 5),
    Measure.SEVERITY: (0, 4),
}
_KIND_OF = {
    **dict.fromkeys(_SCALE_OF, Kind.SCALE),
    Measure.RECURRENCE: Kind.CHOICE,
    Measure.DECISIVE: Kind.CHOICE,
    Measure.QUOTES: Kind.YESNO,
}
_OWN_WAY = {OptionsFrom.STEPS, OptionsFrom.STAGES}  # options known only from what was told
_RECURRENCES = {"once", "sometimes", "always"}


def read_question(fields: Fields) -> Question:
    """The question without its `when`. Raises InvalidFlow."""
    name = fields.identifier("id")
    fields.what = f"question `{name}`"
    if name in RESERVED_IDS:
        raise fields.error("id", f"the id {shown(name)} has a meaning of its own; take another")
    kind = fields.one_of("kind", Kind)
    question = Question(
        id=QuestionId(name),
        kind=kind,
        wording=fields.wording("text"),
        hint=fields.maybe_wording("hint"),
        line=fields.line,
        lane=fields.maybe_one_of("lane", Lane),
        measure=fields.maybe_one_of("measure", Measure),
        effort=_effort(fields, kind),
        unit=_unit(fields, kind),
        options=tuple(_options(fields, kind)),
        options_from=fields.maybe_one_of("options_from", OptionsFrom),
        free=fields.yes("free", default=False),
        range=_range(fields, kind),
        skippable=fields.yes("skippable", default=True),
        probes=tuple(_probe(fields, probe, kind) for probe in fields.items("probes")),
    )
    _check_prompt(fields, question)
    _check_options(fields, question)
    _check_measure(fields, question)
    _check_probes(fields, question)
    return question


def is_weighed(question: Question) -> bool:
    """Whether what is measured here can contradict another measure."""
    return question.measure in _WEIGHED or question.effort is not None


def sets_side_by_side(question: Question) -> bool:
    """Whether one of its follow-ups may name two things by the slots of a pair."""
    return any(probe.reason in _PAIRED for probe in question.probes)


def _effort(fields: Fields, kind: Kind) -> EffortKind | None:
    if "effort" not in fields:
        return None
    if kind is not Kind.NUMBER:
        raise fields.error("effort", f"`effort` is counted: {fields.what} must be a number")
    effort = Fields(fields.place, fields.node("effort"), "`effort`", EFFORT_KEYS)
    return EffortKind(effort.identifier("kind"), effort.one_of("moment", Moment))


def _unit(fields: Fields, kind: Kind) -> Unit | None:
    if kind is not Kind.NUMBER:
        _refuse_keys(fields, ("unit",), "a number")
    return fields.maybe_one_of("unit", Unit)


def _options(fields: Fields, kind: Kind) -> Iterator[Option]:
    nodes = fields.items("options")
    if kind not in {Kind.CHOICE, Kind.CHOICES}:
        _refuse_keys(fields, ("options", "options_from", "free"), "a choice or choices")
    if len(nodes) > MOST_OPTIONS:
        line = nodes[MOST_OPTIONS].line
        reason = f"{fields.what} has {len(nodes)} options, {MOST_OPTIONS} is the most"
        raise fields.place.error(line, reason)
    for node in nodes:
        option = Fields(fields.place, node, f"an option of {fields.what}", OPTION_KEYS)
        if kind is not Kind.CHOICES:
            _refuse_keys(option, ("exclusive",), "choices")
        yield Option(
            id=option.identifier("id"),
            label=option.wording("label", LONGEST_LABEL),
            absence=option.maybe_one_of("absence", Absence),
            channel=option.identifier("channel") if "channel" in option else None,
            exclusive=option.yes("exclusive", default=False),
        )


def _range(fields: Fields, kind: Kind) -> Range | None:
    keys = ("low", "high", "low_label", "high_label")
    if kind not in {Kind.SCALE, Kind.NUMBER}:
        _refuse_keys(fields, keys, "a scale or number")
    if kind is not Kind.SCALE and not any(key in fields for key in keys):
        return None
    low, high = fields.number("low"), fields.number("high")
    if low >= high:
        raise fields.error("high", f"`high` of {fields.what} must be more than `low`")
    if kind is Kind.SCALE and not (low.is_integer() and high.is_integer()):
        raise fields.error("low", f"{fields.what} is a scale, whose ends are whole numbers")
    if kind is Kind.SCALE and high - low >= MOST_OPTIONS:
        raise fields.error("high", f"{fields.what} has more than {MOST_OPTIONS} points")
    labels = (fields.maybe_wording(key, LONGEST_LABEL) for key in keys[2:])
    return Range(low, high, *labels)


def _probe(fields: Fields, node: Node, kind: Kind) -> Probe:
    probe = Fields(fields.place, node, f"a probe of {fields.what}", PROBE_KEYS)
    reason = probe.one_of("reason", Reason)
    if kind not in _PROBED_KINDS[reason]:
        kinds = " or ".join(sorted(k.value for k in _PROBED_KINDS[reason]))
        raise probe.error("reason", f"{probe.what}: `{reason.value}` follows up a {kinds}")
    if reason is not Reason.TOO_SHORT:
        _refuse_keys(probe, ("words",), "the reason too_short")
    if reason is not Reason.CONTRADICTION:
        _refuse_keys(probe, ("contradicts",), "the reason contradiction")
    times = probe.whole("times", 1, low=1, high=MOST_RUNGS if reason is Reason.WHY else 1)
    nodes = probe.items("wordings")
    if "wordings" in probe and len(nodes) < min(times, 2):  # none comes twice running
        raise probe.error("wordings", f"{probe.what} needs {min(times, 2)} wordings or more")
    unspoken = next((code for code in fields.place.languages if not is_spoken(code)), None)
    if not nodes and unspoken:
        raise probe.error("wordings", f"{probe.what} has no `wordings`, nor has the bot {unspoken}")
    wordings = tuple(fields.place.wording(w, f"a wording of {probe.what}") for w in nodes)
    words = probe.whole("words", 4, low=1, high=100)
    return Probe(reason=reason, times=times, words=words, wordings=wordings)


def _refuse_keys(fields: Fields, keys: Collection[str], owner: str) -> None:
    for key in keys:
        if key in fields:
            raise fields.error(key, f"`{key}` belongs to {owner}, not to {fields.what}")


def _check_prompt(fields: Fields, question: Question) -> None:
    """Question and hint go out as one message."""
    for language, text in question.wording.items():
        length = utf16_length(text) + 1 + utf16_length(question.hint.get(language, ""))
        if length > LONGEST_PROMPT:
            reason = f"`text` and `hint` have {length} characters, {LONGEST_PROMPT} is the most"
            raise fields.error("text", f"{fields.what}: {reason}")


def _check_options(fields: Fields, question: Question) -> None:
    if question.kind not in {Kind.CHOICE, Kind.CHOICES}:
        return
    offered = len(question.options) + question.free
    if question.options_from not in _OWN_WAY and offered < MOST_LONELY:
        reason = f"{fields.what} is a dead end: a {question.kind.value} needs two options or more"
        raise fields.error("options", reason)
    seen: dict[str, str] = {}
    for node, option in zip(fields.items("options"), question.options, strict=True):
        labels = {f"label {language} {_as_typed(text)}" for language, text in option.label.items()}
        for key in sorted({f"id {option.id}", *labels}):
            if key in seen:
                reason = f"{fields.what}: options `{seen[key]}` and `{option.id}` have the same"
                raise fields.place.error(node.line, f"{reason} {key.split()[0]}")
            seen[key] = option.id


MOST_LONELY = 2  # fewer options leave nothing to choose


def _as_typed(label: str) -> str:
    """What a typed answer is compared by: two labels that differ less are one."""
    return unicodedata.normalize("NFKC", label).casefold()


def _check_measure(fields: Fields, question: Question) -> None:
    measure = question.measure
    if measure is None:
        return
    expected = _KIND_OF.get(measure, question.kind)
    if question.kind is not expected:
        raise fields.error("measure", f"{measure.value} is measured by a {expected.value} question")
    bounds = _SCALE_OF.get(measure)
    if bounds and question.range and (question.range.low, question.range.high) != bounds:
        low, high = bounds
        raise fields.error("low", f"{measure.value} is a scale from {low} to {high}")
    if measure is Measure.RECURRENCE and {o.id for o in question.options} != _RECURRENCES:
        raise fields.error("options", "recurrence has the options once, sometimes and always")


def _check_probes(fields: Fields, question: Question) -> None:
    for node, probe in zip(fields.items("probes"), question.probes, strict=True):
        if probe.reason is Reason.NO_TOUCHPOINT and question.lane is not Lane.TOUCHPOINT_CURRENT:
            reason = "`no_touchpoint` follows up a question of the lane touchpoint_current"
            raise fields.place.error(node.line, f"a probe of {fields.what}: {reason}")
