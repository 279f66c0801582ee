"""What a respondent says to a follow-up."""

from cxmodel.errors import BrokenInterview
from cxmodel.guide import Reason
from cxmodel.interview import Absence, Kind, OpenProbe
from interview_flows.agenda import Place
from interview_flows.answering import Answering
from interview_flows.choosing import Choice
from interview_flows.course import follow_up_or_go_on
from interview_flows.exchange import Exchange
from interview_flows.numerals import bare_number
from interview_flows.offers import position_of
from interview_flows.parsing import Read
from interview_flows.probing import mark_of, read_follow_up
from interview_flows.recording import record_follow_up, thread
from interview_flows.storytelling import propose_more
from interview_flows.talk import Chose, Finished, Said, Skipped
from interview_flows.wordings import options_of


def answer_follow_up(x: Exchange, place: Place, given: Answering) -> None:
    """Take an answer to a follow-up, or that there is none."""
    probe = x.progress.probe
    if probe is None:
        raise BrokenInterview(f"interview {x.interview.id} is probing without a follow-up")
    match given:
        case Said(text) if chosen := _typed(x, options_of(x, probe), text):
            _take(x, place, probe, _tapped(probe, chosen), chosen=chosen.label)
        case Said(text, message):
            read = read_follow_up(text, probe.reason, thread(x, place), x.words)
            _take(x, place, probe, read, messages=(message,) if message else ())
        case Chose(option):
            options = options_of(x, probe)
            position = position_of(options, option)
            if position is None:
                x.toast = x.words.gone
            else:
                chosen = options[position]
                _take(x, place, probe, _tapped(probe, chosen), chosen=chosen.label)
        case Finished():
            _take(x, place, probe, _none(probe, x.words.thats_all))
        case Skipped():
            _take(x, place, probe, Read(None, "", Absence.SKIPPED))


def _typed(x: Exchange, options: tuple[Choice, ...], text: str) -> Choice | None:
    """The option that is typed by its number, or one of several by its label."""
    number = bare_number(text, x.words.heard)
    position = position_of(options, text) if len(options) > 1 else None
    if number is not None and number in range(1, len(options) + 1):
        position = int(number) - 1
    return None if position is None else options[position]


def _tapped(probe: OpenProbe, chosen: Choice) -> Read:
    """What an option says: one of several is an answer, the only one an end."""
    if probe.reason == Reason.CONTRADICTION:
        return Read(chosen.label, chosen.label)
    return _none(probe, chosen.label)


def _none(probe: OpenProbe, words: str) -> Read:
    """That's all: nothing else happened, or they would rather not say more."""
    if probe.reason == Reason.ANYTHING_ELSE:
        return Read(None, words, Absence.DID_NOT_HAPPEN)
    return Read(None, words, Absence.SKIPPED)


def _take(
    x: Exchange,
    place: Place,
    probe: OpenProbe,
    read: Read,
    *,
    messages: tuple[str, ...] = (),
    chosen: str | None = None,
) -> None:
    x.settle(chosen)
    record_follow_up(x, place, mark_of(probe), read, messages)
    if place.question.kind is Kind.STORY and isinstance(read.value, str):
        propose_more(x, place, read.value, behind=next(iter(probe.about), None))
    else:
        follow_up_or_go_on(x, place)
