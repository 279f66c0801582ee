# ruff: noqa: INP001 - a script beside what it makes, no package
"""Writes each command's own help into `commands.md`, between its two marks.

Run `python -m docs.reference.make` after a change of a command; a test fails until then.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from bot.cli import app

PAGE = Path(__file__).with_name("commands.md")
NAME = "desirepath"
WIDTH = 88  # characters of a line of help
_BLOCK = re.compile(r"<!-- help: (?P<name>[a-z ]+) -->\n.*?<!-- /help -->", re.DOTALL)


def commands() -> dict[str, Any]:
    """Every command that does something, by its name as it is typed."""
    return dict(_walk(NAME, get_command(app)))


def _walk(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    if hasattr(command, "commands"):
        for word, inner in command.commands.items():
            yield from _walk(f"{name} {word}", inner)
    else:
        yield name, command


def named(text: str) -> list[str]:
    """The commands that a page shows the help of, in its order."""
    return [block["name"] for block in _BLOCK.finditer(text)]


def with_help(text: str) -> str:
    """A page with every help as it is now. Raises KeyError for a command that does not exist."""
    known = commands()
    return _BLOCK.sub(lambda block: _shown(block["name"], known[block["name"]]), text)


def _shown(name: str, command: Any) -> str:
    context = command.make_context(name, [], resilient_parsing=True, terminal_width=WIDTH)
    lines = [line.rstrip() for line in command.get_help(context).splitlines()]
    return "\n".join([f"<!-- help: {name} -->", "```text", *lines, "```", "<!-- /help -->"])


def main() -> None:
    """Bring the page up to date."""
    text = PAGE.read_text(encoding="utf-8")
    missing = sorted(commands().keys() - set(named(text)))
    if missing:
        sys.exit(f"{PAGE.name} says nothing of: {', '.join(missing)}")
    PAGE.write_text(with_help(text), encoding="utf-8")


if __name__ == "__main__":
    main()
