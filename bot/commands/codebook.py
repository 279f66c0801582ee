"""`desirepath codebook`: see which raw texts are merged, and mend it."""

import sys
from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command("codebook")(codebook)


def codebook(  # noqa: PLR0917 - Typer's options
    study: Annotated[str, typer.Argument(metavar="STUDY", help="The study's id.")],
    rename: Annotated[
        tuple[str, str, str] | None,
        typer.Option(metavar="KIND NAME NEW", help="Give a theme another name."),
    ] = None,
    merge: Annotated[
        tuple[str, str, str] | None,
        typer.Option(metavar="KIND NAME INTO", help="Put a theme's texts under another one."),
    ] = None,
    split: Annotated[
        tuple[str, str, str] | None,
        typer.Option(metavar="KIND NAME TEXT", help="Make one text a theme of its own."),
    ] = None,
    pin: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="KIND NAME", help="Let no further texts join a theme by the rule."),
    ] = None,
    unpin: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="KIND NAME", help="Let further texts join it again."),
    ] = None,
    release: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="KIND NAME", help="Leave a theme's texts to the rule again."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE.yaml", help="Write the table as a file to edit.")
    ] = None,
    source: Annotated[
        Path | None, typer.Option("--in", metavar="FILE.yaml", help="Take an edited file back.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what an edit would change; keep nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show which raw texts are merged under which names, and mend it.

    KIND is step, touchpoint or pain. One edit at a time; several go by --out and --in. What is
    decided holds for the same words from whoever says them next.
    """
    from bot.codebook import edits_of, mend, table_of
    from bot.codebook_file import read_codebook, write_codebook
    from bot.codebook_views import show_changes, show_table
    from bot.whole_files import write_whole
    from bot.workplace import study_or_refuse, workplace
    from cxmodel.errors import Refused

    file = read_codebook(source) if source is not None else None
    options = {
        "rename": rename,
        "merge": merge,
        "split": split,
        "pin": pin,
        "unpin": unpin,
        "release": release,
    }
    edits = edits_of(options) + ([file.edit()] if file is not None else [])
    if len(edits) + (out is not None) > 1:
        raise Refused("one edit at a time; several go by --out FILE.yaml and --in FILE.yaml")
    edit = edits[0] if edits else None
    with workplace() as (_, store):
        with store.reading() as reading:
            found = study_or_refuse(reading, study)
            table = table_of(reading, found, reading.codebook(found.id)) if edit is None else []
        if edit is not None:
            mended = mend(store, found, edit, keep=not dry_run)
    if edit is not None:
        for notice in file.untold(mended.before) if file is not None else ():
            print(notice, file=sys.stderr)
        show_changes(mended.changes(), sys.stdout, kept=not dry_run, as_json=as_json)
    elif out is not None:
        write_whole(out, write_codebook(found.id, table).encode(), "codebook.yaml")
        print(out)
    else:
        show_table(table, sys.stdout, as_json=as_json)
