"""After the end: additions for a day, then kind words only; what can be told again begins anew."""

from datetime import timedelta

from cxmodel.interview import Kind, Phase
from cxmodel.study import Anonymity
from interview_flows.agenda import Place
from interview_flows.agreeing import is_courtesy
from interview_flows.attaching import keep_files, say_kept
from interview_flows.exchange import Exchange
from interview_flows.messages import append, delete, edit
from interview_flows.offers import QUOTE, brief, filled
from interview_flows.parsing import Read
from interview_flows.recording import record
from interview_flows.screening import was_screened_out
from interview_flows.talk import Added, Attached, Deleted, Edited, Said
from interview_flows.words import unaccented

OPEN_FOR = timedelta(hours=24)  # in which what comes to mind later is still added

Afterthought = Said | Added | Attached | Edited | Deleted


def take_afterthought(x: Exchange, given: Afterthought) -> None:
    """Add to a completed interview as long as it takes additions.

    Where the flow may be gone through again, words are no addition: they begin anew, or are told
    how to. A greeting or thanks alone adds nothing.
    """
    if x.flow.repeatable and isinstance(given, Said | Added):
        _offer_anew(x, given)
        return
    if isinstance(given, Said) and is_courtesy(given.text, x.words.heard):
        x.tell(x.words.good_to_hear if takes_more(x) else x.words.is_finished)
        return
    if takes_more(x):
        _take_more(x, given)
    else:
        say_it_is_over(x)


def _take_more(x: Exchange, given: Afterthought) -> None:
    match given:
        case Said():
            _add(x, given)
        case Added():
            _ask_what_to_add(x)
        case Attached(caption=caption, message=message):
            if keep_files(x, given):
                say_kept(x)
            is_told = caption and not is_courtesy(caption, x.words.heard)
            if is_told and not x.flow.repeatable:
                _add(x, Said(caption, message))
        case Edited():
            edit(x, given)
        case Deleted():
            delete(x, given)


def _offer_anew(x: Exchange, given: Said | Added) -> None:
    if isinstance(given, Said) and unaccented(given.text) in x.words.heard.anew:
        x.begins_anew = True
    else:
        x.tell(x.words.offer_anew)


def takes_more(x: Exchange) -> bool:
    """Whether the interview is completed, and what comes to mind is still added."""
    completed = x.interview.completed_at
    is_bound = x.study.anonymity is not Anonymity.ANONYMOUS
    return is_bound and completed is not None and x.now - completed <= OPEN_FOR


def _add(x: Exchange, given: Said) -> None:
    place = _place_of_additions(x)
    if place is None:
        x.tell(x.words.already_completed)
        return
    answer = x.agenda.answer_at(place.key)
    if answer is not None:
        append(x, answer, given)
    else:
        messages = (given.message,) if given.message else ()
        record(x, place, Read(given.text, given.text), messages)
    x.tell(x.words.added_after)


def _ask_what_to_add(x: Exchange) -> None:
    """Say what the next words are added to, which they would be without a word too."""
    place = _place_of_additions(x)
    if place is None:
        x.tell(x.words.already_completed)
        return
    answer = x.agenda.answer_at(place.key)
    told = answer.verbatim if answer is not None else ""
    words = brief(told or filled(x, place.question.wording, place.step), QUOTE)
    x.tell(x.words.add_what.format(words=words))


def _place_of_additions(x: Exchange) -> Place | None:
    """Find the last question in words that feeds no lane: as a rule, "anything else?".

    An afterthought may be about anything, so it is no wish and no pain by where it is said. A flow
    without such a question keeps it at its last one in words, rather than nowhere.
    """
    asked = [
        place
        for place in reversed(x.agenda.places())
        if place.question.kind is Kind.TEXT and not place.repeat
    ]
    return next((place for place in asked if place.question.lane is None), next(iter(asked), None))


def say_it_is_over(x: Exchange) -> None:
    """Say kindly why nothing is stored any more."""
    if was_screened_out(x.interview):
        x.tell(filled(x, x.flow.screened_out))
        return
    over = {
        Phase.COMPLETED: x.words.already_completed,
        Phase.DECLINED: x.words.already_declined,
        Phase.WITHDRAWN: x.words.already_withdrawn,
        Phase.EXPIRED: x.words.already_expired,
    }
    x.tell(over[x.phase])
