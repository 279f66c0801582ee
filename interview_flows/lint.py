"""What could be better in a flow that can be used: findings of the craft, not errors.

Where the rules come from: break-off peaks in runs of hard open questions (Conrad 2003); always ask
"anything else?" (Weller 2018); one question a message, about one thing, that does not say which
answer is expected (Payne 1951).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cxmodel.guide import Measure, Reason
from cxmodel.interview import Kind
from interview_flows.asking import double_barrelled, leading
from interview_flows.conditions import (
    Answered,
    Compared,
    Expression,
    Joined,
    Ticked,
    parse_expression,
)
from interview_flows.flow import Flow, Question, Repeat, Section
from interview_flows.schema import utf16_length
from interview_flows.slots import slots_in

LONG = 250  # characters; about what a phone shows without scrolling, keyboard open
LONG_LABEL = 40  # UTF-16 units; more is cut on the buttons of a phone
MOST_OPEN = 2  # open questions in a row
TYPICAL_STEPS = 5  # of a story
OFTEN_HELD = 0.4  # share of respondents for whom a `when` holds, as a rule of thumb
PROBE_SECONDS = 15.0
ROUGHLY = 1.25  # an estimate is allowed to be this much over the promise
SHORT = 2  # minutes: such a flow need not ask for anything else

_SECONDS = {Kind.STORY: 75.0, Kind.TEXT: 25.0, Kind.MEDIA: 20.0, Kind.DATE: 10.0, Kind.NUMBER: 8.0}
_TAP_SECONDS = 6.0
_OPEN = {Kind.TEXT, Kind.STORY}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that could be better."""

    line: int
    severity: str  # warning: respondents will feel it; note: a map will lack it
    message: str


def lint(flow: Flow) -> list[Finding]:
    """All findings, in the order of the file."""
    rules = (
        _runs_of_open,
        _wordings,
        _slants,
        _labels,
        _untranslated,
        _unsure_slots,
        _numeric_labels,
        _budgets,
        _time,
        _missing,
    )
    return sorted({finding for rule in rules for finding in rule(flow)})


# How often a follow-up is due where one is planned, but for the usual half: what mends an answer
# waits for a slip that few make.
_HELD: dict[str, float] = {"time_gap": 0.2, "no_touchpoint": 0.2, "contradiction": 0.2}


def minutes_needed(flow: Flow, steps: int = TYPICAL_STEPS) -> float:
    """How long an interview of so many steps takes, by rule of thumb: typing 25 s, a tap 6 s."""
    asked = sum(_seconds(*place, steps) for place in flow.questions())
    probes = sum(n * _HELD.get(reason, 0.5) for reason, n in _probes(flow, steps).items())
    return (asked + probes * PROBE_SECONDS) / 60


def _seconds(section: Section, repeat: Repeat | None, question: Question, steps: int) -> float:
    seconds = _SECONDS.get(question.kind, _TAP_SECONDS)
    held = (OFTEN_HELD if question.when else 1) * (1 if section.when is None else 2 * OFTEN_HELD)
    return seconds * held * (steps if repeat else 1)


def _probes(flow: Flow, steps: int = TYPICAL_STEPS) -> dict[str, int]:
    """Follow-ups per reason that one interview can bring at most; without a budget, all."""
    planned: dict[str, int] = {}
    for _, repeat, question in flow.questions():
        for probe in question.probes:
            times = probe.times * (steps if repeat else 1)
            planned[probe.reason] = planned.get(probe.reason, 0) + times
    return {r: min(n, flow.probe_budget.get(r, n)) for r, n in planned.items()}


def _runs_of_open(flow: Flow) -> Iterator[Finding]:
    run = 0
    for _, _, question in flow.questions():
        run = run + 1 if question.kind in _OPEN else 0
        if run > MOST_OPEN:
            message = f"`{question.id}` is open question {run} in a row; put one to tap before it"
            yield Finding(question.line, "warning", message)


def _wordings(flow: Flow) -> Iterator[Finding]:
    for _, _, question in flow.questions():
        probes = [wording for probe in question.probes for wording in probe.wordings]
        for wording in (question.wording, *probes):
            for language, text in wording.items():
                where = f"`{question.id}` ({language})"
                if len(text) > LONG:
                    message = f"{where} has {len(text)} characters; over {LONG} is hard on a phone"
                    yield Finding(question.line, "warning", message)
                if len(re.findall(r"[?？؟]", text)) > 1:
                    message = f"{where} asks twice; ask one question a message"
                    yield Finding(question.line, "warning", message)


