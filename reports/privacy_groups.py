"""Groups and waves of an anonymous map: none that five people's difference would tell apart.

Part of `reports.privacy`.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from cxmodel.journey import Document
from reports.disclosure import Hidden, is_safe, withheld
from reports.privacy_ratings import CES, FEELING, are_ratings_shown, distances


def private_scores(metrics: Document, waves: Document | None, hidden: Hidden) -> None:
    """Scores that few gave, or that give away how few did not give the top of it."""
    for name in _SCORES:
        if not _is_shown(name, metrics[name]):
            hidden.take(metrics[name], "value", "n")
    for score in filter(None, metrics.values()):
        if "evidence" in score:
            score["evidence"] = []
    _ratings(metrics, hidden)
    _index(metrics, waves, hidden)


def _ratings(metrics: Document, hidden: Hidden) -> None:
    """Gap and opportunity: both or neither, for the one could be had of the other.

    CSAT is satisfaction too: whoever rated one of the two only must not be few either.
    """
    score = metrics["opportunity"]
    if score is None:
        return
    met = score["top_two"]["satisfaction"]
    satisfied = {"value": met["x"] / met["n"], "n": met["n"]}
    if not (are_ratings_shown(score) and _is_rest_shown("csat", metrics["csat"], satisfied)):
        metrics["opportunity"] = None
        hidden.cells += 1
        hidden.take(metrics["gap"], "value", "n")


def _index(metrics: Document, waves: Document | None, hidden: Hidden) -> None:
    """The index is of some of those who make up CSAT: of all, of a wave, of two waves.

    A week may lie across waves, so that none but the last is told beside them.
    """
    index, changes = metrics["index"], waves["changes"] if waves else []
    own = [change for change in changes if change["id"] == "csat"]
    wholes = [metrics["csat"], *(part for each in own for part in (each["after"], _both(each)))]
    if index["n"] is not None and not all(_is_rest_shown("csat", of, index) for of in wholes):
        hidden.take(index, "value", "n")
    series = index.get("series", [])
    for entry in series:
        year, number, _ = date.fromisoformat(entry["day"]).isocalendar()
        entry["day"] = f"{year}-W{number:02}"
    if waves or index["n"] is None or not all(_is_shown("index", entry) for entry in series):
        hidden.take(index, "series")


def _both(change: Document) -> Document:
    """Two waves as one, where nobody is in both."""
    waves = change["before"], change["after"]
    n = sum(wave["n"] for wave in waves)
    return {"value": sum(wave["value"] * wave["n"] for wave in waves) / n, "n": n}


def _is_rest_shown(name: str, whole: Document, part: Document) -> bool:
    """Whether those who are in one of the two only point at nobody; not where one is hidden."""
    if whole["n"] is None or part["n"] is None:
        return False
    n = whole["n"] - part["n"]
    if n == 0 or whole["value"] is None or part["value"] is None:
        return is_safe(abs(n))
    rest = (whole["value"] * whole["n"] - part["value"] * part["n"]) / n
    return _is_shown(name, {"value": rest, "n": abs(n)})


_SCORES = ("nps", "csat", "ces", "index")
_SCALES = {"ces": CES, "feeling": FEELING}


def _is_shown(name: str, score: Document) -> bool:
    value, n = score["value"], score["n"]
    told = [] if value is None else list(_told_by(name, value, n))
    return is_safe(n) and all(map(is_safe, told))


def _told_by(name: str, value: float, n: int) -> Iterator[float]:
    """Counts of people that can be reckoned from a score, and how far a mean is from its ends."""
    kind = name.partition("/")[0]
    if kind in _SCALES:
        yield from distances(value, n, _SCALES[kind])
    elif name in {"csat", "index"} or name.startswith("pain/"):
        yield round(value * n)
        yield n - round(value * n)
    elif name == "nps":
        yield n - abs(round(value * n / 100))


def private_groups(groups: Sequence[Document], metrics: Document, hidden: Hidden) -> None:
    """Segments, or sides, beside each other and beside the whole that they add up to."""
    people = {group["id"]: _heads(group) for group in groups}
    for group in groups:
        if group["id"] in withheld(people):
            hidden.take(group, *(key for key in ("people", "completed") if key in group))
    for name, whole in metrics.items():
        if name == "index":
            continue
        parts = {g["id"]: g["metrics"][name] for g in groups if g["metrics"].get(name)}
        counts = {ident: _atoms(name, score) for ident, score in parts.items()}
        hide_all = whole is not None and whole.get("suppressed")
        away = parts.keys() if hide_all else withheld(counts)
        for ident in away:
            hidden.take(parts[ident], "value", "n")
    for group in groups:
        if group["metrics"].get("index"):  # a part of its CSAT, and of the index of all
            hidden.take(group["metrics"]["index"], "value", "n")
        _saturation(group, hidden)


def _heads(group: Document) -> list[int]:
    return [group[key] for key in ("people", "completed") if key in group]


def _atoms(name: str, score: Document) -> list[float]:
    """What adds up over groups: with a share, those who did and those who did not."""
    value, n = score["value"], score["n"]
    return [n] if value is None else [n, *(_told_by(name, value, n) if name != "nps" else ())]


def _saturation(group: Document, hidden: Hidden) -> None:
    told = group.get("saturation")
    if told is not None:
        few = ("interviews",) if group.get("suppressed") else ()
        hidden.take(told, *few, *_ANEW)


_ANEW = ("themes", "value", "reached")
"""Of a saturation, what the last two interviews decide."""


def private_saturation(saturation: Document, hidden: Hidden) -> None:
    """How many interviews of each segment were completed is a count of people too."""
    if not is_safe(saturation["interviews"]):
        hidden.take(saturation, "interviews", *_ANEW)
    parts = {one["segment"]: [one["interviews"]] for one in saturation["segments"]}
    away = parts.keys() if saturation.get("suppressed") else withheld(parts)
    kept = [one for one in saturation["segments"] if one["segment"] not in away]
    for one in kept:  # what the last two of some few told anew
        hidden.take(one, *_ANEW)
    hidden.cells += len(parts) - len(kept)
    saturation["segments"] = kept


def private_changes(waves: Document, wholes: Mapping[str, Document], hidden: Hidden) -> None:
    """Changes that five people and more made up in each wave.

    `wholes` has what the map shows over all waves, by the id of its change. What it has beyond
    both waves was told in earlier ones, and must point at nobody either.
    """
    changes = [c for c in waves["changes"] if _is_change_shown(c, wholes.get(c["id"]))]
    hidden.cells += len(waves["changes"]) - len(changes)
    hidden.cells += len(waves["each"])  # of which the whole and the two waves would tell more
    waves["changes"], waves["each"] = changes, []


_OF_STEPS = ("feeling", "pain")
"""Changes that would tell, beside everybody's dots and shares, how many of a wave took a step."""


