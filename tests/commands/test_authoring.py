"""`flow new`, `check --strict`, `simulate`, `replay` and `move`, as an author runs them."""

import re

import pytest

from tests.commands.desk import TOUR, Desk
from tests.docs.pages import blocks, page

LEADING = TOUR.replace("How did you feel?", "How great was the tour?")
DOUBLED = TOUR.replace("How did you feel?", "How fast and friendly was the guide?")
TOLD = ["I agree", "A day out", "1", "1, 2", "I went there\nI saw it", "done", "1", "More shade"]


def in_order(desk: Desk, *lines: str) -> None:
    assert desk.runs("chat", "tour.yaml", stdin="\n".join(lines) + "\n").code == 0


def test_a_new_flow_checks_clean_and_is_never_overwritten(desk: Desk) -> None:
    made, checked, again = desk.runs_in_turn(
        [
            (
                "flow",
                "new",
                "mine",
                "--yes",
                "--shape",
                "rounds",
                "--stages",
                "A, B",
                "--title",
                "M",
            ),
            ("flow", "check", "mine.yaml", "--strict"),
            ("flow", "new", "mine", "--yes"),
        ]
    )
    assert (made.code, made.out) == (0, "mine.yaml\n")
    assert "flow check mine.yaml" in made.err
    assert (checked.code, checked.err) == (0, "")
    assert "warning" not in checked.out
    assert again.refusal == "mine.yaml is there already, and is left as it is"
    assert "yaml-language-server: $schema=file:///" in (desk.folder / "mine.yaml").read_text(
        "utf-8"
    )


@pytest.mark.parametrize("text", [LEADING, DOUBLED], ids=["leading", "double-barrelled"])
def test_a_slanted_question_is_a_warning_and_strict_refuses_it(desk: Desk, text: str) -> None:
    desk.writes("slanted.yaml", text)
    loose, strict = desk.runs_in_turn(
        [("flow", "check", "slanted.yaml"), ("flow", "check", "--strict", "slanted.yaml")]
    )
    (warning,) = (line for line in loose.lines if "warning: " in line)
    assert re.match(r"slanted\.yaml:14: warning: `mood` \(en\) is (leading|double)", warning)
    assert loose.lines[-1] == "slanted.yaml: 5 questions, 1 warning"
    assert (loose.code, strict.code, strict.out) == (0, 1, loose.out)


def test_a_simulation_is_told_and_fails_where_a_question_is_never_asked(desk: Desk) -> None:
    never = TOUR.replace("text: What did you need?}", "skippable: no, text: What did you need?}")
    never += "      - {id: odd, kind: text, when: not answered(need), text: What then?}\n"
    desk.writes("never.yaml", never)
    fine, as_json, failed = desk.runs_in_turn(
        [
            ("flow", "simulate", "tour.yaml", "--count", 9),
            ("flow", "simulate", "tour.yaml", "--count", 9, "--json"),
            ("flow", "simulate", "never.yaml", "--count", 9),
        ]
    )
    assert (fine.code, fine.err, fine.lines[-1]) == (0, "", "fine")
    assert as_json.json["questions"] == {"of": 5, "reached": 5, "missed": []}
    assert failed.code == 1
    assert "failed: question `odd` was never asked" in failed.lines


def test_the_example_of_a_replay_runs_and_a_change_is_told(desk: Desk) -> None:
    export, replay = re.findall(
        r"^    \.venv/bin/desirepath ((?:export|flow replay) .*)$",
        page("docs/write-a-flow.md"),
        re.MULTILINE,
    )
    flow = blocks("yaml flow")[0].text
    desk.writes("my-flow.yaml", flow)
    said = "I agree\nMy phone was broken, and I had no other\n2\n"
    assert desk.runs("chat", "my-flow.yaml", stdin=said).code == 0
    desk.does(*export.split())
    assert desk.does(*replay.split()).out == "1 interview replayed, 0 of them differ\n"
    desk.writes("my-flow.yaml", flow.replace("id: start_feeling", "id: first_feeling"))
    refused = desk.is_refused(*replay.split()[:3], "--flow", "pain-point")
    held = "no interview of these files was held with pain-point; they were held with"
    assert refused == f"{held}: support-call"
    ran = desk.runs(*replay.split())
    assert (ran.code, ran.err) == (1, "")
    assert "`start_feeling` is not asked any more" in ran.out
    assert desk.runs("flow", "replay", "nowhere.jsonl").refusal.startswith("cannot read nowhere")


def test_a_move_says_first_what_would_be_lost_and_then_does_it(desk: Desk) -> None:
    in_order(desk, *TOLD[:3])
    in_order(desk, *TOLD[:3])
    desk.writes("new.yaml", TOUR.replace("id: mood", "id: spirit"))
    dry = desk.does("flow", "move", "tour", "--to", "new.yaml")
    assert dry.lines[-1] == "nothing was changed: say --apply to do it"
    assert dry.out.count("1 answer to `mood`: the question is gone") == 2
    rows = desk.does("flow", "move", "tour", "--to", "new.yaml", "--json").json
    assert rows["applied"] is False
    first, second = (row["interview"] for row in rows["interviews"])

    done = desk.does("flow", "move", "tour", "--to", "new.yaml", "--interview", first, "--apply")
    assert done.lines[0].startswith(f"{first} (paused): moved; ")
    left = desk.does("flow", "move", "tour", "--to", "new.yaml", "--json").json["interviews"]
    assert {row["interview"]: row["moves"] for row in left} == {first: False, second: True}
    with desk.talks("--resume", first) as talk:
        assert {"spirit"} == {line["question"] for line in talk("resume") if line["question"]}
    with desk.talks("--resume", second) as talk:
        assert {"ways"} == {line["question"] for line in talk("resume") if line["question"]}
    refused = desk.is_refused("flow", "move", "tour", "--to", "pain-point", "--apply")
    assert refused == "study tour does not ask with 'pain-point'; it asks with: tour"


def test_a_move_beside_a_server_and_an_open_talk(desk: Desk) -> None:
    desk.writes("new.yaml", TOUR.replace("id: mood", "id: spirit"))
    with desk.serves() as server, desk.talks("tour.yaml") as talk:
        talk("I agree")
        talk("A day out")
        study = talk.first["study"]
        done = desk.does("flow", "move", study, "--to", "new.yaml", "--apply", "--json").json
        assert [(one["phase"], one["moves"]) for one in done["interviews"]] == [("asking", True)]
        answered = talk({"choose": 0, "turn": talk.last["turn"]})
        assert talk.last["question"] == "spirit", answered
        talk({"choose": 0})
        assert talk.last["question"] == "ways"
        assert server.get("/readyz")[0] == 200
    desk.does("export", study, "--out", "out.jsonl")
    lines = (desk.folder / "out.jsonl").read_text("utf-8").splitlines()
    assert f'"flow_version":"{done["version"]}"' in lines[1]
    assert '"question":"spirit"' in lines[1]
