"""From the touchpoints of today to those wished for."""

from collections.abc import Sequence

from cxmodel.guide import Lane
from cxmodel.journey import Document
from reports.claims import evidence_of, people_of
from reports.telling import Saying, Telling, all_told
from reports.themes import merge, spokesman


def migration(tellings: Sequence[Telling]) -> list[Document]:
    """From which touchpoint of today people wish to move to which: people who named both.

    A wish told of a step meets that step's touchpoints. One told of the whole journey stays out:
    nobody said which of today's touchpoints it would replace.
    """
    told = [s for s in all_told(tellings) if s.told.text]
    current = [s for s in told if s.lane is Lane.TOUCHPOINT_CURRENT]
    desired = [s for s in told if s.lane is Lane.TOUCHPOINT_DESIRED]
    both = [*current, *desired]
    names: dict[int, str] = {}
    for group in merge([s.told for s in both]):
        name = spokesman(both[at].told.text for at in group)
        names |= {id(both[at]): name for at in group}
    moves: dict[tuple[str, str], list[Saying]] = {}
    wishes: dict[str, list[Saying]] = {}
    for wish in desired:
        wishes.setdefault(wish.interview, []).append(wish)
    for met in current:
        for wish in wishes.get(met.interview, ()):
            if wish.place.step is not None and wish.place == met.place:
                moves.setdefault((names[id(met)], names[id(wish)]), []).extend((met, wish))
    found = [
        {"from": a, "to": b, "count": len(people_of(told)), "evidence": evidence_of(told)}
        for (a, b), told in moves.items()
    ]
    return sorted(found, key=lambda move: (-move["count"], move["from"], move["to"]))
