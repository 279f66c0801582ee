import os
import pty
import subprocess

from tests.commands.desk import COMMAND, Desk

PASSWORD = "correct horse battery"


def test_users_are_added_linked_and_listed(desk: Desk) -> None:
    empty, added, linked, listed, as_json, again, wrong, made, spoken = desk.runs_in_turn(
        [
            ("user", "list"),
            ("user", "add", "bob", "--role", "admin", "--password-stdin"),
            ("user", "link", "bob", "--slack", "E1/T1/U1"),
            ("user", "list"),
            ("user", "list", "--json"),
            ("user", "add", "bob", "--role", "viewer", "--password-stdin"),
            ("user", "add", "ann", "--role", "boss", "--password-stdin"),
            ("user", "add", "ann", "--role", "viewer", "--password-stdin", "--json"),
            ("user", "link", "ann", "--slack", "T1/U2", "--json"),
        ],
        stdin=["", f"{PASSWORD}\n", "", "", "", *[f"{PASSWORD}\n"] * 3, ""],
    )
    assert empty.out.startswith("No users yet")
    assert added.out == "bob is an admin\n"
    assert linked.out == "E1/T1/U1 on Slack speaks for bob\n"
    assert listed.out.split() == ["bob", "admin", "slack", "E1/T1/U1"]
    assert "choose viewer, researcher, admin" in wrong.err
    assert wrong.code == 2
    assert made.json == {"name": "ann", "role": "viewer", "accounts": []}
    assert spoken.json == {"name": "ann", "account": "slack T1/U2"}
    assert as_json.json == [{"name": "bob", "role": "admin", "accounts": ["slack E1/T1/U1"]}]
    assert again.refusal == "there is a user 'bob' already"


def test_what_cannot_be_is_refused_in_a_line(desk: Desk) -> None:
    short, nobody, account = desk.runs_in_turn(
        [
            ("user", "add", "bob", "--role", "admin", "--password-stdin"),
            ("user", "link", "bob", "--slack", "T1/U1"),
            ("user", "link", "bob", "--slack", "bob"),
        ],
        stdin=["short\n"],
    )
    assert short.refusal == "a password has at least 10 characters"
    assert nobody.refusal.startswith("there is no user 'bob'")
    assert account.refusal.startswith("--slack: write workspace and user")


def test_a_password_is_asked_for_at_a_terminal_alone(desk: Desk) -> None:
    refusal = desk.is_refused("user", "add", "bob", "--role", "admin")
    assert refusal == "no terminal to ask for the password at; use --password-stdin"


def test_a_password_is_typed_twice_and_never_shown(desk: Desk) -> None:
    assert "the two passwords differ" in _types(desk, PASSWORD, "something else")
    shown = _types(desk, PASSWORD, PASSWORD)
    assert "bob is an admin" in shown
    assert PASSWORD not in shown


def _types(desk: Desk, *lines: str) -> str:
    """What a terminal shows while these lines are typed."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, "user", "add", "bob", "--role", "admin"],
        cwd=desk.folder,
        env=desk.environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    shown = b""
    try:
        for prompt, line in zip((b"Password: ", b"again: "), lines, strict=True):
            while not shown.endswith(prompt):
                shown += os.read(ours, 1024)
            os.write(ours, f"{line}\n".encode())
        while chunk := _read(ours):
            shown += chunk
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    return shown.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1024)
    except OSError:  # the other side is closed
        return b""
