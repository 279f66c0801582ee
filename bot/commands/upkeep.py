"""`desirepath doctor` and `desirepath db`: is all well, and is the schema current."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from cxmodel.errors import Refused

if TYPE_CHECKING:
    from cxmodel.store.values import GivenUp

db_app = typer.Typer(no_args_is_help=True, help="The database: upgrade, check.")


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command("doctor")(doctor)
    app.add_typer(db_app, name="db")


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Check, on the live database, that nothing was lost or doubled. Exit code 1 where it was."""
    from dataclasses import asdict

    from bot.attachments import ATTACHMENTS, missing
    from bot.clock import utc_now
    from bot.reminders import LATE
    from bot.workplace import workplace

    with workplace(upgrade=False) as (settings, store):
        problems = store.check()
        with store.reading() as reading:
            problems = problems or [
                *reading.problems(),
                *missing(reading.kept_files(), settings.home / ATTACHMENTS),
            ]
            remarks = [_remark(given_up) for given_up in reading.given_up()] if not problems else []
            health = asdict(reading.health()) if not problems else {}
            if not problems:
                health["timers_overdue"] = reading.overdue_timers(utc_now() - LATE)
    if as_json:
        found = {
            "fine": not problems,
            "problems": problems,
            "remarks": remarks,
            "counts": health,
        }
        print(json.dumps(found, default=str))
    elif not problems:
        print("All is well." if not remarks else "Nothing was lost or doubled; to be looked at:")
        for remark in remarks:
            print(f"- {remark}")
        for key, value in health.items():
            print(f"  {key.replace('_', ' ')}: {'none' if value is None else value}")
    _refuse(problems, listed=as_json)


def _remark(given_up: "GivenUp") -> str:
    """What the platform would not take is no loss of ours, but somebody may wait for it."""
    many = "1 message was" if given_up.count == 1 else f"{given_up.count} messages were"
    since = f", the first of {given_up.since:%Y-%m-%d %H:%M} UTC" if given_up.since else ""
    return f"{many} given up{since}: {given_up.reason or 'no reason is known'}"


@db_app.command("upgrade")
def upgrade() -> None:
    """Bring the database to the current schema; safe to repeat."""
    from bot.workplace import workplace

    with workplace():
        print("The database is at the current schema.")


@db_app.command("check")
def check() -> None:
    """Say whether the schema is current and the file sound. Exit code 1 where not."""
    from bot.workplace import workplace

    with workplace(upgrade=False) as (_, store):
        problems = store.check()
    _refuse(problems)
    print("The database is at the current schema and sound.")


def _refuse(problems: list[str], *, listed: bool = False) -> None:
    """One problem is the line on stderr; several are listed on stdout, unless they are already."""
    if not problems:
        return
    if len(problems) == 1:
        raise Refused(problems[0])
    if not listed:
        print("\n".join(problems))
    raise Refused(f"{len(problems)} problems, listed above; the first: {problems[0]}")
