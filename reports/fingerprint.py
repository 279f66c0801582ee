"""What a map was made of, as one SHA-256: the same inputs, the same fingerprint."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from cxmodel.codebook import NOTHING_DECIDED, Codebook
from cxmodel.guide import Guide
from cxmodel.interview import Interview
from cxmodel.journey import Document, Selection
from cxmodel.study import Study
from reports.method import VERSION
from reports.readings import instant


def fingerprint(
    study: Study,
    guides: Sequence[Guide],
    chosen: Selection,
    invited: int | None,
    digests: Sequence[str],
    *,
    codebook: Codebook = NOTHING_DECIDED,
) -> str:
    """SHA-256 over all that the map was made of."""
    made_of = {
        "map": VERSION,
        "study": {name: value for name, value in asdict(study).items() if name not in _UNUSED},
        "guides": [asdict(guide) for guide in guides],
        "selection": asdict(chosen),
        "invited": invited,
        "interviews": sorted(digests),
        "codebook": [asdict(theme) for theme in codebook.themes],
    }
    return digest(made_of)


_UNUSED = {
    "created_at",
    "closed_at",
    "quiet_hours",
    "reminders",
    "expires",
    "time_zone",
    "contact",
    "open_link",
    "limit",
    "languages",
    "touchpoints",
    "flows",
    "invited_before",  # part of `invited`
    "left_out",  # among the interviews
}
"""Fields of a study that leave no trace in a map."""


def told_in(interview: Interview) -> Document:
    """An interview as the interchange keeps it: without what only a running talk needs."""
    return {
        "id": interview.id,
        "wave": interview.wave,
        "side": interview.side,
        "respondent": interview.respondent,
        "segment": interview.segment,
        "language": interview.language,
        "flow_version": interview.flow_version,
        "phase": interview.phase.value,
        "quotes": interview.quotes_allowed,
        "started_at": instant(interview.started_at),
        "completed_at": interview.completed_at and instant(interview.completed_at),
        "playback": interview.playback
        and [interview.playback.verdict, interview.playback.words],
        "steps": [[s.id, s.order, s.text, s.hidden] for s in interview.steps],
        "answers": [
            [a.id, a.question, a.step, a.kind, a.value, a.verbatim, instant(a.at), a.absence,
             a.excluded, a.probe and asdict(a.probe), a.revision_of]
            for a in interview.answers
        ],
    }  # fmt: skip


def digest(node: Any) -> str:
    """SHA-256 of plain data, hexadecimal, whatever the order of its keys."""
    text = json.dumps(node, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()
