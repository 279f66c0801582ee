"""How the merge table looks: to a person, through a pipe, to a program."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from bot.codebook import Table, address
from reports.codebook import Entry
from reports.escape import in_plain

Change = tuple[str, Entry]
"""`-` or `+`, and what goes or comes."""

_COLOURS = {"-": "red", "+": "green"}


def show_table(table: Table, out: TextIO, *, as_json: bool) -> None:
    """The whole table."""
    if as_json:
        _write_json([row(entry) for entry in table], out)
    elif out.isatty():
        _console(out).print(_drawn(table))
    elif table:
        out.writelines(f"{line}\n" for entry in table for line in lines_of(entry))
    else:
        out.write("No steps, touchpoints or pains were told yet.\n")


def show_changes(changes: Sequence[Change], out: TextIO, *, kept: bool, as_json: bool) -> None:
    """What an edit does."""
    if as_json:
        rows = [{"change": sign, **row(entry)} for sign, entry in changes]
        _write_json({"kept": kept, "changes": rows}, out)
        return
    console = _console(out)
    for sign, entry in changes:
        for line in lines_of(entry):
            colour = _COLOURS[sign] if out.isatty() else ""
            console.print(Text(f"{sign} {line}", style=colour), soft_wrap=True)
    out.write(_END[bool(changes), kept])


_END = {
    (True, True): "Kept. The next map is made with it.\n",
    (True, False): "Nothing was kept: this is what the edit would change.\n",
    (False, True): "Nothing changes.\n",
    (False, False): "Nothing would change.\n",
}


def row(entry: Entry) -> dict[str, Any]:
    """An entry as JSON data."""
    return {
        "kind": entry.kind.value,
        "stage": entry.stage or None,
        "name": entry.name,
        "people": entry.people,
        "by": entry.by,
        "pinned": entry.is_pinned,
        "raw": [
            {"text": raw.text, "language": raw.language, "count": raw.people} for raw in entry.raw
        ],
    }


def lines_of(entry: Entry) -> Iterator[str]:
    """An entry to be read: its name, and a line for each raw text."""
    told = f"{people(entry.people)}, {_by(entry)}"
    yield f"{entry.kind.value:10} {in_plain(address(entry))}  ({told})"
    yield from (
        f"{'':12}{raw.people:4} × {in_plain(raw.text)} [{raw.language}]" for raw in entry.raw
    )


def people(count: int) -> str:
    """How many, in words."""
    return "1 person" if count == 1 else f"{count} people"


def _by(entry: Entry) -> str:
    return f"by {entry.by}{', pinned' if entry.is_pinned else ''}"


def _drawn(table: Table) -> RichTable:
    drawn = RichTable("Kind", "Name", "People", "Raw texts", "By", show_lines=True)
    for entry in table:
        raw = Text("\n").join(
            Text(f"{r.people} × {in_plain(r.text)} [{r.language}]") for r in entry.raw
        )
        name = Text(in_plain(address(entry)), style="bold")
        drawn.add_row(entry.kind.value, name, str(entry.people), raw, _by(entry))
    return drawn


def _console(out: TextIO) -> Console:
    return Console(file=out, highlight=False)


def _write_json(plain: Any, out: TextIO) -> None:
    out.write(json.dumps(plain, ensure_ascii=False, indent=1) + "\n")
