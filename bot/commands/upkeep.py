"""`desirepath doctor` and `desirepath db`: is all well, and is the schema current."""

import json
from typing import Annotated

import typer

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

    from bot.workplace import workplace

    with workplace(upgrade=False) as (_, store):
        problems = store.check()
        with store.reading() as reading:
            problems = problems or reading.problems()
            health = asdict(reading.health()) if not problems else {}
    if as_json:
        print(
            json.dumps({"fine": not problems, "problems": problems, "counts": health}, default=str)
        )
    elif problems:
        print("\n".join(problems))
    else:
        print("All is well.")
        for key, value in health.items():
            print(f"  {key.replace('_', ' ')}: {'none' if value is None else value}")
    if problems:
        raise typer.Exit(1)


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
    print("\n".join(problems) or "The database is at the current schema and sound.")
    if problems:
        raise typer.Exit(1)
