"""What moved between two maps, in plain words: pure, and the most important first."""

from collections.abc import Callable, Iterator, Sequence

from cxmodel.guide import Lane
from cxmodel.journey import LANE_TITLES, Document
from reports.amounts import unit_of
from reports.briefly import figure, quoted, reached, voices
from reports.diff_groups import (
    Names,
    feeling_moved,
    groups_moved,
    names_of,
    people_moved,
    reach_moved,
    scores_moved,
    waves_moved,
    with_groups,
)
from reports.diff_pairs import cells, paired_claims, paired_steps, same_ids
from reports.diff_written import filled_in, noted, written_over
from reports.matching import Matched, Own, shared
from reports.move import SCORES, Move, Weight, feeling_move, ratio, reach_move, score_move, tellers
from reports.overlay import HIDDEN_WORDS, steps_of


def moves(before: Document, after: Document) -> list[Move]:
    """What moved from one map to another; nothing where they say the same."""
    early, late = list(steps_of(before)), list(steps_of(after))
    own = Own(early, late)
    paired = paired_steps(early, late, own)
    same = dict(same_ids(paired))
    found = [
        *_scores(before, after),
        *_come_and_gone(paired, early, late, own),
        *_steps(paired, names_of(before, after)),
        *_told_beside(before, after),
        *_effort(before["effort"], after["effort"]),
        *waves_moved(before, after, same),
        *groups_moved(before, after),
        *_people(before, after),
        *written_over(before, after, same),
    ]
    return sorted(found, key=lambda move: (move.weight, -move.size, move.words))


# ── figures ───────────────────────────────────────────────────────────────────────────────────────


def _scores(before: Document, after: Document) -> Iterator[Move]:
    for key, title in SCORES.items():
        was, now = before["metrics"][key], after["metrics"][key]
        moved = score_move(Weight.SCORE, title, key, was, now)
        yield from with_groups(moved, scores_moved(key, before, after))
    old, new = (each["metrics"].get("gap", _NO_GAP) for each in (before, after))
    yield from filter(None, [score_move(Weight.SCORE, "Gap", "gap", old, new)])
    was, now = (each["metrics"].get("opportunity") for each in (before, after))
    yield from _opportunity(Weight.SCORE, "Opportunity", was, now)


_NO_GAP: Document = {"value": None, "n": 0}


def _opportunity(
    weight: Weight, subject: str, before: Document | None, after: Document | None
) -> Iterator[Move]:
    was, now = ((each or {}).get("band") for each in (before, after))
    if was != now:
        words = f"{subject} {was or 'unknown'} → {now or 'unknown'}"
        yield Move(weight, subject, words, was, now)


def _effort(before: Document, after: Document) -> Iterator[Move]:
    for kind in sorted({*before, *after}):
        for moment, called in (("before", "today"), ("after", "as wished for")):
            was, now = (each.get(kind, {}).get(moment) for each in (before, after))
            if figure(was) != figure(now):
                subject = f"{unit_of(kind)} {called}"
                words = f"{subject}: {figure(was)} → {figure(now)}"
                yield Move(Weight.EFFORT, subject, words, was, now)


def _people(first: Document, second: Document) -> Iterator[Move]:
    before, after = first["header"], second["header"]
    people, completed = (
        _counted(called, before[key], after[key])
        for key, called in (("people", "people on the map"), ("completed", "completed interviews"))
    )
    yield from with_groups(people, people_moved(first, second))
    yield from filter(None, [completed])
    full = [each["saturation"]["reached"] for each in (before, after)]
    if set(full) == {True, False}:  # null where it is hidden
        words = f"saturation is {'' if full[1] else 'no longer '}reached"
        was, now = (each["saturation"]["value"] for each in (before, after))
        yield Move(Weight.PEOPLE, "saturation", words, was, now)


def _counted(called: str, was: int | None, now: int | None) -> Move | None:
    words = f"{called}: {tellers(was)} → {tellers(now)}"
    return Move(Weight.PEOPLE, called, words, was, now) if was != now else None


# ── steps ─────────────────────────────────────────────────────────────────────────────────────────


def _steps(paired: Matched, groups: Names) -> Iterator[Move]:
    """What moved at each step that both maps hold."""
    for was, now in paired.pairs:
        name = quoted(now["label"])
        if was["label"] != now["label"]:
            words = f"step {quoted(was['label'])} is called {name} now"
            yield Move(Weight.STEP, now["label"], words, was["label"], now["label"], 1.0)
        yield from _reached_and_felt(name, was, now, groups)
        yield from _rated(name, was, now)
        yield from _moment(name, was["moment_of_truth"], now["moment_of_truth"])
        yield from filled_in(name, was, now)
        yield from _validated(f"step {name}", was, now)
        for lane, old, new in cells(was, now):
            weight = Weight.PAIN if lane is Lane.PAIN else Weight.CLAIM
            yield from _claims(f"{LANE_TITLES[lane].lower()} at {name}", weight, old, new)
        yield from _foremost(name, was[Lane.PAIN.value], now[Lane.PAIN.value])


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


