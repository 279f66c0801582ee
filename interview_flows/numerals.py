"""Numbers as people type them: digits of any script, decimal signs by language, small words."""

import re
import unicodedata
from itertools import pairwise

from interview_flows.vocabulary import Vocabulary
from interview_flows.vocabulary.meanings import Numerals
from interview_flows.words import plain, unaccented

Number = int | float

_LONGEST = 100  # characters of a bare number
_MOST_DIGITS = 15  # a float holds every whole number of 15 digits exactly

_MINUS_SIGNS = "−﹣－‐‑‒–"
_SIGNS = str.maketrans(
    dict.fromkeys(_MINUS_SIGNS, "-") | {"＋": "+", "﹢": "+", "．": ".", "，": ","}
)
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u061c\ufe0e\ufe0f\u20e3]")

_SPACE = "[ \u00a0\u2009\u202f]"
_FIGURES = re.compile(
    rf"(?<!\w)[+-]?(?:[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+(?:[.,٫][0-9]+)?"
    r"|[0-9]+(?:[.,'’٫٬][0-9]+)*|[.,][0-9]+)(?!\w)"
)
_WORD = re.compile(r"\w+")


def readable_numbers(text: str, heard: Vocabulary) -> tuple[Number, ...]:
    """Find every number in a text, in order, written in digits or as a number word.

    Raises ValueError where something in it is a number to the eye and cannot be read safely:
    1e309, 1_0, ², ½, twenty-one, 1.2.3, "less than five", more than 15 digits.

    >>> from interview_flows.vocabulary import vocabulary_in
    >>> readable_numbers("about five forms, or 1,500?", vocabulary_in("en"))
    (5, 1500)
    """
    names = heard.numerals
    said = unaccented(text)
    if said in names.alone:
        return (1,)
    if said in names.half:
        return (0.5,)
    figures = _with_halves(_with_signs(apart(plain(plain_figures(text)), heard), names), names)
    check_joined(figures, heard)
    found = [(*m.span(), _value(m[0], names)) for m in _FIGURES.finditer(figures)]
    rest = _FIGURES.sub(lambda m: " " * len(m[0]), figures)
    words = [
        (*m.span(), value)
        for m in _WORD.finditer(rest)
        if (value := _named(m[0], names)) is not None
    ]
    _check_apart(figures, [place[:2] for place in found], [place[:2] for place in words])
    return tuple(value for *_, value in sorted(found + words))


def _check_apart(
    figures: str, numbers: list[tuple[int, int]], words: list[tuple[int, int]]
) -> None:
    """Raise ValueError where a number word stands right beside another number: twenty-one."""
    places = sorted(numbers + words)
    for before, after in pairwise(places):
        if not figures[before[1] : after[0]].strip(" -") and {before, after} & set(words):
            raise ValueError(figures[before[0] : after[1]])


def apart(written: str, heard: Vocabulary) -> str:
    """Part the "and" that a language writes onto a number, a unit or a fraction behind it.

    Real words that begin like it stay. `written`: in plain letters.

    >>> from interview_flows.vocabulary import vocabulary_in
    >>> apart("خمسه وعشرون", vocabulary_in("ar"))
    'خمسه و عشرون'
    """
    glued, names, times = heard.numerals.glued, heard.numerals, heard.times
    if not glued:
        return written
    units = frozenset[str]().union(*times.units.values())
    counts = {*names.words, *names.unsafe, *units, *times.fixed}

    def parted(found: re.Match[str]) -> str:
        word = found[0]
        known = len(found[1]) > 1 and found[1] in counts and word not in counts
        return f"{glued} {found[1]}" if known else word

    return re.sub(
        rf"(?<!\w){glued}([^\W\d_]+)", parted, re.sub(rf"\b{glued}(?=[0-9])", f"{glued} ", written)
    )


def check_joined(written: str, heard: Vocabulary) -> None:
    """Raise ValueError where a number is joined to what may be another: "treinta y una".

    `written`: in plain letters; number words may be figures.
    """
    names = heard.numerals
    counted = _WORD.sub(lambda word: str(names.words.get(word[0], word[0])), written)
    ones = "|".join({*names.alone, heard.times.one})
    one, joins = rf"(?<!\w)(?:{ones})(?!\w)", rf"(?:{plain(heard.joins)})(?!\w)"
    number = r"(?<![\w.,])[0-9][0-9.,]*"
    doubts = (
        rf"{one} (?:[^\W\d]+ )?{joins} (?:[^\W\d]+ )?[0-9]",
        rf"{one} (?:{names.up_to}) [0-9]",
        rf"{number} (?:[^\W\d]+ )?{joins} {one}",
        rf"{number} (?:{names.up_to}) {one}",
        rf"(?<!\w)(?:{names.unsure})(?!\w)",
    )
    if any(re.search(doubt, counted) for doubt in doubts):
        raise ValueError(written)


