"""Interviews as last saved by this process, so that a turn need not read forty answers again.

Never trusted by itself: a turn reads the interview's row, and only the same version is taken from
here. Every change of an interview, its answers included, raises the version.
"""

from collections.abc import Iterable
from threading import Lock

from cxmodel.interview import Interview, InterviewId

KEPT = 4_096  # interviews, some 20 kB each


class InterviewCache:
    """The interviews that were talked to last."""

    def __init__(self) -> None:
        self._interviews: dict[InterviewId, Interview] = {}
        self._lock = Lock()

    def get(self, interview: InterviewId, version: int) -> Interview | None:
        """The interview, if it is known in just this version."""
        known = self._interviews.get(interview)
        return known if known is not None and known.version == version else None

    def keep(self, saved: Iterable[Interview], gone: Iterable[InterviewId]) -> None:
        """Remember what was committed; the oldest make room."""
        with self._lock:
            for interview in saved:
                self._interviews.pop(interview.id, None)
                self._interviews[interview.id] = interview
            for erased in gone:
                self._interviews.pop(erased, None)
            while len(self._interviews) > KEPT:
                del self._interviews[next(iter(self._interviews))]
