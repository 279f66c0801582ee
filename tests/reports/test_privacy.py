"""Anonymous studies: whatever is subtracted from whatever, nobody is one of fewer than five."""

import io
import json
import math
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import pairwise
from typing import Any

import pypdfium2
import pytest
from jsonschema import Draft202012Validator

from cxmodel.interchange import load_interview, load_study
from cxmodel.interview import Interview
from cxmodel.journey import EXTENSIONS, dump, schema
from cxmodel.study import Anonymity, StudyFlow
from interview_flows.guide import guide_of
from interview_flows.loader import load_flow
from reports.compile import compile_journey
from reports.disclosure import withheld
from reports.exports import Look, export
from tests.reports.perturbed import perturbed, study_line
from tests.reports.talk import START, VERSION, Talk, a_study, process_guide

FEW = range(1, 5)
CANARY = "zebrafinch"


def crowd(size: int, few: int) -> list[Interview]:
    """A crowd that tells the same, and a few who tell something of their own everywhere."""
    talks = [Talk(f"iv{n:02}", f"P{n:02}", began=START + timedelta(days=n)) for n in range(size)]
    for number, talk in enumerate(talks):
        own = f" {CANARY}{number}" if number < few else ""
        talk.segment = "new" if number < size // 2 else "old"
        talk.says("need", f"Learn to lead{own}")
        talk.says("start_thought", f"This could be good{own}")
        talk.says("expected", f"One form and a yes{own}")
        talk.tells("Found the form", *([f"Went to {own}"] if own else []), "Took the training")
        talk.says("touchpoint", "intranet", step=1)
        talk.says("feeling", -1 if number % 2 else 1, step=1)
        pain = talk.says("pain", "The search finds nothing", step=1)
        talk.says("bad", 3, step=1)
        talk.says("often", "always", step=1)
        why = talk.says("pain", f"Each department has its own pages{own}", step=1, why=(pain, 1))
        talk.says("pain", "Nobody looks after the whole", step=1, why=(why, 2))
        talk.says("pain", f"It went on for days{own}", step=len(talk.steps))
        talk.says("forms", 5)
        talk.says("decisive", "s1")
        talk.says("desired", f"One button in the app{own}")
        talk.says("difference", f"Two forms instead of five{own}")
        talk.says("lived", value=number % 2 == 0)
        talk.says("lived_how", f"I came last{own}")
        talk.says("csat", 5 if number % 2 else 2)
    return [talk.done() for talk in talks]


def anonymous(interviews: list[Interview]) -> Any:
    study = a_study(anonymity=Anonymity.ANONYMOUS)
    return compile_journey(study, {VERSION: process_guide()}, interviews, invited=len(interviews))


@cache
def of_many(seed: int) -> Any:
    """Sixty interviews of many kinds, two of three in one segment."""
    study, flows = load_study(json.dumps(study_line()))
    study = replace(study, anonymity=Anonymity.ANONYMOUS)
    guides = {version: guide_of(load_flow(text, "flow")) for version, text in flows.items()}
    found = [load_interview(json.dumps(record)) for record in perturbed(60, seed, waves=2)]
    return compile_journey(study, guides, found)


def steps(document: Any) -> Iterator[Any]:
    for stage in document["stages"]:
        yield from stage["steps"]


