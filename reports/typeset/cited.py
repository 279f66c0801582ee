"""Claims with the numbers under which a print cites them, and the words behind each number."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from cxmodel.journey import Document
from reports.display import asked_as, footnotes, number, share, share_there
from reports.typeset.words import Word, Words
from reports.view import Row, View

ITEM_LENGTH = 240  # characters of a claim in a cell; the whole stands in the appendix
CHAIN_LENGTH = 120  # of each reason under it
REASONS = 2  # under a pain in a cell
MOST_QUOTES = 200  # printed of one claim, and of those that stand elsewhere
MOST_AGAIN = 60
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim with its number, and where it stands."""

    number: int
    place: str  # label of the step, or what is around the journey
    lane: str  # title of the lane
    claim: Document
    asked: int | None  # None where it is suppressed
    pain: bool


class Cited:
    """Every claim of a map in the order of the appendix."""

    def __init__(self, document: Document, view: View, words: Words) -> None:
        self._document = document
        self._words = words
        self._alone = view.alone
        placed = list(_placed(document, view))
        self.entries = [Entry(at, *told) for at, told in enumerate(placed, start=1)]
        self._by_claim = {id(entry.claim): entry for entry in self.entries}

    def items(self, claims: Sequence[Document], most: int) -> Data:
        """A cell: its first claims, and how many more stand in the appendix from which number."""
        rest = claims[most:]
        more = {"count": len(rest), "n": self._by_claim[id(rest[0])].number} if rest else None
        return {"items": [self.item(claim) for claim in claims[:most]], "more": more}

    def item(self, claim: Document, most: int | None = ITEM_LENGTH) -> Data:
        """One claim as it is drawn; cut where it is longer than `most`."""
        entry = self._by_claim[id(claim)]
        chain = CHAIN_LENGTH if most is not None else None
        reasons = claim.get("why", ())
        shown = reasons if most is None else reasons[:REASONS]
        return {
            "n": entry.number,
            "text": self._words(claim["text"], most),
            "cut": most is not None and self._words.is_cut(claim["text"], most),
            "count": "" if self._alone else self._counted(entry),
            "tier": claim["tier"],
            "rank": claim.get("rank") if entry.pain else None,
            "weights": self._weights(claim) if entry.pain else [],
            "why": [[self._words(text, chain) for text in why["chain"]] for why in shown],
            "reasons": len(reasons) - len(shown),
        }

    def _counted(self, entry: Entry) -> str:
        asked = entry.claim.get("reach", {"n": entry.asked})["n"]
        return (share_there if entry.pain else share)(entry.claim["count"], asked)

    def _weights(self, pain: Document) -> list[Word]:
        """Its factors: severity, recurrence, and of the first three the lower bound of reach."""
        shown: list[Word] = []
        low = pain["reach"]["low"]
        if pain.get("rank") and not self._alone and low is not None:
            shown.append(f"reach at least {low:.2f}")
        if pain["severity"]["mean"] is not None:
            shown.append(f"severity {number(pain['severity']['mean'])} of 4")
        if pain["recurrence"]["mean"] is not None:
            shown.append(f"recurs {number(pain['recurrence']['mean'])} of 3")
        if pain["priority"] is not None:
            shown.append(f"priority {pain['priority']:.2f}")
        return [*shown, *([self._words(pain["cause"])] if pain["cause"] else [])]

    def appendix(self) -> list[Data]:
        """Places, each with its claims and every verbatim behind them, printed in full once."""
        notes, printed = footnotes(self._document), set[str]()
        return [
            {
                "title": self._words(place),
                "claims": [self._explained(entry, notes, printed) for entry in entries],
            }
            for place, entries in groupby(self.entries, key=lambda entry: entry.place)
        ]

    def _explained(self, entry: Entry, notes: dict[str, int], printed: set[str]) -> Data:
        claim = entry.claim
        ids = list(dict.fromkeys([*claim["evidence"], *_behind(claim)]))
        new = [ident for ident in ids if ident not in printed][:MOST_QUOTES]
        again = [ident for ident in ids if ident in printed][:MOST_AGAIN]
        printed.update(new)
        return self.item(claim, None) | {
            "lane": entry.lane,
            "written": list(self._written(claim)),
            "quotes": self._quotes(sorted(new, key=notes.__getitem__), notes),
            "again": sorted(notes[ident] for ident in again),
            "left": len(ids) - len(new) - len(again) + claim.get("evidence_more", 0),
        }

    def _written(self, claim: Document) -> Iterator[Word]:
        """What a researcher added to a claim, and by whom."""
        for key, what in _SIGNED.items():
            signed = claim.get(key)
            if signed:
                said = signed.get("how") or signed["text"]
                changed = ["evidence has changed"] if signed.get("stale") else []
                yield self._words.joined([what, said, signed["by"], signed["at"][:10], *changed])

    def _quotes(self, ids: Iterable[str], notes: dict[str, int]) -> list[Data]:
        """What was said, in the order told; the same words to the same question stand once."""
        told: dict[tuple[str, ...], list[Data]] = {}
        for ident in ids:
            quote = self._document["evidence"][ident]
            hidden = quote.get("hidden", False)
            files = [f"{file['kind']}: {file['name']}" for file in quote.get("files", ())]
            asked = self._document["questions"].get(quote["question"], quote["question"])
            lines = [line for line in quote["verbatim"].splitlines() if line.strip()]
            words = "" if hidden else " / ".join(lines)  # a story told a step a line
            told.setdefault((words, asked_as(asked), *files), []).append({
                "e": notes[ident],
                "by": self._words(quote["respondent"]),
                "hidden": hidden,
                "private": not hidden and not quote["quotable"],
            })  # fmt: skip
        return [
            {"text": self._words(text), "to": self._words.joined(around), "by": by}
            for (text, *around), by in told.items()
        ]


def _behind(claim: Document) -> Iterator[str]:
    """Evidence of the reasons under a pain."""
    for why in claim.get("why", ()):
        yield from why["evidence"]


_SIGNED = {"validated": "Validated", "validation_cleared": "No longer validated", "note": "Note"}
_Placed = tuple[str, str, Document, int | None, bool]


def _placed(document: Document, view: View) -> Iterator[_Placed]:
    header, values = document["header"], document["values"]
    yield from _listed(
        "Before the journey", "Expected", header["expectations"], header["asked"]["expectation"]
    )
    yield from _spanned(view.opening)
    for column in view.columns:
        if column.step is not None:
            place = column.title if column.whole else column.step["label"]
            for row in view.celled:
                asked = column.step["asked"].get(row.id, 0)
                yield from _listed(place, row.title, row.held(column), asked, row.id)
    yield from _spanned(view.overall)
    for kind in ("heard", "lived"):
        title = "Stated, they say" if kind == "heard" else "Lived"
        yield from _listed("Values", title, values[kind], values["asked"][kind])
    for row in document.get("besides", ()):
        asked = asked_as(document["questions"].get(row["question"], row["question"]))
        yield from _listed("Also told", asked, row["claims"], row["n"])


def _spanned(rows: Iterable[Row]) -> Iterator[_Placed]:
    for row in rows:
        for span in row.spans:
            yield from _listed("Whole journey", row.title, span.claims, span.asked, row.id)


def _listed(
    place: str, title: str, claims: Iterable[Document], asked: int | None, lane: str = ""
) -> Iterator[_Placed]:
    for claim in claims:
        yield place, title, claim, asked, lane == "pain"
