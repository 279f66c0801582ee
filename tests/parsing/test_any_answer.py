from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmodel.errors import RejectedAnswer
from cxmodel.interview import Absence, Kind
from interview_flows.agreeing import agreement
from interview_flows.commands import read_command
from interview_flows.english import ENGLISH
from interview_flows.parsing import Asked, Choice, clean, read_answer
from interview_flows.phrasebook import phrases_in
from interview_flows.unsaid import absence_said
from interview_flows.words import word_set

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
HEARD = st.lists(
    st.sampled_from(
        sorted(
            word_set(
                "2 ½ two und eine halbe Stunden hace tres días il y a une heure et demie meia há "
                "99999 قبل ثلاثة أيام ونصف ساعة 3. März كانون الثاني segunda - feira hora"
            )
        )
    ),
    max_size=5,
).map(" ".join)
LANGUAGES = st.sampled_from(["en", "de", "es", "fr-CA", "pt", "ar", "xx", ""])


def _words_or_sentence(asked: Asked, text: str, language: str) -> str:
    try:
        return read_answer(asked, text, phrases_in(language), date(2026, 5, 3)).verbatim
    except RejectedAnswer as refused:
        return str(refused)


@given(
    st.sampled_from(ASKED),
    ANYTHING | HEARD,
    st.sampled_from(["en", "de", "es", "fr-CA", "pt", "ar", "xx", ""]),
)
def test_an_answer_is_read_or_rejected_with_a_sentence(
    asked: Asked, text: str, language: str
) -> None:
    outcome = _words_or_sentence(asked, text, language)
    assert outcome.strip()
    assert outcome == clean(text) or outcome.endswith((".", "?", "؟"))


@given(ANYTHING | HEARD, LANGUAGES)
def test_any_text_is_a_command_or_none_and_says_something_or_nothing(
    text: str, language: str
) -> None:
    phrases = phrases_in(language)
    read_command(text, phrases)
    assert agreement(text, phrases.heard) in {True, False, None}
    assert absence_said(text, phrases) in {*Absence, None}


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
        read_answer(Asked(kind, OPTIONS), text, ENGLISH)


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.STORY])
def test_words_are_kept_as_they_are(kind: Kind) -> None:
    read = read_answer(Asked(kind), "  {{7*7}} <b>e\u0301</b>\r\n", ENGLISH)
    assert (read.value, read.verbatim) == (
        "{{7*7}} <b>e\u0301</b>",
        "  {{7*7}} <b>e\u0301</b>\n",
    )


def test_media_cannot_be_typed() -> None:
    with pytest.raises(RejectedAnswer, match="picture"):
        read_answer(Asked(Kind.MEDIA), "here it is", ENGLISH)


@pytest.mark.timeout(30)
@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: f"{asked.kind}-{asked.free}")
@pytest.mark.parametrize("part", [" ", "a", "1 ", "🙂,", "e\u0301", "and ", "\n;"])
def test_a_hundred_thousand_characters_are_read_quickly(asked: Asked, part: str) -> None:
    with suppress(RejectedAnswer):
        read_answer(asked, part * (100_000 // len(part)), ENGLISH)
