"""Buttons: from a reply to rows of them, and from a tap back to what it means."""

import re
from dataclasses import dataclass

from bot.controls import SMALL, labels_of, stands_beside, tapped_control
from bot.messenger import Content
from bot.telegram.texts import clipped, units
from cxmodel.interview import OVER, Kind
from interview_flows.talk import Chose, Reply

Button = dict[str, str]  # {"text": label, "data": callback data}, as it lies in the outbox
Rows = list[list[Button]]
Keys = list[list[str]]
"""Labels of keys in place of the letters, by row; pressing one says its label."""

LONGEST_LABEL = 64  # UTF-16 units; a phone shows about forty
MOST_IN_A_ROW = 6
MOST_LISTED = 24  # more options than this are listed by number
MOST_BUTTONS = 90  # Telegram takes 100 on one message; the others can be typed by number
MOST_NAMED = 3  # small buttons in a row: skip, back, pause; more are languages
SHORT = 3  # characters; labels up to here share rows
_TICKED, _UNTICKED = "☑ ", "☐ "
INERT = "-"  # the data of a button that only shows what was chosen

_DATA = re.compile(
    r"(?P<interview>[A-Za-z0-9_-]+):(?P<turn>[0-9]{1,9}):"
    rf"(?P<what>[0-9]{{1,4}}|{SMALL})"
)
_STALE = Chose(option=-1, turn=-1)  # no turn is below zero: told in place that it is too late


@dataclass(frozen=True, slots=True)
class Tap:
    """What a button's data says."""

    interview: str | None
    content: Content


def is_listed(reply: Reply) -> bool:
    """Whether options are too long or too many for buttons, and stand in the text by number."""
    room = LONGEST_LABEL - (units(_UNTICKED) if reply.input == Kind.CHOICES else 0)
    return len(reply.options) > MOST_LISTED or any(
        units(" ".join(label.split())) > room for label in reply.options
    )


def listed(reply: Reply) -> str:
    """What to say, with the numbered options below where their buttons cannot hold them."""
    if not is_listed(reply):
        return reply.say
    lines = (f"{number}. {label}" for number, label in enumerate(reply.options, start=1))
    return "\n".join((reply.say, "", *lines))


def keys(reply: Reply) -> Keys | None:
    """The keys to show from here on; empty: none any more. None: they stay as they are.

    A prompt that is answered in words gets keys and no buttons: its message needs no edit once
    it is answered. Their labels are command words, so that a key says what a finger could type.
    """
    if reply.phase in OVER:
        return []
    if reply.options or not reply.controls or stands_beside(reply):
        return None
    labels = labels_of(reply)
    done = [labels.pop("done")] if "done" in labels else []
    return [row for row in (done, [*labels.values()]) if row] or None


def keyboard(interview: str | None, reply: Reply) -> Rows:
    """The rows of buttons below a reply; empty where there is no option to tap, nor a language."""
    if not (reply.options or stands_beside(reply)):
        return []
    prefix = f"{interview or INERT}:{reply.turn}"
    options = [
        {"text": _label(reply, position), "data": f"{prefix}:{position}"}
        for position in range(min(len(reply.options), MOST_BUTTONS))
    ]
    controls = {
        name: {"text": label, "data": f"{prefix}:{name}"}
        for name, label in labels_of(reply).items()
    }
    done = [button for name, button in controls.items() if name == "done"]
    small = [button for name, button in controls.items() if name != "done"]
    rows = [small[start : start + MOST_NAMED] for start in range(0, len(small), MOST_NAMED)]
    return [row for row in (*_arranged(options, reply), done, *rows) if row]


def inert(label: str) -> Rows:
    """A single button that does nothing but show what was chosen."""
    return [[{"text": clipped(f"✓ {label}", LONGEST_LABEL), "data": INERT}]]


def tapped(data: str | None) -> Tap:
    """What the data of a tapped button means. Forged or outdated data reads as a stale tap."""
    match = _DATA.fullmatch(data or "")
    if match is None:
        return Tap(None, _STALE)
    interview = None if match["interview"] == INERT else match["interview"]
    return Tap(interview, _meaning(match["what"], int(match["turn"])))


def _meaning(what: str, turn: int) -> Content:
    return tapped_control(what, turn) or Chose(option=int(what), turn=turn)


def _label(reply: Reply, position: int) -> str:
    label = reply.options[position].strip() or str(position + 1)
    if len(reply.options) > MOST_LISTED:
        label = str(position + 1)
    elif is_listed(reply):
        label = f"{position + 1}. {label}"
    if reply.input == Kind.CHOICES:
        label = (_TICKED if position in reply.selected else _UNTICKED) + label
    return clipped(label, LONGEST_LABEL)


def _arranged(options: list[Button], reply: Reply) -> Rows:
    """One option a row; short ones share rows of equal length; yes and no stand side by side."""
    if reply.input == Kind.YESNO:
        return [options]
    longest = max((len(button["text"]) for button in options), default=0)
    ticks = len(_UNTICKED) if reply.input == Kind.CHOICES else 0
    if longest > SHORT + ticks or not options:
        return [[button] for button in options]
    rows = -(-len(options) // MOST_IN_A_ROW)
    width = -(-len(options) // rows)
    return [options[start : start + width] for start in range(0, len(options), width)]
