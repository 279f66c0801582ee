"""How much room a text takes, counted by its characters: an estimate on the safe side.

Nobody knows with which letters a file will be opened. Widths are in em, the size of the letters.
"""

from collections.abc import Iterator
from unicodedata import bidirectional, category, east_asian_width

_BROAD = frozenset("MWmw@%&…—→★")
_NARROW = frozenset(" iIl.,:;'|!()[]jtfr")
_NO_ROOM = frozenset({"Mn", "Me", "Cf"})


def width_of(text: str) -> float:
    """Width of a line, in em.

    >>> width_of("il") < width_of("ab") < width_of("MW") < width_of("漢字")
    True
    """
    return sum(map(_width, text))


def _width(sign: str) -> float:
    if sign in _NARROW:
        return 0.33
    if sign in _BROAD:
        return 0.95
    if category(sign) in _NO_ROOM:
        return 0.0
    if east_asian_width(sign) in {"W", "F"}:
        return 1.2 if sign > "\uffff" else 1.05  # an emoji, an ideograph
    return 0.78 if sign.isupper() else 0.62


def lines_of(text: str, room: float) -> list[str]:
    """The text as lines no wider than `room` em: broken between words, a long word within.

    >>> lines_of("one two", 2.6)
    ['one', 'two']
    """
    return [line for part in text.split("\n") for line in _wrapped(part, room)]


def _wrapped(paragraph: str, room: float) -> Iterator[str]:
    line, used = "", 0.0
    for word in paragraph.split(" "):
        width = width_of(word)
        gap = _width(" ") if line else 0.0
        if used + gap + width <= room:
            line, used = f"{line} {word}" if line else word, used + gap + width
            continue
        if line:
            yield line
        *whole, line = _broken(word, room)
        yield from whole
        used = width_of(line)
    yield line


def _broken(word: str, room: float) -> Iterator[str]:
    start, used = 0, 0.0
    for at, sign in enumerate(word):
        width = _width(sign)
        if used + width > room and at > start:
            yield word[start:at]
            start, used = at, 0.0
        used += width
    yield word[start:]


def clipped(text: str, most: int) -> str:
    """At most so many characters, the last an ellipsis where some are left out.

    >>> clipped("a long story", 7)
    'a long…'
    """
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def is_rtl(text: str) -> bool:
    """Whether a text is to be read from the right: its first letter says.

    >>> is_rtl("7. \u0645\u0631\u062d\u0628\u0627 SAP"), is_rtl("SAP \u0645")
    (True, False)
    """
    for sign in text:
        if (kind := bidirectional(sign)) in {"L", "R", "AL"}:
            return kind != "L"
    return False
