"""What respondents said of their own mini-map at the end: whether it is how it was for them."""

from collections.abc import Sequence

from cxmodel.journey import Document
from reports.readings import words_of
from reports.telling import Teller


def confirmation(tellers: Sequence[Teller]) -> Document:
    """How many of those who judged it recognised their journey, mostly or completely.

    Who disputed one of several journeys is not counted as recognising. `off` holds the words on
    what is off, on the map of one interview alone: among many they would be of no place.
    """
    judged = {t.respondent for t in tellers if t.playback and t.playback.verdict is not None}
    disputing = {t.respondent for t in tellers if t.playback and t.playback.is_disputed}
    return {
        "n": len(judged),
        "recognised": len(judged - disputing),
        "off": [
            {
                "respondent": teller.respondent,
                "words": words_of(teller.playback.words),
                "quotable": teller.quotable,
            }
            for teller in tellers
            if len(tellers) == 1 and teller.playback and teller.playback.words
        ],
    }
