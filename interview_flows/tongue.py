"""What the bot says in the respondent's language: English sentences are looked up in catalogues.

The catalogues are gettext's, made by `python -m interview_flows.locale.make`. A sentence that a
language has no words for stays English.
"""

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final, TypeGuard

from interview_flows.words import base_language, unaccented

DOMAIN: Final = "desirepath"
CATALOGUES: Final = Path(__file__).parent / "locale"
LANGUAGE_NAMES: Final[Mapping[str, str]] = {
    "en": "English",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "pt": "Português",
    "ar": "العربية",
}
"""The languages that the bot talks in, by code, each as its speakers call it."""


def sentence(english: str) -> str:
    """Mark an English sentence that is said to respondents; it stays as it is.

    The catalogues are made of what stands in such calls and of the engine's `Phrases`.
    """
    return english


ENGLISH_NAMES: Final[Mapping[str, str]] = {
    "en": sentence("English"),
    "de": sentence("German"),
    "es": sentence("Spanish"),
    "fr": sentence("French"),
    "pt": sentence("Portuguese"),
    "ar": sentence("Arabic"),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A sentence about `{number}` things, in the forms that a language counts with."""

    one: str
    many: str
    language: str = "en"

    def in_(self, language: str) -> "Counted":
        """The same in another language."""
        return replace(self, language=base_language(language))

    def of(self, number: int) -> str:
        """The sentence for so many.

        >>> Counted("one step", "{number} steps").of(3)
        '3 steps'
        """
        return _catalogue(self.language).ngettext(self.one, self.many, number).format(number=number)


def counted_sentence(one: str, many: str) -> Counted:
    """Mark an English sentence in singular and plural, as `sentence` does for others."""
    return Counted(one, many)


def told(language: str, english: str) -> str:
    """A sentence in `language`, with its fields still to be filled; else in English.

    >>> told("de-AT", "German"), told("tlh", "German")
    ('Deutsch', 'German')
    """
    return _catalogue(base_language(language)).gettext(english) if english else ""


def is_spoken(language: str | None) -> TypeGuard[str]:
    """Whether the bot talks in a language, regions aside."""
    return language is not None and base_language(language) in LANGUAGE_NAMES


def own_name(language: str) -> str:
    """A language as its speakers call it; the bare code of one that the bot has no name for."""
    return LANGUAGE_NAMES.get(language) or LANGUAGE_NAMES.get(base_language(language), language)


def language_called(name: str) -> str | None:
    """The code of a language by its name in any of the languages, or by a code we know.

    >>> language_called("german"), language_called("Alemán"), language_called("pt-BR")
    ('de', 'de', 'pt-BR')
    """
    code = name.strip().replace("_", "-")
    return code if base_language(code) in LANGUAGE_NAMES else _names().get(unaccented(name))


@cache
def _names() -> Mapping[str, str]:
    called = {unaccented(own): code for code, own in LANGUAGE_NAMES.items()}
    for language in LANGUAGE_NAMES:
        called |= {unaccented(told(language, name)): code for code, name in ENGLISH_NAMES.items()}
    without_article = {name.removeprefix("ال"): code for name, code in called.items()}
    return without_article | called


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language not in LANGUAGE_NAMES:  # no path is made of what somebody typed
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, CATALOGUES, [language], fallback=language == "en")
