"""A journey map as a file of each format: one module a format, made from the document alone."""

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

from cxmodel.journey import Document, written
from reports.render import TEMPLATES, render, written_page


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What an operator may lend to the looks of a map."""

    templates: Path | None = None  # folder of own Jinja templates
    fonts: Path | None = None  # folder of further fonts


@dataclass(frozen=True, slots=True)
class Export:
    """A file's content, and what the researcher should know of it: a sentence each."""

    content: bytes
    notices: tuple[str, ...] = ()


def export(document: Document, form: str, look: Look) -> Export:
    """Write the map in one of `cxmodel.journey.EXTENSIONS`. Raises Refused where it cannot be."""
    if form == "json":
        return Export(written(document))
    if form == "html":
        return Export(written_page(document, look.templates))
    if form in TEMPLATES:
        return Export(render(document, form, look.templates).encode())
    # Their libraries take a while to load, and most maps are pages.
    made = import_module(f"reports.exports.{form}").export(document, look)
    return cast("Export", made)