def _is_change_shown(change: Document, whole: Document | None) -> bool:
    both = (change["before"], change["after"])
    if change["id"].partition("/")[0] in _OF_STEPS:
        return False
    if whole is None or not all(_is_shown(change["id"], wave) for wave in both):
        return False
    told = _both(change)
    is_apart = change["people"] == told["n"]  # else people of both waves could be told apart
    return is_apart and _is_rest_shown(change["id"], whole, told)


def private_head(kept: Document, shown: set[int], hidden: Hidden) -> None:
    """Counts of interviews and people, beside `shown`: every count on the map below them.

    Each holds those before it: of two that differ by a few people, the later one goes, and so does
    what adds up to it.
    """
    header = kept["header"]
    ended = header["completed"], header["broken_off"], header["running"]
    rest = {"broken_off": [ended[1]], "running": [ended[2]], "": [header["started"] - sum(ended)]}
    for name in sorted(withheld(rest) - {""}):
        hidden.take(header, name)
    for name in ("completed", "people", "started", "invited"):
        count = header[name]
        if count is None:  # nobody knows how many were invited
            continue
        if is_safe(count) and all(is_safe(count - n) for n in shown if n < count):
            shown.add(count)
        else:
            hidden.take(header, name)
            _hide_parts(kept, name, hidden)


def _hide_parts(kept: Document, name: str, hidden: Hidden) -> None:
    for group in [*kept["segments"], *kept["sides"]]:
        if group.get(name) is not None:
            hidden.take(group, name)
    if name == "completed":
        saturation = kept["header"]["saturation"]
        for one in [saturation, *saturation["segments"], *_saturations(kept)]:
            hidden.take(one, "interviews", *_ANEW)


def _saturations(kept: Document) -> Iterator[Document]:
    return (group["saturation"] for group in kept["segments"])
