"""Small maps as compiling makes them, for tests of what is done to maps afterwards."""

from copy import deepcopy
from typing import Any

from cxmodel.journey import CLAIM_LANES, Document

NOTHING: Document = {"value": None, "n": 0, "evidence": []}


def claim(name: str, text: str, *evidence: str, **more: Any) -> Document:
    """A claim told by those whose evidence it cites."""
    people = sorted({each.partition("/")[0] for each in evidence})
    return {
        "id": name,
        "text": text,
        "count": len(people),
        "respondents": people,
        "evidence": sorted(evidence),
        "tier": "corroborated" if len(people) > 1 else "reported",
        **more,
    }


def pain(name: str, text: str, *evidence: str, asked: int = 5, severity: float = 2) -> Document:
    made = claim(name, text, *evidence)
    figure = {"n": made["count"], "evidence": []}
    return made | {
        "cause": None,
        "reach": {"x": made["count"], "n": asked, "low": 0, "high": 1},
        "severity": {"mean": severity, **figure},
        "recurrence": {"mean": 2, **figure},
        "priority": 0.1,
        "why": [],
    }


def step(
    key: str,
    label: str,
    *,
    reach: tuple[int, int] = (4, 5),
    felt: tuple[int, ...] = (),
    **lanes: Any,
) -> Document:
    """A step; its feelings are those of people i1, i2 …, and its claims stand in `lanes`."""
    mean = sum(felt) / len(felt) if felt else None
    return {
        "id": key.replace("/", "."),
        "key": key,
        "label": label,
        "tier": "corroborated",
        "reach": {"x": reach[0], "n": reach[1], "low": 0, "high": 1},
        "feeling": {
            "values": sorted(felt),
            "n": len(felt),
            "mean": mean,
            "split": False,
            "evidence": [f"i{number}/{key}" for number, _ in enumerate(felt, 1)],
            "claims": [],
        },
        "moment_of_truth": {"score": 0.1, "shown": False, "named": 0, "evidence": []},
        **{lane.value: [] for lane in CLAIM_LANES},
        **lanes,
    }


def drawn(*steps: Document, **more: Any) -> Document:
    """A map of one stage with these steps, and all evidence that they cite."""
    cited = sorted(set(_cited(list(steps))))
    document = {
        "study": "training",
        "selection": {"interview": None, "segment": None, "wave": None, "side": None},
        "fingerprint": "f" * 64,
        "header": {
            "people": 5,
            "completed": 5,
            "expectations": [],
            "saturation": {"value": None, "reached": False},
        },
        "stages": [{"id": "path", "title": "The path", "steps": list(steps)}],
        "effort": {},
        "besides": [],
        "values": {"heard": [], "lived": []},
        "metrics": {key: dict(NOTHING) for key in ("nps", "csat", "ces", "index")},
        "evidence": {
            each: {"verbatim": f"words of {each}", "respondent": each.partition("/")[0]}
            for each in cited
        },
    }
    return deepcopy({**document, **more})


def _cited(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = node.get("evidence", []) if isinstance(node.get("evidence"), list) else []
        return own + [each for value in node.values() for each in _cited(value)]
    return [each for value in node for each in _cited(value)] if isinstance(node, list) else []
