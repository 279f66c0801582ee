"""What is known of maps that were compiled before: the drafts, and where they went."""

import zlib
from dataclasses import dataclass
from datetime import datetime

from cxmodel.interview import StudyId
from cxmodel.journey import Document, Selection

ERASED = "somebody was erased since"
WITHDREW = "somebody withdrew since"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One map as it was compiled; a study counts its drafts from 1."""

    number: int
    selection: Selection
    fingerprint: str
    made_at: datetime
    people: int  # who are on it
    is_kept: bool  # whether its words are here still
    stale: str = ""  # why it should not be relied on any more


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDraft:
    """A map as it is to be kept: ready before the study is held for it."""

    study: StudyId
    selection: Selection
    fingerprint: str
    people: int
    packed: bytes  # as `cxmodel.journey.written`, compressed by zlib

    @classmethod
    def of(cls, document: Document, content: bytes) -> "NewDraft":
        """A map and its content as `written`."""
        return cls(
            study=StudyId(document["study"]),
            selection=Selection(**document["selection"]),
            fingerprint=document["fingerprint"],
            people=document["header"]["people"],
            packed=zlib.compress(content),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """A map that left: as a file, a download, an upload."""

    selection: str  # as the file's name says it; empty: the whole study
    form: str
    fingerprint: str
    at: datetime
    went_to: str  # a file's path, or by which way it left
    stale: str = ""
