"""What the page's script is told: single journeys to draw over the band, as JSON in the page."""

import json
from collections.abc import Iterator

from markupsafe import Markup

from cxmodel.journey import Document
from reports.curve import y_of
from reports.view import View


def page_data(document: Document, view: View) -> Document:
    """Each journey as places among the columns with the feelings given there, and the band's ends.

    A step outside the columns is left out of the line, as it is of the band.
    """
    places = {column.id: column.number for column in view.columns}
    return {
        "top": y_of(2),
        "bottom": y_of(-2),
        "journeys": [
            {
                "id": way["interview"],
                "way": [places[step] for step in way["steps"] if step in places],
                "felt": {
                    str(places[step]): value
                    for step, value in sorted(way["feelings"].items())
                    if step in places
                },
            }
            for way in document.get("journeys") or []
        ],
    }


def people(document: Document) -> Iterator[Document]:
    """Who may be drawn: pseudonym, segment, whether theirs is the way nearest to all others."""
    medoid = document["medoid"] or {}
    titles = {part["id"]: part["title"] for part in document.get("segments") or []}
    several = len({way["segment"] for way in document.get("journeys") or []}) > 1
    for way in document.get("journeys") or []:
        segment = titles.get(way["segment"], way["segment"])
        yield {
            "id": way["interview"],
            "name": way["respondent"],
            "segment": segment if several else "",
            "medoid": way["interview"] == medoid.get("interview"),
            "steps": way["steps"],
            "feelings": way["feelings"],
        }


def as_script_data(data: Document) -> Markup:
    r"""Data as JSON that can stand in a `<script>` and never end it.

    >>> str(as_script_data({"id": "</script><!--"}))
    '{"id":"\\u003c/script\\u003e\\u003c!--"}'
    """
    text = json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - ASCII, and no sign of markup is left in it
