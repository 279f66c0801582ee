import re
from resource import RUSAGE_CHILDREN, getrusage

from tests.commands.desk import Desk
from tests.flows.corpus import CORPUS


def test_flows_are_listed_and_shown(desk: Desk) -> None:
    as_json, plain, shown, shown_json = desk.runs_in_turn(
        [
            ("flow", "list", "--json"),
            ("flow", "list"),
            ("flow", "show", "tour.yaml"),
            ("flow", "show", "tour.yaml", "--json"),
        ]
    )
    listed = as_json.json
    assert {"employee-process", "customer-journey"} <= {flow["id"] for flow in listed}
    assert set(listed[0]) == {"id", "title", "audience", "languages", "minutes", "version"}

    assert "employee-process" in plain.out
    assert "  need (text → need): What did you need?\n" in shown.out
    data = shown_json.json
    assert data["text"] == (desk.folder / "tour.yaml").read_text()
    assert re.fullmatch(r"[0-9a-f]{64}", data["version"])


def test_flows_of_ones_own_stand_beside_those_that_ship(desk: Desk) -> None:
    own = desk.beside(DESIREPATH_FLOWS=".")
    listed, created = own.runs_in_turn(
        [("flow", "list", "--json"), ("study", "create", "--flow", "tour")]
    )
    assert "tour" in {flow["id"] for flow in listed.json}
    assert created.out == "a-guided-tour\n"


def test_flows_are_drawn(desk: Desk) -> None:
    mermaid, svg = desk.runs_in_turn(
        [("flow", "draw", "tour.yaml"), ("flow", "draw", "tour.yaml", "--format", "svg")]
    )
    assert mermaid.out.startswith(("flowchart", "stateDiagram", "%%"))
    assert "<svg" in svg.out


def test_every_bad_flow_is_refused_with_its_line(desk: Desk) -> None:
    files = [desk.writes(f"{n:02}.yaml", case.text).name for n, case in enumerate(CORPUS)]
    ran = desk.runs("flow", "check", *files)

    assert (ran.code, ran.out) == (1, "")
    for file, case, line in zip(files, CORPUS, ran.err.splitlines(), strict=True):
        assert line.startswith(f"{file}:{case.line}: "), (case.id, line)
        assert case.reason in line


def test_the_largest_bad_flow_is_refused_within_a_second(desk: Desk) -> None:
    desk.writes("large.yaml", max((case.text for case in CORPUS), key=len))
    before = getrusage(RUSAGE_CHILDREN)
    assert desk.runs("flow", "check", "large.yaml").code == 1
    after = getrusage(RUSAGE_CHILDREN)
    # Of the processor's time, for other tests may run beside this one
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 1


def test_a_file_that_cannot_be_read_does_not_hide_the_next(desk: Desk) -> None:
    ran = desk.runs("flow", "check", "nowhere.yaml", ".", "tour.yaml")

    assert ran.code == 1
    assert "tour.yaml: 5 questions, fine\n" in ran.out
    assert ran.err.splitlines() == [
        "desirepath: cannot read nowhere.yaml: No such file or directory",
        "desirepath: cannot read .: Is a directory",
    ]


def test_a_good_flow_passes_beside_a_bad_one(desk: Desk) -> None:
    desk.writes("bad.yaml", "id: [")
    ran = desk.runs("flow", "check", "tour.yaml", "bad.yaml")

    assert ran.code == 1
    assert "tour.yaml: 5 questions, fine\n" in ran.out
    assert ran.err.startswith("bad.yaml:")
