"""What moved between two maps of what researchers wrote on them."""

from collections.abc import Iterable, Iterator

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


def written_over(before: Document, after: Document) -> Iterator[Move]:
    """Notes on the map, hidden quotes, and claims that are set against each other."""
    yield from _notes(*(_overlay(each).get("notes", []) for each in (before, after)))
    hidden = [_hidden(each["evidence"].values()) for each in (before, after)]
    if hidden[0] != hidden[1]:
        words = f"hidden quotes: {hidden[0]} → {hidden[1]}"
        yield Move(Weight.WRITTEN, "hidden quotes", words, *hidden)
    old, new = (_pairs(_overlay(each).get("pairs", [])) for each in (before, after))
    for pair in sorted(new - old):
        words = f"set against each other: {pair}"
        yield Move(Weight.WRITTEN, pair, words, None, pair)
    for pair in sorted(old - new):
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


def _pairs(pairs: Iterable[Document]) -> set[str]:
    return {" ↔ ".join(sorted(quoted(c["text"]) for c in pair["claims"])) for pair in pairs}
