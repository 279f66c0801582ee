"""What moved between two maps of what researchers wrote on them."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from cxmodel.journey import Document
from cxmodel.overlay import NOTE, OF_STEPS
from reports.briefly import quoted, short
from reports.move import Move, Weight


def filled_in(name: str, was: Document, now: Document) -> Iterator[Move]:
    """What is filled in about a step."""
    old, new = was.get("overlay", {}), now.get("overlay", {})
    for field in (*OF_STEPS, NOTE):
        yield from _filled(f"{field.replace('_', ' ')} of {name}", old.get(field), new.get(field))
    for field in sorted({*new.get("stale", ())} - {*old.get("stale", ())}):
        yield _stale(f"{field.replace('_', ' ')} of {name}")


def noted(name: str, was: Document, now: Document) -> Iterator[Move]:
    """What is noted on a claim."""
    old, new = (each.get("note", {}).get("text") for each in (was, now))
    yield from _filled(f"note on {name}", old, new)
    if now.get("note", {}).get("stale") and not was.get("note", {}).get("stale"):
        yield _stale(f"note on {name}")


def _stale(subject: str) -> Move:
    """What stands as it was written, on other evidence."""
    words = f"{subject}: its evidence changed since it was written"
    return Move(Weight.WRITTEN, subject, words, before=False, after=True)


def _filled(subject: str, old: str | None, new: str | None) -> Iterator[Move]:
    if (old or "") != (new or ""):
        words = f"{subject}: {short(old or 'nothing')} → {short(new or 'nothing')}"
        yield Move(Weight.WRITTEN, subject, words, old, new)


def written_over(before: Document, after: Document, same: Mapping[str, str]) -> Iterator[Move]:
    """Notes on the map, hidden quotes, and claims that are set against each other.

    `same` gives the later id of each claim by the earlier one: another name sets nothing apart.
    """
    yield from _notes(*(_overlay(each).get("notes", []) for each in (before, after)))
    hidden = [_hidden(each["evidence"].values()) for each in (before, after)]
    if hidden[0] != hidden[1]:
        words = f"hidden quotes: {hidden[0]} → {hidden[1]}"
        yield Move(Weight.WRITTEN, "hidden quotes", words, *hidden)
    was, now = list(_pairs(before, same.get)), list(_pairs(after, str))
    for pair in sorted(pair for claims, pair in now if claims not in dict(was)):
        words = f"set against each other: {pair}"
        yield Move(Weight.WRITTEN, pair, words, None, pair)
    for pair in sorted(pair for claims, pair in was if claims not in dict(now)):
        words = f"no longer set against each other: {pair}"
        yield Move(Weight.WRITTEN, pair, words, pair, None)


def _overlay(document: Document) -> Document:
    found: Document = document.get("overlay", {})
    return found


def _notes(old: list[Document], new: list[Document]) -> Iterator[Move]:
    for note in new:
        if note not in old:
            words = f"new note: {quoted(note['text'])}"
            yield Move(Weight.WRITTEN, "note", words, None, note["text"])
    for note in old:
        if note not in new:
            words = f"note removed: {quoted(note['text'])}"
            yield Move(Weight.WRITTEN, "note", words, note["text"], None)


def _hidden(quotes: Iterable[Document]) -> int:
    return sum(bool(quote.get("hidden")) for quote in quotes)


def _pairs(
    document: Document, called: Callable[[str], str | None]
) -> Iterator[tuple[frozenset[str | None], str]]:
    """Ids of the two claims of each pair, as the later map has them, and its words."""
    for pair in _overlay(document).get("pairs", []):
        words = sorted(quoted(claim["text"]) for claim in pair["claims"])
        yield frozenset(called(claim["id"]) for claim in pair["claims"]), " ↔ ".join(words)
