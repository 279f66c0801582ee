"""The implication matrix as it is shown: which reason led to which, directly and over others."""

from collections import Counter
from dataclasses import dataclass

from cxmodel.journey import Document

SHOWN = 24  # reasons: more cannot be read side by side; a table holds every link


@dataclass(frozen=True, slots=True)
class Matrix:
    """Reasons, and the link of each pair that has one."""

    nodes: tuple[str, ...]  # ids, in the document's order
    links: dict[tuple[str, str], Document]
    left: int  # reasons with links that are not among the nodes


def matrix_of(ladders: Document) -> Matrix:
    """The reasons with most people in their links."""
    weight: Counter[str] = Counter()
    for link in ladders["links"]:
        weight[link["from"]] += link["count"] or 0
        weight[link["to"]] += link["count"] or 0
    order = {node["id"]: place for place, node in enumerate(ladders["nodes"])}
    heaviest = sorted(weight, key=lambda node: (-weight[node], order[node]))[:SHOWN]
    kept = set(heaviest)
    return Matrix(
        nodes=tuple(sorted(kept, key=order.__getitem__)),
        links={
            (link["from"], link["to"]): link
            for link in ladders["links"]
            if {link["from"], link["to"]} <= kept
        },
        left=len(weight) - len(kept),
    )
