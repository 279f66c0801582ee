"""The engine's own sentences in any language: English ones, as the catalogues translate them."""

from dataclasses import fields, replace
from functools import lru_cache
from typing import Any, Final

from interview_flows.english import ENGLISH
from interview_flows.phrases import Phrases
from interview_flows.tongue import LANGUAGE_NAMES, Counted, told
from interview_flows.vocabulary import vocabulary_in
from interview_flows.words import base_language

UNSPOKEN: Final = frozenset({"language", "heard", "face_signs"})
"""Fields that no catalogue translates."""


@lru_cache(maxsize=64)
def phrases_in(language: str) -> Phrases:
    """Take the engine's sentences in `language`, else in English."""
    code = base_language(language)
    if code not in LANGUAGE_NAMES:
        return ENGLISH
    said = (field.name for field in fields(ENGLISH) if field.name not in UNSPOKEN)
    translated = {name: _in_tongue(getattr(ENGLISH, name), code) for name in said}
    return replace(ENGLISH, language=code, heard=vocabulary_in(code), **translated)


def _in_tongue(said: Any, code: str) -> Any:
    """A field of the English phrases in another language, whatever holds its sentences."""
    match said:
        case str():
            return told(code, said)
        case Counted():
            return said.in_(code)
        case tuple():
            return tuple(_in_tongue(each, code) for each in said)
        case _:
            return {name: _in_tongue(each, code) for name, each in said.items()}
