"""Whether a typed text is a yes or a no, and whether it says that all has been told."""

import re

from interview_flows.vocabulary import Vocabulary
from interview_flows.words import emoji_of, unaccented, word_set

_YES_EMOJI = word_set("👍 👌 ✅ ✔ ☑ 🆗 💯")
_NO_EMOJI = word_set("👎 ❌ ✖ 🚫 ⛔")
_KIND_EMOJI = word_set("🙏 ❤ 😊 🙂 👋 😀 😃 😄 😁 🎉 🤝 😉 ☺")
_LONGEST = 60  # characters of a text that says nothing but yes, no or that it is over
_MOST_WORDS = 8  # of an "I do not know"
_CLAUSE = re.compile("[,;.!\\n،؛]")


def agreement(text: str, heard: Vocabulary, *, whole: bool = False) -> bool | None:
    """Tell yes (True) from no (False); None where it is neither or both.

    `whole`: nothing else may be said beside it, as where much hangs on a yes, or where a further
    word is to be heard.

    >>> from interview_flows.vocabulary import vocabulary_in
    >>> english = vocabulary_in("en")
    >>> agreement("Yep!", english), agreement("👎", english), agreement("no idea", english)
    (True, False, None)
    >>> agreement("Yes, my boss was", english), agreement("Yes, my boss was", english, whole=True)
    (True, None)
    """
    said = unaccented(text.replace("%", " percent"))
    if said:
        if _is_unsure(said, heard) and not _says(said, heard.yes, heard, whole=True):
            return None
        yes, no = (_says(said, words, heard, whole=whole) for words in (heard.yes, heard.no))
        if not yes and not no and not whole:
            yes, no = _led_by(text, said, heard)
    else:
        pictures = set(emoji_of(text))
        yes, no = bool(pictures & _YES_EMOJI), bool(pictures & _NO_EMOJI)
    asks_back = whole and ("?" in text or "؟" in text)
    return yes if yes != no and not asks_back else None


def says_only(text: str, phrases: frozenset[str], heard: Vocabulary, *, whole: bool = True) -> bool:
    """Whether a text is one or more of these phrases, with polite words at most.

    Without `whole`, softening words may stand there too.

    >>> from interview_flows.vocabulary import vocabulary_in
    >>> english = vocabulary_in("en")
    >>> says_only("Undo that, please!", english.undo, english)
    True
    """
    return _says(unaccented(text), phrases, heard, whole=whole)


def finished(text: str, heard: Vocabulary) -> bool:
    """Whether a text says that all has been told, and nothing else.

    >>> from interview_flows.vocabulary import vocabulary_in
    >>> english = vocabulary_in("en")
    >>> finished("OK, I'm done.", english), finished("I'm done with forms", english)
    (True, False)
    """
    said = unaccented(text)
    if len(said) > _LONGEST:
        return False
    opening, _, rest = said.partition(" ")
    return _is_made_of(said, heard.finished) or (
        any(opening in words for words in (heard.yes, heard.no, heard.greetings))
        and _is_made_of(rest, heard.finished)
    )


def is_courtesy(text: str, heard: Vocabulary) -> bool:
    """Whether a text is a greeting, thanks, kind words, a yes, a "nothing more", and no more.

    >>> from interview_flows.vocabulary import vocabulary_in
    >>> english = vocabulary_in("en")
    >>> is_courtesy("Ok, thank you!", english), is_courtesy("Thanks to Ann", english)
    (True, False)
    """
    said = unaccented(text)
    if not said:
        return bool(emoji_of(text)) and set(emoji_of(text)) <= _YES_EMOJI | _KIND_EMOJI
    kind = heard.greetings | heard.finished | heard.polite
    words = [word for word in said.split() if not re.fullmatch(heard.joins, word)]
    softened = heard.hedges - heard.yes - heard.no - heard.doubt
    calm = [word for word in words if word not in softened]
    return len(said) <= 2 * _LONGEST and any(
        _is_made_of(" ".join(bare), kind | others)
        for others in (heard.yes | heard.kind_words, heard.no_more)  # "no me gustó" is not kind
        for bare in (words, calm)
    )


def stalls(text: str, heard: Vocabulary) -> bool:
    """Whether a text only puts off what is to be told: "So, hmm, where do I start".

    >>> from interview_flows.vocabulary import vocabulary_in
    >>> english = vocabulary_in("en")
    >>> stalls("So, hmm, where do I start", english), stalls("So I called", english)
    (True, False)
    """
    if len(text) > 3 * _LONGEST:
        return False
    idle = heard.telling.stalling | heard.greetings | heard.polite | heard.hedges
    return _is_made_of(unaccented(text), idle)


def _led_by(text: str, said: str, heard: Vocabulary) -> tuple[bool, bool]:
    """Whether a text that says more is led by a yes, or by a no."""
    word, others = _deciding_words(text, said, heard), {w for w in said.split() if len(w) > 1}
    return (
        _says(word, heard.yes, heard) and not others & heard.no,
        _says(word, heard.no, heard) and not others & heard.yes,
    )


def _is_unsure(said: str, heard: Vocabulary) -> bool:
    """Whether a text says, or ends on saying, that they do not know."""
    words = said.rsplit(maxsplit=_MOST_WORDS)[-_MOST_WORDS:]
    return any(" ".join(words[start:]) in heard.dont_know for start in range(len(words)))


def _says(said: str, phrases: frozenset[str], heard: Vocabulary, *, whole: bool = False) -> bool:
    """Whether a text is one or more of these phrases, whatever politeness stands between them.

    Without `whole`, softening words may stand there too: "yes, sadly".
    """
    if len(said) > 2 * _LONGEST:
        return False
    idle = (
        heard.polite if whole else heard.polite | heard.hedges - heard.yes - heard.no - heard.doubt
    )
    bare = " ".join(word for word in said.split() if word not in idle)
    return _is_made_of(said, phrases) or (len(bare) <= _LONGEST and _is_made_of(bare, phrases))


def _is_made_of(said: str, phrases: frozenset[str]) -> bool:
    """Whether the words of a text part into these phrases without a rest."""
    words = said.split()
    reached = {0}
    for start in range(len(words)):
        if start in reached:
            ends = range(start + 1, len(words) + 1)
            reached |= {end for end in ends if " ".join(words[start:end]) in phrases}
    return bool(words) and len(words) in reached


def _deciding_words(text: str, said: str, heard: Vocabulary) -> str:
    """Find the word before a subject ("yes it was"), else what stands before the first comma."""
    words = [w for w in said.split() if w not in heard.polite]
    if len(words) > 1 and words[1] in heard.subjects and not heard.doubt & set(words):
        return words[0]
    return unaccented(_CLAUSE.split(text, maxsplit=1)[0])
