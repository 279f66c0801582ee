"""The PDF, opened as a viewer opens it: what stands in it, where, and how large."""

import json
import os
import re
import subprocess
import sys
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import typst
from pypdfium2 import raw

from cxmodel.interview import StepId
from cxmodel.journey import dump
from cxmodel.study import Anonymity
from reports.display import footnotes
from reports.exports import Look, export
from reports.typeset.fonts import FAMILIES, FOLDERS
from reports.typeset.print_map import LANE, MARGIN, WIDTH, printed
from reports.typeset.setter import HERE
from reports.typeset.sheets import ITEMS, chips
from reports.typeset.strip import band
from reports.typeset.words import Words
from reports.view import lay_out
from tests.reports.printed import (
    ARABIC,
    GERMAN,
    INERT,
    RANT,
    alone,
    boxes,
    document_of,
    dozen,
    many,
    odd,
    opened,
    overlaps,
    pdf_of,
    run_together,
    sizes,
    text_of,
)
from tests.reports.talk import Talk, a_dozen

A3 = (1190.55, 841.89)
EVERY = ("dozen", "alone", "odd", "many")
DOCUMENTS = {"dozen": dozen, "alone": alone, "odd": odd, "many": many}


def is_latin(text: str) -> bool:
    """Letters of one line after another; what a viewer reads of Arabic ligatures differs."""
    return all(ord(letter) < 0x300 for letter in text)


def claims_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for step in (step for stage in document["stages"] for step in stage["steps"]):
        for lane in (*step.values(), step["feeling"]["claims"]):
            found += [c for c in lane if isinstance(c, dict)] if isinstance(lane, list) else []
    return found


@pytest.mark.parametrize("name", EVERY)
def test_every_page_is_an_a3_sheet_marked_as_a_draft(name: str) -> None:
    for page in opened(pdf_of(name)):
        assert page.get_size() == pytest.approx(A3, abs=0.1)
        assert "DRAFT" in page.get_textpage().get_text_range()


@pytest.mark.parametrize("name", EVERY)
def test_nothing_is_smaller_than_eight_points(name: str) -> None:
    assert {
        (letter, size)
        for page in opened(pdf_of(name))
        for letter, size in sizes(page)
        if size < 7.999
    } == set()


@pytest.mark.parametrize("name", ["dozen", "alone", "many", "odd"])
def test_no_words_lie_over_others_or_beyond_the_margin(name: str) -> None:
    for page in opened(pdf_of(name)):
        found = boxes(page)
        assert all(r[0] >= MARGIN - 1 and r[2] <= A3[0] - MARGIN + 1 for r, _ in found)
        assert all(r[1] >= 10 and r[3] <= A3[1] - 10 for r, _ in found)
        plain = [(rect, text) for rect, text in found if is_latin(text)]
        assert list(overlaps(plain)) == []


@pytest.mark.parametrize("name", ["dozen", "alone", "many"])
def test_every_claim_and_every_verbatim_of_it_is_there(name: str) -> None:
    written, document = text_of(pdf_of(name)), DOCUMENTS[name]()
    claims = claims_of(document)
    cited = {ident for claim in claims for ident in claim["evidence"]}
    verbatims = [document["evidence"][ident]["verbatim"] for ident in cited]
    texts = [claim["text"] for claim in claims] + verbatims
    missing = [text for text in texts if is_latin(text) and run_together(text) not in written]
    assert (len(claims) > 10, missing) == (True, [])
    notes = footnotes(document)
    tellers = {f"E{notes[ident]}{document['evidence'][ident]['respondent']}" for ident in cited}
    assert [teller for teller in tellers if teller not in written] == []


def test_counts_and_the_factors_of_a_pain_stand_beside_it() -> None:
    written, steps = text_of(pdf_of("dozen")), dozen()["stages"][1]["steps"]
    (pain,) = (p for step in steps for p in step["pain"] if p["rank"] == 1)
    count, reach = f"{pain['count']}of{pain['reach']['n']}askedthere", f"{pain['reach']['low']:.2f}"
    assert f"1{run_together(pain['text'])}{count}[" in written
    assert f"reachatleast{reach}·severity3.2of4·recurs2.5of3·priority0.31" in written


