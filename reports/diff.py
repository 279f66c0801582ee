"""What moved between two maps, in plain words: pure, and the most important first."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from cxmodel.guide import Lane
from cxmodel.journey import CLAIM_LANES, LANE_TITLES, Document
from cxmodel.overlay import NOTE, OF_STEPS
from reports.amounts import unit_of
from reports.briefly import NOT_SHOWN, figure, quoted, reached, short, voices
from reports.matching import Matched, Own, cited_in, match, shared
from reports.overlay import HIDDEN_WORDS, steps_of

MOVED_FROM = 0.1  # of a share, where as many people say it as before but more were asked
_SHARE_BELOW = 20  # people; above it a share is said in per cent
_SCORES = {"nps": "NPS", "csat": "CSAT", "ces": "CES", "index": "Satisfaction index"}
_SHARES = frozenset({"csat", "index"})


class Weight(IntEnum):
    """What a researcher wants to know first."""

    SCORE = 0
    MOMENT = 1
    PAIN = 2
    STEP = 3
    FEELING = 4
    TIER = 5
    CLAIM = 6
    EFFORT = 7
    WRITTEN = 8
    PEOPLE = 9


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that moved. `size` orders moves of one weight, the greatest first."""

    weight: Weight
    subject: str  # what moved: a label, a claim, a score
    words: str
    before: Any  # as in the documents; None: it was not there
    after: Any
    size: float = 0.0


def moves(before: Document, after: Document) -> list[Move]:
    """What moved from one map to another; nothing where they say the same."""
    found = [
        *_scores(before["metrics"], after["metrics"]),
        *_steps(list(steps_of(before)), list(steps_of(after))),
        *_told_beside(before, after),
        *_effort(before["effort"], after["effort"]),
        *_people(before["header"], after["header"]),
        *_notes(before, after),
    ]
    return sorted(found, key=lambda move: (move.weight, -move.size, move.words))


# ── figures ───────────────────────────────────────────────────────────────────────────────────────


def _scores(before: Document, after: Document) -> Iterator[Move]:
    for key, title in _SCORES.items():
        was, now = before[key], after[key]
        told = [_score(key, each["value"], each["n"]) for each in (was, now)]
        if told[0] != told[1]:
            is_said = was["n"] == now["n"] or key in _SHARES
            words = f"{title} {told[0]} → {told[1]}"
            words += "" if is_said else f" (of {_tellers(was['n'])} → {_tellers(now['n'])} answers)"
            yield Move(Weight.SCORE, title, words, was["value"], now["value"])


def _score(key: str, value: float | None, n: int) -> str:
    if value is None or key not in _SHARES:
        return figure(value, signed=key == "nps")
    return f"{round(value * n)} of {n}" if n < _SHARE_BELOW else f"{round(value * 100)} %"


def _effort(before: Document, after: Document) -> Iterator[Move]:
    for kind in sorted({*before, *after}):
        for moment, called in (("before", "today"), ("after", "as wished for")):
            was, now = (each.get(kind, {}).get(moment) for each in (before, after))
            if figure(was) != figure(now):
                subject = f"{unit_of(kind)} {called}"
                words = f"{subject}: {figure(was)} → {figure(now)}"
                yield Move(Weight.EFFORT, subject, words, was, now)


def _people(before: Document, after: Document) -> Iterator[Move]:
    for key, called in (("people", "people on the map"), ("completed", "completed interviews")):
        if before[key] != after[key]:
            words = f"{called}: {_tellers(before[key])} → {_tellers(after[key])}"
            yield Move(Weight.PEOPLE, called, words, before[key], after[key])
    if before["saturation"]["reached"] != after["saturation"]["reached"]:
        words = f"saturation is {'' if after['saturation']['reached'] else 'no longer '}reached"
        was, now = (each["saturation"]["value"] for each in (before, after))
        yield Move(Weight.PEOPLE, "saturation", words, was, now)


# ── steps ─────────────────────────────────────────────────────────────────────────────────────────


