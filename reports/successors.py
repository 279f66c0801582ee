"""Which theme is which once a codebook was changed: by its texts before its name."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from cxmodel.codebook import CodeKind
from reports.themes import plain


class Bundle(Protocol):
    """Raw texts under one name: as a table shows them, or as a file wishes them."""

    @property
    def kind(self) -> CodeKind:
        """What they are told of."""

    @property
    def stage(self) -> str:
        """Of a step; else empty."""

    @property
    def name(self) -> str:
        """What no other one of its kind and stage is called."""

    @property
    def keys(self) -> Collection[str]:
        """The texts as a codebook knows them."""


Old = TypeVar("Old", bound=Bundle)
New = TypeVar("New", bound=Bundle)
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
Names = Mapping[tuple[CodeKind, str, str], str | None]
"""What themes are called now, by kind, stage and the name that they had; None: they ended."""


def successors(before: Sequence[Old], after: Sequence[New]) -> dict[Old, New]:
    """What became of each theme; nothing is the successor of two.

    It is the one of just its texts; else the one of its name, unless that has none of its texts;
    else the one that has most of them, and more of them than of others.
    """
    found: dict[Old, New] = {}
    for way in (_of_equal_texts, _of_equal_name, _of_most_texts):
        taken = set(found.values())
        old = [theme for theme in before if theme not in found]
        found |= way(old, [theme for theme in after if theme not in taken])
    return found


def names_after(before: Sequence[Old], after: Sequence[New]) -> Names:
    """The new names of all themes of a table."""
    found = successors(before, after)
    return {(*_place(old), old.name): found[old].name if old in found else None for old in before}


def _of_equal_texts(before: Sequence[Old], after: Sequence[New]) -> dict[Old, New]:
    early = unique(((*_place(old), frozenset(old.keys)), old) for old in before if old.keys)
    late = unique(((*_place(new), frozenset(new.keys)), new) for new in after)
    return {old: late[texts] for texts, old in early.items() if texts in late}


def _of_equal_name(before: Sequence[Old], after: Sequence[New]) -> dict[Old, New]:
    late = {(*_place(new), plain(new.name)): new for new in after}
    named = ((old, late.get((*_place(old), plain(old.name)))) for old in before)
    return {old: new for old, new in named if new is not None and _may_be_one(old.keys, new.keys)}


def _may_be_one(texts: Collection[str], others: Collection[str]) -> bool:
    return not texts or not others or not set(texts).isdisjoint(others)


def _of_most_texts(before: Sequence[Old], after: Sequence[New]) -> dict[Old, New]:
    holder = {(*_place(new), key): at for at, new in enumerate(after) for key in new.keys}
    found: dict[int, Old] = {}
    for old in before:
        shared = Counter(holder.get((*_place(old), key)) for key in old.keys)
        for at, both in shared.items():
            if at is not None and 2 * both > max(len(old.keys), len(after[at].keys)):
                found.setdefault(at, old)
    return {old: after[at] for at, old in found.items()}


def _place(theme: Bundle) -> tuple[CodeKind, str]:
    return theme.kind, theme.stage


def unique(pairs: Iterable[tuple[K, V]]) -> dict[K, V]:
    """Values by their keys, but for keys that several have.

    >>> unique([("a", 1), ("b", 2), ("a", 3)])
    {'b': 2}
    """
    listed = list(pairs)
    times = Counter(key for key, _ in listed)
    return {key: value for key, value in listed if times[key] == 1}
