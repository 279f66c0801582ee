"""Reports of one thing that happened, put at the step of other people's stories that they name.

A report has no story of its own. What happened, or where, names a step if it holds at least half of
the step's words of content, and two of them or all; the step that it holds the largest share of
wins, then the one with more in common. Where no step is named so, or two equally, a touchpoint in
the teller's own or the study's words decides, if only one step has it. A kind of contact that was
tapped, such as "by e-mail", names no step. What fits nowhere stands apart. Only steps told on the
same side, customer or staff, are looked at.
"""

from collections.abc import Iterable, Iterator, Mapping

from cxmodel.guide import Lane
from cxmodel.interview import InterviewId
from reports.align import Canonical, canonical_of
from reports.telling import Saying, Telling
from reports.themes import Told, merge, shared_content

APART = "Reported apart"
NAMED_FROM = 0.5  # share of a step's words of content
FEWEST_WORDS = 2  # of content, where these are not all
_WHAT = frozenset({Lane.PAIN, Lane.ACTION, Lane.TOUCHPOINT_CURRENT})


def is_report(telling: Telling) -> bool:
    """Whether an interview tells one occurrence, not a way through steps."""
    return telling.guide.repeatable and not telling.steps


def reports_at(
    steps: Mapping[str, Canonical], tellings: Iterable[Telling]
) -> dict[InterviewId, str]:
    """For each report that names a step, the id of its column."""
    reports = [telling for telling in tellings if is_report(telling)]
    by_side = {
        side: {column: s for column, s in steps.items() if side in _sides(s)}
        for side in sorted({report.side for report in reports})
    }
    met = {side: _touchpoints(found) for side, found in by_side.items()}
    placed: dict[InterviewId, str] = {}
    for report in reports:
        column = _named(report, by_side[report.side]) or _met(report, met[report.side])
        if column is not None:
            placed[report.interview] = column
    return placed


def _sides(step: Canonical) -> set[str]:
    return {telling.side for telling, _ in step.members}


def _named(report: Telling, steps: Mapping[str, Canonical]) -> str | None:
    """The one step whose words stand in the report."""
    words = " · ".join(saying.told.text for saying in _what(report))
    scores = {column: _score(step, words) for column, step in steps.items()}
    best = max(scores.values(), default=(0.0, 0))
    winners = [column for column, score in scores.items() if score == best]
    return winners[0] if len(winners) == 1 and _names(*best) else None


def _score(step: Canonical, words: str) -> tuple[float, int]:
    """Share and weight of what is held of the step, in the wording of it that fits best."""
    return max(shared_content(text, words) for text in {w.text for _, w in step.members})


def _names(share: float, weight: int) -> bool:
    return share >= NAMED_FROM and (weight >= FEWEST_WORDS or share == 1.0)


def _what(report: Telling) -> Iterator[Saying]:
    """What happened, and where: their own words, no reasons and no figures."""
    for saying in report.sayings:
        if saying.lane in _WHAT and saying.told.text and not saying.told.fixed:
            yield saying


def _touchpoints(steps: Mapping[str, Canonical]) -> list[tuple[Told, str]]:
    """What was met at each step, in the words it was told in."""
    at = canonical_of(steps)
    tellings = {t.interview: t for s in steps.values() for t, _ in s.members}
    return [
        (Told(saying.told.text), at[saying.interview, saying.place.step])
        for telling in tellings.values()
        for saying in telling.sayings
        if saying.lane is Lane.TOUCHPOINT_CURRENT
        and saying.place.step is not None
        and (saying.interview, saying.place.step) in at
    ]


def _met(report: Telling, met: list[tuple[Told, str]]) -> str | None:
    """The one step that has a touchpoint named in the report."""
    named = [Told(s.told.text) for s in _what(report) if s.lane is Lane.TOUCHPOINT_CURRENT]
    texts = [*named, *(told for told, _ in met)]
    columns = {
        met[position - len(named)][1]
        for group in merge(texts)
        if group[0] < len(named)
        for position in group
        if position >= len(named)
    }
    return columns.pop() if len(columns) == 1 else None
