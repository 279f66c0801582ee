"""Block Kit as plain data: the few blocks and elements that we use, within Slack's limits.

slack_sdk's models hold the same rules, and every block of ours is checked against them in the
tests; made through them, one prompt costs a millisecond of the one thread that takes turns.
"""

from collections.abc import Sequence
from typing import Any

from bot.slack.texts import clipped, pieces

Block = dict[str, Any]
Element = dict[str, Any]

Body = dict[str, Any]
"""A message as `{"text", "blocks"}`; where it is an outbox body, "do" says what to do with it."""

LONGEST_LABEL = 75  # of a button or an option
LONGEST_HEADER = 150
LONGEST_QUIET = 1000  # of a context line; a choice, not a limit
MOST_BUTTONS = 5  # options beside each other; more are a menu
MOST_TICKED = 10  # options of a group of checkboxes
MOST_LISTED = 100  # options of a menu


def plain(text: str, *, emoji: bool = False) -> Element:
    """A text that nothing in it can turn into a link or a mention. `emoji`: `:smile:` is one."""
    return {"type": "plain_text", "text": text, "emoji": emoji}


def words(text: str) -> Block:
    """A section of words as they are; at most LONGEST_TEXT long."""
    return {"type": "section", "text": plain(text)}


def paragraphs(text: str) -> list[Block]:
    """Words of any length, in as many sections as they need."""
    return [words(piece) for piece in pieces(text)]


def marked(text: str) -> Block:
    """A section of our own mrkdwn: whatever is filled in has to be escaped before."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def header(text: str) -> Block:
    """A line in large letters."""
    return {"type": "header", "text": plain(clipped(text, LONGEST_HEADER), emoji=True)}


def quiet(text: str) -> Block:
    """A line in small grey letters."""
    return {"type": "context", "elements": [plain(clipped(text, LONGEST_QUIET))]}


def actions(*elements: Element) -> Block:
    """Buttons and menus in a row."""
    return {"type": "actions", "elements": list(elements)}


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def button(
    label: str, action: str, value: str, *, style: str = "", confirm: Element | None = None
) -> Element:
    """A button. `style`: primary or danger; `confirm`: asked before it counts."""
    made: Element = {
        "type": "button",
        "text": plain(clipped(label, LONGEST_LABEL), emoji=True),
        "action_id": action,
        "value": value,
    }
    if style:
        made["style"] = style
    if confirm is not None:
        made["confirm"] = confirm
    return made


def option(label: str, value: str) -> Element:
    """An option of a menu or of checkboxes."""
    return {"text": plain(clipped(label, LONGEST_LABEL), emoji=True), "value": value}


def menu(action: str, placeholder: str, options: Sequence[Element]) -> Element:
    """A menu of which one option is taken."""
    return {
        "type": "static_select",
        "action_id": action,
        "placeholder": plain(placeholder),
        "options": list(options),
    }


def checkboxes(action: str, options: Sequence[Element], ticked: Sequence[Element]) -> Element:
    """Up to ten boxes to tick."""
    made: Element = {"type": "checkboxes", "action_id": action, "options": list(options)}
    if ticked:  # Slack refuses an empty list
        made["initial_options"] = list(ticked)
    return made


def several(
    action: str,
    text: str,
    placeholder: str,
    options: Sequence[Element],
    ticked: Sequence[Element],
) -> Block:
    """A menu of which several options are taken; it cannot stand in a row of actions."""
    made: Element = {
        "type": "multi_static_select",
        "action_id": action,
        "placeholder": plain(placeholder),
        "options": list(options),
    }
    if ticked:
        made["initial_options"] = list(ticked)
    return {**words(text), "accessory": made}


def more(action: str, options: Sequence[Element]) -> Element:
    """The small menu behind three dots; two to five options."""
    return {"type": "overflow", "action_id": action, "options": list(options)}


def confirm(title: str, text: str, yes: str, no: str) -> Element:
    """A question that Slack asks before a button counts."""
    return {
        "title": plain(title),
        "text": plain(text),
        "confirm": plain(yes),
        "deny": plain(no),
        "style": "danger",
    }
