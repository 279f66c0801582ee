"""Tables of figures, of words merged, of what was not told, and of how the map was made."""

from collections.abc import Iterator, Mapping

from cxmodel.journey import Document
from reports.amounts import unit_of
from reports.display import asked_as, asked_at, labels, titled
from reports.exports.cells import Cell, Column, Table, moment, words
from reports.exports.told import known

Row = tuple[Cell, ...]
_METRIC = (
    Column("group", 20),
    Column("name", 40),
    Column("of", 24),
    Column("value", 12),
    Column("n", 8),
    Column("low", 10),
    Column("high", 10),
    Column("note", 50),
)
_SCORES = {
    "nps": ("NPS", "points, −100 … +100"),
    "csat": ("CSAT", "share who gave 4 or 5 of 5"),
    "ces": ("CES", "mean of 1–7"),
    "index": ("CX index", "CSAT over seven days"),
    "gap": ("Gap", "importance − satisfaction"),
}
_COUNTS = ("invited", "started", "completed", "broken_off", "running", "people")
_MOMENTS = {"earlier": "before the change", "before": "today", "after": "wished for"}


def _row(  # noqa: PLR0917 - the columns, in their order
    group: str,
    name: str,
    of: str = "",
    value: Cell = None,
    n: int | None = None,
    low: float | None = None,
    high: float | None = None,
    note: str = "",
) -> Row:
    return (group, words(name), words(of), value, n, low, high, words(note))


def metrics(document: Document) -> Table:
    """A row a figure: interviews, scores, effort, segments, sides, waves, days of the index."""
    header = document["header"]
    rows = [
        *_interviews(header),
        *_scores("Score", "", document["metrics"]),
        *_effort(document["effort"]),
        *_groups("Segment", document.get("segments", ())),
        *_groups("Side", document.get("sides", ())),
        *_waves(document.get("waves")),
        *_days(document["metrics"]["index"]),
        *_house(document.get("house")),
        *_links(document),
        *_ways(document),
    ]
    return Table("Metrics", _METRIC, tuple(rows))


def _interviews(header: Document) -> Iterator[Row]:
    for count in _COUNTS:
        yield _row("Interviews", titled(count), value=header[count])
    for end in ("from", "to"):
        if header[end]:
            yield _row("Interviews", titled(end), value=moment(header[end]))
    recognised = header["confirmation"]
    yield _row("Interviews", "Recognised", value=recognised["recognised"], n=recognised["n"])
    full = header["saturation"]
    yield _row("Interviews", "Saturation", value=full["value"], n=full.get("interviews"))


def _scores(group: str, of: str, scores: Mapping[str, Document]) -> Iterator[Row]:
    for key, (name, note) in _SCORES.items():
        if (score := scores.get(key)) is not None:
            yield _row(group, name, of, score["value"], score["n"], note=note)
    if wanted := scores.get("opportunity"):
        band = f"{wanted['band']}, 0–20"
        yield _row(group, "Opportunity", of, wanted["value"], wanted["n"], note=band)


def _effort(effort: Document, whose: str = "") -> Iterator[Row]:
    for kind, spent in effort.items():
        for when, note in _MOMENTS.items():
            if when in spent:
                name = titled(unit_of(kind))
                yield _row("Effort", f"{name}{whose}", note, spent[when], spent["n"][when])


def _groups(group: str, found: list[Document]) -> Iterator[Row]:
    for one in found:
        of = str(one.get("title", one["id"]))
        yield _row(group, "People", of, one["people"])
        if "completed" in one:
            yield _row(group, "Completed", of, one["completed"])
        yield from _scores(group, of, one["metrics"])
        if full := one.get("saturation"):
            yield _row(group, "Saturation", of, full["value"], full.get("interviews"))


def _waves(waves: Document | None) -> Iterator[Row]:
    for wave in waves.get("each", ()) if waves else ():
        yield from _scores("Wave", f"wave {wave['wave']}", wave["metrics"])
        yield from _effort(wave["effort"], f", wave {wave['wave']}")
    for change in waves["changes"] if waves else ():
        name = change["label"]
        for side in ("before", "after"):
            yield _row("Wave", name, side, change[side]["value"], change[side]["n"])
        moved = "moved" if change["moved"] else "not shown to have moved"
        yield _row(
            *("Wave", name, "change", change["change"], change["people"]),
            *(change["low"], change["high"], f"{moved}; {change['method']}"),
        )


