"""The codebook: what a researcher decided about which raw texts are one theme, and its name.

A theme holds keys of texts, never a respondent's words: whoever is erased or withdraws leaves none
behind here. It is named by the researcher, or else by one of its texts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class CodeKind(StrEnum):
    """What is merged under canonical names."""

    STEP = "step"
    TOUCHPOINT = "touchpoint"
    PAIN = "pain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Raw texts that a researcher put together, or apart from others."""

    kind: CodeKind
    stage: str = ""  # of a step: its stage; all else is merged over the whole journey
    name: str = ""  # given by the researcher
    speaker: str = ""  # without a name: the key of the text that speaks for all
    texts: tuple[str, ...] = ()  # keys of raw texts, sorted
    pinned: bool = False  # takes no further texts by the rule

    @property
    def order(self) -> tuple[str, str, str, tuple[str, ...]]:
        """By kind, stage and name."""
        return self.kind.value, self.stage, self.name, self.texts


@dataclass(frozen=True, slots=True)
class Codebook:
    """All decisions for one study, in order; a text is in one theme of its kind and stage at most.

    >>> book = Codebook().put(Theme(kind=CodeKind.PAIN, name="Slow", texts=("a", "b")))
    >>> [theme.texts for theme in book.put(Theme(kind=CodeKind.PAIN, texts=("b",))).themes]
    [('b',), ('a',)]
    """

    themes: tuple[Theme, ...] = ()

    def of(self, kind: CodeKind, stage: str = "") -> tuple[Theme, ...]:
        """The themes of one kind, of steps in one stage."""
        return tuple(t for t in self.themes if (t.kind, t.stage) == (kind, stage))

    def put(self, theme: Theme) -> "Codebook":
        """With this theme; its texts leave the themes that they were in."""
        theirs = frozenset(theme.texts)
        others = self.release(theme.kind, theme.stage, theirs).themes
        return _ordered([*others, replace(theme, texts=tuple(sorted(theirs)))])

    def without(self, theme: Theme) -> "Codebook":
        """With nothing of this theme."""
        return Codebook(tuple(one for one in self.themes if one != theme))

    def release(self, kind: CodeKind, stage: str, texts: frozenset[str]) -> "Codebook":
        """With nothing decided about these texts; a theme that is left without any goes."""
        kept = []
        for theme in self.themes:
            if (theme.kind, theme.stage) == (kind, stage) and texts & set(theme.texts):
                rest = tuple(text for text in theme.texts if text not in texts)
                kept += [replace(theme, texts=rest)] if rest else []
            else:
                kept.append(theme)
        return _ordered(kept)


NOTHING_DECIDED = Codebook()


def _ordered(themes: Iterable[Theme]) -> Codebook:
    return Codebook(tuple(sorted(themes, key=lambda theme: theme.order)))
