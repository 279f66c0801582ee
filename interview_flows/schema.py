"""Words of a flow file as typed values: which keys there are, and what each may hold.

Every error names the line of the value that is wrong and says what would be right.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from cxmodel.errors import InvalidFlow
from interview_flows.flow import Wording
from interview_flows.slots import stray_braces
from interview_flows.yaml_source import Items, Node, Table, Word

LONGEST_PROMPT = 3000  # UTF-16 units: a section of a Slack message; Telegram takes 4096
LONGEST_LABEL = 75  # UTF-16 units: the text of a Slack button
LONGEST_TITLE = 150  # UTF-16 units: the header of a Slack message
MOST_OPTIONS = 100  # buttons of a Telegram message; Slack takes 125

_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")
_FLOW_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z]{2})?")
_NUMBER = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?")
_YES_NO = {"yes": True, "no": False, "true": True, "false": False}

Choice = TypeVar("Choice", bound=StrEnum)


def utf16_length(text: str) -> int:
    """Length as the messengers count it: a character beyond the basic plane is two."""
    return len(text.encode("utf-16-le")) // 2


def did_you_mean(word: str, known: Collection[str]) -> str:
    """`; did you mean …?` where one of the known words is near, else what is known."""
    near = get_close_matches(word[:80], known, n=1, cutoff=0.6)
    if near:
        return f"; did you mean `{near[0]}`?"
    return f"; known: {', '.join(sorted(known))}" if 0 < len(known) <= MOST_NAMED else ""


MOST_NAMED = 25  # a longer list of what is known helps nobody


def shown(word: str) -> str:
    """A word of the file inside an error message: one line, not too long."""
    return f"`{' '.join(word.split())[:40]}`"


@dataclass(frozen=True, slots=True)
class Place:
    """The file that is read and the languages it declares."""

    file: str
    languages: tuple[str, ...] = ("en",)

    def error(self, line: int, reason: str) -> InvalidFlow:
        """The error to raise for a line of this file."""
        return InvalidFlow(self.file, line, reason)

    def word(self, node: Node, what: str) -> str:
        """One word or text, stripped, not empty."""
        if not isinstance(node, Word):
            raise self.error(node.line, f"{what} must be a text")
        if not node.text.strip():
            raise self.error(node.line, f"{what} is empty")
        return node.text.strip()

    def identifier(self, node: Node, what: str) -> str:
        """An id: small letters, digits and _."""
        word = self.word(node, what)
        if not _ID.fullmatch(word):
            reason = f"{what} {shown(word)} must be small letters, digits and _, a letter first"
            raise self.error(node.line, reason)
        return word

    def wording(self, node: Node, what: str, longest: int = LONGEST_PROMPT) -> Wording:
        """A sentence in every language of the flow; a bare text where there is but one."""
        if isinstance(node, Word):
            if len(self.languages) > 1:
                missing = ", ".join(self.languages[1:])
                each = " and ".join(f"`{code}: …`" for code in self.languages)
                reason = f"{what} has no translation for {missing}: write {each}"
                raise self.error(node.line, reason)
            return {self.languages[0]: self._sentence(node, what, longest)}
        if not isinstance(node, Table):
            raise self.error(node.line, f"{what} must be a text, or a text per language")
        for key, _ in node.entries:
            if key.text not in self.languages:
                reason = f"{what} is in {shown(key.text)}, which `languages` does not declare"
                raise self.error(key.line, reason)
        given = {key.text: self._sentence(text, what, longest) for key, text in node.entries}
        missing = ", ".join(code for code in self.languages if code not in given)
        if missing:
            raise self.error(node.line, f"{what} has no translation for {missing}")
        return given

    def _sentence(self, node: Node, what: str, longest: int) -> str:
        sentence = self.word(node, what)
        length = utf16_length(sentence)
        if length > longest:
            reason = f"{what} has {length} characters, {longest} is the most a messenger shows"
            raise self.error(node.line, reason)
        stray = stray_braces(sentence)
        if stray:
            raise self.error(
                node.line, f"{shown(stray)} in {what} is no slot like `{{{{ step }}}}`"
            )
        return sentence


class Fields:
    """One mapping of the file, whose keys are known."""

    def __init__(self, place: Place, node: Node, what: str, keys: Collection[str]) -> None:
        if not isinstance(node, Table):
            raise place.error(node.line, f"{what} must be a mapping of {', '.join(sorted(keys))}")
        for key, _ in node.entries:
            if key.text not in keys:
                hint = did_you_mean(key.text, keys)
                raise place.error(key.line, f"{what} has no key {shown(key.text)}{hint}")
        self.place, self.what, self.line = place, what, node.line
        self._nodes = {key.text: value for key, value in node.entries}
        self._lines = {key.text: key.line for key, _ in node.entries}

    def __contains__(self, key: str) -> bool:
        return key in self._nodes

    def line_of(self, key: str) -> int:
        """Where the key's value stands; the mapping's own line where the key is missing."""
        return self._nodes[key].line if key in self._nodes else self.line

    def error(self, key: str, reason: str) -> InvalidFlow:
        """The error to raise for what stands under a key."""
        return self.place.error(self.line_of(key), reason)

    def node(self, key: str) -> Node:
        """The value of a key that must be there."""
        if key not in self._nodes:
            raise self.place.error(self.line, f"{self.what} has no `{key}`")
        return self._nodes[key]

    def word(self, key: str, default: str | None = None) -> str:
        """A word or text."""
        if default is not None and key not in self:
            return default
        return self.place.word(self.node(key), self._named(key))

    def identifier(self, key: str) -> str:
        """An id."""
        return self.place.identifier(self.node(key), self._named(key))

    def flow_id(self, key: str) -> str:
        """A flow's id: words with hyphens."""
        word = self.word(key)
        if not _FLOW_ID.fullmatch(word) or len(word) > LONGEST_FLOW_ID:
            raise self.error(key, f"the id {shown(word)} must be small letters, digits and hyphens")
        return word

    def yes(self, key: str, *, default: bool) -> bool:
        """Yes or no."""
        word = self.word(key, "yes" if default else "no").lower()
        if word not in _YES_NO:
            raise self.error(key, f"{self._named(key)} must be yes or no, not {shown(word)}")
        return _YES_NO[word]

    def number(self, key: str) -> float:
        """A number with a point."""
        word = self.word(key)
        if not _NUMBER.fullmatch(word):
            raise self.error(key, f"{self._named(key)} must be a number, not {shown(word)}")
        return float(word)

    def whole(self, key: str, default: int | None = None, *, low: int, high: int) -> int:
        """A whole number within bounds."""
        if default is not None and key not in self:
            return default
        number = self.number(key)
        if number != int(number) or not low <= number <= high:
            raise self.error(key, f"{self._named(key)} must be a whole number, {low} to {high}")
        return int(number)

    def one_of(self, key: str, known: type[Choice]) -> Choice:
        """A word of a closed list."""
        word = self.word(key)
        values = {str(member.value) for member in known}
        if word not in values:
            reason = f"{self._named(key)} cannot be {shown(word)}{did_you_mean(word, values)}"
            raise self.error(key, reason)
        return known(word)

    def maybe_one_of(self, key: str, known: type[Choice]) -> Choice | None:
        """A word of a closed list, or None where the key is missing."""
        return self.one_of(key, known) if key in self else None

    def items(self, key: str) -> tuple[Node, ...]:
        """A list; empty where the key is missing."""
        if key not in self:
            return ()
        node = self._nodes[key]
        if not isinstance(node, Items):
            raise self.error(key, f"{self._named(key)} must be a list (lines that begin with `- `)")
        return node.nodes

    def wording(self, key: str, longest: int = LONGEST_PROMPT) -> Wording:
        """A sentence that must be there."""
        return self.place.wording(self.node(key), self._named(key), longest)

    def maybe_wording(self, key: str, longest: int = LONGEST_PROMPT) -> Wording:
        """A sentence, or an empty mapping where the key is missing."""
        return self.wording(key, longest) if key in self else {}

    def _named(self, key: str) -> str:
        return f"`{key}` of {self.what}"


LONGEST_FLOW_ID = 64  # characters


def languages_of(fields: Fields, key: str) -> tuple[str, ...]:
    """The languages that a flow declares, the fall-back first."""
    codes = [fields.place.word(node, "a language") for node in fields.items(key)]
    for node, code in zip(fields.items(key), codes, strict=True):
        if not _LANGUAGE.fullmatch(code):
            raise fields.place.error(node.line, f"{shown(code)} is no language code like `en`")
        if codes.count(code) > 1:
            raise fields.place.error(node.line, f"the language {shown(code)} is there twice")
    if not codes:
        raise fields.error(key, "`languages` names no language; write `languages: [en]`")
    return tuple(codes)
