"""What a vocabulary holds: the meanings that the engine listens for."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Spoken words (see `words.spoken`) of one language, by what they mean to the engine."""

    face_words: tuple[frozenset[str], ...]  # by face, −2 … +2
    no_more: frozenset[str]  # "nothing", "nothing else"
    dont_know: frozenset[str]  # "I cannot say"
    hedges: frozenset[str]  # words around those that change nothing: "sorry, no idea"
    how_often: Mapping[str, frozenset[str]]  # by option of a recurrence
    causes: frozenset[str]  # words that give a reason
    examples: frozenset[str]  # words and phrases that point at a concrete case
    never_mind: frozenset[str]  # they take a wish back
    verdict_words: tuple[frozenset[str], ...]  # by verdict on the playback, 1 … 4
    anew: frozenset[str]  # they take the offer to begin again
    commands: Mapping[str, str]  # → the command's name
    change: str  # goes before a number to change that answer
