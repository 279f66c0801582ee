"""What moved between two maps in their parts: segments, sides, and from wave to wave."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from cxmodel.journey import Document
from reports.briefly import figure, quoted
from reports.move import SCORES, Move, Weight, feeling_move, reach_move, score_move, tellers

_PARTS = (("segments", "by_segment", "segment "), ("sides", "by_side", ""))
"""Where groups stand in a map, where in a step, and what they are called."""

_OF_STEPS = {"feeling", "pain"}
"""Kinds of changes from wave to wave that are of a step, or of what was told there."""


def groups_moved(before: Document, after: Document) -> Iterator[Move]:
    """Groups that only one of the maps tells apart."""
    for name, was, now in _groups(before, after):
        if was is None or now is None:
            people = (now or was or {})["people"]
            words = f"{name} is {'told apart now' if was is None else 'no longer told apart'}"
            words += f" ({tellers(people)} people)"
            yield Move(Weight.GROUP, name, words, was and was["people"], now and now["people"], 5.0)


def people_moved(before: Document, after: Document) -> Iterator[Move]:
    """How many people each group has."""
    for name, was, now in _groups(before, after):
        if was is not None and now is not None and was["people"] != now["people"]:
            words = f"people of {name}: {tellers(was['people'])} → {tellers(now['people'])}"
            yield Move(Weight.GROUP, name, words, was["people"], now["people"])


def scores_moved(key: str, before: Document, after: Document) -> Iterator[Move]:
    """One score of each group."""
    for name, was, now in _groups(before, after):
        if was is not None and now is not None and was["metrics"].get(key):
            old, new = (each["metrics"][key] for each in (was, now))
            moved = score_move(Weight.GROUP, f"{SCORES[key]} of {name}", key, old, new)
            yield from filter(None, [moved])


def _groups(
    before: Document, after: Document
) -> Iterator[tuple[str, Document | None, Document | None]]:
    """Each group by its name, as it is in both maps."""
    names = names_of(before, after)
    for whole, part, _ in _PARTS:
        old, new = ({g["id"]: g for g in each.get(whole, ())} for each in (before, after))
        for ident in sorted({*old, *new}):
            yield names[part, ident], old.get(ident), new.get(ident)


Names = Mapping[tuple[str, str], str]
"""What groups are called, by where they stand in a step and by id."""


def names_of(before: Document, after: Document) -> Names:
    """What the groups of two maps are called: as the later one calls them."""
    return {
        (part, group["id"]): f"{kind}{group.get('title', group['id'])}"
        for whole, part, kind in _PARTS
        for document in (before, after)
        for group in document.get(whole, ())
    }


def reach_moved(step: str, before: Document, after: Document, names: Names) -> Iterator[Move]:
    """The reach of each group at a step; `step` is its name."""
    for name, was, now in _groups_at(before, after, names):
        subject = f"reach of {name} at {step}"
        moved = reach_move(Weight.GROUP, subject, was["reach"], now["reach"])
        yield from filter(None, [moved])


def feeling_moved(step: str, before: Document, after: Document, names: Names) -> Iterator[Move]:
    """The feeling of each group at a step."""
    for name, was, now in _groups_at(before, after, names):
        subject = f"feeling of {name} at {step}"
        moved = feeling_move(Weight.GROUP, subject, was["feeling"], now["feeling"])
        yield from filter(None, [moved])


def _groups_at(
    before: Document, after: Document, names: Names
) -> Iterator[tuple[str, Document, Document]]:
    for _, part, kind in _PARTS:
        old, new = before.get(part, {}), after.get(part, {})
        for group in sorted(old.keys() & new.keys()):
            yield names.get((part, group), f"{kind}{group}"), old[group], new[group]


def with_groups(whole: Move | None, parts: Iterable[Move]) -> Iterator[Move]:
    """What moved of all and of groups is one thing; of groups alone, a thing for each."""
    if whole is None:
        yield from parts
    else:
        yield replace(whole, words="; ".join([whole.words, *(part.words for part in parts)]))


def waves_moved(before: Document, after: Document, same: Mapping[str, str]) -> Iterator[Move]:
    """Changes from wave to wave that are others now; of two other waves, those that are sure.

    `same` gives the later id of each step and pain by the earlier one: ids tell a step's place.
    """
    was, now = before.get("waves"), after.get("waves")
    if was is None and now is None:
        return
    if was is None or now is None or (was["from"], was["to"]) != (now["from"], now["to"]):
        told = [_compared(each) for each in (was, now)]
        words = f"waves beside each other: {told[0]} → {told[1]}"
        yield Move(Weight.WAVE, "waves", words, was and told[0], now and told[1], 1000.0)
        was = None
    old, new = ((each or {"changes": ()})["changes"] for each in (was, now))
    known = {ident: each for each in old if (ident := _later(each["id"], same)) is not None}
    for change in new:
        yield from _change(_compared(now), known.get(change["id"]), change)
    still = {change["id"] for change in new}
    yield from _gone(_compared(was), [c for c in old if _later(c["id"], same) not in still])


def _later(ident: str, same: Mapping[str, str]) -> str | None:
    """The id of a change in the later map; None where what changed is not there any more."""
    kind, _, thing = ident.partition("/")
    if not thing or kind not in _OF_STEPS:
        return ident
    return f"{kind}/{same[thing]}" if thing in same else None


def _compared(waves: Document | None) -> str:
    return "none" if waves is None else f"{waves['from']} and {waves['to']}"


def _change(between: str, was: Document | None, now: Document) -> Iterator[Move]:
    subject = f"{quoted(now['label'])} between waves {between}"
    told = figure(now["change"], signed=True)
    sure = "it moved" if now["moved"] else "no sure change"
    size = abs(now["change"] or 0.0)
    if was is None:
        if now["moved"]:
            yield Move(Weight.WAVE, subject, f"{subject}: {told}", None, now["change"], size)
        return
    earlier = figure(was["change"], signed=True)
    if (earlier, was["moved"]) != (told, now["moved"]):
        words = f"{subject}: {earlier} → {told} ({sure})"
        yield Move(Weight.WAVE, subject, words, was["change"], now["change"], size)


def _gone(between: str, changes: Iterable[Document]) -> Iterator[Move]:
    """What cannot be compared any more, between the same two waves."""
    for change in changes:
        subject = f"{quoted(change['label'])} between waves {between}"
        words = f"{subject} is no longer compared"
        yield Move(Weight.WAVE, subject, words, change["change"], None)
