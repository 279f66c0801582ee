"""Which step and claim of an earlier map is which of a later one, whatever names were exchanged."""

from collections.abc import Callable, Iterator, Sequence

from cxmodel.guide import Lane
from cxmodel.journey import CLAIM_LANES, Document
from reports.matching import SAME_FROM, Matched, Own, cited_in, match, shared

Told = Callable[[Document], frozenset[str]]
"""The evidence of a step or a claim."""


def paired_steps(before: Sequence[Document], after: Sequence[Document], own: Own) -> Matched:
    """The steps of two maps, by name; those that took another one's name by their evidence."""
    return _paired(before, after, lambda step: str(step["key"]), own)


def paired_claims(before: Sequence[Document], after: Sequence[Document]) -> Matched:
    """The claims of a cell in two maps, in the same way."""
    return _paired(before, after, _name, lambda claim: frozenset(cited_in(claim)))


def _name(claim: Document) -> str:
    """What a claim is known by within its cell: the words that it was first made of."""
    return str(claim.get("id", claim["text"])).rpartition("/")[2]


def _paired(
    before: Sequence[Document],
    after: Sequence[Document],
    name: Callable[[Document], str],
    told: Told,
) -> Matched:
    named = {name(each): each for each in after}
    away = {
        id(one)
        for each in before
        if name(each) in named and _is_elsewhere(each, named[name(each)], after, told)
        for one in (each, named[name(each)])
    }
    return match(
        before, after, lambda each: f"{name(each)} {id(each) if id(each) in away else ''}", told
    )


def _is_elsewhere(was: Document, now: Document, after: Sequence[Document], told: Told) -> bool:
    """Whether the later one of its name has none of its evidence, and another one has most."""
    mine, theirs = told(was), told(now)
    if not (mine and theirs and mine.isdisjoint(theirs)):
        return False
    return any(shared(mine, told(other)) >= SAME_FROM for other in after)


def cells(was: Document, now: Document) -> Iterator[tuple[Lane, list[Document], list[Document]]]:
    """The claims of each lane at a step."""
    for lane in CLAIM_LANES:
        yield lane, was[lane], now[lane]
    yield Lane.FEELING, was["feeling"]["claims"], now["feeling"]["claims"]


def same_ids(paired: Matched) -> Iterator[tuple[str, str]]:
    """The earlier and the later id of each step and each claim there that both maps hold."""
    for was, now in paired.pairs:
        yield was["id"], now["id"]
        for _, old, new in cells(was, now):
            yield from ((one["id"], other["id"]) for one, other in paired_claims(old, new).pairs)
