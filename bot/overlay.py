"""Writing beside the map: single edits and whole files become marks, each checked against it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.hand_files import is_printable
from cxmodel.errors import Refused
from cxmodel.interview import StudyId
from cxmodel.overlay import (
    CONTRADICTION,
    HIDDEN,
    LONGEST,
    NOTE,
    VALIDATED,
    Mark,
    Place,
    Spot,
    pair_of,
)
from cxmodel.store import Work
from reports.fingerprint import digest
from reports.overlay import Grounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What a researcher wishes to stand at one spot; with `remove`, nothing."""

    spot: Spot
    value: str = ""
    how: str = ""
    by: str = ""
    remove: bool = False


def on_step(key: str, field: str, value: str, by: str = "") -> Edit:
    """Fill in a field of a step, or write a note on it; an empty value takes it away."""
    return _written(Spot(Place.STEP, key, field), value, by)


def on_claim(claim: str, value: str, by: str = "") -> Edit:
    """Write a note on a claim; an empty one takes it away."""
    return _written(Spot(Place.CLAIM, claim, NOTE), value, by)


def on_map(text: str, by: str = "", *, remove: bool = False) -> Edit:
    """Write a note on the whole map. Two notes that say the same are one."""
    words = _sound(text, "a note")
    return Edit(spot=Spot(Place.MAP, digest(words)[:8], NOTE), value=words, by=by, remove=remove)


def validated(key: str, by: str, how: str, *, remove: bool = False) -> Edit:
    """Vouch for a step or a claim. Raises Refused where it is not said who does, or how."""
    place = Place.CLAIM if is_claim(key) else Place.STEP
    who, source = _sound(by, "a name"), _sound(how, "a source")
    if not remove and not (who and source):
        raise Refused(
            f"to validate {key}, say who does and by which second kind of source: "
            '--by NAME --how "call log"'
        )
    return Edit(spot=Spot(place, key, VALIDATED), by=who, how=source, remove=remove)


def hidden(evidence: str, by: str = "", *, remove: bool = False) -> Edit:
    """Hide a quote, or show it again."""
    return Edit(spot=Spot(Place.QUOTE, evidence, HIDDEN), by=by, remove=remove)


def contradicting(one: str, other: str, by: str = "", *, remove: bool = False) -> Edit:
    """Set two claims against each other, or no longer."""
    if one == other:
        raise Refused(f"claim {one} cannot contradict itself; name two")
    return Edit(spot=Spot(Place.PAIR, pair_of(one, other), CONTRADICTION), by=by, remove=remove)


def is_claim(key: str) -> bool:
    """Whether a key names a claim: those of steps have one part less.

    >>> is_claim("path/1a2b3c4d"), is_claim("path/1a2b3c4d/pain/5e6f7a8b")
    (False, True)
    """
    return key.count("/") > 1


def write(
    work: Work, study: StudyId, grounds: Grounds, edits: Sequence[Edit], now: datetime
) -> int:
    """Do edits, all or none; how many changed something. Raises Refused.

    What is written again as it stands keeps its date, unless its evidence changed since: then
    it holds for the new evidence from now on.
    """
    work.hold_study(study)
    edits = [at_home(edit, grounds) for edit in edits]
    known = {Spot.of(mark): mark for mark in work.marks(study)}
    for edit in edits:
        refuse_unknown(edit, grounds, known.keys())
    wanted = [
        (edit, mark) for edit in edits if not edit.remove and (mark := _mark(edit, grounds, now))
    ]
    marks = [mark for edit, mark in wanted if _says_more(mark, known.get(edit.spot))]
    removed = [edit.spot for edit in edits if edit.remove and edit.spot in known]
    work.set_marks(study, marks)
    work.remove_marks(study, removed)
    return len(marks) + len(removed)


def keys_of(marks: Iterable[Mark]) -> frozenset[str]:
    """Of all steps and claims that something is written on."""
    return frozenset(
        key
        for mark in marks
        if mark.place in {Place.STEP, Place.CLAIM, Place.PAIR}
        for key in mark.key.split(" ")
    )


def follow_names(work: Work, study: StudyId, renamed: Mapping[str, str]) -> None:
    """Take marks along where steps or claims bear another name: new keys by the old ones."""
    marks = work.marks(study)
    moved = {mark: replace(mark, key=_renamed(mark, renamed)) for mark in marks}
    work.remove_marks(study, [Spot.of(old) for old, new in moved.items() if old != new])
    work.set_marks(study, [new for old, new in moved.items() if old != new])


def _renamed(mark: Mark, renamed: Mapping[str, str]) -> str:
    if mark.place is Place.PAIR:
        return pair_of(*(renamed.get(claim, claim) for claim in mark.claims))
    return renamed.get(mark.key, mark.key)


def at_home(edit: Edit, grounds: Grounds) -> Edit:
    """An edit of claims by what they are known by, whichever way they are named."""
    spot = edit.spot
    if spot.place is Place.CLAIM:
        return replace(edit, spot=replace(spot, key=grounds.claim(spot.key)))
    if spot.place is Place.PAIR:
        one, other = (grounds.claim(claim) for claim in spot.key.split(" "))
        return replace(edit, spot=replace(spot, key=pair_of(one, other)))
    return edit


def refuse_unknown(edit: Edit, grounds: Grounds, known: Iterable[Spot]) -> None:
    """Raise Refused for an edit of what is neither on the map nor on the overlay."""
    spot = edit.spot
    if grounds.of(spot.place, spot.key) is None and spot not in known:
        named = {Place.STEP: "step", Place.CLAIM: "claim", Place.QUOTE: "quote"}
        what = named.get(spot.place, "pair of claims")
        raise Refused(f"there is no {what} {spot.key!r} on the map")


def _mark(edit: Edit, grounds: Grounds, now: datetime) -> Mark:
    """The mark of an edit; one on what is not on the map any more stays as homeless as it was."""
    return Mark(
        place=edit.spot.place,
        key=edit.spot.key,
        field=edit.spot.field,
        value=edit.value,
        how=edit.how,
        by=edit.by,
        at=now,
        made_on=grounds.of(edit.spot.place, edit.spot.key) or "",
    )


def _says_more(mark: Mark, known: Mark | None) -> bool:
    said = (mark.value, mark.how, mark.by, mark.made_on)
    return known is None or said != (known.value, known.how, known.by, known.made_on)


def _written(spot: Spot, value: str, by: str) -> Edit:
    words = _sound(value, spot.field.replace("_", " "))
    return Edit(spot=spot, value=words, by=by, remove=not words)


def _sound(text: str, what: str) -> str:
    """What was written, without space around it. Raises Refused for what cannot be printed."""
    words = text.strip()
    if not is_printable(words):
        raise Refused(f"{what} holds a sign that cannot be printed; leave it out")
    if len(words) > LONGEST:
        raise Refused(f"{what} has {len(words)} characters; {LONGEST} is the most")
    return words
