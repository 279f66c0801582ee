"""The playback: the respondent's verdict on their own mini-map."""

from dataclasses import replace

from cxmodel.errors import RejectedAnswer
from cxmodel.interview import Playback
from interview_flows.answering import Answering
from interview_flows.choosing import Choice, choose_one
from interview_flows.course import go_on
from interview_flows.exchange import Exchange
from interview_flows.informing import answers_list
from interview_flows.offers import position_of
from interview_flows.talk import Chose, Finished, Said, Skipped


def answer_playback(x: Exchange, given: Answering) -> None:
    """Take the verdict, or help with what is to be corrected."""
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
            x.settle()
            go_on(x)


def _verdicts(x: Exchange) -> tuple[Choice, ...]:
    return tuple(Choice(str(n), label) for n, label in enumerate(x.words.verdicts, 1))


def _read(x: Exchange, text: str) -> None:
    try:
        picked = choose_one(_verdicts(x), text)
    except RejectedAnswer:
        x.tell(f"{answers_list(x)}\n\n{x.words.playback_correct}")
        return
    _judge(x, int(picked.id if isinstance(picked, Choice) else picked))


def _judge(x: Exchange, verdict: int, chosen: str | None = None) -> None:
    x.settle(chosen)
    before = x.interview.playback or Playback()
    x.interview = replace(x.interview, playback=replace(before, verdict=verdict))
    go_on(x)
