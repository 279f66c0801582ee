"""A language is chosen by name or code, at any time, and all that is said from then on is in it."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest

from cxmodel.interview import Phase
from interview_flows.flow import Flow, language_among
from interview_flows.loader import load_flow
from interview_flows.locale.make import template
from interview_flows.phrasebook import phrases_in
from interview_flows.talk import (
    Added,
    AskedFor,
    Attached,
    Began,
    ChangedLanguage,
    Deleted,
    Edited,
    Finished,
    Forgot,
    Paused,
    Reply,
    Resumed,
    Said,
    Skipped,
    TimePassed,
    Topic,
    Unreadable,
    WentBack,
    Withdrew,
)
from interview_flows.tongue import LANGUAGE_NAMES, language_called
from tests.engine.respondent import Respondent

REGIONAL = load_flow(
    """
id: short
title: {en: Short, pt-BR: Curto}
languages: [en, pt-BR]
audience: customer
minutes: 1
consent: {en: May I?, pt-BR: Posso?}
closing: {en: Thank you., pt-BR: Obrigado.}
sections:
  - id: only
    title: {en: Only, pt-BR: Só}
    items:
      - {id: need, kind: text, text: {en: What?, pt-BR: O quê?}}
""",
    "short.yaml",
)


def marked_flow(*languages: str) -> Flow:
    """One of each kind; its wordings are but a mark of the language in which they are asked."""
    marks = {code: f"⟦{code}⟧" for code in languages}
    mark = json.dumps(marks if len(languages) > 1 else marks[languages[0]], ensure_ascii=False)
    text = f"""
id: marked
title: {mark}
languages: [{", ".join(languages)}]
audience: customer
minutes: 4
consent: {mark}
closing: {mark}
sections:
  - id: all
    title: {mark}
    stage: yes
    items:
      - {{id: need, kind: text, lane: need, skippable: no, text: {mark}}}
      - {{id: mood, kind: feeling, lane: feeling, text: {mark}}}
      - {{id: sure, kind: yesno, text: {mark}}}
      - {{id: score, kind: scale, measure: nps, low: 0, high: 10, text: {mark}}}
      - {{id: day, kind: date, text: {mark}}}
      - {{id: story, kind: story, lane: action, text: {mark}}}
