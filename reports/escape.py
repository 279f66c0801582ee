"""Respondents' words, made safe and legible for each format. They are data, never markup.

Signs that would deceive a reader are boxed by their code point: controls, overrides of the
direction of writing, invisible tags. Piles of combining marks are clipped.
"""

import re
from collections.abc import Callable
from unicodedata import category, combining, name

from markupsafe import Markup, escape

MARKS_SHOWN = 6  # on one letter; writing systems need at most about four
LABEL_SHOWN = 72  # characters of a label in a diagram
_ISOLATES = "\u2066\u2067\u2068\u2069"
_OVERRIDES = "\u202a\u202b\u202c\u202d\u202e"
_TAGS = range(0xE0000, 0xE0080)
_FLAG = "\U0001f3f4"  # followed by tags it is a flag: England, Scotland, Wales
_INVISIBLE = frozenset("\ufeff\u200b\u2060")
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # letters without ink
UNSEEN = "(no visible words)"
"""What stands for words that are all invisible signs, so that no place looks empty."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_FULL_WIDTH = {ord(sign): chr(ord(sign) + 0xFEE0) for sign in '"#$%&:;<>@[\\]`{|}~'}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~@$^!])")
_LINE_START = re.compile(r"^([-+=]|\d+(?=[.)]))")
_SCHEME = re.compile(r":(?=//)")
_WWW = re.compile(r"\b(www)\.", re.IGNORECASE)


def legible(text: str, box: Callable[[str], str]) -> str:
    r"""The text with deceiving signs boxed by `box(code point)`, and marks piled up clipped.

    >>> legible("a\u202eb", lambda code: f"[{code}]")
    'a[U+202E]b'
    """
    if text.isascii() and text.isprintable():
        return text
    shown: list[str] = []
    marks = 0
    in_flag = False
    for sign in text:
        marks = marks + 1 if combining(sign) or category(sign) in {"Mn", "Me"} else 0
        if marks > MARKS_SHOWN or sign in _INVISIBLE:
            continue
        in_flag = sign == _FLAG or (in_flag and ord(sign) in _TAGS)
        shown.append(box(f"U+{ord(sign):04X}") if _deceives(sign) and not in_flag else sign)
    return "".join(shown)


def seen(text: str) -> str:
    r"""The text, or `UNSEEN` where it is all signs that leave nothing to be seen.

    >>> seen("\u200b\u2060"), seen("a\u200b"), seen("")
    ('(no visible words)', 'a\u200b', '')
    """
    return text if not text.strip() or any(map(_is_seen, text)) else UNSEEN


def _is_seen(sign: str) -> bool:
    if sign in _BLANK or sign.isspace():
        return False
    if category(sign) == "Cf":
        return _deceives(sign)  # these are boxed
    return "VARIATION SELECTOR" not in name(sign, "")


def _deceives(sign: str) -> bool:
    if sign in "\n\t\r\u2028\u2029":
        return False
    number = ord(sign)
    return (
        sign in _ISOLATES
        or sign in _OVERRIDES
        or category(sign) in {"Cc", "Cs"}
        or number in _TAGS
        or 0xFDD0 <= number <= 0xFDEF  # noqa: PLR2004 - noncharacters
        or number & 0xFFFE == 0xFFFE  # noqa: PLR2004 - the last two of each plane
    )


def one_line(text: str) -> str:
    """The text with every kind of line break and run of space as one space."""
    return " ".join(text.split())


def in_html(text: str) -> Markup:
    r"""Someone's words for a page: escaped, isolated in `<bdi>`, deceiving signs boxed.

    >>> str(in_html("<b>hi\u202e"))
    '<bdi>&lt;b&gt;hi<span class="boxed">U+202E</span></bdi>'
    """
    return Markup("<bdi>{}</bdi>").format(within(seen(text)))


def within(text: str) -> Markup:
    """A part of someone's words for a page, to stand within their `<bdi>`."""
    parts: list[Markup] = []

    def box(code: str) -> str:
        return f"\0{code}\0"

    for number, part in enumerate(legible(text, box).split("\0")):
        if number % 2:
            parts.append(Markup('<span class="boxed">{}</span>').format(part))
        else:
            parts.append(escape(part))
    return Markup("").join(parts)


def in_plain(text: str) -> str:
    r"""Someone's words where no markup can stand: titles and descriptions. One line, signs boxed.

    >>> in_plain("a\u202eb\nc")
    'a[U+202E]b c'
    """
    return one_line(legible(seen(text), "[{}]".format))


def in_markdown(text: str) -> str:
    r"""Someone's words for Markdown: one line, nothing in it is markup, link, image or table.

    Right-to-left words stand between Unicode isolates.

    >>> in_markdown("![x](http://y) | *z*")
    '\\!\\[x\\](http\\://y) \\| \\*z\\*'
    """
    line = in_plain(text)
    safe = _MARKDOWN.sub(r"\\\1", line.replace("&", "&amp;"))
    safe = _LINE_START.sub(lambda found: _escaped_start(found[1]), safe)
    safe = _WWW.sub(r"\1\\.", _SCHEME.sub(r"\\:", safe))
    return f"\u2068{safe}\u2069" if _RIGHT_TO_LEFT.search(safe) else safe


def _escaped_start(found: str) -> str:
    """A leading dash would begin a list, and so would a number with a full stop."""
    return f"{found}\\" if found[0].isdigit() else f"\\{found}"


def in_mermaid(text: str) -> str:
    """Someone's words for a label of a Mermaid diagram: one line, at most `LABEL_SHOWN` long.

    Signs that the diagram's grammar reads are written in their full-width form, since Mermaid
    knows no quoting in a journey.

    >>> in_mermaid('"]; click A href')
    '＂］； click A href'
    """
    line = one_line(legible(seen(text), "({})".format)).translate(_FULL_WIDTH)
    return line if len(line) <= LABEL_SHOWN else line[: LABEL_SHOWN - 1].rstrip() + "…"
