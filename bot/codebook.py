"""Mending the codebook: one edit of the merge table becomes a decision that lasts."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import process

from bot.maps import computed, guides_of
from bot.overlay import follow_names, keys_of
from bot.shelf import Shelf
from cxmodel.codebook import Codebook, CodeKind, Theme
from cxmodel.errors import Refused
from cxmodel.journey import Selection
from cxmodel.store import Reading, Store
from cxmodel.study import Study
from reports.codebook import Entry, Raw
from reports.compile import merge_table
from reports.heirs import moved
from reports.overlay import Grounds
from reports.successors import names_after
from reports.themes import Told, plain, raw_key

Table = Sequence[Entry]
Edit = Callable[[Table, Codebook], Codebook]
"""What the table shows now, and what was decided so far, to what is decided from now on."""

_NEAREST = 3  # names that a refusal offers


def table_of(reading: Reading, study: Study, book: Codebook) -> list[Entry]:
    """The merge table of all that a study's map would be made of. Raises Refused where few are."""
    shelf = Shelf()
    interviews = (shelf.as_told(one, reading) for one in reading.interviews(study.id))
    return merge_table(study, guides_of(reading, study), interviews, book)


@dataclass(frozen=True, slots=True)
class Mended:
    """The table before and after an edit."""

    before: Table
    after: Table

    def changes(self) -> list[tuple[str, Entry]]:
        """`-` and `+` with the entries that went and came."""
        old, new = {_shown(e): e for e in self.before}, {_shown(e): e for e in self.after}
        gone = [("-", entry) for shown, entry in old.items() if shown not in new]
        return gone + [("+", entry) for shown, entry in new.items() if shown not in old]


def _shown(entry: Entry) -> tuple[object, ...]:
    return entry.kind, entry.stage, entry.name, entry.keys, entry.by, entry.is_pinned


def mend(store: Store, study: Study, edit: Edit, *, keep: bool) -> Mended:
    """Make an edit, and keep it where `keep` is set. Raises Refused.

    What researchers wrote on a step or claim goes along with its texts, whatever their name.
    """
    with store.reading() as reading:
        book = reading.codebook(study.id)
        before = table_of(reading, study, book)
        decided = edit(before, book)
        _refuse_stolen(study, before, book, decided)
        mended = Mended(before, table_of(reading, study, decided))
        marked = keys_of(reading.marks(study.id)) if keep else frozenset()
        elsewhere = _moved(reading, study, decided, mended, marked) if marked else {}
    if keep:
        with store.writing() as work:
            if work.hold_codebook(study.id) != book:
                raise Refused("somebody else changed the codebook meanwhile; try again")
            work.save_codebook(study.id, decided)
            follow_names(work, study.id, elsewhere)
    return mended


def _refuse_stolen(study: Study, table: Table, book: Codebook, decided: Codebook) -> None:
    """Raise Refused where a name would newly draw by the rule what is told of another theme."""
    known = set(_stolen(study, table, book))
    for name, entry in _stolen(study, table, decided):
        if (name, entry) not in known:
            what = entry.kind
            raise Refused(
                f"{name!r} is told of the {what} {entry.name!r}, and left to the rule it would go"
                f" to the other {what} that is called so; give that one another name, or make them"
                " one by --merge"
            )


def _stolen(study: Study, table: Table, book: Codebook) -> Iterator[tuple[str, Entry]]:
    """Names that are what is told of another theme, where nothing is decided about that."""
    language = study.languages[0] if study.languages else ""
    told = {(entry.kind, entry.stage, key): entry for entry in table for key in entry.keys}
    decided = {(theme.kind, theme.stage, key) for theme in book.themes for key in theme.texts}
    for theme in book.themes:
        words = theme.kind, theme.stage, raw_key(Told(theme.name, language=language))
        entry = told.get(words) if theme.name and words not in decided else None
        if entry is not None and entry.keys.isdisjoint(theme.texts):
            yield theme.name, entry


def _moved(
    reading: Reading, study: Study, decided: Codebook, mended: Mended, marked: Collection[str]
) -> dict[str, str]:
    """New keys of steps and claims by the old ones, once this is decided."""
    was, now = (Grounds(computed(reading, study, Selection(), book)) for book in (None, decided))
    return moved(marked, was, now, names_after(mended.before, mended.after))


def _rename(kind: str, name: str, new: str) -> Edit:
    """Give a theme another name."""

    def edit(table: Table, book: Codebook) -> Codebook:
        entry = find(table, kind, name)
        words = _named(new)
        taken = [e for e in _beside(table, entry) if plain(e.name) == plain(words)]
        if taken and taken[0] != entry:
            raise Refused(
                f"there is a {kind} {taken[0].name!r} already; to make them one: "
                f"--merge {kind} {name!r} {taken[0].name!r}"
            )
        return _settle(book, entry, named(_decided(entry), words, entry.raw))

    return edit


def _merge(kind: str, name: str, into: str) -> Edit:
    """Put all texts of one theme under the name of another."""

    def edit(table: Table, book: Codebook) -> Codebook:
        entry, other = find(table, kind, name), find(table, kind, into)
        if entry == other:
            raise Refused(f"{name!r} and {into!r} are one {kind} already")
        if entry.stage != other.stage:
            raise Refused(
                f"{name!r} is a step of stage {entry.stage}, {into!r} of {other.stage}: "
                "steps are merged within a stage"
            )
        emptied = book.without(entry.theme) if entry.theme is not None else book
        texts = (*_texts(entry), *_texts(other))
        return _settle(emptied, other, replace(_decided(other), texts=texts))

    return edit


