"""How a follow-up is put: in the flow's words, else in the engine's own, and what can be tapped."""

from cxmodel.guide import Reason
from cxmodel.interview import OpenProbe
from interview_flows.agenda import Place, place_of_answer
from interview_flows.choosing import Choice
from interview_flows.exchange import Exchange
from interview_flows.flow import Probe, Question
from interview_flows.offers import QUOTE, brief, filled, in_words
from interview_flows.phrases import Phrases


def wordings_of(x: Exchange, probe: Probe) -> tuple[str, ...]:
    """All wordings of a follow-up in the respondent's language, nothing filled in yet."""
    return tuple(x.wording(wording) for wording in probe.wordings) or _own(x.words, probe.reason)


def _own(words: Phrases, reason: Reason) -> tuple[str, ...]:
    return {
        Reason.TOO_SHORT: words.probe_too_short,
        Reason.NO_EXAMPLE: words.probe_no_example,
        Reason.NO_CAUSE: words.probe_no_cause,
        Reason.ANYTHING_ELSE: words.probe_anything_else,
        Reason.WHY: words.probe_why,
        Reason.TIME_GAP: words.probe_time_gap,
        Reason.NO_TOUCHPOINT: words.probe_no_touchpoint,
        Reason.CONTRADICTION: words.probe_contradiction,
    }[reason]


def worded(x: Exchange, place: Place, probe: OpenProbe) -> str:
    """Put an open follow-up, what it is about filled in."""
    planned, pair = planned_at(place.question, probe), _pair(x, probe)
    if planned is not None and planned.wordings:
        wording = planned.wordings[probe.wording % len(planned.wordings)]
        return filled(x, wording, place.step, pair)
    own = _own(x.words, Reason(probe.reason))
    return own[probe.wording % len(own)].format(**pair)


def planned_at(question: Question, probe: OpenProbe) -> Probe | None:
    """The planned follow-up that an open one came from; None where a new version dropped it."""
    return next((each for each in question.probes if each.reason == probe.reason), None)


def options_of(x: Exchange, probe: OpenProbe) -> tuple[Choice, ...]:
    """What can be tapped: which of two answers fits, or that this is all there is to say."""
    if probe.reason != Reason.CONTRADICTION:
        return (Choice("enough", x.words.thats_all),)
    return (
        Choice("earlier", x.words.fits_earlier),
        Choice("now", x.words.fits_now),
        Choice("both", x.words.fits_both),
    )


def _pair(x: Exchange, probe: OpenProbe) -> dict[str, str]:
    """The two steps or answers that are set side by side."""
    if probe.reason == Reason.TIME_GAP:
        texts: dict[str, str] = {s.id: brief(s.text, QUOTE) for s in x.interview.steps}
        both = [texts.get(step, "…") for step in probe.about]
    elif probe.reason == Reason.CONTRADICTION:
        both = [_asked_and_said(x, each) for each in (*probe.about, probe.of)]
    else:
        return {}
    return dict(zip(("earlier", "later"), both, strict=True))


def _asked_and_said(x: Exchange, answer_id: str) -> str:
    """A question with what was answered, as far as both are still known."""
    answer = next((a for a in x.interview.answers if a.id == answer_id), None)
    place = place_of_answer(x.flow, x.interview, answer.id) if answer else None
    if answer is None or place is None:
        return "…"
    question = brief(filled(x, place.question.wording, place.step), QUOTE)
    words = brief(in_words(x, place.question, answer), QUOTE)
    return x.words.asked_and_said.format(question=question, words=words)
