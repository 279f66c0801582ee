import json
import sqlite3
from pathlib import Path

from bot import sample
from tests.commands.desk import Desk

FILE = Path(sample.__file__).parent / sample.FILE

FORMATS = ("html", "json", "md", "mermaid")


def test_out_and_in_again_is_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
    study = json.loads(FILE.read_text(encoding="utf-8").splitlines()[0])["id"]
    maps = [word for form in FORMATS for word in ("--format", form)]
    first = desk.runs_in_turn(
        [
            ("import", FILE),
            ("export", study, "--out", "one.jsonl", "--all"),
            ("compile", study, *maps, "--out", "maps1"),
            ("compile", study, *maps, "--out", "maps2"),
            ("import", FILE),
        ]
    )
    assert [ran.code for ran in first] == [0] * 5, first
    count = len(FILE.read_text(encoding="utf-8").splitlines()) - 1
    assert first[0].out == f"{study}: {count} interviews\n"
    assert first[4].out == f"{study}: 0 interviews\n"

    (tmp_path / "other").mkdir()
    other = Desk(tmp_path / "other")
    second = other.runs_in_turn(
        [
            ("import", desk.folder / "one.jsonl"),
            ("export", study, "--out", "two.jsonl", "--all"),
            ("compile", study, *maps, "--out", "maps"),
        ],
        anew=True,
    )
    assert [ran.code for ran in second] == [0] * 3, second

    assert (desk.folder / "one.jsonl").read_bytes() == (other.folder / "two.jsonl").read_bytes()
    names = [f"{study}.{extension}" for extension in ("html", "json", "md", "mmd")]
    assert first[2].lines == [f"maps1/{name}" for name in names]
    for name in names:
        made = (desk.folder / "maps1" / name).read_bytes()
        assert made == (desk.folder / "maps2" / name).read_bytes()
        assert made == (other.folder / "maps" / name).read_bytes()


def test_a_story_that_breaks_off_is_in_the_export_and_on_the_map(
    desk: Desk, tmp_path: Path
) -> None:
    """Nothing that was told is lost, be it confirmed or not."""
    talk = "yes\na map\n3\n1\ndone\nI walked there alone\nI came back by bus\n"
    first = desk.runs_in_turn(
        [
            ("chat", "tour.yaml"),
            ("export", "tour", "--out", "one.jsonl"),
            ("compile", "tour", "--format", "md", "--out", "maps"),
        ],
        stdin=[talk],
    )
    assert [ran.code for ran in first] == [0] * 3, first
    assert first[1].out == "one.jsonl: 1 interview\n"
    interview = json.loads((desk.folder / "one.jsonl").read_text().splitlines()[1])
    assert interview["phase"] == "paused"
    assert interview["answers"][-1]["verbatim"] == "I walked there alone\nI came back by bus"
    assert [step["text"] for step in interview["steps"]] == [
        "I walked there alone",
        "I came back by bus",
    ]
    map_before = (desk.folder / "maps" / "tour.md").read_bytes()
    assert b"I came back by bus" in map_before

    (tmp_path / "other").mkdir()
    other = Desk(tmp_path / "other")
    second = other.runs_in_turn(
        [
            ("import", desk.folder / "one.jsonl"),
            ("export", "tour", "--out", "two.jsonl"),
            ("compile", "tour", "--format", "md", "--out", "maps"),
        ],
        anew=True,
    )
    assert [ran.code for ran in second] == [0] * 3, second
    assert (desk.folder / "one.jsonl").read_bytes() == (other.folder / "two.jsonl").read_bytes()
    assert map_before == (other.folder / "maps" / "tour.md").read_bytes()


def test_a_selection_is_in_the_files_name(desk: Desk) -> None:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    study, interview = (json.loads(line)["id"] for line in lines[:2])
    _, ran = desk.runs_in_turn(
        [
            ("import", FILE),
            ("compile", study, "--interview", interview, "--format", "json", "--out", "maps"),
        ]
    )
    assert ran.lines == [f"maps/{study}-{interview}.json"]
    document = json.loads((desk.folder / ran.lines[0]).read_text(encoding="utf-8"))
    assert document["format"] == "desirepath.journey/1"
    assert document["header"]["completed"] == 1


def test_a_study_can_come_in_under_another_name(desk: Desk) -> None:
    ran, listed = desk.runs_in_turn(
        [("import", FILE, "--study", "copy"), ("study", "list", "--json")]
    )
    assert ran.out.startswith("copy: ")
    assert [row["id"] for row in listed.json] == ["copy"]


