"""Buttons, menus and forms: what their values say, and back from a tap to what it means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.controls import SMALL, tapped_control
from bot.messenger import Content, PutOff, Start, Wish, Wished
from cxmodel.interview import InterviewId, StudyId
from interview_flows.talk import (
    AskedFor,
    Chose,
    ChoseSeveral,
    Topic,
)

COMMAND: Final = "/journey"
TELL_US: Final = "tell_us"
"""Callback id of the global shortcut "Tell us about a process", and of its form."""
PAIN_POINT: Final = "pain_point"
"""Callback id of the message shortcut "Report a pain point", and of its form."""
PAIN_POINT_FLOW: Final = "pain-point"
"""The guide that the message shortcut's form begins."""

CHOOSE: Final = "choose"
TICK: Final = "tick"
MORE: Final = "more"
CONTROL: Final = "control"
WISH: Final = "wish"
OFFER: Final = "offer"
CARD: Final = "card"
STUDY: Final = "study"
PROCESS: Final = "process"
HAPPENED: Final = "happened"
"""What the action ids begin with; they tell nothing that the values do not, but for ticks."""

_TALK = re.compile(
    r"i=(?P<interview>[^;]{0,64});t=(?P<turn>[0-9]{1,9});"
    rf"(?:o=(?P<option>[0-9]{{1,4}})|c=(?P<control>{SMALL}|help|answers))"
)
_TICKS = re.compile(rf"{TICK};i=(?P<interview>[^;]{{0,64}});t=(?P<turn>[0-9]{{1,9}})")
_OPTION = re.compile(r"[0-9]{1,4}")
_WISH = re.compile(r"w=(?P<wish>[a-z]{1,16});i=(?P<interview>.{1,64})")
_OFFER = re.compile(r"s=(?P<study>.{1,120})")
_FORM = re.compile(r"(?:l=(?P<language>[A-Za-z-]{2,12});)?(?:s=(?P<study>.{1,120}))?")
_CARD = re.compile(
    r"a=(?P<answer>start|later|never);(?:l=(?P<language>[A-Za-z-]{2,12});)?v=(?P<invitation>.{1,120})"
)


@dataclass(frozen=True, slots=True)
class Tap:
    """What a button, a menu or a group of ticks says."""

    interview: str | None
    content: Content


STALE: Final = Tap(None, Chose(option=-1, turn=-1))
"""What is forged or cut off. No turn is below zero: they are told in place that it is too late."""


# ── what they say ─────────────────────────────────────────────────────────────────────────────────


def option_value(interview: str | None, turn: int, position: int) -> str:
    """The value of an option of a prompt."""
    return f"i={interview or ''};t={turn};o={position}"


def control_value(interview: str | None, turn: int, control: str) -> str:
    """The value of Skip, Back, Done and the like."""
    return f"i={interview or ''};t={turn};c={control}"


def ticks_action(interview: str | None, turn: int) -> str:
    """The action id of a checklist: with nothing ticked there is no value to say whose it is."""
    return f"{TICK};i={interview or ''};t={turn}"


def wish_value(interview: InterviewId, wish: Wish) -> str:
    """The value of a button beside one of their interviews."""
    return f"w={wish.value};i={interview}"


def offer_value(study: StudyId) -> str:
    """The value of a button that begins an open study."""
    return f"s={study}"


def card_value(invitation: str, answer: str, language: str) -> str:
    """The value of a button of an invitation: `answer` is start, later or never."""
    return f"a={answer};l={language};v={invitation}"


def form_metadata(language: str, study: StudyId | None) -> str:
    """What comes along with a form: its language, and the study where there was only one."""
    return f"l={language};" + (offer_value(study) if study is not None else "")


# ── what they mean ────────────────────────────────────────────────────────────────────────────────


def tapped(value: str | None) -> Tap:
    """What a tapped button or a chosen option of a menu means."""
    value = value or ""
    if match := _TALK.fullmatch(value):
        return Tap(match["interview"] or None, _said(match))
    if (match := _WISH.fullmatch(value)) and match["wish"] in set(Wish):
        return Tap(None, Wished(InterviewId(match["interview"]), Wish(match["wish"])))
    if match := _OFFER.fullmatch(value):
        return Tap(None, Start(study=StudyId(match["study"])))
    if match := _CARD.fullmatch(value):
        return Tap(None, _answered(match["answer"], match["invitation"]))
    return STALE


def ticked(action: str, values: Sequence[str], *, done: bool) -> Tap:
    """What a checklist means as it stands; `done`: it is the answer."""
    match = _TICKS.fullmatch(action)
    if match is None or not all(_OPTION.fullmatch(value) for value in values):
        return STALE
    chosen = ChoseSeveral(tuple(map(int, values)), int(match["turn"]), done=done)
    return Tap(match["interview"] or None, chosen)


def is_checklist(action: str) -> bool:
    """Whether an action id belongs to a checklist."""
    return _TICKS.fullmatch(action) is not None


def study_chosen(value: str | None) -> StudyId | None:
    """The study that a form's menu names."""
    match = _OFFER.fullmatch(value or "")
    return StudyId(match["study"]) if match else None


def study_of_form(metadata: str | None) -> StudyId | None:
    """The study that a form was about from the start."""
    match = _FORM.fullmatch(metadata or "")
    return StudyId(match["study"]) if match and match["study"] else None


def language_of_form(metadata: str | None) -> str:
    """The language that a form was shown in."""
    match = _FORM.fullmatch(metadata or "")
    return (match and match["language"]) or "en"


def language_of_card(value: str | None) -> str:
    """The language of the invitation that a button belongs to."""
    match = _CARD.fullmatch(value or "")
    return (match and match["language"]) or "en"


def _answered(answer: str, invitation: str) -> Content:
    if answer == "start":
        return Start(invitation=invitation)
    return PutOff(invitation, for_good=answer == "never")


def _said(match: re.Match[str]) -> Content:
    turn, control = int(match["turn"]), match["control"]
    if control is None:
        return Chose(int(match["option"]), turn)
    if control in set(Topic):
        return AskedFor(Topic(control))
    return tapped_control(control, turn) or STALE.content
