"""How an amount of effort is worded: `waiting_days` and 21 are "21 days of waiting"."""

from itertools import takewhile

_UNITS = {  # that are not called as they are counted
    "people": "people to ask",
    "handoffs": "hand-offs",
    "waiting_days": "days of waiting",
    "hours": "hours of work",
}
_JOINING = {"at", "between", "by", "for", "from", "in", "of", "on", "per", "to", "until", "with"}
"""What is counted stands before these: days *of* waiting, e-mails *to* customers."""
_ONE_AND_MANY = (  # the first one that fits; words that only look like many stay
    *((alike, alike) for alike in ("ss", "us", "is")),
    *(("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("ies", "y"), ("s", "")),
    ("people", "person"),
)
_SHORTEST = 3  # letters of a word that may be of many: "ms" is a unit of its own


def unit_of(kind: str) -> str:
    """What a kind of effort is counted in; a kind of a flow's own is its own name.

    >>> unit_of("waiting_days"), unit_of("phone_calls")
    ('days of waiting', 'phone calls')
    """
    return _UNITS.get(kind, kind.replace("_", " "))


def in_words(least: float, most: float, units: str) -> str:
    """How much of it, from the least to the most; `units` may go on after the unit's name.

    >>> in_words(1, 1, "forms today"), in_words(3, 21, "days of waiting today")
    ('1 form today', '3 to 21 days of waiting today')
    """
    if least == most == 1:
        return f"1 {_of_one(units)}"
    amount = f"{least:g}" if least == most else f"{least:g} to {most:g}"
    return f"{amount} {units}"


def _of_one(units: str) -> str:
    """The name of one of it, by the rules of English: its last word of many, before what joins."""
    words = units.split(" ")
    counted = list(takewhile(lambda word: word not in _JOINING, words))
    for at in reversed(range(len(counted))):
        one = _singular(words[at])
        if one != words[at]:
            return " ".join([*words[:at], one, *words[at + 1 :]])
    return units


def _singular(word: str) -> str:
    for many, one in _ONE_AND_MANY if len(word) >= _SHORTEST else ():
        if word.endswith(many):
            return word.removesuffix(many) + one
    return word