def test_shares_of_few_are_never_percentages() -> None:
    assert "%of40" in text_of(pdf_of("many"))
    assert "%of1" not in text_of(pdf_of("dozen"))


def test_feelings_of_many_are_counted_and_dots_upon_each_other_drawn_once() -> None:
    assert "−2×8,−1×8,0×8,+1×8,+2×8" in text_of(pdf_of("many"))
    columns = lay_out(many()).columns[:8]
    dots = band(columns, columns, 40.0)["dots"]
    assert len({(dot["x"], dot["y"]) for dot in dots}) == len(dots) > 100
    crowded = band(columns, columns, 4.0)["dots"]
    assert len(crowded) < len(dots)


def test_a_map_of_one_counts_nobody() -> None:
    assert "1of1[" not in text_of(pdf_of("alone"))


def test_what_a_cell_has_no_room_for_is_on_the_page_that_it_names() -> None:
    texts = [run_together(page.get_textpage().get_text_range()) for page in opened(pdf_of("many"))]
    named = {int(found) for text in texts for found in re.findall(r"more,seep\.(\d+)", text)}
    fourth = [
        pain[3]["text"]
        for step in many()["stages"][1]["steps"]
        if len(pain := step["pain"]) > ITEMS
    ]
    held = [[n for n, t in enumerate(texts, start=1) if run_together(f) in t] for f in fourth]
    assert {pages[-1] for pages in held} <= named
    assert len({pages[-1] for pages in held}) > 1


def test_sheets_hold_eight_steps_at_most_and_say_which_part_they_are() -> None:
    titles = [item.get_title() for item in opened(pdf_of("many")).get_toc()]
    spans = [title.split()[-1].split("–") for title in titles if title.startswith("The journey")]
    assert [int(last) - int(first) < 8 for first, last in spans] == [True] * len(spans)
    assert (int(spans[0][0]), int(spans[-1][1])) == (1, len(lay_out(many()).columns))
    assert "Thispart" in text_of(pdf_of("many"))
    assert "Thispart" not in text_of(pdf_of("dozen"))


def test_a_sheet_that_goes_on_repeats_its_stages_steps_and_lane() -> None:
    talks = []
    for number in range(ITEMS):
        talk = Talk(f"iv{number}")
        talk.tells("Waited")
        talk.says("feeling", 1, step=1)
        for lane in ("thought", "pain"):
            words = f"Complaint {number} about the {lane} that goes on for a while. "
            talk.says(lane, words * 40, step=1)
        talks.append(talk)
        for other in range(2, 5):
            talk.steps.append(replace(talk.steps[0], id=StepId(f"s{other}"), text=f"Step {other}"))
    texts = [
        page.get_textpage().get_text_range()
        for page in opened(export(document_of(*(t.done() for t in talks)), "pdf", Look()).content)
    ]
    first, *further = (text for text in texts if re.search("^Stage ", text, re.MULTILINE))
    assert "Feelings" in first
    pages = {
        lane: next(t for t in further if f"{lane} " in t) for lane in ("Thoughts", "Pain points")
    }
    for lane, text in pages.items():
        head, _, held = text.partition(lane)
        assert all(f"Complaint {number} about" in held for number in range(ITEMS))
        for part in ("DRAFT", "The path you took", "Waited", "Step 4"):
            assert part in head, part


def test_a_map_without_feelings_has_no_empty_band() -> None:
    talk = Talk("iv1")
    talk.tells("Waited")
    made = opened(export(document_of(talk.done()), "pdf", Look()).content)
    assert "Feelings" not in made[0].get_textpage().get_text_range()


def test_bookmarks_lead_to_every_part() -> None:
    found = opened(pdf_of("dozen")).get_toc()
    titles = {item.get_title(): item.level for item in found}
    for title in ("The map in tables", "How this map was made", "Take the training"):
        assert title in titles
    assert titles["Take the training"] == titles["How this map was made"] > 0


