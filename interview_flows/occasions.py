"""Whether there is an occasion for a planned follow-up: one rule a reason."""

from collections.abc import Sequence

from cxmodel.guide import Reason
from cxmodel.interview import Absence, Answer, Kind
from interview_flows.agenda import Place
from interview_flows.clashes import contradicted
from interview_flows.exchange import Exchange
from interview_flows.flow import Probe
from interview_flows.gaps import longest_gap
from interview_flows.phrases import Phrases
from interview_flows.unsaid import absence_said
from interview_flows.words import unaccented

_LOW, _HIGH = -1, 2  # feelings that want a reason


def occasion(
    x: Exchange, place: Place, probe: Probe, thread: Sequence[Answer]
) -> tuple[str, ...] | None:
    """What a follow-up on `thread` would be about, empty for the answer itself; None: not due."""
    match probe.reason:
        case Reason.TIME_GAP:
            steps = [s for s in x.interview.visible_steps() if s.source == place.question.id]
            return longest_gap(steps, x.words, x.now.date())
        case Reason.CONTRADICTION:
            earlier = contradicted(x, place, probe.contradicts)
            return None if earlier is None else (earlier.id,)
        case _:
            return () if _is_due(probe, thread, x.words) else None


def _is_due(probe: Probe, thread: Sequence[Answer], phrases: Phrases) -> bool:
    answer = thread[0]
    words = [word for a in thread for word in unaccented(a.verbatim).split()]
    match probe.reason:
        case Reason.TOO_SHORT:
            return len(thread) == 1 and len(words) < probe.words
        case Reason.NO_EXAMPLE:
            return not _has_example(thread, phrases)
        case Reason.NO_CAUSE:
            return _is_strong(answer) and not phrases.heard.causes.intersection(words)
        case Reason.WHY:
            return answer.kind is not Kind.FEELING or _is_strong(answer)
        case Reason.NO_TOUCHPOINT:
            return len(thread) == 1 and _is_unknown(answer, phrases)
        case _:
            return True


def _is_strong(answer: Answer) -> bool:
    feeling = answer.value
    if answer.kind is not Kind.FEELING or not isinstance(feeling, int):
        return False
    return feeling <= _LOW or feeling >= _HIGH


def _is_unknown(answer: Answer, phrases: Phrases) -> bool:
    """Whether a question was left out, or answered by "I don't know": not by "there was none"."""
    if answer.absence is not None:
        return answer.absence is Absence.SKIPPED
    return absence_said(answer.verbatim, phrases) is Absence.SKIPPED


def _has_example(thread: Sequence[Answer], phrases: Phrases) -> bool:
    """Whether something concrete was named: a number, a quotation, a moment, an "example"."""
    text = " ".join(answer.verbatim for answer in thread)
    if any(character.isdigit() or character in '“”"«»„' for character in text):
        return True
    said = f" {unaccented(text)} "
    return any(f" {sign} " in said for sign in phrases.heard.examples)
