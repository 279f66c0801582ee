"""The words behind claims, as lines of text: for the notes under slides."""

from collections.abc import Iterable, Iterator, Sequence

from cxmodel.journey import Document
from reports.display import because, quotes
from reports.exports.cells import one_line
from reports.exports.sheets import HIDDEN
from reports.exports.told import known

MOST_QUOTES = 25  # under one claim; the tables hold them all


def noted(document: Document, heading: str, claims: Iterable[Document]) -> Iterator[str]:
    """Each claim with its count, its tier and what was said for it."""
    for claim in claims:
        told = f"{known(claim['count'])}, {claim['tier']}"
        yield f"{one_line(heading)}: {one_line(claim['text'])} ({told})"
        yield from quoted(document, claim["evidence"], claim.get("evidence_more") or 0)
        for why in claim.get("why", ()):
            yield f"  {because(map(one_line, why['chain']))}"
            yield from quoted(document, why["evidence"], why.get("evidence_more") or 0)


def quoted(document: Document, evidence: Sequence[str], more: int = 0) -> Iterator[str]:
    """What was said, who said it, and whether it may be handed on."""
    for said in quotes(document, evidence)[:MOST_QUOTES]:
        words = HIDDEN if said.get("hidden") else f"“{one_line(said['verbatim'])}”"
        private = "" if said["quotable"] else " [not for quotation]"
        yield f"  {words} — {one_line(said['respondent'])}{private}"
    left = max(0, len(evidence) - MOST_QUOTES) + more
    if left:
        yield f"  and {left} more answers"
