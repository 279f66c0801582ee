"""The fonts of pictures and prints, and what is written where they have no glyph.

Typst says nothing of a missing glyph, so what the fonts cover is read from their own tables.
"""

import struct
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

FAMILIES: Final = ("Noto Sans", "Noto Sans Arabic")
FOLDERS: Final = tuple(
    str(files(package) / "files") for package in ("fontpkg_noto_sans", "fontpkg_noto_sans_arabic")
)
_UNSEEN = frozenset("\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069\ufe0e\ufe0f")
_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))  # of skin: they change an emoji before them
_ENDINGS = frozenset({".ttf", ".otf", ".ttc", ".otc"})
_DIRECTING = _UNSEEN - {"\ufe0e", "\ufe0f"}


@dataclass(frozen=True, slots=True)
class Letters:
    """What a set of fonts can write; `named` collects what it could not, by name."""

    covered: frozenset[int]
    named: set[str] = field(default_factory=set)

    def writable(self, text: str) -> str:
        """The text with the Unicode name, in brackets, of what no font has a glyph for."""
        return "".join(self._writable(text)) if not text.isascii() else text

    def _writable(self, text: str) -> Iterator[str]:
        is_named = False
        for character in text:
            if character in _DIRECTING and not is_named:
                yield character  # joins letters, or says which way they run
            elif character in _UNSEEN or (is_named and character in _TONES):
                continue
            elif ord(character) in self.covered or character == "\n":
                is_named = False
                yield character
            else:
                is_named = True
                name = _named(character)
                self.named.add(name)
                yield f"({name})"


def letters(folder: Path | None = None) -> Letters:
    """Letters of our own fonts and those in a folder, with nothing named yet."""
    return Letters(coverage() | (_coverage_of(folder) if folder else frozenset()))


def writable(text: str) -> str:
    """The text as our own fonts alone can write it.

    >>> writable("Café 😀"), writable("👍🏽")
    ('Café (grinning face)', '(thumbs up sign)')
    """
    return letters().writable(text)


def _named(character: str) -> str:
    name = unicodedata.name(character, "")
    return name.lower() if name else f"U+{ord(character):04X}"


@cache
def coverage() -> frozenset[int]:
    """The code points that at least one of our own fonts has a glyph for."""
    return frozenset().union(*(_coverage_of(Path(folder)) for folder in FOLDERS))


@cache
def _coverage_of(folder: Path) -> frozenset[int]:
    """The code points that some font in a folder, or in a folder of it, has a glyph for."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _ENDINGS)
    return frozenset(point for path in paths for point in _code_points_of(path))


def _code_points_of(path: Path) -> frozenset[int]:
    """Nothing for a file that is no whole font: Typst will not write with it either."""
    try:
        font = path.read_bytes()
        return frozenset(point for at in _fonts_in(font) for point in _code_points(font, at))
    except (OSError, ValueError, struct.error, IndexError):
        return frozenset()


# ── the cmap table, https://learn.microsoft.com/typography/opentype/spec/cmap ─────────────────────


def _fonts_in(font: bytes) -> Sequence[int]:
    """Where each font of a file begins: a collection (`.ttc`) holds several."""
    if font[:4] != b"ttcf":
        return (0,)
    (count,) = struct.unpack_from(">L", font, 8)
    return struct.unpack_from(f">{count}L", font, 12)


def _code_points(font: bytes, start: int) -> Iterator[int]:
    table = _table(font, start, b"cmap")
    for number in range(_uint16(table, 2)):
        platform, encoding, offset = struct.unpack_from(">HHL", table, 4 + 8 * number)
        if (platform, encoding) in {(0, 3), (0, 4), (3, 1), (3, 10)}:  # of Unicode
            yield from _mapped(table[offset:])


def _table(font: bytes, start: int, tag: bytes) -> bytes:
    for number in range(_uint16(font, start + 4)):
        name, _, offset, length = struct.unpack_from(">4sLLL", font, start + 12 + 16 * number)
        if name == tag:
            return font[offset : offset + length]
    raise ValueError(f"the font has no table {tag.decode()}")


def _mapped(subtable: bytes) -> Iterator[int]:
    """Code points of a subtable in one of the two forms that fonts have: by segment, by group."""
    match _uint16(subtable, 0):
        case 4:
            yield from _of_segments(subtable)
        case 12:
            (groups,) = struct.unpack_from(">L", subtable, 12)
            for number in range(groups):
                first, last, _ = struct.unpack_from(">LLL", subtable, 16 + 12 * number)
                yield from range(first, last + 1)


def _of_segments(subtable: bytes) -> Iterator[int]:
    count = _uint16(subtable, 6) // 2
    ends, starts = 14, 16 + 2 * count
    for number in range(count):
        first, last = _uint16(subtable, starts + 2 * number), _uint16(subtable, ends + 2 * number)
        delta = _uint16(subtable, starts + 2 * (count + number))
        place = starts + 2 * (2 * count + number)
        offset = _uint16(subtable, place)
        for point in range(first, min(last, 0xFFFE) + 1):
            at = place + offset + 2 * (point - first)
            if _uint16(subtable, at) if offset else (point + delta) % 0x10000:  # 0: no glyph
                yield point


def _uint16(data: bytes, at: int) -> int:
    (value,) = struct.unpack_from(">H", data, at)
    return int(value)
