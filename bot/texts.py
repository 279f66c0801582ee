"""Texts cut to a platform's limits. People read characters, and none of them may be cut."""

import re
import unicodedata
from collections.abc import Callable

Measure = Callable[[str], int]
"""How long a platform takes a text to be. Never shorter for a longer text."""

_ZWJ = "\u200d"
_LONGEST_CHARACTER = 200  # code points looked at to keep one character whole

_BREAKS = tuple(
    re.compile(pattern) for pattern in (r"\n\s*\n", r"\n", r"[.!?…。！？؟][\"'”’»)\]]*\s+", r"\s+")
)


def units(text: str) -> int:
    """Length in UTF-16 units, as Telegram and browsers count.

    >>> units("a"), units("👍"), units("👩‍👩‍👧‍👦")
    (1, 2, 11)
    """
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def whole(text: str) -> str:
    """The text with U+FFFD for what neither UTF-8 nor a database carries: lone surrogates, NUL."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\0", "\ufffd")


def clipped(text: str, most: int, measure: Measure = units) -> str:
    r"""The text on one line, shortened with … where it measures over `most`.

    >>> clipped("one and\ntwo", 10)
    'one and t…'
    """
    line = " ".join(text.split())
    if measure(line) <= most:
        return line
    return line[: _whole_until(line, most - 1, measure)].rstrip() + "…"


def pieces(text: str, most: int, measure: Measure = units) -> list[str]:
    """The text in pieces that measure at most `most`, in order; never an empty piece.

    A piece ends at a paragraph, line, sentence or word where one ends in its second half, else
    between two characters. Only white space at the cuts is lost.
    """
    found = []
    while measure(text) > most:
        cut = _cut(text, most, measure)
        found.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [piece for piece in (*found, text.rstrip()) if piece]


def _cut(text: str, most: int, measure: Measure) -> int:
    end = _longest_start(text, most, measure)
    for pattern in _BREAKS:
        ends = [match.end() for match in pattern.finditer(text, end // 2, end)]
        if ends:
            return ends[-1]
    return _whole_until(text, most, measure)


def _longest_start(text: str, most: int, measure: Measure) -> int:
    """How many code points fit into `most`."""
    fits, too_many = 0, min(len(text), most) + 1  # no code point measures less than one
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if measure(text[:middle]) <= most:
            fits = middle
        else:
            too_many = middle
    return fits


def _whole_until(text: str, most: int, measure: Measure) -> int:
    """How many code points fit without cutting a character; a monstrous one is cut all the same."""
    end = _longest_start(text, most, measure)
    for cut in range(end, max(0, end - _LONGEST_CHARACTER), -1):
        if not _is_inside(text, cut):
            return cut
    return end


def _is_inside(text: str, cut: int) -> bool:
    """Whether `cut` lies inside one character as people see it (Unicode Annex 29, the main rules).

    >>> _is_inside("👩‍👧", 1), _is_inside("🇩🇪🇫🇷", 1), _is_inside("🇩🇪🇫🇷", 2)
    (True, True, False)
    """
    if not 0 < cut < len(text):
        return False
    left, right = text[cut - 1], text[cut]
    return (
        left == _ZWJ
        or _extends(right)
        or left + right == "\r\n"
        or _is_jamo_pair(left, right)
        or (_is_flag_letter(right) and _flag_letters_before(text, cut) % 2 == 1)
    )


def _extends(character: str) -> bool:
    return (
        character == _ZWJ
        or unicodedata.category(character) in {"Mn", "Me", "Mc"}  # marks, variation selectors
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= character <= "\U000e007f"  # tags, as in the flag of Scotland
    )


def _is_jamo_pair(left: str, right: str) -> bool:
    """Whether both belong to one Korean syllable."""
    if "\u1100" <= left <= "\u115f":
        return "\u1100" <= right <= "\u11a7" or "\uac00" <= right <= "\ud7a3"
    return ("\u1160" <= left <= "\u11ff" or "\uac00" <= left <= "\ud7a3") and (
        "\u1160" <= right <= "\u11ff"
    )


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flag_letters_before(text: str, cut: int) -> int:
    count = 0
    while count < cut and _is_flag_letter(text[cut - 1 - count]):
        count += 1
    return count
