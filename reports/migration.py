"""From the touchpoints of today to those wished for."""

from collections import Counter
from itertools import pairwise

from cxmodel.guide import Lane
from cxmodel.journey import Document
from reports.cell import Cell
from reports.claims import Voices
from reports.ledger import MOVE, Ledger
from reports.lists import MOST_LISTED
from reports.merging import Merged, merged
from reports.telling import Saying
from reports.themes import Told, spokesman

_LANES = frozenset({Lane.TOUCHPOINT_CURRENT.value, Lane.TOUCHPOINT_DESIRED.value})
_TODAY_FIRST = "n + (lane = 'touchpoint_desired') * 1099511627776"  # 2⁴⁰: behind all others


def migration(ledger: Ledger) -> Document:
    """From which touchpoint of today people wish to move to which: people who named both.

    A wish told of a step meets that step's touchpoints. One told of the whole journey stays out:
    nobody said which of today's touchpoints it would replace. `migration_more` counts the moves
    that are not listed, each of one person's own words.
    """
    told = ledger.cell(order=_TODAY_FIRST, lane=_LANES)
    found = merged(told)
    names = _names(told, found)
    moves: dict[tuple[str, str], Voices] = {}
    more = 0
    for number, (met, wish) in enumerate(pairwise(ledger.cell(run=MOVE))):
        if number % 2 == 0:
            a, b = found.of(met.told), found.of(wish.told)
            if a is None or b is None:
                more += 1
            else:
                _add(moves.setdefault((names[a], names[b]), Voices()), met, wish)
    entries = [
        {"from": a, "to": b, "count": len(voices.people), **voices.evidence.entry()}
        for (a, b), voices in moves.items()
    ]
    entries.sort(key=lambda move: (-move["count"], move["from"], move["to"]))
    more += max(len(entries) - MOST_LISTED, 0)
    return {"migration": entries[:MOST_LISTED]} | ({"migration_more": more} if more else {})


def _add(voices: Voices, *sayings: Saying) -> None:
    for saying in sayings:
        voices.add(saying)


def _names(told: Cell, found: Merged) -> dict[int, str]:
    """What each touchpoint is called by most."""
    spelled: dict[int, Counter[str]] = {}
    rows = told.rows("text, fixed, language, count(*)", "text, fixed, language", "min(n)")
    for text, fixed, language, count in rows:
        theme = found.of(Told(text, bool(fixed), language))
        if theme is not None:
            spelled.setdefault(theme, Counter())[text] += count
    return {theme: spokesman(texts) for theme, texts in spelled.items()}
