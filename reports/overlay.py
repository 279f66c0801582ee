"""What researchers wrote is laid over the computed map: pure, after compiling, before rendering.

Nothing computed is lost by it: a mark stands beside what it is on. Where the evidence changed since
a mark was made, a validation is cleared and everything else is flagged as stale.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from cxmodel.instants import instant
from cxmodel.journey import Document
from cxmodel.overlay import HIDDEN, NOTE, OF_STEPS, VALIDATED, Mark, Place, Spot
from cxmodel.plain import to_plain
from reports.fingerprint import digest
from reports.grounds import ground_of
from reports.themes import plain

EVIDENCE_CHANGED = "evidence changed"
HIDDEN_WORDS = "(hidden by the researcher)"


def lay_over(document: Document, marks: Sequence[Mark], whole: Document | None = None) -> Document:
    """The map with what was written beside it.

    `whole` is the map of the whole study where `document` is one of a part of it: marks are made
    on the whole, and whether their evidence changed is judged there.
    """
    if not marks:
        return document
    laid = deepcopy(document)
    grounds = Grounds(whole or document)
    fresh = {Spot.of(mark) for mark in marks if grounds.of(mark.place, mark.key) == mark.made_on}
    by_place = _by_place(marks)
    for step in steps_of(laid):
        _mark_step(step, by_place.get((Place.STEP, step["key"]), []), fresh)
        for claim in claims_in(step):
            _mark_claim(claim, by_place.get((Place.CLAIM, claim_key(step, claim)), []), fresh)
    laid["overlay"] = {
        "notes": [
            {"text": mark.value, "by": mark.by, "at": instant(mark.at)}
            for mark in sorted(marks, key=lambda mark: mark.at)
            if mark.place is Place.MAP
        ],
        "pairs": _pairs(laid, [mark for mark in marks if mark.place is Place.PAIR], fresh),
    }
    _hide(laid, {mark.key for mark in marks if mark.field == HIDDEN})
    laid["fingerprint"] = digest(
        {"map": document["fingerprint"], "overlay": [to_plain(mark) for mark in marks]}
    )
    return laid


# ── what is on a map ──────────────────────────────────────────────────────────────────────────────


def steps_of(document: Document) -> Iterator[Document]:
    """Every step, in the order of the map."""
    for stage in document["stages"]:
        yield from stage["steps"]


def claim_key(step: Document, claim: Document) -> str:
    """What a claim of a step is known by: its id, with the step's key, which keeps its place.

    >>> claim_key({"id": "path.2", "key": "path/1a2b"}, {"id": "path.2/pain/3c4d"})
    'path/1a2b/pain/3c4d'
    """
    name: str = claim["id"]
    head = f"{step['id']}/"
    return f"{step['key']}/{name.removeprefix(head)}" if name.startswith(head) else name


def claims_in(node: Any) -> Iterator[Document]:
    """Every claim that has an id, wherever it stands; one may stand at several places."""
    if isinstance(node, dict):
        if "text" in node and isinstance(node.get("id"), str) and "evidence" in node:
            yield node
        for value in node.values():
            yield from claims_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from claims_in(value)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a mark can be made on: a step or a claim with its evidence."""

    label: str
    digest: str


class Grounds:
    """Everything on a map that marks can be made on."""

    def __init__(self, document: Document) -> None:
        self.steps = {
            step["key"]: Ground(step["label"], ground_of(step)) for step in steps_of(document)
        }
        self.claims: dict[str, Ground] = {}
        self._called: dict[str, str] = {}  # by the id that the map shows
        for step in steps_of(document):
            for claim in claims_in(step):
                key = self._called[claim["id"]] = claim_key(step, claim)
                self.claims[key] = Ground(claim["text"], ground_of(claim))
        self._quotes = frozenset(document["evidence"])

    def claim(self, name: str) -> str:
        """What a claim is known by, named by that or by the id that the map shows."""
        return self._called.get(name, name)

    def of(self, place: Place, key: str) -> str | None:
        """Digest of the evidence that is there for it now; None where it is not on the map."""
        match place:
            case Place.STEP:
                found = self.steps.get(key)
            case Place.CLAIM:
                found = self.claims.get(key)
            case Place.PAIR:
                both = [self.claims.get(claim) for claim in key.split(" ")]
                # In whichever order names put the two.
                return None if None in both else digest(sorted(e.digest for e in both if e))
            case Place.QUOTE:
                return "" if key in self._quotes else None
            case Place.MAP:
                return ""
        return found.digest if found is not None else None

    def stale(self, mark: Mark) -> bool:
        """Whether the evidence of what a mark is on changed since it was made."""
        return self.of(mark.place, mark.key) not in {None, mark.made_on}

    def homeless(self, marks: Iterable[Mark]) -> list[Mark]:
        """Marks on what is not on the map any more. They are kept: it may come back."""
        return [mark for mark in marks if self.of(mark.place, mark.key) is None]


