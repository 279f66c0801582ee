"""A story told in free words, split into steps; `corrections` is what is said about them then.

Steps are pieces of the respondent's own text: numbering and a leading "then" go, the words stay.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from interview_flows.agreeing import agreement, finished, stalls
from interview_flows.connectives import can_stand, is_list_of_deeds
from interview_flows.corrections import LONGEST_STEP, MOST_STEPS, correct_steps
from interview_flows.vocabulary import Vocabulary
from interview_flows.vocabulary.meanings import Connectives
from interview_flows.words import clean, clip, spoken

_Parts = Callable[[re.Match[str], str], bool]  # a mark, and what stands before it

__all__ = ["LONGEST_STEP", "MOST_STEPS", "correct_steps", "split_story"]

_BULLET = re.compile(
    r"\s*(?:(?:step|schritt|paso|étape|etape|etapa|passo|(?:ال)?خطوة)\s?\d{1,2}\s?[.:)\-–]*\s+"
    r"|\(?\d{1,2}\s?\)\s*|\d{1,2}(?:[.:]|\s?[-–—](?!\s*\d))\s+|[0-9]\ufe0f?\u20e3\s*|[①-⑳]\s*"
    r"|\(?[a-z]\)\s+|[-–—*•·▪◦‣➤►✓✔☑]\s+|[•·▪◦‣➤►]\s*)",
    re.IGNORECASE,
)
_INLINE_NUMBER = re.compile(r"(?:(?<=\s)|^)\(?(\d{1,2})(?:[.)]|\s?[-–—])(?=\s)|([①-⑳])")
_ARROW = re.compile(r"\s*(?:[→⇒⟶➔➜⮕←]|➡\ufe0f?|-{1,2}>|=>|>>|(?<=\s)>(?=\s))\s*")
_SEMICOLON = re.compile(r"\s*(?:;(?=\s|$)|[；؛])\s*")
_SENTENCE = re.compile(r"(?P<kept>(?:[!?؟]+|\.+|…)[\"'”’»)\]]*)\s+|(?<=[。！？])(?=[^\s。！？])")
_COMMA = re.compile(r"\s*,\s+(?:and\s+)?(?:then\s+)?")
_PROTECTED = re.compile(
    r"https?://[^\s,]*[^\s,;.]|\([^()\n]{1,200}\)|\"[^\"\n]{1,200}\"|“[^“”\n]{1,200}”|«[^«»\n]{1,200}»|„[^„“”\n]{1,200}[“”]"
)
_TITLE = re.compile(  # never ends a sentence, nor do an initial and a day of the month
    r"(?:^|[\s(])(?:e\.g|i\.e|dr|mr|mrs|ms|prof|vs|z\.\s?b|d\.\s?h|bzw|ggf|evtl|sra?|srta|ud|uds|mme"
    r"|mlle|exmo|p\.\s?ej|[^\W\d_]|[0-9]{1,2})$",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(  # ends a sentence where a capital follows
    r"(?:^|[\s(])(?:etc|st|approx|ca|dept|incl|inc|ltd|co|jr|sr|[ap]\.m|u\.s|usw|str|av)$",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:\b\w\.){2,}$|\.\.$")  # p.m. and three dots
_BEFORE_A_NUMBER = re.compile(r"(?:^|[\s(])(?:no|nr|ext|fig|tel|n)$", re.IGNORECASE)


def split_story(parts: Sequence[str], heard: Vocabulary) -> tuple[str, ...]:
    """Split a story, told in one or more messages, into the steps it names; empty for no words.

    Cuts where the respondent did: at numbering, lines, arrows, semicolons, sentences and words
    like "then". Commas part steps only where nothing else does and every piece tells a deed.
    At most `MOST_STEPS`, the last one holding the rest.

    >>> from interview_flows.vocabulary import vocabulary_in
    >>> told = ["1. Found the form 2. Asked Dr. Lee, then paid $3.50"]
    >>> split_story(told, vocabulary_in("en"))
    ('Found the form', 'Asked Dr. Lee', 'paid $3.50')
    """
    told = [" ".join(line.split()) for line in clean("\n".join(parts)).split("\n")]
    pieces = [line for line in told if line]
    for cut in (_cut_numbers, _cut_arrows, _cut_semicolons, _cut_sentences):
        pieces = [piece for whole in pieces for piece in cut(whole)]
    if len(pieces) == 1:
        pieces = _cut_commas(pieces[0], heard)
    pieces = [piece for whole in pieces for piece in _cut_connectives(whole, heard.connectives)]
    steps = [step for piece in pieces if _tells(step := _trimmed(piece, heard), heard)]
    return _at_most(_without_announcement(steps) or [piece for piece in pieces[:1] if piece])


def _tells(step: str, heard: Vocabulary) -> bool:
    """Whether a piece has words, and others than a greeting, a yes or no or "where do I start"."""
    if not spoken(step) or finished(step, heard) or stalls(step, heard):
        return False
    return agreement(step, heard, whole=True) is None


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
    return _cut(text, _SENTENCE, lambda mark, _: _ends_sentence(text, mark))


def _ends_sentence(text: str, mark: re.Match[str]) -> bool:
    """Whether a stop ends a sentence: not an abbreviation's, nor three dots of hesitation."""
    after = text[mark.end() : mark.end() + 1]
    if mark[0].startswith(("…", "..")):
        return after.isupper()
    if not mark[0].startswith("."):
        return True
    before = text[max(0, mark.start() - 12) : mark.start()]
    return not (
        _TITLE.search(before)
        or (_ABBREVIATION.search(before) and not after.isupper())
        or (_BEFORE_A_NUMBER.search(before) and after.isdigit())
    )