def _split(kind: str, name: str, text: str) -> Edit:
    """Take one raw text out of a theme; it becomes a theme of its own."""

    def edit(table: Table, book: Codebook) -> Codebook:
        entry = find(table, kind, name)
        raw = _find_raw(entry, text)
        if len(entry.raw) == 1:
            raise Refused(f"{entry.name!r} has no other text than this one")
        # The rest is decided too: by the rule it would join the text again.
        rest = replace(entry, raw=tuple(one for one in entry.raw if one != raw))
        apart = Theme(kind=entry.kind, stage=entry.stage, speaker=raw.key, texts=(raw.key,))
        return _settle(book, entry, _decided(rest)).put(apart)

    return edit


def _pin(kind: str, name: str, *, pinned: bool = True) -> Edit:
    """Keep a theme's texts together, and let no further ones join by the rule."""

    def edit(table: Table, book: Codebook) -> Codebook:
        entry = find(table, kind, name)
        return _settle(book, entry, replace(_decided(entry), pinned=pinned))

    return edit


def _release(kind: str, name: str) -> Edit:
    """Leave a theme's texts to the rule again."""

    def edit(table: Table, book: Codebook) -> Codebook:
        entry = find(table, kind, name)
        if entry.theme is None:
            raise Refused(f"{entry.name!r} is by the rule: nothing was decided about it")
        return book.without(entry.theme)

    return edit


def _unpin(kind: str, name: str) -> Edit:
    """Let further texts join a theme by the rule again."""
    return _pin(kind, name, pinned=False)


_EDITS: dict[str, Callable[..., Edit]] = {
    "rename": _rename,
    "merge": _merge,
    "split": _split,
    "pin": _pin,
    "unpin": _unpin,
    "release": _release,
}


def edits_of(options: Mapping[str, tuple[str, ...] | None]) -> list[Edit]:
    """The edits that a command's options ask for; an option that was not given is None."""
    return [_EDITS[name](*words) for name, words in options.items() if words is not None]


def find(table: Table, kind: str, name: str) -> Entry:
    """The theme of that name; a step's may stand behind its stage, as in `apply/Asked HR`.

    Raises Refused, with the nearest names, where there is none, or one in several stages.
    """
    known = [entry for entry in table if entry.kind == kind_of(kind)]
    found = [e for e in known if name in {e.name, address(e)}] or [
        e for e in known if plain(name) in {plain(e.name), plain(address(e))}
    ]
    if not found:
        near = process.extract(name, [entry.name for entry in known], limit=_NEAREST)
        names = ", ".join(repr(match) for match, _, _ in near) or "nothing yet"
        raise Refused(f"there is no {kind} {name!r}; nearest: {names}")
    if len(found) > 1:
        addresses = ", ".join(repr(address(entry)) for entry in found)
        raise Refused(f"{name!r} is a step of several stages; say which: {addresses}")
    return found[0]


def address(entry: Entry) -> str:
    """The name of a theme that no other of its kind has."""
    return f"{entry.stage}/{entry.name}" if entry.stage else entry.name


def kind_of(word: str) -> CodeKind:
    """The kind of that name. Raises Refused."""
    try:
        return CodeKind(word)
    except ValueError:
        raise Refused(f"{word!r} is no kind of theme: say {', '.join(CodeKind)}") from None


def _beside(table: Table, entry: Entry) -> list[Entry]:
    return [e for e in table if (e.kind, e.stage) == (entry.kind, entry.stage)]


def _named(words: str) -> str:
    name = " ".join(words.split())
    if not name:
        raise Refused("a theme needs a name with a letter in it")
    return name


def _find_raw(entry: Entry, text: str) -> Raw:
    found = [raw for raw in entry.raw if text in {raw.text, f"{raw.text} ({raw.language})"}] or [
        raw for raw in entry.raw if plain(raw.text) == plain(text)
    ]
    if len(found) != 1:
        texts = ", ".join(repr(f"{raw.text} ({raw.language})") for raw in found or entry.raw)
        raise Refused(f"{entry.name!r} holds no single text {text!r}; it holds: {texts}")
    return found[0]


def _texts(entry: Entry) -> tuple[str, ...]:
    """Keys of all texts of a theme: those told now, and those decided that nobody tells now."""
    decided = entry.theme.texts if entry.theme is not None else ()
    return tuple(sorted(entry.keys | set(decided)))


def _decided(entry: Entry) -> Theme:
    """What was shown as an entry, as the researcher's decision."""
    theme = entry.theme or Theme(kind=entry.kind, stage=entry.stage)
    speaks = entry.speaker in entry.keys or not entry.raw
    speaker = entry.speaker if speaks else entry.raw[0].key
    return replace(theme, speaker="" if theme.name else speaker, texts=_texts(entry))


def named(theme: Theme, name: str, raws: Sequence[Raw]) -> Theme:
    """With that name; where it is one of its texts, the text speaks, and no word is kept."""
    speaker = next((raw.key for raw in raws if raw.text == name), "")
    return replace(theme, name="" if speaker else name, speaker=speaker)


def _settle(book: Codebook, entry: Entry, theme: Theme) -> Codebook:
    """With `theme` in the place of what was decided about the entry."""
    rest = book.without(entry.theme) if entry.theme is not None else book
    return rest.put(theme)
