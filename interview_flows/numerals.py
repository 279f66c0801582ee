"""Numbers as people type them: digits of any script, decimal signs by language, small words."""

import re
import unicodedata
from dataclasses import dataclass

from interview_flows.words import base_language, unaccented

Number = int | float

_MOST_DIGITS = 15  # a float holds every whole number of 15 digits exactly

_MINUS_SIGNS = "−﹣－‐‑‒–"
_SIGNS = str.maketrans(
    dict.fromkeys(_MINUS_SIGNS, "-") | {"＋": "+", "﹢": "+", "．": ".", "，": ","}
)
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u061c\ufe0e\ufe0f\u20e3]")
_POINT_LANGUAGES = frozenset({"en", "ar", "he", "hi", "ja", "ko", "th", "zh"})  # others: 1,5

_SPACE = "[ \u00a0\u2009\u202f]"
_FIGURES = re.compile(
    rf"(?<!\w)[+-]?(?:[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+(?:[.,٫][0-9]+)?"
    r"|[0-9]+(?:[.,'’٫٬][0-9]+)*|[.,][0-9]+)(?!\w)"
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Names:
    """Number words of one language, without accents."""

    small: str  # one … twelve, | between forms of the same
    alone: str = ""  # also an article: one only where it stands alone
    none: str = ""  # zero where it is the whole answer, | between them
    minus: str = "minus"
    beyond: str = ""  # part of a larger number, or of no number: never read alone


_NAMES = {
    "en": _Names(
        small="one two three four five six seven eight nine ten eleven twelve",
        none="none|no|nil|nothing|nobody|no one|none at all|not any|not one|never",
        beyond="thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty "
        "fifty sixty seventy eighty ninety hundred thousand million half quarter dozen dozens "
        "hundreds thousands",
    ),
    "de": _Names(
        small="eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf",
        alone="ein eine einen einer",
        none="keine|keiner|keinen|keins|kein|null|nichts|niemand|nie|gar keine",
        beyond="hundert tausend million halb halbe halben dutzend",
    ),
    "es": _Names(
        small="uno dos tres cuatro cinco seis siete ocho nueve diez once doce",
        alone="un una",
        none="ninguno|ninguna|ningun|nada|cero|nadie|nunca|no",
        minus="menos",
        beyond="veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento mil "
        "medio media docena",
    ),
    "fr": _Names(
        small="un deux trois quatre cinq six sept huit neuf dix onze douze",
        alone="une",
        none="aucun|aucune|rien|personne|jamais|non",
        minus="moins",
        beyond="vingt vingts trente quarante cinquante soixante cent cents mille demi demie "
        "douzaine dizaine",
    ),
    "pt": _Names(
        small="um dois|duas tres quatro cinco seis sete oito nove dez onze doze",
        alone="uma",
        none="nenhum|nenhuma|nada|ninguem|nunca|nao",
        minus="menos",
        beyond="vinte trinta quarenta cinquenta sessenta setenta oitenta noventa cem cento mil "
        "meio meia duzia",
    ),
    "ar": _Names(
        small="واحد|واحدة اثنان|اثنين ثلاثة|ثلاث اربعة|اربع خمسة|خمس ستة|ست سبعة|سبع ثمانية|ثماني "
        "تسعة|تسع عشرة",
        none="لا شيء|لا احد|لا|صفر|ابدا",
        minus="ناقص",
        beyond="عشر عشرون ثلاثون اربعون خمسون مئة مائة الف نصف ربع",
    ),
}


def readable_numbers(text: str, language: str = "en") -> tuple[Number, ...]:
    """Find every number in a text, in order, written in digits or as a small number word.

    Raises ValueError where something in it is a number to the eye and cannot be read safely:
    1e309, 1_0, ², ½, twenty-one, 1.2.3, more than 15 digits.

    >>> readable_numbers("about five forms, or 1,500?")
    (5, 1500)
    """
    names = _NAMES.get(base_language(language), _NAMES["en"])
    if unaccented(text) in names.alone.split():
        return (1,)
    figures = _with_signs(plain_figures(text), names.minus)
    found = [(m.start(), _value(m[0], language)) for m in _FIGURES.finditer(figures)]
    rest = _FIGURES.sub(lambda m: " " * len(m[0]), figures)
    found += [(m.start(), value) for m in _WORD.finditer(rest) if (value := _named(m[0], names))]
    return tuple(value for _, value in sorted(found))


def bare_number(text: str, language: str = "en") -> Number | None:
    """Read a text that is one number in digits and nothing else; None where it is not.

    >>> bare_number("５"), bare_number("²"), bare_number("1,5", "de")
    (5, None, 1.5)
    """
    figures = plain_figures(text).rstrip(".!) ")
    try:
        return _value(figures, language) if _FIGURES.fullmatch(figures) else None
    except ValueError:
        return None


def says_none(text: str, language: str = "en") -> bool:
    """Whether the whole text is a word for zero.

    >>> says_none("None!"), says_none("no idea")
    (True, False)
    """
    said = unaccented(text)
    return said in {"zero", *_NAMES.get(base_language(language), _NAMES["en"]).none.split("|")}


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


def _with_signs(figures: str, minus: str) -> str:
    return re.sub(rf"(?<!\w)(?:minus|{minus}) +(?=[0-9])", "-", figures, flags=re.IGNORECASE)


def _named(word: str, names: _Names) -> int | None:
    """1 … 12 for a number word, None for any other word."""
    said = unaccented(word)
    if any(character.isnumeric() for character in word) or said in names.beyond.split():
        raise ValueError(word)
    forms = (number.split("|") for number in names.small.split())
    return next((n for n, form in enumerate(forms, 1) if said in form), None)


def _value(figure: str, language: str) -> Number:
    """Read one figure of ASCII digits with its separators."""
    digits = re.sub(_SPACE, "", figure)
    if sum(c.isdigit() for c in digits) > _MOST_DIGITS:
        raise ValueError(figure)
    plain = _without_groups(digits, base_language(language))
    if plain is None:
        raise ValueError(figure)
    number = float(plain)
    return int(number) if number == int(number) else number


def _without_groups(digits: str, language: str) -> str | None:
    """Digits with at most one point; None where the separators make no sense."""
    signs = re.findall(r"[.,'’٫٬]", digits)
    if not signs:
        return digits
    last = signs[-1]
    if signs.count(last) == 1 and _is_decimal(digits, signs, language):
        whole, _, fraction = digits.rpartition(last)
        grouped = _ungrouped(whole) if len(signs) > 1 else whole
        return None if grouped is None else f"{grouped}.{fraction}"
    return _ungrouped(digits)


def _is_decimal(digits: str, signs: list[str], language: str) -> bool:
    """Whether the last separator is a decimal sign; only three digits after it leave doubt."""
    last = signs[-1]
    if last in "'’٬":
        return False
    point = last in {"٫", "." if language in _POINT_LANGUAGES else ","}
    return point or len(signs) > 1 or not re.fullmatch(r"[+-]?[1-9][0-9]{,2}.[0-9]{3}", digits)


def _ungrouped(digits: str) -> str | None:
    """Digits without their thousands separators; None where these do not part thousands."""
    if re.fullmatch(r"[+-]?[0-9]+", digits):
        return digits
    if not re.fullmatch(r"[+-]?[0-9]{1,3}(?:([.,'’٬])[0-9]{3})(?:\1[0-9]{3})*", digits):
        return None
    return re.sub(r"[.,'’٬]", "", digits)
