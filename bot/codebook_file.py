"""The merge table as a YAML file that a researcher edits, and back.

What a file leaves as the rule made it stays the rule's; each entry that was changed is a decision.
"""

from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from bot.codebook import Edit, Table, named
from bot.hand_files import Shapes, quoted, read_by_hand
from cxmodel.codebook import Codebook, CodeKind, Theme
from cxmodel.errors import InvalidFlow
from interview_flows.yaml_source import Node, Word
from reports.codebook import Entry, Raw
from reports.successors import successors
from reports.themes import Told, plain, raw_key

_HEADINGS = {
    CodeKind.STEP: "steps",
    CodeKind.TOUCHPOINT: "touchpoints",
    CodeKind.PAIN: "pains",
}
_KINDS = {heading: kind for kind, heading in _HEADINGS.items()}
K = TypeVar("K", bound=Hashable)
_KEYS = ("name", "stage", "by", "pinned", "texts")
_ABOUT = """\
# Codebook of the study {study}: which raw texts are one theme, and its name.
#
# Rename a theme: change its `name`. Merge: move the `texts` of one under the other and delete the
# empty one. Split: move a text to an entry of its own. Pin: `pinned: yes`, and no further texts
# join by the rule. What you change becomes yours and stays; `by: researcher` keeps an entry as it
# is, `by: rule` gives an unchanged one back to the rule.
#
# Look first, then keep:  desirepath codebook {study} --in FILE --dry-run
"""


# ── out ───────────────────────────────────────────────────────────────────────────────────────


def write_codebook(study: str, table: Table) -> str:
    """The table as YAML; the same table, the same text."""
    lines = [_ABOUT.format(study=study)]
    for kind, heading in _HEADINGS.items():
        entries = [entry for entry in table if entry.kind is kind]
        lines.append(f"{heading}:\n" if entries else f"{heading}: []\n")
        lines += [line for entry in entries for line in _entry_lines(entry)]
    return "".join(lines)


def _entry_lines(entry: Entry) -> Iterator[str]:
    yield f"  - name: {quoted(entry.name)}\n"
    if entry.stage:
        yield f"    stage: {entry.stage}\n"
    yield f"    by: {entry.by}\n"
    yield f"    pinned: {'yes' if entry.is_pinned else 'no'}\n"
    yield "    texts:\n" if entry.raw else "    texts: {}\n"
    for language in sorted({raw.language for raw in entry.raw}):
        yield f"      {language or quoted('')}:\n"
        for raw in entry.raw:
            if raw.language == language:
                yield f"        - {quoted(raw.text)}  # {_people(raw.people)}\n"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


# ── in ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Wish:
    """One entry of a file."""

    kind: CodeKind
    stage: str
    name: str
    by: str
    pinned: bool
    texts: tuple[tuple[Told, int], ...]  # with their lines
    line: int

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(sorted(raw_key(told) for told, _ in self.texts))

    @property
    def words(self) -> str:
        return plain(self.name)


@dataclass(frozen=True, slots=True)
class CodebookFile:
    """A file that was read, and found to be one whose parts fit together."""

    file: str
    wishes: tuple[_Wish, ...]

    def edit(self) -> Edit:
        """Decide as the file says, and nothing else."""

        def edit(table: Table, book: Codebook) -> Codebook:
            shown = {(e.kind, e.stage, plain(e.name)): e for e in table}
            raws = {(e.kind, e.stage, raw.key): raw for e in table for raw in e.raw}
            was = {wish: entry for entry, wish in successors(table, self.wishes).items()}
            decided, made = _out_of_sight(table, book), set()
            for wish in self.wishes:
                if not wish.keys and _is_by_rule(shown.get((wish.kind, wish.stage, wish.words))):
                    continue  # all that it held went elsewhere, and its name was somebody's words
                told = [raws.get((wish.kind, wish.stage, key)) for key in wish.keys]
                theme = _decision(wish, was.get(wish), [raw for raw in told if raw is not None])
                if theme is not None:
                    decided = decided.put(theme)
                    made.add(wish)
            self._refuse_twice(made)
            return decided

        return edit

    def _refuse_twice(self, made: Collection[_Wish]) -> None:
        """Raise InvalidFlow where a text is in two entries, unless the rule keeps it in both.

        Somebody may have told it apart from the step that it is under when others tell it.
        """
        first: dict[tuple[CodeKind, str, str], tuple[_Wish, int]] = {}
        for wish in self.wishes:
            for told, line in wish.texts:
                other, above = first.setdefault(
                    (wish.kind, wish.stage, raw_key(told)), (wish, line)
                )
                if other != wish and not {other, wish}.isdisjoint(made):
                    raise InvalidFlow(self.file, line, _twice(f"the text {told.text!r}", above))

    def untold(self, table: Table) -> list[str]:
        """A sentence for each text of the file that nobody has said."""
        told = {(e.kind, e.stage, raw.key) for e in table for raw in e.raw}
        return [
            f"{self.file}:{line}: nobody has said {text.text!r} ({text.language}) as a {wish.kind}"
            f"{' of stage ' + wish.stage if wish.stage else ''}; it counts as soon as somebody does"
            for wish in self.wishes
            for text, line in wish.texts
            if (wish.kind, wish.stage, raw_key(text)) not in told
        ]


