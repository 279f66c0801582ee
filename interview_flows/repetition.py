"""Whether a respondent says again what they have said: then the bottom of a ladder is reached."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from interview_flows.vocabulary import Vocabulary
from interview_flows.words import unaccented

# Likeness of the sorted words that carry the sense, 0–100. From 85 on, what differs is an ending or
# a typing error ("nobody told me" and "nobody had told me", 88); below it stand sentences that
# share a frame and say something else ("they have no people" and "they have no money", 70).
_THE_SAME = 85.0


def says_again(text: str, before: Iterable[str], heard: Vocabulary) -> bool:
    """Whether a text says, in the same or nearly the same words, what was said before.

    Another number, or a "not" in one of the two alone, says something new.

    >>> from interview_flows.vocabulary import vocabulary_in
    >>> says_again("Well, because it took so long!", ["It took long"], vocabulary_in("en"))
    True
    >>> says_again("It took 3 weeks", ["it took 5 weeks"], vocabulary_in("en"))
    False
    """
    said = _sense(text, heard)
    return bool(said) and any(_is_same(said, _sense(one, heard), heard) for one in before)


def _sense(text: str, heard: Vocabulary) -> list[str]:
    """The words that carry the sense, in order; all words where none of them does."""
    words = unaccented(text).split()
    small = heard.causes | heard.hedges | heard.intensity
    return [word for word in words if word not in small] or words


def _is_same(one: list[str], other: list[str], heard: Vocabulary) -> bool:
    if _marks(one, heard) != _marks(other, heard):
        return False
    return fuzz.ratio(" ".join(sorted(one)), " ".join(sorted(other))) >= _THE_SAME


def _marks(words: list[str], heard: Vocabulary) -> frozenset[str]:
    """Words that set two sentences apart however alike they are: numbers, and any denial."""
    numbers = {w for w in words if w.isdigit() or w in heard.numerals.words}
    return frozenset(numbers | ({""} if heard.denials.intersection(words) else set()))
