"""The small buttons below a prompt: what they are called and mean, the same on every messenger."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from bot import sentences
from bot.messenger import Content, Preferred
from interview_flows.english import ENGLISH
from interview_flows.phrasebook import phrases_in
from interview_flows.talk import (
    FINISH_FIRST,
    LANGUAGE,
    TO_OTHER,
    ChangedLanguage,
    Finished,
    NoReminders,
    Paused,
    Reply,
    Resumed,
    Skipped,
    WentBack,
)
from interview_flows.tongue import own_name, told

SMALL: Final = (
    r"skip|back|pause|resume|done|no_reminders|finish_first|to_other|language:[A-Za-z-]{2,12}"
)
"""A pattern of the names of all controls, for what buttons carry."""
_BETWEEN: Final = {FINISH_FIRST: sentences.FINISH_FIRST, TO_OTHER: sentences.TO_OTHER}
_LANGUAGE = re.compile(rf"{LANGUAGE}(?P<code>[A-Za-z-]{{2,12}})")


def labels_of(reply: Reply) -> dict[str, str]:
    """The labels of a reply's controls by their names, in its language; unknown ones are left out.

    Each can be typed as well: it is a command word, or a language's own name.
    """
    known = _known(reply.language)
    return {
        name: label
        for name in reply.controls
        if (label := known.get(name) or _own_name(name)) is not None
    }


@lru_cache(maxsize=64)
def _known(language: str) -> Mapping[str, str]:
    between = {name: told(language, label) for name, label in _BETWEEN.items()}
    return {**phrases_in(language).controls, **between}


def _own_name(control: str) -> str | None:
    """What a language's button is called; None for another control."""
    language = _LANGUAGE.fullmatch(control)
    return own_name(language["code"]) if language else None


def stands_beside(reply: Reply) -> bool:
    """Whether a reply has buttons beside those of the waiting prompt: languages, interviews."""
    return not set(reply.controls) <= ENGLISH.controls.keys()


def tapped_control(name: str, turn: int) -> Content | None:
    """What the control `name` of the prompt of a turn means; None where it is none."""
    match name:
        case "skip":
            return Skipped(turn)
        case "back":
            return WentBack(turn)
        case "pause":
            return Paused(turn)
        case "resume":
            return Resumed()
        case "done":
            return Finished(turn)
        case "no_reminders":
            return NoReminders()
        case "finish_first" | "to_other":
            return Preferred(other=name == TO_OTHER)
        case _:
            language = _LANGUAGE.fullmatch(name)
            return ChangedLanguage(language["code"]) if language else None
