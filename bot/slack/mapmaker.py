"""Map files for one person: compiled when they are sent, for that is when they are asked for."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from bot.maps import compiled, write_maps
from bot.workplace import study_or_refuse
from cxmodel.interview import InterviewId
from cxmodel.journey import Selection
from cxmodel.store import Store

Files = list[tuple[str, bytes]]
"""Name and content of each."""


class MapMaker:
    """Compiles and renders maps out of what is stored now."""

    def __init__(self, store: Store, templates: Path | None) -> None:
        self._store, self._templates = store, templates

    def files(self, study: str, formats: Sequence[str], interview: InterviewId | None) -> Files:
        """The map of a study, or of one interview of it. Raises Refused in words to show."""
        with self._store.reading() as reading:
            found = study_or_refuse(reading, study)
            document = compiled(reading, found, Selection(interview=interview))
        with tempfile.TemporaryDirectory() as folder:
            paths = list(write_maps(document, formats, Path(folder), self._templates))
            return [(path.name, path.read_bytes()) for path in paths]
