"""What a map of an anonymous study may show: nothing that fewer than five people told.

A pass over the finished document, so that no part of the compiler can forget it. Counts under five
go, and the figures made of them; so do counts that could be had by subtracting what is shown.
Claims and steps go altogether, since their words are somebody's own. Which person told what is in
no list. A quote stays where its words are those of a claim of five people or more.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from cxmodel.guide import Lane
from cxmodel.journey import CLAIM_LANES, Document
from cxmodel.study import FEWEST_ANONYMOUS
from reports.disclosure import Hidden, counts_in, is_safe, is_shown, withheld
from reports.fingerprint import digest
from reports.pains import ranked
from reports.privacy_groups import (
    private_changes,
    private_groups,
    private_head,
    private_saturation,
    private_scores,
)
from reports.privacy_ratings import RATING
from reports.privacy_rest import all_but_few, gates, people_of_waves, telling, without
from reports.privacy_steps import (
    hide_truth,
    private_claims,
    private_feeling,
    private_perception,
    private_step,
)

SPEAKER = "anonymous"
"""Who said something, in a map of an anonymous study."""


def private(document: Document) -> Document:
    """The map without what would point at fewer than five people; `privacy` says how much went."""
    kept: Document = _without_rests(deepcopy(document))
    hidden = Hidden()
    steps = _stages(kept, hidden)
    _beside_the_steps(kept, document, hidden)
    _ways(kept, document, hidden)
    _figures(kept, document, hidden)
    _codebook(kept, hidden)
    _rests(kept, document, hidden)
    _quotes(kept)
    private_head(kept, {*counts_in(kept), *_in_waves(kept)}, hidden)
    kept["journeys"] = []
    kept["privacy"] = {"k": FEWEST_ANONYMOUS, "suppressed": hidden.cells, "steps": steps}
    return kept


def _without_rests(node: Any) -> Any:
    """Without the numbers of what is not listed: most of that is single people's."""
    if isinstance(node, dict):
        return {k: _without_rests(v) for k, v in node.items() if not k.endswith("_more")}
    return [_without_rests(item) for item in node] if isinstance(node, list) else node


def _stages(kept: Document, hidden: Hidden) -> int:
    """Steps and stages told by five and more; the number of those that are not."""
    told = [step for stage in kept["stages"] for step in stage["steps"]]
    safe = [step for step in told if is_safe(step["reach"]["x"])]
    ranked(pain for step in safe for pain in step["pain"] if is_safe(pain["count"]))
    quotes, waves = kept["evidence"], people_of_waves(kept)
    for stage in kept["stages"]:
        stage["steps"] = [s for s in stage["steps"] if private_step(s, quotes, hidden, *waves)]
    steps = [step for stage in kept["stages"] for step in stage["steps"]]
    known = {step["id"] for step in steps}
    for step in steps:
        step["order"]["with"] = [other for other in step["order"]["with"] if other in known]
        step["order"]["varies"] = bool(step["order"]["with"])
    return len(told) - len(steps)


def _beside_the_steps(kept: Document, whole: Document, hidden: Hidden) -> None:
    """Claims and counts that stand in no step; `whole` is the map before anything was hidden."""
    known = _known(kept)
    quotes, header, values = kept["evidence"], kept["header"], kept["values"]
    expected = header["asked"]["expectation"]
    header["expectations"] = private_claims(header["expectations"], quotes, hidden, expected)
    for name in ("heard", "lived"):
        values[name] = private_claims(values[name], quotes, hidden, values["asked"][name])
    for row in kept["besides"]:
        row["claims"] = private_claims(row["claims"], quotes, hidden, row["n"])
    kept["besides"] = [row for row in kept["besides"] if row["claims"] and is_safe(row["n"])]
    _share(values.get("felt"), hidden, values["asked"]["lived"])
    _confirmation(header["confirmation"], hidden)
    bases = _bases(whole)
    kept["migration"] = [move for move in kept["migration"] if _is_move_shown(move, bases, hidden)]
    kept["contradictions"] = [
        against for against in kept["contradictions"] if _against(against, whole, known, hidden)
    ]
    kept["absences"] = _absences(kept, hidden)
    _ladders(kept["ladders"], bases, hidden)


def _known(kept: Document) -> set[str | None]:
    return {None, *(step["id"] for step in _steps(kept))}


def _bases(whole: Document) -> dict[str, set[int]]:
    """By the words of each claim, the counts on the map that may hold those who say the same."""
    found: dict[str, set[int]] = {}
    for step in _steps(whole):
        around = {step["reach"]["x"], step["reach"]["n"]}
        for lane in CLAIM_LANES:
            for claim in step[lane.value]:
                own = {claim["count"], claim["reach"]["n"]}
                found.setdefault(claim["text"], set()).update(around | own)
    return found


