"""What moved between two maps in their parts: segments, sides, and from wave to wave."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cxmodel.journey import Document
from reports.briefly import figure, quoted
from reports.move import SCORES, Move, Weight, feeling_move, reach_move, score_move, tellers

_PARTS = (("segments", "by_segment", "segment "), ("sides", "by_side", ""))
"""Where groups stand in a map, where in a step, and what they are called."""


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
    for part, _, kind in _PARTS:
        old, new = ({g["id"]: g for g in each.get(part, ())} for each in (before, after))
        for ident in sorted({*old, *new}):
            was, now = old.get(ident), new.get(ident)
            yield f"{kind}{(now or was or {}).get('title', ident)}", was, now


def reach_moved(step: str, before: Document, after: Document) -> Iterator[Move]:
    """The reach of each group at a step; `step` is its name."""
    for name, was, now in _groups_at(before, after):
        subject = f"reach of {name} at {step}"
        moved = reach_move(Weight.GROUP, subject, was["reach"], now["reach"])
        yield from filter(None, [moved])


def feeling_moved(step: str, before: Document, after: Document) -> Iterator[Move]:
    """The feeling of each group at a step."""
    for name, was, now in _groups_at(before, after):
        subject = f"feeling of {name} at {step}"
        moved = feeling_move(Weight.GROUP, subject, was["feeling"], now["feeling"])
        yield from filter(None, [moved])


def _groups_at(before: Document, after: Document) -> Iterator[tuple[str, Document, Document]]:
    for _, part, kind in _PARTS:
        old, new = before.get(part, {}), after.get(part, {})
        for group in sorted(old.keys() & new.keys()):
            yield f"{kind}{group}", old[group], new[group]


def with_groups(whole: Move | None, parts: Iterable[Move]) -> Iterator[Move]:
    """What moved of all and of groups is one thing; of groups alone, a thing for each."""
    if whole is None:
        yield from parts
    else:
        yield replace(whole, words="; ".join([whole.words, *(part.words for part in parts)]))


def waves_moved(before: Document, after: Document) -> Iterator[Move]:
    """Changes from wave to wave that are others now; of two other waves, those that are sure."""
    was, now = before.get("waves"), after.get("waves")
    if was is None and now is None:
        return
    if was is None or now is None or (was["from"], was["to"]) != (now["from"], now["to"]):
        told = [_compared(each) for each in (was, now)]
        words = f"waves beside each other: {told[0]} → {told[1]}"
        yield Move(Weight.WAVE, "waves", words, was and told[0], now and told[1], 1000.0)
        was = None
    old = {change["id"]: change for change in (was or {"changes": ()})["changes"]}
    for change in (now or {"changes": ()})["changes"]:
        yield from _change(_compared(now), old.get(change["id"]), change)
    yield from _gone(_compared(was), old.values(), now)


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


def _gone(between: str, old: Iterable[Document], now: Document | None) -> Iterator[Move]:
    """What cannot be compared any more, between the same two waves."""
    known = {change["id"] for change in (now or {"changes": ()})["changes"]}
    for change in old:
        if change["id"] not in known:
            subject = f"{quoted(change['label'])} between waves {between}"
            words = f"{subject} is no longer compared"
            yield Move(Weight.WAVE, subject, words, change["change"], None)
