"""Many interviews out of few: real and told ones, each copied with other answers, by a seed."""

import copy
import json
import random
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

from bot.sample import FILE
from cxmodel.interchange import dump_interview
from tests.reports.test_shipped import held

Record = dict[str, Any]
"""A line of the interchange of interviews."""

RANGES = {
    "feeling": (-2, 2),
    "start_feeling": (-2, 2),
    "end_feeling": (-2, 2),
    "severity": (0, 4),
    "importance": (1, 5),
    "satisfaction": (1, 5),
    "ease": (1, 7),
    "recommend": (0, 10),
}
OFTEN = ("once", "sometimes", "always")
PAINS = ("Nobody answers", "nobody answers!", "It asks for a cost centre", "Signed twice")


def _sample() -> list[Record]:
    text = files("bot.sample").joinpath(FILE).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def study_line() -> Record:
    """The first line of the bundled sample: the study, and the flow with it."""
    return _sample()[0]


def told() -> list[Record]:
    """The sample's interviews, and two that were told to the same flow through the engine."""
    engine = [json.loads(dump_interview(held("employee-process", number))) for number in (0, 1)]
    return _sample()[1:] + engine


def perturbed(count: int, seed: int, *, waves: int = 1, again: bool = True) -> list[Record]:
    """`count` interviews, the same for the same seed, in so many waves; people come `again`."""
    chance = random.Random(seed)
    bases = told()
    records = [_perturbed(number, chance, bases) for number in range(count)]
    for number, record in enumerate(records):
        record["wave"] = 1 + number % waves
        if again and waves > 1:
            record["respondent"] = f"R{number // waves:03}"
    return records


def _perturbed(number: int, chance: random.Random, bases: list[Record]) -> Record:
    record = copy.deepcopy(chance.choice(bases))
    person = chance.randrange(number + 1) if chance.random() < 0.1 else number
    record |= {
        "id": f"p{number:03}",
        "side": "staff",
        "respondent": f"R{person:03}",
        "segment": chance.choice(["new", "senior", None]),
        "phase": chance.choices(
            ["completed", "paused", "expired", "withdrawn", "declined"], [80, 6, 4, 5, 5]
        )[0],
        "quotes_allowed": chance.random() < 0.8,
        "attachments": [],
    }
    _shift(record, timedelta(hours=chance.randrange(40 * 24)))
    _other_steps(record, chance)
    for answer in list(record["answers"]):
        _other_answer(record, answer, chance)
    return record


def _shift(record: Record, by: timedelta) -> None:
    def later(at: str) -> str:
        moved = datetime.fromisoformat(at) + by
        return moved.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    record["started_at"] = later(record["started_at"])
    is_complete = record["phase"] == "completed"
    ended = record["completed_at"] or record["answers"][-1]["at"]
    record["completed_at"] = later(ended) if is_complete else None
    for answer in record["answers"]:
        answer["at"] = later(answer["at"])


def _other_steps(record: Record, chance: random.Random) -> None:
    """Some steps are removed, some trade places, some are taken a second time."""
    steps = record["steps"]
    for step in steps[1:]:
        step["hidden"] = step["hidden"] or chance.random() < 0.15
    if len(steps) > 2 and chance.random() < 0.3:
        one, other = chance.sample(steps, 2)
        one["order"], other["order"] = other["order"], one["order"]
    if len(steps) > 3 and chance.random() < 0.3:
        one, other = chance.sample(steps, 2)
        one["text"] = other["text"]


def _other_answer(record: Record, answer: Record, chance: random.Random) -> None:
    question, dice = answer["question"], chance.random()
    if answer["probe"] is not None or answer["absence"] is not None:
        return
    if question in RANGES and dice < 0.7:
        answer["value"] = chance.randint(*RANGES[question])
    elif question.endswith(("_before", "_after")) and dice < 0.7:
        answer["value"] = chance.choice([0, 1, 2, 3, 5, 8, 2.5])
    elif question == "recurrence" and dice < 0.7:
        answer["value"] = chance.choice(OFTEN)
    elif question == "pain" and dice < 0.5:
        answer["value"] = answer["verbatim"] = chance.choice(PAINS)
    elif question == "decisive" and dice < 0.8:
        told = [step for step in record["steps"] if not step["hidden"]]
        step = told[0] if dice < 0.6 else chance.choice(told)
        answer["value"], answer["verbatim"] = step["id"], step["text"]
    if question in {"story", "quotes", "effort_kinds", "decisive"}:
        return
    _unsaid(record, answer, chance)


def _unsaid(record: Record, answer: Record, chance: random.Random) -> None:
    """Now and then somebody passes, changes their mind, or leaves the path that asked for it."""
    dice = chance.random()
    if dice < 0.04:
        answer |= {"absence": chance.choice(["skipped", "not_asked", "did_not_happen"])}
        answer |= {"value": None, "verbatim": ""}
    elif dice < 0.08:
        answer["excluded"] = True
    elif dice < 0.12 and answer["question"] in RANGES:
        newer = copy.deepcopy(answer)
        newer["id"] = f"a{len(record['answers']) + 1}"
        newer["revision_of"] = answer["id"]
        newer["value"] = chance.randint(*RANGES[answer["question"]])
        record["answers"].append(newer)
