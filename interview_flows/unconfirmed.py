"""A story that was told and not yet confirmed: it counts as it was told.

Whoever breaks off amid a story, or before saying that its steps are right, has told it all the
same. What is stored stays as it is, so that the talk can go on; whoever reads the interview reads
it with the answer and the steps that a yes would write down.
"""

from cxmodel.interview import Interview, Kind
from cxmodel.study import Study
from interview_flows.agenda import Place
from interview_flows.exchange import Exchange
from interview_flows.flow import Flow
from interview_flows.parsing import Read
from interview_flows.recording import record, set_steps
from interview_flows.stories import split_story


def as_told(interview: Interview, flow: Flow, study: Study) -> Interview:
    """The interview with the story that is being told, under the id that it would get today."""
    progress = interview.progress
    if not progress.parts and (progress.draft_steps is None or progress.revising is not None):
        return interview
    x = Exchange(interview, flow, study, interview.heard_at or interview.started_at)
    place = _story_told(x)
    if place is None:
        return interview
    steps = proposed_steps(x, place) if progress.draft_steps is None else progress.draft_steps
    set_steps(x, place.question.id, steps)
    if progress.parts:
        record_story(x, place)
    return x.interview


def _story_told(x: Exchange) -> Place | None:
    """The story that waits; amid a detour to an earlier answer, the one it comes back to."""
    for place in (x.place, x.agenda.first_open()):
        if place is not None and place.question.kind is Kind.STORY:
            return place
    return None


# ── as a yes writes it down ───────────────────────────────────────────────────────────────────────


def proposed_steps(x: Exchange, place: Place) -> tuple[str, ...]:
    """Split what was told so far into steps, behind the moments that were noted before."""
    parts = tuple(part.text for part in x.progress.parts)
    return (*moments_of(x, place), *(split_story(parts, x.words.heard) or parts))


def moments_of(x: Exchange, place: Place) -> tuple[str, ...]:
    """What was noted of a story before it was told."""
    if not x.agenda.is_to_be_told(place):
        return ()
    return tuple(s.text for s in x.interview.visible_steps() if s.source == place.question.id)


def record_story(x: Exchange, place: Place) -> None:
    """Write down the parts that were told, after what was told of the same story before."""
    before = x.agenda.answer_at(place.key)
    told = [before] if before is not None and before.absence is None else []
    parts = x.progress.parts
    words = "\n".join([*(answer.verbatim for answer in told), *(part.text for part in parts)])
    messages = [message for answer in told for message in answer.messages]
    messages += [part.message for part in parts if part.message]
    is_addition = told and not x.agenda.is_to_be_told(place)  # it leaves its follow-ups standing
    turn = None if is_addition else x.progress.turn
    record(x, place, Read(words, words), tuple(messages), turn)
