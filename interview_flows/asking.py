"""Whether a question is leading or double-barrelled, as far as its wording shows it.

A leading question says which answer is expected ("Don't you agree …", "How great was …"). A
double-barrelled one asks for one answer about two things ("How fast and friendly was …"). Neither
can be told with certainty from words alone; the rules miss some rather than cry wolf.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from interview_flows.slants import SLANTS
from interview_flows.words import base_language, folded

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“”]*[“”]|\{\{[^}]*\}\}")
_SENTENCE = re.compile(r"[^.!?？؟…]+[?？؟]?")
_MARKS = re.compile("[\u064b-\u0652\u0640]")  # vowel signs of Arabic, mostly left out
_INTRODUCED = re.compile(r"^[^,،]+[,،] ?")

# Words of which the Arabic letter for "and" is a part: time, arrive, find, clear, paper …
_OWN_WAW = (
    "واحد", "وقت", "وصل", "وصول", "وجد", "وضع", "وضوح", "واضح", "ورق", "وظيف", "وسيل", "وسائل",
    "وصف", "وقع", "وثيق", "وثائق", "ولاء", "وحدة", "وحدك", "وراء", "وكال", "وكيل", "ودود", "ودي",
)  # fmt: skip
_GLUED = re.compile(rf" و(?=\w{{2}})(?!(?<=و)(?:{'|'.join(word[1:] for word in _OWN_WAW)}))")


@dataclass(frozen=True, slots=True)
class _Rules:
    """The tables of one language, ready to be looked for."""

    pushes: tuple[re.Pattern[str], ...]
    loaded: re.Pattern[str]
    two_questions: re.Pattern[str]
    between: re.Pattern[str]
    orders: re.Pattern[str]
    judging: tuple[re.Pattern[str], ...]
    turns: re.Pattern[str]
    joined: re.Pattern[str]  # the words on either side of an "and"
    also: re.Pattern[str]  # ways of saying "and" in several words
    persons: frozenset[str]
    pairs: re.Pattern[str]
    conjunction: str
    severe: re.Pattern[str]
    glued: bool


def leading(text: str, language: str, *, of_severity: bool = False) -> str | None:
    """The words that lead to an answer; None where nothing does.

    Whoever is asked for the severity of a pain has named it: "how bad" then expects nothing.
    """
    rules = _rules(base_language(language))
    if rules is None:
        return None
    for clauses, is_question in _sentences(text, rules):
        for pattern in (*rules.pushes, rules.loaded) if is_question else ():
            for clause in clauses:
                found = pattern.search(clause)
                if found and not (of_severity and rules.severe.fullmatch(found[0])):
                    return found[0].strip(" ,،")
    return None


def double_barrelled(text: str, language: str) -> str | None:
    """The words that join two things to be answered at once; None where there are none."""
    rules = _rules(base_language(language))
    if rules is None:
        return None
    for clauses, is_question in _sentences(text, rules):
        said = rules.pairs.sub("¤", rules.also.sub(rules.conjunction, clauses[-1]))
        found = rules.two_questions.search(said) if is_question else None
        if found and not rules.between.search(said, 0, found.start()):
            return found[0].strip(" ,،")
        if (is_question or rules.orders.search(said)) and (joined := _judged_two(said, rules)):
            return joined
    return None


def _judged_two(sentence: str, rules: _Rules) -> str | None:
    """The two things that one verdict is wanted of."""
    clauses = (sentence, _INTRODUCED.sub("", sentence, count=1))
    for clause in clauses:
        for pattern in (*rules.judging, rules.orders):
            found = pattern.search(clause)
            if found is None:
                continue
            turn = rules.turns.search(clause, found.end())
            main = clause[found.start() : turn.start() if turn else len(clause)]
            for joined in rules.joined.finditer(main):
                if not _is_one_thing(joined["left"], joined["right"], rules):
                    return joined[0]
    return None


def _is_one_thing(left: str, right: str, rules: _Rules) -> bool:
    if left == right or left.isdecimal() or right.isdecimal():
        return True
    return not rules.persons.isdisjoint((left, right)) or "¤" in {left, right}


def _sentences(text: str, rules: _Rules) -> Iterator[tuple[list[str], bool]]:
    """Each sentence as it is looked at, parted at its colons, and whether it is a question."""
    plain = _MARKS.sub("", folded(_QUOTED.sub("¤", text))).replace("¿", "")
    for sentence in _SENTENCE.findall(plain):
        parts = re.split("[:;؛]", _GLUED.sub(" و ", sentence) if rules.glued else sentence)
        clauses = [clause for part in parts if (clause := part.strip(" -–—(),?？؟"))]
        if clauses:
            yield clauses, sentence[-1] in "?？؟"


@cache
def _rules(language: str) -> _Rules | None:
    table = SLANTS.get(language)
    if table is None:
        return None
    one_and = table.ands.partition("|")[0]
    word = r"[\w¤'-]+"
    article = r"(?:(?:the|a|an|der|die|das|den|dem|el|la|los|las|le|les|o|os|as|l') ?)?"
    return _Rules(
        pushes=tuple(_pattern(push) for push in table.pushes),
        loaded=_pattern(rf"\b(?:{table.praised}) (?:{table.loaded})\b"),
        two_questions=_pattern(
            rf"(?<=\S)[,،]? {one_and} (?:(?:{table.asks})(?=\W+\w)|(?:{table.why})$)"
        ),
        between=_pattern(rf"\b{table.between}"),
        orders=_pattern(table.orders),
        judging=tuple(_pattern(judging) for judging in table.judging),
        turns=_pattern(rf"\b(?:{table.turns})\b"),
        joined=_pattern(rf"(?P<left>{word}),? {one_and} {article}(?P<right>{word})"),
        also=_pattern(rf"\b(?:{table.ands})\b"),
        persons=frozenset(table.persons.split("|")),
        pairs=_pattern(rf"\b(?:{'|'.join(table.pairs)})\b"),
        conjunction=one_and,
        severe=_pattern(table.severe or "(?!)"),
        glued=table.glued,
    )


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(_MARKS.sub("", text).replace("ß", "ss"))  # as folded text is written