def _slants(flow: Flow) -> Iterator[Finding]:
    for _, _, question in flow.questions():
        probes = [wording for probe in question.probes for wording in probe.wordings]
        is_severity = question.measure is Measure.SEVERITY
        for wording in (question.wording, *probes):
            for language, text in wording.items():
                where = f"`{question.id}` ({language})"
                if words := leading(text, language, of_severity=is_severity):
                    message = f"{where} is leading (“{words}”): ask without saying what you expect"
                    yield Finding(question.line, "warning", message)
                if words := double_barrelled(text, language):
                    message = (
                        f"{where} is double-barrelled (“{words}”): ask about one of two things"
                    )
                    yield Finding(question.line, "warning", message)


def _labels(flow: Flow) -> Iterator[Finding]:
    for _, _, question in flow.questions():
        for option in question.options:
            for language, label in option.label.items():
                if (length := utf16_length(label)) > LONG_LABEL:
                    where = f"`{question.id}`: the label of `{option.id}` ({language})"
                    message = f"{where} has {length} characters; over {LONG_LABEL} a phone cuts it"
                    yield Finding(question.line, "warning", message)


def _untranslated(flow: Flow) -> Iterator[Finding]:
    """Sentences that begin with their language in brackets, as `flow new` leaves them."""
    for language in flow.languages:
        mark, lines = f'"[{language}] ', enumerate(flow.text.split("\n"), 1)
        waiting = [number for number, line in lines if mark in line]
        if waiting:
            message = f"{len(waiting)} lines wait to be translated to `{language}`"
            yield Finding(waiting[0], "note", message)


def _unsure_slots(flow: Flow) -> Iterator[Finding]:
    for section, repeat, question in flow.questions():
        sure = {"step", "title", "study.title", repeat.source if repeat else ""}
        for condition in (section.when, question.when):
            if condition is not None:
                sure |= set(_surely_answered(parse_expression(condition.text)))
        names = {name for text in question.wording.values() for name in slots_in(text)}
        for name in sorted(names - sure):
            message = f"`{question.id}` shows `{name}`, which may be empty: add answered({name})"
            yield Finding(question.line, "warning", message)


def _surely_answered(expression: Expression) -> Iterator[str]:
    """The questions that have an answer wherever the condition holds."""
    match expression:
        case Joined(True, parts):
            for part in parts:
                yield from _surely_answered(part)
        case Compared(name) | Ticked(_, name) | Answered(name):
            yield name
        case _:
            return


def _numeric_labels(flow: Flow) -> Iterator[Finding]:
    for _, _, question in flow.questions():
        for option in question.options:
            if any(label.strip().isdecimal() for label in option.label.values()):
                message = f"`{question.id}`: a typed number is an option's position; label in words"
                yield Finding(question.line, "warning", message)


def _budgets(flow: Flow) -> Iterator[Finding]:
    line = _line_of(flow, "probe_budget")
    for reason in sorted(_probes(flow)):
        if reason not in flow.probe_budget:
            message = f"no `probe_budget` for `{reason}`: every answer may be followed up"
            yield Finding(line, "warning", message)


def _time(flow: Flow) -> Iterator[Finding]:
    needed = minutes_needed(flow)
    if needed > flow.minutes * ROUGHLY:
        message = f"it takes about {needed:.0f} minutes, and {flow.minutes} are promised"
        yield Finding(_line_of(flow, "minutes"), "warning", message)


def _missing(flow: Flow) -> Iterator[Finding]:
    questions = [question for _, _, question in flow.questions()]
    if not any(question.measure is Measure.QUOTES for question in questions):
        yield Finding(1, "note", "nobody is asked whether their words may be quoted")
    reasons = {probe.reason for question in questions for probe in question.probes}
    asked_more = Reason.ANYTHING_ELSE in reasons or any("anything" in q.id for q in questions)
    if flow.minutes > SHORT and not asked_more:
        yield Finding(1, "note", "nobody is asked for anything else")
    for section in flow.sections:
        asked = [q for s, _, q in flow.questions() if s is section]
        if section.stage and all(question.lane is None for question in asked):
            message = f"stage `{section.id}` feeds no lane, so its column stays empty"
            yield Finding(asked[0].line, "note", message)


def _line_of(flow: Flow, key: str) -> int:
    """Where a key of the flow itself stands; line 1 where it does not."""
    found = re.search(rf"^{key}:", flow.text, re.MULTILINE)
    return flow.text.count("\n", 0, found.start()) + 1 if found else 1
