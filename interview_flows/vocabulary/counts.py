"""Numbers in other words, where things are counted: "twice" is "2 times", "ein Formular" is one.

Patterns of plain text, and what is written instead; one that begins with ^ is the whole answer.
Words that tell no certain number ("ein paar", "una parte") are left out.
"""

from collections.abc import Mapping
from typing import Final

_ENDS = r" ?(?:$|[,;:!?…)]|[.](?![0-9]))"  # a clause
_NOUN = r"([^\W\d_]{3,})[.!]?$"
_ONE = r"1 \1"

ENGLISH: Final[Mapping[str, str]] = {
    rf"(?<!at )(?<!all )once(?= (?:or|to) |{_ENDS})": "1 time",
    r"twice(?! (?:as|the|a|an|that|this|more|daily|weekly|monthly|yearly)\b)": "2 times",
    r"thrice": "3 times",
}

GERMAN: Final[Mapping[str, str]] = {
    r"ein-? (?=(?:oder|bis) )": "1 ",
    r"(?<!nicht )(?<!noch )(?<!auf )(?<!erst )(?<!schon )(?<!wieder )einmal"
    rf"(?= (?:oder|bis) |{_ENDS})": "1 mal",
    r"(zwei|drei|vier|funf|fuenf|sechs|sieben|acht|neun|zehn|elf|zwolf|zwoelf)mal"
    r"(?! (?:so|mehr|die|am|im|in|taglich|taeglich|wochentlich|woechentlich)\b)": r"\1 mal",
    r"^(?:nur |bloss |genau |lediglich )?eine?[nrm]?(?: einzige[nrs]?)? "
    r"(?!paar|bisschen|wenige?|teil|menge|haufen|handvoll|reihe|halbe?[nrs]?|mal|von|oder|und|bis)"
    + _NOUN: _ONE,
}

SPANISH: Final[Mapping[str, str]] = {
    r"(?<!otra )(?<!alguna )(?<!de )(?<!tal )(?<!erase )(?<!cada )una (?:sola |unica )?vez"
    rf"(?= o |{_ENDS})": "1 vez",
    r"^(?:solo |solamente )?una?(?: sol[oa]| unic[oa])? "
    r"(?!par|poco|poquito|monton|parte|medi[oa]|cuarto|tanto|rato|vez|punado|quincena|mas|tercio)"
    + _NOUN: _ONE,
}

FRENCH: Final[Mapping[str, str]] = {
    rf"(?<!encore )(?<!la )(?<!autre )(?<!des )une (?:seule )?fois(?= ou |{_ENDS})": "1 fois",
    r"^(?:juste |seulement )?une(?: seule)? "
    r"(?!partie|poignee|paire|demie?|moitie|autre|fois|multitude|serie|[^\W\d_]+aine)"
    + _NOUN: _ONE,
}

PORTUGUESE: Final[Mapping[str, str]] = {
    r"(?<!outra )(?<!alguma )(?<!de )(?<!mais )(?<!era )uma (?:so |unica )?vez"
    rf"(?= ou |{_ENDS})": "1 vez",
    r"^(?:so |apenas |somente )?uma(?: so| unica)? "
    r"(?!parte|metade|meia|quinzena|dezena|centena|porcao|outra|mais|vez|serie)" + _NOUN: _ONE,
}

ARABIC: Final[Mapping[str, str]] = {
    rf"(?!ال|رقم|ولا|كل|اي|غير)([^\W\d_]{{3,}}) (?:واحده?|وحده)(?= (?:فقط|بس)|{_ENDS})": _ONE,
    # The dual: of things in the feminine, and of some others whose plural is never alike.
    r"^(?!دقيقت|ساعت|سنت|مئت|مايت|ميت|ست|رو|بست|فست)[^\W\d_]{2,}ت(?:ان|ين)(?: فقط| بس)?[.!]?$": "2",
    r"^(?:نموذج|شخص|اتصال|طلب|مكتب|ملف|موقع|اجتماع|برنامج|نظام|جهاز|مستند)(?:ان|ين)"
    r"(?: فقط| بس)?[.!]?$": "2",
}
