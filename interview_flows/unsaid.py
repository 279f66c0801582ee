"""Words that say there is nothing to say: a respondent's "no idea" is no claim about the matter."""

from cxmodel.interview import Absence
from interview_flows.agreeing import finished
from interview_flows.phrases import Phrases
from interview_flows.words import unaccented

_LONGEST = 200  # characters; a longer text says something


def closes_list(text: str, phrases: Phrases) -> bool:
    """Whether a text says that nothing more, or nothing at all, belongs here."""
    return _is_one_of(text, phrases.heard.no_more, phrases) or finished(text, phrases.heard)


def absence_said(text: str, phrases: Phrases) -> Absence | None:
    """What a text means that holds no answer: they do not know, or there was nothing.

    None where it is an answer: such words within a longer one are part of it.

    >>> from interview_flows.english import ENGLISH
    >>> absence_said("Sorry, no idea.", ENGLISH)
    <Absence.SKIPPED: 'skipped'>
    >>> absence_said("No idea who signs it, that was the trouble", ENGLISH)
    """
    if _is_one_of(text, phrases.heard.dont_know, phrases):
        return Absence.SKIPPED
    return Absence.DID_NOT_HAPPEN if closes_list(text, phrases) else None


def _is_one_of(text: str, words: frozenset[str], phrases: Phrases) -> bool:
    if len(text) > _LONGEST:
        return False
    said = unaccented(text)
    bare = " ".join(word for word in said.split() if word not in phrases.heard.hedges)
    return said in words or bare in words