def test_interviews_of_another_study_are_left_out_and_it_is_said(desk: Desk) -> None:
    head, *told = FILE.read_text(encoding="utf-8").splitlines()
    desk.writes("some.jsonl", "\n".join([head, *told[:2]]) + "\n")
    desk.writes("empty.jsonl", f"{head}\n")
    first, again, none, more, empty, listed = desk.runs_in_turn(
        [
            ("import", "some.jsonl"),
            ("import", "some.jsonl"),
            ("import", "some.jsonl", "--study", "copy"),
            ("import", FILE, "--study", "rest"),
            ("import", "empty.jsonl", "--study", "empty"),
            ("study", "list", "--json"),
        ]
    )
    name = json.loads(head)["id"]
    assert (first.out, again.out) == (f"{name}: 2 interviews\n", f"{name}: 0 interviews\n")
    why = f"2 left out: they are in study {name} already"
    assert none.refusal.startswith(f"some.jsonl: {why}")
    assert more.out == f"rest: {len(told) - 2} interviews\n"
    assert more.err == f"{why}\n"
    assert (empty.code, empty.err) == (0, "")
    assert {row["id"] for row in listed.json} == {name, "rest", "empty"}


def test_a_file_that_breaks_off_is_refused_with_its_line(desk: Desk) -> None:
    text = FILE.read_text(encoding="utf-8")
    head, first, *_ = text.splitlines()
    study = json.loads(head)
    flow = next(iter(study["flows"]))
    forged = {**study, "flows": {flow: study["flows"][flow] + "# more\n"}}
    cases = {
        "torn.jsonl": (
            f"{head}\n{first}\n{first[:100]}",
            "torn.jsonl:3: not a desirepath.interview/1",
        ),
        "empty.jsonl": ("", "empty.jsonl:1: not a desirepath.study/1"),
        "words.jsonl": ('"words"\n', "words.jsonl:1: not a desirepath.study/1"),
        "bare.jsonl": ('{"format":"desirepath.study/1"}', "bare.jsonl:1: not a desirepath.study/1"),
        "forged.jsonl": (json.dumps(forged), "is not what its hash says"),
        "deep.jsonl": ("[" * 100_000, "deep.jsonl:1: "),
    }
    for name, (content, _) in cases.items():
        desk.writes(name, content)
    desk.writes("latin.jsonl", text[:300].encode() + b"\xe9\n")
    refusals = desk.runs_in_turn([("import", name) for name in (*cases, "latin.jsonl")])

    for ran, says in zip(refusals, [c[1] for c in cases.values()] + ["not UTF-8"], strict=True):
        assert says in ran.refusal


def test_the_doctor_is_content_with_a_sound_database(desk: Desk) -> None:
    _, plain, as_json, checked = desk.runs_in_turn(
        [("import", FILE), ("doctor",), ("doctor", "--json"), ("db", "check")]
    )
    assert plain.out.startswith("All is well.\n")
    assert as_json.json["fine"] is True
    assert set(as_json.json) == {"fine", "problems", "remarks", "counts"}
    assert as_json.json["remarks"] == []
    assert as_json.json["counts"]["inbox_open"] == 0
    assert as_json.json["counts"]["timers_overdue"] == 0
    assert checked.out == "The database is at the current schema and sound.\n"


def test_the_doctor_names_messages_that_were_given_up(desk: Desk) -> None:
    desk.does("import", FILE)
    for statement in (
        (
            "INSERT INTO chat (messenger, installation, lookup, address, paused, refused) "
            "VALUES ('telegram', '1', 'x', '', '[]', 0)"
        ),
        "INSERT INTO sender (chat, fence, prompt_unsure, forget) SELECT id, 0, 0, 0 FROM chat",
        *(
            (
                "INSERT INTO outbox (chat, turn, body, prompt, state, attempts, error, created_at)"
                f" SELECT id, 1, '{{}}', 0, 'dead', 1, 'Telegram answered 400', '{at}' FROM chat"
            )
            for at in ("2026-03-02T09:05:00.000Z", "2026-03-01T09:05:00.000Z")
        ),
    ):
        with sqlite3.connect(desk.folder / "home" / "desirepath.db") as connection:
            connection.execute(statement)
    plain, as_json = desk.runs_in_turn([("doctor",), ("doctor", "--json")])
    remark = "2 messages were given up, the first of 2026-03-01 09:05 UTC: Telegram answered 400"
    assert plain.code == as_json.code == 0
    assert plain.lines[:2] == ["Nothing was lost or doubled; to be looked at:", f"- {remark}"]
    assert as_json.json["remarks"] == [remark]


def test_an_empty_database_is_told_to_be_upgraded(desk: Desk) -> None:
    doctor, check, upgrade, again, fine = desk.runs_in_turn(
        [("doctor",), ("db", "check"), ("db", "upgrade"), ("db", "upgrade"), ("doctor",)]
    )
    assert doctor.refusal == check.refusal == "The database is empty: run `desirepath db upgrade`."
    assert upgrade.out == again.out == "The database is at the current schema.\n"
    assert fine.code == 0
