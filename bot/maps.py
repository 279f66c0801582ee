"""From stored answers to map files: the store streams, `reports` compiles and renders."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bot.shelf import Shelf
from cxmodel.errors import Refused
from cxmodel.guide import Guide
from cxmodel.interview import Interview, InterviewId
from cxmodel.journey import EXTENSIONS, UNASSIGNED, Selection, file_stem
from cxmodel.store import Reading
from cxmodel.study import Study
from interview_flows.guide import guide_of
from reports.compile import compile_journey
from reports.render import render


def compiled(reading: Reading, study: Study, selection: Selection) -> dict[str, Any]:
    """The map of a study, or of what is selected from it. Raises Refused where that is nothing."""
    counts = reading.study_counts(study.id)
    guides = guides_of(reading, study)
    chosen = _selected(reading, study, selection)
    return compile_journey(study, guides, chosen, selection, invited=counts.invited)


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


def write_maps(
    document: dict[str, Any], formats: Iterable[str], folder: Path, templates: Path | None
) -> Iterator[Path]:
    """Write the map in each format and yield its path; a file is there whole or not at all."""
    stem = file_stem(document)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for form in formats:
            path = folder / f"{stem}.{EXTENSIONS[form]}"
            write_whole(path, render(document, form, templates).encode())
            yield path
    except OSError as error:
        raise Refused(f"cannot write to {folder}: {error.strerror}") from None


def write_whole(path: Path, content: bytes) -> None:
    """Write beside, then rename: nobody ever sees half a file."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
