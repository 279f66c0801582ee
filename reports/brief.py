"""The map on one page: what decides, what hurts, what falls short, and what to ask next."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from cxmodel.guide import Lane
from cxmodel.journey import Document
from reports.display import share

MOST_GAPS, MOST_WISHES, MOST_QUESTIONS = 5, 3, 8
THIN_UNDER = 3  # people: what fewer felt at a step that many take is a guess
_RARE = "rare"
_UNSATURATED_FROM = 3  # claims in a cell, each by one voice
_VALUES = "Values, stated and lived"
_UNASSIGNED = "unassigned"
_WISHES = (Lane.TOUCHPOINT_DESIRED, Lane.DIFFERENCE)


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim, a gap or a moment at its step."""

    stage: str  # title
    step: Document
    claim: Document | None = None
    lane: str = ""  # of the claim

    @property
    def asked(self) -> int | None:
        """People asked for a claim, in its wave if it is of one; None where they are not told."""
        claim = self.claim or {}
        if self._wave is not None:
            (asked,) = (w["asked"] for w in self.step["waves"] if w["wave"] == self._wave)
            known: Document = {"n": asked.get(self.lane)}
        else:
            known = claim.get("reach") or {"n": self.step["asked"].get(self.lane)}
        n: int | None = known["n"]
        return n

    @property
    def when(self) -> str:
        """In which wave it was told, in words; empty in a map of one wave, or where in several."""
        return "" if self._wave is None else f"in wave {self._wave}"

    @property
    def _wave(self) -> int | None:
        of_step = [wave["wave"] for wave in self.step.get("waves", ()) if wave["people"]]
        told = of_step if self.claim is None else self.claim.get("waves", ())
        return told[0] if len(told) == 1 else None


@dataclass(frozen=True, slots=True)
class Question:
    """What to find out next: about what (a label of the map, in people's words), and why."""

    about: str
    because: str


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was told most in one lane, and how much is left out."""

    lane: str
    told: tuple[Placed, ...]
    left: int
    alone: bool  # whether one person each said what is left out


@dataclass(frozen=True, slots=True)
class Brief:
    """What a map comes down to."""

    moments: tuple[Placed, ...]
    pains: tuple[Placed, ...]
    gaps: tuple[Placed, ...]  # steps by importance − satisfaction, the widest first
    wishes: tuple["Wishes", ...]  # touchpoints wished for, and the difference they would make
    changed: Wishes  # what a change has made
    questions: tuple[Question, ...]


def brief_of(document: Document) -> Brief:
    """Take the few things out of a document that fit on one page."""
    steps = [Placed(s["title"], step) for s in document["stages"] for step in s["steps"]]
    truths = [at for at in steps if at.step["moment_of_truth"]["shown"]]
    wide = [at for at in steps if (at.step["gap"] or 0) > 0]
    return Brief(
        moments=tuple(sorted(truths, key=lambda at: -(at.step["moment_of_truth"]["score"] or 0))),
        pains=top_pains(steps),
        gaps=tuple(sorted(wide, key=lambda at: -at.step["gap"])[:MOST_GAPS]),
        wishes=tuple(found for lane in _WISHES if (found := _most_told(steps, lane)).told),
        changed=_most_told(steps, Lane.DIFFERENCE, made=True),
        questions=tuple(islice(_questions(document, steps), MOST_QUESTIONS)),
    )


def top_pains(steps: Iterable[Placed]) -> tuple[Placed, ...]:
    """The pains that deserve most, three at the most, as the map numbers them."""
    pains = [
        (pain["rank"], Placed(at.stage, at.step, pain, Lane.PAIN.value))
        for at in steps
        for pain in at.step[Lane.PAIN.value]
        if pain["rank"]
    ]
    return tuple(placed for _, placed in sorted(pains, key=lambda pair: pair[0]))


def _most_told(steps: Iterable[Placed], lane: Lane, *, made: bool = False) -> Wishes:
    """The wishes of a lane; `made`: what has come about instead."""
    told = [
        Placed(at.stage, at.step, claim, lane.value)
        for at in steps
        for claim in at.step[lane.value]
        if claim.get("of_change", False) is made
    ]
    told.sort(key=lambda at: -_voices(at))
    rest = told[MOST_WISHES:]
    return Wishes(
        lane=lane.value,
        told=tuple(told[:MOST_WISHES]),
        left=len(rest),
        alone=all(_voices(at) == 1 for at in rest),
    )


def _voices(at: Placed) -> int:
    return int((at.claim or {})["count"] or 0)


def _questions(document: Document, steps: list[Placed]) -> Iterator[Question]:
    """Contradictions first, then what the next interviews should settle; one a step."""
    labels = {at.step["id"]: at.step["label"] for at in steps}
    seen: set[str | None] = set()
    for against in document["contradictions"]:
        if against["step"] not in seen:
            yield Question(labels.get(against["step"], _VALUES), _against(against["sides"]))
        seen.add(against["step"])
    yield from _unsaturated(document)
    for at in steps:
        ident = at.step["id"]
        why = _open(at.step, labels)
        if why and ident not in seen:
            seen.add(ident)
            yield Question(at.step["label"], why)


def _against(sides: Iterable[Document]) -> str:
    """Both sides in a sentence: what is stated, and what people say to it."""
    sides = list(sides)
    stated = [f"“{side['text']}”" for side in sides if side.get("stated")]
    if not stated:
        return f"people contradict each other: {_listed(map(_side, sides))}"
    said = [_side(side) for side in sides if not side.get("stated")]
    return f"{_listed(stated)} is stated, but asked whether it is lived, {_listed(said)}"


def _side(side: Document) -> str:
    count = side.get("count")
    if not count:
        return f"“{side['text']}”"
    return f"{count} {'person' if count == 1 else 'people'} said “{side['text']}”"


def _listed(parts: Iterable[str]) -> str:
    """Things in a row, the last behind "and"."""
    *before, last = parts
    return f"{', '.join(before)} and {last}" if before else last


def _unsaturated(document: Document) -> Iterator[Question]:
    full = document["header"]["saturation"]
    titles = {group["id"]: group["title"] for group in document.get("segments", ())}
    segments = full.get("segments", [])
    apart = any(group["segment"] != _UNASSIGNED for group in segments)
    for group in segments if apart else [full]:
        if group["reached"] is not False:  # null: hidden
            continue
        held = group.get("interviews", 0)
        after = "" if held is None else f" after {held} interview{'' if held == 1 else 's'}"
        new = "too few to tell"
        if group["value"] is not None:
            new = f"{100 * group['value']:.0f} % of the themes were new in the last two"
        about = group.get("segment", "All")
        yield Question(str(titles.get(about, about)), f"not saturated{after}: {new}")


def _open(step: Document, labels: dict[str, str]) -> str:
    """Why a step needs another look; empty where it needs none."""
    if step["order"]["varies"]:
        others = ", ".join(labels[other] for other in step["order"]["with"])
        return f"order varies with: {others}"
    felt = step["feeling"]["n"]
    if step["frequency"] != _RARE and felt is not None and 0 < felt < THIN_UNDER:
        return f"thin: {share(felt, step['reach']['x'])} said how it felt"
    for lane in (Lane.PAIN, Lane.TOUCHPOINT_DESIRED, Lane.NEED):
        claims = step[lane.value]
        if len(claims) >= _UNSATURATED_FROM and all(c["count"] == 1 for c in claims):
            return f"{len(claims)} different answers, each from one person"
    return ""
