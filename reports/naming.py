"""Touchpoints and pains get their canonical names, once everything told is in the ledger."""

from cxmodel.codebook import CodeKind
from reports.cell import words_of
from reports.codebook import Coder, Entry, Group
from reports.ledger import Ledger
from reports.merging import merged
from reports.themes import Told

_OVER_THE_MAP = (CodeKind.TOUCHPOINT, CodeKind.PAIN)


def name_all(ledger: Ledger, coder: Coder) -> list[Entry]:
    """Give every touchpoint and pain of the ledger its name; the merge table of them.

    Of a kind with very many different texts, those that stand alone keep their words and are not
    in the table.
    """
    return [entry for kind in _OVER_THE_MAP for entry in _name(ledger, coder, kind)]


def _name(ledger: Ledger, coder: Coder, kind: CodeKind) -> list[Entry]:
    cell = ledger.cell(kind=kind.value, run=None)
    themes = coder.themes(kind)
    found = merged(cell, themes)
    told: dict[Told, list[str]] = {}
    groups: dict[int, list[Told]] = {}
    for text, fixed, language, person in cell.rows("text, fixed, language, person"):
        words = Told(text, bool(fixed), language)
        theme = found.of(words) if text else None
        if theme is not None:
            if words not in told:
                told[words] = []
                groups.setdefault(theme, []).append(words)
            told[words].append(ledger.people[person])
    named = [Group(themes.by_researcher(number), texts) for number, texts in groups.items()]
    entries = coder.entries(kind, "", named, told)
    names = {
        words_of(text): entry.name
        for entry, group in zip(entries, named, strict=True)
        for text in group.texts
    }
    ledger.rename(kind, names)
    return entries