# ── marks ─────────────────────────────────────────────────────────────────────────────────────────


def _by_place(marks: Sequence[Mark]) -> Mapping[tuple[Place, str], list[Mark]]:
    found: dict[tuple[Place, str], list[Mark]] = {}
    for mark in marks:
        found.setdefault((mark.place, mark.key), []).append(mark)
    return found


def _mark_step(step: Document, marks: Sequence[Mark], fresh: set[Spot]) -> None:
    written = {mark.field: mark for mark in marks if mark.field != VALIDATED}
    if written:
        step["overlay"] = {
            **dict.fromkeys((*OF_STEPS, NOTE), ""),
            **{field: mark.value for field, mark in written.items()},
            "stale": sorted(field for field, m in written.items() if Spot.of(m) not in fresh),
        }
    _validate(step, marks, fresh)


def _mark_claim(claim: Document, marks: Sequence[Mark], fresh: set[Spot]) -> None:
    for mark in marks:
        if mark.field == NOTE:
            signed = {"text": mark.value, "by": mark.by, "at": instant(mark.at)}
            claim["note"] = {**signed, "stale": Spot.of(mark) not in fresh}
    _validate(claim, marks, fresh)


def _validate(node: Document, marks: Sequence[Mark], fresh: set[Spot]) -> None:
    """Validated by a named researcher and a second kind of source, until the evidence changes."""
    for mark in marks:
        if mark.field == VALIDATED:
            signed = {"by": mark.by, "how": mark.how, "at": instant(mark.at)}
            if Spot.of(mark) in fresh:
                node["validated"] = signed
                node["tier"] = "validated"
            else:
                node["validation_cleared"] = {**signed, "why": EVIDENCE_CHANGED}


def _pairs(laid: Document, marks: Sequence[Mark], fresh: set[Spot]) -> list[Document]:
    """Claims that a researcher sets against each other: side by side, never averaged."""
    where = {
        claim_key(step, claim): (step["id"], claim)
        for step in steps_of(laid)
        for claim in claims_in(step)
    }
    return [
        {
            "claims": [_side(*where[claim]) for claim in mark.claims],
            "note": mark.value,
            "by": mark.by,
            "at": instant(mark.at),
            "stale": Spot.of(mark) not in fresh,
        }
        for mark in marks
        if all(claim in where for claim in mark.claims)
    ]


def _side(step: str, claim: Document) -> Document:
    told = ("id", "text", "count", "respondents", "evidence", "evidence_more", "tier")
    return {"step": step, **{name: claim[name] for name in told if name in claim}}


def _hide(laid: Document, hidden: set[str]) -> None:
    """Take the words of hidden quotes away, wherever something on the map is word for word so.

    The name of a step stays: a codebook gives it another one.
    """
    found = hidden & set(laid["evidence"])
    words = {plain(laid["evidence"][quote]["verbatim"]) for quote in found} - {""}
    for quote in found:
        laid["evidence"][quote] |= {"verbatim": "", "hidden": True}
    if words:
        for part in laid.keys() - {"evidence", "questions", "lanes", "method", "overlay"}:
            _hide_in(laid[part], words)


_THEIR_WORDS = frozenset({"text", "said", "chain", "raw", "from", "to"})
"""Keys under which respondents' words stand; so does the name of a theme in the codebook."""


def _hide_in(node: Any, words: set[str]) -> None:
    if isinstance(node, dict):
        is_theme = "raw" in node
        for key, value in node.items():
            if key in _THEIR_WORDS or (is_theme and key == "name"):
                node[key] = _hidden(value, words)
            _hide_in(node[key], words)
    elif isinstance(node, list):
        for value in node:
            _hide_in(value, words)


def _hidden(told: Any, words: set[str]) -> Any:
    """A text, or each text of a list, unless it is these words."""
    if isinstance(told, list):
        return [_hidden(each, words) for each in told]
    return HIDDEN_WORDS if isinstance(told, str) and plain(told) in words else told
