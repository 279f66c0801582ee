"""Tables of groups beside each other: segments, sides, waves, and the parts of the house."""

from collections.abc import Callable

from cxmodel.journey import Document
from reports.curve import signed
from reports.display import known, number, share, titled
from reports.typeset.panel import Data, felt_as, panel, signed_or_none, steps_of
from reports.typeset.words import Words

_SCORE_HEADS = ("NPS", "CSAT: gave 4 or 5", "CES")


def _beside(key: str, title: str) -> Callable[[Document, Words], Data]:
    """A table of how many there are of each group, and their scores."""

    def made(document: Document, words: Words) -> Data:
        groups = document.get(key) or []
        rows = [
            (words(one.get("title", one["id"])), known(one["people"]), *_scores(one["metrics"]))
            for one in (groups if len(groups) > 1 else ())
        ]
        return panel(title, "", ("Group*", "People#", *_SCORE_HEADS), rows)

    return made


def _scores(metrics: Document) -> tuple[str, ...]:
    nps, csat, ces = (
        metrics.get(name) or {"value": None, "n": 0} for name in ("nps", "csat", "ces")
    )
    top = "–" if csat["value"] is None else share(round(csat["value"] * csat["n"]), csat["n"])
    return _of(nps, signed), top, _of(ces, number)


def _of(score: Document, show: Callable[[float], str]) -> str:
    return "–" if score["value"] is None else f"{show(score['value'])} (n {score['n']})"


def _fine(value: float | None) -> str:
    """Two decimals: what moves between waves may be small."""
    return "–" if value is None else f"{value:.2f}".replace("-", "−")


def _by(key: str, title: str, heading: str) -> Callable[[Document, Words], Data]:
    """A table of reach and feeling at each step, one column a group."""

    def made(document: Document, words: Words) -> Data:
        names = {one["id"]: one.get("title", one["id"]) for one in document.get(key) or ()}
        held = [step for step in steps_of(document) if len(step.get(heading) or {}) > 1]
        groups = list(dict.fromkeys(group for step in held for group in step[heading]))
        heads = [f"{titled(str(names.get(group, group)))}*" for group in groups]
        rows = [
            [words(step["label"]), *(_met(step[heading].get(group)) for group in groups)]
            for step in held
        ]
        return panel(title, "How many took the step, and how they felt.", ["Step*", *heads], rows)

    return made


def _met(group: Document | None) -> str:
    if group is None:
        return "–"
    taken = share(group["reach"]["x"], group["reach"]["n"])
    return f"{taken}; felt {felt_as(group['feeling'])}"


def _gaps(document: Document, words: Words) -> Data:
    rows = [
        (
            words(step["label"]),
            signed_or_none(gap["customer"]),
            signed_or_none(gap["staff"]),
            signed_or_none(gap["gap"]),
        )
        for step in steps_of(document)
        if (gap := step.get("perception")) and gap["gap"] is not None
    ]
    heads = ("Step*", "Customers#", "Staff#", "Staff − customers#")
    bad = [
        (f"{step['label']}: how bad, 0–4", told["severity"])
        for step in steps_of(document)
        if (told := step.get("perception")) and (told.get("severity") or {}).get("gap") is not None
    ]
    rows += [
        (words(label), number(it["customer"]), number(it["staff"]), signed_or_none(it["gap"]))
        for label, it in bad
    ]
    return panel("The perception gap", "One step, seen from both sides.", heads, rows)


def _waves(document: Document, words: Words) -> Data:
    waves = document.get("waves") or {"from": "", "to": "", "changes": []}
    rows = [
        (
            words(one["label"]),
            _of(one["before"], _fine),
            _of(one["after"], _fine),
            f"{_fine(one['change'])} [{_fine(one['low'])} … {_fine(one['high'])}]",
            "moved" if one["moved"] else "not shown to have moved",
            str(one["method"]),
        )
        for one in waves["changes"]
    ]
    title = f"Wave {waves['to']} beside wave {waves['from']}"
    lead = "“Moved” only where the 95 % interval of the change leaves out 0."
    heads = ("Measure*", "Before#", "After#", "Change and interval", "Verdict", "Method")
    return panel(title, lead, heads, rows)


def _house(document: Document, words: Words) -> Data:
    rows = [
        (words(part["title"]), str(part["block"]), number(part["mean"]), known(part["n"]))
        for part in (document.get("house") or {"parts": []})["parts"]
    ]
    return panel("The house", "Maturity, part by part.", ("Part*", "Block", "Mean#", "n#"), rows)


COMPARISONS = (
    _beside("segments", "Segments beside each other"),
    _by("segments", "Segments, step by step", "by_segment"),
    _beside("sides", "Both sides beside each other"),
    _by("sides", "Both sides, step by step", "by_side"),
    _gaps,
    _waves,
    _house,
)
"""Tables in the order of reading; each is without rows where the document has nothing of it."""