def _reached_and_felt(name: str, was: Document, now: Document, groups: Names) -> Iterator[Move]:
    """By all, and by each group."""
    reach = reach_move(Weight.STEP, f"reach of {name}", was["reach"], now["reach"])
    felt = feeling_move(Weight.FEELING, f"feeling at {name}", was["feeling"], now["feeling"])
    yield from with_groups(reach, reach_moved(name, was, now, groups))
    yield from with_groups(felt, feeling_moved(name, was, now, groups))


def _rated(name: str, was: Document, now: Document) -> Iterator[Move]:
    """What importance and satisfaction make of a step."""
    old, new = was.get("gap"), now.get("gap")
    told = [figure(each, signed=True) for each in (old, new)]
    if told[0] != told[1]:
        subject, size = f"gap at {name}", abs((new or 0.0) - (old or 0.0))
        yield Move(Weight.STEP, subject, f"{subject} {told[0]} → {told[1]}", old, new, size)
    scores = [each.get("opportunity_score") for each in (was, now)]
    yield from _opportunity(Weight.STEP, f"opportunity at {name}", *scores)


def _moment(name: str, was: Document, now: Document) -> Iterator[Move]:
    if was["shown"] != now["shown"]:
        words = f"{name} is {'a' if now['shown'] else 'no longer a'} moment of truth"
        size = abs((now["score"] or 0.0) - (was["score"] or 0.0))
        yield Move(Weight.MOMENT, name, words, was["score"], now["score"], size)
    elif was["named"] != now["named"]:
        told = [tellers(each["named"]) for each in (was, now)]
        words = f"{name} is named decisive by {told[0]} → {told[1]} people"
        yield Move(Weight.MOMENT, name, words, was["named"], now["named"])


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
    found = paired_claims(before, after)
    for claim in found.new:
        words = f"new in {where}: {quoted(claim['text'])} ({voices(claim)})"
        yield Move(weight, claim["text"], words, None, claim["count"], 1.0 + _many(claim))
    for claim in found.gone:
        words = f"gone from {where}: {quoted(claim['text'])} ({voices(claim)})"
        yield Move(weight, claim["text"], words, claim["count"], None, 1.0 + _many(claim))
    for was, now in found.pairs:
        yield from _claim(where, weight, was, now)


def _foremost(name: str, before: Sequence[Document], after: Sequence[Document]) -> Iterator[Move]:
    """Which pain of a step deserves most, where another one did of those that both maps hold."""
    pairs = paired_claims(before, after).pairs
    was = min(pairs, key=lambda pair: before.index(pair[0]), default=None)
    now = min(pairs, key=lambda pair: after.index(pair[1]), default=None)
    if was is not None and now is not None and was != now:
        first, second = now[1]["text"], was[1]["text"]
        words = f"pain points at {name}: {quoted(first)} comes before {quoted(second)} now"
        yield Move(Weight.PAIN, first, words, second, first)


def _claim(where: str, weight: Weight, was: Document, now: Document) -> Iterator[Move]:
    name = f"{where}: {quoted(now['text'])}"
    if was["text"] != now["text"] and HIDDEN_WORDS not in {was["text"], now["text"]}:
        words = f"{where}: {quoted(was['text'])} reads {quoted(now['text'])} now"
        yield Move(weight, now["text"], words, was["text"], now["text"])
    if "priority" in now and "reach" in now and "reach" in was:
        yield from _weighed(name, weight, was, now)
    elif was["count"] != now["count"]:
        words = f"{name} {voices(was)} → {voices(now)}"
        yield Move(weight, now["text"], words, was["count"], now["count"])
    yield from noted(name, was, now)
    yield from _validated(name, was, now)


def _weighed(name: str, weight: Weight, was: Document, now: Document) -> Iterator[Move]:
    """What weighs a pain: of how many it is told, how bad it is and how often."""
    reach = reach_move(weight, name, was["reach"], now["reach"])
    if reach is not None:
        yield reach
    elif was["count"] != now["count"]:
        words = f"{name} {voices(was)} → {voices(now)}"
        yield Move(weight, now["text"], words, was["count"], now["count"])
    for weighed in ("severity", "recurrence"):
        old, new = (each[weighed]["mean"] for each in (was, now))
        if figure(old) != figure(new):
            words = f"{weighed} of {quoted(now['text'])} {figure(old)} → {figure(new)}"
            yield Move(weight, now["text"], words, old, new)


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


def _share(step: Document) -> float:
    return ratio(step["reach"])


def _many(claim: Document) -> int:
    return claim["count"] or 0
