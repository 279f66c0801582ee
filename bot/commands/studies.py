"""`desirepath study` and `desirepath invite`: set up a piece of research and let people in."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

study_app = typer.Typer(no_args_is_help=True, help="Studies: create, list, show, wave, close.")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
StudyName = Annotated[str, typer.Argument(metavar="STUDY", help="The study's id.")]

NO_WEB_CHAT = (
    "desirepath: web chat is not served yet, so nothing answers at these links; "
    "for others use --messenger telegram or --messenger slack"
)


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.add_typer(study_app, name="study")
    app.command("invite")(invite)


@study_app.command("create")
def create(  # noqa: PLR0917 - Typer's options
    flow: Annotated[
        list[str], typer.Option("--flow", help="A flow's id or file; repeatable.")
    ] = [],  # noqa: B006 - Typer copies it
    title: Annotated[str, typer.Option(help="What respondents and researchers read.")] = "",
    persona: Annotated[str, typer.Option(help="Whose journey it is, such as “Jennifer”.")] = "",
    anonymity: Annotated[
        str, typer.Option(help="identified, pseudonymous or anonymous; frozen from then on")
    ] = "",
    open_link: Annotated[bool, typer.Option("--open", help="One reusable link for all.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="With --open: how many at most.")] = None,
    source: Annotated[
        Path | None, typer.Option("--from", help="All of it in one YAML file.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Create a study; its id is printed."""
    from bot.studies import create_study, study_plan
    from bot.workplace import workplace

    plan = study_plan(
        source,
        flows=flow,
        title=title,
        persona=persona,
        anonymity=anonymity,
        open_link=open_link,
        limit=limit,
    )
    with workplace() as (settings, store):
        study = create_study(store, settings, plan)
    print(json.dumps({"study": study.id, "title": study.title}) if as_json else study.id)


@study_app.command("list")
def list_studies(as_json: AsJson = False) -> None:
    """List the studies, with how many were started and completed."""
    from bot.studies import study_row
    from bot.workplace import workplace

    with workplace() as (_, store), store.reading() as reading:
        rows = [study_row(study, reading.study_counts(study.id)) for study in reading.studies()]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        state = "closed" if row["closed_at"] else "open"
        done = f"{row['completed']}/{row['started']} completed"
        print(f"{row['id']:30} {state:7} {done}  {row['title']}")
    if not rows:
        print("No studies yet. Make one: desirepath study create --flow employee-process --title …")


@study_app.command("show")
def show_study(study: StudyName, as_json: AsJson = False) -> None:
    """Show one study: what it asks, whom, and how far it is."""
    from bot.studies import study_lines, study_row
    from bot.workplace import study_or_refuse, workplace

    with workplace() as (_, store), store.reading() as reading:
        found = study_or_refuse(reading, study)
        row = study_row(found, reading.study_counts(found.id))
    if as_json:
        print(json.dumps(row, ensure_ascii=False, indent=1))
        return
    for line in study_lines(row):
        print(line)


@study_app.command("wave")
def wave(
    study: StudyName,
    flow: Annotated[
        str | None,
        typer.Option(help="A flow's id or file that this wave asks with, such as after-change."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Begin a further wave of a study, with the same pseudonyms; its number is printed."""
    from bot.studies import begin_wave
    from bot.workplace import workplace

    with workplace() as (settings, store):
        begun = begin_wave(store, settings, study, flow)
    print(json.dumps({"study": begun.id, "wave": begun.wave}) if as_json else begun.wave)


@study_app.command("close")
def close(study: StudyName) -> None:
    """Close a study: nobody can begin; who is in the middle may finish."""
    from bot.studies import close_study
    from bot.workplace import study_or_refuse, workplace

    with workplace() as (_, store):
        with store.reading() as reading:
            found = study_or_refuse(reading, study)
        close_study(store, found)
    print(f"{study} is closed")


def invite(  # noqa: PLR0917 - Typer's options
    study: StudyName,
    messenger: Annotated[str, typer.Option(help="telegram, slack or web")] = "web",
    count: Annotated[int, typer.Option(min=1, max=10_000, help="How many single-use links.")] = 1,
    segment: Annotated[str | None, typer.Option(help="The segment they belong to.")] = None,
    flow: Annotated[
        str | None, typer.Option(help="Which of the study's flows they begin. Default: the first.")
    ] = None,
    expires: Annotated[
        str | None,
        typer.Option(help="For how long, such as 12h. Single-use links: 30d; open ones: no end."),
    ] = None,
    people: Annotated[
        Path | None, typer.Option("--from", help="A CSV of people, one a line.")
    ] = None,
    csv: Annotated[Path | None, typer.Option(help="Write the links to this file too.")] = None,
    qr: Annotated[
        Path | None, typer.Option(help="Write a QR code (SVG) a link to this folder.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make invitation links, one a line. Each is shown this once: only its hash is kept."""
    from bot.invitations import Wish, make_invitations, write_csv, write_qr
    from bot.workplace import workplace

    wish = Wish(
        study=study,
        messenger=messenger,
        count=count,
        segment=segment,
        flow=flow,
        expires=expires,
        people=people,
    )
    with workplace() as (settings, store):
        links = make_invitations(store, settings, wish)
    for link in links:  # printed first: a disk that is full must not lose them
        print(json.dumps(link.row(), ensure_ascii=False) if as_json else link.url, flush=True)
    if csv is not None:
        write_csv(links, csv)
    if qr is not None:
        write_qr(links, qr)
    if messenger == "web":
        print(NO_WEB_CHAT, file=sys.stderr)
