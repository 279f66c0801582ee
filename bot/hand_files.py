"""YAML files that researchers edit by hand: how one is read, node by node, and words in one."""

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from cxmodel.errors import InvalidFlow, Refused
from interview_flows.yaml_source import Items, Node, Table, Word, decode, read_tree

_LARGEST, _MOST_NODES = 50_000_000, 2_000_000  # bytes, entries: what a very large study has
_UNPRINTABLE = re.compile(
    r"[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)


def read_by_hand(file: Path) -> Node:
    """The tree of a file. Raises Refused, or InvalidFlow with its line where it is no YAML."""
    try:
        source = file.read_bytes()
    except OSError as error:
        raise Refused(f"cannot read {file}: {error.strerror}") from None
    return read_tree(decode(source, str(file), _LARGEST), str(file), _MOST_NODES)


def is_printable(text: str) -> bool:
    """Whether a YAML reader takes each sign of it, in one line or several."""
    return not _UNPRINTABLE.search(text)


def printable(text: str) -> str:
    """The text with U+FFFD for what cannot be printed."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def quoted(text: str) -> str:
    """The text as a YAML word in one line, printable as it is, so that it reads back the same."""
    return json.dumps(printable(text), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Shapes:
    """Takes a file's nodes for what they should be. Raises InvalidFlow with their line."""

    file: str

    def table(self, node: Node, what: str, known: Collection[str]) -> dict[str, Node]:
        """Keys and what is below them; none but the known ones."""
        entries = self.entries(node, what)
        for key, _ in entries:
            if key.text not in known:
                names = ", ".join(known)
                raise self.error(key.line, f"{what} has no {key.text!r}; it has {names}")
        return {key.text: below for key, below in entries}

    def entries(self, node: Node, what: str) -> Sequence[tuple[Word, Node]]:
        """Keys of any name, and what is below them."""
        if not isinstance(node, Table):
            raise self.error(node.line, f"{what} must hold keys")
        return node.entries

    def items(self, node: Node | None, what: str) -> Sequence[Node]:
        """The entries of a list; none where nothing is written."""
        if node is None or self.is_empty(node):
            return ()
        if not isinstance(node, Items):
            raise self.error(node.line, f"{what} must be a list")
        return node.nodes

    def word(self, node: Node | None, what: str) -> str:
        """The words written there; "" where nothing is."""
        if node is None:
            return ""
        if not isinstance(node, Word):
            raise self.error(node.line, f"{what} must be words")
        return node.text

    def is_empty(self, node: Node | None) -> bool:
        """Whether nothing is written there."""
        return node is None or (isinstance(node, Word) and not node.text)

    def error(self, line: int, reason: str) -> InvalidFlow:
        """What is wrong in a line of this file."""
        return InvalidFlow(self.file, line, reason)