def test_links_lead_inside_the_file_only() -> None:
    kinds = set()
    for page in opened(pdf_of("odd")):
        at, link = raw.c_int(0), raw.FPDF_LINK()
        while raw.FPDFLink_Enumerate(page, at, link):
            kinds.add(
                raw.FPDFAction_GetType(raw.FPDFLink_GetAction(link))
                if (raw.FPDFLink_GetAction(link))
                else raw.PDFACTION_GOTO
            )
    assert kinds == {raw.PDFACTION_GOTO}


def test_code_addresses_and_paths_are_words_and_nothing_else() -> None:
    written = text_of(pdf_of("odd"))
    assert run_together(INERT) in written
    assert "root:" not in written


def test_long_words_are_divided_and_rants_stand_whole_in_the_appendix() -> None:
    written = text_of(pdf_of("odd"))
    assert "x" * 5000 in written
    assert GERMAN in written
    assert run_together(RANT) in written
    assert "wholeonp." in written


def test_arabic_begins_at_the_right_edge_of_its_cell() -> None:
    """The cells are as wide as the sheet has columns; a margin and a border are left free."""
    sheet = next(
        page
        for page in opened(pdf_of("odd"))
        if "Thoughts" in page.get_textpage().get_text_range()
        and "Stage" in page.get_textpage().get_text_range()
    )
    right = max(rect[2] for rect, text in boxes(sheet) if any(c in text for c in ARABIC[:2]))
    columns = lay_out(odd()).columns
    at = next(n for n, column in enumerate(columns, start=1) if column.id == "path.2")
    cell = (WIDTH - 2 * MARGIN - LANE) / len(columns)
    assert right == pytest.approx(MARGIN + LANE + at * cell - 8, abs=4)


def test_what_the_fonts_lack_is_written_by_name_and_reported() -> None:
    made = export(odd(), "pdf", Look())
    assert "(grinningface)" in text_of(made.content)
    (notice,) = made.notices
    assert notice == (
        "3 signs have no glyph in the fonts and are written by name: U+FFFE, cjk unified"
        " ideograph-738b, grinning face; put a font that has them into the folder"
        " DESIREPATH_FONTS."
    )
    assert export(alone(), "pdf", Look()).notices == ()


def test_words_that_may_not_be_quoted_are_marked_and_hidden_ones_left_out() -> None:
    assert "(notforquotation)" in text_of(pdf_of("dozen"))
    document = deepcopy(alone())
    ident = next(
        i for i, quote in document["evidence"].items() if "separate form" in quote["verbatim"]
    )
    document["evidence"][ident] |= {"verbatim": "", "hidden": True}
    written = text_of(export(document, "pdf", Look()).content)
    assert "(quotehiddenbytheresearcher)" in written


def test_what_a_researcher_adds_is_printed() -> None:
    document = deepcopy(dozen())
    step = document["stages"][1]["steps"][0]
    step["overlay"] = {"owner": "HR portal team", "effort": "two weeks", "stale": ["owner"]}
    step["validated"] = {"by": "Ben", "how": "a visit", "at": "2026-05-02T00:00:00+00:00"}
    step["action"][0] |= {
        "tier": "validated",
        "validated": {"by": "Ana", "how": "usage logs", "at": "2026-05-01T00:00:00+00:00"},
    }
    written = text_of(export(document, "pdf", Look()).content)
    assert "Owner:HRportalteam(evidencehaschanged)" in written
    assert "validatedbyBen" in written
    assert "Validated·usagelogs·Ana·2026-05-01" in written


