"""Where the next interview of a study goes deeper: what its interviews so far say little about.

A question is *thin* while few people answered it or the last of them still said something new, by
the rule that saturation is judged by. It is *saturated* once they did not. What an interview goes
by is settled when it begins and kept with it, so that it takes the same course whenever it is
gone through again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cxmodel.interview import Interview, Kind, StudyId
from cxmodel.metrics import SATURATION_BASE, SATURATION_RUN, saturation
from cxmodel.store import Reading
from cxmodel.study import Study
from interview_flows.flow import Flow
from interview_flows.probing import DEEPENING

WINDOW = 12  # completed interviews that are looked at: twice what the rule needs
ENOUGH = SATURATION_BASE + SATURATION_RUN  # interviews from which on the rule says something
MOST_THIN = 3  # questions that are gone into: more would cost more minutes than were promised
FRESH = timedelta(minutes=10)  # how long what was found is gone by: one interview's time


@dataclass(frozen=True, slots=True)
class Depth:
    """Questions to go into more deeply than planned, and less."""

    thin: tuple[str, ...] = ()
    saturated: tuple[str, ...] = ()


class Depths:
    """What was found, for a while; safe to lose."""

    def __init__(self) -> None:
        self._found: dict[tuple[StudyId, str], tuple[datetime, Depth]] = {}

    def of(self, study: Study, flow: Flow, store: Reading, now: datetime) -> Depth:
        """How deep an interview of this study goes that begins now."""
        if not deepened(flow):
            return Depth()
        key = (study.id, flow.version)
        at, depth = self._found.get(key, (None, Depth()))
        if at is None or not at <= now < at + FRESH:
            lately = store.lately_completed(study.id, flow.id, study.wave, WINDOW)
            depth = depth_after(flow, lately)
            self._found[key] = (now, depth)
        return depth


def deepened(flow: Flow) -> list[str]:
    """The open questions of a flow that a follow-up goes deeper into, in the order asked."""
    return [
        question.id
        for _, _, question in flow.questions()
        if question.kind is Kind.TEXT and any(p.reason in DEEPENING for p in question.probes)
    ]


def depth_after(flow: Flow, interviews: Sequence[Interview]) -> Depth:
    """How deep to go after these completed interviews; as planned where they are few.

    The thinnest questions come first: those that fewest people answered, then those whose last
    answers held most that was new.
    """
    if len(interviews) < ENOUGH:
        return Depth()
    in_order = sorted(interviews, key=lambda i: (i.completed_at or i.started_at, i.id))
    thin: list[tuple[int, float, str]] = []
    saturated = []
    for question in deepened(flow):
        told = _themes(question, in_order)
        found = saturation(told)
        if found.reached:
            saturated.append(question)
        else:
            thin.append((len(told), -(found.share or 0.0), question))
    thinnest = sorted(thin, key=lambda each: each[:2])[:MOST_THIN]
    return Depth(tuple(question for _, _, question in thinnest), tuple(saturated))


def _themes(question: str, interviews: Sequence[Interview]) -> list[frozenset[str]]:
    """The themes of one question, by interview that said something to it."""
    from reports.themes import Told, merge  # noqa: PLC0415 - few turns need it

    said = [
        (Told(answer.verbatim, language=interview.language), number)
        for number, interview in enumerate(interviews)
        for answer in interview.current_answers()
        if answer.question == question and answer.absence is None
    ]
    themes: dict[int, set[str]] = {}
    for theme, group in enumerate(merge([told for told, _ in said])):
        for at in group:
            themes.setdefault(said[at][1], set()).add(str(theme))
    return [frozenset(themes[number]) for number in sorted(themes)]
