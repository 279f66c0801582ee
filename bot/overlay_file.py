"""What researchers wrote beside the map as a YAML file to edit, and back.

A field that is empty takes away what it held; a line that is left out leaves it as it is.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot import overlay
from bot.hand_files import Shapes, printable, quoted, read_by_hand
from bot.overlay import Edit
from cxmodel.errors import InvalidFlow, Refused
from cxmodel.guide import Lane
from cxmodel.journey import CLAIM_LANES, LANE_TITLES, Document
from cxmodel.overlay import HIDDEN, NOTE, OF_STEPS, VALIDATED, Mark, Place, Spot
from interview_flows.yaml_source import Node
from reports.briefly import reached, voices
from reports.escape import in_plain
from reports.overlay import Grounds, claim_key, claims_in, steps_of

_LABEL = 100  # characters of a label in a comment
_SECTIONS = ("notes", "steps", "hidden", "contradictions")
_ABOUT = """\
# What researchers wrote beside the map of the study {study}.
#
# Fill in what you know and take the file back:  desirepath overlay {study} --in FILE
# A field that you leave empty takes away what it held; a line that you delete leaves it as it is.
# To validate a step or a claim:  validated: {{by: Your Name, how: call log}}
# To validate again what was cleared, say how you looked this time, or use the option --validate.
"""

Marks = dict[Spot, Mark]


# ── out ───────────────────────────────────────────────────────────────────────────────────────


def write_overlay(study: str, document: Document, marks: Sequence[Mark]) -> str:
    """The overlay with every step and claim of the whole study's map, to be filled in."""
    return "".join(_lines(study, document, marks))


def _lines(study: str, document: Document, marks: Sequence[Mark]) -> Iterator[str]:
    known, grounds = {Spot.of(mark): mark for mark in marks}, Grounds(document)
    yield _ABOUT.format(study=study)
    yield from _list("notes", [quoted(m.value) for m in marks if m.place is Place.MAP])
    yield "steps:\n"
    for step in steps_of(document):
        yield f"  # {_label(step['label'])} ({reached(step['reach'])}, {step['tier']})\n"
        yield f"  {quoted(step['key'])}:\n"
        for field in (*OF_STEPS, NOTE, VALIDATED):
            yield from _field(known.get(Spot(Place.STEP, step["key"], field)), field, grounds, 4)
        yield from _claim_lines(step, known, grounds)
    yield "\n# Evidence whose words are not to be shown, by its id in the map as JSON.\n"
    yield from _list("hidden", [quoted(m.key) for m in marks if m.field == HIDDEN])
    yield "\n# Pairs of claims that contradict each other, by their ids.\n"
    pairs = [m.claims for m in marks if m.place is Place.PAIR]
    yield from _list("contradictions", [f"[{quoted(a)}, {quoted(b)}]" for a, b in pairs])
    for mark in grounds.homeless(marks):
        words = _label(" ".join(filter(None, (mark.value, mark.by, mark.how))))
        yield f"# not on the map any more: {mark.place} {mark.key}: {mark.field}: {words}\n"


def _claim_lines(step: Document, known: Marks, grounds: Grounds) -> Iterator[str]:
    lanes = (*CLAIM_LANES, Lane.FEELING)
    claims = {
        claim_key(step, claim): (lane, claim) for lane in lanes for claim in claims_in(step[lane])
    }
    if claims:
        yield "    claims:\n"
    for key, (lane, claim) in claims.items():
        founded = f"({voices(claim)}, {claim['tier']})"
        yield f"      # {LANE_TITLES[lane]}: {_label(claim['text'])} {founded}\n"
        yield f"      {quoted(key)}:\n"
        for field in (NOTE, VALIDATED):
            mark = known.get(Spot(Place.CLAIM, key, field))
            yield from _field(mark, field, grounds, 8)


def _field(mark: Mark | None, field: str, grounds: Grounds, indent: int) -> Iterator[str]:
    place = " " * indent
    if mark is None:
        yield f"{place}{field}:\n"
    elif field != VALIDATED:
        stale = "  # its evidence changed since" if grounds.stale(mark) else ""
        yield f"{place}{field}: {quoted(mark.value)}{stale}\n"
    elif grounds.stale(mark):
        yield f"{place}# cleared, its evidence changed since: {_vouched(mark)}\n"
    else:
        yield f"{place}{field}: {_vouched(mark)}\n"


def _vouched(mark: Mark) -> str:
    return f"{{by: {quoted(mark.by)}, how: {quoted(mark.how)}}}"


def _list(name: str, items: Sequence[str]) -> Iterator[str]:
    yield f"{name}:\n" if items else f"{name}: []\n"
    yield from (f"  - {item}\n" for item in items)


def _label(text: str) -> str:
    """Somebody's words in a comment, where nothing of theirs can end it."""
    line = printable(" ".join(in_plain(text).split()))
    return line if len(line) <= _LABEL else f"{line[: _LABEL - 1]}…"


# ── in ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Line:
    """An edit, and where in the file it is wished for."""

    edit: Edit
    line: int


