"""`python -m bot.foreground COMMAND …`: a command as the terminal's own job, for `make run`.

Ctrl-C is then the command's alone, so that `make` ends with the command's exit code and not with
"Interrupt"; and the command ends with `make`, however that was ended. Where `make` itself is in
the background (`make run &`), the terminal is somebody else's, and the command runs plainly.
"""

import os
import signal
import subprocess
import sys
from contextlib import suppress

_LOOK_EVERY = 0.5  # s between two looks whether `make` is still there


def run(command: list[str]) -> int:
    """Run a command in the foreground of the terminal at stdin; its exit code.

    Where we are not in the foreground ourselves, the command takes our place.
    """
    above, terminal = os.getppid(), sys.stdin.fileno()
    if not _is_in_front(terminal):
        os.execvp(command[0], command)  # noqa: S606 - our own command
    told: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: told.append(number))
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)  # who stopped by Ctrl-Z could not be woken again
    job = subprocess.Popen(command, process_group=0)  # noqa: S603 - our own command
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # to take the terminal back from the background
    os.tcsetpgrp(terminal, job.pid)
    while (code := _ended(job)) is None:
        if told or os.getppid() != above:
            job.terminate()
            above = os.getppid()
            told.clear()
    with suppress(OSError):  # the terminal was closed meanwhile
        os.tcsetpgrp(terminal, os.getpgrp())
    return code


def _is_in_front(terminal: int) -> bool:
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    except OSError:  # no terminal at all
        return False


def _ended(job: subprocess.Popen[bytes]) -> int | None:
    try:
        return job.wait(_LOOK_EVERY)
    except subprocess.TimeoutExpired:
        return None


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
