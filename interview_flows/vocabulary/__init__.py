"""What respondents say, in the words of their languages."""

from dataclasses import replace

from interview_flows.vocabulary.arabic import ARABIC
from interview_flows.vocabulary.english import ENGLISH
from interview_flows.vocabulary.french import FRENCH
from interview_flows.vocabulary.german import GERMAN
from interview_flows.vocabulary.meanings import Vocabulary
from interview_flows.vocabulary.portuguese import PORTUGUESE
from interview_flows.vocabulary.spanish import SPANISH
from interview_flows.words import base_language

__all__ = ["Vocabulary", "vocabulary_in"]


def _beside_english(own: Vocabulary) -> Vocabulary:
    """Take in what many say in English whatever they speak, where it means nothing else there."""
    meant = own.yes | own.no | own.finished | own.commands.keys()
    return replace(
        own,
        yes=own.yes | ENGLISH.yes - meant,
        no=own.no | ENGLISH.no - meant,
        finished=own.finished | ENGLISH.finished - meant,
        polite=own.polite | ENGLISH.polite,
        kind_words=own.kind_words | ENGLISH.kind_words - meant,
        change=own.change | ENGLISH.change,
        numbered=f"{own.numbered}|{ENGLISH.numbered}",
        commands={w: n for w, n in ENGLISH.commands.items() if w not in meant} | dict(own.commands),
        orders={**ENGLISH.orders, **own.orders},
        steps={**_steps_of(ENGLISH), **_steps_of(own)},
    )


def _steps_of(vocabulary: Vocabulary) -> dict[str, int]:
    counted = {w: int(n) for w, n in vocabulary.numerals.words.items() if n == int(n)}
    return {**counted, **vocabulary.steps}


_LANGUAGES = {
    "en": replace(ENGLISH, steps=_steps_of(ENGLISH)),
    "de": _beside_english(GERMAN),
    "es": _beside_english(SPANISH),
    "fr": _beside_english(FRENCH),
    "pt": _beside_english(PORTUGUESE),
    "ar": _beside_english(ARABIC),
}


def vocabulary_in(language: str) -> Vocabulary:
    """Find the vocabulary of a language; that of English where it has none here."""
    return _LANGUAGES.get(base_language(language), _LANGUAGES["en"])
