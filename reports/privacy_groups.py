"""Groups and waves of an anonymous map: none that five people's difference would tell apart.

Part of `reports.privacy`.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from cxmodel.journey import Document
from reports.disclosure import Hidden, is_safe, withheld


def private_scores(metrics: Document, hidden: Hidden) -> None:
    """Scores that few gave, or that give away how few did not give the top of it."""
    for name, score in metrics.items():
        if score is None:
            continue
        if not _is_shown(name, score):
            hidden.take(score, *(key for key in _NUMBERS if key in score))
        if "evidence" in score:
            score["evidence"] = []
    series = metrics["index"].get("series", [])
    for entry in series:
        year, number, _ = date.fromisoformat(entry["day"]).isocalendar()
        entry["day"] = f"{year}-W{number:02}"
    if not all(_is_shown("index", entry) for entry in series):
        hidden.take(metrics["index"], "series")


_NUMBERS = ("value", "n", "band", "importance", "satisfaction")


def _is_shown(name: str, score: Document) -> bool:
    value, n = score["value"], score["n"]
    told = [] if value is None else list(_told_by(name, value, n))
    return is_safe(n) and all(map(is_safe, told))


def _told_by(name: str, value: float, n: int) -> Iterator[int]:
    """Counts of people that can be reckoned from a score."""
    if name in {"csat", "index"} or name.startswith("pain/"):
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
        parts = {g["id"]: g["metrics"][name] for g in groups if g["metrics"].get(name)}
        counts = {ident: _atoms(name, score) for ident, score in parts.items()}
        hide_all = whole is not None and whole.get("suppressed")
        away = parts.keys() if hide_all else withheld(counts)
        for ident in away:
            hidden.take(parts[ident], *(key for key in _NUMBERS if key in parts[ident]))
    for group in groups:
        _saturation(group, hidden)


def _heads(group: Document) -> list[int]:
    return [group[key] for key in ("people", "completed") if key in group]


def _atoms(name: str, score: Document) -> list[int]:
    """Counts that add up over groups: with a share, those who did and those who did not."""
    value, n = score["value"], score["n"]
    return [n] if value is None else [n, *(_told_by(name, value, n) if name != "nps" else ())]


def _saturation(group: Document, hidden: Hidden) -> None:
    told = group.get("saturation")
    if told is not None and group.get("suppressed"):
        hidden.take(told, "interviews", "themes", "value")


def private_saturation(saturation: Document, hidden: Hidden) -> None:
    """How many interviews of each segment were completed is a count of people too."""
    if not is_safe(saturation["interviews"]):
        hidden.take(saturation, "interviews", "themes", "value")
    parts = {one["segment"]: [one["interviews"]] for one in saturation["segments"]}
    away = parts.keys() if saturation.get("suppressed") else withheld(parts)
    kept = [one for one in saturation["segments"] if one["segment"] not in away]
    hidden.cells += len(parts) - len(kept)
    saturation["segments"] = kept


def private_changes(waves: Document, known: set[str], hidden: Hidden) -> None:
    """Changes that five people and more made up in each wave, of what is still on the map."""
    changes = [change for change in waves["changes"] if _is_change_shown(change, known)]
    hidden.cells += len(waves["changes"]) - len(changes)
    waves["changes"] = changes


def _is_change_shown(change: Document, known: set[str]) -> bool:
    kind, _, about = change["id"].partition("/")
    about_hidden = kind in {"feeling", "pain"} and about and about not in known
    both = (change["before"], change["after"])
    return not about_hidden and all(_is_shown(change["id"], wave) for wave in both)


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
            hidden.take(one, "interviews")


def _saturations(kept: Document) -> Iterator[Document]:
    return (group["saturation"] for group in kept["segments"])
