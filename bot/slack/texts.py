"""Slack's text: escaped where it is marked up, counted as Slack may count, read as it was typed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot import texts
from bot.texts import units, whole

LONGEST_TEXT = 3000  # of a text object

SOMEONE = "@someone"
"""In place of a person who is mentioned: no answer holds anybody else's name or id."""

_MARK = re.compile(r"<([^<>\s][^<>]*)>")
_ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))


def escaped(text: str) -> str:
    """The text so that mrkdwn shows it as it is: no link, no mention, nobody is called.

    >>> escaped("<!channel> R&D")
    '&lt;!channel&gt; R&amp;D'
    """
    text = whole(text)
    for character, entity in _ESCAPES:
        text = text.replace(character, entity)
    return text


def unescaped(text: str) -> str:
    """The text that was escaped."""
    for character, entity in reversed(_ESCAPES):
        text = text.replace(entity, character)
    return text


def length(text: str) -> int:
    """Length in the longest way that Slack could count: UTF-16 units of the escaped text.

    >>> length("R&D 👍")
    10
    """
    return units(text) + sum((len(entity) - 1) * text.count(c) for c, entity in _ESCAPES)


def clipped(text: str, most: int) -> str:
    """The text on one line, shortened with … where it is over `most` long."""
    return texts.clipped(whole(text), most, length)


def pieces(text: str, most: int = LONGEST_TEXT) -> list[str]:
    """The text in pieces that are at most `most` long, in order; never an empty piece."""
    return texts.pieces(whole(text), most, length)


# ── what a person typed ───────────────────────────────────────────────────────────────────────────


def typed(text: str, signs: Mapping[str, str] | None = None) -> str:
    """What somebody typed, from what Slack makes of it.

    Links read as they were shown, a mentioned person as "@someone". `signs`: the emoji of the
    message by their codes (see `signs_in`); one that Slack gives no sign for keeps its code.

    >>> typed("see <https://x.org/a|x.org/a>, <@U1|ann> &lt;3 :heart:", {":heart:": "❤"})
    'see x.org/a, @someone <3 ❤'
    """
    shown = _MARK.sub(lambda mark: _shown(mark[1]), text)
    for code, sign in sorted((signs or {}).items(), key=lambda item: -len(item[0])):
        shown = shown.replace(code, sign)
    return whole(unescaped(shown))


def signs_in(blocks: Any) -> dict[str, str]:
    """The emoji in a message's blocks, by the code that stands in its text.

    >>> signs_in([{"elements": [{"type": "emoji", "name": "+1", "unicode": "1f44d"}]}])
    {':+1:': '👍'}
    """
    return {
        _code(element): "".join(chr(int(point, 16)) for point in element["unicode"].split("-"))
        for element in _elements(blocks)
        if element.get("type") == "emoji" and element.get("unicode")
    }


def _code(emoji: Mapping[str, Any]) -> str:
    tone = emoji.get("skin_tone")
    return f":{emoji['name']}::skin-tone-{tone}:" if tone else f":{emoji['name']}:"


def _elements(blocks: Any) -> Iterator[Mapping[str, Any]]:
    for element in blocks or ():
        if isinstance(element, dict):
            yield element
            yield from _elements(element.get("elements"))


def _shown(mark: str) -> str:
    """What a reader sees of a mark in angle brackets."""
    inside, _, label = mark.partition("|")
    match inside[:1]:
        case "@":
            return SOMEONE
        case "#":
            return f"#{label or 'channel'}"
        case "!":
            return _shown_command(inside[1:], label)
        case _:
            return label or inside.removeprefix("mailto:").removeprefix("tel:")


def _shown_command(command: str, label: str) -> str:
    """Of a user group its handle, of `!channel` and its like the word, of a date its wording."""
    if command.startswith("subteam"):
        return label or "@group"
    if label:
        return label
    return "" if command.startswith("date") else f"@{command}"


# ── whom an order names ───────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Order:
    """A command's words, apart from whom it names."""

    words: str
    people: tuple[tuple[str, str], ...]  # (user id, name), each once
    groups: tuple[str, ...]  # ids of channels and user groups, each once


def parted(text: str) -> Order:
    """Part the people and groups from the words of a command.

    >>> parted("invite training <@U1|ann> <#C1|general> <!subteam^S1|@clerks>")
    Order(words='invite training', people=(('U1', 'ann'),), groups=('C1', 'S1'))
    """
    people: dict[str, str] = {}
    groups: dict[str, None] = {}

    def taken(mark: re.Match[str]) -> str:
        inside, _, label = mark[1].partition("|")
        if inside.startswith("@"):
            people.setdefault(inside[1:], whole(unescaped(label)))
        elif inside.startswith(("#", "!subteam^")):
            groups.setdefault(inside.removeprefix("#").removeprefix("!subteam^"))
        else:
            return mark[0]
        return " "

    words = " ".join(typed(_MARK.sub(taken, text)).split())
    return Order(words, tuple(people.items()), tuple(groups))
