"""Map files for one person: compiled when they are sent, for that is when they are asked for."""

from collections.abc import Sequence

from bot.clock import utc_now
from bot.drafts import compile_map, hand_out
from bot.maps import map_files
from bot.workplace import study_or_refuse
from cxmodel.interview import InterviewId
from cxmodel.journey import Selection
from cxmodel.store import Store
from reports.exports import Look

Files = list[tuple[str, bytes]]
"""Name and content of each."""


class MapMaker:
    """Compiles and renders maps out of what is stored now."""

    def __init__(self, store: Store, look: Look) -> None:
        self._store, self._look = store, look

    def files(self, study: str, formats: Sequence[str], interview: InterviewId | None) -> Files:
        """The map of a study, or of one interview of it. Raises Refused in words to show."""
        with self._store.reading() as reading:
            found = study_or_refuse(reading, study)
            made = compile_map(reading, found, Selection(interview=interview))
        files = [
            (name, file.content) for _, name, file in map_files(made.document, formats, self._look)
        ]
        for form in formats:
            hand_out(self._store, made, form, "sent in Slack", utc_now())
        return files
