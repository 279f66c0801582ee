"""Raw texts under canonical names: by a researcher's decision where there is one, else by the rule.

Touchpoints, of today and wished for, and pains are merged over the whole map, steps within their
stage. What comes out is the merge table, and the names that the map then uses.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cxmodel.codebook import Codebook, CodeKind, Theme
from cxmodel.guide import Lane
from cxmodel.journey import Document
from reports.themes import Themes, Told, assigned, plain, raw_key, spokesman

KIND_OF_LANE = {
    Lane.TOUCHPOINT_CURRENT: CodeKind.TOUCHPOINT,
    Lane.TOUCHPOINT_DESIRED: CodeKind.TOUCHPOINT,
    Lane.PAIN: CodeKind.PAIN,
}
"""Lanes whose claims bear canonical names."""

MOST_ENTRIES, MOST_RAW = 1_000, 200
"""How many entries of a kind, and texts of an entry, a map lists; the table itself lists all."""

NOT_NAMED = "Not named yet"
"""Stands for a theme that a researcher put together where no text of it may name it."""

Tellers = Mapping[Told, Sequence[str]]
"""Pseudonyms of those who told a text, each time they did, by the text."""


@dataclass(frozen=True, slots=True)
class Raw:
    """Words that were told; other spellings of the same words are counted with them."""

    key: str  # as a codebook knows it
    text: str  # the spelling told most often
    language: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One canonical name, and the raw texts under it."""

    kind: CodeKind
    stage: str  # of a step; else empty
    name: str
    people: int
    raw: tuple[Raw, ...]
    speaker: str  # the key of the text that names it; empty where the researcher did
    theme: Theme | None  # the researcher's decision; None: by the rule

    @property
    def by(self) -> str:
        """Who put it together: `rule` or `researcher`."""
        return "rule" if self.theme is None else "researcher"

    @property
    def is_pinned(self) -> bool:
        """Whether no further texts join by the rule."""
        return self.theme is not None and self.theme.pinned

    @property
    def keys(self) -> frozenset[str]:
        """The texts as a codebook knows them."""
        return frozenset(raw.key for raw in self.raw)


@dataclass(frozen=True, slots=True)
class Group:
    """Texts that say the same."""

    theme: Theme | None
    texts: Sequence[Told]


@dataclass(frozen=True, slots=True)
class Coder:
    """Puts texts under names. `language` is the one that the codebook's names are written in.

    A text that fewer than `fewest` people told names nothing that a researcher put together.
    """

    codebook: Codebook = field(default_factory=Codebook)
    language: str = ""
    fewest: int = 1

    def themes(self, kind: CodeKind, stage: str = "") -> Themes:
        """Themes that begin with what the researcher decided."""
        return Themes(self.codebook.of(kind, stage), self.language)

    def grouped(self, kind: CodeKind, texts: Sequence[Told]) -> list[Group]:
        """Texts that say the same, in order of first mention."""
        themes = self.themes(kind)
        groups: dict[int, list[Told]] = {}
        for told, theme in zip(texts, assigned(texts, themes), strict=True):
            groups.setdefault(theme, []).append(told)
        return [Group(themes.by_researcher(number), group) for number, group in groups.items()]

    def entries(
        self, kind: CodeKind, stage: str, groups: Sequence[Group], told: Tellers
    ) -> list[Entry]:
        """An entry for each group, in their order; no two names are equal.

        A name that is taken gets its language in brackets, or a number.
        """
        names = self._names(groups, told)
        return [
            Entry(
                kind=kind,
                stage=stage,
                name=names[at],
                people=len({person for text in group.texts for person in told[text]}),
                raw=_raw(group.texts, told),
                speaker=self._key_of_name(group, told),
                theme=group.theme,
            )
            for at, group in enumerate(groups)
        ]

    def _names(self, groups: Sequence[Group], told: Tellers) -> dict[int, str]:
        """A researcher's names come first, then the codebook's language, then the others."""
        wanted = [self._wanted(group, told) for group in groups]
        languages = [group.texts[0].language if group.texts else "" for group in groups]
        order = sorted(
            range(len(groups)),
            key=lambda at: (not _is_named(groups[at]), languages[at] != self.language),
        )
        names: dict[int, str] = {}
        taken: set[str] = set()
        for at in order:
            names[at] = _free(wanted[at], languages[at], taken)
            taken.add(plain(names[at]))
        return names

    def _wanted(self, group: Group, told: Tellers) -> str:
        if group.theme is not None and group.theme.name:
            return group.theme.name
        speaker = self._speaker(group, told)
        return NOT_NAMED if speaker is None else speaker.text

    def _key_of_name(self, group: Group, told: Tellers) -> str:
        speaker = None if _is_named(group) else self._speaker(group, told)
        return "" if speaker is None else raw_key(speaker)

    def _speaker(self, group: Group, told: Tellers) -> Told | None:
        """The text that names a theme: the one that did when it was decided, else the most told."""
        able = group.texts if group.theme is None else self._safe(group.texts, told)
        chosen = group.theme.speaker if group.theme is not None else ""
        able = [text for text in able if raw_key(text) == chosen] or able
        if not able:
            return None
        text = spokesman(_spelled(able, told))
        return next(one for one in able if one.text == text)

    def _safe(self, texts: Sequence[Told], told: Tellers) -> list[Told]:
        """Texts that enough people told, in whichever spelling."""
        people: dict[str, set[str]] = {}
        for text in texts:
            people.setdefault(raw_key(text), set()).update(told[text])
        return [text for text in texts if len(people[raw_key(text)]) >= self.fewest]


