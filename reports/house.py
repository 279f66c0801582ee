"""The House of CX: how true each part is of the organisation, in the words of those who rated it.

Foundation, pillars and roof hold each other up; the cycle goes around them. A part is rated 1–5 at
the stage of its name.
"""

from collections.abc import Mapping, Sequence
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


def house(titles: Mapping[str, str], ratings: Mapping[str, Sequence[float]]) -> Document | None:
    """Mean and every rating of each part; None where the stages are not those of the house.

    `titles` of the map's stages by id; `ratings` by stage, one a person, each 1–5.

    >>> house({"need": "The need"}, {}) is None
    True
    """
    parts = [(block, part) for block, parts in BLOCKS.items() for part in parts]
    if not titles.keys() >= {part for _, part in parts}:
        return None
    return {"parts": [_part(part, titles[part], block, ratings) for block, part in parts]}


def _part(part: str, title: str, block: str, ratings: Mapping[str, Sequence[float]]) -> Document:
    given = sorted(ratings.get(part, ()))
    return {
        "id": part,
        "title": title,
        "block": block,
        "mean": rounded(fmean(given)) if given else None,
        "n": len(given),
        "values": [rounded(value) for value in given],
    }
