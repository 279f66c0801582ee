"""The head of a print: whose journey it is, how it was studied, and the figures of the whole."""

from collections.abc import Iterator
from typing import Any

from cxmodel.journey import Document
from reports.brief import brief_of
from reports.curve import signed
from reports.display import PERCENT_FROM, known, number, roadmap, share, titled
from reports.heads import latest_head
from reports.typeset.cited import Cited
from reports.typeset.words import Words
from reports.view import View

LOOP = ("understand", "map", "analyse", "ideate", "design", "implement")
_EXPECTATIONS = 4
Data = dict[str, Any]


def cover(document: Document, view: View, cited: Cited, words: Words) -> Data:
    """All that stands before the map."""
    header = document["header"]
    return {
        "facts": list(facts(document, words)),
        "persona": _persona(header["persona"], words),
        "notes": [
            {"title": title, "text": words(header[key])}
            for key, title in (("scenario", "Scenario"), ("expectation", "Expectation"))
            if header[key]
        ],
        "expected": cited.items(header["expectations"], _EXPECTATIONS),
        "shown": _shown(header["confirmation"], words) if view.alone else [],
        "programme": _programme(header["programme"], words),
        "tiles": tiles(document, alone=view.alone),
        "effort": _effort(document, alone=view.alone),
        "pains": [
            {"where": words(at.step["label"]), "when": at.when, **cited.item(at.claim)}
            for at in brief_of(document).pains
            if at.claim is not None
        ],
    }


def facts(document: Document, words: Words) -> Iterator[Any]:
    """How many took part, when, and what part of the study this is."""
    header, selection = document["header"], document["selection"]
    for key in ("completed", "running", "broken_off", "started", "invited"):
        if header[key] or (header[key] == 0 and key in {"completed", "started"}):
            yield f"{header[key]} {key.replace('_', ' ')}"
    if header["from"]:
        till = "" if header["to"] == header["from"] else f" – {header['to']}"
        yield f"{header['from']}{till}"
    judged = header["confirmation"]
    if judged["n"] and header["people"] != 1:
        yield f"{share(judged['recognised'], judged['n'])} recognised their journey"
    if selection["segment"]:
        yield words.joined(["segment", selection["segment"]], " ")
    if selection["wave"]:
        yield f"wave {selection['wave']}"
    if selection["side"]:
        yield words(selection["side"])
    if selection["interview"]:
        yield "one interview"
    if header["sample"]:
        yield "sample data"


def _persona(persona: Document, words: Words) -> Data | None:
    fields = (
        ("characteristics", ""),
        ("goals", "Wants"),
        ("emotional_triggers", "Moved by"),
    )
    lines = [
        {"name": name, "text": words.joined(persona[key])} for key, name in fields if persona[key]
    ]
    if not persona["name"] and not lines:
        return None
    return {"name": words(persona["name"]), "first": words(persona["name"][:1]), "lines": lines}


def _shown(confirmation: Document, words: Words) -> list[Any]:
    """What one person said of the map that they were shown at the end."""
    if not confirmation["n"]:
        return []
    verdict = "Recognised" if confirmation["recognised"] else "Not recognised"
    return [
        {"text": f"{verdict} as their journey.", "private": False},
        *({"text": words(o["words"]), "private": not o["quotable"]} for o in confirmation["off"]),
    ]


def _programme(programme: Document, words: Words) -> Data | None:
    more = [
        *(
            [words.joined(["Roadmap:", roadmap(programme["roadmap"])], " ")]
            if programme["roadmap"]
            else []
        ),
        *([words(programme["phase"])] if programme["phase"] else []),
        *(words.joined(["Early win:", win], " ") for win in programme["early_wins"]),
    ]
    if not programme["loop"] and not more:
        return None
    stops = LOOP if programme["loop"] else ()
    return {
        "stops": [{"title": stop, "now": stop == programme["loop"]} for stop in stops],
        "more": more,
    }


def tiles(document: Document, *, alone: bool) -> list[Data]:
    """The scores of the whole journey, each with what it is of."""
    return [
        {"title": title, "big": big, "small": small}
        for title, big, small in _tiles(document, alone=alone)
    ]


def _tiles(document: Document, *, alone: bool) -> Iterator[tuple[str, str, str]]:
    head = latest_head(document)
    metrics = head["metrics"]
    whose = f", {head['of']}" if head["of"] else ""
    of = {name: "" if alone else f" · n {score['n']}" for name, score in metrics.items() if score}
    known = {name: score for name, score in metrics.items() if score and _is_known(score)}
    if "csat" in known:
        yield f"CSAT{whose}", _share(known["csat"]), "gave 4 or 5 of 5"
    if "ces" in known:
        yield f"CES{whose}", number(known["ces"]["value"]), f"mean of 1–7{of['ces']}"
    if "nps" in known:
        yield f"NPS{whose}", signed(known["nps"]["value"]), f"−100 … +100{of['nps']}"
    if "index" in known:
        yield f"Satisfaction index{whose}", _share(known["index"]), "CSAT of the last seven days"
    if "gap" in known:
        yield f"Gap{whose}", signed(known["gap"]["value"]), f"importance − satisfaction{of['gap']}"
    score = metrics.get("opportunity")
    if score:
        value = "" if score["value"] is None else f" {number(score['value'])}"
        yield (
            f"Opportunity{whose}",
            f"{score['band']}{value}",
            f"of low, neutral, solid, major{of['opportunity']}",
        )
    saturation = document["header"]["saturation"]
    if saturation["value"] is not None:
        new = f"{100 * saturation['value']:.0f} % new in the last two"
        yield "Saturation", "reached" if saturation["reached"] else "not yet", new


def _is_known(score: Document) -> bool:
    return bool(score.get("n")) and score.get("value") is not None


def _share(score: Document) -> str:
    value, n = score["value"], score["n"]
    return f"{round(value * n)} of {n}" if n < PERCENT_FROM else f"{number(100 * value)} %"


def _effort(document: Document, *, alone: bool) -> list[Data]:
    """Each kind of effort: before a change where that was asked, today, and as wished for."""
    rows, head = [], latest_head(document)
    whose = f", {head['of']}" if head["of"] else ""
    for kind, spent in sorted(head["effort"].items()):
        of = {key: "" if alone else f"n {known(count)}" for key, count in spent["n"].items()}
        moments = [("before the change", "earlier"), ("today", "before"), ("wished for", "after")]
        rows.append({
            "kind": f"{titled(kind)}{whose}",
            "moments": [
                {"when": when, "value": number(spent[key]), "n": of[key]}
                for when, key in moments
                if spent.get(key) is not None
            ],
        })  # fmt: skip
    return rows
