"""Words that part one step of a story from the next, by language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from interview_flows.words import base_language, spoken, word_set


@dataclass(frozen=True, slots=True)
class Connectives:
    """How one language goes on to the next step. Patterns expect single spaces."""

    between: re.Pattern[str]  # parts two steps inside a sentence
    leading: re.Pattern[str]  # opens a step and says nothing of it
    opens_clause: re.Pattern[str]  # what follows depends on the rest of the sentence
    leans: frozenset[str]  # a head ending so is not finished: "I then went"

    def can_stand(self, head: str, mark: str) -> bool:
        """Whether what stands before the connective `mark` is a sentence of its own."""
        if self.opens_clause.match(head):
            return False
        words = spoken(head[-60:]).split()
        # A bare "then" needs three words before it: "my boss then approved" is one step.
        bare = mark.strip(" ,") in {"then", "Then"} and not mark.startswith(",")
        return len(words) >= (3 if bare else 2) and words[-1] not in self.leans


def _connectives(between: str, leading: str, clause: str, leans: str = "") -> Connectives:
    return Connectives(
        re.compile(between, re.IGNORECASE),
        re.compile(rf"^(?:{leading})(?=\S)", re.IGNORECASE),
        re.compile(rf"(?:{clause})\b", re.IGNORECASE),
        word_set(leans),
    )


_NOT_IN_TIME = r"(?!(?:to|door|day|week|month|year|time|one|step|point|call|meeting|again)\b)"

_TABLE = {
    "en": _connectives(
        rf"(?:,| and|, and|, but| but) (?:then|after that|after this|afterwards?|subsequently"
        rf"|later on|next|finally|lastly|eventually),? {_NOT_IN_TIME}"
        rf"|(?<=\w) (?:after that|afterwards), |(?<=\w) then,? {_NOT_IN_TIME}",
        rf"(?:(?:and|so|but) )?(?:then|after that|after this|afterwards?|next|finally|lastly)"
        rf"(?: ?[,:]| -)? {_NOT_IN_TIME}"
        r"|(?:first of all|firstly|secondly|thirdly|lastly)[,:]? "
        r"|(?:first|second|third|fourth|fifth)(?:[,:] | (?=(?:i|we|you|he|she|they|it|there)\b))",
        "if|when|whenever|once|unless|because|since|as soon as|while|until|although|though",
        "back by until till since even just only right now from what if i we you he she they it "
        "who which that this and or but so had have has was were is are be been did do does to "
        "must should could would will can may might the a an my our his her their of in on at for",
    ),
    "de": _connectives(
        r"(?:,| und|, und) (?:dann|danach|anschließend|anschliessend|später|schließlich|zuletzt"
        r"|zum schluss) ",
        r"(?:und )?(?:dann|danach|anschließend|anschliessend|schließlich|zuletzt|zuerst"
        r"|als erstes|als nächstes|zum schluss)[,:]? ",
        "wenn|als|sobald|falls|weil|da|nachdem|bevor|während|obwohl",
    ),
    "es": _connectives(
        r"(?:,| y|, y) (?:luego|después|despues|entonces|más tarde|finalmente|por último) "
        r"(?!de\b)",
        r"(?:y )?(?:luego|después|despues|entonces|finalmente|por último|primero)(?:[,:])? "
        r"(?!de\b)",
        "si|cuando|porque|aunque|mientras|después de|antes de",
    ),
    "fr": _connectives(
        r",? (?:et )?puis |(?:,| et|, et) (?:ensuite|après ça|après cela|enfin|finalement) ",
        r"(?:et )?(?:puis|ensuite|après ça|après cela|enfin|finalement|d['’]abord)[,:]? ",
        "si|quand|lorsque|parce que|bien que|dès que|après avoir|avant de",
    ),
    "pt": _connectives(
        r"(?:,| e|, e) (?:depois|então|entao|em seguida|mais tarde|finalmente|por fim) "
        r"(?!d[eoa]s?\b)",
        r"(?:e )?(?:depois|então|entao|em seguida|finalmente|por fim|primeiro)[,:]? "
        r"(?!d[eoa]s?\b)",
        "se|quando|porque|embora|enquanto|depois d|antes d",
    ),
    "ar": _connectives(
        r"[،,]? (?:ثم|ثمّ|وبعد ذلك|وبعدها|بعد ذلك|وأخيرا|وأخيراً|وأخيرًا) ",
        r"(?:و?ثمّ?|و?بعد ذلك|و?بعدها|و?أخيرا|و?أخيراً|و?أخيرًا|أولا|أولاً)[،,:]? ",
        "عندما|إذا|لأن|بينما|لما",
    ),
}

_DEEDS = word_set(
    "ask asked attend attended book booked bought bring brought browse browsed buy call called "
    "check checked choose chose click clicked collect collected compare compared complete "
    "completed confirm confirmed contact contacted coordinate coordinated create created decide "
    "decided deliver delivered discuss discussed download downloaded email emailed enter entered "
    "fetch fetched fill filled find found forward forwarded gave get give go got went hand handed "
    "hear heard inform informed install installed join joined learn learned leave left log logged "
    "look looked made make meet met message messaged move moved open opened order ordered paid "
    "pay phone phoned pick picked prepare prepared print printed purchase purchased put read "
    "receive received register registered reject rejected remind reminded request requested "
    "research researched return returned review reviewed ring rang run ran saw see scan scanned "
    "search searched see select selected send sent set show showed sign signed speak spoke start "
    "started submit submitted take took talk talked tell told travel travelled try tried type "
    "typed update updated upload uploaded use used visit visited wait waited walk walked write "
    "wrote"
)
_BEFORE_A_DEED = word_set(
    "i we you he she they then first finally had have has to need needed needs must should also "
    "just"
)


def connectives_of(language: str) -> Connectives:
    """Find the connectives of a language; those of English where it has none here."""
    return _TABLE.get(base_language(language), _TABLE["en"])


def is_list_of_deeds(pieces: Sequence[str], language: str) -> bool:
    """Whether each of three or more pieces begins with something that a person does.

    Known for English only: elsewhere commas never part steps.

    >>> is_list_of_deeds(["find the form", "I got approval", "paid"], "en")
    True
    >>> is_list_of_deeds(["long forms", "slow replies", "bad links"], "en")
    False
    """
    enough = len(pieces) >= 3 and base_language(language) == "en"  # noqa: PLR2004
    firsts = [_first_word(piece) for piece in pieces] if enough else []
    told = [first in _DEEDS for first in firsts]
    return any(told) and all(
        known or first.endswith("ed") for known, first in zip(told, firsts, strict=True)
    )


def _first_word(piece: str) -> str:
    """Find the word that a piece begins with, after "I had to" and the like."""
    words = (w for w in spoken(piece[:200]).split() if w not in _BEFORE_A_DEED)
    return next(words, "")
