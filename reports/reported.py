"""Reports of one thing that happened, put at the step of other people's stories that they name.

A report has no story of its own. What happened, or where, names a step if it holds at least half of
the step's words of content, and two of them or all; the step that it holds the largest share of
wins, then the one with more in common. Where no step is named so, or two equally, a touchpoint in
the teller's own or the study's words decides, if only one step has it. A kind of contact that was
tapped, such as "by e-mail", names no step. What fits nowhere stands apart. Only steps told on the
same side, customer or staff, are looked at.
"""

from collections.abc import Iterator, Mapping

from cxmodel.codebook import CodeKind
from cxmodel.guide import Lane
from cxmodel.interview import InterviewId
from reports.align import Canonical
from reports.codebook import BY_RULE, Coder
from reports.spool import Spool
from reports.telling import Saying, Telling
from reports.themes import Told, merge, plain, shared_content

APART = "Reported apart"
NAMED_FROM = 0.5  # share of a step's words of content
FEWEST_WORDS = 2  # of content, where these are not all
_WHAT = frozenset({Lane.PAIN, Lane.ACTION, Lane.TOUCHPOINT_CURRENT})


def reports_at(
    steps: Mapping[str, Canonical], spool: Spool, coder: Coder = BY_RULE
) -> dict[InterviewId, str]:
    """For each report that names a step, the id of its column."""
    if not any(teller.is_report for teller in spool.tellers):
        return {}
    by_side: dict[str, dict[str, Canonical]] = {}
    for side in sorted({teller.side for teller in spool.tellers if teller.is_report}):
        by_side[side] = {column: step for column, step in steps.items() if side in _sides(step)}
    touchpoints = _touchpoints(spool)
    placed: dict[InterviewId, str] = {}
    for report in spool.tellings():
        if report.teller.is_report:
            here = by_side[report.teller.side]
            met = [(told, column) for told, column in touchpoints if column in here]
            column = _named(report, here) or _met(report, met, coder)
            if column is not None:
                placed[report.teller.interview] = column
    return placed


def _sides(step: Canonical) -> set[str]:
    return {teller.side for teller, _ in step.members}


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


def _touchpoints(spool: Spool) -> list[tuple[Told, str]]:
    """What was met at each step, in the words it was told in."""
    found: dict[tuple[str, str, str], Told] = {}
    for telling in spool.tellings():
        column_of = {step.id: step.column for step in telling.teller.steps}
        for saying in telling.sayings:
            column = column_of.get(saying.place.step) if saying.place.step else None
            if saying.lane is Lane.TOUCHPOINT_CURRENT and column is not None:
                told = _named_so(saying)
                found.setdefault((column, *_words(told)), told)
    return [(told, column) for (column, *_), told in found.items()]


def _named_so(saying: Saying) -> Told:
    return Told(saying.told.text, language=saying.told.language)


def _words(told: Told) -> tuple[str, str]:
    return plain(told.text), told.language


def _met(report: Telling, met: list[tuple[Told, str]], coder: Coder) -> str | None:
    """The one step that has a touchpoint named in the report."""
    named = [_named_so(s) for s in _what(report) if s.lane is Lane.TOUCHPOINT_CURRENT]
    texts = [*named, *(told for told, _ in met)]
    columns = {
        met[position - len(named)][1]
        for group in merge(texts, coder.themes(CodeKind.TOUCHPOINT))
        if group[0] < len(named)
        for position in group
        if position >= len(named)
    }
    return columns.pop() if len(columns) == 1 else None
