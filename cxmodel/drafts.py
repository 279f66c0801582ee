"""What is known of maps that were compiled before: the drafts, and where they went."""

from dataclasses import dataclass
from datetime import datetime

from cxmodel.journey import Selection

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
class Handout:
    """A map that left: as a file, a download, an upload."""

    selection: str  # as the file's name says it; empty: the whole study
    form: str
    fingerprint: str
    at: datetime
    went_to: str  # a file's path, or by which way it left
    stale: str = ""