def _is_move_shown(move: Document, bases: Mapping[str, set[int]], hidden: Hidden) -> bool:
    """Whether five moved so, and not all but a few of those who met or wished for the same."""
    around = bases.get(move["from"], set()) | bases.get(move["to"], set())
    shown = is_shown(move["count"], *around)
    hidden.cells += not shown
    move["evidence"] = []
    return shown


def _steps(document: Document) -> Iterator[Document]:
    return (step for stage in document["stages"] for step in stage["steps"])


def _share(share: Document | None, hidden: Hidden, asked: int) -> None:
    around = (share["n"], asked) if share is not None else ()
    if share is not None and not all(is_shown(share[of], *around) for of in ("x", "n")):
        hidden.take(share, "x", "n", "low", "high")


def _confirmation(judged: Document, hidden: Hidden) -> None:
    judged["off"] = []
    if not is_safe(judged["n"]) or not is_shown(judged["recognised"], judged["n"]):
        hidden.take(judged, "n", "recognised")


def _against(against: Document, whole: Document, known: set[str | None], hidden: Hidden) -> bool:
    told = {step["id"]: step["feeling"]["n"] for step in _steps(whole)}
    base = told.get(against["step"], whole["values"]["asked"]["lived"])
    counted = [side for side in against["sides"] if "count" in side]
    if against["step"] in known and all(is_shown(side["count"], base) for side in counted):
        for side in counted:
            side |= {"respondents": [], "evidence": []}
            side.pop("reach", None)
        return True
    hidden.cells += 1
    return False


def _absences(kept: Document, hidden: Hidden) -> list[Document]:
    """What became of questions, of no other people than the map tells of."""
    reaches = {step["id"]: step["reach"] for step in _steps(kept)}
    everybody = {"x": None, "n": kept["header"]["people"]}
    shown = [
        row
        for row in kept["absences"]
        if _is_absence_shown(row, reaches.get(row["step"]) if row["step"] else everybody)
    ]
    hidden.cells += len(kept["absences"]) - len(shown)
    return shown


def _is_absence_shown(row: Document, around: Document | None) -> bool:
    """Whether each outcome is nobody's or of five, and its people are so beside `around`."""
    if around is None or around["n"] is None:
        return False
    told = ("answered", "not_asked", "skipped", "did_not_happen")
    bases = [count for count in (around["x"], around["n"]) if count is not None]
    return is_shown(row["n"], *bases) and all(is_safe(row[name]) for name in told)


def _ladders(ladders: Document, bases: Mapping[str, set[int]], hidden: Hidden) -> None:
    """Reasons of five people and more, where nothing beside them tells how few had no reason."""
    told = {node["id"]: node for node in ladders["nodes"]}
    around = {
        ident: bases.get(node["text"], set()) | {node["count"]} for ident, node in told.items()
    }
    nodes = [n for n in told.values() if is_shown(n["count"], *around[n["id"]])]
    ends = {node["id"] for node in nodes}
    links = [
        link
        for link in ladders["links"]
        if {link["from"], link["to"]} <= ends
        and is_shown(link["count"], *around[link["from"]], *around[link["to"]])
    ]
    hidden.cells += len(told) + len(ladders["links"]) - len(nodes) - len(links)
    for node in nodes:
        node["evidence"] = []
    for link in links:
        link["respondents"] = []
        if not is_shown(link["direct"], link["count"]):
            hidden.take(link, "direct")
    ladders |= {"nodes": nodes, "links": links}


def _ways(kept: Document, whole: Document, hidden: Hidden) -> None:
    """Ways that five people went alike; the way nearest to all only if it is one of them."""
    took = {step["id"]: step["reach"]["x"] for step in _steps(whole)}
    ways = {str(at): way for at, way in enumerate(kept["variants"])}
    nearly = {
        at
        for at, way in ways.items()
        if not is_shown(way["count"], *(took[step] for step in way["steps"] if step in took))
    }
    away = withheld({at: [way["count"]] for at, way in ways.items()}, nearly)
    kept["variants"] = [way | {"respondents": []} for at, way in ways.items() if at not in away]
    hidden.cells += len(away)
    medoid = kept["medoid"]
    if medoid is not None and medoid["steps"] not in [way["steps"] for way in kept["variants"]]:
        kept["medoid"] = None
        hidden.cells += 1
    elif medoid is not None:
        medoid |= {"respondents": [], "interview": SPEAKER}


def _figures(kept: Document, whole: Document, hidden: Hidden) -> None:
    """Scores, effort and saturation, of all and of groups; what moved; the parts of the house."""
    private_scores(kept["metrics"], kept.get("waves"), hidden)
    for name in ("segments", "sides"):
        private_groups(kept.get(name, []), kept["metrics"], hidden)
    private_saturation(kept["header"]["saturation"], hidden)
    _effort(kept["effort"], whole, hidden)
    if kept.get("waves"):
        private_changes(kept["waves"], dict(_wholes(kept)), hidden)
    if kept.get("house"):
        for part in kept["house"]["parts"]:
            private_feeling(part, (), hidden, RATING)
            if part.pop("by_segment", None):  # what segments rated adds up to what all did
                hidden.cells += 1


