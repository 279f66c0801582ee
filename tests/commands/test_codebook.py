import os
import pty
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bot import sample
from tests.commands.desk import COMMAND, Desk

FILE = Path(sample.__file__).parent / sample.FILE
STUDY = "training-sample"
RULED = "touchpoint My manager  (10 people, by rule)\n"
DECIDED = "touchpoint The boss  (10 people, by researcher)\n"


def test_the_table_is_shown_mended_and_on_the_map(desk: Desk) -> None:
    rename = ("codebook", STUDY, "--rename", "touchpoint", "My manager", "The boss")
    _, shown, tried, renamed, again, as_json, compiled = desk.runs_in_turn(
        [
            ("import", FILE),
            ("codebook", STUDY),
            (*rename, "--dry-run"),
            rename,
            (*rename, "--json"),
            ("codebook", STUDY, "--json"),
            ("compile", STUDY, "--format", "md", "--out", "maps"),
        ]
    )
    assert RULED in shown.out
    assert "               1 × got approval from my manager [en]\n" in shown.out
    assert f"- {RULED}" in tried.out
    assert f"+ {DECIDED}" in tried.out
    assert tried.lines[-1] == "Nothing was kept: this is what the edit would change."
    assert renamed.lines[:-1] == tried.lines[:-1]
    assert again.refusal.startswith("there is no touchpoint 'My manager'; nearest: ")
    (row,) = [row for row in as_json.json if row["name"] == "The boss"]
    assert row == {
        "kind": "touchpoint",
        "stage": None,
        "name": "The boss",
        "people": 10,
        "by": "researcher",
        "pinned": False,
        "raw": [{"text": "My manager", "language": "en", "count": 10}],
    }
    assert compiled.code == 0
    written = (desk.folder / "maps" / f"{STUDY}.md").read_text(encoding="utf-8")
    assert "The boss" in written


def test_the_table_goes_out_as_a_file_and_comes_back(desk: Desk) -> None:
    _, out, unchanged = desk.runs_in_turn(
        [
            ("import", FILE),
            ("codebook", STUDY, "--out", "codebook.yaml"),
            ("codebook", STUDY, "--in", "codebook.yaml", "--json"),
        ]
    )
    assert out.out == "codebook.yaml\n"
    assert unchanged.json == {"kept": True, "changes": []}
    file = desk.folder / "codebook.yaml"
    written = file.read_text(encoding="utf-8")
    desk.writes("codebook.yaml", written.replace('name: "My manager"', "name: The boss"))
    took, wrong, both = desk.runs_in_turn(
        [
            ("codebook", STUDY, "--in", "codebook.yaml"),
            ("codebook", STUDY, "--in", "nowhere.yaml"),
            ("codebook", STUDY, "--in", "codebook.yaml", "--pin", "pain", "x"),
        ]
    )
    assert f"+ {DECIDED}" in took.out
    assert took.lines[-1] == "Kept. The next map is made with it."
    assert wrong.refusal == "cannot read nowhere.yaml: No such file or directory"
    assert both.refusal.startswith("one edit at a time")


def test_a_person_at_a_terminal_sees_a_table(desk: Desk) -> None:
    desk.runs("import", FILE)
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, "codebook", STUDY],
        cwd=desk.folder,
        env=desk.environment | {"COLUMNS": "120", "TERM": "xterm", "LC_ALL": "C.UTF-8"},
        stdout=theirs,
    ):
        os.close(theirs)
        shown = b"".join(_read(ours)).decode()
    assert "│ by rule" in shown
    assert "Raw texts" in shown


def _read(terminal: int) -> Iterator[bytes]:
    with suppress(OSError):  # that is how a terminal says that nobody writes to it any more
        while True:
            yield os.read(terminal, 65_536)


def test_a_study_without_answers_has_an_empty_table(desk: Desk) -> None:
    _, shown, missing = desk.runs_in_turn(
        [
            ("study", "create", "--flow", "tour.yaml", "--title", "T"),
            ("codebook", "t"),
            ("codebook", "other"),
        ]
    )
    assert shown.out == "No steps, touchpoints or pains were told yet.\n"
    assert missing.refusal == "there is no study 'other'; there is: t"
