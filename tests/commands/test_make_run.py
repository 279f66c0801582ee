"""`make run` at a terminal: Ctrl-C ends it cleanly, and no server outlives `make`."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.commands.desk import taken_port
from tests.forked import PATIENCE

ROOT = Path(__file__).parents[2]
CTRL_C = b"\x03"
# The shell stays: where a terminal's first process ends, the kernel itself hangs up on the others.
TYPED = 'make run; echo "make ended with $?."; exec sleep 60'


# With job control, as in a shell that somebody types in: the job has a process group of its own.
IN_THE_BACKGROUND = 'set -m; make run & read -r said; echo "the shell heard $said"; exec sleep 60'


class Terminal:
    """A terminal whose shell runs `make run`, in a folder like a clone of the repository."""

    def __init__(self, folder: Path, typed: str = TYPED) -> None:
        (folder / ".venv").mkdir()
        for part in Path(sys.prefix).iterdir():
            if part.name != "ready":
                (folder / ".venv" / part.name).symlink_to(part)
        for name in ("Makefile", "requirements.lock", "pyproject.toml"):
            (folder / name).write_bytes((ROOT / name).read_bytes())
        (folder / ".venv/ready").touch()
        self.shell, self._end = pty.fork()
        if self.shell == 0:
            os.chdir(folder)
            settings = {"PATH": os.environ["PATH"], "DESIREPATH_PORT": str(_free_port())}
            os.execvpe("sh", ["bash", "-c", typed], settings)

    def says(self, pattern: str) -> re.Match[str]:
        """Wait until this is said."""
        said, until = "", time.monotonic() + PATIENCE
        while (found := re.search(pattern, said)) is None:
            assert time.monotonic() < until, said
            if select.select([self._end], [], [], 0.1)[0]:
                said += os.read(self._end, 4096).decode(errors="replace")
        return found

    def types(self, keys: bytes) -> None:
        os.write(self._end, keys)

    def ended_with(self) -> int:
        """Exit code of `make`, as the shell saw it."""
        return int(self.says(r"make ended with (\d+)\.")[1])

    def processes(self) -> list[int]:
        """Process ids of `make` and of all below it, from the top."""
        found = [self.shell]
        for pid in found:
            found += map(int, _ps("pid=", "--ppid", pid).split())
        return found[1:]

    def closes(self, processes: list[int]) -> None:
        for pid in (*processes, self.shell):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        os.waitpid(self.shell, 0)
        os.close(self._end)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path)
    processes: list[int] = []
    try:
        terminal.says("http://127.0.0.1")
        processes = terminal.processes()
        yield terminal
    finally:
        terminal.closes(processes)


def test_ctrl_c_ends_it_cleanly(terminal: Terminal) -> None:
    processes = terminal.processes()
    terminal.types(CTRL_C)
    assert terminal.ended_with() == 0
    assert all(_is_gone(pid) for pid in processes)


def test_in_the_background_the_shell_keeps_its_terminal(tmp_path: Path) -> None:
    """`make run &`: the server runs, and what is typed is the shell's."""
    terminal = Terminal(tmp_path, IN_THE_BACKGROUND)
    processes: list[int] = []
    try:
        terminal.says("http://127.0.0.1")
        processes = terminal.processes()
        terminal.types(b"hello\n")
        terminal.says("the shell heard hello")
        assert len(processes) >= 2
    finally:
        terminal.closes(processes)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_no_server_outlives_make(terminal: Terminal, number: signal.Signals) -> None:
    processes = terminal.processes()
    assert len(processes) >= 2
    os.kill(processes[0], number)
    assert terminal.ended_with() != 0
    assert all(_is_gone(pid) for pid in processes)


def _is_gone(pid: int) -> bool:
    """Whether a process has ended, or does so before long; one that nobody buried counts."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if _ps("stat=", "-p", pid)[:1] in ("", "Z"):
            return True
        time.sleep(0.05)
    return False


def _ps(column: str, *which: object) -> str:
    command = ["ps", "-o", column, *map(str, which)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def _free_port() -> int:
    with taken_port() as listener:
        return int(listener.getsockname()[1])