def _effort(effort: Document, whole: Document, hidden: Hidden) -> None:
    """Amounts that five people gave, and not all but a few of those who were asked."""
    asked = {step["asked"].get(Lane.EFFORT, 0) for step in _steps(whole)}
    for spent in effort.values():
        for moment, people in spent["n"].items():
            spent["evidence"][moment] = []
            if people and not is_shown(people, whole["header"]["people"], *asked):
                spent["n"][moment] = None
                hidden.take(spent, moment)


def _rests(kept: Document, whole: Document, hidden: Hidden) -> None:
    """Nothing that stands on all but the few of a small group, or of those who said no."""
    told = telling(whole)
    away = told | gates(whole)
    kept["besides"] = [row for row in kept["besides"] if row["n"] not in away]
    kept["absences"] = [row for row in kept["absences"] if away.isdisjoint(counts_in(row))]
    for part in ("besides", "values", "effort", "ladders", "segments", "sides", "house"):
        without(kept.get(part), told, hidden)
    without(kept["header"]["confirmation"], told, hidden)
    _scores(kept["metrics"], all_but_few(whole["header"]["people"]), hidden)
    for step in _steps(kept):
        without(step, told if step["said"] else away, hidden)
        private_perception(step, hidden)
        if step["reach"]["n"] is None:  # the score is made of who took it, too
            hide_truth(step["moment_of_truth"], hidden)


def _scores(metrics: Document, away: frozenset[int], hidden: Hidden) -> None:
    """Scores that all but a few gave; of gap and opportunity both, for one could tell the other."""
    rated = metrics["gap"], metrics["opportunity"]
    if not away.isdisjoint(counts_in(list(rated))):
        metrics["opportunity"] = None
        hidden.cells += 1
        hidden.take(metrics["gap"], "value", "n")
    without(metrics, away, hidden)


def _wholes(kept: Document) -> Iterator[tuple[str, Document]]:
    """What the map shows over all waves of each figure that the waves are compared by."""
    yield from kept["metrics"].items()
    yield "feeling", {"value": None, "n": kept["header"]["people"]}
    for kind, spent in kept["effort"].items():
        yield f"effort/{kind}", {"value": spent["before"], "n": spent["n"]["before"]}
    for step in _steps(kept):
        felt = step["feeling"]
        yield f"feeling/{step['id']}", {"value": felt["mean"], "n": felt["n"]}
        for pain in step["pain"]:
            x, n = pain["reach"]["x"], pain["reach"]["n"]
            yield f"pain/{pain['id']}", {"value": None if n is None else x / n, "n": n}


def _in_waves(kept: Document) -> set[int]:
    """How many people there are in two waves together."""
    return {change["people"] for change in (kept.get("waves") or {"changes": []})["changes"]}


def _codebook(kept: Document, hidden: Hidden) -> None:
    """Names of what five people told, and the wordings that five people used; how often is hidden.

    Whatever else stands under a name is somebody's own.
    """
    book = kept.get("codebook") or {"entries": []}
    told = book["entries"]
    book["entries"] = [entry for entry in told if entry.get("people", 0) >= FEWEST_ANONYMOUS]
    hidden.cells += len(told) - len(book["entries"])
    for entry in book["entries"]:
        raw = [text for text in entry["raw"] if text["count"] >= FEWEST_ANONYMOUS]
        hidden.cells += len(entry["raw"]) - len(raw)
        entry["raw"] = raw
        for text in raw:
            hidden.take(text, "count")
        hidden.take(entry, "people")


def _quotes(kept: Document) -> None:
    """The words that claims still cite, each by an id of its own.

    An id by its interview would tell which quotes are one person's, and their step which others
    that person left out. It is made of the old one, so that the same map has the same ids.
    """
    names = {key: f"{SPEAKER}/{digest(key)[:12]}" for key in _cited(kept)}
    unnamed = {"respondent": SPEAKER, "step": None}
    kept["evidence"] = {name: kept["evidence"][key] | unnamed for key, name in names.items()}
    _rename(kept, names)


def _rename(node: Any, names: Mapping[str, str]) -> None:
    if isinstance(node, dict):
        if isinstance(cited := node.get("evidence"), list):
            node["evidence"] = sorted(names[key] for key in cited)
        for key, value in node.items():
            if key != "evidence":
                _rename(value, names)
    elif isinstance(node, list):
        for value in node:
            _rename(value, names)


def _cited(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from node.get("evidence", ()) if isinstance(node.get("evidence"), list) else ()
        for key, value in node.items():
            yield from () if key == "evidence" else _cited(value)
    elif isinstance(node, list):
        for value in node:
            yield from _cited(value)
