"""The words of a story that tell one step, marked where the whole story is quoted."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from markupsafe import Markup

from reports.escape import seen, within


def marked(text: str, parts: Iterable[str]) -> Markup:
    """Someone's words for a page, with each of the parts that stands in them as `<mark>`.

    Upper and lower case are the same; where parts overlap the longer one is marked.

    >>> str(marked("I rang, then paid.", ["Then paid", "asked"]))
    '<bdi>I rang, <mark>then paid</mark>.</bdi>'
    """
    shown, at, text = Markup(""), 0, seen(text)
    for start, end in _places(text, parts):
        shown += within(text[at:start])
        shown += Markup("<mark>{}</mark>").format(within(text[start:end]))
        at = end
    return Markup("<bdi>{}</bdi>").format(shown + within(text[at:]))


def _places(text: str, parts: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where the parts stand, from the left, none over another."""
    low = text.lower()
    if len(low) != len(text):  # a letter whose small form is two signs
        low = text
    found: list[tuple[int, int]] = []
    for part in _wanted(tuple(parts)):
        start = low.find(part)
        end = start + len(part)
        if start >= 0 and all(end <= a or start >= b for a, b in found):
            found.append((start, end))
    yield from sorted(found)


@lru_cache(maxsize=64)  # a step's words are looked for in every story that tells it
def _wanted(parts: tuple[str, ...]) -> list[str]:
    return sorted({part.strip(" .,;!").lower() for part in parts} - {""}, key=_longest)


def _longest(part: str) -> tuple[int, str]:
    return -len(part), part