def _steps(before: Sequence[Document], after: Sequence[Document]) -> Iterator[Move]:
    own = Own(before, after)
    found = match(before, after, lambda step: str(step["key"]), own)
    yield from _come_and_gone(found, before, after, own)
    for was, now in found.pairs:
        name = quoted(now["label"])
        if was["label"] != now["label"]:
            words = f"step {quoted(was['label'])} is called {name} now"
            yield Move(Weight.STEP, now["label"], words, was["label"], now["label"], 1.0)
        yield from _reach(f"reach of {name}", Weight.STEP, was["reach"], now["reach"])
        yield from _feeling(name, was["feeling"], now["feeling"])
        yield from _moment(name, was["moment_of_truth"], now["moment_of_truth"])
        yield from _written(name, was, now)
        yield from _validated(f"step {name}", was, now)
        for lane in CLAIM_LANES:
            weight = Weight.PAIN if lane is Lane.PAIN else Weight.CLAIM
            title = LANE_TITLES[lane].lower()
            yield from _claims(f"{title} at {name}", weight, was[lane], now[lane])
        yield from _claims(
            f"feelings at {name}", Weight.CLAIM, was["feeling"]["claims"], now["feeling"]["claims"]
        )


def _come_and_gone(
    found: Matched, before: Sequence[Document], after: Sequence[Document], own: Own
) -> Iterator[Move]:
    """New steps and those that are gone; of what was merged or split, into what and out of what."""
    for step in found.new:
        name, share = quoted(step["label"]), reached(step["reach"])
        source = _nearest(step, before, own)
        words = f"new step {name} ({share})"
        if source is not None:
            words = f"step {name} ({share}) was part of {quoted(source['label'])}"
        yield Move(Weight.STEP, step["label"], words, None, step["reach"], 1.0 + _share(step))
    for step in found.gone:
        name, share = quoted(step["label"]), reached(step["reach"])
        target = _nearest(step, after, own)
        words = f"step {name} ({share}) is gone"
        if target is not None:
            words = f"step {name} ({share}) is part of {quoted(target['label'])} now"
        yield Move(Weight.STEP, step["label"], words, step["reach"], None, 1.0 + _share(step))


def _nearest(step: Document, others: Sequence[Document], own: Own) -> Document | None:
    """The step of the other map that holds most of what was told of this one; None: none does."""
    likely = [(shared(own(step), own(other)), other) for other in others]
    best = max(likely, key=lambda each: each[0], default=(0.0, None))
    return best[1] if best[0] >= 0.5 else None  # noqa: PLR2004 - most of it


def _reach(subject: str, weight: Weight, was: Document, now: Document) -> Iterator[Move]:
    change = _ratio(now) - _ratio(was)
    if (was["x"] != now["x"] and change) or abs(change) >= MOVED_FROM:
        words = f"{subject} {reached(was)} → {reached(now)}"
        yield Move(weight, subject, words, was, now, abs(change))


def _feeling(name: str, was: Document, now: Document) -> Iterator[Move]:
    subject = f"feeling at {name}"
    if was["split"] != now["split"]:
        words = (
            f"{subject} {'is split in two groups now' if now['split'] else 'is no longer split'}"
        )
        yield Move(Weight.FEELING, subject, words, was["mean"], now["mean"], 4.0)
    elif _felt(was) != _felt(now):
        size = abs((now["mean"] or 0.0) - (was["mean"] or 0.0))
        words = f"{subject} {_felt(was)} → {_felt(now)} ({_felt_by(was, now)})"
        yield Move(Weight.FEELING, subject, words, was["mean"], now["mean"], size)
    elif was["values"] != now["values"] and (now["split"] or was["n"] == now["n"]):
        words = f"{subject} is spread otherwise ({_felt_by(was, now)})"
        yield Move(Weight.FEELING, subject, words, was["values"], now["values"])


def _felt(feeling: Document) -> str:
    return figure(feeling["mean"], signed=True)


def _felt_by(was: Document, now: Document) -> str:
    if was["n"] == now["n"]:
        return f"{_tellers(now['n'])} people"
    return f"{_tellers(was['n'])} → {_tellers(now['n'])} people"


def _tellers(people: int | None) -> str:
    return NOT_SHOWN if people is None else str(people)


def _moment(name: str, was: Document, now: Document) -> Iterator[Move]:
    if was["shown"] != now["shown"]:
        words = f"{name} is {'a' if now['shown'] else 'no longer a'} moment of truth"
        size = abs((now["score"] or 0.0) - (was["score"] or 0.0))
        yield Move(Weight.MOMENT, name, words, was["score"], now["score"], size)


def _written(name: str, was: Document, now: Document) -> Iterator[Move]:
    """What the researcher filled in."""
    old, new = was.get("overlay", {}), now.get("overlay", {})
    for field in (*OF_STEPS, NOTE):
        if old.get(field, "") != new.get(field, ""):
            subject = f"{field.replace('_', ' ')} of {name}"
            told = [each.get(field) or "nothing" for each in (old, new)]
            words = f"{subject}: {short(told[0])} → {short(told[1])}"
            yield Move(Weight.WRITTEN, subject, words, old.get(field), new.get(field))


