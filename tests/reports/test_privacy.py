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

from cxmodel.codebook import Codebook, CodeKind, Theme
from cxmodel.errors import Refused
from cxmodel.guide import Lane, Measure
from cxmodel.interchange import load_interview, load_study
from cxmodel.interview import Interview, Kind
from cxmodel.journey import CLAIM_LANES, EXTENSIONS, Selection, dump, schema
from cxmodel.study import Anonymity, StudyFlow
from interview_flows.guide import guide_of
from interview_flows.loader import load_flow
from reports.codebook import NOT_NAMED
from reports.compile import compile_journey
from reports.disclosure import Hidden, counts_in, withheld
from reports.exports import Look, export
from reports.grounds import without_grounds
from reports.privacy_groups import private_scores
from reports.privacy_rest import gates
from reports.themes import Told, raw_key
from tests.reports.perturbed import perturbed, study_line
from tests.reports.talk import START, VERSION, Talk, a_study, process_guide, topic

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
def of_many(seed: int, size: int = 60) -> Any:
    """Interviews of many kinds, two of three in one segment."""
    study, flows = load_study(json.dumps(study_line()))
    study = replace(study, anonymity=Anonymity.ANONYMOUS)
    guides = {version: guide_of(load_flow(text, "flow")) for version, text in flows.items()}
    found = [load_interview(json.dumps(record)) for record in perturbed(size, seed, waves=2)]
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
        "A new desk": None,  # with it, how few wanted a laptop could be had by subtracting
    }


def test_where_nobody_knows_how_many_were_invited_nothing_else_is_hidden_for_it() -> None:
    study, guides = a_study(anonymity=Anonymity.ANONYMOUS), {VERSION: process_guide()}
    document = compile_journey(study, guides, crowd(30, few=4), invited=None)
    Draft202012Validator(schema()).validate(document)
    known = anonymous(crowd(30, few=4))
    assert known["header"]["invited"] == 30
    assert document["header"] == known["header"] | {"invited": None}
    assert document["privacy"] == known["privacy"]


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


def test_no_two_quotes_are_known_to_be_of_one_person() -> None:
    document = anonymous(crowd(30, few=4))
    assert len(document["evidence"]) > 10
    assert "iv0" not in dump(document)
    assert {quote["step"] for quote in document["evidence"].values()} == {None}
    cited = [key for step in steps(document) for claim in step["pain"] for key in claim["evidence"]]
    assert cited
    assert set(cited) <= set(document["evidence"])


def test_what_all_but_a_small_group_told_stands_nowhere() -> None:
    told = [replace(one, segment="new" if n < 3 else "old") for n, one in enumerate(crowd(15, 0))]
    assert anonymous(told)["metrics"]["csat"]["n"] == 15
    silent = [
        replace(one, answers=tuple(a for a in one.answers if a.question != "csat"))
        for one in told[:3]
    ]
    document = anonymous([*silent, *told[3:]])
    assert document["metrics"]["csat"]["n"] is None
    assert 12 not in counts_in(document)


@pytest.mark.parametrize("seed", FEW)
def test_a_claim_has_its_count_and_its_share_or_neither(seed: int) -> None:
    found = [c for s in steps(of_many(seed)) for lane in CLAIM_LANES for c in s[lane.value]]
    assert {claim["count"] is None for claim in found} == {True, False}
    assert all((c["count"] is None) == (c["reach"]["x"] is None) for c in found)


def test_how_few_said_no_is_not_told_by_how_many_were_asked_on() -> None:
    row = {"n": 8, "claims": [{"count": 5}, {"count": 3}]}
    assert gates({"header": {"people": 14}, "besides": [row]}) == {5, 11}
    row = {"n": 14, "claims": [{"count": 7}, {"count": 7}]}
    assert gates({"header": {"people": 14}, "besides": [row]}) == frozenset()


@pytest.mark.parametrize(("others", "counts"), [(1, {7, None}), (0, {7, 6}), (5, {7, 6, 5})])
def test_counts_of_claims_do_not_tell_how_few_said_something_else(
    others: int, counts: set[int | None]
) -> None:
    said = ["Quick"] * 7 + ["Slow"] * 6 + ["Hard to get through"] * others
    talks = [Talk(f"iv{n:02}", f"P{n:02}", began=START + timedelta(n)) for n in range(len(said))]
    for talk, words in zip(talks, said, strict=True):
        talk.says("start_thought", words)
    start = next(steps(anonymous([talk.done() for talk in talks])))
    assert {claim["count"] for claim in start["thought"]} == counts


