"""Zip archives whose bytes depend on what is in them and on nothing else."""

import re
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that the zip format can say
_FILE_MODE = 0o600 << 16
_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:(?:created|modified)>)")
_FIXED = rb"\g<1>1980-01-01T00:00:00Z\g<2>"


def archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip archive of these files, by name and in this order, all dated 1 January 1980."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as zipped:
        for name, content in files:
            entry = ZipInfo(name, _FIRST_DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever it is made
            entry.external_attr = _FILE_MODE
            zipped.writestr(entry, content)
    return made.getvalue()


def without_dates(office_file: bytes) -> bytes:
    """An Office file (OOXML) and the workbooks within it, without the time of their making."""
    with ZipFile(BytesIO(office_file)) as zipped:
        return archive((name, _still(name, zipped.read(name))) for name in zipped.namelist())


def _still(name: str, content: bytes) -> bytes:
    if name == "docProps/core.xml":
        return _DATES.sub(_FIXED, content)
    return without_dates(content) if name.endswith(".xlsx") else content
