"""YAML as a plain tree of words with their lines, read from PyYAML's C event stream.

Nothing is typed here, so `no` stays a word and `12:30` is no number. What makes YAML dangerous
or ambiguous is refused while it streams by: aliases, tags, duplicate keys, depth and size.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import yaml

from cxmodel.errors import InvalidFlow

LARGEST = 1_000_000  # bytes; a flow of 500 questions in six languages has about half of it
DEEPEST = 20  # levels of lists and mappings
MOST_NODES = 60_000  # words, lists and mappings; bounds the time that any file can take

_BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "a UTF-8 byte order mark",
    b"\xff\xfe": "a UTF-16 byte order mark",
    b"\xfe\xff": "a UTF-16 byte order mark",
}
_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Word:
    """A scalar, exactly as written; empty where a key has no value."""

    text: str
    line: int  # 1-based


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    nodes: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping; no key twice."""

    entries: tuple[tuple[Word, "Node"], ...]
    line: int


Node = Word | Items | Table


def decode(source: str | bytes, file: str, largest: int = LARGEST) -> str:
    """The file's text. Raises InvalidFlow for anything but printable UTF-8 without a mark."""
    raw = source if isinstance(source, bytes) else _encoded(source, file)
    if len(raw) > largest:
        raise InvalidFlow(file, 1, f"the file has {len(raw)} bytes, {largest} is the most")
    for mark, name in _BYTE_ORDER_MARKS.items():
        if raw.startswith(mark):
            raise InvalidFlow(file, 1, f"the file starts with {name}: save it as plain UTF-8")
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InvalidFlow(file, line, "this is not UTF-8: save the file as UTF-8") from error
    _refuse_unprintable(text, file)
    return text


def _encoded(text: str, file: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise InvalidFlow(file, line, "half a character (a lone surrogate)") from error


def _refuse_unprintable(text: str, file: str) -> None:
    found = _UNPRINTABLE.search(text)
    if found is None:
        return
    line = text.count("\n", 0, found.start()) + 1
    if found[0] == "\x00":
        raise InvalidFlow(file, line, "a zero byte (UTF-16?): save the file as UTF-8")
    raise InvalidFlow(file, line, _name(found[0]))


def _name(character: str) -> str:
    return f"an unprintable character, U+{ord(character):04X}"


def read_tree(text: str, file: str, most: int = MOST_NODES) -> Node:
    """The one document of a YAML text. Raises InvalidFlow."""
    try:
        return _Tree(text, file, most).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = f"not readable as YAML: {error.problem or error.context}"
        raise InvalidFlow(file, mark.line + 1 if mark else 1, reason) from error
    except yaml.YAMLError as error:
        reason = f"not readable as YAML: {' '.join(str(error).split())}"
        raise InvalidFlow(file, 1, reason) from error


class _Tree:
    """Builds the tree from the stream of events and refuses what no flow needs."""

    def __init__(self, text: str, file: str, most: int) -> None:
        self._file, self._most = file, most
        self._events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
        self._nodes = 0

    def document(self) -> Node:
        next(self._events)  # the stream starts
        start = next(self._events)
        if not isinstance(start, yaml.DocumentStartEvent):
            raise InvalidFlow(self._file, 1, "the file is empty")
        root = self._node(next(self._events), depth=1)
        next(self._events)  # the document ends
        further = next(self._events)
        if not isinstance(further, yaml.StreamEndEvent):
            raise self._error(further, "a second document: a file holds one alone")
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        self._refuse(event, depth)
        line = _line(event)
        match event:
            case yaml.ScalarEvent():
                return Word(self._printable(event), line)
            case yaml.SequenceStartEvent():
                return Items(tuple(self._children(yaml.SequenceEndEvent, depth)), line)
            case _:
                nodes = list(self._children(yaml.MappingEndEvent, depth))
                return Table(tuple(self._entries(nodes)), line)

    def _printable(self, event: yaml.ScalarEvent) -> str:
        r"""The words of a scalar; an escape such as \0 brings in what no file may hold as it is."""
        found = _UNPRINTABLE.search(event.value)
        if found is not None:
            raise self._error(event, f"an escape for {_name(found[0])}: leave it out")
        return event.value

    def _children(self, end: type[yaml.Event], depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), end):
            yield self._node(event, depth + 1)

    def _entries(self, nodes: list[Node]) -> Iterator[tuple[Word, Node]]:
        seen: dict[str, int] = {}
        for key, value in list(pairwise(nodes))[::2]:
            if not isinstance(key, Word):
                raise InvalidFlow(self._file, key.line, "a key must be one word")
            if key.text in seen:
                first = seen[key.text]
                name = " ".join(key.text.split())[:40]
                reason = f"the key `{name}` is there twice (first in line {first})"
                raise InvalidFlow(self._file, key.line, reason)
            seen[key.text] = key.line
            yield key, value

    def _refuse(self, event: yaml.Event, depth: int) -> None:
        self._nodes += 1
        if isinstance(event, yaml.AliasEvent):
            raise self._error(event, "an alias (`*name`): write the text out again")
        if getattr(event, "anchor", None) is not None:
            raise self._error(event, "an anchor (`&name`): aliases are not taken")
        if getattr(event, "tag", None) is not None:
            raise self._error(event, "a tag (`!name`): tags are not taken")
        if depth > DEEPEST:
            raise self._error(event, f"nested deeper than {DEEPEST} levels")
        if self._nodes > self._most:
            raise self._error(event, f"more than {self._most} entries in one file")

    def _error(self, event: yaml.Event, reason: str) -> InvalidFlow:
        return InvalidFlow(self._file, _line(event), reason)


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return mark.line + 1 if mark else 1
