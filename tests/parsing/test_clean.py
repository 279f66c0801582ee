import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_flows.parsing import clean
from interview_flows.words import clip, folded

FAMILY = "👨‍👩‍👧‍👦"
ZALGO = "a" + "\u0301" * 10_000


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        pytest.param("", "", id="t01-empty"),
        pytest.param(" \t\n\u3000", "", id="t01-whitespace"),
        pytest.param("a\x00b", "a\ufffdb", id="t02-nul"),
        pytest.param("a\x01\x07\x1b\x7f\x9fb\tc", "ab\tc", id="t03-controls"),
        pytest.param("a\x0bb\x0cc\x85d", "a\nb\nc\nd", id="t03-vertical-tab-breaks-the-line"),
        pytest.param("a\ud83d", "a\ufffd", id="t04-lone-high-surrogate"),
        pytest.param("a\ud83db", "a\ufffdb", id="t04-lone-high-surrogate-inside"),
        pytest.param("\ude00b", "\ufffdb", id="t05-lone-low-surrogate"),
        pytest.param("\ud83d\ude00", "😀", id="t05-a-pair-is-one-character"),
        pytest.param(FAMILY, FAMILY, id="t06-family-emoji"),
        pytest.param(ZALGO, ZALGO, id="t07-combining-marks-kept"),
        pytest.param("\u202eevil", "\u202eevil", id="t08-right-to-left-override-kept"),
        pytest.param("\u2067open", "\u2067open", id="t09-unbalanced-isolate-kept"),
        pytest.param("\u200b\u200c\u200d\u2060\ufeff", "", id="t10-zero-width-only"),
        pytest.param("\u3164\ufe0f", "", id="t10-blank-letters-only"),
        pytest.param("\ufeffhello", "hello", id="t11-byte-order-mark"),
        pytest.param("\U000e0041\U000e0042", "\U000e0041\U000e0042", id="t12-tag-block-kept"),
        pytest.param("مرحبا HR", "مرحبا HR", id="t13-mixed-directions"),
        pytest.param("e\u0301", "e\u0301", id="t14-stored-as-typed-not-normalised"),
        pytest.param("a\ufffeb\ufdd0c\U0010ffff", "a\ufffdb\ufffdc\ufffd", id="t30-nonchars"),
        pytest.param("a\r\nb\rc\u2028d\u2029e", "a\nb\nc\nd\ne", id="t31-line-breaks"),
        pytest.param("\t=1+1 ", "\t=1+1 ", id="surrounding-space-is-theirs"),
    ],
)
def test_text_is_made_safe_and_otherwise_left_alone(typed: str, stored: str) -> None:
    assert clean(typed) == stored


@given(st.text(alphabet=st.characters(codec=None)))
def test_clean_text_is_always_storable_and_stays_as_it_is(typed: str) -> None:
    stored = clean(typed)
    assert stored.encode().decode() == stored
    assert "\x00" not in stored
    assert clean(stored) == stored


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("é", "e\u0301", id="t14-composed-and-decomposed"),
        pytest.param("İzin", "izin", id="t15-dotted-capital"),
        pytest.param("ISPARTA", "ısparta", id="t15-dotless-small"),
        pytest.param("Straße", "STRASSE", id="sharp-s"),
        pytest.param("e‑mail", "E-Mail", id="hyphens"),
        pytest.param("I’m", "i'm", id="apostrophes"),
        pytest.param("a\u200b b\u00a0c", "a b c", id="unseen-and-unusual-spaces"),
    ],
)
def test_two_ways_of_writing_compare_as_equal(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_different_letters_do_not_compare_as_equal() -> None:
    assert folded("año") != folded("ano")


@given(st.text(max_size=50), st.integers(2, 40))
def test_a_clipped_text_is_never_longer_than_allowed(text: str, limit: int) -> None:
    assert len(clip(text, limit)) <= limit


def test_clipping_never_cuts_a_joined_emoji() -> None:
    assert clip("ok " + FAMILY * 2, 9) == "ok…"
