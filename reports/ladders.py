"""The why-ladders of all together: which reason leads to which."""

from collections.abc import Iterator
from itertools import combinations, groupby
from operator import itemgetter

from cxmodel.journey import Document
from cxmodel.metrics import ladder_cutoff
from reports.claims import Voices
from reports.ledger import LADDER, Ledger
from reports.lists import MOST_LISTED, first_of
from reports.merging import Merged, merged
from reports.themes import Told, spokesman

Link = tuple[int, int]


def ladders_of(ledger: Ledger) -> Document:
    """The implication matrix: which reason leads to which, directly or over others.

    A link is drawn (`shown`) from `cutoff` distinct people on. Source: T. Reynolds, J. Gutman,
    "Laddering theory, method, analysis, and interpretation", J. of Advertising Research (1988).
    """
    found = merged(ledger.cell(run=LADDER))
    nodes = _nodes(ledger, found)
    leads, direct = _links(ledger, found, nodes)
    cutoff = ladder_cutoff(len(ledger.people))
    kept = sorted(sorted(leads, key=lambda link: (-len(leads[link]), link))[:MOST_LISTED])
    entry: Document = {
        "cutoff": cutoff,
        "nodes": [_node(number, nodes[number]) for number in sorted(nodes)],
        "links": [
            {
                "from": f"n{a + 1}",
                "to": f"n{b + 1}",
                "count": len(leads[a, b]),
                "direct": len(direct.get((a, b), ())),
                "respondents": first_of(leads[a, b]),
                "shown": len(leads[a, b]) >= cutoff,
            }
            for a, b in kept
        ],
    }
    left = {
        "nodes_more": found.size - len(nodes) + found.alone,
        "links_more": len(leads) - len(kept),
    }
    return entry | {name: count for name, count in left.items() if count}


def _nodes(ledger: Ledger, found: Merged) -> dict[int, Voices]:
    """The reasons that most people gave."""
    nodes: dict[int, Voices] = {}
    for saying in ledger.cell(run=LADDER):
        theme = found.of(saying.told)
        if theme is not None:
            nodes.setdefault(theme, Voices()).add(saying)
    kept = sorted(nodes, key=lambda number: (-len(nodes[number].people), number))[:MOST_LISTED]
    return {number: nodes[number] for number in kept}


def _links(
    ledger: Ledger, found: Merged, nodes: dict[int, Voices]
) -> tuple[dict[Link, set[str]], dict[Link, set[str]]]:
    """Who goes from one reason to another: at all, and directly."""
    leads: dict[Link, set[str]] = {}
    direct: dict[Link, set[str]] = {}
    for person, chain in _chains(ledger):
        numbers = [found.of(told) for told in chain]
        for (i, a), (j, b) in combinations(enumerate(numbers), 2):
            if a in nodes and b in nodes and a is not None and b is not None and a != b:
                leads.setdefault((a, b), set()).add(person)
                if j == i + 1:
                    direct.setdefault((a, b), set()).add(person)
    return leads, direct


def _chains(ledger: Ledger) -> Iterator[tuple[str, list[Told]]]:
    """Who gave it, and the texts of each chain."""
    rows = ledger.cell(run=LADDER).rows("way, person, text, fixed, language")
    for _, chain in groupby(rows, key=itemgetter(0)):
        told = list(chain)
        texts = [Told(text, bool(fixed), language) for _, _, text, fixed, language in told]
        yield ledger.people[told[0][1]], texts


def _node(number: int, voices: Voices) -> Document:
    return {
        "id": f"n{number + 1}",
        "text": spokesman(voices.spelled),
        "count": len(voices.people),
        **voices.evidence.entry(),
    }
