"""The evidence that a step or a claim stands on, as one hash: whether it changed since.

In an anonymous study the ids are taken from the map, so the hash stays with what it is of until
the researchers' marks are laid over it. It goes no further: who knows the ids could try them all.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from cxmodel.journey import Document

GROUNDS = "grounds"


def keep_grounds(node: Any) -> None:
    """Give every step and claim its hash, before the ids are taken away."""
    if isinstance(node, dict):
        for value in node.values():
            keep_grounds(value)
        if "key" in node or ("id" in node and "evidence" in node):
            node[GROUNDS] = ground_of(node)
    elif isinstance(node, list):
        for value in node:
            keep_grounds(value)


def without_grounds(node: Any) -> Any:
    """The map as it may leave: without the hashes."""
    if isinstance(node, dict):
        return {key: without_grounds(value) for key, value in node.items() if key != GROUNDS}
    return [without_grounds(value) for value in node] if isinstance(node, list) else node


def ground_of(node: Document) -> str:
    """SHA-256 over the evidence below a step or a claim, hexadecimal."""
    if GROUNDS in node:
        return str(node[GROUNDS])
    ids, unlisted = set[str](), 0
    for found, more in _cited(node):
        ids.update(found)
        unlisted += more
    return sha256(json.dumps([sorted(ids), unlisted]).encode()).hexdigest()


def _cited(node: Any) -> Iterator[tuple[list[str], int]]:
    """Evidence below a node: ids that are listed, and how many more there are."""
    if isinstance(node, dict):
        listed = node.get("evidence")
        if isinstance(listed, list):
            yield listed, node.get("evidence_more", 0)
        for value in node.values():
            yield from _cited(value)
    elif isinstance(node, list):
        for value in node:
            yield from _cited(value)
