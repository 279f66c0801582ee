"""The tables that a workbook and an archive of CSV files hold alike: steps, claims, evidence."""

from collections.abc import Iterator

from cxmodel.journey import Document
from reports.display import asked_as
from reports.exports.cells import Cell, Column, Table, fitted, listed, moment, words, yes
from reports.exports.figures import absences, codebook, method, metrics
from reports.exports.told import Told, asked_of, claims_of, lane_titles
from reports.view import places_of

HIDDEN = "quote hidden by the researcher"

_STEP = (
    Column("step", 22),
    Column("number", 8),
    Column("stage", 20),
    Column("label", 36),
    Column("tier", 13),
    Column("frequency"),
    Column("people", 8),
    Column("of", 6),
    Column("share low", 10),
    Column("share high", 10),
    Column("feeling n", 10),
    Column("feeling mean"),
    Column("feeling median"),
    Column("feeling q1"),
    Column("feeling q3"),
    Column("split", 7),
    Column("feelings", 20),
    Column("moment of truth"),
    Column("moment shown"),
    Column("named decisive"),
    Column("gap", 8),
    Column("opportunity"),
    Column("opportunity band"),
    Column("returns", 8),
    Column("order varies with", 24),
    Column("reports", 8),
    Column("wordings", 40),
    Column("key", 22),
    Column("owner", 18),
    Column("business value"),
    Column("effort"),
    Column("opportunity noted", 30),
    Column("note", 30),
    Column("stale", 16),
)
_CLAIM = (
    Column("claim", 34),
    Column("part", 6),
    Column("stage", 20),
    Column("step", 22),
    Column("step label", 30),
    Column("lane", 20),
    Column("text", 60),
    Column("count", 7),
    Column("asked", 7),
    Column("low", 8),
    Column("high", 8),
    Column("tier", 13),
    Column("validated by", 18),
    Column("validated how", 24),
    Column("severity", 9),
    Column("severity n", 9),
    Column("recurrence", 10),
    Column("recurrence n", 10),
    Column("priority", 9),
    Column("rank", 6),
    Column("cause", 18),
    Column("because", 40),
    Column("reason of", 40),
    Column("respondents", 30),
    Column("evidence", 30),
    Column("evidence not listed", 10),
)
_EVIDENCE = (
    Column("evidence", 18),
    Column("part", 6),
    Column("interview", 16),
    Column("respondent", 16),
    Column("question", 40),
    Column("their step", 10),
    Column("at", 19),
    Column("verbatim", 80),
    Column("quotable", 10),
    Column("files", 30),
)


def tables(document: Document) -> tuple[Table, ...]:
    """Every table of the document but the map itself, in the order of the sheets."""
    return tuple(
        fitted(table)
        for table in (
            steps(document),
            claims(document),
            evidence(document),
            metrics(document),
            absences(document),
            codebook(document),
            method(document),
        )
    )


def steps(document: Document) -> Table:
    """A row a step; where there are several groups, their figures stand at the right."""
    groups = _groups(document)
    beside = [
        Column(f"{title} {figure}", 12)
        for _, _, title in groups
        for figure in ("people", "of", "feeling mean", "feeling n")
    ]
    places = places_of(document)
    rows = [
        (
            *_step_row(stage, step, places.get(step["id"])),
            *_group_cells(step, groups),
            *_perceived(step),
        )
        for stage, step in _every_step(document)
    ]
    perceived = [Column(f"perception {of}") for of in ("customer", "staff", "gap")]
    return Table("Steps", (*_STEP, *beside, *perceived), tuple(rows))


def _every_step(document: Document) -> Iterator[tuple[Document, Document]]:
    return ((stage, step) for stage in document["stages"] for step in stage["steps"])


def _groups(document: Document) -> list[tuple[str, str, str]]:
    """(key of the step, id, title) of each segment and side whose figures a step may hold."""
    segments = [("by_segment", s["id"], words(s["title"])) for s in document.get("segments", ())]
    return segments + [("by_side", s["id"], s["id"]) for s in document.get("sides", ())]