def bare_number(text: str, heard: Vocabulary) -> Number | None:
    """Read a text that is one number in digits and nothing else; None where it is not.

    >>> from interview_flows.vocabulary import vocabulary_in
    >>> german = vocabulary_in("de")
    >>> bare_number("５", german), bare_number("²", german), bare_number("1,5", german)
    (5, None, 1.5)
    """
    if len(text) > _LONGEST:
        return None
    figures = plain_figures(text).rstrip(".!) ")
    try:
        return _value(figures, heard.numerals) if _FIGURES.fullmatch(figures) else None
    except ValueError:
        return None


def says_none(text: str, heard: Vocabulary) -> bool:
    """Whether the whole text is a word for zero.

    >>> from interview_flows.vocabulary import vocabulary_in
    >>> says_none("None!", vocabulary_in("en")), says_none("no idea", vocabulary_in("en"))
    (True, False)
    """
    return unaccented(text) in heard.numerals.none


def plain_figures(text: str) -> str:
    """Rewrite digits and signs of any script in ASCII, without keycaps and direction marks.

    Superscripts, fractions and the like are no digits and stay as they are.

    >>> plain_figures("−５ ٣")
    '-5 3'
    """
    visible = _UNSEEN.sub("", text).translate(_SIGNS)
    return ascii_digits(visible).strip()


def ascii_digits(text: str) -> str:
    """Rewrite decimal digits of any script as 0–9, one for one, so that places stay the same."""
    return "".join(c if c.isascii() else str(unicodedata.decimal(c, c)) for c in text)


def shown(number: Number) -> str:
    """Write a number as a person would.

    >>> shown(10.0), shown(2.5)
    ('10', '2.5')
    """
    return str(int(number)) if number == int(number) else str(number)


def _with_signs(figures: str, names: Numerals) -> str:
    return re.sub(rf"(?<!\w)(?:{names.minus}) +(?=[0-9])", "-", figures, flags=re.IGNORECASE)


def _with_halves(figures: str, names: Numerals) -> str:
    """Write "two and a half" as 2.5; the text without its accents."""
    said = plain(figures)

    def halved(found: re.Match[str]) -> str:
        number = found[1] if found[1].isdigit() else names.words.get(found[1])
        return found[0] if number is None else f"{number}.5"

    return re.sub(rf"\b([0-9]{{1,3}}|[^\W\d_]+) (?:{names.and_a_half})\b", halved, said)


def _named(word: str, names: Numerals) -> Number | None:
    """Value of a number word, None for any other word."""
    said = unaccented(word)
    if any(character.isnumeric() for character in word) or said in names.unsafe:
        raise ValueError(word)
    return names.words.get(said)


def _value(figure: str, names: Numerals) -> Number:
    """Read one figure of ASCII digits with its separators."""
    digits = re.sub(_SPACE, "", figure)
    if sum(c.isdigit() for c in digits) > _MOST_DIGITS:
        raise ValueError(figure)
    written = _without_groups(digits, names)
    if written is None:
        raise ValueError(figure)
    number = float(written)
    return int(number) if number == int(number) else number


def _without_groups(digits: str, names: Numerals) -> str | None:
    """Digits with at most one point; None where the separators make no sense."""
    signs = re.findall(r"[.,'’٫٬]", digits)
    if not signs:
        return digits
    last = signs[-1]
    if signs.count(last) == 1 and _is_decimal(digits, signs, names):
        whole, _, fraction = digits.rpartition(last)
        grouped = _ungrouped(whole) if len(signs) > 1 else whole
        return None if grouped is None else f"{grouped}.{fraction}"
    return _ungrouped(digits)


def _is_decimal(digits: str, signs: list[str], names: Numerals) -> bool:
    """Whether the last separator is a decimal sign; only three digits after it leave doubt."""
    last = signs[-1]
    if last in "'’٬":
        return False
    point = last in {"٫", "," if names.decimal_comma else "."}
    return point or len(signs) > 1 or not re.fullmatch(r"[+-]?[1-9][0-9]{,2}.[0-9]{3}", digits)


def _ungrouped(digits: str) -> str | None:
    """Digits without their thousands separators; None where these do not part thousands."""
    if re.fullmatch(r"[+-]?[0-9]+", digits):
        return digits
    if not re.fullmatch(r"[+-]?[0-9]{1,3}(?:([.,'’٬])[0-9]{3})(?:\1[0-9]{3})*", digits):
        return None
    return re.sub(r"[.,'’٬]", "", digits)
