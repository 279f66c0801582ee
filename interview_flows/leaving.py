"""Coming, agreeing, pausing and leaving: everything around the questions."""

import hashlib
from dataclasses import replace

from cxmodel.interview import Consent, Phase
from interview_flows.answering import Answering
from interview_flows.course import go_on
from interview_flows.exchange import Exchange
from interview_flows.offers import position_of
from interview_flows.choosing import Choice
from interview_flows.prompts import consent_text, show
from interview_flows.talk import Chose, Finished, ReplyKind, Said, Skipped
from interview_flows.words import spoken


def begin(x: Exchange) -> None:
    """Show what is to be agreed to."""
    x.fire("begin")
    x.turn_over(x.progress)
    show(x)
