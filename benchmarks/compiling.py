"""`desirepath compile` of many interviews in a process of its own: how much memory, and how long.

The peer is a plain reading of the same interviews from the same store, in the same run.
"""

import io
import json
import os
import random
import resource
import subprocess
import sys
import time
from contextlib import redirect_stdout, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from bot.cli import main
from bot.studies import StudyPlan, new_study
from cxmodel.interview import (
    Answer,
    AnswerId,
    Interview,
    InterviewId,
    Kind,
    Phase,
    Pseudonym,
    QuestionId,
    Step,
    StepId,
    StudyId,
    Value,
)
from cxmodel.store import Store
from cxmodel.vault import Vault
from interview_flows.flow import Flow
from interview_flows.loader import load_flow

INTERVIEWS = 10_000
BATCH = 500  # interviews stored in one transaction
STEPS = 4  # of each story
BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)
STUDY = StudyId("bench")
KEY = "benchmark" * 8
FORMATS = ("html", "json")
FLOW = """\
id: compiled
title: A journey that many went
languages: [en]
audience: customer
minutes: 10
consent: This is a short interview. May I begin?
closing: Thank you.
playback: no
sections:
  - id: path
    title: The path
    stage: yes
    items:
      - {id: need, kind: text, lane: need, text: What did you need?}
      - {id: story, kind: story, lane: action, text: 'What did you do, step by step?'}
      - repeat: steps
        each: story
        questions:
          - {id: where, kind: text, lane: touchpoint_current, text: 'Where was “{{ step }}”?'}
          - {id: feeling, kind: feeling, lane: feeling, text: 'How was “{{ step }}”?'}
          - {id: pain, kind: text, lane: pain, text: 'What was hard about “{{ step }}”?'}
          - {id: thought, kind: text, lane: thought, text: 'What did you think?'}
      - {id: wish, kind: text, lane: touchpoint_desired, text: How should it be?}
      - {id: nps, kind: scale, low: 0, high: 10, measure: nps, text: 'Would you recommend it?'}
"""


@dataclass(frozen=True, slots=True)
class Compiled:
    """What one command took, and the plain reading of the same interviews."""

    seconds: float
    megabytes: float  # resident at the peak, the whole process
    reading: float  # seconds of the plain reading


class Words:
    """What people say: out of a pool of some hundred texts, or each another ten words."""

    def __init__(self, *, different: bool) -> None:
        self._random = random.Random(7)  # the same study each time
        syllables = [a + b + c for a in "bdfgklmnprstvz" for b in "aeiou" for c in "lmnrst"]
        self._words = [one + "en" for one in syllables]
        self._pool = None if different else [self._ten() for _ in range(300)]
        self.steps = [" ".join(self._random.choices(self._words, k=4)) for _ in range(12)]

    def _ten(self) -> str:
        return " ".join(self._random.choices(self._words, k=10))

    def say(self) -> str:
        """Something."""
        return self._ten() if self._pool is None else self._random.choice(self._pool)

    def walk(self) -> list[str]:
        """Some steps, each another one."""
        return self._random.sample(self.steps, STEPS)

    def score(self, low: int, high: int) -> int:
        """A figure of a scale."""
        return self._random.randint(low, high)


def interview(number: int, flow: Flow, words: Words) -> Interview:
    """One interview of twenty answers."""
    began = BEGAN + timedelta(minutes=number)
    steps = words.walk()
    given: list[tuple[str, int | None, Kind, Value]] = [
        ("need", None, Kind.TEXT, words.say()),
        ("story", None, Kind.STORY, ". ".join(steps)),
        ("wish", None, Kind.TEXT, words.say()),
        ("nps", None, Kind.SCALE, words.score(0, 10)),
    ]
    for step in range(1, STEPS + 1):
        given += [
            ("where", step, Kind.TEXT, words.say()),
            ("feeling", step, Kind.FEELING, words.score(-2, 2)),
            ("pain", step, Kind.TEXT, words.say()),
            ("thought", step, Kind.TEXT, words.say()),
        ]
    return Interview(
        id=InterviewId(f"iv{number:06}"),
        study=STUDY,
        respondent=Pseudonym(f"P-{number:06}"),
        messenger="terminal",
        flow=flow.id,
        flow_version=flow.version,
        phase=Phase.COMPLETED,
        started_at=began,
        completed_at=began + timedelta(minutes=10),
        steps=tuple(
            Step(id=StepId(f"s{n}"), order=n, text=text, source=QuestionId("story"))
            for n, text in enumerate(steps, 1)
        ),
        answers=tuple(
            Answer(
                id=AnswerId(f"a{n}"),
                question=QuestionId(question),
                step=StepId(f"s{step}") if step else None,
                kind=kind,
                value=value,
                verbatim=str(value),
                at=began + timedelta(seconds=10 * n),
            )
            for n, (question, step, kind, value) in enumerate(given, 1)
        ),
    )


def fill(store: Store, interviews: int, *, different: bool) -> None:
    """A study of so many interviews."""
    flow, words = load_flow(FLOW, "compiled.yaml"), Words(different=different)
    with store.writing() as work:
        work.keep_flow(flow.version, flow.id, flow.text)
        work.save_study(new_study(STUDY, "Bench", [flow], StudyPlan(flows=(flow.id,))))
    numbers = iter(range(interviews))
    while batch := [interview(n, flow, words) for n in islice(numbers, BATCH)]:
        with store.writing() as work:
            work.add_interviews(batch)


def compare(folder: Path, interviews: int, *, different: bool) -> Compiled:
    """Fill a store, then read it and compile it, each in a process of its own."""
    path = folder / f"compiling-{different}.db"
    store = _open(path)
    store.upgrade()
    fill(store, interviews, different=different)
    store.close()
    reading, _ = _measured("read", path)
    seconds, megabytes = _measured("compile", path)
    path.unlink()
    return Compiled(seconds, megabytes, reading)


def _open(path: Path) -> Store:
    return Store.connect(f"sqlite:///{path}", Vault(KEY))


def _measured(task: str, path: Path) -> tuple[float, float]:
    command = [sys.executable, "-m", "benchmarks.compiling", task, str(path)]
    done = subprocess.run(
        command, cwd=Path(__file__).parent.parent, check=True, capture_output=True, text=True
    )
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes


def _run(task: str, path: Path) -> None:
    """As the process of its own: prints seconds and megabytes."""
    begun = time.perf_counter()
    if task == "compile":
        _compile(path)
    else:
        with _open(path).reading() as reading:
            for _ in reading.interviews(STUDY):
                pass
    print(json.dumps([time.perf_counter() - begun, _peak()]))


def _compile(path: Path) -> None:
    """The command as it is given: the draft is kept, and the files are written."""
    os.environ |= {
        "DESIREPATH_DATABASE_URL": f"sqlite:///{path}",
        "DESIREPATH_SECRET_KEY": KEY,
        "DESIREPATH_HOME": str(path.parent),
    }
    named = [word for name in FORMATS for word in ("--format", name)]
    sys.argv[1:] = ["compile", STUDY, "--out", str(path.with_suffix("")), *named]
    with redirect_stdout(io.StringIO()), suppress(SystemExit):
        main()
    for form in FORMATS:
        if not (path.with_suffix("") / f"{STUDY}.{form}").exists():
            sys.exit(f"no {form} was made")


def _peak() -> float:
    """Megabytes resident at the peak. What rusage says on Linux is of the parent as well."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2  # bytes on macOS


if __name__ == "__main__":
    _run(sys.argv[1], Path(sys.argv[2]))
