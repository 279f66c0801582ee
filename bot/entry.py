"""Who may begin or go on, and with which interview: decided from values alone."""

from collections.abc import Sequence
from datetime import datetime

from bot import sentences
from bot.messenger import Content
from cxmodel.errors import RejectedAnswer
from cxmodel.interview import OPEN_PHASES, Interview, Phase
from cxmodel.records import Invitation
from cxmodel.study import Study
from interview_flows.choosing import Choice, choose_one
from interview_flows.commands import read_command
from interview_flows.flow import Flow, language_among
from interview_flows.phrasebook import phrases_in
from interview_flows.talk import AskedFor, Input, Resumed, Said, Topic
from interview_flows.tongue import LANGUAGE_NAMES

UNDER_WAY = OPEN_PHASES | {Phase.INVITED, Phase.PAUSED, Phase.UNREACHABLE}


def is_under_way(interview: Interview | None) -> bool:
    """Whether there is something to go on with."""
    return interview is not None and interview.phase in UNDER_WAY


def asks_to_resume(given: Input, active: Interview | None) -> bool:
    """Whether a button or typed words, in the language of the talk, ask to go on."""
    if isinstance(given, Said):
        phrases = phrases_in(active.language if active is not None else "en")
        return isinstance(read_command(given.text, phrases), Resumed)
    return isinstance(given, Resumed)


def asks_for_help(content: Content) -> bool:
    """Whether somebody who is in no interview wants to know how this works."""
    if isinstance(content, Said):
        read = (read_command(content.text, phrases_in(code)) for code in LANGUAGE_NAMES)
        return AskedFor(Topic.HELP) in read
    return content == AskedFor(Topic.HELP)


def is_any_command(text: str) -> bool:
    """Whether typed words are a command in one of our languages: of whom, is not known yet."""
    return any(read_command(text, phrases_in(code)) is not None for code in LANGUAGE_NAMES)


def is_command(given: Said, during: Interview) -> bool:
    """Whether typed words are a command, in the language of the talk."""
    return read_command(given.text, phrases_in(during.language)) is not None


def language_of(flow: Flow, study: Study, wanted: str | None) -> str:
    """What an interview begins in: the language asked for, else the study's first, if asked in."""
    given = (wanted, *study.languages) if wanted else study.languages
    spoken = (language_among(flow.languages, language) for language in given)
    return next((language for language in spoken if language), flow.languages[0])


def no_entry(study: Study, invitation: Invitation, now: datetime) -> str | None:
    """Why nobody can begin with this invitation; None where they can."""
    if study.closed_at is not None:
        return sentences.CLOSED_STUDY
    if invitation.expires_at is not None and invitation.expires_at <= now:
        return sentences.EXPIRED_LINK
    if invitation.limit is not None and invitation.used >= invitation.limit:
        return sentences.FULL_STUDY
    return None


def wanted_study(studies: Sequence[Study], content: Content) -> Study | None:
    """The open study that somebody without an invitation came for.

    The only one there is, or the one whose number or title they typed.
    """
    if len(studies) == 1:
        return studies[0]
    if not studies or not isinstance(content, Said):
        return None
    choices = [Choice(study.id, study.title) for study in studies]
    try:
        chosen = choose_one(choices, content.text, phrases_in("en"))
    except RejectedAnswer:
        return None
    return next(study for study in studies if Choice(study.id, study.title) == chosen)
