import base64
import hashlib
import json
import re
import tracemalloc
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from cxmodel.errors import Refused
from cxmodel.guide import Guide, Lane, Measure
from cxmodel.interview import Kind, Playback
from cxmodel.journey import dump
from reports.compile import compile_journey
from reports.render import FORMATS, render, written_page
from tests.reports.talk import VERSION, Talk, a_dozen, a_study, jennifer, process_guide, topic

CORPUS = {
    "i01": '=HYPERLINK("http://x")',
    "i08": "<script>alert(1)</script>",
    "i09": '"><svg onload=alert(1)>',
    "i10": "[click](javascript:alert(1))",
    "i11": "![](http://x.example/pixel)",
    "i12": "{{7*7}}",
    "i13": "{% include 'secrets' %}",
    "i14": '"]; click A href "http://x"',
    "i15": "%%{init: {'theme':'dark'}}%%",
    "i16": "<!channel>",
    "i17": "<http://x|Approve>",
    "i18": "&lt;!here&gt;",
    "i19": "<b>*_[",
    "i20": "file:///etc/passwd",
    "i21": "http://169.254.169.254/",
    "i22": "'; DROP TABLE answers; --",
    "i25": "two\nlines\r\nand | a pipe",
    "t02": "nul \x00 byte",
    "t04": "half \ud83d emoji",
    "t06": "👨‍👩‍👧‍👦",
    "t07": "z" + "\u0301" * 10_000,
    "t08": "safe\u202etxt.exe",
    "t09": "\u2067never closed",
    "t12": "hidden \U000e0068\U000e0069",
    "t13": "مرحبا hello",
    "t29": "w" * 5000,
    "t31": "line\u2028separator",
}


def document_of(*interviews: Any, **study: Any) -> Any:
    return compile_journey(a_study(**study), {VERSION: process_guide()}, interviews, invited=20)


@cache
def saying(text: str) -> Any:
    """The same words everywhere that words can stand."""
    talk = Talk("iv1", text)
    talk.tells(text)
    talk.says("touchpoint", text, step=1)
    talk.says("feeling", -2, step=1)
    pain = talk.says("pain", text, step=1)
    talk.says("pain", text + "?", step=1, why=(pain, 1))
    talk.says("cause", text, step=1)
    for question in ("need", "expected", "desired", "difference", "lived_how"):
        talk.says(question, text)
    return document_of(talk.done(), title=text, scenario=text, stated_values=(text,))


