"""Going back: an earlier answer is asked again, and the talk returns to where it was."""

from dataclasses import replace

from cxmodel.errors import RejectedAnswer
from cxmodel.interview import Answer, Kind, Phase, QuestionId
from interview_flows.agenda import Place
from interview_flows.drafting import take_back_correction
from interview_flows.exchange import Exchange
from interview_flows.offers import options_of
from interview_flows.prompts import is_draft, show
from interview_flows.storytelling import tell_more


def go_back(x: Exchange) -> None:
    """Take the last correction of a story's steps back, else ask the question before this one."""
    here = x.place
    if here is not None and is_draft(x, here) and x.progress.corrections:
        take_back_correction(x, here)
        return
    if x.phase is Phase.CONFIRMING:
        tell_more(x)
        return
    previous = here if x.phase is Phase.PROBING else x.agenda.last_answered(before=here)
    if previous is None:
        show(x, x.words.first_question)
    else:
        ask_again(x, previous)


def change(x: Exchange, question: QuestionId) -> None:
    """Ask an earlier question again; one that repeats, about the step it was last asked about."""
    found = [(p, a) for p, a in x.agenda.answered() if p.question.id == question]
    if not found:
        raise RejectedAnswer(x.words.not_answered)
    place, _ = max(found, key=lambda each: _given(x, each[1]))
    ask_again(x, place)


def _given(x: Exchange, answer: Answer) -> int:
    return x.interview.answers.index(answer)


def change_number(x: Exchange, number: int) -> None:
    """Ask the question again whose answer has this number in the list of answers."""
    listed = [place for place, _ in x.agenda.answered()]
    if not 1 <= number <= len(listed):
        raise RejectedAnswer(x.words.no_such_number)
    ask_again(x, listed[number - 1])


def ask_again(x: Exchange, place: Place) -> None:
    """Show a question with its old answer, to be answered again or kept."""
    is_story = place.question.kind is Kind.STORY
    if _is_amid_story(x, to_story=is_story):
        raise RejectedAnswer(x.words.finish_story_first)
    answer = x.agenda.answer_at(place.key)
    if answer is None:
        raise RejectedAnswer(x.words.not_answered)
    x.settle()
    x.fire("revise")
    progress = replace(
        x.progress,
        at=place.position,
        revising=answer.id,
        selected=_ticked(x, place, answer),
        adding_to=None,
    )
    steps = tuple(s.text for s in x.interview.visible_steps() if s.source == place.question.id)
    if is_story:
        progress = replace(progress, draft_steps=steps or None, corrections=())
    x.turn_over(progress)
    show(x)


def _is_amid_story(x: Exchange, *, to_story: bool) -> bool:
    """Whether a detour would lose what is told or corrected just now."""
    if x.phase is Phase.CONFIRMING and not x.progress.parts:
        return True
    here = x.place
    retells = x.phase is Phase.EDITING and here is not None and here.question.kind is Kind.STORY
    return bool(x.progress.parts or x.progress.corrections) and (to_story or retells)


def _ticked(x: Exchange, place: Place, answer: Answer) -> tuple[int, ...]:
    """Find the options of a checklist that were ticked before."""
    value = answer.value
    if place.question.kind is not Kind.CHOICES or not isinstance(value, tuple):
        return ()
    return tuple(n for n, choice in enumerate(options_of(x, place)) if choice.id in value)
