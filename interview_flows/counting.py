"""Whether the number in a text is the amount that was asked for, and not a bound or a name.

"About 10", "10 or so" and "it took 10 days" tell an amount. "At least 10" leaves it open; "room 12"
counts nothing; nor do 3 colleagues say how many days it took.
"""

import re

from interview_flows.durations import Unit, in_figures, written_out
from interview_flows.numerals import bare_number
from interview_flows.vocabulary import Vocabulary
from interview_flows.words import unaccented

_FIGURE = r"[0-9][0-9.,]*+"
_SIGN_OF_BOUND = re.compile(r"[<>≤≥]=? ?[0-9]|[0-9] ?\+(?! ?[0-9])")
_SHARE = re.compile("[0-9] ?[%٪]")
_CODE = re.compile(r"[^\W\d_]-[0-9]|[#№] ?[0-9]")
_CLAUSE = re.compile(r"[,;:.!?…،؛)](?=\s|$)| [-(]")


def leaves_open(text: str, heard: Vocabulary) -> bool:
    """Whether a text says from where or how far a number goes, or "not one", and no number.

    >>> from interview_flows.vocabulary import vocabulary_in
    >>> english = vocabulary_in("en")
    >>> leaves_open("at least ten", english), leaves_open("ten, more or less", english)
    (True, False)
    """
    written = written_out(text, heard)
    ways = (
        rf"(?<!\w)(?:{heard.amounts.bounds})(?: |(?<='))(?:[^\W\d_]+ )?{_FIGURE}",
        rf"[0-9][ -]?(?:[^\W\d_]+ ?)?,? ?(?<!\w)(?:{heard.amounts.bounds_behind})(?!\w)",
        rf"(?<!\w)(?:{'|'.join(heard.denials - heard.doubt)}) (?:[^\W\d_]+ ){{,2}}1(?![0-9.,])",
    )
    return bool(_SIGN_OF_BOUND.search(written)) or any(re.search(way, written) for way in ways)


def counts_nothing(text: str, unit: Unit, heard: Vocabulary) -> bool:
    """Whether the number in a text belongs to something else than what was asked for.

    Of a time that is told without its unit, every word beside it, up to a comma or a stop, has to
    be known to change nothing.

    >>> from interview_flows.vocabulary import vocabulary_in
    >>> english = vocabulary_in("en")
    >>> counts_nothing("It was in room 12", Unit.THINGS, english)
    True
    >>> [counts_nothing(t, Unit.DAYS, english) for t in ("it took 3", "I asked 3 colleagues")]
    [False, True]
    """
    if bare_number(text, heard) is not None:
        return False
    written = in_figures(text, heard)
    months = "|".join(name for names in heard.calendar.months for name in names)
    ways = (
        rf"{_FIGURE} (?:[^\W\d_]+ )?(?:{months})(?!\w)",
        rf"(?<!\w)(?:{months}) {_FIGURE}",
        rf"(?<!\w)(?:{heard.amounts.named})[.:-]? ?{_FIGURE}(?! (?:{heard.amounts.often})(?!\w))",
        rf"{_FIGURE} ?(?:{heard.amounts.named_behind})(?!\w)",
        rf"(?<!\w)(?:{heard.amounts.dated}) (?:19|20)[0-9]{{2}}(?![0-9])",
    )
    if _CODE.search(written) or any(re.search(way, written) for way in ways):
        return True
    if unit is Unit.THINGS:
        return False
    return bool(_SHARE.search(written) or _telling(written, unit, heard))


def _telling(written: str, unit: Unit, heard: Vocabulary) -> set[str]:
    """Words in one clause with a number that may make it the number of something else."""
    idle = heard.fillers | heard.hedges | heard.polite | heard.subjects | heard.yes
    idle |= heard.amounts.around | heard.times.units[unit] | heard.numerals.alone
    clauses = [clause for clause in _CLAUSE.split(written) if re.search("[0-9]", clause)]
    words = set(unaccented(" ".join(clauses)).split()) - idle
    return {word for word in words if not re.fullmatch(rf"[0-9]+|{heard.joins}", word)}