class Page(HTMLParser):
    """Collects what a browser would act upon."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.text = ""
        self.told = ""  # what stands isolated, as words of people do
        self._isolated = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._isolated += tag == "bdi"
        self.attributes += [(name, value or "") for name, value in attrs]
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_data(self, data: str) -> None:
        self.text += data
        self.told += data if self._isolated else ""

    def handle_endtag(self, tag: str) -> None:
        self._isolated -= tag == "bdi"
        self.told += " " if tag == "bdi" else ""


@pytest.fixture(scope="module")
def many() -> Any:
    return document_of(*a_dozen())


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_same_document_gives_the_same_bytes(many: Any, fmt: str) -> None:
    again = json.loads(dump(many))
    assert render(many, fmt) == render(again, fmt)


def words_in_json(made: str) -> str:
    document = json.loads(made)
    return " ".join(each["verbatim"] for each in document["evidence"].values())


def words_in_page(made: str) -> str:
    page, harmless = Page(made), Page(render(saying("word " * 40), "html"))
    assert set(page.tags) <= set(harmless.tags)
    assert {name for name, _ in page.attributes} <= {name for name, _ in harmless.attributes}
    return page.told


def words_in_markdown(made: str) -> str:
    """What a reader of the Markdown sees; footnotes, beyond CommonMark, stand as text."""
    plain = re.sub(r"(?m)^\[\^\d+\]: ", "Note: ", made)
    tokens = MarkdownIt("commonmark").enable("table").parse(plain)
    pieces = [p for t in tokens for p in ((t.children or []) if t.type == "inline" else [t])]
    assert {piece.type for piece in pieces} <= OF_OURS
    assert {piece.content for piece in pieces if piece.type == "html_inline"} <= {"<br>"}
    return "".join(" " if piece.type == "softbreak" else piece.content for piece in pieces)


def words_in_diagram(made: str) -> str:
    return unicodedata.normalize("NFKC", made)  # signs of the grammar are written full-width


OF_OURS = {
    *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "text", "softbreak"),
    *("strong_open", "strong_close", "em_open", "em_close", "code_inline", "html_inline"),
    *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"),
    *("table_open", "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close"),
    *("tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close"),
}
WORDS_IN: dict[str, Callable[[str], str]] = {
    "json": words_in_json,
    "html": words_in_page,
    "md": words_in_markdown,
    "mermaid": words_in_diagram,
}
BOXES = {"html": "{}", "md": "[{}]", "mermaid": "({})"}  # around the code of a deceiving sign
BOXED = re.compile("[\x00\u202e\u2067\U000e0068\U000e0069]")


def as_shown(text: str, fmt: str) -> str:
    """How words are to be read in a format; half a character is replaced, a line is one line."""
    shown = text.replace("\ud83d", "\ufffd")
    if fmt != "json":
        shown = shown.replace("\u0301" * 10_000, "\u0301" * 6)
        shown = BOXED.sub(lambda sign: BOXES[fmt].format(f"U+{ord(sign[0]):04X}"), shown)
    if fmt == "mermaid":
        shown = unicodedata.normalize("NFKC", shown)[:60]
    return " ".join(shown.split())


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("key", CORPUS)
def test_hostile_words_reach_every_format_as_text(key: str, fmt: str) -> None:
    made = render(saying(CORPUS[key]), fmt)
    made.encode("utf-8")
    assert made.endswith("\n")
    isolates = str.maketrans("", "", "\u2068\u2069")
    read = " ".join(WORDS_IN[fmt](made).translate(isolates).split())
    assert as_shown(CORPUS[key], fmt) in read


@pytest.mark.parametrize("key", CORPUS)
def test_a_page_of_hostile_words_is_inert(key: str) -> None:
    page = Page(render(saying(CORPUS[key]), "html"))
    assert not {"img", "iframe", "object", "link", "form", "base"} & set(page.tags)
    assert page.tags.count("script") == 2  # our own, and the data it reads
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "style"]
    links = [value for name, value in page.attributes if name in {"href", "src", "xlink:href"}]
    assert all(value.startswith("#") for value in links)


@pytest.mark.parametrize("key", ["i08", "i12", "i13", "i18", "t13"])
def test_a_page_shows_the_very_words(key: str) -> None:
    assert CORPUS[key] in Page(render(saying(CORPUS[key]), "html")).text


@pytest.mark.parametrize("key", CORPUS)
def test_markdown_of_hostile_words_has_no_markup_of_theirs(key: str) -> None:
    made = render(saying(CORPUS[key]), "md")
    assert not re.search(r"(?<!\\)!\[", made)
    assert not re.search(r"\]\((?!http\\)", re.sub(r"\\\]", "", made))
    assert "<script" not in made.replace("\\<", "")
    assert "\n#" not in made.replace("\n# ", "").replace("\n## ", "")
    tables = [line for line in made.splitlines() if line.startswith("| ")]
    assert all(line.endswith("|") for line in tables)


@pytest.mark.parametrize("key", CORPUS)
def test_a_diagram_of_hostile_words_keeps_its_grammar(key: str) -> None:
    made = render(saying(CORPUS[key]), "mermaid")
    first, title, *rest = made.splitlines()
    assert first == "journey"
    assert title.startswith("    title ")
    task = re.compile(r"      \d+\. [^:;#\"%{}\[\]<>]+: [1-5](\.\d)?: \d+ (person|people)")
    section = re.compile(r"    section [^:;#\"%{}\[\]<>]+")
    comment = re.compile(r"    %% no feeling told of: [^:;#\"%{}\[\]<>]+")
    assert all(task.fullmatch(x) or section.fullmatch(x) or comment.fullmatch(x) for x in rest)


def test_a_page_is_one_file_under_a_strict_policy(many: Any) -> None:
    html = render(many, "html")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    style, script = (
        base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
        for tag in ("style", "script")
        if (found := re.search(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL))
    )
    assert policy is not None
    assert policy[1].replace("&#39;", "'") == (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert "http" not in re.sub(r"http-equiv", "", html)


def test_ids_on_a_page_are_unique_and_all_references_hit(many: Any) -> None:
    page = Page(render(many, "html"))
    assert len(page.ids) == len(set(page.ids))
    named = [v for name, v in page.attributes if name in {"aria-labelledby", "href", "for"}]
    wanted = {part.removeprefix("#") for value in named for part in value.split()}
    assert wanted <= set(page.ids)


def test_shares_of_few_are_never_percentages(many: Any) -> None:
    text = Page(render(many, "html")).text
    assert "6 of 11" in text
    assert re.findall(r"\d+ % of \d+", text) == []


def test_a_single_persons_map_counts_nobody(many: Any) -> None:
    assert "1 of 1" not in Page(render(document_of(jennifer()), "md")).text.replace("0 of 1", "")


def test_words_that_may_not_be_quoted_are_marked_in_page_and_text() -> None:
    talk = Talk("iv1", quotes=False)
    talk.says("need", "A laptop")
    for fmt in ("html", "md"):
        assert "not for quotation" in render(document_of(talk.done()), fmt)


def judged(number: int, verdict: int, words: str = "") -> Any:
    talk = Talk(f"iv{number}", quotes=False)
    talk.tells("Asked Finance")
    return replace(talk.done(), playback=Playback(verdict=verdict, words=words))


@pytest.mark.parametrize("fmt", ["html", "md"])
def test_a_page_says_how_many_recognised_their_journey(fmt: str) -> None:
    made = render(document_of(judged(1, 4), judged(2, 3), judged(3, 1, "I was faster")), fmt)
    assert "recognised their journey (mostly or completely)" in made
    assert "2 of 3" in made
    assert "I was faster" not in made


@pytest.mark.parametrize("fmt", ["html", "md"])
def test_a_map_of_one_shows_what_they_said_is_off(fmt: str) -> None:
    made = render(document_of(judged(3, 1, "I was faster")), fmt)
    assert re.search("not recognised as their journey", made, re.IGNORECASE)
    assert "I was faster" in made
    assert "not for quotation" in made.split("I was faster")[1][:80]


@pytest.mark.parametrize("fmt", ["html", "md"])
def test_shares_beside_the_steps_are_of_those_who_were_asked(fmt: str) -> None:
    talks = [Talk(f"iv{number}") for number in range(1, 5)]
    for talk, expected in zip(talks[:2], ["A week", "a week!"], strict=True):
        talk.says("expected", expected)
        talk.says("lived_how", "I came last")
    talks[2].skips("expected")
    talks[3].says("need", "A laptop")
    made = Page(render(document_of(*(talk.done() for talk in talks)), fmt)).text
    assert "2 of 3" in made
    assert made.count("2 of 2") == 1
    assert "2 of 4" not in made


@pytest.mark.parametrize("fmt", ["html", "md"])
def test_a_page_says_what_no_question_asked_for(many: Any, fmt: str) -> None:
    assert "no question asks for a wish" in render(many, fmt)


@pytest.mark.parametrize("fmt", ["html", "md"])
def test_ratings_of_the_whole_journey_have_a_gap_and_an_opportunity(fmt: str) -> None:
    talk = Talk("iv1", guide=rating_guide())
    talk.says("matters", 5)
    talk.says("csat", 2)
    document = compile_journey(a_study(), {VERSION: talk.guide}, [talk.done()])
    made = render(document, fmt)
    assert document["metrics"]["opportunity"]["band"] == "major"
    assert re.search(r"Gap\b.*\+3", made)
    assert re.search(r"Opportunity\b.*major", made)


def rating_guide() -> Guide:
    guide = process_guide()
    rated = topic("matters", "scores", Kind.SCALE, Lane.IMPORTANCE, measure=Measure.IMPORTANCE)
    return replace(guide, topics=(*guide.topics, rated))


def test_the_page_shows_moments_pains_effort_and_draft(many: Any) -> None:
    text = Page(render(many, "html")).text
    assert "★ moment of truth" in text
    assert "4.4→1.6" in text
    assert "Pain number 1" in text
    assert "Draft" in text


def test_more_than_three_claims_fold_away() -> None:
    talks = []
    for number, need in enumerate(["A laptop", "A phone", "More time", "Silence", "Coffee"]):
        talk = Talk(f"iv{number}")
        talk.says("need", need)
        talks.append(talk.done())
    assert "+2 more" in render(document_of(*talks), "html")


def test_a_stage_of_rare_steps_only_keeps_them_in_sight() -> None:
    talks = []
    for number, step in enumerate(["Ran", "Swam", "Flew", "Drove", "Crawled"]):
        talk = Talk(f"iv{number}")
        talk.tells(step)
        talks.append(talk.done())
    assert 'id="rare"' not in render(document_of(*talks), "html")


def test_a_page_written_piece_by_piece_is_the_page(many: Any) -> None:
    assert written_page(many) == render(many, "html").encode()


def test_a_page_is_not_in_memory_several_times(many: Any) -> None:
    size = len(written_page(many))
    tracemalloc.start()
    try:
        written_page(many)
        assert tracemalloc.get_traced_memory()[1] < 5 * size
    finally:
        tracemalloc.stop()


def test_an_empty_study_has_a_page_all_the_same() -> None:
    for fmt in FORMATS:
        assert render(document_of(), fmt)


def test_an_operators_template_stands_in_for_ours(many: Any, tmp_path: Path) -> None:
    (tmp_path / "journey.md.j2").write_text("Ours: {{ header.title }}\n")
    assert render(many, "md", tmp_path) == "Ours: Getting a training approved\n"
    assert render(many, "mermaid", tmp_path) == render(many, "mermaid")


OWN_PARTS = """
{% macro symbols() %}{% endmacro %}
{% macro axis() %}{% endmacro %}
{% macro drawing(curve, columns, offset, ident, small=false) %}{% endmacro %}
{% macro step_head(column, alone) %}{% endmacro %}
{% macro claim_list(doc, claims, asked, alone, lane, most=3) %}our own list{% endmacro %}
{% macro printed(claims, asked, alone, lane, most=4) %}{% endmacro %}
{% macro whole_journey(doc, lanes, alone) %}{% endmacro %}
"""


def test_an_operators_pieces_stand_in_for_ours_by_their_names(many: Any, tmp_path: Path) -> None:
    (tmp_path / "parts.html.j2").write_text(OWN_PARTS)
    assert "our own list" in render(many, "html", tmp_path)


def test_an_operators_page_may_use_our_pieces(many: Any, tmp_path: Path) -> None:
    own = """{% import "parts.html.j2" as parts with context %}
    {{ parts.drawing(view.small.curve, view.small.columns, 0, "own", true) }}
    {% for row in view.celled %}{% for column in view.columns %}
    {{ parts.claim_list(doc, row.held(column), 0, view.alone, row.id) }}{% endfor %}{% endfor %}
    {{ parts.whole_journey(doc, view.opening, view.alone) }}"""
    (tmp_path / "journey.html.j2").write_text(own)
    made = render(many, "html", tmp_path)
    assert "How people felt, step by step" in made
    assert "Whole journey" in made


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        pytest.param("one\n{% if %}", "journey.md.j2:2:", id="syntax"),
        pytest.param("one\n\n{{ header.nothing }}", "journey.md.j2:3:", id="unknown name"),
        pytest.param("{{ 1 / 0 }}", "journey.md.j2:1:", id="arithmetic"),
        pytest.param("\n{% include 'gone.j2' %}", "gone.j2", id="missing template"),
    ],
)
def test_a_failing_template_is_named_with_its_line(
    many: Any, tmp_path: Path, source: str, complaint: str
) -> None:
    (tmp_path / "journey.md.j2").write_text(source)
    with pytest.raises(Refused) as refusal:
        render(many, "md", tmp_path)
    assert complaint in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_an_unknown_format_is_refused_with_the_known_ones(many: Any) -> None:
    with pytest.raises(Refused, match="html, json, md, mermaid"):
        render(many, "pdf")
