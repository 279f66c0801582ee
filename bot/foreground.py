"""`python -m bot.foreground COMMAND …`: a command as the terminal's own job, for `make run`.

Ctrl-C is then the command's alone, so that `make` ends with the command's exit code and not with
"Interrupt"; and the command ends with `make`, however that was ended.
"""

import os
import signal
import subprocess
import sys

_LOOK_EVERY = 0.5  # s between two looks whether `make` is still there


def run(command: list[str]) -> int:
    """Run a command in the foreground of the terminal at stdin; its exit code."""
    above, terminal = os.getppid(), sys.stdin.fileno()
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
    os.tcsetpgrp(terminal, os.getpgrp())
    return code


def _ended(job: subprocess.Popen[bytes]) -> int | None:
    try:
        return job.wait(_LOOK_EVERY)
    except subprocess.TimeoutExpired:
        return None


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
