"""Formatted text as Telegram parses it: plain text and entities, or a refusal.

Bad formatting is refused with the descriptions of the real Bot API, offsets in bytes.
Source: https://core.telegram.org/bots/api#formatting-options
"""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.telegram_api import Refusal, bad, units

_TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "span": "spoiler", "a": "text_link", "code": "code", "pre": "pre",
    "blockquote": "blockquote", "tg-emoji": "custom_emoji",
}  # fmt: skip
_TAG = re.compile(r"<(/?)([a-zA-Z0-9-]*)([^<>]*)(>?)")
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")

_RESERVED = "_*[]()~`>#+-=|{}.!"
_MARKS = {"__": "underline", "||": "spoiler", "*": "bold", "_": "italic", "~": "strikethrough"}


@dataclass(slots=True)
class _Text:
    """What was read so far."""

    plain: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)

    def close(self, kind: str, start: int, **more: str) -> None:
        begun = units(self.plain[:start])
        length = units(self.plain) - begun
        if length:
            self.entities.append({"type": kind, "offset": begun, "length": length, **more})


def parsed(text: str, mode: str | None) -> tuple[str, list[dict[str, Any]]]:
    """Parse `text` in a parse_mode; None takes it as it stands. Raises Refusal."""
    if mode is None or mode == "":
        return text, []
    parser = _PARSERS.get(mode.lower())
    if parser is None:
        raise bad("unsupported parse_mode")
    read = parser(text)
    return read.plain, sorted(read.entities, key=lambda e: (e["offset"], -e["length"]))


def _unparsable(reason: str) -> Refusal:
    return bad(f"can't parse entities: {reason}")


def _byte(text: str, place: int) -> int:
    return len(text[:place].encode())


def _html(text: str) -> _Text:
    read, place = _Text(), 0
    open_tags: list[tuple[str, int, str]] = []
    for tag in _TAG.finditer(text):
        read.plain += _unescaped(text[place : tag.start()])
        place = tag.end()
        name, at = tag[2].lower(), _byte(text, tag.start())
        if not tag[4]:
            raise _unparsable(f"Unclosed {'end' if tag[1] else 'start'} tag at byte offset {at}")
        if not tag[1]:
            if name not in _TAGS:
                raise _unparsable(f'Unsupported start tag "{name}" at byte offset {at}')
            open_tags.append((name, len(read.plain), tag[3]))
            continue
        if not open_tags:
            raise _unparsable(f"Unexpected end tag at byte offset {at}")
        opened, start, attributes = open_tags.pop()
        if name not in {opened, ""}:
            raise _unparsable(
                f'Unmatched end tag at byte offset {at}, expected "</{opened}>", found "</{name}>"'
            )
        address = re.search(r"href\s*=\s*[\"']?([^\"'\s]+)", attributes)
        read.close(_TAGS[opened], start, **({"url": address[1]} if address else {}))
    if open_tags:
        raise _unparsable(f'Can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"')
    read.plain += _unescaped(text[place:])
    return read


def _unescaped(text: str) -> str:
    return _REFERENCE.sub(lambda reference: html.unescape(reference[0]), text)


def _markdown_v2(text: str) -> _Text:
    read, place = _Text(), 0
    opened: list[tuple[str, int, int]] = []
    while place < len(text):
        if text[place] == "\\" and place + 1 < len(text) and ord(text[place + 1]) < 127:
            read.plain += text[place + 1]
            place += 2
            continue
        mark = next((m for m in _MARKS if text.startswith(m, place)), "")
        if text[place] == "`":
            place = _code(text, place, read)
        elif mark:
            _toggle(mark, place, opened, read)
            place += len(mark)
        elif text[place] == "[" or text.startswith("![", place):
            opened.append(("[", len(read.plain), place))
            place += 2 if text[place] == "!" else 1
        elif text[place] == "]" and opened and opened[-1][0] == "[":
            place = _link(text, place, opened.pop()[1], read)
        elif text[place] == ">" and (not read.plain or read.plain.endswith("\n")):
            place += 1  # a quotation's line
        elif text[place] in _RESERVED:
            raise _unparsable(
                f"Character '{text[place]}' is reserved and must be escaped with the preceding '\\'"
            )
        else:
            read.plain += text[place]
            place += 1
    if opened:
        mark, _, at = opened[-1]
        kind = _MARKS.get(mark, "text_link").capitalize()
        raise _unparsable(f"Can't find end of {kind} entity at byte offset {_byte(text, at)}")
    return read


def _toggle(mark: str, place: int, opened: list[tuple[str, int, int]], read: _Text) -> None:
    if opened and opened[-1][0] == mark:
        read.close(_MARKS[mark], opened.pop()[1])
        return
    if any(mark == other for other, _, _ in opened):
        kind, at = _MARKS.get(opened[-1][0], "text_link").capitalize(), opened[-1][2]
        raise _unparsable(f"Can't find end of {kind} entity at byte offset {at}")
    opened.append((mark, len(read.plain), place))


def _code(text: str, place: int, read: _Text) -> int:
    """Read `code` or ```pre``` and return where the text goes on."""
    fence = "```" if text.startswith("```", place) else "`"
    inner = re.compile(r"((?:\\[`\\]|(?!" + fence + r")[\s\S])*)" + fence)
    found = inner.match(text, place + len(fence))
    kind = "pre" if fence == "```" else "code"
    if not found:
        raise _unparsable(
            f"Can't find end of {kind.capitalize()} entity at byte offset {_byte(text, place)}"
        )
    start = len(read.plain)
    read.plain += re.sub(r"\\([`\\])", r"\1", found[1])
    read.close(kind, start)
    return found.end()


def _link(text: str, place: int, start: int, read: _Text) -> int:
    """Read the address behind a link's text and return where the text goes on."""
    found = re.compile(r"\]\(((?:\\[)\\]|[^)])*)\)").match(text, place)
    if not found:
        return place + 1
    read.close("text_link", start, url=found[1])
    return found.end()


def _markdown(text: str) -> _Text:
    """Read the old Markdown: no nesting, no balance beyond the next mark."""
    read, place = _Text(), 0
    kinds = {"*": "bold", "_": "italic", "`": "code"}
    while place < len(text):
        mark = text[place]
        if mark == "\\" and text[place + 1 : place + 2] in {"*", "_", "`", "["}:
            read.plain += text[place + 1]
            place += 2
        elif mark in kinds:
            end = text.find(mark, place + 1)
            if end < 0:
                raise _unparsable(
                    f"Can't find end of the entity starting at byte offset {_byte(text, place)}"
                )
            start = len(read.plain)
            read.plain += text[place + 1 : end]
            read.close(kinds[mark], start)
            place = end + 1
        else:
            read.plain += mark
            place += 1
    return read


_PARSERS: Mapping[str, Callable[[str], _Text]] = {
    "html": _html,
    "markdownv2": _markdown_v2,
    "markdown": _markdown,
}
