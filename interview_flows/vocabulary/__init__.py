"""What respondents say, in the words of their languages."""

from interview_flows.vocabulary.english import ENGLISH
from interview_flows.vocabulary.meanings import Vocabulary
from interview_flows.words import base_language

__all__ = ["Vocabulary", "vocabulary_in"]

_LANGUAGES = {"en": ENGLISH}


def vocabulary_in(language: str) -> Vocabulary:
    """Find the vocabulary of a language; that of English where it has none here."""
    return _LANGUAGES.get(base_language(language), ENGLISH)
