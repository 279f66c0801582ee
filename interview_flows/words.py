"""Hygiene of typed text, and the forms in which two texts are compared.

What is stored is the respondent's own text, only made safe by `clean`. `folded`, `spoken` and
`unaccented` are for comparing and are never stored.
"""

import re
import unicodedata

REPLACEMENT = "\ufffd"

_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x9f]")  # C0, DEL and C1 without \t and \n
_NONCHARACTERS = re.compile(
    "[\x00\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
    + "]"
)
_TAGS = range(0xE0020, 0xE0080)  # invisible text hides here: it counts as text and is shown escaped
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # letters drawn as nothing
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_APART = {n: chr(n).lower() if chr(n).isalnum() else " " for n in range(128)}
_WORDS = _APART | dict.fromkeys(map(ord, "'`"))  # of ASCII, in small letters; an apostrophe joins
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_SIGNS = str.maketrans(dict.fromkeys("‐‑‒–—−﹣－", "-") | dict.fromkeys("’‘ʼ＇`´", "'"))
_ARABIC = str.maketrans("ةىٱکیے", "هياكيي", "ـ")  # as Persian keyboards write them, too
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def clean(text: str) -> str:
    r"""Make text safe to store and show: the words untouched, what breaks files replaced.

    NUL, lone surrogates and noncharacters become U+FFFD; every line break becomes a newline;
    other control characters and a leading byte order mark go. Text without one visible
    character becomes the empty string. Not normalised: combining marks and joined emoji stay.

    >>> clean("\ufeffone\r\ntwo\x07")
    'one\ntwo'
    """
    if text.isascii() and text.isprintable():  # most answers; five times as fast
        return "" if text.isspace() else text
    paired = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    lines = _LINE_BREAKS.sub("\n", paired)
    safe = _CONTROLS.sub("", _NONCHARACTERS.sub(REPLACEMENT, lines)).lstrip("\ufeff")
    return "" if all(_is_blank(character) for character in safe) else safe


def _is_blank(character: str) -> bool:
    if character.isspace() or character in _BLANKS:
        return True
    code = ord(character)
    return code in _VARIATION_SELECTORS or (
        unicodedata.category(character) == "Cf" and code not in _TAGS
    )


def folded(text: str) -> str:
    r"""Write text for comparing: no case, one way of writing é, one space, no invisible characters.

    The dotted and the dotless i of Turkish count as i.

    >>> folded("  CAFE\u0301  İzmir ") == folded("café izmir")
    True
    """
    if text.isascii():  # most answers; ten times as fast
        return " ".join(text.replace("`", "'").lower().split())
    visible = _BEYOND_ASCII.sub(_if_visible, text)
    plain = unicodedata.normalize("NFC", visible.translate(_SIGNS))
    lower = plain.replace("İ", "i").replace("ı", "i").casefold().replace("i\u0307", "i")
    return " ".join(unicodedata.normalize("NFC", lower).split())


def _if_visible(found: re.Match[str]) -> str:
    character = found[0]
    return character if character.isspace() or not _is_blank(character) else ""


def spoken(text: str) -> str:
    """Keep the folded words alone: no emoji, no punctuation; an apostrophe joins.

    >>> spoken("😀 Very good!")
    'very good'
    """
    letters = text if text.isascii() else folded(text)
    if letters.isascii():
        return " ".join(letters.translate(_WORDS).split())
    joined = letters.replace("'", "")
    return " ".join("".join(c if _is_letter(c) else " " for c in joined).split())


def _is_letter(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")


def plain(text: str) -> str:
    """Write text for comparing as typed on a phone in a hurry: folded, and without its accents.

    Arabic goes without vowel signs and tatweel, and with one form each of alef, yaa and haa.

    >>> plain("¿Teléfono?"), plain("إجابةً") == plain("اجابه")
    ('¿telefono?', True)
    """
    lower = folded(text)
    if lower.isascii():
        return lower
    bare = _BEYOND_ASCII.sub(_if_no_mark, unicodedata.normalize("NFD", lower))
    return bare if bare.isascii() else bare.translate(_ARABIC)


def unaccented(text: str) -> str:
    """Keep the plain words alone, as `spoken` keeps the folded ones.

    >>> unaccented("Teléfono!")
    'telefono'
    """
    letters = text if text.isascii() else plain(text)
    if letters.isascii():
        return " ".join(letters.translate(_WORDS).split())
    joined = letters.replace("'", "")
    return " ".join("".join(c if c.isalnum() else " " for c in joined).split())


def _if_no_mark(found: re.Match[str]) -> str:
    return "" if unicodedata.category(found[0]).startswith("M") else found[0]


def emoji_of(text: str) -> str:
    """Keep the pictograms alone, without skin tone and joiners.

    >>> emoji_of("👍🏽 yes")
    '👍'
    """
    return "".join(c for c in text if _is_pictogram(c))


def _is_pictogram(character: str) -> bool:
    return unicodedata.category(character) == "So" and ord(character) not in _SKIN_TONES


def base_language(code: str) -> str:
    """Drop region and script from a language code.

    >>> base_language("pt-BR")
    'pt'
    """
    return code.replace("_", "-").partition("-")[0].lower()


def word_set(words: str, separator: str | None = None) -> frozenset[str]:
    """Part a list of words into a set."""
    return frozenset(words.split(separator))


def said(phrases: str) -> frozenset[str]:
    """Part phrases at | into the set of their unaccented forms, ä also written ae.

    >>> sorted(said("später|klar"))
    ['klar', 'spaeter', 'spater']
    """
    written = (phrases, phrases.translate(_UMLAUTS))
    return frozenset(unaccented(one) for form in written for one in form.split("|") if one.strip())


def clip(text: str, limit: int) -> str:
    """Cut to `limit` characters, between words where one ends near, with … as the last.

    >>> clip("one two three", 9)
    'one two…'
    """
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    if not text[limit - 1].isspace():
        start, _, last = head.rpartition(" ")
        head = start if start and len(last) < limit // 2 else _whole_characters(head, text)
    return head.rstrip() + "…"


def _whole_characters(head: str, text: str) -> str:
    """`head` without a last character whose marks or joined emoji lie beyond the cut."""
    end = len(head)
    while end > 0 and _continues(text[end], text[end - 1]):
        end -= 1
    return text[: end or len(head)]


def _continues(character: str, before: str) -> bool:
    return (
        unicodedata.category(character) in {"Mn", "Me", "Mc", "Cf"}
        or ord(character) in _SKIN_TONES
        or before == "\u200d"
    )
