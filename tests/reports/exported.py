"""Documents for the tests of files, and their claims as a reader of the format would count them."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from typing import Any, NamedTuple

from cxmodel.journey import Document
from reports.compile import compile_journey
from reports.exports import Look, export
from tests.reports.corpus import TEXTS
from tests.reports.talk import VERSION, Talk, a_dozen, a_study, process_guide

BY_HAND = {"by": "Ana", "how": "a survey of 200", "at": "2026-04-01T00:00:00.000Z"}


@cache
def _hostile() -> Document:
    talks = [_saying(key, text) for key, text in TEXTS.items()]
    study = a_study(title=TEXTS["i01"], scenario=TEXTS["i08"], stated_values=(TEXTS["i05"],))
    return compile_journey(study, {VERSION: process_guide()}, talks, invited=99)


def hostile() -> Document:
    """A study that holds every text of the corpus, wherever words can stand."""
    return deepcopy(_hostile())


def _saying(key: str, text: str) -> Any:
    talk = Talk(f"iv-{key}", f"P-{key}", segment=key, quotes=key != "i08")
    talk.tells(f"{key} step {text}", "Take the training")
    talk.says("touchpoint", "intranet", step=1)
    talk.says("feeling", -2, step=1)
    pain = talk.says("pain", text, step=1)
    talk.says("pain", f"{text}?", step=1, why=(pain, 1))
    for question in ("need", "expected", "desired", "difference", "lived_how"):
        talk.says(question, text)
    return talk.done()


@cache
def _dozen() -> Document:
    return compile_journey(a_study(), {VERSION: process_guide()}, a_dozen(), invited=20)


def dozen() -> Document:
    """Jennifer and eleven colleagues."""
    return deepcopy(_dozen())


def rich() -> Document:
    """A dozen with all that a map may hold beside: groups, waves, the hand of the researcher."""
    document = dozen()
    scores = {
        "nps": {"value": -50, "n": 4},
        "csat": {"value": 0.5, "n": 4},
        "ces": {"value": 4.2, "n": 4},
        "index": {"value": 0.5, "n": 3},
    }
    document["segments"] = [
        {"id": "manager", "title": "Managers", "people": 5, "completed": 4, "metrics": scores},
        {"id": "newcomer", "title": "=New", "people": 6, "completed": 5, "metrics": scores},
    ]
    document["sides"] = [
        {"id": "customer", "people": 8, "metrics": scores},
        {"id": "staff", "people": 3, "metrics": scores},
    ]
    document["waves"] = {"from": 1, "to": 2, "changes": [_change()]}
    document["metrics"]["index"]["series"] = [{"day": "2026-03-03", "value": 0.5, "n": 2}]
    document["codebook"] = {"language": "en", "entries": [_entry()], "entries_more": 8}
    part = {"id": "culture", "title": "Culture", "block": "foundation", "mean": 2.5, "n": 4}
    document["house"] = {"parts": [part | {"values": [1, 2, 3, 4]}]}
    note = {"text": "Ask Finance first", "by": "Ana", "at": "2026-03-20T10:00:00.000Z"}
    document["overlay"] = {"notes": [note], "pairs": []}
    document["privacy"] = {"k": 5, "suppressed": 7}
    document["header"]["programme"] |= {"loop": "map", "early_wins": ["One form"]}
    for stage in document["stages"]:
        for step in stage["steps"]:
            _enrich(step)
    needs = document["stages"][0]["steps"][0]["need"]
    needs[0] |= {"tier": "validated", "validated": BY_HAND, "evidence_more": 3}
    first = next(iter(document["evidence"]))
    document["evidence"][first] |= {"hidden": True, "verbatim": ""}
    return document


def _change() -> Document:
    before, after = {"value": -1.5, "n": 10}, {"value": 0.6, "n": 12}
    return {
        "id": "feeling/path.1",
        "label": "Find the form",
        "before": before,
        "after": after,
        "change": 2.1,
        "low": 1,
        "high": 3.2,
        "people": 22,
        "method": "Welch",
        "moved": True,
    }


def _entry() -> Document:
    raw = [{"text": "=SEARCH()", "language": "en", "count": 2}]
    return {"kind": "step", "name": "Find the form", "raw": raw, "raw_more": 9, "by": "researcher"}


def _enrich(step: Document) -> None:
    nobody = {"values": [], "n": 0, "mean": None, "median": None, "q1": None, "q3": None}
    group = {"reach": step["reach"], "feeling": step["feeling"]}
    step["key"] = f"{step['id']}/0123abcd"
    step["by_segment"] = {"manager": group, "newcomer": group}
    none = {"reach": step["reach"], "feeling": nobody | {"split": False}}
    step["by_side"] = {"customer": group, "staff": none}
    step["perception"] = {"customer": step["feeling"]["mean"], "staff": None, "gap": None}
    step["overlay"] = {
        "owner": "HR",
        "business_value": 4,
        "effort": None,
        "opportunity": "=HYPERLINK(1)",
        "note": "Talk to them",
        "stale": ["owner"],
    }
    step["claims_more"] = {"need": 7}


def suppressed() -> Document:
    """A rich document without the figures that a map of an anonymous study may not show."""
    document = rich() | {"journeys": []}
    header, metrics = document["header"], document["metrics"]
    header |= {"completed": None, "started": None, "people": None}
    metrics["nps"] |= {"value": None, "n": None}
    metrics["index"] |= {"series": []}
    for spent in document["effort"].values():
        spent["n"]["before"] = spent["before"] = None
    for link in document["ladders"]["links"]:
        link["direct"] = None
    for stage in document["stages"]:
        for step in stage["steps"]:
            _suppress(step)
    return document


_REACH = {"x": None, "n": None, "low": None, "high": None}
_FELT = {"n": None, "mean": None, "median": None, "q1": None, "q3": None}


def _suppress(step: Document) -> None:
    step["reach"] = dict(_REACH)
    step["feeling"] |= _FELT | {"values": [], "split": False, "evidence": []}
    step["moment_of_truth"] |= {"score": None, "named": None, "evidence": []}
    step |= {"returns": None, "reported": None, "asked": dict.fromkeys(step["asked"])}
    step["perception"] = dict.fromkeys(step["perception"])
    for key in ("by_segment", "by_side"):
        step[key] = {group: {"reach": _REACH, "feeling": step["feeling"]} for group in step[key]}
    for pain in step["pain"]:
        pain |= {"reach": dict(_REACH), "priority": None, "cause": None}
        pain["severity"] |= {"mean": None, "n": None, "evidence": []}
        pain["recurrence"] |= {"mean": None, "n": None, "evidence": []}
    for claim in (*step["need"], *step["pain"]):
        claim |= {"count": None, "respondents": [], "evidence": []}


@cache
def _kept(make: Callable[[], Document], form: str) -> bytes:
    return export(make(), form, Look()).content


def written(document: Document | Callable[[], Document], form: str) -> bytes:
    """The file of a document; that of one of the functions above is made once."""
    if callable(document):
        return _kept(document, form)
    return export(document, form, Look()).content


class Counted(NamedTuple):
    """A claim as a reader needs it."""

    text: str
    people: int
    evidence: tuple[str, ...]


def claims(node: Any) -> Iterator[Counted]:
    """Every claim anywhere in steps, header and values, found by its shape."""
    if isinstance(node, dict):
        if {"text", "count", "evidence", "tier"} <= node.keys():
            yield Counted(node["text"], node["count"], tuple(node["evidence"]))
        for value in node.values():
            yield from claims(value)
    elif isinstance(node, list):
        for value in node:
            yield from claims(value)


def all_claims(document: Document) -> list[Counted]:
    """The claims that a table must hold, sorted."""
    told = [document[key] for key in ("header", "values", "stages")]
    return sorted(claims(told))
