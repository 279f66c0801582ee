"""Exit code 1 and one line that says what to do; never a traceback."""

import pytest

from tests.commands.desk import Desk, taken_port

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
NOWHERE = "postgresql://me:canary@127.0.0.1:1/x"
UNESCAPED = "postgresql://me:at@canary@nowhere.invalid/x"


WRONG = [
    ("TELEGRAM_BOT_TOKEN", "canary", "TELEGRAM_BOT_TOKEN: must look like"),
    ("TELEGRAM_API_URL", "canary", "TELEGRAM_API_URL: must be an address"),
    ("DESIREPATH_DATABASE_URL", "mysql://canary", "DESIREPATH_DATABASE_URL names no database"),
    ("DESIREPATH_DATABASE_URL", "sqlite:///no/where/x.db", "no file can be at no/where/x.db"),
    ("DESIREPATH_DATABASE_URL", NOWHERE, "port 1 failed: Connection refused); see that DESIREPATH"),
    ("DESIREPATH_DATABASE_URL", UNESCAPED, "(failed to resolve host …: "),
    ("DESIREPATH_HOME", "tour.yaml/home", "DESIREPATH_HOME: cannot write to tour.yaml/home"),
    ("DESIREPATH_SECRET_KEY", "canary", "DESIREPATH_SECRET_KEY: must have at least 32"),
    ("DESIREPATH_FLOWS", "nowhere", "DESIREPATH_FLOWS: nowhere is not a folder"),
]


@pytest.mark.parametrize("command", [("run", "--port", "0"), ("chat", "employee-process")])
def test_wrong_settings_are_named(desk: Desk, command: tuple[str, ...]) -> None:
    settings = [{setting: value} for setting, value, _ in WRONG]
    for ran, (setting, _, says) in zip(
        desk.runs_in_turn([command] * len(WRONG), settings), WRONG, strict=True
    ):
        assert says in ran.refusal, setting
        assert "canary" not in ran.err


def test_commands_refuse_what_is_not_there(desk: Desk) -> None:
    desk.writes("broken.jsonl", '{"format": "desirepath.study/2"}\n')
    desk.writes("list.jsonl", "[]\n")
    desk.writes("study.yaml", "flows: [tour.yaml]\npersonna: {}\n")
    desk.writes("closed.csv", "")
    desk.does("study", "create", "--flow", "tour.yaml", "--title", "Town")
    cases = {
        ("chat", "nonsense"): "there is no flow 'nonsense'; there is: ",
        ("chat", "--study", "nonsense"): "there is no study 'nonsense'; there is: town",
        ("chat", "--invite", "nonsense"): "I don't know this invitation.",
        ("chat", "nowhere.yaml"): "cannot read nowhere.yaml",
        ("flow", "show", "nonsense"): "there is no flow 'nonsense'",
        ("flow", "draw", "nonsense"): "there is no flow 'nonsense'",
        ("flow", "check", "nowhere.yaml"): "cannot read nowhere.yaml: No such file",
        ("study", "show", "nonsense"): "there is no study 'nonsense'",
        ("study", "close", "nonsense"): "there is no study 'nonsense'",
        ("study", "create", "--title", "T"): "name the flow to interview with",
        ("study", "create", "--flow", "nonsense", "--title", "T"): "there is no flow 'nonsense'",
        ("study", "create", "--flow", "tour.yaml", "--anonymity", "x"): "--anonymity: choose",
        ("study", "create", "--flow", "tour.yaml", "--limit", "5"): "--limit goes with --open",
        ("study", "create", "--from", "nowhere.yaml"): "cannot read nowhere.yaml",
        ("study", "create", "--from", "study.yaml"): "study.yaml: unknown key 'personna'",
        ("invite", "nonsense"): "there is no study 'nonsense'",
        ("invite", "town", "--messenger", "fax"): "--messenger: choose telegram, slack, web",
        ("invite", "town", "--messenger", "telegram"): "TELEGRAM_BOT_USERNAME: set it",
        ("invite", "town", "--expires", "soon"): "--expires: write a number and a unit",
        ("invite", "town", "--from", "nowhere.csv"): "cannot read nowhere.csv",
        ("invite", "town", "--from", "closed.csv"): "closed.csv names nobody",
        ("compile", "nonsense", "--out", "maps"): "there is no study 'nonsense'",
        ("compile", "town", "--out", "maps", "--format", "docx"): "--format docx: choose",
        ("compile", "town", "--out", "tour.yaml/maps"): "cannot write to tour.yaml/maps",
        ("compile", "town", "--out", "m", "--interview", "x"): "study town has no interview 'x'",
        (
            "compile",
            "town",
            "--out",
            "m",
            "--wave",
            "7",
        ): "nobody of study town has begun in wave 7",
        ("export", "nonsense", "--out", "x.jsonl"): "there is no study 'nonsense'",
        ("export", "town", "--out", "."): ". is a folder: name a file, such as town.jsonl",
        ("codebook", "town", "--out", "."): ". is a folder: name a file, such as codebook.yaml",
        ("overlay", "town", "--out", "/"): "/ is a folder: name a file, such as overlay.yaml",
        ("export", "town", "--out", "nowhere/x.jsonl"): "cannot write nowhere/x.jsonl",
        ("import", "nowhere.jsonl"): "cannot read nowhere.jsonl",
        ("import", "broken.jsonl"): "broken.jsonl:1: not a desirepath.study/1 line",
        ("import", "list.jsonl"): "list.jsonl:1: not a desirepath.study/1 line",
        ("telegram", "webhook", "status"): "TELEGRAM_BOT_TOKEN: set it to the token",
        ("telegram", "webhook", "set"): "DESIREPATH_PUBLIC_URL: set it to the https://",
    }
    for (command, says), ran in zip(cases.items(), desk.runs_in_turn(cases), strict=True):
        assert says in ran.refusal, command


