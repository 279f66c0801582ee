"""Whether further interviews would still add themes."""

from collections.abc import Sequence

from cxmodel import metrics
from cxmodel.guide import Lane
from cxmodel.journey import Document
from reports.readings import rounded
from reports.reported import is_report
from reports.telling import Telling, all_told
from reports.themes import Told, merge


def saturation(tellings: Sequence[Telling]) -> Document:
    """Whether more interviews would still add themes: over all, and per segment.

    A theme is a canonical pain or touchpoint; interviews count once they are completed, in order
    of completion. Reports of one thing do not: they would bring few themes each by their nature.
    """
    completed = [t for t in tellings if t.completed_at is not None and not is_report(t)]
    completed.sort(key=lambda t: (t.completed_at or t.first_at, t.interview))
    themes = _themes(completed)
    segments = sorted({telling.segment for telling in completed})
    return _saturated([themes[t.interview] for t in completed]) | {
        "segments": [
            {"segment": segment}
            | _saturated([themes[t.interview] for t in completed if t.segment == segment])
            for segment in segments
        ]
    }


def _saturated(themes: Sequence[frozenset[str]]) -> Document:
    found = metrics.saturation(themes)
    return {
        "interviews": found.interviews,
        "themes": found.themes,
        "value": rounded(found.share),
        "reached": found.reached,
    }


def _themes(tellings: Sequence[Telling]) -> dict[str, frozenset[str]]:
    flat = [
        saying
        for saying in all_told(tellings)
        if saying.lane in {Lane.PAIN, Lane.TOUCHPOINT_CURRENT} and saying.told.text
    ]
    found: dict[str, set[str]] = {telling.interview: set() for telling in tellings}
    for lane in (Lane.PAIN, Lane.TOUCHPOINT_CURRENT):
        told = [saying for saying in flat if saying.lane is lane]
        for number, group in enumerate(merge([Told(s.told.text, s.told.fixed) for s in told])):
            for at in group:
                found[told[at].interview].add(f"{lane.value} {number}")
    return {interview: frozenset(themes) for interview, themes in found.items()}
