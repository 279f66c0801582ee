"""What the platform knows of whom we talk to: asked when an interview begins, beside the talk."""

from bot.entry import is_under_way
from bot.messenger import GetToKnow
from bot.visit import Visit
from interview_flows.talk import Known


def ask_platform(visit: Visit) -> None:
    """Have the platform asked, once for each interview that began; where it can be."""
    if visit.begun:
        visit.carry(GetToKnow())
        visit.begun = False


def learn(visit: Visit, known: Known) -> None:
    """Use it in the interviews that this chat is in; what is set aside takes it in silently."""
    for interview in visit.load_all(visit.chat.paused):
        if is_under_way(interview):
            visit.advance(interview, known)
    active = visit.active()
    if active is not None and is_under_way(active):
        visit.step(active, known)
