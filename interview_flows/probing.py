"""When and how to ask once more, and when to stop asking.

A follow-up is asked where one is planned, there is an occasion for it, and three budgets allow it:
that of the answer, of the section and of the interview. Where the study has heard little so far
about a question, its answers are gone into once more than planned; where nothing new comes any
more, less.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from cxmodel.guide import Reason
from cxmodel.interview import Absence, Answer, AnswerId, OpenProbe, ProbeMark, Progress
from interview_flows.agenda import Place, place_of_answer
from interview_flows.exchange import Exchange
from interview_flows.flow import MOST_RUNGS, Probe
from interview_flows.occasions import occasion
from interview_flows.parsing import Read
from interview_flows.phrases import Phrases
from interview_flows.repetition import says_again
from interview_flows.unsaid import absence_said
from interview_flows.wordings import planned_at, wordings_of
from interview_flows.words import spoken

MOST_FOLLOW_UPS = 3  # of one answer, whatever the reasons: more tires people out
DEEPENING = frozenset({Reason.NO_EXAMPLE, Reason.ANYTHING_ELSE, Reason.WHY})
"""Reasons that look for more of the same matter. The others mend the answer that was given."""


def next_probe(x: Exchange, place: Place, thread: Sequence[Answer]) -> OpenProbe | None:
    """Find the follow-up that is due after `thread`: an answer and what followed it up so far.

    The planned probes are tried in order, each within its budgets. None where the respondent gave
    nothing to follow up, or had enough of it.
    """
    if not thread or len(thread) > MOST_FOLLOW_UPS:
        return None
    asked = Counter(a.probe.reason for a in thread if a.probe is not None)
    for probe in place.question.probes:
        within = asked[probe.reason] < _most(x.progress, place, probe)
        if within and _wants_more(probe, thread) and not _is_spent(x, place, probe):
            about = occasion(x, place, probe, thread)
            if about is not None:
                of = thread[-1] if probe.reason is Reason.WHY else thread[0]
                rung, wording = asked[probe.reason] + 1, _wording(x, probe)
                return OpenProbe(probe.reason, rung, of.id, wording, about)
    return None


def asking(progress: Progress, place: Place, probe: OpenProbe) -> Progress:
    """The progress at a place with a follow-up that is asked there, counted in its section too."""
    used, of_section = dict(progress.probes_used), _by_section(progress)
    key = (place.section.id, probe.reason)
    used[probe.reason] = used.get(probe.reason, 0) + 1
    of_section[key] = of_section.get(key, 0) + 1
    return replace(
        progress,
        probe=probe,
        probed_before=probe,
        probes_used=tuple(used.items()),
        probes_of=tuple((section, reason, n) for (section, reason), n in of_section.items()),
    )


def mark_of(probe: OpenProbe) -> ProbeMark:
    """What is kept of a follow-up beside its answer."""
    is_held_against = probe.reason == Reason.CONTRADICTION and probe.about
    against = AnswerId(probe.about[0]) if is_held_against else None
    return ProbeMark(probe.reason, probe.rung, probe.of, against)


def read_follow_up(text: str, reason: str, thread: Sequence[Answer], phrases: Phrases) -> Read:
    """Understand the answer to a follow-up: words, or a way of saying that there are none."""
    unsaid = absence_said(text, phrases)
    if unsaid is not None:
        return Read(None, text, unsaid if reason == Reason.ANYTHING_ELSE else Absence.SKIPPED)
    if _repeats(text, reason, [answer.verbatim for answer in thread], phrases):
        return Read(None, text, Absence.SKIPPED)  # the bottom is reached
    return Read(text, text)


def _repeats(text: str, reason: str, before: Sequence[str], phrases: Phrases) -> bool:
    """Whether somebody repeats themselves. To say which of two fits, they have to."""
    if reason == Reason.CONTRADICTION:
        return False
    if reason == Reason.WHY:
        return says_again(text, before, phrases.heard)
    said = spoken(text)
    return bool(said) and said in {spoken(words) for words in before}


def _wants_more(probe: Probe, thread: Sequence[Answer]) -> bool:
    """Whether something was said to go on from; of a touchpoint, whether nothing was."""
    if probe.reason is Reason.NO_TOUCHPOINT and len(thread) == 1:
        return True
    return thread[-1].absence is None


def _most(progress: Progress, place: Place, probe: Probe) -> int:
    """How often an answer may be followed up for this reason, as the study stands."""
    question, reason = place.question, probe.reason
    if reason not in DEEPENING:
        return probe.times
    if question.id in progress.saturated and reason is not Reason.ANYTHING_ELSE:
        return probe.times - 1  # but "anything else?" is where something new can still come from
    if question.id in progress.thin:
        return min(probe.times + 1, MOST_RUNGS)
    return probe.times


def _is_spent(x: Exchange, place: Place, probe: Probe) -> bool:
    """Whether the budget of the interview or of the section is used up."""
    used = dict(x.progress.probes_used).get(probe.reason, 0)
    here = _by_section(x.progress).get((place.section.id, probe.reason), 0)
    most, most_here = x.flow.probe_budget, place.section.probe_budget
    return used >= most.get(probe.reason, used + 1) or here >= most_here.get(probe.reason, here + 1)


def _by_section(progress: Progress) -> dict[tuple[str, str], int]:
    return {(section, reason): n for section, reason, n in progress.probes_of}


def _wording(x: Exchange, probe: Probe) -> int:
    """Take the wordings in turn, also where questions share them: none comes twice running."""
    sharing = {
        question.id
        for _, _, question in x.flow.questions()
        if any(p.reason is probe.reason and p.wordings == probe.wordings for p in question.probes)
    }
    turn = sum(
        1
        for a in x.interview.answers
        if a.probe is not None and a.probe.reason == probe.reason and a.question in sharing
    )
    wordings = wordings_of(x, probe)
    is_repeated = wordings[turn % len(wordings)] == _said_last(x)
    return (turn + is_repeated) % len(wordings)


def _said_last(x: Exchange) -> str:
    """The wording of the follow-up that was asked last; empty where none was."""
    probe = x.progress.probed_before
    place = place_of_answer(x.flow, x.interview, probe.of) if probe is not None else None
    if probe is None or place is None:
        return ""
    planned = planned_at(place.question, probe)
    wordings = wordings_of(x, planned) if planned is not None else ("",)
    return wordings[probe.wording % len(wordings)]
