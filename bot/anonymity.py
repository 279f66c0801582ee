"""Interviews of anonymous studies: completed or left alone for good, and nobody's from then on.

Who comes back is a stranger: of what they told, nothing can be found.
"""

from collections.abc import Iterable

from bot.ids import new_pseudonym
from bot.messenger import Content
from bot.shelf import Shelf
from cxmodel.interview import Interview, Phase
from cxmodel.records import Turned
from cxmodel.store import Work
from cxmodel.study import Anonymity
from interview_flows.commands import read_command
from interview_flows.phrasebook import phrases_in
from interview_flows.talk import AskedFor, Deleted, Edited, Forgot, Said, Topic, Withdrew
from interview_flows.tongue import LANGUAGE_NAMES


def part_ended(work: Work, shelf: Shelf, turned: Iterable[Turned]) -> None:
    """Have what was just saved as ended lose its ties with this commit."""
    for visit in turned:
        for before, after in visit.interviews:
            if not _has_ended(after) or (before is not None and _has_ended(before)):
                continue
            if shelf.study(after.study, work).anonymity is Anonymity.ANONYMOUS:
                work.part(visit.after.id, after, new_pseudonym())


def _has_ended(interview: Interview) -> bool:
    """Whether it came to an end by itself, its goodbye said as far as there is one."""
    is_expired = interview.phase is Phase.EXPIRED and not interview.reminded.goodbye_due
    return is_expired or interview.phase is Phase.COMPLETED


def is_about_the_past(content: Content) -> bool:
    """Whether somebody who is in no interview asks for what they told, or would change it."""
    if isinstance(content, Said):  # in which language is not known any more
        read = (read_command(content.text, phrases_in(code)) for code in LANGUAGE_NAMES)
        return any(_is_about_the_past(command) for command in read)
    return _is_about_the_past(content)


def _is_about_the_past(asked: object) -> bool:
    if isinstance(asked, AskedFor):
        return asked.topic is not Topic.HELP
    return isinstance(asked, Forgot | Withdrew | Edited | Deleted)
