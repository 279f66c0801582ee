"""Where a story goes on to its next step: after words like "then", and in lists of deeds."""

import re
from collections.abc import Sequence

from interview_flows.vocabulary import Vocabulary, vocabulary_in
from interview_flows.vocabulary.meanings import Connectives
from interview_flows.words import spoken, unaccented, word_set

_DEEDS = word_set(
    "ask asked attend attended book booked bought bring brought browse browsed buy call called "
    "check checked choose chose click clicked collect collected compare compared complete "
    "completed confirm confirmed contact contacted coordinate coordinated create created decide "
    "decided deliver delivered discuss discussed download downloaded email emailed enter entered "
    "fetch fetched fill filled find found forward forwarded gave get give go got went hand handed "
    "hear heard inform informed install installed join joined learn learned leave left log logged "
    "look looked made make meet met message messaged move moved open opened order ordered paid "
    "pay phone phoned pick picked prepare prepared print printed purchase purchased put read "
    "receive received register registered reject rejected remind reminded request requested "
    "research researched return returned review reviewed ring rang run ran saw see scan scanned "
    "search searched see select selected send sent set show showed sign signed speak spoke start "
    "started submit submitted take took talk talked tell told travel travelled try tried type "
    "typed update updated upload uploaded use used visit visited wait waited walk walked write "
    "wrote"
)
_BEFORE_A_DEED = word_set(
    "i we you he she they then first finally had have has to need needed needs must should also "
    "just"
)


def can_stand(head: str, mark: re.Match[str], words: Connectives) -> bool:
    """Whether what stands before a connective is a sentence of its own."""
    if words.opens_clause.match(head):
        return False
    last = unaccented(head[-60:]).split()
    # A bare "then" needs a word more before it: "my boss then approved" is one step.
    bare = mark.groupdict().get("bare") is not None
    return len(last) >= words.fewest + bare and last[-1] not in words.leans


def is_list_of_deeds(pieces: Sequence[str], heard: Vocabulary) -> bool:
    """Whether each of three or more pieces begins with something that a person does.

    Known for English only: elsewhere commas never part steps.

    >>> is_list_of_deeds(["find the form", "I got approval", "paid"], vocabulary_in("en"))
    True
    >>> is_list_of_deeds(["long forms", "slow replies", "bad links"], vocabulary_in("en"))
    False
    """
    enough = len(pieces) >= 3 and heard is vocabulary_in("en")  # noqa: PLR2004
    firsts = [_first_word(piece) for piece in pieces] if enough else []
    told = [first in _DEEDS for first in firsts]
    return any(told) and all(
        known or first.endswith("ed") for known, first in zip(told, firsts, strict=True)
    )


def _first_word(piece: str) -> str:
    """Find the word that a piece begins with, after "I had to" and the like."""
    words = (w for w in spoken(piece[:200]).split() if w not in _BEFORE_A_DEED)
    return next(words, "")
