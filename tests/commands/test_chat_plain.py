import fcntl
import os
import select
import signal
import subprocess
import termios
import time

from tests.commands.desk import COMMAND, Desk
from tests.forked import PATIENCE

LINES = """\
yes
a map of the town
4
1, 3
I asked at the desk
I walked there
I came back
done
yes
fewer stairs
4
"""


def test_a_whole_interview_reads_well(desk: Desk) -> None:
    ran = desk.runs("chat", "tour.yaml", stdin=LINES)

    assert ran.code == 0
    assert ran.out.startswith("Type your answer or the number of an option.")
    assert "1) I agree\n2) No, thanks\n" in ran.out
    assert "How did you feel?\n1) 😞 Very bad\n2) 🙁 Bad\n" in ran.out
    assert ran.out.count("Tell me the whole story.") == 1
    assert "\n\n2 messages so far. Go on, or press Done when that was everything.\n\n" in ran.out
    assert "1. I asked at the desk\n2. I walked there\n3. I came back\n" in ran.out
    assert ran.out.endswith("Thank you and good-bye.\n\n")
    interview = ran.err.split()[1]
    assert ran.err == (
        f"Interview {interview} is over. Its map: "
        f"desirepath compile tour --interview {interview} --out out\n"
        f"To come back to it: desirepath chat --resume {interview}\n"
    )


def test_a_talk_that_ends_early_says_what_then(desk: Desk) -> None:
    paused, withdrawn, odd = desk.runs_in_turn(
        [("chat", "tour.yaml")] * 3,
        stdin=[
            "yes\na map",
            "yes\nstop\nhello?\n",
            "yes\r\n\udcff\udcfe \0 caf\udce9\r\n\n5\n",
        ],
    )
    command = paused.err.strip().removeprefix("To go on: desirepath ")
    assert " is over; it is on no map.\nTo come back to it: " in withdrawn.err
    assert "Which ways did you go?" in odd.out

    (again,) = desk.runs_in_turn([command.split()], stdin=["good\n"])
    assert "Welcome back! We go on where we were.\n\nHow did you feel?" in again.out
    assert "Which ways did you go?" in again.out
    assert again.err == paused.err


def test_interrupting_pauses_and_says_how_to_go_on(desk: Desk) -> None:
    process = desk.starts("chat", "tour.yaml")
    while "2) No, thanks" not in process.stdout.readline():
        pass
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()

    assert process.returncode == 0
    assert err.startswith("To go on: desirepath chat --resume ")
    assert err.count("\n") == 1


def test_a_person_at_a_terminal_sees_boxes_and_may_press_ctrl_c(desk: Desk) -> None:
    person, terminal = os.openpty()
    environment = {**desk.environment, "TERM": "xterm", "COLUMNS": "80"}
    process = subprocess.Popen(
        [*COMMAND, "chat", "tour.yaml"],
        cwd=desk.folder,
        env=environment,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
        preexec_fn=_takes_the_terminal,  # noqa: PLW1509 - a pty has no other way
    )
    os.close(terminal)
    _sees(person, "1) I agree")
    os.write(person, b"yes\n")
    _sees(person, "What did you need?", "›")
    time.sleep(0.2)  # Python loses a Ctrl-C that comes just before it begins to read
    os.write(person, b"\x03")
    _sees(person, "To go on: desirepath chat --resume")

    assert process.wait(PATIENCE) == 0
    os.close(person)


def _takes_the_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a suite in the background ignores Ctrl-C


def _sees(screen: int, *words: str) -> None:
    shown = b""
    while not all(each in shown.decode(errors="replace") for each in words):
        ready, _, _ = select.select([screen], [], [], PATIENCE)
        assert ready, shown
        shown += os.read(screen, 65_536)
