"""From stored answers to map files: the store streams, `reports` compiles and renders."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from bot.invited import invited_to
from bot.settings import Settings
from bot.shelf import Shelf
from bot.whole_files import write_whole
from cxmodel.codebook import Codebook
from cxmodel.errors import Refused
from cxmodel.guide import Guide
from cxmodel.interview import Interview, InterviewId
from cxmodel.journey import EXTENSIONS, UNASSIGNED, Document, Selection, file_stem
from cxmodel.store import Reading
from cxmodel.study import Study
from interview_flows.guide import guide_of
from reports.compile import compile_journey
from reports.exports import Export, Look, export
from reports.following import followed
from reports.overlay import lay_over


def compiled(reading: Reading, study: Study, selection: Selection) -> Document:
    """The map of a study, or of what is selected from it, with what researchers wrote beside it.

    Raises Refused where that is nothing.
    """
    document = computed(reading, study, selection)
    if selection != Selection() and not document["header"]["started"]:
        raise Refused(f"nobody of study {study.id} has begun in {_named(selection)}")
    marks = reading.marks(study.id)
    is_part = bool(marks) and selection != Selection()
    return lay_over(document, marks, computed(reading, study, Selection()) if is_part else None)


def _named(selection: Selection) -> str:
    parts = asdict(selection).items()
    return ", ".join(f"{kind} {value}" for kind, value in parts if value is not None)


def computed(
    reading: Reading, study: Study, selection: Selection, codebook: Codebook | None = None
) -> Document:
    """The map without what researchers wrote; with another codebook than the kept one, if given."""
    counts = reading.study_counts(study.id)
    guides = guides_of(reading, study)
    read = _selected(reading, study, selection)
    chosen = followed(read, "Interviews read", counts.started)
    book = codebook if codebook is not None else reading.codebook(study.id)
    invited = counts.invited if selection == Selection() else invited_to(reading, study, selection)
    return compile_journey(study, guides, chosen, selection, invited=invited, codebook=book)


def guides_of(reading: Reading, study: Study) -> dict[str, Guide]:
    """Every flow version that an interview of this study was held with, as reports see it."""
    shelf = Shelf()
    versions = {flow.version for flow in study.flows} | set(reading.versions_used(study.id))
    return {version: guide_of(shelf.flow(version, reading)) for version in sorted(versions)}


def _selected(reading: Reading, study: Study, selection: Selection) -> Iterator[Interview]:
    if selection.interview is not None:
        interview = reading.interview(InterviewId(selection.interview))
        if interview is None or interview.study != study.id:
            raise Refused(f"study {study.id} has no interview {selection.interview!r}")
        found = iter([interview])
    else:
        segment = None if selection.segment == UNASSIGNED else selection.segment
        found = reading.interviews(
            study.id, segment=segment, wave=selection.wave, side=selection.side
        )
    shelf = Shelf()
    return (shelf.as_told(interview, reading) for interview in found)


def look_of(settings: Settings) -> Look:
    """What the operator lends to the looks of maps."""
    return Look(templates=settings.templates, fonts=settings.fonts)


def map_files(
    document: Document, formats: Iterable[str], look: Look
) -> Iterator[tuple[str, str, Export]]:
    """The map in each format, with the name of its file.

    One that cannot be made stands in no other's way: Refused is raised after the last.
    """
    stem = file_stem(document)
    wanted = list(formats)
    refusals = []
    for form in followed(wanted, "Files made", len(wanted)):
        try:
            made = export(document, form, look)
        except Refused as refusal:
            refusals.append(str(refusal))
        else:
            yield form, f"{stem}.{EXTENSIONS[form]}", made
    if refusals:
        raise Refused("; ".join(refusals))


def write_maps(
    document: Document, formats: Iterable[str], folder: Path, look: Look
) -> Iterator[tuple[str, Path, tuple[str, ...]]]:
    """Write the map in each format; its path, and what the researcher should know of the file.

    A file is there whole or not at all, and an older one stays until then.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"cannot write to {folder}: {error.strerror}") from None
    for form, name, made in map_files(document, formats, look):
        write_whole(folder / name, made.content)
        yield form, folder / name, made.notices
