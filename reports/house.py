"""The House of CX: how true each part is of the organisation, in the words of those who rated it.

Foundation, pillars and roof hold each other up; the cycle goes around them. A part is rated 1–5 at
the stage of its name.
"""

from collections.abc import Callable, Mapping, Sequence
from statistics import fmean

from cxmodel.journey import Document
from reports.readings import rounded

BLOCKS = {
    "foundation": ("leadership", "training", "mapping", "analytics"),
    "pillar": ("strategy", "organization", "culture", "integration"),
    "roof": ("design", "optimization", "excellence"),
    "cycle": ("improvement", "communication"),
}
"""Ids of the stages that are the parts of the house, from the ground up."""


def house(
    titles: Mapping[str, str],
    ratings: Mapping[str, Sequence[float]],
    by_segment: Callable[[str], Mapping[str, Sequence[float]]] | None = None,
) -> Document | None:
    """Mean and every rating of each part; None where the stages are not those of the house.

    `titles` of the map's stages by id; `ratings` by stage, one a person, each 1–5; `by_segment`
    tells those of a stage by segment, where a map has several.

    >>> house({"need": "The need"}, {}) is None
    True
    """
    parts = [(block, part) for block, parts in BLOCKS.items() for part in parts]
    if not titles.keys() >= {part for _, part in parts}:
        return None
    built = [_part(part, titles[part], block, ratings) for block, part in parts]
    if by_segment is not None:
        for part in built:
            rated = by_segment(part["id"])
            part["by_segment"] = {name: _mean(given) for name, given in rated.items()}
    return {"parts": built}


def _part(part: str, title: str, block: str, ratings: Mapping[str, Sequence[float]]) -> Document:
    given = sorted(ratings.get(part, ()))
    return {
        "id": part,
        "title": title,
        "block": block,
        **_mean(given),
        "values": [rounded(value) for value in given],
    }


def _mean(given: Sequence[float]) -> Document:
    return {"mean": rounded(fmean(given)) if given else None, "n": len(given)}
