"""The map as slides to be edited: native shapes and charts, the evidence in the notes."""

from io import BytesIO

from cxmodel.journey import Document
from reports.exports import Export, Look
from reports.exports.beside import draw_house, draw_sides, draw_waves
from reports.exports.cells import one_line
from reports.exports.curves import draw_curve
from reports.exports.deck import Deck
from reports.exports.stages import draw_stages
from reports.exports.still import without_dates
from reports.exports.summary import (
    draw_changed,
    draw_effort,
    draw_moments,
    draw_opening,
    draw_pains,
    draw_questions,
    draw_untold,
    draw_wishes,
)


def export(document: Document, _: Look) -> Export:
    """A presentation: what it is of, the curve, a slide or more a stage, and what comes of it.

    Sides, waves and the house have slides where the map holds them.
    """
    title = one_line(document["header"]["title"])
    deck = Deck(title, f"Draft journey map · fingerprint {document['fingerprint'][:12]}")
    draw_opening(deck, document)
    draw_curve(deck, document)
    draw_stages(deck, document)
    draw_untold(deck, document)
    draw_moments(deck, document)
    draw_pains(deck, document)
    draw_changed(deck, document)
    draw_wishes(deck, document)
    draw_effort(deck, document)
    draw_sides(deck, document)
    draw_waves(deck, document)
    draw_house(deck, document)
    draw_questions(deck, document)
    made = BytesIO()
    deck.save(made)
    return Export(without_dates(made.getvalue()))
