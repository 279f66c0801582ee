"""`desirepath overlay`: write beside the map what nobody can compute."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.overlay import Edit
    from cxmodel.interview import StudyId
    from cxmodel.journey import Document
    from cxmodel.overlay import Mark
    from cxmodel.store import Store
    from reports.overlay import Grounds


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command("overlay")(overlay)


def overlay(  # noqa: PLR0917 - Typer's options
    study: Annotated[str, typer.Argument(metavar="STUDY", help="The study's id.")],
    step: Annotated[
        str | None, typer.Option(metavar="KEY", help="The step that is written on, by its key.")
    ] = None,
    claim: Annotated[
        str | None, typer.Option(metavar="ID", help="The claim that is written on, by its id.")
    ] = None,
    owner: Annotated[str | None, typer.Option(help="Of --step: who owns it.")] = None,
    business_value: Annotated[
        str | None, typer.Option(help="Of --step: what improving it is worth.")
    ] = None,
    effort: Annotated[str | None, typer.Option(help="Of --step: what improving it costs.")] = None,
    opportunity: Annotated[
        str | None, typer.Option(help="Of --step: what could be made of it.")
    ] = None,
    note: Annotated[
        str | None, typer.Option(help="A note on --step, on --claim, or on the whole map.")
    ] = None,
    validate: Annotated[
        str | None,
        typer.Option(metavar="KEY|ID", help="Vouch for a step or claim; needs --by and --how."),
    ] = None,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who writes this, or vouches.")] = "",
    how: Annotated[
        str, typer.Option(metavar="SOURCE", help="The second kind of source, such as a call log.")
    ] = "",
    hide: Annotated[
        str | None, typer.Option(metavar="EVIDENCE", help="Hide a quote, such as i7k2/a12.")
    ] = None,
    contradicts: Annotated[
        str | None, typer.Option(metavar="ID", help="The claim that --claim stands against.")
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take away instead of writing.")] = False,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE.yaml", help="Write all of it as a file to edit.")
    ] = None,
    source: Annotated[
        Path | None, typer.Option("--in", metavar="FILE.yaml", help="Take an edited file back.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show what researchers wrote beside a study's map, and write there.

    Recompiling keeps it. Where the evidence changed since, a validation is cleared and all else is
    flagged; writing the same once more says that it still holds. An empty value takes a field away.

    Keys and ids stand in the file that --out writes, with the words that they belong to.
    """
    from bot import overlay as writing
    from bot.maps import compiled
    from bot.overlay_file import read_overlay
    from bot.workplace import study_or_refuse, workplace
    from cxmodel.errors import Refused
    from cxmodel.journey import Selection
    from reports.overlay import Grounds

    fields = {
        "owner": owner,
        "business_value": business_value,
        "effort": effort,
        "opportunity": opportunity,
    }
    file = read_overlay(source, by) if source is not None else None
    edits = [
        *_on_step(step, fields, note, by, remove=remove),
        *_on_claim(claim, note, contradicts, by, remove=remove),
        *([writing.on_map(note, by, remove=remove)] if note and not (step or claim) else []),
        *([writing.validated(validate, by, how, remove=remove)] if validate else []),
        *([writing.hidden(hide, by, remove=remove)] if hide else []),
    ]
    if (file is not None) + bool(edits) + (out is not None) > 1:
        raise Refused("edit by options, or by --in FILE.yaml, or write --out FILE.yaml: one a time")
    with workplace() as (_, store):
        with store.reading() as reading:
            found = study_or_refuse(reading, study)
            document = compiled(reading, found, Selection())
            marks = reading.marks(found.id)
        grounds = Grounds(document)
        if file is not None:
            edits = file.edits(grounds, marks)
        if file is not None or edits:
            _keep(store, found.id, grounds, edits, as_json=as_json)
        elif out is not None:
            _write(out, found.id, document, marks)
        else:
            _tell(marks, grounds, as_json=as_json)


def _on_step(
    step: str | None, fields: dict[str, str | None], note: str | None, by: str, *, remove: bool
) -> "Iterator[Edit]":
    from bot import overlay as writing

    written = {name: value for name, value in fields.items() if value is not None}
    if step is None:
        if written:
            name = next(iter(written)).replace("_", "-")
            raise typer.BadParameter("name the step: --step KEY", param_hint=f"--{name}")
        return
    if note is not None:
        written["note"] = note
    if not written:
        raise typer.BadParameter(
            "say what to write on it, such as --owner HR or --note …", param_hint="--step"
        )
    for field, value in written.items():
        yield writing.on_step(step, field, "" if remove else value, by)


def _on_claim(
    claim: str | None, note: str | None, contradicts: str | None, by: str, *, remove: bool
) -> "Iterator[Edit]":
    from bot import overlay as writing

    if claim is None:
        if contradicts is not None:
            raise typer.BadParameter("name both: --claim ID --contradicts ID")
        return
    if note is None and contradicts is None:
        raise typer.BadParameter(
            "say what to write on it: --note …, or --contradicts ID", param_hint="--claim"
        )
    if note is not None:
        yield writing.on_claim(claim, "" if remove else note, by)
    if contradicts is not None:
        yield writing.contradicting(claim, contradicts, by, remove=remove)


def _keep(
    store: "Store",
    study: "StudyId",
    grounds: "Grounds",
    edits: Sequence["Edit"],
    *,
    as_json: bool,
) -> None:
    from bot import overlay as writing
    from bot.clock import utc_now

    with store.writing() as work:
        changed = writing.write(work, study, grounds, edits, utc_now())
    things = "1 thing" if changed == 1 else f"{changed} things"
    print(json.dumps({"changed": changed}) if as_json else f"{things} changed")


def _write(out: Path, study: "StudyId", document: "Document", marks: Sequence["Mark"]) -> None:
    from bot.overlay_file import write_overlay
    from bot.whole_files import write_whole

    write_whole(out, write_overlay(study, document, marks).encode(), "overlay.yaml")
    print(out)


def _tell(marks: Sequence["Mark"], grounds: "Grounds", *, as_json: bool) -> None:
    from bot.overlay_view import lines, rows

    if as_json:
        print(json.dumps(rows(marks, grounds), ensure_ascii=False, indent=1))
        return
    for line in lines(marks, grounds):
        print(line)
    if not marks:
        print("Nothing is written beside the map yet. Begin with: --out FILE.yaml")