def mild(interview: Interview) -> Interview:
    """The same with nothing felt where it was bad."""
    answers = (replace(a, value=0) if a.value == -1 else a for a in interview.answers)
    return replace(interview, answers=tuple(answers))


def test_no_mean_of_a_segment_tells_which_dots_are_its_own() -> None:
    own = {1, 3, 5, *range(0, 14, 2)}  # 3 who felt nothing, 7 who felt well
    told = [replace(i, segment="ab"[n in own]) for n, i in enumerate(map(mild, crowd(30, 0)))]
    step = next(step for step in steps(anonymous(told)) if step["label"] == "Found the form")
    assert len(step["feeling"]["values"]) == 30
    assert {group["feeling"]["mean"] for group in step["by_segment"].values()} == {None}


def test_a_moment_of_truth_tells_no_reach_that_is_hidden() -> None:
    found = [step for seed in (1, 2, 3) for step in steps(of_many(seed))]
    hidden = [step["moment_of_truth"] for step in found if step["reach"]["n"] is None]
    assert hidden
    assert {(moment["score"], moment["named"], moment["shown"]) for moment in hidden} == {
        (None, None, False)
    }


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


def test_a_part_of_an_anonymous_study_has_no_map_of_its_own() -> None:
    study = a_study(anonymity=Anonymity.ANONYMOUS)
    with pytest.raises(Refused, match="a map of a part"):
        compile_journey(
            study, {VERSION: process_guide()}, crowd(30, few=4), Selection(side="customer")
        )


def test_what_a_claim_stands_on_is_known_though_its_evidence_is_not_shown() -> None:
    few, more = (steps(anonymous(crowd(people, few=4))) for people in (30, 31))
    before, after = ({step["key"]: step["grounds"] for step in found} for found in (few, more))
    assert "grounds" not in str(without_grounds(anonymous(crowd(30, few=4))))
    assert before.keys() == after.keys()
    assert all(before[key] != after[key] for key in before)


@pytest.mark.parametrize("kind", [CodeKind.PAIN, CodeKind.STEP])
@pytest.mark.parametrize(
    ("told", "name"),
    [
        (["It broke", "It broke", "It broke", "It broke", "it broke!"], "It broke"),
        (["It broke", "It broke", "It broke", "It broke", "Nothing"], NOT_NAMED),
    ],
)
def test_the_text_of_a_few_names_no_theme_of_the_researcher(
    kind: CodeKind, told: list[str], name: str
) -> None:
    talks = []
    for number, text in enumerate([f"A {CANARY} broke", *told]):
        talks.append(Talk(f"iv{number:02}", f"P{number:02}"))
        talks[-1].tells(text if kind is CodeKind.STEP else "Asked Finance")
        talks[-1].says("pain", text if kind is CodeKind.PAIN else "It took days", step=1)
    interviews = [talk.done() for talk in talks]
    keys = [raw_key(Told(t, language=interviews[0].language)) for t in (f"A {CANARY} broke", *told)]
    stage = "path" if kind is CodeKind.STEP else ""
    texts = tuple(sorted(set(keys)))
    theme = Theme(kind=kind, stage=stage, speaker=keys[0], texts=texts, pinned=True)
    study = a_study(anonymity=Anonymity.ANONYMOUS)
    document = compile_journey(
        study, {VERSION: process_guide()}, interviews, codebook=Codebook((theme,))
    )
    (step,) = steps(document)
    assert name == (step["label"] if kind is CodeKind.STEP else step["pain"][0]["text"])
    assert CANARY not in dump(document)


def test_no_claim_tells_that_somebody_said_the_same_in_another_language() -> None:
    talks = [Talk(f"iv{n:02}", f"P{n:02}", began=START + timedelta(days=n)) for n in range(20)]
    for talk in talks:
        talk.says("need", "Laptop")
    english = [talk.done() for talk in talks]
    german = [replace(interview, language="de") for interview in english]

    def needs(alone: int) -> list[Any]:
        stages = anonymous([*german[:alone], *english[alone:]])["stages"]
        return [claim for stage in stages for step in stage["steps"] for claim in step["need"]]

    def named(alone: int) -> list[Any]:
        return [(claim["id"], claim.get("language")) for claim in needs(alone)]

    assert named(1) == named(0)
    assert sorted(language for _, language in named(8)) == ["de", "en"]


