"""A researcher's desk: the real `desirepath` command in a process of its own, with its own home.

Processes are forked with the product imported; see tests/forked.py.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path
from typing import Any

from cxmodel.store import Reading, Store
from cxmodel.vault import Vault
from tests.forked import PATIENCE, Talked

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "bot"]  # for those who need Python to begin anew

TOUR = """\
id: tour
title: A guided tour
languages: [en]
audience: customer
minutes: 5
consent: May I ask you about the tour?
closing: Thank you and good-bye.
sections:
  - id: main
    title: Main
    stage: yes
    items:
      - {id: need, kind: text, lane: need, text: What did you need?}
      - {id: mood, kind: feeling, lane: feeling, text: How did you feel?}
      - id: ways
        kind: choices
        lane: channel
        text: Which ways did you go?
        options:
          - {id: web, label: The web page}
          - {id: shop, label: The shop}
          - {id: phone, label: The telephone}
      - {id: story, kind: story, lane: action, text: Tell me the whole story.}
      - {id: wish, kind: text, lane: difference, text: What would you wish for?}
"""


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def refusal(self) -> str:
        """The one line that says why; exit code 1 and nothing on stdout."""
        assert (self.code, self.out, self.err.count("\n")) == (1, "", 1), self
        assert self.err.startswith("desirepath: ")
        return self.err.removeprefix("desirepath: ").strip()


class Desk:
    """Runs commands; its files lie in `folder`."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.environment = {
            "PATH": os.environ["PATH"],
            "LC_ALL": "C",  # nothing may depend on the locale
            "DESIREPATH_HOME": str(folder / "home"),
            **environment,
        }

    def beside(self, **environment: str) -> "Desk":
        """The same desk, with other settings."""
        return Desk(self.folder, **{**self.environment, **environment})

    def writes(self, name: str, content: str | bytes) -> Path:
        file = self.folder / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """What is stored, looked at without a command."""
        home = self.folder / "home"
        vault = Vault((home / "secret.key").read_text(encoding="ascii"))
        store = Store.connect(f"sqlite:///{home}/desirepath.db", vault)
        with store.reading() as reading:
            yield reading
        store.close()

    def runs(self, *arguments: object, stdin: str = "") -> Ran:
        return _ran(self.starts(*arguments), stdin)

    def runs_anew(self, *arguments: object) -> Ran:
        """As `runs`, in a Python that begins anew and has nothing imported."""
        return self._anew("bot", *arguments)

    def does(self, *arguments: object, stdin: str = "") -> Ran:
        """As `runs`, and it must succeed without a word on stderr."""
        ran = self.runs(*arguments, stdin=stdin)
        assert (ran.code, ran.err) == (0, ""), ran
        return ran

    def runs_in_turn(
        self,
        commands: Iterable[Sequence[object]],
        settings: Iterable[dict[str, str]] = (),
        stdin: Iterable[str] = (),
        *,
        anew: bool = False,
    ) -> list[Ran]:
        """Many commands in one process, the first with settings and input of their own.

        See `in_turn`. `anew`: in a Python that begins anew, which puts sets in another order.
        """
        lines = [
            ({**self.environment, **more}, [str(word) for word in command], given)
            for command, more, given in zip(
                commands, chain(settings, repeat({})), chain(stdin, repeat("")), strict=False
            )
        ]
        module, given = "tests.commands.in_turn", json.dumps(lines)
        done = self._anew(module, given=given) if anew else _ran(self._begins(module), given)
        assert done.code == 0, done
        return [Ran(**ran) for ran in done.json]

    def _anew(self, module: str, *arguments: object, given: str = "") -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", module, *map(str, arguments)],
            cwd=self.folder,
            env={**self.environment, "PYTHONPATH": str(ROOT)},
            input=given.encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    def is_refused(self, *arguments: object) -> str:
        """The one line that says why; exit code 1 and nothing on stdout."""
        return self.runs(*arguments).refusal

    def starts(self, *arguments: object) -> Talked:
        """A command that is talked to while it runs."""
        return self._begins("bot", *arguments)

    def _begins(self, module: str, *arguments: object) -> Talked:
        return Talked([module, *map(str, arguments)], self.folder, self.environment)

    @contextmanager
    def talks(self, *arguments: object) -> "Iterator[Talk]":
        """`desirepath chat … --json`, ended at the latest with the block."""
        process = self.starts("chat", *arguments, "--json")
        try:
            yield Talk(process)
        finally:
            process.closes()

    @contextmanager
    def serves(self, *arguments: object) -> "Iterator[Server]":
        """`desirepath run`, ready, ended at the latest with the block."""
        process = self.starts("run", "--port", 0, *arguments)
        try:
            yield Server(process)
        finally:
            process.closes()


def _ran(process: Talked, given: str) -> Ran:
    """Let it read and run to its end."""
    out, err = process.communicate(given)
    return Ran(process.wait(), out, err)


class Talk:
    """Speaks contract §4 with a running `chat --json`."""

    def __init__(self, process: Talked) -> None:
        self.process = process
        self.first = self._line()
        self.turn = self._turn()

    def __call__(self, given: str | dict[str, Any]) -> list[dict[str, Any]]:
        """Say a line; the turn that answers it."""
        line = given if isinstance(given, str) else json.dumps(given)
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        self.turn = self._turn()
        return self.turn

    @property
    def last(self) -> dict[str, Any]:
        return self.turn[-1]

    def ends(self) -> dict[str, Any]:
        """End the input; the last line of the run."""
        self.process.stdin.close()
        (line,) = self.process.stdout.readlines()
        assert (self.process.stderr.read(), self.process.wait()) == ("", 0)
        return dict(json.loads(line))

    def _turn(self) -> list[dict[str, Any]]:
        lines = [self._line()]
        while not lines[-1]["waits"]:
            lines.append(self._line())
        assert [line["waits"] for line in lines] == [False] * (len(lines) - 1) + [True]
        return lines

    def _line(self) -> dict[str, Any]:
        text = self.process.stdout.readline()
        assert text, "the talk ended"
        return dict(json.loads(text))


class Server:
    """A running server and its address."""

    def __init__(self, process: Talked) -> None:
        self.process = process
        self.said: list[str] = []
        while not self.said or "http://127" not in self.said[-1]:
            line = process.stdout.readline()
            assert line, (self.said, process.communicate())
            self.said.append(line)
        self.address = "http://127" + self.said[-1].split("http://127")[1].split("/")[0]

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.read().decode()

    def ends(self, number: signal.Signals) -> Ran:
        """Send a signal; what was left to say."""
        self.process.send_signal(number)
        out, err = self.process.communicate()
        return Ran(self.process.wait(), out, err)


def taken_port() -> socket.socket:
    """A port that somebody listens at."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.listen()
    return listener