"""
    return load_flow(text, "marked.yaml")


def pieces_in_english() -> list[str]:
    """What stands between the fields of our English sentences, as far as it tells them apart."""
    sentences = [
        form
        for message in template()
        if message.id
        for form in ([message.id] if isinstance(message.id, str) else message.id)
    ]
    pieces = {piece.strip() for one in sentences for piece in re.split(r"\{\w+\}|\n", one)}
    return [piece for piece in pieces if len(piece) > 9]  # "Pause" is many languages' word


ENGLISH_PIECES = pieces_in_english()
INPUTS: tuple[Any, ...] = (
    *(AskedFor(topic) for topic in Topic),
    *(Skipped(), WentBack(), Finished(), Added(), Said("never mind"), Said("  "), Said("/xyz")),
    *(Said("...", early=True), Unreadable("a sticker"), Edited("x", message="none")),
    *(
        Deleted("none"),
        ChangedLanguage(),
        Paused(),
        Said("no answer"),
        Resumed(),
        Began(),
        Forgot(),
    ),
    Attached(kind="photo", name="a.jpg", size=5, source="f"),
    Attached(kind="photo", name="a.jpg", size=50_000_000, source="f"),
)


def said_in(respondent: Respondent) -> Iterator[str]:
    """All that the last step showed."""
    for effect in respondent.outcome.effects:
        if isinstance(effect, Reply):
            yield from (effect.say, effect.context, *effect.options)
    yield respondent.outcome.toast or ""


def talk_of(language: str) -> Iterator[str]:
    """All that is said in a long interview in which everything is tried at every prompt."""
    respondent = Respondent(marked_flow(language, "xx"))
    respondent.does(Began())
    for agrees in (1, 0):  # no, then in another interview yes
        if agrees == 0:
            yield from said_in(respondent)
            respondent = Respondent(marked_flow(language, "xx"))
        respondent.does(ChangedLanguage(language))
        respondent.does(Began())
        yield from said_in(respondent)
        if agrees == 0:
            yield from try_everything(respondent)
        respondent.taps(agrees)
        yield from said_in(respondent)
    answers: list[Said | int] = [
        Said("shoes, on a rainy day"),
        1,
        0,
        7,
        Said("2026-03-01"),
        Said("I went. I paid."),
    ]
    for answer in answers:
        yield from try_everything(respondent)
        respondent.taps(answer) if isinstance(answer, int) else respondent.does(answer)
        yield from said_in(respondent)
        yield from try_everything(respondent)
    for step in (Finished(), Said("?"), Finished()):
        respondent.does(step)
        yield from said_in(respondent)
        yield from try_everything(respondent)
    for _ in range(12):
        if respondent.phase is not Phase.COMPLETED:
            respondent.taps(0)
            yield from said_in(respondent)
    assert respondent.phase is Phase.COMPLETED
    yield from try_everything(respondent)
    for given in (Withdrew(), Said("more"), Forgot(), Forgot()):
        respondent.does(given)
        yield from said_in(respondent)


def try_everything(respondent: Respondent) -> Iterator[str]:
    """What each input is answered with here; the interview is as before afterwards."""
    before = respondent.interview
    for given in INPUTS:
        respondent.does(given)
        yield from said_in(respondent)
        respondent.taps(99)
        yield from said_in(respondent)
        respondent.interview = before


@pytest.mark.parametrize("language", [code for code in LANGUAGE_NAMES if code != "en"])
def test_a_whole_interview_says_no_english_sentence_of_ours(language: str) -> None:
    said = set(talk_of(language))
    assert {words for words in said for piece in ENGLISH_PIECES if piece in words} == set()
    assert len(said) > 60


def test_english_would_be_noticed() -> None:
    said = set(talk_of("en"))
    assert len({piece for piece in ENGLISH_PIECES if any(piece in words for words in said)}) > 60


def test_a_closed_interview_takes_its_leave_in_its_language() -> None:
    respondent = bilingual().agrees()
    respondent.does(ChangedLanguage("de"))
    while respondent.phase is not Phase.EXPIRED:
        respondent.now += timedelta(days=30)
        respondent.does(TimePassed())
    assert phrases_in("de").expired in respondent.heard


# ── which language ────────────────────────────────────────────────────────────────────────────────


def bilingual() -> Respondent:
    return Respondent(marked_flow("en", "de", "ar"))


@pytest.mark.parametrize(
    "typed",
    [
        *("language pt-BR", "Language PT-br.", "/language pt_BR", "language pt"),
        *("language Portuguese", "language português", "language Portugiesisch"),
    ],
)
def test_a_regional_language_can_be_chosen(typed: str) -> None:
    respondent = Respondent(REGIONAL).agrees()
    respondent.says(typed)
    assert respondent.interview.language == "pt-BR"
    assert respondent.heard == "O quê?"
    assert respondent.answers == []


def test_a_language_that_is_not_spoken_is_not_chosen() -> None:
    assert language_among(("en", "pt-BR"), "fr") is None
    assert language_among(("pt", "pt-BR"), "pt-br") == "pt-BR"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *(("Deutsch", "de"), ("German", "de"), ("alemán", "de"), ("ALEMAN", "de")),
        *(("الألمانية", "de"), ("العربية", "ar"), ("árabe", "ar"), ("français", "fr")),
        *(("de", "de"), ("pt_BR", "pt-BR"), ("Klingon", None), ("", None)),
    ],
)
def test_a_language_is_known_by_its_name_in_each_language(name: str, code: str | None) -> None:
    assert language_called(name) == code


def test_which_language_is_asked_with_a_button_for_each_other_one() -> None:
    respondent = bilingual().agrees()
    turn = respondent.turn
    respondent.says("language")
    assert respondent.heard.endswith("English · Deutsch · العربية.")
    assert respondent.last.controls == ("language:de", "language:ar")
    assert (respondent.last.input, respondent.turn) == ("none", turn)


@pytest.mark.parametrize("typed", ["Deutsch", "german", " de ", "ألمانية", "language de"])
def test_the_name_alone_is_enough_once_it_was_asked_for(typed: str) -> None:
    respondent = bilingual().agrees()
    turn = respondent.turn
    respondent.says("language", typed)
    assert (respondent.heard, respondent.turn) == ("⟦de⟧", turn)
    assert respondent.answers == []


def test_the_waiting_question_can_be_answered_instead() -> None:
    respondent = bilingual().agrees()
    respondent.says("language", "a new pair of shoes", "Deutsch")
    assert respondent.answer("need").value == "a new pair of shoes"
    assert respondent.interview.language == "en"


def test_a_name_that_nobody_asked_for_is_an_answer() -> None:
    respondent = bilingual().agrees()
    respondent.says("Deutsch")
    assert respondent.answer("need").value == "Deutsch"


def test_a_tapped_language_draws_the_waiting_prompt_with_live_buttons() -> None:
    respondent = bilingual().agrees()
    respondent.says("a new pair of shoes")
    turn = respondent.turn
    respondent.does(ChangedLanguage("ar"))
    assert (respondent.last.turn, respondent.last.language) == (turn, "ar")
    assert respondent.last.options == phrases_in("ar").faces
    respondent.taps(0, turn)
    assert respondent.value("mood") == -2


def test_what_is_agreed_to_is_the_text_in_the_language_that_was_chosen() -> None:
    respondent = bilingual()
    respondent.does(Began())
    respondent.says("language", "Deutsch")
    assert respondent.heard.startswith("⟦de⟧\n\nEs dauert etwa 4 Minuten.")
    assert respondent.last.options == ("Ich bin einverstanden", "Nein, danke")
    shown = respondent.heard
    respondent.taps(0)
    consent = respondent.interview.consent
    assert consent is not None
    assert consent.language == "de"
    assert consent.version == sha256(shown.encode()).hexdigest()


def test_a_language_can_be_chosen_while_paused_and_afterwards() -> None:
    respondent = bilingual().agrees()
    respondent.does(Paused())
    respondent.says("language")
    assert respondent.last.controls == ("language:de", "language:ar", "resume")
    respondent.says("Deutsch")
    assert (respondent.heard, respondent.phase) == (phrases_in("de").language_changed, Phase.PAUSED)
    respondent.does(Withdrew())
    respondent.does(ChangedLanguage("ar"))
    assert respondent.heard == phrases_in("ar").language_changed
