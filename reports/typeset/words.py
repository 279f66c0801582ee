"""Words as they are handed to Typst: data with its direction, of letters that the fonts have."""

import re
from collections.abc import Iterable
from typing import Final
from unicodedata import combining

from reports.escape import legible, one_line, seen
from reports.typeset.fonts import Letters, letters

BREAK: Final = "\u200b"  # where a run without spaces may be broken; the template takes it away
LONGEST_RUN = 12  # characters that stand in every column, however wide they are
_LONGEST_WORD = 80  # letters that hyphenation may be left to
_VOWELS = "aeiouyäöüàâéèêíóôúœæøåAEIOUYÄÖÜ"
_LONG_RUN = re.compile(r"\S{18,}")
_SYLLABLES = re.compile(f"[{_VOWELS}]+[^{_VOWELS}]")
_STRONG = re.compile(
    r"(?P<rtl>[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])|(?P<ltr>[^\W\d_])",
)
_NAMES_SHOWN = 5  # of signs without a glyph

Word = str | dict[str, str]
"""What is shown: a text, or `{"rtl": text}` for one that runs from right to left."""


class Words:
    """Makes what was said fit to be set, and remembers what could not be written as it is."""

    def __init__(self, letters_: Letters | None = None) -> None:
        self._letters = letters_ or letters()

    def __call__(self, text: str, most: int | None = None) -> Word:
        """One line of it, of at most so many characters, with deceiving signs boxed."""
        line = self._letters.writable(one_line(legible(seen(text), "[{}]".format)))
        if most is not None and len(line) > most:
            line = f"{line[: most - 1].rstrip()}…"
        shown = _LONG_RUN.sub(lambda run: breakable(run[0]), line)
        return {"rtl": shown} if runs_left(line) else shown

    def joined(self, texts: Iterable[str], between: str = " · ") -> Word:
        """Several in one line, each isolated in its own direction."""
        shown = [self(text) for text in texts]
        return between.join(
            f"\u2068{word['rtl']}\u2069" if isinstance(word, dict) else word for word in shown
        )

    def is_cut(self, text: str, most: int) -> bool:
        """Whether a text is longer than it would be shown."""
        return len(self._letters.writable(one_line(text))) > most

    @property
    def notices(self) -> tuple[str, ...]:
        """What the researcher should know: signs that no font has a glyph for."""
        named = sorted(self._letters.named)
        if not named:
            return ()
        few = ", ".join(named[:_NAMES_SHOWN]) + (", …" if len(named) > _NAMES_SHOWN else "")
        one = len(named) == 1
        signs = "1 sign has" if one else f"{len(named)} signs have"
        written = "is written by its name" if one else "are written by name"
        remedy = "put a font that has them into the folder DESIREPATH_FONTS"
        return (f"{signs} no glyph in the fonts and {written}: {few}; {remedy}.",)


def runs_left(text: str) -> bool:
    """Whether a text runs from right to left: by its first letter, as Unicode has it.

    >>> runs_left("انتظرت SAP"), runs_left("(1) SAP انتظرت"), runs_left("12")
    (True, False, False)
    """
    found = _STRONG.search(text)
    return found is not None and found["rtl"] is not None


def breakable(run: str) -> str:
    r"""A long run without spaces, with places to break it; hyphenation sees to real words.

    >>> breakable("Kraftfahrzeughaftpflicht"), breakable("x" * 18)
    ('Kraftfahrzeughaftpflicht', 'xxxxxxxxxxxx\u200bxxxxxx')
    """
    if len(run) <= _LONGEST_WORD and _is_word(run):
        return run
    whole = [at for at, letter in enumerate(run) if not combining(letter)][::LONGEST_RUN]
    return BREAK.join(
        run[at:end] for at, end in zip([0, *whole[1:]], [*whole[1:], None], strict=True)
    )


def _is_word(run: str) -> bool:
    """Whether it has syllables all along."""
    letters_ = run.strip("\"'“”„‚‘’«».,;:!?()[]…–-")
    return letters_.isalpha() and len(_SYLLABLES.findall(letters_)) * 6 >= len(letters_)
