"""Pausing and going on, stopping for good, being forgotten."""

from dataclasses import replace

from cxmodel.interview import OPEN_PHASES, Interview, Phase
from interview_flows.agreeing import agreement
from interview_flows.consenting import begin
from interview_flows.course import go_on
from interview_flows.exchange import Exchange
from interview_flows.prompts import show
from interview_flows.talk import Said
from interview_flows.words import unaccented

_FINAL = (Phase.DECLINED, Phase.WITHDRAWN)


def pause(x: Exchange) -> None:
    """Stop for now; the waiting prompt stays as it is."""
    x.fire("pause")
    x.tell(x.words.paused)


def resume(x: Exchange) -> None:
    """Go on where the talk was left."""
    come_back(x)
    if x.phase is Phase.INVITED:
        begin(x)
    elif x.lost_its_place:
        go_on(x)
    else:
        show(x, x.words.welcome_back)


def come_back(x: Exchange) -> None:
    """Take up the phase that was left, without a word."""
    if x.progress.returns_to is None:
        x.move(replace(x.progress, returns_to=_left(x.interview)))
    x.fire("resume")


def _left(interview: Interview) -> Phase:
    """Derive the phase that was left where nobody noted it: the messenger lost the respondent."""
    progress = interview.progress
    if interview.consent is None:
        return Phase.CONSENTING if progress.turn else Phase.INVITED
    if progress.probe is not None:
        return Phase.PROBING
    if progress.draft_steps is not None:
        return Phase.CONFIRMING
    return Phase.ASKING if progress.at is not None else Phase.PLAYBACK


def withdraw(x: Exchange) -> None:
    """End at once; what was said leaves every map. Raises NotWaiting where all is over."""
    is_stored = x.interview.consent is not None
    x.fire("withdraw")
    x.settle()
    x.tell(x.words.withdrawn if is_stored else x.words.declined)


def forget(x: Exchange) -> None:
    """Ask once whether to erase everything; the second time, have it done."""
    if not x.progress.forgetting:
        x.move(replace(x.progress, forgetting=True, forget_explained=False))
        x.tell(x.words.forget_sure)
        return
    if x.phase not in _FINAL:
        x.fire("withdraw")
    x.settle()
    x.tell(x.words.forgotten)
    x.erased = True


def answers_whether_to_forget(x: Exchange, given: Said) -> bool:
    """Take a yes or no to the question whether to erase; it is no answer to what waits.

    Only the exact words erase. A plain yes is told so once; after a second one all stays.
    """
    agrees = agreement(given.text, x.words.heard, whole=True)
    if agrees and not x.progress.forget_explained:
        x.move(replace(x.progress, forget_explained=True))
        x.tell(x.words.forget_how)
    elif agrees is not None or unaccented(given.text) in x.words.heard.never_mind:
        x.move(replace(x.progress, forgetting=False, forget_explained=False))
        if x.phase in OPEN_PHASES:
            show(x, x.words.not_forgotten)
        else:
            x.tell(x.words.not_forgotten)
    else:
        return False
    return True
