"""A command imports what it needs as it runs: nothing that another prepared may be missing."""

import ast
import os
from pathlib import Path

import bot.commands
from tests.commands.alone import OURS
from tests.forked import Talked


def firsts() -> list[str]:
    """The module of ours that each function of a command imports before any other."""
    files = Path(bot.commands.__file__).parent.glob("*.py")
    found = [
        [statement.module for statement in node.body if isinstance(statement, ast.ImportFrom)]
        for file in files
        for node in ast.walk(ast.parse(file.read_bytes()))
        if isinstance(node, ast.FunctionDef)
    ]
    ours = [[name for name in names if name and name.partition(".")[0] in OURS] for names in found]
    return sorted({names[0] for names in ours if names})


def test_what_a_command_imports_first_can_be_the_first(tmp_path: Path) -> None:
    names = firsts()
    assert {"bot.serving", "bot.workplace"} <= set(names)
    process = Talked(["tests.commands.alone", *names], tmp_path, dict(os.environ))
    out, err = process.communicate(patience=100)
    assert (process.returncode, err) == (0, "")
    assert out.split() == names
