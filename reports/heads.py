"""The figures at the head of a map: where it holds several waves, each wave has its own.

What people say of today, before a change and after it, makes no mean that anybody lived.
"""

from collections.abc import Iterator

from cxmodel.guide import Moment
from cxmodel.journey import Document

_NOTHING: Document = {"value": None, "n": 0}
_NONE_ASKED: Document = {
    **dict.fromkeys(("nps", "csat", "ces", "index", "gap"), _NOTHING),
    "opportunity": None,
}


def heads(document: Document) -> list[Document]:
    """`{of, metrics, effort}` of each wave, the first one first, then what is of all together.

    `of` says whose figures they are; it is empty where there is but one wave. Of all together there
    are none where each wave has its own.
    """
    waves = document.get("waves")
    whole: Document = {"metrics": _NONE_ASKED | document["metrics"], "effort": document["effort"]}
    each = waves.get("each") if waves else None
    if not each:
        return [{"of": "all waves together" if waves else "", **whole}]
    return [
        *(
            {
                "of": f"wave {wave['wave']}",
                "metrics": _NONE_ASKED | wave["metrics"],
                "effort": wave["effort"],
            }
            for wave in each
        ),
        {"of": "all waves together", "metrics": _NONE_ASKED, "effort": {}},
    ]


def latest_head(document: Document) -> Document:
    """The same of the latest wave that tells a figure, for where there is no room for more."""
    *waves, last = heads(document)
    told = [head for head in waves if any(_figures(head))]
    return (told or waves or [last])[-1]


def _figures(head: Document) -> Iterator[bool]:
    """Of each figure, whether it is told: neither asked of nobody yet nor withheld."""
    for score in head["metrics"].values():
        yield score is not None and score["value"] is not None
    for spent in head["effort"].values():
        yield from (spent.get(moment) is not None for moment in Moment)
