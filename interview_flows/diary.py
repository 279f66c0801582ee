"""A diary: what is happening just now, told at any time, becomes a step of the story.

A moment that is noted before the story was told is the story's beginning; one that is noted
afterwards stands behind its steps and is asked about when the talk goes on. Its step says when it
was.
"""

from dataclasses import replace

from cxmodel.interview import OPEN_PHASES, Answer, Kind, Phase
from interview_flows.agenda import Place
from interview_flows.attaching import keep_files, say_kept
from interview_flows.corrections import LONGEST_STEP, MOST_STEPS
from interview_flows.drafting import corrected
from interview_flows.exchange import Exchange
from interview_flows.offers import brief
from interview_flows.parsing import Read
from interview_flows.prompts import is_draft, show, show_in_short
from interview_flows.recording import add_step, record, stamp_step
from interview_flows.talk import Attached, Moment, Said, Skipped, Unreadable
from interview_flows.words import clean, spoken


def is_for_diary(x: Exchange, given: object) -> bool:
    """Whether an input is a moment, or announces one; a paused interview takes them too."""
    if x.interview.consent is None or x.phase not in (*OPEN_PHASES, Phase.PAUSED):
        return False
    takes_up = isinstance(given, Said | Attached | Skipped)
    return isinstance(given, Moment) or (x.progress.noting and takes_up)


def end_waiting(x: Exchange, given: object) -> None:
    """Wait no more for a moment where something else is done: the next words are an answer.

    What cannot be read may have been the moment; they are asked to write it.
    """
    if x.progress.noting and not (is_for_diary(x, given) or isinstance(given, Unreadable)):
        x.move(replace(x.progress, noting=False))


def keep_diary(x: Exchange, given: Moment | Said | Attached | Skipped) -> None:
    """Ask for a moment, take it, or drop it after all. What waits goes on waiting."""
    match given:
        case Moment():
            _ask(x)
        case Skipped():
            _drop(x)
        case _:
            _take(x, given)


def _ask(x: Exchange) -> None:
    """Let the next words be a moment, where the flow has a story that it belongs to."""
    if _story_of(x) is None:
        show_in_short(x, x.words.no_moments)
        return
    x.move(replace(x.progress, noting=True))
    x.tell(x.words.moment_what)


def _take(x: Exchange, given: Said | Attached) -> None:
    """Take words, or a file's caption, as the moment that was asked for."""
    if isinstance(given, Attached):
        is_news, given = keep_files(x, given), Said(clean(given.caption), given.message)
        if not given.text:
            if is_news:
                say_kept(x)
            return
    place = _story_of(x)
    if not given.text:
        x.tell(x.words.empty)
        return
    x.move(replace(x.progress, noting=False))
    if spoken(given.text) in x.words.heard.never_mind or place is None:
        _drop(x)
    elif len(x.interview.visible_steps()) >= MOST_STEPS:
        show_in_short(x, x.words.too_many_steps.format(count=MOST_STEPS))
    else:
        _keep(x, place, given)
        _say_noted(x, place, given)


def _drop(x: Exchange) -> None:
    x.move(replace(x.progress, noting=False))
    show_in_short(x, x.words.moment_dropped)


def _story_of(x: Exchange) -> Place | None:
    """Find what a moment belongs to: the story to be told next, else the last one told.

    In a flow without a story it is what is asked again and again, as long as that is open.
    """
    places = x.agenda.places()
    stories = [place for place in places if place.question.kind is Kind.STORY]
    rounds = [
        place
        for place in places
        if place.opens_round and place.step is None and x.agenda.answer_at(place.key) is None
    ]
    to_come = (place for place in stories if x.agenda.is_to_be_told(place))
    return next(to_come, stories[-1] if stories else next(iter(rounds), None))


def _keep(x: Exchange, place: Place, given: Said) -> Answer:
    """Write a moment down: a step of its own, and its words behind what was told before."""
    messages = (given.message,) if given.message else ()
    if place.opens_round:
        answer = record(x, place, Read(given.text, given.text), messages)
        stamp_step(x, answer.step, x.now)
        return answer
    before = x.agenda.answer_at(place.key)
    told = "" if before is None or before.absence is not None else f"{before.verbatim}\n"
    words = told + given.text
    add_step(x, place.question.id, brief(given.text, LONGEST_STEP), x.now)
    known = before.messages if before is not None and told else ()
    return record(x, place, Read(words, words), (*known, *messages))


def _say_noted(x: Exchange, place: Place, given: Said) -> None:
    """Say that it is noted; steps that are on the table just now are shown with it."""
    here = x.place
    if here is None or here.key != place.key or not is_draft(x, here):
        show_in_short(x, x.words.moment_noted)
        return
    draft = (*(x.progress.draft_steps or ()), brief(given.text, LONGEST_STEP))
    if x.phase not in OPEN_PHASES:
        x.move(corrected(x.progress, draft, given.text))
        x.tell(x.words.moment_noted)
        return
    x.settle()
    x.turn_over(corrected(x.progress, draft, given.text))
    show(x, x.words.moment_noted)
