"""A slide a stage, or more where its steps or lanes are many."""

from collections.abc import Iterator, Mapping, Sequence

from cxmodel import guide
from cxmodel.journey import CLAIM_LANES, Document
from reports.display import every, share
from reports.exports.cells import numbered, one_line
from reports.exports.columns import Feeling, Lane, Spread, lay
from reports.exports.curves import feeling_of
from reports.exports.deck import Deck
from reports.exports.evidence import noted, quoted
from reports.exports.told import Told, counted, lane_titles
from reports.view import places_of

STEPS_A_SLIDE = 5


def draw_stages(deck: Deck, document: Document) -> None:
    """Every stage with a step, in order; the steps are numbered as on the page."""
    places = places_of(document)
    for stage in document["stages"]:
        steps = stage["steps"]
        for start in range(0, len(steps), STEPS_A_SLIDE):
            shown = steps[start : start + STEPS_A_SLIDE]
            more = f" ({start + 1}–{start + len(shown)} of {len(steps)})"
            title = one_line(stage["title"]) + (more if len(steps) > STEPS_A_SLIDE else "")
            lay(deck, _spread(document, title, shown, places))


def _spread(
    document: Document, title: str, steps: Sequence[Document], places: Mapping[str, int]
) -> Spread:
    felt = [feeling_of(step["feeling"]) for step in steps]
    return Spread(
        title,
        heads=tuple(_head(step, places.get(step["id"])) for step in steps),
        feelings=tuple(felt) if any(feeling.faces for feeling in felt) else _NONE,
        lanes=tuple(_lanes(document, steps)),
        notes=tuple(_felt(document, steps)),
    )


_NONE: tuple[Feeling, ...] = ()


def _head(step: Document, number: int | None) -> str:
    star = "★ " if step["moment_of_truth"]["shown"] else ""
    return numbered(number, f"{star}{one_line(step['label'])}")


def _lanes(document: Document, steps: Sequence[Document]) -> Iterator[Lane]:
    titles = lane_titles(document)
    if document["header"]["people"] != 1:
        yield Lane("Reach", tuple((_reached(step),) for step in steps), ())
    for lane in (guide.Lane.FEELING, *CLAIM_LANES):
        held = [_held(step, lane) for step in steps]
        if not any(held):
            continue
        notes = [
            line
            for step, claims in zip(steps, held, strict=True)
            for line in noted(document, f"{step['label']}, {titles[lane.value]}", claims)
        ]
        title = "In words" if lane is guide.Lane.FEELING else titles[lane.value]
        yield Lane(title, tuple(_worded(s, lane) for s in steps), tuple(notes))


def _held(step: Document, lane: guide.Lane) -> list[Document]:
    claims: list[Document] = (
        step["feeling"]["claims"] if lane is guide.Lane.FEELING else step[lane.value]
    )
    return claims


def _felt(document: Document, steps: Sequence[Document]) -> Iterator[str]:
    for step in steps:
        if step["feeling"]["n"]:
            values = every(step["feeling"]["values"], signs=True)
            yield f"{one_line(step['label'])}, feelings: {values}"
            yield from quoted(document, step["feeling"]["evidence"])


def _worded(step: Document, lane: guide.Lane) -> tuple[str, ...]:
    asked = step["asked"].get(lane.value)
    return tuple(_claim(Told(lane.value, claim, asked)) for claim in _held(step, lane))


def _claim(told: Told) -> str:
    rank = f"№ {told.claim['rank']} · " if told.claim.get("rank") else ""
    return f"{rank}{one_line(told.claim['text'])} ({counted(told)})"


def _reached(step: Document) -> str:
    reach = step["reach"]
    parts = ["–" if reach["n"] == 0 else share(reach["x"], reach["n"])]
    if step["order"]["varies"]:
        parts.append("order varies")
    if step["returns"]:
        parts.append(f"{step['returns']} came back")
    return "; ".join(parts)