def test_what_is_no_command_line_at_all_is_usage(desk: Desk) -> None:
    commands = [
        ("fly",),
        ("chat",),
        ("chat", "tour.yaml", "--study", "tour"),
        ("chat", "--invite", "x", "--resume", "y"),
        ("run", "--port", "x"),
        ("run", "--port", "70000"),
        ("study", "create", "--limit", "0"),
        ("invite", "x", "--count", "0"),
        ("compile", "x"),
        ("flow", "draw", "employee-process", "--format", "png"),
        ("flow", "check"),
    ]
    for command, ran in zip(commands, desk.runs_in_turn(commands), strict=True):
        assert ran.code == 2, command
        assert "Traceback" not in ran.err


def test_a_port_that_is_taken_is_told(desk: Desk) -> None:
    with taken_port() as listener:
        port = listener.getsockname()[1]
        refusal = desk.is_refused("run", "--port", port)
    assert refusal.startswith(
        f"DESIREPATH_HOST, DESIREPATH_PORT: cannot listen at 127.0.0.1:{port}"
    )


def test_telegram_that_cannot_be_reached_is_told(desk: Desk) -> None:
    away = desk.beside(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL="http://127.0.0.1:1")
    refusal = away.is_refused("telegram", "webhook", "status")
    assert "cannot connect" in refusal
    assert refusal.endswith("; check TELEGRAM_API_URL and the network")
    assert TOKEN not in refusal


def test_where_there_is_no_study_yet_they_are_told_how_to_make_one(desk: Desk) -> None:
    assert desk.is_refused("study", "show", "nowhere") == (
        "there is no study 'nowhere', and no other yet; make one with: desirepath study create "
        "--flow employee-process --title …"
    )


def test_another_secret_key_is_not_accepted(desk: Desk) -> None:
    other = {"DESIREPATH_SECRET_KEY": "another key of at least 32 characters"}
    first, second, third = desk.runs_in_turn([("study", "list")] * 3, [{}, other, {}])
    assert second.refusal.startswith("DESIREPATH_SECRET_KEY is not the one")
    assert first.out == third.out != ""


def test_a_damaged_database_is_refused(desk: Desk) -> None:
    desk.does("db", "upgrade")
    file = desk.folder / "home" / "desirepath.db"
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\xff" * 4096 + content[8192:])

    commands = [("run", "--port", 0), ("chat", "tour.yaml"), ("doctor",), ("db", "check")]
    for ran in desk.runs_in_turn(commands):
        assert "restore" in ran.refusal.lower()
