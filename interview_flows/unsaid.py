"""Words that say there is nothing to say: a respondent's "no idea" is no claim about the matter."""

from cxmodel.interview import Absence
from interview_flows.agreeing import finished
from interview_flows.phrases import Phrases
from interview_flows.words import unaccented

_LONGEST = 200  # characters; a longer text says something


def closes_list(text: str, phrases: Phrases) -> bool:
    """Whether a text says that nothing more, or nothing at all, belongs here."""
    return _closes(text, _said(text, phrases), phrases)


def absence_said(text: str, phrases: Phrases) -> Absence | None:
    """What a text means that holds no answer: they do not know, or there was nothing.

    None where it is an answer: such words within a longer one are part of it.

    >>> from interview_flows.english import ENGLISH
    >>> absence_said("Sorry, no idea.", ENGLISH)
    <Absence.SKIPPED: 'skipped'>
    >>> absence_said("No idea who signs it, that was the trouble", ENGLISH)
    """
    said = _said(text, phrases)
    if not said.isdisjoint(phrases.heard.dont_know):
        return Absence.SKIPPED
    return Absence.DID_NOT_HAPPEN if _closes(text, said, phrases) else None


def _said(text: str, phrases: Phrases) -> frozenset[str]:
    """The words of a text, with and without those that soften; none of a longer one."""
    if len(text) > _LONGEST:
        return frozenset()
    said, hedges = unaccented(text), phrases.heard.hedges
    return frozenset((said, " ".join([word for word in said.split() if word not in hedges])))


def _closes(text: str, said: frozenset[str], phrases: Phrases) -> bool:
    return not said.isdisjoint(phrases.heard.no_more) or finished(text, phrases.heard)
