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
from cxmodel.interview import OPEN_PHASES, OVER, Interview, Kind, Phase
from interview_flows.tongue import sentence, told

_QUIET = {"echo", "notice"}
_ASKED = ("question", "input", "options")
_NOTHING: dict[str, Any] = {
    "question": None,
    "input": "none",
    "options": [],
    "turn": 0,
    "phase": "invited",
}
_HOW_TO_ANSWER = sentence(
    "Type your answer or the number of an option. At any time: "
    "skip · done · back · answers · pause · help · stop"
)


def view_for(stdin: TextIO, stdout: TextIO, *, as_json: bool) -> "JsonView | LineView | RichView":
    """JSON lines where asked for; colours where a person sits there; else plain lines."""
    if as_json:
        return JsonView(stdin, stdout)
    if stdin.isatty() and stdout.isatty():
        return RichView()
    return LineView(stdin, stdout)


class JsonView:
    """Contract §4: one JSON object a line, each flushed."""

    def __init__(self, stdin: TextIO, stdout: TextIO) -> None:
        self._in, self._out = stdin, stdout
        self._prompt: dict[str, Any] = {}  # what waits, to be repeated on a notice that ends a turn
        self._last: dict[str, Any] = _NOTHING  # line of the talk
        self._drawn = _Drawn()

    def opens(self, interview: Interview) -> None:
        """First line."""
        self._write(_summary(interview))

    def closes(self, interview: Interview, *, returnable: bool) -> None:
        """Last line."""
        del returnable
        self._write(_summary(interview))

    def shows(self, replies: Sequence[dict[str, Any]]) -> None:
        """Every reply a line; the last one says that we wait, and for what."""
        lines = [_line(self._brief(reply)) for reply in replies] or [
            self._last | {"say": "", "kind": "notice"}
        ]
        self._prompt = next((line for line in reversed(lines) if _asks(line)), self._prompt)
        if not _asks(lines[-1]) and lines[-1]["phase"] in OPEN_PHASES:
            lines[-1] |= {key: self._prompt[key] for key in _ASKED if key in self._prompt}
        for line in lines:
            self._last = line
            self._write(line | {"waits": line is lines[-1]})

    def hears(self) -> dict[str, Any] | None:
        """The next line that can be understood; a bad one is answered and the talk goes on."""
        for text in self._in:
            try:
                return _json_line(text)
            except (ValueError, RecursionError, NotWaiting) as error:
                reason = str(error) if isinstance(error, NotWaiting) else "not a JSON object"
                say = f"I could not read this line: {reason}."
                self._write(self._last | {"say": say, "kind": "error", "waits": True})
        return None

    def _brief(self, reply: dict[str, Any]) -> dict[str, Any]:
        """A story's question is said once; with a further message, only that it was heard."""
        news = self._drawn.news(reply)
        if not reply["redraws"] or reply["input"] != Kind.STORY:
            return reply
        return reply | {"say": "\n".join(news), "kind": "echo"}

    def _write(self, line: dict[str, Any]) -> None:
        self._out.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._out.flush()


class LineView:
    """Plain text: what is said, then `1) label` for each option."""

    def __init__(self, stdin: TextIO, stdout: TextIO) -> None:
        self._in, self._out = stdin, stdout
        self._drawn = _Drawn()

    def opens(self, interview: Interview) -> None:
        """A word on how to answer."""
        self._out.write(told(interview.language, _HOW_TO_ANSWER) + "\n\n")

    def closes(self, interview: Interview, *, returnable: bool) -> None:
        """How to come back."""
        print(way_on(interview, returnable=returnable), file=sys.stderr)

    def shows(self, replies: Sequence[dict[str, Any]]) -> None:
        """Each message as a paragraph."""
        for reply in replies:
            self._out.write("\n".join(self._drawn.news(reply)) + "\n\n")
        self._out.flush()

    def hears(self) -> dict[str, Any] | None:
        """The next line."""
        text = self._in.readline()
        return {"say": text.rstrip("\n")} if text else None


class RichView:
    """For a person: messages in boxes, options below, a prompt to type at."""

    def __init__(self) -> None:
        self._console = Console(highlight=False)
        self._drawn = _Drawn()

    def opens(self, interview: Interview) -> None:
        """A word on how to answer."""
        said = told(interview.language, _HOW_TO_ANSWER)
        self._console.print(f"[dim]{escape(said)}[/dim]\n")

    def closes(self, interview: Interview, *, returnable: bool) -> None:
        """How to come back, or what to do with the interview."""
        hint = escape(way_on(interview, returnable=returnable))
        Console(stderr=True, highlight=False).print(f"[dim]{hint}[/dim]")

    def shows(self, replies: Sequence[dict[str, Any]]) -> None:
        """Prompts stand in a box with the stage as its title; the rest is said quietly."""
        for reply in replies:
            news = self._drawn.news(reply)
            if reply["kind"] in _QUIET or reply["redraws"]:
                self._console.print(Text("\n".join(news), style="italic"), "")
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


def way_on(interview: Interview, *, returnable: bool) -> str:
    """The command that goes on, or those that make the map and come back to what is over."""
    resume = f"desirepath chat --resume {interview.id}"
    if interview.phase not in OVER:
        return told(interview.language, sentence("To go on: {command}")).format(command=resume)
    if interview.phase in {Phase.COMPLETED, Phase.EXPIRED}:
        command = f"desirepath compile {interview.study} --interview {interview.id} --out out"
        hint = sentence("Interview {interview} is over. Its map: {command}")
    else:
        command, hint = "", sentence("Interview {interview} is over; it is on no map.")
    lines = [told(interview.language, hint).format(interview=interview.id, command=command)]
    if returnable:
        hint = sentence("To come back to it: {command}")
        lines.append(told(interview.language, hint).format(command=resume))
    return "\n".join(lines)


def _summary(interview: Interview) -> dict[str, Any]:
    return {
        "interview": interview.id,
        "study": interview.study,
        "phase": interview.phase.value,
    }


def _line(reply: dict[str, Any]) -> dict[str, Any]:
    keys = ("say", "kind", *_ASKED, "turn", "phase")
    extra = {
        key: reply[key] for key in ("context", "controls", "selected", "file") if reply.get(key)
    }
    return {key: reply[key] for key in keys} | extra


def _asks(line: dict[str, Any]) -> bool:
    return bool(line["input"] != "none")


class _Drawn:
    """Remembers the prompt on the screen: drawn anew, only what has changed is worth a line."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def news(self, reply: dict[str, Any]) -> list[str]:
        """The lines to print."""
        lines = [*reply["say"].splitlines(), *_numbered(reply), *_filed(reply)]
        before = self._lines if reply["redraws"] else []
        if _asks(reply):
            self._lines = lines
        return [line for line in lines if line not in before]


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


def _filed(reply: dict[str, Any]) -> list[str]:
    """A document that came along: at a terminal it is read, or copied from there."""
    file = reply.get("file")
    return ["", file["caption"], *file["text"].splitlines()] if file else []


def _rich_options(reply: dict[str, Any]) -> list[Text]:
    lines = [Text(""), *(Text(line, style="bold") for line in _numbered(reply))]
    return lines if reply["options"] else []
