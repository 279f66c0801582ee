"""The map as one picture of pixels, two a point."""

from cxmodel.journey import Document
from reports.exports import Export, Look
from reports.typeset.poster import poster


def export(document: Document, look: Look) -> Export:
    """Draw it; its steps stand in several rows where they are many. Raises Refused."""
    return Export(*poster(document, "png", look.fonts))