def _group_cells(step: Document, groups: list[tuple[str, str, str]]) -> Iterator[Cell]:
    for key, ident, _ in groups:
        held = step.get(key, {}).get(ident, {})
        reach, feeling = held.get("reach") or {}, held.get("feeling") or {}
        yield from (reach.get("x"), reach.get("n"), feeling.get("mean"), feeling.get("n"))


def _perceived(step: Document) -> Iterator[Cell]:
    return (step.get("perception", {}).get(of) for of in ("customer", "staff", "gap"))


def _step_row(stage: Document, step: Document, number: int | None) -> tuple[Cell, ...]:
    reach, felt, truth = step["reach"], step["feeling"], step["moment_of_truth"]
    wanted, noted = step["opportunity_score"] or {}, step.get("overlay") or {}
    return (
        *(step["id"], number, words(stage["title"]), words(step["label"])),
        *(step["tier"], step["frequency"], reach["x"], reach["n"], reach["low"], reach["high"]),
        *(felt[figure] for figure in ("n", "mean", "median", "q1", "q3")),
        *(yes(felt["split"]), ", ".join(f"{value:g}" for value in felt["values"])),
        *(truth["score"], yes(truth["shown"]), truth["named"]),
        *(step["gap"], wanted.get("value"), wanted.get("band"), step["returns"]),
        *(", ".join(step["order"]["with"]), step["reported"], listed(step["said"])),
        step.get("key"),
        *(_noted(noted.get(field)) for field in _NOTED),
        ", ".join(noted.get("stale", ())),
    )


_NOTED = ("owner", "business_value", "effort", "opportunity", "note")


def _noted(value: object) -> Cell:
    """What a researcher wrote beside a step: a number stays one."""
    if value is None or isinstance(value, int | float):
        return value
    return words(str(value))


def claims(document: Document) -> Table:
    """A row a claim; reasons of pains are claims of their own."""
    titles = lane_titles(document)
    rows = [_claim_row(told, titles) for told in claims_of(document)]
    return Table("Claims", _CLAIM, tuple(rows), parts=1)


def _claim_row(told: Told, titles: dict[str, str]) -> tuple[Cell, ...]:
    claim, stage, step = told.claim, told.stage or {}, told.step or {}
    reach, validated = claim.get("reach") or {}, claim.get("validated") or {}
    severity, recurrence = claim.get("severity") or {}, claim.get("recurrence") or {}
    return (
        *(claim.get("id"), 1, words(stage.get("title", "")), step.get("id")),
        *(words(step.get("label", "")), titles[told.lane], words(claim["text"])),
        *(claim["count"], asked_of(told), reach.get("low"), reach.get("high"), claim["tier"]),
        *(_noted(validated.get("by")), _noted(validated.get("how"))),
        *(severity.get("mean"), severity.get("n"), recurrence.get("mean"), recurrence.get("n")),
        *(claim.get("priority"), claim.get("rank"), _noted(claim.get("cause"))),
        *(listed(claim.get("chain", ())), words(told.pain["text"]) if told.pain else None),
        *(", ".join(claim["respondents"]), ", ".join(claim["evidence"])),
        claim.get("evidence_more"),
    )


def evidence(document: Document) -> Table:
    """A row an answer that the map cites: what was said for it, word for word."""
    asked = {key: words(asked_as(text)) for key, text in document["questions"].items()}
    rows = [_evidence_row(key, said, asked) for key, said in document["evidence"].items()]
    return Table("Evidence", _EVIDENCE, tuple(sorted(rows, key=lambda row: str(row[0]))), parts=1)


def _evidence_row(key: str, said: Document, asked: dict[str, str]) -> tuple[Cell, ...]:
    files = [f"{file['kind']}: {file['name']}" for file in said.get("files", ())]
    verbatim = HIDDEN if said.get("hidden") else said["verbatim"]
    return (
        *(key, 1, key.rpartition("/")[0], words(said["respondent"])),
        *(asked.get(said["question"], said["question"]), said["step"], moment(said["at"])),
        *(words(verbatim), yes(said["quotable"]), listed(files)),
    )
