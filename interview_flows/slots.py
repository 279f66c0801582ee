"""`{{ slots }}` in a wording: a fixed substitution of names by words, never a template language."""

import re
from collections.abc import Callable

_SLOT = re.compile(r"\{\{\s*([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)\s*\}\}")
_STRAY = re.compile(r"\{\{|\}\}|\{%|%\}")

STUDY_SLOTS = frozenset({"study.title", "study.stated_values", "study.contact"})
"""What a wording or a condition may say of the study."""


def slots_in(text: str) -> list[str]:
    """The names that a wording asks for, in order, each as often as it stands there.

    >>> slots_in("At {{ step }}, how was {{touchpoint}}?")
    ['step', 'touchpoint']
    """
    return _SLOT.findall(text)


def stray_braces(text: str) -> str | None:
    """The first pair of braces that is no slot, with what follows it; None where all is well.

    >>> stray_braces("{{ step }} costs {{ 7*7 }}")
    '{{ 7*7 }}'
    """
    rest = _SLOT.sub("", text)
    found = _STRAY.search(rest)
    return rest[found.start() : found.start() + 20] if found else None


def fill(text: str, lookup: Callable[[str], str]) -> str:
    """Put words into the slots, in one pass: what is filled in is never read again.

    >>> fill("You said: {{ need }}", {"need": "{{ step }}"}.__getitem__)
    'You said: {{ step }}'
    """
    return _SLOT.sub(lambda slot: lookup(slot[1]), text)