@dataclass(frozen=True, slots=True)
class OverlayFile:
    """A file that was read; what it says is checked against the map when it is done."""

    file: str
    lines: tuple[_Line, ...]
    lists: tuple[str, ...]  # those that it gives whole: notes, hidden, contradictions

    def edits(self, grounds: Grounds, marks: Sequence[Mark]) -> list[Edit]:
        """What to do so that the overlay says what the file does.

        Raises InvalidFlow, with the line, for what is neither on the map nor on the overlay.
        """
        known = {Spot.of(mark): mark for mark in marks}
        lines = [replace(each, edit=overlay.at_home(each.edit, grounds)) for each in self.lines]
        for each in lines:
            try:
                overlay.refuse_unknown(each.edit, grounds, known)
            except Refused as refusal:
                raise InvalidFlow(self.file, each.line, str(refusal)) from None
        named = {each.edit.spot for each in lines}
        left_out = [
            Edit(spot=spot, remove=True)
            for spot in known
            if spot not in named and _LISTED.get(spot.place) in self.lists
        ]
        changed = [each.edit for each in lines if not _stands(each.edit, known.get(each.edit.spot))]
        return [*left_out, *changed]


def _stands(edit: Edit, mark: Mark | None) -> bool:
    """Whether a file only repeats what is written already.

    Nobody vouches for the evidence of today by a line that they wrote, or only took out, before.
    """
    if mark is None or edit.remove:
        return False
    if mark.field == VALIDATED:
        return (edit.by, edit.how) == (mark.by, mark.how)
    return edit.value == mark.value


_LISTED = {Place.MAP: "notes", Place.QUOTE: "hidden", Place.PAIR: "contradictions"}


def read_overlay(file: Path, by: str = "") -> OverlayFile:
    """The file as edits by somebody. Raises InvalidFlow (`file:line: reason`) or Refused."""
    return _Reader(Shapes(str(file)), by).read(read_by_hand(file))


class _Reader:
    """Turns a file's tree into edits."""

    def __init__(self, shapes: Shapes, by: str) -> None:
        self._shapes, self._by = shapes, by
        self._lines: list[_Line] = []

    def read(self, root: Node) -> OverlayFile:
        sections = self._shapes.table(root, "the file", _SECTIONS)
        lists = tuple(name for name in sections if name != "steps")
        for node in self._shapes.items(sections.get("notes"), "notes"):
            self._add(node, lambda text: overlay.on_map(text, self._by))
        for node in self._shapes.items(sections.get("hidden"), "hidden"):
            self._add(node, lambda evidence: overlay.hidden(evidence, self._by))
        for node in self._shapes.items(sections.get("contradictions"), "contradictions"):
            self._pair(node)
        for key, node in self._below(sections.get("steps"), "steps"):
            self._step(key, node)
        return OverlayFile(self._shapes.file, tuple(self._lines), lists)

    def _below(self, node: Node | None, what: str) -> list[tuple[str, Node]]:
        """Steps or claims by their keys; none where nothing is written."""
        if node is None or self._shapes.is_empty(node):
            return []
        return [(key.text, below) for key, below in self._shapes.entries(node, what)]

    def _step(self, key: str, node: Node) -> None:
        fields = self._shapes.table(node, f"step {key}", (*OF_STEPS, NOTE, VALIDATED, "claims"))
        for field in (*OF_STEPS, NOTE):
            if field in fields:
                self._fill(key, field, fields[field])
        self._vouch(key, fields.get(VALIDATED))
        for claim, below in self._below(fields.get("claims"), "claims"):
            self._claim(claim, below)

    def _fill(self, key: str, field: str, node: Node) -> None:
        self._add(node, lambda value: overlay.on_step(key, field, value, self._by))

    def _claim(self, claim: str, node: Node) -> None:
        if self._shapes.is_empty(node):
            return
        fields = self._shapes.table(node, f"claim {claim}", (NOTE, VALIDATED))
        if NOTE in fields:
            self._add(fields[NOTE], lambda text: overlay.on_claim(claim, text, self._by))
        self._vouch(claim, fields.get(VALIDATED))

    def _vouch(self, key: str, node: Node | None) -> None:
        if node is None:
            return
        if self._shapes.is_empty(node):
            self._keep(overlay.validated(key, "", "", remove=True), node.line)
            return
        said = self._shapes.table(node, VALIDATED, ("by", "how"))
        by, how = (self._shapes.word(said.get(name), name) for name in ("by", "how"))
        self._make(lambda: overlay.validated(key, by, how), node.line)

    def _pair(self, node: Node) -> None:
        what = "a contradiction"
        claims = [self._shapes.word(each, what) for each in self._shapes.items(node, what)]
        if len(claims) != 2:  # noqa: PLR2004 - a pair
            raise self._shapes.error(node.line, f"{what} is a list of two claims' ids")
        one, other = claims
        self._make(lambda: overlay.contradicting(one, other, self._by), node.line)

    def _add(self, node: Node, make: Callable[[str], Edit]) -> None:
        self._make(lambda: make(self._shapes.word(node, "what is written here")), node.line)

    def _make(self, make: Callable[[], Edit], line: int) -> None:
        try:
            self._keep(make(), line)
        except Refused as refusal:
            raise self._shapes.error(line, str(refusal)) from None

    def _keep(self, edit: Edit, line: int) -> None:
        self._lines.append(_Line(edit, line))
