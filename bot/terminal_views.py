"""How a talk looks at the terminal: for a person, for a pipe, for a program."""

import json
import sys
from collections.abc import Sequence
from typing import Any, TextIO

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.text import Text

from bot.terminal import input_of
from cxmodel.errors import NotWaiting
from cxmodel.interview import Interview

_QUIET = {"echo", "notice"}


def view_for(stdin: TextIO, stdout: TextIO, *, as_json: bool) -> "JsonView | LineView | RichView":
    """JSON lines where asked for; colours where a person sits there; else plain lines."""
    if as_json:
        return JsonView(stdin, stdout)
    if stdin.isatty() and stdout.isatty():
        return RichView(stdin)
    return LineView(stdin, stdout)


class JsonView:
    """Contract §4: one JSON object a line, each flushed."""

    def __init__(self, stdin: TextIO, stdout: TextIO) -> None:
        self._in, self._out = stdin, stdout
        self._prompt: dict[str, Any] = {}  # what waits, to be repeated on a notice that ends a turn

    def opens(self, interview: Interview) -> None:
        """First line."""
        self._write(_summary(interview))

    def closes(self, interview: Interview) -> None:
        """Last line."""
        self._write(_summary(interview))

    def shows(self, replies: Sequence[dict[str, Any]]) -> None:
        """Every reply a line; the last one says that we wait."""
        for reply in replies:
            if reply["input"] != "none":
                self._prompt = reply
        lines = [self._line(reply) for reply in replies] or [self._filler()]
        last = lines[-1]
        if last["input"] == "none" and self._prompt and last["kind"] in {*_QUIET, "error"}:
            last |= {key: self._line(self._prompt)[key] for key in ("question", "input", "options")}
        for line in lines:
            self._write(line | {"waits": line is last})

    def hears(self) -> dict[str, Any] | None:
        """The next line that can be understood; a bad one is answered and the talk goes on."""
        for text in self._in:
            try:
                return _json_line(text)
            except (ValueError, RecursionError, NotWaiting) as error:
                reason = str(error) if isinstance(error, NotWaiting) else "not a JSON object"
                self.shows([self._filler() | {"say": f"I could not read this line: {reason}."}])
        return None

    def _filler(self) -> dict[str, Any]:
        base = {"question": None, "turn": 0, "phase": "asking"} | self._prompt
        return base | {
            "say": "",
            "kind": "error" if not self._prompt else "notice",
            "input": "none",
            "options": [],
        }

    def _line(self, reply: dict[str, Any]) -> dict[str, Any]:
        keys = ("say", "kind", "question", "input", "options", "turn", "phase")
        extra = {key: reply[key] for key in ("context", "controls", "selected") if reply.get(key)}
        return {key: reply[key] for key in keys} | extra

    def _write(self, line: dict[str, Any]) -> None:
        self._out.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._out.flush()


class LineView:
    """Plain text: what is said, then `1) label` for each option."""

    def __init__(self, stdin: TextIO, stdout: TextIO) -> None:
        self._in, self._out = stdin, stdout

    def opens(self, interview: Interview) -> None:
        """Nothing to say."""

    def closes(self, interview: Interview) -> None:
        """How to come back."""
        print(resume_hint(interview), file=sys.stderr)

    def shows(self, replies: Sequence[dict[str, Any]]) -> None:
        """Each message as a paragraph."""
        for reply in replies:
            lines = [reply["say"], *_numbered(reply)]
            self._out.write("\n".join(lines) + "\n\n")
        self._out.flush()

    def hears(self) -> dict[str, Any] | None:
        """The next line."""
        text = self._in.readline()
        return {"say": text.rstrip("\n")} if text else None


class RichView:
    """For a person: messages in boxes, options below, a prompt to type at."""

    def __init__(self, stdin: TextIO) -> None:
        self._console = Console(highlight=False)
        self._in = stdin

    def opens(self, interview: Interview) -> None:
        """A word on how to answer."""
        self._console.print(
            "[dim]Type your answer, a number for an option, or: "
            "skip · back · answers · pause · help · stop[/dim]\n"
        )

    def closes(self, interview: Interview) -> None:
        """How to come back, or what to do with the interview."""
        Console(stderr=True, highlight=False).print(f"[dim]{escape(resume_hint(interview))}[/dim]")

    def shows(self, replies: Sequence[dict[str, Any]]) -> None:
        """Prompts stand in a box with the stage as its title; the rest is said quietly."""
        for reply in replies:
            if reply["kind"] in _QUIET:
                self._console.print(Text(reply["say"], style="italic"), "")
                continue
            body = Text("\n").join([Text(reply["say"]), *_rich_options(reply)])
            title = escape(reply["context"]) if reply["context"] else None
            self._console.print(
                Panel(body, title=title, title_align="left", border_style="cyan", padding=(0, 1))
            )

    def hears(self) -> dict[str, Any] | None:
        """The next line typed; end of input or Ctrl-C pauses."""
        try:
            return {"say": self._console.input("[bold cyan]›[/bold cyan] ")}
        except (EOFError, KeyboardInterrupt):
            self._console.print()
            return None


def resume_hint(interview: Interview) -> str:
    """The command that goes on, or that makes the map."""
    if interview.phase.value in {"completed", "declined", "withdrawn", "expired"}:
        return (
            f"Interview {interview.id} is {interview.phase.value}. Its map: "
            f"desirepath compile {interview.study} --interview {interview.id} --out out"
        )
    return f"To go on: desirepath chat --resume {interview.id}"


def _summary(interview: Interview) -> dict[str, Any]:
    return {
        "interview": interview.id,
        "study": interview.study,
        "phase": interview.phase.value,
    }


def _json_line(text: str) -> dict[str, Any]:
    """A plain line is what the person types; an object says more."""
    stripped = text.strip()
    if not stripped.startswith("{"):
        return {"say": text.rstrip("\n")}
    line = json.loads(stripped)
    input_of(line)  # raises where nobody could act on it
    return line  # type: ignore[no-any-return]


def _numbered(reply: dict[str, Any]) -> list[str]:
    ticked = set(reply.get("selected") or ())
    return [
        f"{number}) {label}{' ✓' if number - 1 in ticked else ''}"
        for number, label in enumerate(reply["options"], 1)
    ]


def _rich_options(reply: dict[str, Any]) -> list[Text]:
    lines = [Text(""), *(Text(line, style="bold") for line in _numbered(reply))]
    return lines if reply["options"] else []
