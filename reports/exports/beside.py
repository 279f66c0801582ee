"""The slides of what stands beside the journey: both sides, two waves, the House of CX."""

from collections.abc import Iterator

from cxmodel.journey import Document
from reports.curve import signed
from reports.display import every, number, share
from reports.exports.boxes import tabulate
from reports.exports.cells import one_line
from reports.exports.deck import (
    INNER,
    LEFT,
    PALE,
    SMALLEST,
    TOP,
    Box,
    Deck,
    Type,
    first_lines,
)
from reports.exports.told import UNTOLD, known
from reports.page.house import BLOCKS
from reports.page.waves import Change, changes_of

_SIDES = ("customer", "staff")
_CHANGES_SHOWN = 12  # of two waves: what moved comes before what may be chance
_GABLE = 44.0  # points, of the roof above its parts
_STOREYS = {"roof": 84.0, "pillar": 110.0, "foundation": 72.0, "cycle": 66.0}
_NAME, _GAP = 100.0, 8.0
_PART_LINES = 3  # of a title
_FILLS = (PALE, "E5EEF3", "D3E4EC", "BFD8E3", "A8CBDA", "8FBDD0")  # nothing told, 1 … 5


def draw_sides(deck: Deck, document: Document) -> None:
    """Customers and staff step by step, and the gap between them; where both were asked."""
    if len(document.get("sides") or ()) < len(_SIDES):
        return
    heads = (("Step", 3.0), ("Customers", 2.0), ("Staff", 2.0), ("Staff − customers", 1.5))
    tabulate(deck, "Two sides of one journey", heads, _beside(document))


def _beside(document: Document) -> Iterator[tuple[str, ...]]:
    people = {side["id"]: known(side["people"]) for side in document["sides"]}
    yield ("People", *(people.get(side, "–") for side in _SIDES), "–")
    for step in (step for stage in document["stages"] for step in stage["steps"]):
        if parts := step.get("by_side"):
            gap = (step.get("perception") or {}).get("gap")
            sides = (_met(parts.get(side)) for side in _SIDES)
            yield one_line(step["label"]), *sides, "–" if gap is None else signed(gap)
    for step in (step for stage in document["stages"] for step in stage["steps"]):
        bad = (step.get("perception") or {}).get("severity") or {}
        if bad.get("gap") is not None:
            weights = (number(bad[side]) for side in _SIDES)
            yield f"{one_line(step['label'])}: how bad, 0–4", *weights, signed(bad["gap"])


def _met(part: Document | None) -> str:
    if part is None:
        return "–"
    felt, reach = part["feeling"], part["reach"]
    taken = "–" if reach["n"] == 0 else share(reach["x"], reach["n"])
    if felt["n"] is None:
        return f"{taken}; felt: {UNTOLD}"
    mean = "split" if felt["split"] else signed(felt["mean"]) if felt["n"] else "–"
    return f"{taken}; felt {mean}" + (f" (n {felt['n']})" if felt["n"] else "")


def draw_waves(deck: Deck, document: Document) -> None:
    """What moved from one wave to the next, each change with its interval; all in the notes."""
    if not (waves := document.get("waves")):
        return
    heads = (
        *(("Figure", 3.0), (f"Wave {waves['from']}", 1.6), (f"Wave {waves['to']}", 1.6)),
        *(("Change and 95 % interval", 2.6), ("Verdict", 1.6)),
    )
    title = f"Wave {waves['from']} → wave {waves['to']}"
    changes = changes_of(waves)
    first = sorted(changes, key=lambda one: not one.told["moved"])[:_CHANGES_SHOWN]
    rows = [_change(one) for one in changes if one in first]
    if len(changes) > len(first):
        rows.append((f"+{len(changes) - len(first)} more in the notes", "", "", "", ""))
    tabulate(deck, title, heads, rows, [" · ".join(_change(one)) for one in changes])


def _change(one: Change) -> tuple[str, ...]:
    told = one.told
    stood = (
        f"{_figure(told[wave]['value'], one)} (n {known(told[wave]['n'])})"
        for wave in ("before", "after")
    )
    by, low, high = (_by(told[key], one) for key in ("change", "low", "high"))
    points = " points" if one.percent else ""
    change = "–" if told["change"] is None else f"{by}{points} ({low} … {high})"
    return one_line(told["label"]), *stood, change, one.verdict


def _figure(value: float | None, one: Change) -> str:
    return f"{number(100 * value)} %" if one.percent and value is not None else number(value)


def _by(value: float | None, one: Change) -> str:
    """A change, or an end of its interval."""
    return "–" if value is None else signed(100 * value if one.percent else value)


def draw_house(deck: Deck, document: Document) -> None:
    """The House of CX in native shapes: the darker a part, the further it is in place."""
    parts = (document.get("house") or {"parts": []})["parts"]
    if not parts:
        return
    page = deck.page("The House of CX")
    page.gable(Box(LEFT + _NAME, TOP, INNER - _NAME, _GABLE), PALE)
    y = TOP + _GABLE
    for block, height in _STOREYS.items():
        held = [part for part in parts if part["block"] == block]
        page.text(Box(LEFT, y, _NAME, height), [BLOCKS[block]], Type(bold=True))
        width = (INNER - _NAME - _GAP * (len(held) - 1)) / max(len(held), 1)
        for at, part in enumerate(held):
            box = Box(LEFT + _NAME + at * (width + _GAP), y, width, height)
            title = first_lines(one_line(part["title"]), width, SMALLEST, _PART_LINES)
            mean = part["mean"]
            level = 0 if mean is None else min(max(round(mean), 1), 5)
            page.text(box, [title, _score(part)], Type(centred=True), fill=_FILLS[level])
        y += height + _GAP
    page.note([f"{one_line(p['title'])}: {_score(p)}; {every(p['values'])}" for p in parts])


def _score(part: Document) -> str:
    if part["mean"] is None:
        return UNTOLD if part.get("suppressed") else "nothing told"
    return f"{number(part['mean'])} of 5 (n {known(part['n'])})"
