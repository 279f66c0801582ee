"""The small buttons below a prompt: what they are called, the same on every messenger."""

from collections.abc import Mapping
from typing import Final

from interview_flows.talk import Finished, Input, Paused, Resumed, Skipped, WentBack

CONTROLS: Final[Mapping[str, str]] = {
    "skip": "Skip",
    "back": "Back",
    "pause": "Pause",
    "resume": "Resume",
    "done": "Done",
}
"""By their names in `Reply.controls`. Each is a command word, so that it can be typed as well."""


def tapped_control(name: str, turn: int) -> Input | None:
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
        case _:
            return None
