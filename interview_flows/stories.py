"""A story told in free words, split into steps, and the corrections a respondent makes to them.

Steps are pieces of the respondent's own text: numbering and a leading "then" go, the words stay.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from interview_flows.connectives import Connectives, connectives_of, is_list_of_deeds
from interview_flows.words import clean, clip, spoken, unaccented, word_set

MOST_STEPS = 60
LONGEST_STEP = 500  # characters; the answer's verbatim holds all of a longer one

_BULLET = re.compile(
    r"\s*(?:(?:step|schritt|paso|étape|etape|etapa|passo|الخطوة)\s?[0-9]{1,2}\s?[.:)\-–]*\s+"
    r"|\(?[0-9]{1,2}\s?\)\s*|[0-9]{1,2}[.:]\s+|[0-9]\ufe0f?\u20e3\s*|[①-⑳]\s*"
    r"|\(?[a-z]\)\s+|[-–—*•·▪◦‣➤►✓✔☑]\s+|[•·▪◦‣➤►]\s*)",
    re.IGNORECASE,
)
_INLINE_NUMBER = re.compile(r"(?:(?<=\s)|^)\(?([0-9]{1,2})[.)](?=\s)|([①-⑳])")
_ARROW = re.compile(r"\s*(?:[→⇒⟶➔➜⮕←]|➡\ufe0f?|-{1,2}>|=>|>>|(?<=\s)>(?=\s))\s*")
_SEMICOLON = re.compile(r"\s*(?:;(?=\s|$)|[；؛])\s*")
_SENTENCE = re.compile(r"[!?؟]+[\"'”’»)\]]*\s+|[。！？]+\s*|(?<!\.)\.[\"'”’»)\]]*\s+|(?:…|\.{2,})\s+")
_COMMA = re.compile(r"\s*,\s+(?:and\s+)?")
_PROTECTED = re.compile(
    r"https?://\S+|\([^()\n]{1,200}\)|\"[^\"\n]{1,200}\"|“[^“”\n]{1,200}”|«[^«»\n]{1,200}»|„[^„“”\n]{1,200}[“”]"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|etc|dr|mr|mrs|ms|prof|st|no|nr|approx|ca|vs|dept|ext|fig|incl|inc|ltd"
    r"|co|jr|sr|a\.m|p\.m|u\.s|z\.\s?b|d\.\s?h|u\.\s?a|bzw|usw|ggf|evtl|str|tel|sra?|srta|ud|uds|p"
    r"\.\s?ej|mme|mlle|av|exmo|[^\W\d_]|[0-9]{1,2})$",
    re.IGNORECASE,
)
_NO_STEP = word_set(
    "yes|yeah|yep|no|ok|okay|well|sure|right|so|hmm|hm|um|hi|hello|hey|thanks|thank you|thats all"
    "|thats it|that is all|that is it|the end|end|done|all done|finished|das wars|ende|fertig|ja"
    "|eso es todo|fin|cest tout|voila|e isso|e tudo|هذا كل شيء|نعم",
    "|",
)


def split_story(parts: Sequence[str], language: str = "en") -> tuple[str, ...]:
    """Split a story, told in one or more messages, into the steps it names; empty for no words.

    Cuts where the respondent did: at numbering, lines, arrows, semicolons, sentences and words
    like "then". Commas part steps only where nothing else does and every piece tells a deed.
    At most `MOST_STEPS`, the last one holding the rest.

    >>> split_story(["1. Found the form 2. Asked Dr. Lee, then paid $3.50"])
    ('Found the form', 'Asked Dr. Lee', 'paid $3.50')
    """
    words = connectives_of(language)
    told = [" ".join(line.split()) for line in clean("\n".join(parts)).split("\n")]
    pieces = [line for line in told if line]
    for cut in (_cut_numbers, _cut_arrows, _cut_semicolons, _cut_sentences):
        pieces = [piece for whole in pieces for piece in cut(whole)]
    pieces = [piece for whole in pieces for piece in _cut_connectives(whole, words)]
    if len(pieces) == 1:
        pieces = _cut_commas(pieces[0], language)
    steps = [step for piece in pieces if _tells(step := _trimmed(piece, words))]
    return _at_most(_without_announcement(steps) or [piece for piece in pieces[:1] if piece])


def _tells(step: str) -> bool:
    """Whether a piece has words, and others than a greeting or a "that's all"."""
    return bool(spoken(step)) and unaccented(step) not in _NO_STEP


def _without_announcement(steps: list[str]) -> list[str]:
    """Drop a first line such as "What I did:" before further steps."""
    return steps[1:] if len(steps) > 1 and steps[0].endswith(":") else steps


def _at_most(steps: Sequence[str]) -> tuple[str, ...]:
    kept = [*steps[: MOST_STEPS - 1], "; ".join(steps[MOST_STEPS - 1 :])]
    return tuple(clip(step, LONGEST_STEP) for step in kept if step)


def _cut_numbers(line: str) -> list[str]:
    """Cut at numbers that count 1, 2, 3 … inside one line; else take a bullet off its front."""
    marks, expected = [], 1
    for mark in _INLINE_NUMBER.finditer(line):
        if _ordinal(mark) == expected:
            marks.append(mark)
            expected += 1
    if len(marks) < 2:  # noqa: PLR2004
        return [_without_bullet(line)]
    ends = [mark.start() for mark in marks[1:]] + [len(line)]
    steps = [line[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
    return [piece for piece in (line[: marks[0].start()].strip(), *steps) if piece.strip()]


def _ordinal(mark: re.Match[str]) -> int:
    return int(mark[1]) if mark[1] else ord(mark[2]) - ord("①") + 1


def _without_bullet(line: str) -> str:
    rest = _BULLET.sub("", line, count=1) if _BULLET.match(line) else line
    return rest if rest.strip() else line


def _cut_arrows(text: str) -> list[str]:
    return _cut(text, _ARROW)


def _cut_semicolons(text: str) -> list[str]:
    return _cut(text, _SEMICOLON)


def _cut_sentences(text: str) -> list[str]:
    return _cut(text, _SENTENCE, keep=lambda mark: _ends_sentence(text, mark))


def _ends_sentence(text: str, mark: re.Match[str]) -> bool:
    """Whether a stop ends a sentence: not an abbreviation's, nor three dots of hesitation."""
    if mark[0].startswith(("…", "..")):
        return text[mark.end() : mark.end() + 1].isupper()
    if not mark[0].startswith("."):
        return True
    return not _ABBREVIATION.search(text[max(0, mark.start() - 12) : mark.start()])


