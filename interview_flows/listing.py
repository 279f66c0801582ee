"""The list of their answers, numbered as "change 3" counts them."""

from collections.abc import Iterator

from cxmodel.interview import OVER, Phase
from interview_flows.agenda import Place
from interview_flows.exchange import Exchange
from interview_flows.offers import QUOTE, brief, filled, in_words
from interview_flows.unconfirmed import as_told

_QUESTION_SHOWN = 80  # characters


def answers_to_change(x: Exchange) -> str:
    """List the answers, and say how to change one, where that can be done."""
    listed = []
    for number, (place, answer) in enumerate(x.agenda.answered(), 1):
        step = None if is_step_told(place) else place.step
        about = f" ({brief(step.text, _QUESTION_SHOWN)})" if step else ""
        asked = brief(filled(x, place.question.wording, place.step), _QUESTION_SHOWN)
        words = brief(in_words(x, place.question, answer), QUOTE)
        listed.append(f"{number}. {asked}{about}\n   {words}")
    listed += _told_so_far(x)
    if not listed:
        return x.words.no_answers
    told = x.words.answers.format(list="\n".join(listed))
    if x.phase is Phase.CONFIRMING or x.phase in OVER:  # "change 1" is about a step, or too late
        return told
    return f"{told}\n\n{x.words.change_how}"


def _told_so_far(x: Exchange) -> Iterator[str]:
    """The story that is not confirmed yet: without a number, for it is not asked again."""
    told = as_told(x.interview, x.flow, x.study)
    for answer in told.answers[len(x.interview.answers) :]:
        question = x.flow.placed[answer.question].question
        asked = brief(filled(x, question.wording), _QUESTION_SHOWN)
        words = x.words.so_far.format(words=brief(answer.verbatim, QUOTE))
        yield f"·  {asked}\n   {words}"


def is_step_told(place: Place) -> bool:
    """Whether the question itself names the step."""
    return any("{{ step }}" in text for text in place.question.wording.values())