def test_what_a_researcher_sets_side_by_side_is_printed() -> None:
    document = deepcopy(dozen())
    signed = {"by": "Ana", "at": "2026-05-01T00:00:00+00:00"}
    steps = document["stages"][1]["steps"]
    sides = [{"step": step["id"], **step["action"][0]} for step in steps[:2]]
    document["overlay"] = {
        "notes": [{"text": "Shown to Finance", **signed}],
        "pairs": [{"claims": sides, "note": "Which comes first?", "stale": False, **signed}],
    }
    steps[0]["action"][0] |= {"note": {"text": "Look at the log", "stale": True, **signed}}
    written = text_of(export(document, "pdf", Look()).content)
    for part in (
        "ShowntoFinanceAna,2026-05-01",
        "Whichcomesfirst?setsidebysidebyAna,2026-05-01",
        "Note·Lookatthelog·Ana·2026-05-01·evidencehaschanged",
    ):
        assert part in written, part


def test_an_anonymous_study_is_printed_with_what_it_withholds() -> None:
    document = document_of(*a_dozen(), anonymity=Anonymity.ANONYMOUS)
    for form in ("pdf", "png", "svg"):
        assert export(document, form, Look()).content
    written = text_of(export(document, "pdf", Look()).content)
    assert "nothingisshownthatfewerthan5peopletold" in written
    assert "toofewtotell" in written
    assert "None" not in written
    assert "P-01" not in written


def test_segments_sides_and_waves_have_their_tables() -> None:
    document = deepcopy(dozen())
    felt = {"values": [1], "n": 1, "mean": 1, "median": 1, "q1": 1, "q3": 1, "split": False}
    group = {"reach": {"x": 3, "n": 5, "low": 0.2, "high": 0.9}, "feeling": felt}
    nobody = group | {"reach": {"x": None, "n": None, "low": None, "high": None}}
    step = document["stages"][1]["steps"][0]
    step["by_segment"] = {"manager": group, "newcomer": nobody}
    step["perception"] = {"customer": 1.5, "staff": -0.5, "gap": -2.0}
    metrics = {
        "nps": {"value": -20, "n": 5},
        "csat": {"value": 0.4, "n": 5},
        "ces": {"value": None, "n": 0},
    }
    document["segments"] = [
        {"id": name, "title": name, "people": 5, "metrics": metrics}
        for name in ("manager", "newcomer")
    ]
    change = {
        "id": "csat", "label": "CSAT", "people": 9, "method": "Agresti–Caffo", "moved": True,
        "before": {"value": 0.2, "n": 9}, "after": {"value": 0.6, "n": 9},
        "change": 0.4, "low": 0.1, "high": 0.7,
    }  # fmt: skip
    document["waves"] = {"from": 1, "to": 2, "changes": [change]}
    written = text_of(export(document, "pdf", Look()).content)
    for part in (
        "3of5;felt+1(n1)", "toofewtotell", "−20(n5)2of5", "Theperceptiongap", "Wave2besidewave1",
        "0.40[0.10…0.70]movedAgresti–Caffo",
    ):  # fmt: skip
        assert part in written, part


def test_a_study_that_nobody_answered_has_a_print_all_the_same() -> None:
    assert "Gettingatrainingapproved" in text_of(export(document_of(), "pdf", Look()).content)


SCRIPT = """
import hashlib, json, sys
from pathlib import Path
from reports.exports import Look, export
document = json.loads(Path(sys.argv[1]).read_text())
for form in ("pdf", "png", "svg"):
    print(hashlib.sha256(export(document, form, Look()).content).hexdigest())
"""


