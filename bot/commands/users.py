"""`desirepath user`: who may sign in, and whose orders the bot takes in a messenger."""

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cxmodel.errors import Refused

if TYPE_CHECKING:  # slow to import, and help needs neither
    from cxmodel.records import Person, User

user_app = typer.Typer(no_args_is_help=True, help="Users: add, link, list.")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
UserName = Annotated[str, typer.Argument(metavar="NAME", help="The user's name.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.add_typer(user_app, name="user")


@user_app.command("add")
def add(
    name: UserName,
    role: Annotated[str, typer.Option(help="viewer, researcher or admin")],
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Add a user; the password is asked for twice."""
    from bot.users import add_user
    from bot.workplace import workplace
    from cxmodel.records import Role

    if role not in list(Role):
        raise typer.BadParameter(f"choose {', '.join(Role)}", param_hint="--role")
    password = _read() if password_stdin else _asked_twice()
    with workplace() as (_, store):
        user = add_user(store, name, role, password)
    if as_json:
        print(json.dumps(_row(user, [])))
        return
    print(f"{user.name} is {_with_article(user.role)}")


@user_app.command("link")
def link(
    name: UserName,
    slack: Annotated[str, typer.Option(metavar="TEAM/USER", help="The ids of both in Slack.")],
    as_json: AsJson = False,
) -> None:
    """Let an account on a messenger speak for a user: the bot takes orders from it."""
    from bot.users import link_slack
    from bot.workplace import workplace

    with workplace() as (_, store):
        person = link_slack(store, name, slack)
    if as_json:
        print(json.dumps({"name": name, "account": _account(person)}))
        return
    print(f"{person.installation}/{person.id} on Slack speaks for {name}")


@user_app.command("list")
def list_users(as_json: AsJson = False) -> None:
    """List the users, with their roles and linked accounts."""
    from bot.workplace import workplace

    with workplace() as (_, store), store.reading() as reading:
        linked = reading.accounts()
        rows = [_row(user, linked.get(user.name, [])) for user in reading.users()]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        print(f"{row['name']:20} {row['role']:10} {', '.join(row['accounts'])}".rstrip())
    if not rows:
        print("No users yet. Make one: desirepath user add NAME --role admin")


def _row(user: "User", linked: "list[Person]") -> dict[str, Any]:
    accounts = [_account(person) for person in linked]
    return {"name": user.name, "role": user.role.value, "accounts": accounts}


def _account(person: "Person") -> str:
    return f"{person.messenger} {person.installation}/{person.id}"


def _read() -> str:
    """The first line of standard input. Raises Refused where it is not UTF-8."""
    try:
        return sys.stdin.buffer.readline().decode().rstrip("\r\n")
    except UnicodeDecodeError:
        raise Refused("the password on standard input must be UTF-8 text") from None


def _asked_twice() -> str:
    """A password typed twice, unseen. Raises Refused where there is no terminal, or they differ."""
    if not sys.stdin.isatty():
        raise Refused("no terminal to ask for the password at; use --password-stdin")
    import getpass

    first = getpass.getpass("Password: ")
    if getpass.getpass("The same again: ") != first:
        raise Refused("the two passwords differ; nothing was stored")
    return first


def _with_article(role: str) -> str:
    return f"an {role}" if role.startswith("a") else f"a {role}"
