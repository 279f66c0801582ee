"""What forms say when they are sent off. How they look is in modals.py."""

from collections.abc import Mapping
from typing import Any

from bot.messenger import Content, Nothing, Report, Start
from bot.slack.actions import (
    HAPPENED,
    PAIN_POINT,
    PAIN_POINT_FLOW,
    PROCESS,
    STUDY,
    TELL_US,
    study_chosen,
    study_of_form,
)
from bot.texts import whole
from cxmodel.interview import StudyId

Elements = Mapping[str, Mapping[str, Any]]


def submitted(form: str, metadata: str | None, elements: Elements) -> Content:
    """What a form of ours asks for, with `elements` by action id; a foreign one for nothing."""
    study = _study(metadata, elements)
    if study is None:
        return Nothing()
    if form == TELL_US:
        return Start(study=study)
    if form == PAIN_POINT:
        answers = (_words(elements, PROCESS), _words(elements, HAPPENED))
        return Report(study, PAIN_POINT_FLOW, answers)
    return Nothing()


def _study(metadata: str | None, elements: Elements) -> StudyId | None:
    """The study that was chosen; where there was only one, it came along with the form."""
    chosen = elements.get(STUDY, {}).get("selected_option")
    return study_chosen(chosen["value"]) if chosen else study_of_form(metadata)


def _words(elements: Elements, name: str) -> str:
    return whole(elements.get(name, {}).get("value") or "").strip()
