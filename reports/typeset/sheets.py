"""The map cut into sheets: which steps stand side by side, and what each cell of them shows."""

from collections.abc import Iterable, Sequence
from typing import Any

from cxmodel.journey import Document
from reports.display import gaps, number, share
from reports.typeset.cited import Cited
from reports.typeset.strip import band
from reports.typeset.words import Word, Words
from reports.view import Column, Row, View

MOST_COLUMNS = 8
ITEMS = 3  # claims of a cell
LABEL_LENGTH = 120  # characters at the head of a column
MINIMAP_FROM = 16  # columns of the whole map
_INSIDE_STAGE = 1.5  # what it costs to cut a stage in two, beside uneven sheets
Data = dict[str, Any]


def sheets(view: View, cited: Cited, words: Words, room: float) -> list[Data]:
    """Every sheet of the map; `room` is the points across that the steps may take."""
    return [
        sheet(part, view, cited, words, width=room / len(part)) | {"minimap": _minimap(part, view)}
        for part in parted(view.columns, MOST_COLUMNS)
    ]


def sheet(
    part: Sequence[Column],
    view: View,
    cited: Cited,
    words: Words,
    *,
    width: float,
    items: int = ITEMS,
) -> Data:
    """Some columns side by side: stages, heads, the band, and the lanes with something in them."""
    rows = [row for row in view.celled if any(row.held(column) for column in part)]
    return {
        "width": width,
        "first": part[0].place,
        "last": part[-1].place,
        "groups": _groups(part, words),
        "heads": [_head(column, words, alone=view.alone) for column in part],
        "early": [_lane(row, part, cited, items) for row in rows if row.early],
        "band": band(part, view.columns, width) if view.felt else None,
        "late": [
            *(_lane(row, part, cited, items) for row in rows if not row.early),
            *_notes(part, words),
        ],
    }


def parted(columns: Sequence[Column], most: int) -> list[Sequence[Column]]:
    """Columns in as few sheets as hold them, of about one size, cut between stages if possible.

    The cheapest way to each cut is found from the first to the last.
    """
    if not columns:
        return []
    count = -(-len(columns) // most)
    ideal = len(columns) / count
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(0, 0): (0.0, ())}
    for sheets_ in range(1, count + 1):
        for end in range(1, len(columns) + 1):
            ways = [
                (best[start, sheets_ - 1][0] + _cost(columns, start, end, ideal), start)
                for start in range(max(0, end - most), end)
                if (start, sheets_ - 1) in best
            ]
            if ways:
                cost, start = min(ways)
                best[end, sheets_] = (cost, (*best[start, sheets_ - 1][1], end))
    ends = best[len(columns), count][1]
    return [columns[start:end] for start, end in zip((0, *ends), ends, strict=False)]


def _cost(columns: Sequence[Column], start: int, end: int, ideal: float) -> float:
    cuts_stage = end < len(columns) and not columns[end].first
    return (end - start - ideal) ** 2 + (_INSIDE_STAGE if cuts_stage else 0)


def _groups(part: Sequence[Column], words: Words) -> list[Data]:
    titles = {column.stage: column.title for column in part}
    return [
        {"title": words(title, LABEL_LENGTH), "span": sum(c.stage == stage for c in part)}
        for stage, title in titles.items()
    ]


def _head(column: Column, words: Words, *, alone: bool) -> Data:
    step = column.step
    if step is None:
        return {"number": column.place, "label": column.became, "chips": [], "star": ""}
    truth = step["moment_of_truth"]
    signed = step.get("validated")
    by = [words.joined(["validated by", signed["by"]], " ")] if signed else []
    label = "The stage as a whole" if column.whole else words(step["label"], LABEL_LENGTH)
    return {
        "number": column.place,
        "label": label,
        "chips": [*chips(step, alone=alone), *by],
        "star": f"moment of truth {truth['score']:.2f}" if truth["shown"] else "",
    }


def chips(step: Document, *, alone: bool) -> list[str]:
    """The figures of a step, each in a few words."""
    shown = []
    if not alone and step["reach"]["n"]:
        x, n = step["reach"]["x"], step["reach"]["n"]
        shown.append(share(x, n))
    for count, word in ((step["reported"], "report"), (step["returns"], "return")):
        if count:
            shown.append(f"{count} {word}{'' if count == 1 else 's'}")
    truth = step["moment_of_truth"]
    if truth["named"] and not truth["shown"]:
        shown.append("named decisive" + ("" if alone else f" by {truth['named']}"))
    if step["order"]["varies"]:
        shown.append("order varies")
    if step["gap"] is not None:
        shown.append(f"gap {gaps(step)}")
    score = step["opportunity_score"]
    if score:
        value = "" if score["value"] is None else f" {number(score['value'])}"
        shown.append(f"opportunity {score['band']}{value}")
    return shown


def _lane(row: Row, part: Sequence[Column], cited: Cited, items: int) -> Data:
    return {"title": row.title, "cells": [_cell(row, column, cited, items) for column in part]}


def _cell(row: Row, column: Column, cited: Cited, items: int) -> Data:
    claims = row.held(column)
    if claims:
        return {"state": "told", **cited.items(claims, items)}
    if column.id in row.beside:
        return {"state": "beside"}
    if column.put:
        return {"state": "untold"}
    asked = column.step["asked"].get(row.id, 0) if column.step else 0
    return {"state": "hidden" if asked is None else "silent" if asked else "unasked"}


_FIELDS = ("owner", "business_value", "effort", "opportunity", "note")


def _notes(part: Sequence[Column], words: Words) -> list[Data]:
    """What the researcher wrote to these steps, with a mark where its evidence has changed."""
    written = [column.step.get("overlay") or {} if column.step else {} for column in part]
    if not any(written):
        return []
    cells = [{"state": "noted", "lines": list(_written(overlay, words))} for overlay in written]
    return [{"title": "Researcher’s notes", "cells": cells}]


def _written(overlay: Document, words: Words) -> Iterable[Data]:
    for field in _FIELDS:
        value = overlay.get(field)
        if value not in (None, ""):
            shown: Word = words(str(value))
            name = field.replace("_", " ").capitalize()
            yield {"name": name, "text": shown, "stale": field in overlay.get("stale", ())}


def _minimap(part: Sequence[Column], view: View) -> list[Data] | None:
    """Every column of the map as a tick, those of this sheet filled."""
    if len(view.columns) < MINIMAP_FROM:
        return None
    here = {column.number for column in part}
    return [{"here": c.number in here, "first": c.first} for c in view.columns]
