from resource import RUSAGE_CHILDREN, getrusage

from tests.commands.desk import Desk

COMMANDS = [
    "run",
    "chat",
    "flow",
    "flow list",
    "flow show",
    "flow check",
    "flow draw",
    "flow new",
    "flow simulate",
    "flow replay",
    "flow move",
    "study",
    "study create",
    "study list",
    "study show",
    "study close",
    "invite",
    "compile",
    "export",
    "import",
    "doctor",
    "db",
    "db upgrade",
    "db check",
    "telegram",
    "telegram webhook",
    "telegram webhook set",
    "telegram webhook delete",
    "telegram webhook status",
]


def test_every_command_explains_itself(desk: Desk) -> None:
    helps = desk.runs_in_turn([(*name.split(), "--help") for name in COMMANDS])
    for name, ran in zip(COMMANDS, helps, strict=True):
        assert (ran.code, ran.err) == (0, "")
        usage, _, about, *_ = ran.lines if ran.lines[0] else ran.lines[1:]
        assert usage.startswith(f"Usage: desirepath {name}"), usage
        assert len(about.strip()) > 20


def test_help_is_quick_and_needs_no_settings(desk: Desk) -> None:
    wrong = desk.beside(TELEGRAM_BOT_TOKEN="x", DESIREPATH_HOME="/dev/null/x")
    times = []
    for _ in range(3):
        before = getrusage(RUSAGE_CHILDREN)
        ran = wrong.runs_anew("--help")
        assert (ran.code, ran.err) == (0, "")
        after = getrusage(RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(times) < 0.4  # of the processor's time, for other tests may run beside this one