def scored(number: int, csat: int, *, weeks: int = 0, wave: int = 1) -> Interview:
    """One who took a step, felt it well or badly, and was satisfied or not."""
    talk = Talk(f"iv{number:02}", f"P{number:02}", began=START + timedelta(weeks=weeks))
    talk.tells("Found the form")
    talk.says("feeling", 1 if csat > 3 else -1, step=1)
    talk.says("csat", csat)
    return replace(talk.done(), wave=wave)


@pytest.mark.parametrize(("early", "shown"), [(3, False), (12, True), (0, True)])
def test_the_index_is_not_shown_where_few_answered_before_its_week(early: int, shown: bool) -> None:
    crowd = [scored(n, 5 if n % 2 else 2, weeks=3 * (n >= early)) for n in range(early + 12)]
    metrics = anonymous(crowd)["metrics"]
    assert metrics["csat"]["n"] == early + 12
    assert metrics["index"]["n"] == (12 if shown else None)
    assert bool(metrics["index"]["series"]) == shown


def test_no_segment_has_an_index_of_its_own() -> None:
    told = [scored(n, 5 if n % 2 else 2, weeks=3 * (n > 2)) for n in range(30)]
    groups = [replace(one, segment="ab"[n % 2]) for n, one in enumerate(told)]
    found = anonymous(groups)["segments"]
    assert [group["metrics"]["index"]["n"] for group in found] == [None, None]


def of_saturation(document: Any) -> Iterator[Any]:
    whole = document["header"]["saturation"]
    yield from (whole, *whole["segments"])
    yield from (group["saturation"] for group in document["segments"])


@pytest.mark.parametrize("size", [12, 60])
def test_one_or_two_people_tell_no_saturation(size: int) -> None:
    """Where any of it is hidden, so is whether it is reached, which the last two decide."""
    found = [one for seed in range(4) for one in of_saturation(of_many(seed, size))]
    hidden = [one for one in found if one.get("suppressed")]
    assert {(one["themes"], one["value"], one["reached"]) for one in hidden} == {(None, None, None)}
    shown = [one["reached"] for one in found if not one.get("suppressed")]
    assert None not in shown


@pytest.mark.parametrize(("first", "shown"), [(3, False), (12, True), (0, True)])
def test_two_waves_are_not_compared_where_few_were_in_the_others(first: int, shown: bool) -> None:
    waves = [(1, first), (2, 10), (3, 12)]
    told = [(wave, count) for wave, people in waves for count in range(people)]
    crowd = [
        scored(n, 5 if count % 2 else 2, weeks=4 * wave, wave=wave)
        for n, (wave, count) in enumerate(told)
    ]
    document = anonymous(crowd)
    assert document["waves"]["each"] == []
    changes = {change["id"] for change in document["waves"]["changes"]}
    assert changes == ({"csat"} if shown else set())
    assert document["metrics"]["index"]["series"] == []


def test_the_index_is_not_shown_where_few_of_its_wave_answered_before_its_week() -> None:
    waves = [(1, 0, 10), (2, 4, 3), (2, 8, 12)]
    told = [(wave, weeks, at) for wave, weeks, people in waves for at in range(people)]
    crowd = [scored(n, 2 + 3 * (at % 2), weeks=w, wave=v) for n, (v, w, at) in enumerate(told)]
    document = anonymous(crowd)
    assert "csat" in {change["id"] for change in document["waves"]["changes"]}
    assert document["metrics"]["index"]["n"] is None


def test_who_is_in_two_waves_is_not_compared_with_themselves() -> None:
    early = [scored(n, 5 if n % 2 else 2, wave=1) for n in range(10)]
    late = [scored(n + 10, 5 if n % 2 else 2, weeks=4, wave=2) for n in range(10)]
    again = [
        replace(b, respondent=a.respondent) if number < 5 else b
        for number, (a, b) in enumerate(zip(early, late, strict=True))
    ]
    assert anonymous(early + late)["waves"]["changes"]
    assert anonymous(early + again)["waves"]["changes"] == []


def test_of_an_opportunity_that_few_rated_no_band_is_left() -> None:
    metrics: Any = {name: {"value": None, "n": 0} for name in ("nps", "csat", "ces", "index")}
    shares = {"importance": {"x": 3, "n": 3}, "satisfaction": {"x": 0, "n": 3}}
    metrics["opportunity"] = {"n": 3, "both": 3, "band": "major", "top_two": shares}
    metrics["opportunity"] |= {"value": None, "importance": 5.0, "satisfaction": 1.0}
    metrics["gap"] = {"value": 4.0, "n": 3}
    private_scores(metrics, None, Hidden())
    assert (metrics["opportunity"], metrics["gap"]["value"]) == (None, None)


