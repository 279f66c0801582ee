"""Refreshes the catalogues: `python -m interview_flows.locale.make`.

What the bot says is gathered from the engine's phrases and from the calls of `sentence` and
`counted_sentence` in the sources. A sentence that is new or has changed is left empty in each .po
file, for somebody to write, and told of. Run again after that: the bot reads the .mo files.
"""

import sys
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from interview_flows.english import ENGLISH
from interview_flows.phrasebook import UNSPOKEN
from interview_flows.tongue import CATALOGUES, DOMAIN, LANGUAGE_NAMES, Counted

SOURCES: Final = CATALOGUES.parent.parent  # interview_flows stands beside bot
TRANSLATED: Final = tuple(code for code in LANGUAGE_NAMES if code != "en")
TEMPLATE: Final = CATALOGUES / f"{DOMAIN}.pot"

_PACKAGES = ("interview_flows", "bot")
_MARKS = {"sentence": None, "counted_sentence": (1, 2)}
_DATED = datetime(2026, 1, 1, tzinfo=UTC)  # of all of them: a date would change with every run
_WIDTH = 100
_HEADER = "# What desirepath says to respondents. Made by `python -m interview_flows.locale.make`."

Message = str | tuple[str, ...]


def template() -> Catalog:
    """All English sentences, in the order in which they stand in the sources."""
    found = Catalog(project="desirepath", version="1", creation_date=_DATED, revision_date=_DATED)
    found.header_comment, found.fuzzy = _HEADER, False
    for name, message in _phrases():
        found.add(message, auto_comments=[f"phrases: {name}"])
    for file, message in _marked():
        found.add(message, auto_comments=[file])
    return found


def updated(language: str, current: Catalog) -> Catalog:
    """A language's catalogue as it stands, with the sentences of the template and no others."""
    path = po_file(language)
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
    else:
        catalogue = Catalog(locale=language)
    catalogue.update(current, no_fuzzy_matching=True, update_header_comment=True)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    catalogue.project, catalogue.version = current.project, current.version
    catalogue.creation_date = catalogue.revision_date = _DATED
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """A catalogue as the text of a .po or .pot file."""
    file = BytesIO()
    write_po(file, catalogue, width=_WIDTH, no_location=True)
    return file.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """A catalogue as the .mo file that the bot reads."""
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def missing(catalogue: Catalog) -> list[str]:
    """English sentences that have no translation, or one in doubt."""
    return [
        str(message.id)
        for message in catalogue
        if message.id and (message.fuzzy or not all(_forms(message.string)))
    ]


def po_file(language: str) -> Path:
    """Where a language's sentences are written."""
    return CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def _phrases() -> Iterator[tuple[str, Message]]:
    for field in fields(ENGLISH):
        if field.name not in UNSPOKEN:
            for message in _messages(getattr(ENGLISH, field.name)):
                yield field.name, message


def _messages(said: Any) -> Iterator[Message]:
    """The sentences that a field of the phrases holds."""
    match said:
        case str():
            yield said
        case Counted(one, many):
            yield one, many
        case tuple():
            yield from said
        case _:
            yield from said.values()


def _marked() -> Iterator[tuple[str, Message]]:
    for package in _PACKAGES:
        found = extract_from_dir(SOURCES / package, [("**.py", "python")], keywords=_MARKS)
        for file, _line, message, _comments, _context in found:
            if f"{package}/{file}" != "interview_flows/english.py":  # gathered by its fields
                yield f"{package}/{file}", message


def _forms(string: Any) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, list | tuple) else (string,)


def main() -> int:
    """Write all files; 1 where a sentence lacks its translation."""
    current, lacking = template(), 0
    TEMPLATE.write_bytes(written(current))
    for language in TRANSLATED:
        catalogue, path = updated(language, current), po_file(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(catalogue))
        path.with_suffix(".mo").write_bytes(compiled(catalogue))
        for message in missing(catalogue):
            lacking += 1
            sys.stderr.write(f"{language}: no translation of {message!r}\n")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
