"""The map as a PDF on A3, with the words behind each claim in an appendix."""

from cxmodel.journey import Document
from reports.exports import Export, Look
from reports.typeset.print_map import pdf


def export(document: Document, look: Look) -> Export:
    """Set it; takes a second or two. Raises Refused where it cannot be set in time."""
    return Export(*pdf(document, look.fonts))