def test_the_same_map_is_the_same_bytes_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_text(dump(dozen()))
    (tmp_path / "typst.py").write_text("raise SystemExit('not this one')")
    made = [
        subprocess.run(
            [sys.executable, "-P", "-c", SCRIPT, str(path)],
            cwd=folder,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for folder, seed in ((tmp_path, "1"), (Path("/"), "2"))
    ]
    assert made[0] == made[1]
    assert len(made[0].split()) == 3


# ── head and foot of a sheet ──────────────────────────────────────────────────────────────────────

PARTS = ("The journey: ", "Whole journey: asked", "The map in tables", "Appendix: ")


def lines_of(page: Any) -> list[str]:
    return str(page.get_textpage().get_text_range()).splitlines()


@pytest.mark.parametrize("name", EVERY)
def test_a_sheet_is_headed_by_the_part_at_its_top_or_the_one_that_goes_on(name: str) -> None:
    going_on = ""
    for number, page in enumerate(opened(pdf_of(name)), start=1):
        head, *lines = lines_of(page)
        begun = [line for line in lines if line.startswith(PARTS)]
        at_top = [line for line in lines[:1] if line.startswith(PARTS)]
        named = at_top[0] if at_top else going_on
        if number > 1:
            assert head.endswith(f" · {named} DRAFT") or not named, (number, head, named)
        going_on = begun[-1] if begun else going_on


def counted(page: Any) -> str:
    """What stands at the right of a sheet's foot."""
    foot = page.get_textpage().get_text_bounded(0, 0, A3[0], 38)
    return " ".join(str(foot).split()[-3:])


def counts_of(content: bytes) -> bool:
    pages = opened(content)
    told = [counted(page) for page in pages]
    return told == [f"{number} of {len(pages)}" for number in range(1, len(pages) + 1)]


@pytest.mark.parametrize("name", EVERY)
def test_sheets_are_counted_without_a_gap(name: str) -> None:
    assert counts_of(pdf_of(name))


def complaints(document: Any) -> list[str]:
    """What Typst warns of when it sets the print."""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(FOLDERS)
    )
    told = {"data": json.dumps(printed(document, Words())), "fonts": json.dumps(list(FAMILIES))}
    _, warnings = typst.compile_with_warnings(
        HERE / "map.typ", root=HERE, font_paths=fonts, format="pdf", sys_inputs=told
    )
    return [warning.message for warning in warnings]


def test_the_layout_settles_where_a_cover_leaves_the_map_little_room() -> None:
    """Did the map's place depend on where it stands, it would swing between two sheets."""
    talk = Talk("iv1", "P1")
    talk.says("need", "A course")
    talk.tells("Found the form", "Asked Finance", "Paid the bill")
    for step in (1, 2, 3):
        talk.says("touchpoint", "intranet", step=step)
        talk.says("feeling", 1 - step, step=step)
        for number in (1, 2):
            talk.says("pain", f"Slow for reason {number}, and nobody could say why", step=step)
            talk.says("bad", 3, step=step)
    for sentences in (0, 20, 40):
        document = deepcopy(document_of(talk.done()))
        document["header"]["scenario"] = "A manager wants a training approved. " * sentences
        assert complaints(document) == [], sentences


def test_the_legend_stands_at_the_head_of_the_map() -> None:
    for name in EVERY:
        first = next(
            p for p in opened(pdf_of(name)) if "reported by one person" in " ".join(lines_of(p))
        )
        told = [line.strip() for line in lines_of(first)]
        title = next(at for at, line in enumerate(told) if line.startswith("The journey: "))
        assert "reported by one person" in " ".join(told[title + 1 : title + 4])


def test_a_line_over_a_split_step_has_a_word_in_the_legend() -> None:
    document = deepcopy(dozen())
    felt = [step["feeling"] for step in document["stages"][1]["steps"] if step["feeling"]["n"]]
    for feeling in felt:
        feeling |= {"mean": 1.0, "split": False, "values": [1]}
    word = run_together("thin dotted line: over steps without a mean")
    assert word not in text_of(export(document, "pdf", Look()).content)
    felt[2] |= {"mean": None, "split": True, "values": [-2, 2], "n": 2}
    assert word in text_of(export(document, "pdf", Look()).content)
    export(document, "svg", Look())


def test_a_step_says_how_many_named_it_decisive_though_it_is_no_moment_of_truth() -> None:
    document = deepcopy(dozen())
    step = document["stages"][1]["steps"][0]
    step["moment_of_truth"] |= {"shown": False, "named": 2}
    assert "named decisive by 2" in chips(step, alone=False)
    assert "named decisive" in chips(step, alone=True)
    step["moment_of_truth"] |= {"shown": True}
    assert not [chip for chip in chips(step, alone=False) if "decisive" in chip]
