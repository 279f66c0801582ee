"""When and how to ask once more, and when to stop asking."""

from collections.abc import Sequence

from cxmodel.guide import Reason
from cxmodel.interview import Absence, Answer, Interview, Kind, OpenProbe
from interview_flows.flow import Flow, Probe, Question
from interview_flows.parsing import Read
from interview_flows.phrases import Phrases
from interview_flows.unsaid import absence_said
from interview_flows.words import spoken

MOST_FOLLOW_UPS = 3  # of one answer, whatever the reasons: more tires people out
_LOW, _HIGH = -1, 2  # feelings that want a reason


def next_probe(
    question: Question,
    thread: Sequence[Answer],
    interview: Interview,
    flow: Flow,
    phrases: Phrases,
) -> OpenProbe | None:
    """Find the follow-up that is due after `thread`: an answer and what followed it up so far.

    The planned probes are tried in order, each within its budget for this answer and for the
    interview. None where the respondent gave nothing to follow up, or had enough of it.
    """
    if not question.probes or not thread or _is_over(thread):
        return None
    used = dict(interview.progress.probes_used)
    for probe in question.probes:
        rung = 1 + sum(1 for a in thread if a.probe is not None and a.probe.reason == probe.reason)
        spent = used.get(probe.reason, 0)
        if rung > probe.times or spent >= flow.probe_budget.get(probe.reason, spent + 1):
            continue
        if rung > 1 or _is_due(probe, thread, phrases):
            of = thread[-1] if probe.reason is Reason.WHY else thread[0]
            return OpenProbe(probe.reason, rung, of.id, _wording(probe, interview, flow))
    return None


def read_follow_up(text: str, reason: str, thread: Sequence[Answer], phrases: Phrases) -> Read:
    """Understand the answer to a follow-up: words, or a way of saying that there are none."""
    said, unsaid = spoken(text), absence_said(text, phrases)
    if unsaid is not None:
        return Read(None, text, unsaid if reason == Reason.ANYTHING_ELSE else Absence.SKIPPED)
    if said and any(said == spoken(answer.verbatim) for answer in thread):
        return Read(None, text, Absence.SKIPPED)  # they repeat themselves: the bottom is reached
    return Read(text, text)


def _is_over(thread: Sequence[Answer]) -> bool:
    """Whether nothing was said, a follow-up was declined, or there were enough of them."""
    return thread[-1].absence is not None or len(thread) > MOST_FOLLOW_UPS


def _is_due(probe: Probe, thread: Sequence[Answer], phrases: Phrases) -> bool:
    answer = thread[0]
    words = [word for a in thread for word in spoken(a.verbatim).split()]
    match probe.reason:
        case Reason.TOO_SHORT:
            return len(thread) == 1 and len(words) < probe.words
        case Reason.NO_EXAMPLE:
            return not _has_example(thread, phrases)
        case Reason.NO_CAUSE:
            return _wants_cause(answer) and not phrases.heard.causes.intersection(words)
        case Reason.ANYTHING_ELSE | Reason.WHY:
            return True


def _wants_cause(answer: Answer) -> bool:
    feeling = answer.value
    if answer.kind is not Kind.FEELING or not isinstance(feeling, int):
        return False
    return feeling <= _LOW or feeling >= _HIGH


def _has_example(thread: Sequence[Answer], phrases: Phrases) -> bool:
    """Whether something concrete was named: a number, a quotation, a moment, an "example"."""
    text = " ".join(answer.verbatim for answer in thread)
    if any(character.isdigit() or character in '“”"«»„' for character in text):
        return True
    said = f" {spoken(text)} "
    return any(f" {sign} " in said for sign in phrases.heard.examples)


def _wording(probe: Probe, interview: Interview, flow: Flow) -> int:
    """Take the wordings in turn, also where questions share them: none comes twice running."""
    sharing = {
        question.id
        for _, _, question in flow.questions()
        if any(p.wordings == probe.wordings for p in question.probes)
    }
    spoken_for = sum(
        1
        for a in interview.answers
        if a.probe is not None and a.probe.reason == probe.reason and a.question in sharing
    )
    return spoken_for % len(probe.wordings)
