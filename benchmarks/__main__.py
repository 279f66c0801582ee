"""`make bench`: every figure a ratio of medians, both sides interleaved in one run.

`python -m benchmarks compiling 100000` measures maps alone, of that many interviews.
"""

import os
import sys
import tempfile
from pathlib import Path

from benchmarks import compiling, pipeline, storing
from benchmarks.respondents import THINKING

GOALS = {1: 0.25, 16: 2.0, 64: 4.0}
PIPELINE_GOAL = 4.0
MEMORY_GOAL = 500  # megabytes, whatever the number of interviews


def main(interviews: int | None = None) -> None:
    """Run all benchmarks and print their ratios beside the goals; with a number, maps alone."""
    os.environ["DESIREPATH_LOG"] = "error"
    _compile(interviews or compiling.INTERVIEWS)
    if interviews is None:
        _talk()


def _compile(interviews: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        forms = " and ".join(compiling.FORMATS)
        print(f"desirepath compile as {forms}: {interviews} interviews of 20 answers")
        for name, different in {
            "texts of a pool of 300": False,
            "all texts different": True,
        }.items():
            seen = compiling.compare(Path(folder), interviews, different=different)
            missed = "" if seen.megabytes <= MEMORY_GOAL else ", MISSED"
            print(
                f"  {name:26} {seen.seconds:6.1f} s, {seen.seconds / seen.reading:5.2f} times a"
                f" plain reading; {seen.megabytes:4.0f} MB (goal {MEMORY_GOAL}{missed})"
            )


def _talk() -> None:
    with tempfile.TemporaryDirectory() as folder:
        print(f"\nbare commit (SQLite, WAL, FULL): {storing.bare_commit(Path(folder)):.3f} ms")
        print("\ndurable turns a second through the store ÷ bare sqlite3, a commit a turn")
        for in_flight, ratio in storing.compare(Path(folder)).items():
            _show(f"{in_flight} in flight", ratio, GOALS[in_flight])
    _show_pipeline(pipeline.compare())


def _show_pipeline(seen: pipeline.Comparison) -> None:
    """All four ratios; the goal is set for the first."""
    print(f"\nupdates a second at {pipeline.RESPONDENTS} respondents, webhook to sendMessage")
    _show_rates("API answers at once", seen.at_once)
    _show_rates(f"API answers after {THINKING * 1000:g} ms", seen.thinking)
    at_once, thinking = seen.at_once, seen.thinking
    print("\ndesirepath ÷ ConversationHandler")
    _show("side by side, API at once", at_once.ours / at_once.side_by_side, PIPELINE_GOAL)
    for name, ratio in {
        "one at a time, API at once": at_once.ours / at_once.in_turn,
        "side by side, API slow": thinking.ours / thinking.side_by_side,
        "one at a time, API slow": thinking.ours / thinking.in_turn,
    }.items():
        print(f"  {name:26} {ratio:6.2f}")


def _show_rates(setting: str, rates: pipeline.Rates) -> None:
    print(
        f"  {setting}\n"
        f"    the same libraries and commits, no interview {rates.bare:6.0f}\n"
        f"    desirepath, durable                          {rates.ours:6.0f}\n"
        f"    ConversationHandler, respondents side by side{rates.side_by_side:6.0f}"
        f"   (said again after a second: {rates.repeated['side_by_side']})\n"
        f"    ConversationHandler, one update at a time    {rates.in_turn:6.0f}"
    )


def _show(name: str, ratio: float, goal: float) -> None:
    print(f"  {name:26} {ratio:6.2f}   (goal {goal:g}{'' if ratio >= goal else ', MISSED'})")


if __name__ == "__main__":
    main(int(sys.argv[2]) if sys.argv[1:2] == ["compiling"] else None)
