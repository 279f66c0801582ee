"""What researchers do to a map at the command line: write beside it, see what moved, erase."""

import json
import sqlite3
import zlib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot import sample
from cxmodel.journey import schema
from tests.commands.desk import Desk

FILE = Path(sample.__file__).parent / sample.FILE
STUDY = "training-sample"
TO_JSON = ("--format", "json", "--out", "maps")
TALK = "yes\na map\n3\n1\ndone\nI walked there alone\ndone\nyes\n"


def compiled(desk: Desk) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((desk.folder / "maps" / f"{STUDY}.json").read_text("utf-8"))
    return found


def steps(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for stage in document["stages"] for step in stage["steps"]]


def a_pain(document: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The step that hurts most people, and the pain."""
    pains = [(step, pain) for step in steps(document) for pain in step["pain"]]
    return max(pains, key=lambda each: int(each[1]["count"]))


def test_what_is_written_stands_on_the_map_and_travels_with_the_study(
    desk: Desk, tmp_path: Path
) -> None:
    desk.runs_in_turn([("import", FILE), ("compile", STUDY, *TO_JSON)])
    step, pain = a_pain(compiled(desk))
    quote, other = pain["evidence"][0], step["action"][0]
    done = desk.runs_in_turn(
        [
            ("overlay", STUDY, "--step", step["key"], "--owner", "HR", "--effort", "low"),
            ("overlay", STUDY, "--validate", pain["id"], "--by", "Ann", "--how", "call log"),
            ("overlay", STUDY, "--hide", quote),
            ("overlay", STUDY, "--note", "Shown to the board", "--by", "Ann", "--json"),
            ("overlay", STUDY, "--claim", pain["id"], "--contradicts", other["id"]),
            ("overlay", STUDY, "--claim", pain["id"], "--note", "Ask again"),
            ("overlay", STUDY),
            ("overlay", STUDY, "--json"),
            ("compile", STUDY, *TO_JSON),
            ("compile", STUDY, "--format", "html", "--format", "md", "--out", "maps"),
            ("export", STUDY, "--out", "one.jsonl"),
        ]
    )
    assert [ran.code for ran in done] == [0] * 11, done
    assert [done[0].out, done[1].out, done[3].json] == [
        "2 things changed\n",
        "1 thing changed\n",
        {"changed": 1},
    ]
    assert len(done[6].lines) == len(done[7].json) == 7
    laid = compiled(desk)
    Draft202012Validator(schema()).validate(laid)
    marked, hurt = a_pain(laid)
    assert (marked["overlay"]["owner"], marked["overlay"]["effort"]) == ("HR", "low")
    assert (hurt["tier"], hurt["validated"]["by"]) == ("validated", "Ann")
    assert laid["evidence"][quote]["verbatim"] == ""
    assert laid["overlay"]["notes"][0]["text"] == "Shown to the board"
    assert done[8].err.startswith("7 things moved since draft 1: desirepath drafts ")

    (tmp_path / "other").mkdir()
    other = Desk(tmp_path / "other")
    taken = [("import", desk.folder / "one.jsonl"), ("export", STUDY, "--out", "two.jsonl")]
    again = other.runs_in_turn([*taken, ("compile", STUDY, *TO_JSON)], anew=True)
    assert [ran.code for ran in again] == [0, 0, 0]
    assert (desk.folder / "one.jsonl").read_bytes() == (other.folder / "two.jsonl").read_bytes()
    assert compiled(other) == laid


def test_a_file_goes_out_and_comes_back(desk: Desk) -> None:
    desk.runs_in_turn([("import", FILE), ("compile", STUDY, *TO_JSON)])
    key = a_pain(compiled(desk))[0]["key"]
    desk.writes("mine.yaml", f"steps:\n  {key}:\n    owner: HR\n")
    desk.writes("wrong.yaml", "steps:\n  nowhere: {owner: HR}\n")
    back, again, out, listed, wrong = desk.runs_in_turn(
        [
            ("overlay", STUDY, "--in", "mine.yaml", "--by", "Ann"),
            ("overlay", STUDY, "--in", "mine.yaml"),
            ("overlay", STUDY, "--out", "all.yaml"),
            ("overlay", STUDY, "--json"),
            ("overlay", STUDY, "--in", "wrong.yaml"),
        ]
    )
    assert (back.out, again.out, out.out) == (
        "1 thing changed\n",
        "0 things changed\n",
        "all.yaml\n",
    )
    assert '    owner: "HR"\n' in (desk.folder / "all.yaml").read_text(encoding="utf-8")
    assert [(row["value"], row["by"], row["state"]) for row in listed.json] == [
        ("HR", "Ann", "holds")
    ]
    assert wrong.refusal == "wrong.yaml:2: there is no step 'nowhere' on the map"


def test_what_cannot_be_meant_is_refused(desk: Desk) -> None:
    ran = desk.runs_in_turn(
        [
            ("import", FILE),
            ("overlay", STUDY, "--owner", "HR"),
            ("overlay", STUDY, "--step", "a/b"),
            ("overlay", STUDY, "--claim", "a/b/c"),
            ("overlay", STUDY, "--contradicts", "a/b/c"),
            ("overlay", STUDY, "--note", "Hm", "--out", "all.yaml"),
            ("overlay", STUDY, "--validate", "a/b"),
            ("overlay", "nowhere"),
            ("drafts", STUDY, "1", "2"),
            ("drafts", STUDY, "--diff"),
            ("drafts", STUDY, "--diff", "1", "2"),
            ("drafts", STUDY, "--diff", "1"),
            ("overlay", STUDY),
            ("drafts", STUDY),
        ]
    )
    assert [each.code for each in ran] == [0, 2, 2, 2, 2, 1, 1, 1, 2, 1, 1, 1, 0, 0]
    assert ran[9].refusal.startswith(f"study {STUDY} has no two drafts to compare yet")
    assert ran[10].refusal == f"study {STUDY} has no draft 1; see desirepath drafts {STUDY}"
    assert ran[12].out == "Nothing is written beside the map yet. Begin with: --out FILE.yaml\n"
    assert ran[13].out == f"No drafts yet. Make one: desirepath compile {STUDY} --out FOLDER\n"


# ── drafts ────────────────────────────────────────────────────────────────────────────────────


def test_one_answer_that_changed_is_all_that_the_difference_names(desk: Desk) -> None:
    """From 9 to 3 of 10, and nothing else moved."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    changed = [json.loads(line) for line in lines]
    (score,) = [a for a in changed[1]["answers"] if a["id"] == "a84"]
    assert score["kind"] == "scale"
    score["value"] = 10 if score["value"] != 10 else 0
    score["verbatim"] = str(score["value"])
    text = "".join(f"{json.dumps(each)}\n" for each in changed)
    desk.writes("changed.jsonl", text)
    desk.runs_in_turn([("import", FILE), ("compile", STUDY, *TO_JSON)])
    with sqlite3.connect(desk.folder / "home" / "desirepath.db") as connection:
        connection.execute(
            "UPDATE answer SET value = ?, verbatim = ? WHERE interview = ? AND number = 84",
            (str(score["value"]), score["verbatim"], changed[1]["id"]),
        )
    again, same, listed, plain, as_json = desk.runs_in_turn(
        [
            ("compile", STUDY, *TO_JSON),
            ("compile", STUDY, *TO_JSON),
            ("drafts", STUDY, "--json"),
            ("drafts", STUDY, "--diff"),
            ("drafts", STUDY, "--diff", "2", "1", "--json"),
        ]
    )
    command = f"desirepath drafts {STUDY} --diff 1 2"
    assert (again.err, same.err) == (f"1 thing moved since draft 1: {command}\n", "")
    assert [draft["number"] for draft in listed.json["drafts"]] == [1, 2]
    (handout,) = listed.json["handed_out"]
    assert (handout["form"], handout["stale"]) == ("json", "")
    assert handout["went_to"] == str(desk.folder / "maps" / f"{STUDY}.json")
    heading, move = plain.lines
    assert heading == "1 thing moved from draft 1 to draft 2:"
    assert move.startswith("- NPS −83.33 → ")
    (back,) = as_json.json["moved"]
    assert (back["kind"], back["subject"]) == ("score", "NPS")
    assert back["after"] == pytest.approx(-1000 / 12)


# ── erasing ───────────────────────────────────────────────────────────────────────────────────


def held(desk: Desk) -> bytes:
    """Every file under home, and every draft unpacked."""
    home = desk.folder / "home"
    with sqlite3.connect(home / "desirepath.db") as connection:
        drafts = [body for (body,) in connection.execute("SELECT document FROM draft") if body]
    files = [file.read_bytes() for file in home.rglob("*") if file.is_file()]
    return b"".join([*files, *map(zlib.decompress, drafts)])


def test_who_is_erased_is_in_no_table_no_file_and_no_draft(desk: Desk) -> None:
    word = "quokkaberry"
    said = TALK.replace("a map", f"a {word}")
    ran = desk.runs_in_turn(
        [
            ("chat", "tour.yaml"),
            ("chat", "tour.yaml"),
            ("compile", "tour", *TO_JSON),
            ("export", "tour", "--out", "one.jsonl"),
        ],
        stdin=[said, TALK],
    )
    assert [each.code for each in ran] == [0] * 4, ran
    assert word.encode() in held(desk)
    told = (desk.folder / "one.jsonl").read_text(encoding="utf-8").splitlines()
    (who,) = [json.loads(line)["respondent"] for line in told[1:] if word in line]

    nobody, unasked, erased, again, listed, taken = desk.runs_in_turn(
        [
            ("erase", "R-nobody"),
            ("erase", who),
            ("erase", who, "--study", "tour", "--yes"),
            ("erase", who, "--yes"),
            ("drafts", "tour", "--json"),
            ("import", "one.jsonl"),
        ]
    )
    assert nobody.refusal.startswith("nobody is called 'R-nobody' here, or they were erased")
    assert unasked.refusal == "no terminal to ask at; to erase without being asked: --yes"
    assert erased.lines[0] == f"{who} is erased from study tour."
    assert erased.lines[1] == (
        "1 map that was handed out may still show them; see: desirepath drafts tour"
    )
    assert again.code == 1
    assert word.encode() not in held(desk)
    first, second = listed.json["drafts"]
    assert (first["stale"], first["is_kept"]) == ("somebody was erased since", False)
    assert (second["stale"], second["is_kept"], second["people"]) == ("", True, 1)
    assert [each["stale"] for each in listed.json["handed_out"]] == ["somebody was erased since"]
    assert taken.out == "tour: 0 interviews\n"
    assert word.encode() not in held(desk)


# ── a further wave ────────────────────────────────────────────────────────────────────────────


def test_a_wave_prints_its_number_and_who_talks_then_is_of_it(desk: Desk) -> None:
    ran = desk.runs_in_turn(
        [
            ("study", "create", "--flow", "tour.yaml", "--title", "Town"),
            ("study", "close", "town"),
            ("study", "wave", "town"),
            ("study", "wave", "town", "--flow", "after-change", "--json"),
            ("study", "wave", "nowhere"),
            ("study", "show", "town", "--json"),
        ]
    )
    assert (ran[2].out, ran[3].json) == ("2\n", {"study": "town", "wave": 3})
    assert ran[4].refusal.startswith("there is no study 'nowhere'")
    assert [flow["flow"] for flow in ran[5].json["flows"]] == ["after-change", "tour"]
    assert ran[5].json["closed_at"] is None
    with desk.talks("--study", "town") as talk:
        assert talk.first["study"] == "town"
    with desk.reading() as reading:
        (interview,) = reading.interviews("town")
    assert (interview.wave, interview.flow) == (3, "after-change")
