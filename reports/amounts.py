"""How an amount of effort is worded: `waiting_days` and 21 are "21 days of waiting"."""

_UNITS = {  # one, many
    "forms": ("form", "forms"),
    "approvals": ("approval", "approvals"),
    "people": ("person to ask", "people to ask"),
    "systems": ("system", "systems"),
    "handoffs": ("hand-off", "hand-offs"),
    "waiting_days": ("day of waiting", "days of waiting"),
    "hours": ("hour of work", "hours of work"),
    "minutes_lost": ("minute lost", "minutes lost"),
}
_ONE = {many: one for one, many in _UNITS.values()}


def unit_of(kind: str) -> str:
    """What a kind of effort is counted in; a kind of a flow's own is its own name.

    >>> unit_of("waiting_days"), unit_of("phone_calls")
    ('days of waiting', 'phone calls')
    """
    _, many = _UNITS.get(kind, ("", kind.replace("_", " ")))
    return many


def in_words(least: float, most: float, units: str) -> str:
    """How much of it, from the least to the most; `units` may go on after the unit's name.

    >>> in_words(1, 1, "forms today"), in_words(3, 21, "days of waiting today")
    ('1 form today', '3 to 21 days of waiting today')
    """
    if least == most == 1:
        many = next((name for name in _ONE if units.startswith(name)), "")
        return f"1 {_ONE.get(many, '')}{units.removeprefix(many)}"
    amount = f"{least:g}" if least == most else f"{least:g} to {most:g}"
    return f"{amount} {units}"
