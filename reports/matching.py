"""Which step or claim of one map is which of an earlier one: by its name, else by its evidence."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cxmodel.journey import Document

SAME_FROM = 0.5  # of the smaller one's evidence


@dataclass(frozen=True, slots=True)
class Matched:
    """What became of the things of one map in a later one."""

    pairs: tuple[tuple[Document, Document], ...]  # renamed ones among them
    gone: tuple[Document, ...]
    new: tuple[Document, ...]


def match(
    before: Sequence[Document],
    after: Sequence[Document],
    name: Callable[[Document], str],
    told: Callable[[Document], frozenset[str]],
) -> Matched:
    """Pair things of the same name; of the others, those that share most of their evidence."""
    named = {name(each): each for each in after}
    pairs = [(each, named[name(each)]) for each in before if name(each) in named]
    known = {name(each) for each, _ in pairs}
    gone = [each for each in before if name(each) not in known]
    new = [each for each in after if name(each) not in known]
    for share, old, late in _by_likeness(gone, new, told):
        if share >= SAME_FROM and old in gone and late in new:
            pairs.append((old, late))
            gone.remove(old)
            new.remove(late)
    return Matched(tuple(pairs), tuple(gone), tuple(new))


def _by_likeness(
    gone: Iterable[Document], new: Sequence[Document], told: Callable[[Document], frozenset[str]]
) -> list[tuple[float, Document, Document]]:
    found = [(shared(told(old), told(late)), old, late) for old in gone for late in new]
    return sorted(found, key=lambda each: -each[0])


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the smaller set is in the other; 0 where there is nothing to compare.

    >>> shared(frozenset("ab"), frozenset("bcd"))
    0.5
    """
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


class Own:
    """The evidence that is a step's own: an answer that told several steps names none of them."""

    def __init__(self, *maps: Sequence[Document]) -> None:
        self._told_of: dict[int, frozenset[str]] = {}
        for steps in maps:
            cited = [frozenset(cited_in(step)) for step in steps]
            times = Counter(evidence for each in cited for evidence in each)
            for step, each in zip(steps, cited, strict=True):
                self._told_of[id(step)] = frozenset(e for e in each if times[e] == 1)

    def __call__(self, step: Document) -> frozenset[str]:
        """Ids of what was told of this step alone."""
        return self._told_of[id(step)]


def cited_in(node: Any) -> Iterable[str]:
    """Every evidence id below a node."""
    if isinstance(node, dict):
        if isinstance(listed := node.get("evidence"), list):
            yield from listed
        for value in node.values():
            yield from cited_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from cited_in(value)
