"""`desirepath compile`, `export` and `import`: what was said, as maps and as data."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cxmodel.journey import EXTENSIONS

if TYPE_CHECKING:
    from bot.drafts import Kept

_FORMATS = f"{', '.join(EXTENSIONS)}; repeatable."
StudyName = Annotated[str, typer.Argument(metavar="STUDY", help="The study's id.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command("compile")(compile_maps)
    app.command("export")(export)
    app.command("import")(import_)


def compile_maps(  # noqa: PLR0917 - Typer's options
    study: StudyName,
    out: Annotated[Path, typer.Option(help="The folder to write to.")],
    form: Annotated[list[str], typer.Option("--format", help=_FORMATS)] = ["html"],  # noqa: B006 - Typer copies it
    interview: Annotated[
        str | None, typer.Option(metavar="ID", help="One interview alone.")
    ] = None,
    segment: Annotated[str | None, typer.Option(help="One segment alone.")] = None,
    wave: Annotated[int | None, typer.Option(min=1, help="One wave alone.")] = None,
    side: Annotated[str | None, typer.Option(help="customer or staff alone.")] = None,
) -> None:
    """Compile the draft journey map of a study and print the path of each file."""
    from bot.clock import utc_now
    from bot.drafts import compile_and_keep, hand_out
    from bot.maps import look_of, write_maps
    from bot.progress import shown_progress
    from bot.workplace import study_or_refuse, workplace
    from cxmodel.errors import Refused
    from cxmodel.interview import InterviewId
    from cxmodel.journey import Selection

    unknown = [name for name in form if name not in EXTENSIONS]
    if unknown:
        raise Refused(f"--format {unknown[0]}: choose {', '.join(EXTENSIONS)}")
    one = InterviewId(interview) if interview is not None else None
    selection = Selection(interview=one, segment=segment, wave=wave, side=side)
    forms = list(dict.fromkeys(form))
    with workplace() as (settings, store):
        with store.reading() as reading:
            found = study_or_refuse(reading, study)
        written: list[tuple[Path, tuple[str, ...]]] = []
        try:
            with shown_progress():
                made, kept = compile_and_keep(store, found, selection, utc_now())
                files = write_maps(made.document, forms, out, look_of(settings))
                for name, path, notices in files:
                    hand_out(store, made, name, str(path.resolve()), utc_now(), replaces=True)
                    written.append((path, notices))
        finally:  # what is there is named, even if a later format fails
            for path, notices in written:
                _tell_file(path, notices)
    if kept is not None and kept.moved:
        _tell_moved(study, kept)


def _tell_file(path: Path, notices: tuple[str, ...]) -> None:
    print(path)
    for notice in notices:
        print(f"{path.name}: {notice}", file=sys.stderr)


def _tell_moved(study: str, kept: "Kept") -> None:
    things = "1 thing" if len(kept.moved) == 1 else f"{len(kept.moved)} things"
    command = f"desirepath drafts {study} --diff {kept.since} {kept.number}"
    print(f"{things} moved since draft {kept.since}: {command}", file=sys.stderr)


def export(
    study: StudyName,
    out: Annotated[Path, typer.Option(help="The .jsonl file to write.")],
    everything: Annotated[
        bool, typer.Option("--all", help="Withdrawn and declined interviews too.")
    ] = False,
) -> None:
    """Write a study and its interviews as JSON Lines."""
    from bot.exchange import export_study
    from bot.workplace import study_or_refuse, workplace
    from reports.amounts import in_words

    with workplace() as (_, store), store.reading() as reading:
        count = export_study(reading, study_or_refuse(reading, study), out, everything=everything)
    print(f"{out}: {in_words(count, count, 'interviews')}")


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="As `export` wrote it.")],
    study: Annotated[str | None, typer.Option(help="Store it under this id instead.")] = None,
) -> None:
    """Read a study and its interviews from JSON Lines; what is there already is left as it is."""
    from bot.exchange import import_study
    from bot.workplace import workplace
    from reports.amounts import in_words

    with workplace() as (_, store):
        done = import_study(store, file, study)
    print(f"{done.study}: {in_words(done.new, done.new, 'interviews')}")
    if done.left_out:
        print(done.left_out, file=sys.stderr)
