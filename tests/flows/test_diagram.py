import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_flows.diagram import escaped, mermaid, svg
from interview_flows.flow import Flow
from interview_flows.library import shipped
from interview_flows.loader import load_flow
from tests.flows.samples import STORY, flow_of

SVG = "{http://www.w3.org/2000/svg}"
FLOWS = [load_flow(text, name) for name, text in shipped().items()]
BRANCHED = load_flow(
    flow_of(
        STORY
        + """
- repeat: steps
  each: story
  questions:
    - {id: feeling, kind: feeling, text: How was it?}
    - {id: pain, kind: text, lane: pain, text: Why?, when: feeling <= -1}
- {id: bought, kind: yesno, text: Bought?}
"""
    )
    + "  - id: own\n    title: Own\n    when: bought == yes\n"
    "    items: [{id: use, kind: text, text: So?}, {id: end, kind: yesno, text: Still?}]\n",
    "f",
)


def test_mermaid_draws_sections_repeats_and_conditions() -> None:
    drawing = mermaid(BRANCHED)
    assert drawing.startswith("flowchart TD\n")
    assert 'subgraph section_main["Main"]' in drawing
    assert 'subgraph repeat_steps["for each step of story"]' in drawing
    assert 'n2 -. "if feeling #60;#61; -1" .-> n3' in drawing
    assert "n3 --> n4" in drawing
    assert 'n3 -. "next step" .-> n2' in drawing
    assert 'n4 -. "if bought #61;#61; yes" .-> n5' in drawing
    assert "n5 --> n6" in drawing
    assert "n6 --> n7" in drawing
    assert "n4 --> n7" in drawing
    assert "n5 --> n7" not in drawing


@pytest.mark.parametrize("flow", [*FLOWS, BRANCHED], ids=lambda flow: flow.id)
def test_every_question_can_be_walked_to_in_mermaid(flow: Flow) -> None:
    arrows = re.findall(r"^ +n(\d+) -.*> n(\d+)$", mermaid(flow), re.MULTILINE)
    reached = {"0"}
    for start, end in arrows:
        assert start in reached or int(start) > int(end)
        reached.add(end)
    assert len(reached) == sum(1 for _ in flow.questions()) + 2


INJECTIONS = [
    '"]; click n1 href "javascript:alert(1)"',
    "%%{init: {'theme': 'dark'} }%%",
    "end",
    "<script>alert(1)</script>",
    "`markdown`",
    "#quot; &amp; #35;",
    "a\nend\nn1 --> n2",
    'x"]:::open',
]


@pytest.mark.parametrize("words", INJECTIONS)
def test_wordings_are_inert_in_mermaid(words: str) -> None:
    quoted = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    item = f'- {{id: a, kind: text, text: "{quoted}"}}'
    drawing = mermaid(load_flow(flow_of(item), "f"))
    plain = mermaid(load_flow(flow_of("- {id: a, kind: text, text: x}"), "f"))
    assert drawing.count("\n") == plain.count("\n")
    assert drawing.count('"') == plain.count('"')
    assert "<script" not in drawing
    assert "%%" not in drawing
    assert "`" not in drawing


@given(st.text())
def test_a_label_holds_letters_digits_and_numbers_of_the_rest(words: str) -> None:
    label = escaped(words)
    assert not re.search(r'["<>&%`{}\[\]()|\\\n\r]', label)
    meant = re.sub(r"#(\d+);", lambda found: chr(int(found[1])), label)
    assert meant == " ".join(words.split())


@pytest.mark.parametrize("flow", [*FLOWS, BRANCHED], ids=lambda flow: flow.id)
def test_the_svg_shows_every_question_and_condition(flow: Flow) -> None:
    root = ET.fromstring(svg(flow))
    texts = {"".join(element.itertext()) for element in root.iter(f"{SVG}text")}
    for number, (_, _, question) in enumerate(flow.questions(), start=1):
        assert f"{number} · {question.id}" in texts
        if question.when is not None:
            assert any(question.when.text in text for text in texts)


def test_a_repeats_frame_does_not_touch_the_one_of_its_section() -> None:
    """Where a section ends with a repeat, both frames end near each other."""
    frames: dict[str, list[float]] = {"section": [], "repeat": []}
    for flow in FLOWS:
        for rect in ET.fromstring(svg(flow)).iter(f"{SVG}rect"):
            if rect.attrib.get("class") in frames:
                end = float(rect.attrib["y"]) + float(rect.attrib["height"])
                frames[rect.attrib["class"]].append(end)
        assert not set(frames["section"]) & set(frames["repeat"])
    assert frames["repeat"]


def test_a_screen_is_drawn() -> None:
    screened = "- {id: a, kind: yesno, text: Fly?, skippable: no, screens: a == yes}"
    head = "screened_out: Bye.\n" + flow_of(screened)
    drawing = svg(load_flow(head, "f"))
    assert "ends unless a == yes" in drawing


def test_the_svg_has_a_title_and_a_description() -> None:
    root = ET.fromstring(svg(BRANCHED))
    assert root.findtext(f"{SVG}title") == "A sample"
    assert root.findtext(f"{SVG}desc") == "6 questions in 2 sections, from top to bottom."
    assert root.attrib["role"] == "img"


@pytest.mark.parametrize("words", INJECTIONS)
def test_wordings_are_inert_in_svg(words: str) -> None:
    quoted = words.replace('"', '\\"').replace("\n", "\\n")
    root = ET.fromstring(svg(load_flow(flow_of(f'- {{id: a, kind: text, text: "{quoted}"}}'), "f")))
    assert not list(root.iter(f"{SVG}script"))
    shown = " ".join("".join(e.itertext()) for e in root.iter(f"{SVG}text"))
    assert " ".join(words.split()) in shown


def test_boxes_do_not_overlap_in_the_svg() -> None:
    for flow in FLOWS:
        root = ET.fromstring(svg(flow))
        boxes = [r.attrib for g in root.iter(f"{SVG}g") for r in g.iter(f"{SVG}rect")]
        spans = [(float(b["y"]), float(b["y"]) + float(b["height"])) for b in boxes]
        assert all(end < start for (_, end), (start, _) in pairwise(spans))
