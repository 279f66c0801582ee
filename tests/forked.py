"""Processes of our own that begin with the product imported, as `python -m` would run them.

A server of the standard library's (forkserver) imports it once for the tests of a worker, which
takes a second, and forks. What it forks is a real process: with memory, environment, folder and
streams of its own, and it dies of any signal.
"""

import asyncio
import atexit
import os
import pkgutil
import runpy
import signal
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.reduction import DupFd
from pathlib import Path
from subprocess import TimeoutExpired
from typing import Any, TextIO

import bot
import reports

PATIENCE = 30  # seconds that anything may take on a busy machine
_PAUSE = 0.01  # seconds between two looks whether a process has ended
_RUN_ALONE = ("__main__", ".make")  # modules that do something as they are imported
_WHEN_WANTED = (  # what is imported as it comes to it
    "cxmodel.store.migrating",
    "jinja2.ext",
    "uvicorn.lifespan.on",
    "uvicorn.loops.uvloop",
    "uvicorn.protocols.http.httptools_impl",
)


def _modules() -> list[str]:
    """All that a command may import."""
    found = [
        module.name
        for package in (bot, reports)
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]
    return [name for name in found if not name.endswith(_RUN_ALONE)] + [*_WHEN_WANTED]


_forks = get_context("forkserver")
_forks.set_forkserver_preload(_modules())


class Forked:
    """One process, begun; it reads and writes the file descriptors that it is given."""

    def __init__(  # noqa: PLR0917 - three streams, in the order of their numbers
        self,
        words: list[str],
        folder: Path,
        environment: Mapping[str, str],
        stdin: int,
        stdout: int,
        stderr: int,
    ) -> None:
        """`words`: the module and its arguments."""
        streams = _Streams(stdin, stdout, stderr)
        given = (words, str(folder), dict(environment), streams)
        self._process = _forks.Process(target=_runs, args=given, daemon=True)
        self._process.start()

    @property
    def returncode(self) -> int | None:
        """None while it runs; minus the number of the signal where one ended it."""
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        if self.returncode is None and self._process.pid is not None:
            os.kill(self._process.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def wait(self, patience: float = PATIENCE) -> int:
        """The exit code."""
        self._process.join(patience)
        if self.returncode is None:
            raise TimeoutExpired(self._process.name, patience)
        return self.returncode

    async def ended(self) -> int:
        """The exit code, while other things go on."""
        while self.returncode is None:  # noqa: ASYNC110 - a process tells no event
            await asyncio.sleep(_PAUSE)
        return self.returncode


class Talked(Forked):
    """One that is written to and read from through pipes, in UTF-8."""

    def __init__(self, words: list[str], folder: Path, environment: Mapping[str, str]) -> None:
        (read, stdin), (stdout, wrote), (stderr, warned) = (os.pipe() for _ in range(3))
        super().__init__(words, folder, environment, read, wrote, warned)
        for theirs in (read, wrote, warned):
            os.close(theirs)
        self.stdin: TextIO = os.fdopen(stdin, "w", encoding="utf-8")
        self.stdout: TextIO = os.fdopen(stdout, encoding="utf-8", newline="")
        self.stderr: TextIO = os.fdopen(stderr, encoding="utf-8", newline="")

    def communicate(self, given: str = "", patience: float = PATIENCE) -> tuple[str, str]:
        """Say the rest, and read all there is to read until it has ended; close the pipes."""
        errors: list[str] = []
        readers = [
            threading.Thread(target=self._says, args=[given], daemon=True),
            threading.Thread(target=lambda: errors.append(self.stderr.read()), daemon=True),
        ]
        for reader in readers:
            reader.start()
        watch = threading.Timer(patience, self.kill)
        watch.start()
        out = self.stdout.read()
        for reader in readers:
            reader.join()
        watch.cancel()
        self.wait(patience)
        self.closes()
        return out, errors[0]

    def closes(self) -> None:
        """Kill it if it still runs, and let go of the pipes."""
        self.kill()
        self.wait()
        for stream in (self.stdin, self.stdout, self.stderr):
            with suppress(BrokenPipeError):
                stream.close()

    def _says(self, given: str) -> None:
        with suppress(BrokenPipeError):  # it may end without listening
            self.stdin.write(given)
            self.stdin.close()


class _Streams:
    """Three open files on their way into another process."""

    def __init__(self, *numbers: int) -> None:
        self._numbers = numbers

    def __reduce__(self) -> tuple[Any, ...]:
        return _Received, tuple(DupFd(number) for number in self._numbers)


class _Received:
    """The same, arrived."""

    def __init__(self, *streams: Any) -> None:
        self._streams = streams

    def take_places(self) -> None:
        """Be standard input, output and error."""
        for place, stream in enumerate(self._streams):
            number = stream.detach()
            os.dup2(number, place)
            os.close(number)


def _runs(words: list[str], folder: str, environment: dict[str, str], streams: _Received) -> None:
    """Within the process: be as Python is where it begins, then run the module."""
    streams.take_places()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.stdin = open(0, encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", 1, encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    module, *arguments = words
    sys.argv = [module, *arguments]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    finally:
        atexit._run_exitfuncs()
