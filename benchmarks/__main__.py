"""`make bench`: every figure a ratio of medians, both sides interleaved in one run."""

import asyncio
import os
import tempfile
from pathlib import Path

from benchmarks import pipeline, storing

GOALS = {1: 0.25, 16: 2.0, 64: 4.0}
PIPELINE_GOAL = 4.0


def main() -> None:
    """Run all benchmarks and print their ratios beside the goals."""
    os.environ["DESIREPATH_LOG"] = "error"
    with tempfile.TemporaryDirectory() as folder:
        print(f"bare commit (SQLite, WAL, FULL): {storing.bare_commit(Path(folder)):.3f} ms")
        print("\ndurable turns a second through the store ÷ bare sqlite3, a commit a turn")
        for in_flight, ratio in storing.compare(Path(folder)).items():
            _show(f"{in_flight} in flight", ratio, GOALS[in_flight])
    rates = asyncio.run(pipeline.compare())
    print(
        f"\nupdates a second at {pipeline.RESPONDENTS} respondents, webhook to sendMessage\n"
        f"  desirepath, durable                          {rates.ours:6.0f}\n"
        f"  ConversationHandler, respondents side by side{rates.side_by_side:6.0f}"
        f"   (said again after a second: {rates.repeated['side_by_side']})\n"
        f"  ConversationHandler, one update at a time    {rates.in_turn:6.0f}"
    )
    _show("÷ side by side", rates.ours / rates.side_by_side, PIPELINE_GOAL)
    print(f"  ÷ one at a time {rates.ours / rates.in_turn:5.2f}")


def _show(name: str, ratio: float, goal: float) -> None:
    print(f"  {name:14} {ratio:6.2f}   (goal {goal:g}{'' if ratio >= goal else ', MISSED'})")


if __name__ == "__main__":
    main()