BY_RULE = Coder()
"""Nothing decided."""


def _is_named(group: Group) -> bool:
    return group.theme is not None and bool(group.theme.name)


def _spelled(texts: Sequence[Told], told: Tellers) -> Counter[str]:
    """How often each spelling was told."""
    spelled: Counter[str] = Counter()
    for text in texts:
        spelled[text.text] += len(told[text])
    return spelled


def _free(name: str, language: str, taken: set[str]) -> str:
    further = [f"{name} ({language})"] if language else []
    number = 2
    for candidate in (name, *further):
        if plain(candidate) not in taken:
            return candidate
    while plain(f"{name} ({number})") in taken:
        number += 1
    return f"{name} ({number})"


def _raw(texts: Sequence[Told], told: Tellers) -> tuple[Raw, ...]:
    """The texts by their words, those that most people told first."""
    by_key: dict[str, list[Told]] = {}
    for text in texts:
        by_key.setdefault(raw_key(text), []).append(text)
    found = [
        Raw(
            key,
            spokesman(_spelled(same, told)),
            same[0].language,
            len({person for text in same for person in told[text]}),
        )
        for key, same in by_key.items()
    ]
    return tuple(sorted(found, key=lambda raw: (-raw.people, raw.text, raw.language)))


def untold(codebook: Codebook, entries: Sequence[Entry]) -> list[Entry]:
    """An entry for each named theme that holds nothing of what is told now."""
    shown = {entry.theme for entry in entries}
    return [
        Entry(
            kind=theme.kind,
            stage=theme.stage,
            name=theme.name,
            people=0,
            raw=(),
            speaker="",
            theme=theme,
        )
        for theme in codebook.themes
        if theme.name and theme not in shown
    ]


def in_order(entries: Sequence[Entry]) -> list[Entry]:
    """The merge table: by kind, stages as they come, what most people told first."""
    kinds = list(CodeKind)
    stages = list(dict.fromkeys(entry.stage for entry in entries))
    return sorted(
        entries,
        key=lambda entry: (
            kinds.index(entry.kind), stages.index(entry.stage), -entry.people, entry.name
        ),
    )  # fmt: skip


def codebook_of(entries: Sequence[Entry], language: str) -> Document:
    """The merge table as a part of the document, cut where it is very long."""
    table = in_order(entries)
    listed = [e for kind in CodeKind for e in [x for x in table if x.kind is kind][:MOST_ENTRIES]]
    more = len(table) - len(listed)
    return {
        "language": language,
        "entries": [_entry(entry) for entry in listed],
        **({"entries_more": more} if more else {}),
    }


def _entry(entry: Entry) -> Document:
    more = len(entry.raw) - MOST_RAW
    return {
        "kind": entry.kind.value,
        **({"stage": entry.stage} if entry.stage else {}),
        "name": entry.name,
        "people": entry.people,
        "raw": [
            {"text": raw.text, "language": raw.language, "count": raw.people}
            for raw in entry.raw[:MOST_RAW]
        ],
        **({"raw_more": more} if more > 0 else {}),
        "by": entry.by,
        **({"pinned": True} if entry.is_pinned else {}),
    }
