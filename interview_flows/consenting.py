"""Consent: what is agreed to before the first question, and by whom it is refused."""

import hashlib
from dataclasses import replace

from cxmodel.interview import Consent
from interview_flows.agreeing import agreement
from interview_flows.answering import Answering
from interview_flows.choosing import Choice
from interview_flows.course import go_on
from interview_flows.exchange import Exchange
from interview_flows.numerals import bare_number
from interview_flows.offers import position_of
from interview_flows.prompts import consent_text, show
from interview_flows.talk import Chose, Finished, Said, Skipped
from interview_flows.words import unaccented


def begin(x: Exchange) -> None:
    """Show what is to be agreed to."""
    x.fire("begin")
    x.turn_over(x.progress)
    show(x)


def answer_consent(x: Exchange, given: Answering) -> None:
    """Agree or decline; all else is not stored, and the question comes again."""
    match given:
        case Said(text):
            _decide(x, agrees=_meant(x, text))
        case Chose(option):
            labels = (Choice("agree", x.words.agree), Choice("decline", x.words.decline))
            position = position_of(labels, option)
            if position is None:
                x.toast = x.words.gone
            else:
                _decide(x, agrees=position == 0, chosen=labels[position].label)
        case Skipped() | Finished():
            _decide(x, agrees=None)


def _meant(x: Exchange, text: str) -> bool | None:
    for position, label in enumerate((x.words.agree, x.words.decline)):
        number = bare_number(text, x.words.heard)
        if number == position + 1 or unaccented(text) == unaccented(label):
            return position == 0
    return agreement(text, x.words.heard, whole=True)


def _decide(x: Exchange, *, agrees: bool | None, chosen: str | None = None) -> None:
    if agrees is None:
        show(x, x.words.consent_first)
        return
    x.settle(chosen)
    if not agrees:
        x.fire("decline")
        x.tell(x.words.declined)
        return
    version = hashlib.sha256(consent_text(x).encode()).hexdigest()
    x.interview = replace(x.interview, consent=Consent(version, x.interview.language, x.now))
    x.fire("agree")
    go_on(x)
