"""What people see: messages, the Home tab and modals as Slack's apps show them."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.fakes.slack_world import Channel, Team, User

Pair = tuple[dict[str, Any], dict[str, Any]]  # a block, and an element in it


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as it stands on the screen, or a view."""

    id: str  # "D0…/ts"; of a view its id
    text: str  # all words shown, block by block; buttons are not among them
    mine: bool = False  # or somebody else's: not the app's
    buttons: tuple[tuple[str, ...], ...] = ()  # labels, by block
    choices: tuple[str, ...] = ()  # labels of all other options: checkboxes, selects, overflow
    fallback: str = ""  # what a notification shows
    edited: bool = False
    ephemeral: bool = False
    thread: str | None = None
    files: tuple[str, ...] = ()  # names
    blocks: tuple[dict[str, Any], ...] = ()
    place: str = "message"  # message, home, modal
    errors: tuple[str, ...] = ()  # of a modal

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels of all buttons, in order."""
        return tuple(label for row in self.buttons for label in row)

    @property
    def ts(self) -> str:
        """The timestamp of a message."""
        return self.id.partition("/")[2]


def elements(blocks: Any) -> Iterator[Pair]:
    """All interactive elements, in order."""
    for block in blocks:
        inner = [*block.get("elements", []), block.get("accessory"), block.get("element")]
        yield from ((block, each) for each in inner if each and "action_id" in each)


def options(element: dict[str, Any]) -> list[dict[str, Any]]:
    """All options of an element."""
    found: list[dict[str, Any]] = list(element.get("options", []))
    for group in element.get("option_groups", []):
        found += group["options"]
    return found


def words(text: dict[str, Any] | str, team: Team) -> str:
    """A text as shown: entities read, links and mentions by their names."""
    if isinstance(text, dict):
        if text["type"] == "plain_text":
            return str(text["text"])
        text = str(text["text"])
    return html.unescape(re.sub(r"<([^<>]+)>", lambda found: _named(found[1], team), text))


def _named(inner: str, team: Team) -> str:
    target, _, label = inner.partition("|")
    if label:
        return label
    if target.startswith("@") and target[1:] in team.users:
        return f"@{team.users[target[1:]].name}"
    if target.startswith("#") and target[1:] in team.channels:
        return f"#{team.channels[target[1:]].name}"
    return target


def _lines(block: dict[str, Any], team: Team) -> Iterator[str]:
    """The words of a block."""
    for key in ("text", "label", "title"):
        if key in block:
            yield words(block[key], team)
    for part in [*block.get("fields", []), *block.get("elements", [])]:
        if isinstance(part.get("text"), str) and part.get("type") in {"plain_text", "mrkdwn"}:
            yield words(part, team)


def _shown(blocks: Any, team: Team) -> dict[str, Any]:
    rows, choices = [], []
    for block in blocks:
        inside = [element for _, element in elements([block])]
        row = tuple(words(e["text"], team) for e in inside if e["type"] == "button")
        rows += [row] if row else []
        choices += [words(each["text"], team) for e in inside for each in options(e)]
    text = "\n".join(line for block in blocks for line in _lines(block, team))
    shown = {"buttons": tuple(rows), "choices": tuple(choices), "blocks": tuple(blocks)}
    return shown | ({"text": text} if text else {})


def seen_message(
    message: dict[str, Any], channel: Channel, team: Team, *, ephemeral: bool = False
) -> Seen:
    """A message as everybody sees it: the blocks, or where there are none the text."""
    fallback = words(message.get("text", ""), team)
    parts: dict[str, Any] = {"text": fallback}
    is_ours = message.get("bot_id") == team.bot_id
    if is_ours:
        parts |= _shown(message.get("blocks", []), team)
    return Seen(
        id=f"{channel.id}/{message['ts']}",
        mine=not is_ours,
        fallback=fallback,
        edited="edited" in message,
        ephemeral=ephemeral,
        thread=message.get("thread_ts"),
        files=tuple(file["name"] for file in message.get("files", [])),
        **parts,
    )


def seen_view(view: dict[str, Any], team: Team, user: User) -> Seen:
    """The Home tab, or the open modal."""
    errors = tuple(user.modal_errors.values()) if view["type"] == "modal" else ()
    parts: dict[str, Any] = {"text": ""} | _shown(view["blocks"], team)
    if view["type"] == "modal":
        parts["text"] = f"{view['title']['text']}\n{parts['text']}"
    return Seen(id=view["id"], place=view["type"], errors=errors, **parts)
