import pytest

from reports.escape import (
    LABEL_SHOWN,
    UNSEEN,
    in_html,
    in_markdown,
    in_mermaid,
    in_plain,
    legible,
)
from reports.exports.cells import words
from reports.page.marking import marked
from reports.typeset.words import Words

FAMILY = "👨‍👩‍👧‍👦"


def test_a_family_of_emoji_stays_whole() -> None:
    assert FAMILY in in_html(FAMILY)
    assert FAMILY in in_markdown(FAMILY)
    assert FAMILY in in_mermaid(FAMILY)


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\x00", "\x0b", "\ufffe", "\U000e0041"])
def test_a_deceiving_sign_is_boxed_everywhere(sign: str) -> None:
    code = f"U+{ord(sign):04X}"
    for shown in (in_html(f"a{sign}b"), in_markdown(f"a{sign}b"), in_mermaid(f"a{sign}b")):
        assert sign not in shown
        assert code in shown


def test_a_flag_made_of_tags_is_a_flag() -> None:
    scotland = "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
    assert legible(scotland, str) == scotland


def test_piled_up_marks_are_clipped_and_vowel_marks_are_not() -> None:
    assert len(legible("a" + "\u0301" * 10_000, str)) < 10
    arabic = "مُحَمَّدٌ"
    assert legible(arabic, str) == arabic


@pytest.mark.parametrize("text", ["مرحبا hello", "hello"])
def test_words_on_a_page_are_isolated(text: str) -> None:
    assert in_html(text) == f"<bdi>{text}</bdi>"


def test_right_to_left_words_in_markdown_are_isolated() -> None:
    assert in_markdown("مرحبا") == "\u2068مرحبا\u2069"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("a|b", r"a\|b", id="table"),
        pytest.param("# big", r"\# big", id="heading"),
        pytest.param("- item", r"\- item", id="list"),
        pytest.param("1. item", r"1\. item", id="numbered list"),
        pytest.param("two\nlines", "two lines", id="line break"),
        pytest.param("&lt;b&gt;", "&amp;lt;b&amp;gt;", id="entity"),
        pytest.param("http://x www.y.z a@b.c", r"http\://x www\.y.z a\@b.c", id="autolinks"),
        pytest.param("it's 5 (or 6), yes!", r"it's 5 (or 6), yes\!", id="plain words stay plain"),
    ],
)
def test_markdown_is_inert(text: str, shown: str) -> None:
    assert in_markdown(text) == shown


@pytest.mark.parametrize("sign", ['"', ":", ";", "#", "%", "[", "]", "{", "}", "<", ">"])
def test_no_sign_of_mermaids_grammar_is_left(sign: str) -> None:
    assert sign not in in_mermaid(f"a {sign} b")


def test_a_label_is_one_line_of_bounded_length() -> None:
    label = in_mermaid("word\n" * 100)
    assert len(label) <= LABEL_SHOWN
    assert "\n" not in label


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\u200b\u2060", id="zero width"),
        pytest.param("\u200d\u200c \u00ad", id="joiners and a soft hyphen"),
        pytest.param("\u3164\u2800", id="letters without ink"),
        pytest.param("\ufe0f", id="a variation of nothing"),
    ],
)
def test_words_of_invisible_signs_alone_are_said_to_be_that(text: str) -> None:
    shown = (in_html(text), in_plain(text), in_mermaid(text), marked(text, []), words(text))
    assert all(UNSEEN in one for one in shown)
    assert Words()(text) == UNSEEN
    assert UNSEEN not in in_plain(f"a{text}")
    assert in_plain("") == ""


def test_signs_that_are_boxed_are_seen() -> None:
    assert in_plain("\u202e") == "[U+202E]"
