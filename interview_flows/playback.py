"""The playback: the respondent's verdict on their own mini-map, and what is off about it."""

from dataclasses import replace

from cxmodel.errors import RejectedAnswer
from cxmodel.interview import Playback
from interview_flows.agreeing import agreement, is_courtesy, says_only
from interview_flows.answering import Answering
from interview_flows.choosing import Choice, choose_one
from interview_flows.course import go_on
from interview_flows.exchange import Exchange
from interview_flows.offers import position_of
from interview_flows.prompts import show, show_in_short
from interview_flows.revising import change_number
from interview_flows.talk import Chose, Finished, Said, Skipped
from interview_flows.unsaid import absence_said
from interview_flows.words import unaccented

_LONGEST_NUMBER = 10  # characters
_FEWEST_WORDS = 2  # beside those of a judgement, from which a text says what is off


def answer_playback(x: Exchange, given: Answering) -> None:
    """Take the verdict, or help with what is to be corrected."""
    if _verdict_so_far(x).is_disputed:
        _hear_what_is_off(x, given)
        return
    match given:
        case Said(text):
            _read(x, text)
        case Chose(option):
            verdicts = _verdicts(x)
            position = position_of(verdicts, option)
            if position is None:
                x.toast = x.words.gone
            else:
                _judge(x, position + 1, chosen=verdicts[position].label)
        case Skipped() | Finished():
            _end(x)


def _verdict_so_far(x: Exchange) -> Playback:
    return x.interview.playback or Playback()


def _verdicts(x: Exchange) -> tuple[Choice, ...]:
    return tuple(Choice(str(n), label) for n, label in enumerate(x.words.verdicts, 1))


def _read(x: Exchange, text: str) -> None:
    verdict, was_asked = _verdict_in(x, text), bool(_verdict_so_far(x).words)
    if verdict is not None:
        _judge(x, verdict)
        return
    if is_courtesy(text, x.words.heard):
        show(x)  # thanks for the summary are no word on whether it is right
        return
    _keep_words(x, text)
    if was_asked:
        _end(x)  # they have told what is off
    elif _says_what(x, text):
        show_in_short(x, x.words.off_noted)
    else:
        x.tell(x.words.amiss)


def _says_what(x: Exchange, text: str) -> bool:
    """Whether a text says what is off, and not only that something is."""
    heard, said = x.words.heard, unaccented(text).split()
    if (heard.steps.keys() - heard.numerals.words.keys()) & set(said):
        return True  # "the second step is wrong"
    idle = heard.denials | heard.opinions | heard.fillers | heard.intensity | heard.hedges
    idle |= heard.polite | heard.subjects | heard.yes | heard.no
    idle |= set(" ".join(frozenset().union(*heard.verdict_words)).split())
    telling = [word for word in said if word not in idle]
    return len(telling) >= _FEWEST_WORDS and not text.endswith(("?", "؟"))


def _verdict_in(x: Exchange, text: str) -> int | None:
    """Find the verdict that a text gives; None where it gives none for certain."""
    said, heard = unaccented(text), x.words.heard
    named = list(enumerate(heard.verdict_words, 1))
    for verdict, words in named:
        if said in words:
            return verdict
    if agreement(text, heard, whole=True):
        return len(x.words.verdicts)
    if not says_only(text, heard.yes, heard, whole=False):
        for verdict, words in named:  # "well, yes, kind of, thanks"
            if says_only(text, words | heard.yes, heard, whole=False):
                return verdict
    try:
        # "completely wrong" is not completely
        picked = choose_one(_verdicts(x), text, x.words, others=0)
    except RejectedAnswer:
        return None
    return int(picked.id if isinstance(picked, Choice) else picked)


def _judge(x: Exchange, verdict: int, chosen: str | None = None) -> None:
    """Note the verdict; a low one is asked about before the talk ends."""
    judged = replace(_verdict_so_far(x), verdict=verdict)
    x.interview = replace(x.interview, playback=judged)
    if not judged.is_disputed or _says_what(x, judged.words):
        _end(x, chosen)
        return
    x.settle(chosen)
    x.turn_over(x.progress)
    show(x)


def _hear_what_is_off(x: Exchange, given: Answering) -> None:
    """Take the number of an answer to change or words on what is off; else leave it as it is.

    Thanks, or the verdict once more, say nothing of it.
    """
    leave = Choice("leave", x.words.leave_it)
    match given:
        case Said(text) if _is_number(text):
            change_number(x, int(text))
        case Said(text):
            if _leaves_it(x, text, leave):
                _end(x)
            elif is_courtesy(text, x.words.heard) or _verdict_in(x, text) is not None:
                show(x)
            else:
                _keep_words(x, text)
                _end(x)
        case Chose(option) if position_of((leave,), option) is None:
            x.toast = x.words.gone
        case Chose():
            _end(x, leave.label)
        case Skipped() | Finished():
            _end(x)


def _leaves_it(x: Exchange, text: str, leave: Choice) -> bool:
    taken_back = unaccented(text) in x.words.heard.never_mind | {unaccented(leave.label)}
    return taken_back or absence_said(text, x.words) is not None


def _is_number(text: str) -> bool:
    return text.strip().isdecimal() and len(text) < _LONGEST_NUMBER


def _keep_words(x: Exchange, text: str) -> None:
    """Keep what they say of their mini-map beside the verdict."""
    before = _verdict_so_far(x)
    if not _is_number(text):
        words = "\n".join(part for part in (before.words, text) if part)
        x.interview = replace(x.interview, playback=replace(before, words=words))


def _end(x: Exchange, chosen: str | None = None) -> None:
    x.settle(chosen)
    go_on(x)