def _days(index: Document) -> Iterator[Row]:
    for day in index.get("series") or ():
        at = moment(day["day"])
        yield ("CX index by day", "CX index", at, day["value"], day["n"], None, None, "")


def _house(house: Document | None) -> Iterator[Row]:
    for part in house["parts"] if house else ():
        yield _row("House", part["title"], part["block"], part["mean"], part["n"])


def _links(document: Document) -> Iterator[Row]:
    for move in document["migration"]:
        yield _row("Touchpoint wished for", move["from"], move["to"], move["count"])
    texts = {node["id"]: node["text"] for node in document["ladders"]["nodes"]}
    for link in document["ladders"]["links"]:
        note = f"directly {known(link['direct'])}"
        yield _row("Leads to", texts[link["from"]], texts[link["to"]], link["count"], note=note)


def _ways(document: Document) -> Iterator[Row]:
    names = labels(document)
    for against in document["contradictions"]:
        name = names.get(against["step"], against["step"] or "")
        for side in against["sides"]:
            yield _row(
                f"Against each other: {against['kind']}", name, side["text"], side.get("count")
            )
    for number, way in enumerate(document["variants"], start=1):
        path = " → ".join(names[step] for step in way["steps"])
        yield _row("Way", f"Way {number}", value=way["count"], note=path)


def absences(document: Document) -> Table:
    """A row a question and step: who was not asked, who passed, where it did not happen."""
    names, questions = labels(document), document["questions"]
    columns = (
        *(
            Column("question", 50),
            Column("step or stage", 40),
            Column("people", 8),
            Column("answered", 10),
        ),
        *(Column("not asked", 10), Column("skipped", 10), Column("did not happen", 15)),
    )
    rows = [
        (
            words(asked_as(questions.get(row["question"], row["question"]))),
            words(asked_at(names, row)) or None,
            *(row.get(key) for key in ("n", "answered", "not_asked", "skipped", "did_not_happen")),
        )
        for row in document["absences"]
    ]
    return Table("Not told", columns, tuple(rows))


def codebook(document: Document) -> Table:
    """A row a wording: the name under which it was merged, and by whom."""
    columns = (
        *(Column("kind"), Column("name", 40), Column("said as", 40), Column("language")),
        *(Column("count", 8), Column("merged by", 12)),
    )
    found = document.get("codebook") or {"entries": []}
    rows = [row for entry in found["entries"] for row in _merged(entry)]
    if more := found.get("entries_more"):
        rows.append((None, f"and {more} more names", None, None, None, None))
    return Table("Codebook", columns, tuple(rows))


def _merged(entry: Document) -> Iterator[Row]:
    kind, name, by = entry["kind"], words(entry["name"]), entry["by"]
    for raw in entry["raw"]:
        yield kind, name, words(raw["text"]), raw["language"], raw["count"], by
    if more := entry.get("raw_more"):
        yield kind, name, f"and {more} more wordings", None, None, by


def method(document: Document) -> Table:
    """What the map is of, by which rules it was made, and how to read these tables."""
    how = document["method"]
    chosen = {key: value for key, value in document["selection"].items() if value is not None}
    rows = [
        ("Title", words(document["header"]["title"])),
        ("Study", document["study"]),
        ("Selection", words(", ".join(f"{k} {v}" for k, v in chosen.items()) or "the whole study")),
        ("State", "Draft: a hypothesis until it is validated"),
        ("Fingerprint", document["fingerprint"]),
        *((titled(name), words(rule)) for name, rule in sorted(how["formulae"].items())),
        ("Merging", words(how["codebook"]["rule"])),
        *(("Not asked", words(sentence)) for sentence in how.get("not_asked", ())),
        ("Quotable", "Words marked “no” are for tracing a claim, not for handing on"),
        ("Times", "UTC; in an anonymous study the ISO week"),
        ("Long texts", "Go on in the row below, which repeats the first column"),
    ]
    return Table("Method", (Column("rule", 22), Column("text", 110)), tuple(rows))
