"""The map as one picture of shapes, with a title and a description for who cannot see it."""

from lxml import etree

from cxmodel.journey import Document
from reports.curve import signed
from reports.escape import in_plain
from reports.exports import Export, Look
from reports.typeset.poster import poster

_SVG = "http://www.w3.org/2000/svg"
_NO_NETWORK = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def export(document: Document, look: Look) -> Export:
    """Draw it as `reports.exports.png` does, and describe it in words. Raises Refused."""
    made, notices = poster(document, "svg", look.fonts)
    root = etree.fromstring(made, _NO_NETWORK)
    root.set("role", "img")
    root.set("aria-labelledby", "map-title map-description")
    title = _element(
        "title", "map-title", in_plain(f"Journey map, draft: {document['header']['title']}")
    )
    root[:0] = [title, _element("desc", "map-description", described(document))]
    return Export(etree.tostring(root, encoding="utf-8", xml_declaration=True), notices)


def _element(tag: str, ident: str, text: str) -> etree._Element:
    made = etree.Element(f"{{{_SVG}}}{tag}", {"id": ident})
    made.text = text
    return made


def described(document: Document) -> str:
    """The journey in a paragraph: stage by stage, the steps and how they were felt."""
    return " ".join(
        f"{in_plain(stage['title'])}: {'; '.join(map(_step, stage['steps']))}."
        for stage in document["stages"]
        if stage["steps"]
    )


def _step(step: Document) -> str:
    felt, label = step["feeling"], in_plain(step["label"])
    if not felt["n"]:
        return label
    mean = "split" if felt["split"] else signed(felt["mean"])
    truth = ", a moment of truth" if step["moment_of_truth"]["shown"] else ""
    return f"{label} (felt {mean}, n {felt['n']}{truth})"
