"""What stands after the map: one table a subject, left out where the document has nothing of it."""

from collections.abc import Sequence

from cxmodel.journey import Document
from reports.display import asked_as, asked_at, every, labels, reasons, share, titled
from reports.typeset.comparisons import COMPARISONS
from reports.typeset.panel import Data, Rows, panel, people, signed_or_none, steps_of
from reports.typeset.words import Word, Words


def panels(document: Document, words: Words, *, alone: bool) -> list[Data]:
    """Every table that has rows, in the order of reading."""
    made = (make(document, words) for make in (_SHARED if alone else (*_SHARED, *_OF_MANY)))
    return [panel for panel in (*made, _method(document, words)) if panel["rows"]]


def _values(document: Document, words: Words) -> Data:
    values = document["values"]
    rows = [["Stated by the organisation", words(value), ""] for value in values["stated"]]
    for kind, title in (("heard", "Stated, they say"), ("lived", "Lived")):
        asked = values["asked"][kind]
        rows += [
            [title, words(claim["text"]), share(claim["count"], asked)] for claim in values[kind]
        ]
    lived = values.get("felt")
    if lived and lived["n"]:
        rows.append(["Lived fully, mostly or yes", "", share(lived["x"], lived["n"])])
    lead = "What the organisation says of itself, beside what people lived."
    heads = ("", "In their words*", "People")
    return panel("Values, stated and lived", lead, heads, rows if values["lived"] else ())


def _contradictions(document: Document, words: Words) -> Data:
    names = labels(document)

    def rows() -> Rows:
        for pair in (document.get("overlay") or {"pairs": ()})["pairs"]:
            set_by = f"{pair['by']}, {pair['at'][:10]}"
            for claim in pair["claims"]:
                yield words(names[claim["step"]]), words(claim["text"]), people(claim["count"])
            yield "", words(pair["note"]), words.joined(["set side by side by", set_by], " ")
        for against in document["contradictions"]:
            where = names.get(against["step"], "Values") if against["step"] else "Values"
            for side in against["sides"]:
                said = "stated" if side.get("stated") else people(side.get("count"))
                yield words(where), words(side["text"]), said

    lead = "They stand side by side and are never averaged."
    heads = ("Where*", "What was said or felt*", "By")
    return panel("What stands against each other", lead, heads, rows())


def _notes(document: Document, words: Words) -> Data:
    rows = [
        (words(note["text"]), words.joined([note["by"], note["at"][:10]], ", "))
        for note in (document.get("overlay") or {"notes": ()})["notes"]
    ]
    return panel("Researcher’s notes", "On the map as a whole.", ("Note*", "By"), rows)


def _migration(document: Document, words: Words) -> Data:
    rows = [
        (words(move["from"]), words(move["to"]), people(move["count"]))
        for move in document["migration"]
    ]
    title = "From today’s touchpoint to the one wished for"
    return panel(title, "People who named both.", ("Today*", "Wished for*", "By"), rows)


def _ladders(document: Document, words: Words) -> Data:
    said = reasons(document)
    rows = [
        (words(said[link["from"]]), words(said[link["to"]]), people(link["count"]))
        for link in document["ladders"]["links"]
        if link["shown"]
    ]
    lead = (
        f"Reasons that at least {document['ladders']['cutoff']} people gave for the same thing."
        " They are perceived causes."
    )
    return panel("Why, and why again", lead, ("This*", "because of this*", "Said by"), rows)


def _ways(document: Document, words: Words) -> Data:
    names = labels(document)
    medoid, variants = document["medoid"], document["variants"]
    rows = []
    if medoid:
        rows.append(
            [
                "Nearest to all others",
                words.joined((names[step] for step in medoid["steps"]), " – "),
            ]
        )
        rows += [
            [
                people(variant["count"]),
                words.joined((names[step] for step in variant["steps"]), " – "),
            ]
            for variant in variants
        ]
    return panel("The ways people went", "Real journeys, step by step.", ("", "Way*"), rows)


def _felt(document: Document, words: Words) -> Data:
    def rows() -> Rows:
        for step in steps_of(document):
            felt = step["feeling"]
            if felt["n"]:
                yield (
                    words(step["label"]),
                    str(felt["n"]),
                    "split" if felt["split"] else signed_or_none(felt["mean"]),
                    signed_or_none(felt["median"]),
                    f"{signed_or_none(felt['q1'])} … {signed_or_none(felt['q3'])}",
                    every(felt["values"], signs=True),
                )

    heads = ("Step*", "n#", "Mean#", "Median#", "Middle half", "Every value*")
    lead = "The figures of the band: −2 very bad, 0 neutral, +2 very good."
    return panel("Feelings as a table", lead, heads, rows())


def _absences(document: Document, words: Words) -> Data:
    names = labels(document)
    columns = ("n", "answered", "not_asked", "skipped", "did_not_happen")
    rows = [
        (
            words(asked_as(document["questions"].get(row["question"], row["question"]))),
            words(asked_at(names, row) or "–"),
            *(str(row[name]) if row[name] is not None else "–" for name in columns),
        )
        for row in document["absences"]
    ]
    heads = (
        "Question*",
        "Step or stage*",
        *(f"{titled(name)}#" for name in ("people", *columns[1:])),
    )
    return panel("What was not told", "", heads, rows)


def _method(document: Document, words: Words) -> Data:
    method = document["method"]
    rows: list[Sequence[Word]] = [
        (titled(name), words(rule)) for name, rule in sorted(method["formulae"].items())
    ]
    rows.append(("Merging", words(method["codebook"]["rule"])))
    rows += [("Not asked", words(sentence)) for sentence in method["not_asked"]]
    rows.append(("Words", _WORDS))
    withheld = document.get("privacy")
    if withheld:
        rows.append(("Privacy", _PRIVACY.format(**withheld)))
    rows.append(("Fingerprint", words(document["fingerprint"])))
    return panel(
        "How this map was made",
        "A draft is a hypothesis until it is validated.",
        ("Rule", "In words*"),
        rows,
    )


_PRIVACY = (
    "Anonymous study: nothing is shown that fewer than {k} people told. {suppressed} figures are"
    " left out."
)
_WORDS = (
    "Shown as they were told. “Not for quotation” marks words whose speaker did not agree to be"
    " quoted: they are for tracing a claim, not for handing on."
)
_SHARED = (_notes, _values, _contradictions, _migration, _ladders)
_OF_MANY = (_ways, _felt, *COMPARISONS, _absences)
