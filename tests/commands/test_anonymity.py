"""An anonymous study at the desk: held, exported, imported and compiled."""

import json
import re
from itertools import repeat

from tests.commands.desk import Desk

STUDY = "pains"
CREATE = ("study", "create", "--flow", "pain-point", "--title", "Pains", "--anonymity", "anonymous")
TOLD = (
    "yes\nTravel expenses\nThe form lost it\n1\n2\nNobody knows\nno idea\n3\n1\n30\nA photo\nyes\n"
)
BEGUN = "yes\nTravel expenses\n"
CHAT = ("chat", "--study", STUDY, "--json")
EXACT = re.compile(r"T(?!00:00:00\.000Z)\d\d:")


def _lines(ran_out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in ran_out.splitlines()]


def test_the_goodbye_is_shown_and_the_interview_is_completed(desk: Desk) -> None:
    _, told, health = desk.runs_in_turn([CREATE, CHAT, ("doctor",)], stdin=("", TOLD, ""))
    *_, closing, last = _lines(told.out)
    assert (closing["kind"], closing["phase"], closing["waits"]) == ("closing", "completed", True)
    assert last["phase"] == "completed"
    assert health.out.startswith("All is well.")


def test_out_and_in_again_is_the_same_bytes_with_weeks_for_dates(desk: Desk) -> None:
    """The one that is under way too: it will be completed, and is in both files."""
    compiles = ("compile", STUDY, "--format", "json", "--out", "maps")
    ran = desk.runs_in_turn(
        [
            CREATE,
            *repeat(CHAT, 6),
            ("export", STUDY, "--out", "one.jsonl"),
            compiles,
        ],
        stdin=("", *repeat(TOLD, 5), BEGUN),
    )
    assert [each.code for each in ran] == [0] * 9, ran
    (desk.folder / "other").mkdir()
    other = Desk(desk.folder / "other")
    again = other.runs_in_turn(
        [
            ("import", desk.folder / "one.jsonl"),
            ("export", STUDY, "--out", "two.jsonl"),
            compiles,
        ],
        anew=True,
    )
    assert [each.code for each in again] == [0] * 3, again

    one = (desk.folder / "one.jsonl").read_text(encoding="utf-8")
    assert one == (other.folder / "two.jsonl").read_text(encoding="utf-8")
    _, *interviews = one.splitlines()
    assert len(interviews) == 6
    assert not EXACT.search("".join(interviews))
    made = f"maps/{STUDY}.json"
    assert (desk.folder / made).read_bytes() == (other.folder / made).read_bytes()