def test_gap_and_opportunity_go_together_where_few_did_not_rate() -> None:
    ratings = [5] * 6 + [2] * 6, [5] * 6 + [1] * 6
    assert rating(*ratings)["metrics"]["opportunity"] is not None
    left = rating(*ratings, silent=3)["metrics"]
    assert (left["opportunity"], left["gap"]["value"], left["csat"]["n"]) == (None, None, None)
    assert 12 not in counts_in(left)


def rating(importance: list[int], csat: list[int], silent: int = 0) -> Any:
    """A map of people who rated how much something matters and how satisfied they were.

    `silent` of them rated neither.
    """
    rated = (("matters", Lane.IMPORTANCE, "importance"), ("met", Lane.SATISFACTION, "csat"))
    topics = [topic(q, "scores", Kind.SCALE, lane, measure=Measure(of)) for q, lane, of in rated]
    guide = replace(process_guide(), topics=(*process_guide().topics, *topics))
    size = max(len(importance), len(csat)) + silent
    talks = [Talk(f"iv{n:02}", f"P{n:02}", guide) for n in range(size)]
    for question, given in (("matters", importance), ("met", csat)):
        for talk, value in zip(talks, given, strict=False):
            talk.says(question, value)
    study = a_study(anonymity=Anonymity.ANONYMOUS)
    return compile_journey(study, {VERSION: guide}, [talk.done() for talk in talks])


def worded(document: Any) -> list[str]:
    """The ratings that are told as claims."""
    lanes = ("importance", "satisfaction")
    return [claim["text"] for step in steps(document) for lane in lanes for claim in step[lane]]


EVEN = [5, 5, 5, 5, 5, 4, 2, 2, 2, 2, 2, 1]


@pytest.mark.parametrize(
    ("importance", "csat", "shown"),
    [
        pytest.param([5, 4, 3] * 5, [5, 2, 1] * 5, True, id="enough of each"),
        pytest.param([5, 4, 3] * 5, [5] * 11 + [1] * 4, False, id="few dissatisfied"),
        pytest.param([5] * 12 + [1] * 3, [5, 2, 1] * 5, False, id="few found it unimportant"),
        pytest.param([5, 4, 3] * 5, [5, 2, 1] * 4, False, id="few rated one of the two only"),
        pytest.param([5, 3] * 6, [5] * 6 + [3] * 5 + [2], False, id="a mean tells of one"),
    ],
)
def test_ratings_and_what_is_made_of_them_are_shown_or_hidden_together(
    importance: list[int], csat: list[int], shown: bool
) -> None:
    metrics = rating(importance, csat)["metrics"]
    assert (metrics["opportunity"] is not None) == shown
    assert (metrics["gap"]["value"] is not None) == shown


def test_who_rated_what_is_told_of_all_ratings_or_of_none() -> None:
    """Else the few are those that the shown ones leave over."""
    assert "rated 5 of 5" not in worded(rating([5] * 8 + [4] * 4 + [2] * 6, EVEN * 2))
    assert "rated 5 of 5" in worded(rating([5] * 8 + [4] * 5 + [2] * 6, []))


@pytest.mark.parametrize(
    ("efforts", "shown"), [([7] * 12, True), ([7] * 11 + [4], False), ([7] * 7 + [5] * 5, True)]
)
def test_a_mean_is_not_shown_where_few_are_off_its_end(efforts: list[int], shown: bool) -> None:
    scores = {"value": sum(efforts) / len(efforts), "n": len(efforts)}
    nothing = {"value": None, "n": 0}
    metrics: Any = {name: dict(nothing) for name in ("nps", "csat", "ces", "index", "gap")}
    metrics |= {"ces": scores, "opportunity": None}
    private_scores(metrics, None, Hidden())
    assert (metrics["ces"]["value"] is not None) == shown


@pytest.mark.parametrize(
    ("felt", "shown"), [([-2] * 11 + [-1], False), ([-2] * 7 + [-1] * 5, True)]
)
def test_a_feeling_is_not_shown_where_few_felt_otherwise(felt: list[int], shown: bool) -> None:
    talks = [Talk(f"iv{n:02}", f"P{n:02}") for n in range(len(felt))]
    for talk, value in zip(talks, felt, strict=True):
        talk.tells("Asked Finance")
        talk.says("feeling", value, step=1)
    (step,) = steps(anonymous([talk.done() for talk in talks]))
    assert (step["feeling"]["mean"] is not None) == shown


