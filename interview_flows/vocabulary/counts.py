"""Numbers in other words, where things are counted: "twice" is "2 times", "ein Formular" is one.

Patterns of plain text, and what is written instead; one that begins with ^ is the whole answer.
One of something is one only where the thing is known to be counted: "ein Witz" tells no number.
"""

from collections.abc import Mapping
from typing import Final

_ENDS = r" ?(?:$|[,;:!?…)]|[.](?![0-9]))"  # a clause
_ONE = r"1 \1"


def _one(article: str, things: str) -> str:
    """One of these things, and nothing else."""
    return rf"^{article} ((?:{things}))[.!]?$"


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
    _one(
        "(?:nur |bloss |genau |lediglich )?eine?[nrm]?(?: einzige[nrs]?)?",
        "formular|antrag|fragebogen|brief|schreiben|anfrage|anruf|telefonat|e-?mail|mail"
        "|nachricht|termin|besuch|gesprach|gespraech|treffen|besprechung|person|mensch|kollegin"
        "|kollege|kollegen|mitarbeiterin|mitarbeiter|stelle|amt|buro|buero|abteilung|schalter"
        "|seite|dokument|datei|unterlage|unterschrift|ausweis|bescheinigung|rechnung|kopie"
        "|system|programm|app|website|webseite|portal|ticket|schritt|versuch|frage",
    ): _ONE,
}

SPANISH: Final[Mapping[str, str]] = {
    r"(?<!otra )(?<!alguna )(?<!de )(?<!tal )(?<!erase )(?<!cada )una (?:sola |unica )?vez"
    rf"(?= o |{_ENDS})": "1 vez",
    _one(
        "(?:solo |solamente )?una?(?: sol[oa]| unic[oa])?",
        "formulario|solicitud|carta|llamada|correo|email|mensaje|cita|visita|reunion"
        "|conversacion|persona|empleado|empleada|colega|companero|companera|oficina"
        "|departamento|ventanilla|pagina|documento|archivo|firma|certificado|factura|copia"
        "|sistema|programa|aplicacion|app|portal|sitio|ticket|paso|intento|pregunta|peticion",
    ): _ONE,
}

FRENCH: Final[Mapping[str, str]] = {
    rf"(?<!encore )(?<!la )(?<!autre )(?<!des )une (?:seule )?fois(?= ou |{_ENDS})": "1 fois",
    _one(
        "(?:juste |seulement )?une(?: seule)?",
        "demande|lettre|visite|reunion|conversation|personne|employee|collegue|page|signature"
        "|attestation|facture|copie|application|appli|fiche|etape|tentative|question|piece"
        "|convocation|relance",
    ): _ONE,
}

PORTUGUESE: Final[Mapping[str, str]] = {
    r"(?<!outra )(?<!alguma )(?<!de )(?<!mais )(?<!era )uma (?:so |unica )?vez"
    rf"(?= ou |{_ENDS})": "1 vez",
    _one(
        "(?:so |apenas |somente )?uma(?: so| unica)?",
        "solicitacao|carta|chamada|ligacao|mensagem|visita|reuniao|conversa|pessoa|funcionaria"
        "|colega|reparticao|pagina|assinatura|certidao|fatura|copia|aplicacao|ficha|etapa"
        "|tentativa|pergunta|consulta",
    ): _ONE,
}

ARABIC: Final[Mapping[str, str]] = {
    rf"(?!ال|رقم|ولا|كل|اي|غير)([^\W\d_]{{3,}}) (?:واحده?|وحده)(?= (?:فقط|بس)|{_ENDS})": _ONE,
    # The dual: of things in the feminine, and of some others whose plural is never alike.
    r"^(?!دقيقت|ساعت|سنت|مئت|مايت|ميت|ست|رو|بست|فست)[^\W\d_]{2,}ت(?:ان|ين)(?: فقط| بس)?[.!]?$": "2",
    r"^(?:نموذج|شخص|اتصال|طلب|مكتب|ملف|موقع|اجتماع|برنامج|نظام|جهاز|مستند)(?:ان|ين)"
    r"(?: فقط| بس)?[.!]?$": "2",
}