def readable(content: bytes) -> str:
    """All the text in a file, that of the parts of an archive and of compressed streams too."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return "".join(readable(parts.read(name)) for name in parts.namelist())
    if content.startswith(b"%PDF"):
        pages = pypdfium2.PdfDocument(content)
        return "".join(page.get_textpage().get_text_bounded() for page in pages)
    return content.decode("utf-8", "replace")


def shown_claims(document: Any) -> set[str]:
    return {c["text"] for step in steps(document) for lane in ("need", "pain") for c in step[lane]}


@pytest.mark.parametrize("form", EXTENSIONS)
def test_no_word_of_a_few_is_in_any_format(form: str) -> None:
    document = anonymous(crowd(30, few=4))
    assert "Learn to lead" in shown_claims(document)
    assert CANARY not in readable(export(document, form, Look()).content)


def test_the_words_of_five_are_shown_and_those_of_four_are_not() -> None:
    talks = [Talk(f"iv{n:02}", f"P{n:02}") for n in range(20)]
    for number, talk in enumerate(talks):
        talk.says("need", ("A laptop", "A new desk", "Peace")[(number > 3) + (number > 8)])
    (start, *_) = steps(anonymous([talk.done() for talk in talks]))
    assert {claim["text"]: claim["count"] for claim in start["need"]} == {
        "Peace": 11,
        "A new desk": 5,
    }


def test_a_step_that_few_took_is_gone_and_counted() -> None:
    document = anonymous(crowd(30, few=4))
    labels = [step["label"] for step in steps(document)]
    assert labels == ["At the start", "Found the form", "Took the training", *labels[3:]]
    assert document["privacy"]["steps"] == 4
    assert document["privacy"]["suppressed"] > 4


def test_nobody_is_named_beside_what_they_said() -> None:
    document = anonymous(crowd(30, few=4))
    text = dump(document)
    assert not any(f'"P{number:02}"' in text for number in range(30))
    assert {quote["respondent"] for quote in document["evidence"].values()} == {"anonymous"}
    assert document["journeys"] == []


def test_a_whole_story_is_no_quote_of_one_of_its_steps() -> None:
    found = anonymous(crowd(30, few=4))["evidence"].values()
    assert found
    assert not any("Found the form" in q["verbatim"] and "Took" in q["verbatim"] for q in found)


@pytest.mark.parametrize("seed", range(6))
def test_its_map_follows_the_schema(seed: int) -> None:
    Draft202012Validator(schema()).validate(json.loads(dump(of_many(seed))))


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("form", EXTENSIONS)
def test_every_format_can_be_made_of_what_is_left(form: str, seed: int) -> None:
    assert export(of_many(seed), form, Look()).content


@pytest.mark.parametrize("seed", range(6))
def test_no_difference_of_two_shown_numbers_is_a_few_people(seed: int) -> None:
    document = of_many(seed)
    assert list(steps(document))
    told = [*in_head(document), *in_groups(document), *in_scores(document)]
    told += [pair for step in steps(document) for pair in in_step(step)]
    found = [pair for pair in told if pair[1] is not None and abs(pair[1]) in FEW]
    assert not found


Pair = tuple[str, int | None]


def less(name: str, whole: int | None, part: int | None) -> Pair:
    """What an attacker has by subtracting, where both are shown."""
    return name, None if whole is None or part is None else max(whole - part, 0)


def in_head(document: Any) -> Iterator[Pair]:
    header = document["header"]
    counts = [header[name] for name in ("invited", "started", "people", "completed")]
    for name in ("started", "people", "completed", "broken_off", "running"):
        yield name, header[name]
    yield from (less("head", a, b) for a, b in pairwise(counts))
    ended = [header[name] for name in ("completed", "broken_off", "running")]
    if None not in ended:
        yield less("left", header["started"], sum(ended))
    for step in steps(document):
        yield less("people", header["people"], step["reach"]["n"])
        yield from (less("people", header["people"], n) for n in step["asked"].values())
    for row in document["absences"]:
        yield from (("absence", row[name]) for name in ("answered", "skipped", "not_asked"))
        yield less("people", header["people"], row["n"])
    reached = {step["id"]: step["reach"]["x"] for step in steps(document)}
    for way in document["variants"]:
        yield "variant", way["count"]
        yield from (less("variant", reached.get(step), way["count"]) for step in way["steps"])
    for link in document["ladders"]["links"]:
        yield from (("link", link["count"]), less("link", link["count"], link["direct"]))
    told = {claim["text"]: claim["count"] for step in steps(document) for claim in step["pain"]}
    for node in document["ladders"]["nodes"]:
        yield from (("node", node["count"]), less("node", told.get(node["text"]), node["count"]))
    for move in document["migration"]:
        yield "move", move["count"]


def in_step(step: Any) -> Iterator[Pair]:
    x, n = step["reach"]["x"], step["reach"]["n"]
    where = step["label"]
    yield from ((where, x), less(where, n, x), (where, step["returns"]), (where, step["reported"]))
    for lane, asked in step["asked"].items():
        claims = step["feeling"]["claims"] if lane == "feeling" else step.get(lane, [])
        for claim in claims:
            count = claim["count"]
            if count is None and len(claim["evidence"]) > 5:
                yield less(where, n, len(claim["evidence"]))
            yield from ((where, count), less(lane, asked, count), less(where, n, count))
            if step["said"]:
                yield less(where, x, count)
            for weight in ("severity", "recurrence"):
                if weight in claim:
                    yield less(claim["text"], count, claim[weight]["n"])
        if step["said"] and lane != "action":
            yield less(where, x, asked)
    felt = step["feeling"]
    yield from ((where, felt["n"]), less(where, step["asked"].get("feeling"), felt["n"]))
    yield from ((where, felt["values"].count(value)) for value in felt["values"])
    moment = step["moment_of_truth"]
    yield from ((where, moment["named"]), less(where, x, moment["named"]))
    if x is not None and moment["score"] is not None:
        votes = round(2 * x * moment["score"], 9)
        yield from ((f"votes for {where}", math.ceil(votes)), less(where, 2 * x, math.floor(votes)))


def in_groups(document: Any) -> Iterator[Pair]:
    """Every group hidden beside shown ones is what the whole has and they have not."""
    for step in steps(document):
        groups = step.get("by_segment", {}).values()
        for group in groups:
            yield from (("group", group["reach"]["x"]), ("group", group["feeling"]["n"]))
            yield less("group", group["reach"]["n"], group["reach"]["x"])
        for name in ("x", "n"):
            shown = [group["reach"][name] for group in groups]
            if groups and None in shown:
                yield less(name, step["reach"][name], sum(filter(None, shown)))
        if groups and None not in [group["reach"]["x"] for group in groups]:
            told = {name: sum(group["reach"][name] for group in groups) for name in ("x", "n")}
            yield from (("whole", told["x"]), less("whole", told["n"], told["x"]))
        felt = [group["feeling"]["n"] for group in groups]
        if groups and None in felt:
            yield less("felt", step["feeling"]["n"], sum(filter(None, felt)))


def in_scores(document: Any) -> Iterator[Pair]:
    scores = document["metrics"]
    for name in ("nps", "csat", "ces", "index"):
        parts = [group["metrics"][name]["n"] for group in document.get("segments", [])]
        yield name, scores[name]["n"]
        yield from ((name, n) for n in parts)
        if None in parts:
            yield less(name, scores[name]["n"], sum(filter(None, parts)))
    if scores["csat"]["n"] is not None:
        top = round(scores["csat"]["value"] * scores["csat"]["n"])
        yield from (("csat", top), less("csat", scores["csat"]["n"], top))
    for kind, spent in document["effort"].items():
        yield from ((kind, n) for n in spent["n"].values())


@pytest.mark.parametrize(("staff", "gap"), [(3, None), (6, 2)])
def test_what_few_staff_felt_is_in_no_gap(staff: int, gap: int | None) -> None:
    flows = (StudyFlow("employee-process", VERSION), StudyFlow("staff", VERSION, "staff"))
    study = a_study(anonymity=Anonymity.ANONYMOUS, flows=flows)
    told = []
    for number in range(12):
        talk = Talk(f"iv{number:02}", f"P{number:02}")
        talk.tells("Asked Finance")
        talk.says("feeling", 1 if number < staff else -1, step=1)
        talk.says("bad", 3, step=1)
        told.append(replace(talk.done(), side="staff" if number < staff else "customer"))
    (step,) = steps(compile_journey(study, {VERSION: process_guide()}, told))
    assert (step["perception"]["gap"], step["perception"]["severity"]) == (gap, None)


def test_a_lone_hidden_part_takes_another_one_with_it() -> None:
    assert withheld({"a": [3], "b": [20], "c": [6], "d": [9]}) == {"a", "c"}
    assert withheld({"a": [2], "b": [2], "c": [9]}) == {"a", "b", "c"}
    assert withheld({"a": [0], "b": [5]}) == frozenset()
    assert withheld({"a": [6, 1], "b": [7, 0], "c": [8, 5]}) == {"a", "b", "c"}
