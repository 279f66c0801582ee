"""What a respondent says to a follow-up."""

from cxmodel.errors import BrokenInterview
from cxmodel.guide import Reason
from cxmodel.interview import Absence, Kind, OpenProbe, ProbeMark
from interview_flows.agenda import Place
from interview_flows.answering import Answering
from interview_flows.choosing import Choice
from interview_flows.course import follow_up_or_go_on
from interview_flows.exchange import Exchange
from interview_flows.numerals import bare_number
from interview_flows.offers import position_of
from interview_flows.parsing import Read
from interview_flows.probing import read_follow_up
from interview_flows.recording import record_follow_up, thread
from interview_flows.storytelling import propose_more
from interview_flows.talk import Chose, Finished, Said, Skipped


def answer_follow_up(x: Exchange, place: Place, given: Answering) -> None:
    """Take an answer to a follow-up, or that there is none."""
    probe = x.progress.probe
    if probe is None:
        raise BrokenInterview(f"interview {x.interview.id} is probing without a follow-up")
    enough = Choice("enough", x.words.thats_all)
    match given:
        case Said(text) if bare_number(text) == 1:  # the number that the option is shown with
            _take(x, place, probe, _none(probe, enough.label), chosen=enough.label)
        case Said(text, message):
            read = read_follow_up(text, probe.reason, thread(x, place), x.words)
            _take(x, place, probe, read, messages=(message,) if message else ())
        case Chose(option) if position_of((enough,), option) is None:
            x.toast = x.words.gone
        case Chose():
            _take(x, place, probe, _none(probe, enough.label), chosen=enough.label)
        case Finished():
            _take(x, place, probe, _none(probe, enough.label))
        case Skipped():
            _take(x, place, probe, Read(None, "", Absence.SKIPPED))


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
    record_follow_up(x, place, ProbeMark(probe.reason, probe.rung, probe.of), read, messages)
    if place.question.kind is Kind.STORY and isinstance(read.value, str):
        propose_more(x, place, read.value)
    else:
        follow_up_or_go_on(x, place)