def _cut_connectives(text: str, words: Connectives) -> list[str]:
    """Cut before "then" and the like, unless a clause hangs on it or a side would be a scrap."""

    def parts(mark: re.Match[str], head: str) -> bool:
        tail = text[mark.end() : mark.end() + LONGEST_STEP]
        return can_stand(head, mark, words) and len(tail.split()) >= words.fewest

    return [piece.strip(" ,") for piece in _cut(text, words.between, parts)]


def _cut_commas(text: str, heard: Vocabulary) -> list[str]:
    pieces = _cut(text, _COMMA)
    return pieces if is_list_of_deeds(pieces, heard) else [text]


def _cut(text: str, where: re.Pattern[str], parts: _Parts = lambda _mark, _head: True) -> list[str]:
    """Cut at every mark that parts two pieces, outside links, brackets and quotations.

    What a mark matches goes, except its group "kept".
    """
    shields = [(m.start(), m.end()) for m in _PROTECTED.finditer(text)]
    pieces, start = [], 0
    for mark in where.finditer(text):
        head = text[start : mark.start()]
        if not _is_shielded(mark.start(), shields) and parts(mark, head):
            pieces.append(head + (mark.groupdict().get("kept") or ""))
            start = mark.end()
    return [piece.strip() for piece in (*pieces, text[start:]) if piece.strip()]


def _is_shielded(place: int, shields: Sequence[tuple[int, int]]) -> bool:
    before = bisect_right(shields, (place, len(shields) and shields[-1][1])) - 1
    return before >= 0 and place < shields[before][1]


def _trimmed(piece: str, heard: Vocabulary) -> str:
    """Take bullet, "I forgot to say that", leading connective and the closing stop off a piece."""
    bare = _without_bullet(piece).strip(" ,;")
    for lead in (heard.telling.lead, heard.connectives.leading):
        told = lead.sub("", bare, count=1)
        bare = told if spoken(told) else bare
    return _without_stop(bare)


def _without_stop(step: str) -> str:
    """Take the closing full stop off, unless it belongs to an abbreviation or to three dots."""
    if not step.endswith((".", "。")) or _INITIALS.search(step[-8:]):
        return step
    return step[:-1].rstrip()