def _cut_connectives(text: str, words: Connectives) -> list[str]:
    """Cut before "then" and the like, unless a clause hangs on it or a side would be a scrap."""
    pieces: list[str] = []
    rest, start = text, 0
    for mark in words.between.finditer(text):
        head = text[start : mark.start()]
        tail = text[mark.end() :]
        if _is_free(text, mark) and words.can_stand(head) and min(map(_length, (head, tail))) > 1:
            pieces.append(head)
            start, rest = mark.end(), tail
    return [piece.strip(" ,") for piece in (*pieces, rest)]


def _length(text: str) -> int:
    """Count words, no further than it matters here."""
    return len(text.split(maxsplit=2))


def _cut_commas(text: str, language: str) -> list[str]:
    pieces = _cut(text, _COMMA)
    return pieces if is_list_of_deeds(pieces, language) else [text]


def _cut(
    text: str, mark: re.Pattern[str], keep: Callable[[re.Match[str]], bool] = bool
) -> list[str]:
    """Cut at every mark outside links, brackets and quotations."""
    shields = [(m.start(), m.end()) for m in _PROTECTED.finditer(text)]
    pieces, start = [], 0
    for found in mark.finditer(text):
        if keep(found) and not _is_inside(found.start(), shields):
            pieces.append(text[start : found.start()])
            start = found.end()
    return [piece.strip() for piece in (*pieces, text[start:]) if piece.strip()]


def _is_inside(place: int, shields: Iterable[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in shields)


def _is_free(text: str, mark: re.Match[str]) -> bool:
    return not _is_inside(mark.start(), ((m.start(), m.end()) for m in _PROTECTED.finditer(text)))


def _trimmed(piece: str, words: Connectives) -> str:
    """Take bullet, leading connective and the closing full stop off a piece."""
    bare = _without_bullet(piece).strip(" ,;")
    told = words.leading.sub("", bare, count=1)
    told = told if spoken(told) else bare
    return told[:-1].rstrip() if told.endswith(".") and not told.endswith("..") else told
