"""All that was told in one place, merged into themes without holding all of it in memory.

A cell with more than 5,000 different texts is merged around the 1,000 told most often: every other
text joins one of these, or stands alone and is only counted.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from reports.cell import Cell, Words, words_of
from reports.themes import Themes, Told, assigned

MOST_COMPARED = 5_000  # different texts; to compare each with each takes a second
FOUNDERS = 1_000  # with which each of a hundred thousand is compared in five seconds
_BATCH = 500  # texts that are compared at once


@dataclass(frozen=True, slots=True)
class Merged:
    """The number of each text's theme; numbers grow in order of first mention."""

    themes: dict[Words, int]
    size: int  # themes
    alone: int  # further texts, each a theme of its own

    def of(self, told: Told) -> int | None:
        """The theme of a text; None where it stands alone."""
        return self.themes.get(words_of(told))

    def apart(self) -> dict[tuple[str, int], str]:
        """Language of plain words that several themes hold, by words and theme.

        Only their language keeps such texts apart.
        """
        first: dict[str, int] = {}
        shared = {
            words
            for (words, _, _), theme in self.themes.items()
            if first.setdefault(words, theme) != theme
        }
        found: dict[tuple[str, int], str] = {}
        for (words, language, _), theme in self.themes.items():
            if words in shared:
                found.setdefault((words, theme), language)
        return found


def merged(cell: Cell, themes: Themes | None = None) -> Merged:
    """Merge the texts of a cell; `themes` may hold what a researcher decided."""
    return _merge(*cell.different(MOST_COMPARED, FOUNDERS), Themes() if themes is None else themes)


def themes_among(texts: Sequence[Told]) -> Merged:
    """Merge texts that are at hand, in the same way."""
    told = Counter(texts)
    most = FOUNDERS if len(told) > MOST_COMPARED else len(told)
    founding = {text for text, _ in told.most_common(most)}
    others = (text for text in told if text not in founding)
    return _merge([text for text in told if text in founding], others, Themes())


def _merge(first: Sequence[Told], others: Iterable[Told], known: Themes) -> Merged:
    """The first texts found the themes; each of the others joins one, or stands alone."""
    numbers = dict(zip(map(words_of, first), assigned(first, known), strict=True))
    alone, rest = 0, iter(others)
    while batch := list(islice(rest, _BATCH)):
        for told, matching in zip(batch, known.matches_each(batch), strict=True):
            decided = known.decision(told)
            if decided is not None or matching:
                numbers[words_of(told)] = matching[0][1] if decided is None else decided
            else:
                alone += 1
    return Merged(numbers, known.size, alone)