def _out_of_sight(table: Table, book: Codebook) -> Codebook:
    """Decisions that no file shows: they have no name, and nobody tells their texts now."""
    shown = {entry.theme for entry in table}
    return Codebook(tuple(theme for theme in book.themes if theme not in shown))


def _is_by_rule(entry: Entry | None) -> bool:
    """Whether nobody gave an entry its name."""
    return entry is not None and not (entry.theme and entry.theme.name)


def _decision(wish: _Wish, here: Entry | None, told: Sequence[Raw]) -> Theme | None:
    """What is decided with one entry, `here` on the table so far; None where the rule goes on."""
    unchanged = here is not None and here.keys == set(wish.keys) and here.name == wish.name
    if unchanged and wish.by == "rule" and not wish.pinned:
        return None
    theme = here.theme if here is not None else None
    known = theme or Theme(kind=wish.kind, stage=wish.stage)
    hidden = set(known.texts) - (here.keys if here is not None else set())
    theme = replace(known, pinned=wish.pinned, texts=tuple(sorted({*wish.keys, *hidden})))
    if here is None or here.name != wish.name:
        return named(theme, wish.name, told)
    if known.name:
        return replace(theme, name=wish.name, speaker="")
    # A name that nobody gave is somebody's words: if these went elsewhere, one of the rest speaks.
    return replace(theme, speaker=here.speaker if here.speaker in wish.keys else wish.keys[0])


def read_codebook(path: Path) -> CodebookFile:
    """A file as `write_codebook` wrote it and somebody edited it.

    Raises InvalidFlow (`file:line: reason`) or Refused.
    """
    wishes = _Reader(Shapes(str(path))).wishes(read_by_hand(path))
    return CodebookFile(str(path), tuple(wishes))


class _Reader:
    """Turns the tree into wishes and remembers what it has seen."""

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes
        self._names: dict[tuple[CodeKind, str, str], int] = {}

    def wishes(self, tree: Node) -> Iterator[_Wish]:
        for heading, node in self._shapes.table(tree, "the file", tuple(_KINDS)).items():
            for item in self._shapes.items(node, heading):
                yield self._wish(_KINDS[heading], item)

    def _wish(self, kind: CodeKind, node: Node) -> _Wish:
        given = self._shapes.table(node, "an entry", _KEYS)
        name = " ".join(self._shapes.word(given.get("name"), "name").split())
        if not plain(name):
            raise self._shapes.error(node.line, "an entry needs a name")
        stage = self._shapes.word(given.get("stage"), "stage")
        if (kind is CodeKind.STEP) != bool(stage):
            reason = "a step needs its stage" if not stage else f"a {kind} has no stage"
            raise self._shapes.error(node.line, reason)
        self._once(self._names, (kind, stage, plain(name)), node.line, f"the name {name!r}")
        wish = _Wish(
            kind=kind,
            stage=stage,
            name=name,
            by=self._choice(given.get("by"), "by", ("rule", "researcher"), "researcher"),
            pinned=self._choice(given.get("pinned"), "pinned", ("yes", "no"), "no") == "yes",
            texts=tuple(self._told(given.get("texts"))),
            line=node.line,
        )
        texts: dict[str, int] = {}
        for told, line in wish.texts:
            self._once(texts, raw_key(told), line, f"the text {told.text!r}")
        return wish

    def _told(self, node: Node | None) -> Iterator[tuple[Told, int]]:
        if node is None:
            return
        for language, texts in self._shapes.entries(node, "texts"):
            for item in self._shapes.items(texts, f"texts in {language.text}"):
                if not isinstance(item, Word) or not item.text.strip():
                    raise self._shapes.error(item.line, "a text must be words")
                yield Told(item.text, language=language.text), item.line

    def _choice(self, node: Node | None, key: str, choices: tuple[str, ...], default: str) -> str:
        if node is None:
            return default
        word = self._shapes.word(node, key)
        if word not in choices:
            raise self._shapes.error(node.line, f"{key} must be {' or '.join(choices)}")
        return word

    def _once(self, seen: dict[K, int], key: K, line: int, what: str) -> None:
        if key in seen:
            raise self._shapes.error(line, _twice(what, seen[key]))
        seen[key] = line


def _twice(what: str, line: int) -> str:
    return f"{what} is there twice (first in line {line})"
