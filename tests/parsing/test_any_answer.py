from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmodel.errors import RejectedAnswer
from cxmodel.interview import Kind
from interview_flows.parsing import Asked, Choice, clean, read_answer

OPTIONS = (Choice("a", "Paper form"), Choice("b", "🙂 Online"), Choice("c", "None", exclusive=True))
ASKED = (
    *(Asked(kind) for kind in Kind if kind not in {Kind.CHOICE, Kind.CHOICES}),
    Asked(Kind.SCALE, low=0, high=10),
    Asked(Kind.NUMBER, low=1),
    *(Asked(kind, OPTIONS, free) for kind in (Kind.CHOICE, Kind.CHOICES) for free in (True, False)),
)
ANYTHING = st.text(alphabet=st.characters(codec=None)) | st.text(
    alphabet="0123456789.,'-+/ abcdeéßİıy²½٣５\u200d\ufe0f😀👍\n;&ﷺ", max_size=30
)


def _words_or_sentence(asked: Asked, text: str, language: str) -> str:
    try:
        return read_answer(asked, text, language).verbatim
    except RejectedAnswer as refused:
        return str(refused)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(ASKED), ANYTHING, st.sampled_from(["en", "de", "fr-CA", "ar", "xx", ""]))
def test_an_answer_is_read_or_rejected_with_a_sentence(
    asked: Asked, text: str, language: str
) -> None:
    outcome = _words_or_sentence(asked, text, language)
    assert outcome.strip()
    assert outcome == clean(text) or outcome.endswith((".", "?"))


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="t01-empty"),
        pytest.param(" \u3000\n", id="t01-whitespace"),
        pytest.param("\u200b\u2060", id="t10-zero-width"),
    ],
)
def test_an_empty_answer_is_asked_again(kind: Kind, text: str) -> None:
    with pytest.raises(RejectedAnswer, match="did not get any words"):
        read_answer(Asked(kind, OPTIONS), text)


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.STORY])
def test_words_are_kept_as_they_are(kind: Kind) -> None:
    read = read_answer(Asked(kind), "  {{7*7}} <b>e\u0301</b>\r\n")
    assert (read.value, read.verbatim) == (
        "{{7*7}} <b>e\u0301</b>",
        "  {{7*7}} <b>e\u0301</b>\n",
    )


def test_media_cannot_be_typed() -> None:
    with pytest.raises(RejectedAnswer, match="picture"):
        read_answer(Asked(Kind.MEDIA), "here it is")


@pytest.mark.timeout(5)
@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: f"{asked.kind}-{asked.free}")
@pytest.mark.parametrize("part", [" ", "a", "1 ", "🙂,", "e\u0301", "and ", "\n;"])
def test_a_hundred_thousand_characters_are_read_quickly(asked: Asked, part: str) -> None:
    with suppress(RejectedAnswer):
        read_answer(asked, part * (100_000 // len(part)))
