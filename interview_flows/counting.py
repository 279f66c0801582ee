"""Whether the number in a text is the amount that was asked for, and not a bound or a name.

"About 10", "10 or so" and "it took 10 days" tell an amount. "At least 10" leaves it open; "room 12"
counts nothing; nor do 3 colleagues say how many days it took.
"""

import re

from interview_flows.durations import Unit, in_figures, ones_counted, written_out
from interview_flows.numerals import bare_number, plain_figures
from interview_flows.vocabulary import Vocabulary
from interview_flows.words import plain, unaccented

_FIGURE = r"[0-9][0-9.,]*+"
_SIGN_OF_BOUND = re.compile(r"[<>≤≥]=? ?[0-9]|[0-9] ?\+(?! ?[0-9])")
_SHARE = re.compile("[0-9] ?[%٪]")
_MONEY = re.compile("[$€£¥₹₽] ?[0-9]|[0-9] ?[$€£¥₹₽]")
_CODE = re.compile(r"[^\W\d_]-[0-9]|[#№] ?[0-9]")
_CLAUSE = re.compile(r"[,;:.!?…،؛)](?=\s|$)| [-(]")


def leaves_open(text: str, heard: Vocabulary) -> bool:
    """Whether a text says from where or how far a number goes, or "not five", and no number.

    >>> from interview_flows.vocabulary import vocabulary_in
    >>> english = vocabulary_in("en")
    >>> leaves_open("at least ten", english), leaves_open("ten, more or less", english)
    (True, False)
    """
    written, denials = written_out(text, heard), "|".join(heard.denials - heard.doubt)
    ways = (
        rf"(?<!\w)(?:{heard.amounts.bounds})(?:[.]? |(?<='))(?:[^\W\d_]+ )?{_FIGURE}",
        rf"[0-9][ -]?(?:[^\W\d_]+ ?)?,? ?(?<!\w)(?:{heard.amounts.bounds_behind})(?!\w)",
        rf"(?<!\w)(?:{denials}) (?:{_FIGURE}|(?:[^\W\d_]+ ){{,2}}1(?![0-9.,]))",
    )
    return bool(_SIGN_OF_BOUND.search(written)) or any(re.search(way, written) for way in ways)


def in_other_words(text: str, heard: Vocabulary) -> str:
    """Write "twice" as "2 times", and "un formulario" as "1 formulario".

    >>> from interview_flows.vocabulary import vocabulary_in
    >>> in_other_words("Nur ein Formular", vocabulary_in("de"))
    '1 formular'
    """
    written = plain(plain_figures(text))
    for pattern, by in heard.counts.items():
        written = re.sub(rf"(?<!\w)(?:{pattern})", by, written)
    return written


def tells_times(text: str, unit: Unit, heard: Vocabulary) -> bool:
    """Whether a text says how many times, and nothing else, where a time is asked for.

    >>> from interview_flows.vocabulary import vocabulary_in
    >>> german = vocabulary_in("de")
    >>> tells_times("2 Mal", Unit.DAYS, german), tells_times("2 Tage", Unit.DAYS, german)
    (True, False)
    """
    if unit is Unit.THINGS:
        return False
    times = rf"(?:\w+ )?(?:{heard.amounts.often})(?: [^\W\d_]+){{,2}}"
    return bool(re.fullmatch(times, unaccented(text)))


def tells_moment(text: str, heard: Vocabulary) -> bool:
    """Whether a text tells a time of day: "a las 5".

    >>> from interview_flows.vocabulary import vocabulary_in
    >>> spanish = vocabulary_in("es")
    >>> tells_moment("a las cinco", spanish), tells_moment("a las cinco personas", spanish)
    (True, False)
    """
    return bool(re.search(rf"(?<!\w)(?:{heard.amounts.moment})", in_figures(text, heard)))


def tells_rate(text: str, unit: Unit, heard: Vocabulary) -> bool:
    """Whether a text tells how often, or how much each: "every 3 days", "3 days per form".

    >>> from interview_flows.vocabulary import vocabulary_in
    >>> tells_rate("every three days", Unit.DAYS, vocabulary_in("en"))
    True
    """
    written, amounts = ones_counted(in_figures(text, heard), heard), heard.amounts
    each = rf"{_FIGURE} (?:[^\W\d_]+ )?(?:{amounts.rate_behind}) (?!cent\b)[^\W\d_]"
    often = rf"(?<!\w)(?:{amounts.rate}) (?:[^\W\d_]+ )?{_FIGURE}"
    is_often = unit is not Unit.THINGS and re.search(often, written)  # "alle 3" are three things
    return bool(is_often or re.search(each, written))


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
        rf"[0-9][.][º°ª]? ?(?:{heard.amounts.named}|{heard.amounts.often})(?!\w)",
        rf"(?<!\w)(?:{heard.amounts.dated}) (?:19|20)[0-9]{{2}}(?![0-9])",
    )
    if _CODE.search(written) or any(re.search(way, written) for way in ways):
        return True
    if unit is Unit.THINGS:
        return False
    is_other = _SHARE.search(written) or _MONEY.search(written)
    return bool(is_other or _telling(written, unit, heard))


def _telling(written: str, unit: Unit, heard: Vocabulary) -> set[str]:
    """Words in one clause with a number that may make it the number of something else."""
    idle = heard.fillers | heard.hedges | heard.polite | heard.subjects | heard.yes
    idle |= heard.amounts.around | heard.times.units[unit] | heard.numerals.alone
    clauses = [clause for clause in _CLAUSE.split(written) if re.search("[0-9]", clause)]
    words = set(unaccented(" ".join(clauses)).split()) - idle
    return {word for word in words if not re.fullmatch(rf"[0-9]+|{heard.joins}", word)}
