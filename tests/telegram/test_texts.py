import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.telegram.texts import clipped, pieces, units, whole

FAMILY = "👩‍👩‍👧‍👦"
SCOTLAND = "🏴󠁧󠁢󠁳󠁣󠁴󠁿"


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        pytest.param("x" * 4096, [4096], id="t25 exactly full"),
        pytest.param("x" * 4097, [4096, 1], id="one more"),
        pytest.param("👍" * 2048, [4096], id="t25 emoji exactly full"),
        pytest.param("a" + "👍" * 2048, [4095, 2], id="t26 no pair is cut"),
        pytest.param(FAMILY * 400, [4092, 308], id="t06 no family is cut"),
        pytest.param(SCOTLAND * 300, [4088, 112], id="no flag is cut"),
        pytest.param("🇩🇪" * 1100, [4096, 304], id="no letter pair of a flag is cut"),
        pytest.param("x" + "🇩🇪" * 1100, [4093, 308], id="nor after an odd start"),
        pytest.param("e\u0301" * 2049, [4096, 2], id="no accent is cut off"),
        pytest.param("x" + "\u1100\u1161\u11a8" * 1400, [4096, 105], id="no syllable is cut"),
        pytest.param("👍🏽" * 1025, [4096, 4], id="no skin tone is cut off"),
        pytest.param("z" + "\u0301" * 10_000, [4096, 4096, 1809], id="t07 monstrous character"),
    ],
)
def test_texts_are_cut_between_characters(text: str, lengths: list[int]) -> None:
    found = pieces(text)
    assert [units(piece) for piece in found] == lengths
    assert "".join(found) == text


@pytest.mark.parametrize(
    ("joint", "start"),
    [("\n\n", "a" * 3000), ("\n", "a" * 3000), (". ", "a" * 3000 + "."), (" ", "a" * 3000)],
)
def test_a_cut_prefers_the_end_of_paragraph_line_sentence_word(joint: str, start: str) -> None:
    rest = "b" * 2000
    assert pieces("a" * 3000 + joint + rest) == [start, rest]


def test_a_paragraph_is_preferred_to_a_later_word() -> None:
    text = "a" * 2500 + "\n\n" + "b " * 1000
    assert pieces(text)[0] == "a" * 2500


def test_an_early_break_is_not_worth_a_tiny_piece() -> None:
    assert [units(piece) for piece in pieces("Hi. " + "x" * 5000)] == [4096, 908]


def test_white_space_is_no_piece() -> None:
    assert pieces(" \n ") == []
    assert pieces("a" + " " * 9000 + "b") == ["a", "b"]


@given(st.text(alphabet="ab \n.é👍\u200d\u0301🇩👧", max_size=300))
@example("\u200d" * 30)
def test_nothing_but_white_space_is_lost(text: str) -> None:
    found = pieces(text, 20)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(0 < units(piece) <= 20 for piece in found)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("short", "short"),
        ("exactly 10", "exactly 10"),
        ("exactly 11!", "exactly 1…"),
        ("a\n b", "a b"),
        (f"1234{FAMILY}", "1234…"),
    ],
)
def test_labels_are_clipped_on_one_line(text: str, shown: str) -> None:
    assert clipped(text, 10) == shown


def test_lone_surrogates_are_replaced_and_pairs_kept() -> None:
    assert whole("a\ud83db\ude00") == "a\ufffdb\ufffd"
    assert whole("👍\ud83d") == "👍\ufffd"
