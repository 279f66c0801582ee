"""What a respondent says to a question, tapped or typed, and what is made of it."""

from dataclasses import replace

from cxmodel.errors import RejectedAnswer
from cxmodel.interview import Absence, Kind, Phase
from interview_flows.agenda import Place
from interview_flows.choosing import Choice, check_exclusive
from interview_flows.course import follow_up_or_go_on, go_on, mark_corrected
from interview_flows.exchange import Exchange
from interview_flows.offers import options_of, position_of, read_tap, read_ticks, read_words
from interview_flows.parsing import Read
from interview_flows.prompts import show
from interview_flows.recording import record
from interview_flows.talk import Chose, ChoseSeveral, Finished, Said, Skipped

Answering = Said | Chose | Skipped | Finished
"""What answers a prompt, whichever it is."""


def answer_question(x: Exchange, place: Place, given: Answering) -> None:
    """Take an answer to the question that waits. Raises RejectedAnswer to ask it again."""
    match given:
        case Said(text, message):
            read = _with_ticks(x, place, read_words(x, place, text))
            take(x, place, read, messages=(message,) if message else ())
        case Chose(option):
            _tap(x, place, option)
        case Skipped():
            _skip(x, place)
        case Finished():
            _finish(x, place)


def take(
    x: Exchange,
    place: Place,
    read: Read,
    *,
    messages: tuple[str, ...] = (),
    chosen: str | None = None,
) -> None:
    """Write the answer down and go on from there."""
    x.settle(chosen)
    mark_corrected(x)
    record(x, place, read, messages, turn=x.progress.turn)
    follow_up_or_go_on(x, place)


def take_ticks(x: Exchange, given: ChoseSeveral) -> None:
    """Take a checklist as it stands, and as the answer once it is done. Raises RejectedAnswer."""
    place, is_asked = x.place, x.phase in (Phase.ASKING, Phase.EDITING)
    if place is None or not is_asked or place.question.kind is not Kind.CHOICES:
        x.toast = x.words.gone
        return
    options = options_of(x, place)
    ticked = tuple(sorted(set(given.options)))
    if not all(0 <= position < len(options) for position in ticked):
        x.toast = x.words.gone
        return
    x.move(replace(x.progress, selected=ticked))
    if given.done:
        check_exclusive([options[position] for position in ticked], len(ticked), x.words)
        _finish(x, place)


def _tap(x: Exchange, place: Place, option: int | str) -> None:
    options = options_of(x, place)
    position = position_of(options, option)
    if position is None:
        x.toast = x.words.gone
    elif place.question.kind is Kind.CHOICES and not options[position].absence:
        _tick(x, options, position)
    else:
        choice = options[position]
        take(x, place, read_tap(place.question, choice), chosen=choice.label)


def _tick(x: Exchange, options: tuple[Choice, ...], position: int) -> None:
    """Tick or untick an option; one that stands alone clears the others."""
    ticked = set(x.progress.selected)
    if position in ticked:
        ticked.remove(position)
    elif options[position].exclusive:
        ticked = {position}
    else:
        ticked = {n for n in ticked if not options[n].exclusive} | {position}
    x.move(replace(x.progress, selected=tuple(sorted(ticked))))
    show(x, redraws=True)


def _with_ticks(x: Exchange, place: Place, read: Read) -> Read:
    """Add what was ticked before to own words that were typed beside it."""
    if not isinstance(read.value, tuple):
        return read
    options = options_of(x, place)
    if {choice.id for choice in options}.intersection(read.value):
        return read
    before = [options[n] for n in x.progress.selected if not options[n].exclusive]
    words = ", ".join([*(choice.label for choice in before), read.verbatim])
    return Read((*(choice.id for choice in before), *read.value), words)


def _finish(x: Exchange, place: Place) -> None:
    options = options_of(x, place)
    ticked = [options[n] for n in x.progress.selected]
    closing = next((choice for choice in options if choice.absence and place.opens_round), None)
    if place.question.kind is Kind.CHOICES and ticked:
        read = read_ticks(ticked)
        take(x, place, read, chosen=read.verbatim)
    elif closing is not None:
        take(x, place, read_tap(place.question, closing), chosen=closing.label)
    elif place.question.kind is Kind.CHOICES:
        raise RejectedAnswer(x.words.tick_one)
    else:
        raise RejectedAnswer(x.words.nothing_to_finish)


def _skip(x: Exchange, place: Place) -> None:
    if x.phase is Phase.EDITING:
        x.settle()
        go_on(x)  # the answer stays as it is
    elif place.question.skippable:
        take(x, place, Read(None, "", Absence.SKIPPED))
    else:
        raise RejectedAnswer(x.words.needed)