def walked(second: int, felt: tuple[int, int] = (0, 0)) -> Any:
    """A map of twelve who found a form; the first `second` of them asked Finance as well."""
    talks = [Talk(f"iv{n:02}", f"P{n:02}") for n in range(12)]
    for number, talk in enumerate(talks):
        talk.tells("Found the form", *(["Asked Finance"] if number < second else []))
        for step, value in enumerate(felt[: len(talk.steps)], 1):
            talk.says("feeling", value if number < 10 else -value, step=step)
            talk.skips("pain", step=step)
    return anonymous([talk.done() for talk in talks])


@pytest.mark.parametrize(("took", "told"), [(8, {"path.1"}), (7, {"path.1", "path.2"})])
def test_what_was_not_told_tells_no_reach_that_is_hidden(took: int, told: set[str]) -> None:
    document = walked(took)
    reached = {step["id"] for step in steps(document) if step["reach"]["x"] is not None}
    assert reached == told
    assert {row["step"] for row in document["absences"]} - {None} == told


def test_a_moment_of_truth_is_not_shown_where_few_felt_it_otherwise() -> None:
    """Nobody named a step, so that its score tells for how many it was the extreme."""
    for step in steps(walked(12, (2, 1))):
        assert step["moment_of_truth"]["score"] == (0.5 if step["id"] == "path.1" else 0)
    talks = [Talk(f"iv{n:02}", f"P{n:02}") for n in range(12)]
    for number, talk in enumerate(talks):
        talk.tells("Found the form", "Asked Finance")
        talk.says("feeling", 2, step=1 if number < 10 else 2)
    for step in steps(anonymous([talk.done() for talk in talks])):
        moment = step["moment_of_truth"]
        assert (moment["score"], moment["named"], moment["shown"]) == (None, None, False)


def test_groups_whose_means_tell_of_few_are_hidden_with_another_one() -> None:
    """What the whole has and the shown groups have not is the hidden one's."""
    talks = [Talk(f"iv{n:02}", f"P{n:02}") for n in range(36)]
    for number, talk in enumerate(talks):
        talk.segment = "abc"[number // 12]
        talk.tells("Asked Finance")
        talk.says("feeling", -2 if number < 11 else (-1, 0)[number % 2], step=1)
    (step,) = steps(anonymous([talk.done() for talk in talks]))
    hidden = [group["feeling"]["mean"] is None for group in step["by_segment"].values()]
    assert step["feeling"]["mean"] is not None
    assert (hidden[0], sum(hidden)) == (True, 2)


def spending(*forms: int | None) -> Any:
    talks = [Talk(f"iv{n:02}", f"P{n:02}") for n in range(len(forms))]
    for talk, amount in zip(talks, forms, strict=True):
        if amount is None:
            talk.skips("forms")
        else:
            talk.says("forms", amount)
    return anonymous([talk.done() for talk in talks])


@pytest.mark.parametrize(
    ("most", "words"), [((90,), "forms today"), ((90,) * 5, "5 to 90 forms today")]
)
def test_an_amount_is_worded_where_five_gave_it(most: tuple[int, ...], words: str) -> None:
    document = spending(*(5,) * 7, *most)
    assert [claim["text"] for step in steps(document) for claim in step["effort"]] == [words]
    assert document["effort"]["forms"]["n"]["before"] == 7 + len(most)


@pytest.mark.parametrize(("silent", "n"), [(4, None), (5, 8)])
def test_an_effort_is_not_shown_where_few_of_those_asked_gave_none(
    silent: int, n: int | None
) -> None:
    spent = spending(*(5,) * 8, *(None,) * silent)["effort"]["forms"]
    assert (spent["n"]["before"], spent["before"]) == (n, 5 if n else None)


@pytest.mark.parametrize("form", ["md", "brief", "mermaid", "csv"])
@pytest.mark.parametrize(("size", "seed"), [(12, 3), (30, 4), (60, 0)])
def test_what_is_not_shown_is_not_called_none(form: str, size: int, seed: int) -> None:
    document = of_many(seed, size)
    assert "None" not in readable(export(document, form, Look()).content)


def test_quartiles_do_not_tell_where_single_people_stand() -> None:
    shown = [step["feeling"] for seed in range(6) for step in steps(of_many(seed))]
    hidden = [felt for felt in shown if felt["n"] and not felt["values"]]
    assert hidden
    assert all((felt["median"], felt["q1"], felt["q3"]) == (None, None, None) for felt in hidden)