# ── claims ────────────────────────────────────────────────────────────────────────────────────────


def _told_beside(before: Document, after: Document) -> Iterator[Move]:
    """Claims that belong to no step."""
    for title, of in _BESIDE:
        yield from _claims(title, Weight.CLAIM, of(before), of(after))


_BESIDE: tuple[tuple[str, Callable[[Document], list[Document]]], ...] = (
    ("expectations", lambda document: document["header"]["expectations"]),
    ("stated values as heard", lambda document: document["values"]["heard"]),
    ("stated values as lived", lambda document: document["values"]["lived"]),
    (
        "also told",
        lambda document: [c for row in document.get("besides", ()) for c in row["claims"]],
    ),
)


def _claims(
    where: str, weight: Weight, before: Sequence[Document], after: Sequence[Document]
) -> Iterator[Move]:
    found = match(before, after, _name, lambda claim: frozenset(cited_in(claim)))
    for claim in found.new:
        words = f"new in {where}: {quoted(claim['text'])} ({voices(claim)})"
        yield Move(weight, claim["text"], words, None, claim["count"], 1.0 + _many(claim))
    for claim in found.gone:
        words = f"gone from {where}: {quoted(claim['text'])} ({voices(claim)})"
        yield Move(weight, claim["text"], words, claim["count"], None, 1.0 + _many(claim))
    for was, now in found.pairs:
        yield from _claim(where, weight, was, now)


def _name(claim: Document) -> str:
    """What a claim is known by within its cell: the words that it was first made of."""
    return str(claim.get("id", claim["text"])).rpartition("/")[2]


def _claim(where: str, weight: Weight, was: Document, now: Document) -> Iterator[Move]:
    name = f"{where}: {quoted(now['text'])}"
    if was["text"] != now["text"] and HIDDEN_WORDS not in {was["text"], now["text"]}:
        words = f"{where}: {quoted(was['text'])} reads {quoted(now['text'])} now"
        yield Move(weight, now["text"], words, was["text"], now["text"])
    if "priority" in now and "reach" in now and "reach" in was:
        yield from _reach(name, weight, was["reach"], now["reach"])
        for weighed in ("severity", "recurrence"):
            old, new = (each[weighed]["mean"] for each in (was, now))
            if figure(old) != figure(new):
                words = f"{weighed} of {quoted(now['text'])} {figure(old)} → {figure(new)}"
                yield Move(weight, now["text"], words, old, new)
    elif was["count"] != now["count"]:
        words = f"{name} {voices(was)} → {voices(now)}"
        yield Move(weight, now["text"], words, was["count"], now["count"])
    yield from _validated(name, was, now)


def _validated(name: str, was: Document, now: Document) -> Iterator[Move]:
    """How well it is founded, where that changed."""
    old, new = was["tier"], now["tier"]
    if old == new:
        return
    words = f"{name} is {new} now, was {old}"
    if new == "validated":
        words = f"{name} is validated by {now['validated']['by']} ({now['validated']['how']})"
    elif "validation_cleared" in now:
        words = f"{name} is {new} again: its validation is cleared, the evidence changed"
    yield Move(Weight.TIER, name, words, old, new)


# ── what was written on the map ───────────────────────────────────────────────────────────────────


def _notes(before: Document, after: Document) -> Iterator[Move]:
    old, new = (each.get("overlay", {}).get("notes", []) for each in (before, after))
    for note in new:
        if note not in old:
            words = f"new note: {quoted(note['text'])}"
            yield Move(Weight.WRITTEN, "note", words, None, note["text"])
    for note in old:
        if note not in new:
            words = f"note removed: {quoted(note['text'])}"
            yield Move(Weight.WRITTEN, "note", words, note["text"], None)
    hidden = [_hidden(each["evidence"].values()) for each in (before, after)]
    if hidden[0] != hidden[1]:
        words = f"hidden quotes: {hidden[0]} → {hidden[1]}"
        yield Move(Weight.WRITTEN, "hidden quotes", words, *hidden)


def _hidden(quotes: Iterable[Document]) -> int:
    return sum(bool(quote.get("hidden")) for quote in quotes)


def _ratio(reach: Document) -> float:
    return float(reach["x"] / reach["n"]) if reach["x"] and reach["n"] else 0.0


def _share(step: Document) -> float:
    return _ratio(step["reach"])


def _many(claim: Document) -> int:
    return claim["count"] or 0
