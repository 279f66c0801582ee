"""The small buttons below a prompt: what they are called, the same on every messenger."""

from collections.abc import Mapping
from typing import Final

CONTROLS: Final[Mapping[str, str]] = {
    "skip": "Skip",
    "back": "Back",
    "pause": "Pause",
    "resume": "Resume",
    "done": "Done",
}
"""By their names in `Reply.controls`. Each is a command word, so that it can be typed as well."""
