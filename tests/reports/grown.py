"""A map with everything on it that a page can draw, made from a small one by hand."""

import json
from typing import Any

from cxmodel.interview import Interview
from cxmodel.journey import dump
from reports.compile import compile_journey
from tests.reports.talk import START, VERSION, Talk, a_study, process_guide

SIDES = {"customer": (0, 1, 2, 3), "staff": (4, 5)}
STEPS = ("Found the form", "Asked Finance", "Paid the bill", "Took the training")


def six(steps: tuple[str, ...] = STEPS, words: str = "Nobody looks after it") -> list[Interview]:
    """Six people on one way; the third and the sixth went back to the second step."""
    return [_one(number, steps, words) for number in range(6)]


def _one(number: int, steps: tuple[str, ...], words: str) -> Interview:
    talk = Talk(f"iv{number + 1}", f"P-{number + 1}", segment=("new", "senior")[number % 2])
    talk.began = START
    talk.says("need", words)
    way = (*steps[:3], steps[1], *steps[3:]) if number in {2, 5} else steps
    talk.tells(*way)
    for place, _ in enumerate(way, start=1):
        talk.says("touchpoint", "intranet", step=place)
        talk.says("feeling", (-2, -1, 0, 1, 2)[(place + number) % 5], step=place)
    pain = talk.says("pain", "The search finds nothing", step=1)
    talk.says("pain", "Each department has its own page", step=1, why=(pain, 1))
    talk.says("desired", "One button")
    return talk.done()


def grown(interviews: list[Interview] | None = None) -> Any:
    """The map of those interviews with segments, sides, waves, a house and what was written."""
    told = interviews or six()
    document = json.loads(dump(compile_journey(a_study(), {VERSION: process_guide()}, told)))
    steps = [step for stage in document["stages"] for step in stage["steps"]]
    segments = {kind: [i for i in told if i.segment == kind] for kind in ("new", "senior")}
    sides = {side: [told[at] for at in places] for side, places in SIDES.items()}
    for step in steps:
        step["by_segment"] = {kind: _at(step, people) for kind, people in segments.items()}
        step["by_side"] = {side: _at(step, people) for side, people in sides.items()}
        ours, theirs = (step["by_side"][side]["feeling"]["mean"] for side in SIDES)
        known = ours is not None and theirs is not None
        step["perception"] = {
            "customer": ours,
            "staff": theirs,
            "gap": theirs - ours if known else None,
        }
    measured = {name: {"value": None, "n": 0} for name in ("nps", "csat", "ces", "index")}
    document |= {
        "segments": [
            {
                "id": kind,
                "title": kind.title(),
                "people": len(people),
                "completed": len(people),
                "metrics": measured | {"nps": {"value": -50.0, "n": 3}},
                "saturation": {"value": None, "reached": False},
            }
            for kind, people in segments.items()
        ],
        "sides": [
            {"id": side, "people": len(people), "metrics": measured}
            for side, people in sides.items()
        ],
        "journeys": [_way(interview, document) for interview in told],
        "waves": {"from": 1, "to": 2, "changes": CHANGES},
        "house": {"parts": HOUSE},
        "overlay": {
            "notes": [{"text": "Seen by HR", "by": "Dana", "at": "2026-05-04"}],
            "pairs": [],
        },
        "codebook": {"language": "en", "entries": CODEBOOK},
        "privacy": {"k": 5, "suppressed": 2},
    }
    first = next(step for step in steps if step["said"])
    first["overlay"] = {"owner": "HR", "note": "Begin here", "stale": ["owner"]}
    first["action"][0] |= {
        "tier": "validated",
        "validated": {"by": "Dana", "how": "search log", "at": "2026-05-04T00:00:00.000Z"},
    }
    first["pain"][0]["validation_cleared"] = {
        "by": "Ann",
        "how": "",
        "at": "",
        "why": "evidence changed",
    }
    document["evidence"][first["pain"][0]["evidence"][0]] |= {"verbatim": "", "hidden": True}
    document["metrics"]["index"]["series"] = [
        {"day": "2026-03-02", "value": 0.5, "n": 2},
        {"day": "2026-03-03", "value": 1.0, "n": 3},
    ]
    document["header"]["programme"] = {
        "loop": "analyse",
        "roadmap": "2 map the current journey",
        "phase": "Learn",
        "early_wins": ["One page for all forms"],
    }
    return document


def _at(step: Any, people: list[Interview]) -> Any:
    """What some of the people told at a step, as the map has it."""
    ids = {interview.id for interview in people}
    there = {key.split("/")[0] for claim in step["action"] for key in claim["evidence"]} & ids
    values = {
        f"{interview.id}/{answer.id}": answer.value
        for interview in people
        for answer in interview.answers
        if isinstance(answer.value, int)
    }
    felt = [values[key] for key in step["feeling"]["evidence"] if key in values]
    nothing = dict.fromkeys(("mean", "median", "q1", "q3"))
    spread: dict[str, Any] = {"values": sorted(felt), "n": len(felt), "split": False} | nothing
    if felt:
        mean = sum(felt) / len(felt)
        spread |= {"mean": mean, "median": mean, "q1": min(felt), "q3": max(felt)}
    return {
        "reach": {"x": len(there), "n": len(people), "low": 0.0, "high": 1.0},
        "feeling": spread,
    }


def _way(interview: Interview, document: Any) -> Any:
    """The steps somebody took, in their order, with the first feeling given at each."""
    place = {
        text: step["id"]
        for stage in document["stages"]
        for step in stage["steps"]
        for text in step["said"]
    }
    steps = {step.id: place[step.text] for step in interview.steps}
    felt: dict[str, Any] = {}
    for answer in interview.answers:
        if answer.question == "feeling" and answer.step:
            felt.setdefault(steps[answer.step], answer.value)
    return {
        "interview": interview.id,
        "respondent": interview.respondent,
        "segment": interview.segment,
        "side": "customer",
        "wave": 1,
        "steps": [steps[step.id] for step in interview.steps],
        "feelings": felt,
    }


def _change(ident: str, before: float, after: float, low: float, high: float) -> Any:
    return {
        "id": ident,
        "label": ident.upper(),
        "before": {"value": before, "n": 6},
        "after": {"value": after, "n": 6},
        "change": after - before,
        "low": low,
        "high": high,
        "people": 6,
        "method": "paired t",
        "moved": low > 0 or high < 0,
    }


CHANGES = [
    _change("nps", -30.0, 12.0, 8.0, 76.0),
    _change("ces", 3.0, 3.5, -0.4, 1.4),
    _change("effort/forms", 5.0, 2.0, -3.5, -2.5),
]
HOUSE = [
    {"id": ident, "title": title, "block": block, "mean": mean, "n": len(values), "values": values}
    for ident, title, block, mean, values in [
        ("leadership", "Leadership and alignment", "foundation", 2.5, [2, 3]),
        ("culture", "Culture", "pillar", None, []),
        ("design", "Experience design", "roof", 4.0, [4]),
        ("excellence", "Excellence", "roof", 1.0, [1]),
        ("improvement", "Continuous improvement", "cycle", 5.0, [5]),
    ]
]
CODEBOOK = [
    {
        "kind": "touchpoint",
        "name": "Intranet",
        "raw": [
            {"text": "the intranet", "language": "en", "count": 4},
            {"text": "das Intranet", "language": "de", "count": 1},
        ],
        "by": "researcher",
    }
]
