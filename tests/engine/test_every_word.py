"""Every word that does something, in every language, in every phase: it does that, or says why not.

What is typed is a table, what comes of it another. Both are written by hand: neither asks the
vocabulary what a word means.
"""

from dataclasses import replace
from functools import cache
from typing import NamedTuple

import pytest

from cxmodel.interview import Interview, Phase
from interview_flows.flow import Flow
from interview_flows.loader import load_flow
from interview_flows.phrasebook import phrases_in
from interview_flows.talk import (
    Began,
    Chose,
    Finished,
    Input,
    Paused,
    Said,
    WentBack,
    Withdrew,
)
from tests.engine.respondent import Respondent
from tests.engine.test_languages import ENGLISH_PIECES, said_in
from tests.engine.willing import comes_to_an_end

LANGUAGES = ("en", "de", "es", "fr", "pt", "ar")

# ── what is typed ─────────────────────────────────────────────────────────────────────────────────

_TYPED = {
    "en": "skip|back|answers|pause|resume|help|language|stop|my data|forget me|add|done|change 1"
    "|moment|no reminders|time zone|time zone Berlin|language pt",
    "de": "überspringen|zurück|meine Antworten|Pause|weiter|Hilfe|Sprache|Stopp|meine Daten"
    "|vergiss mich|ergänzen|fertig|ändere 1|Moment|keine Erinnerungen|Zeitzone|Zeitzone Berlin"
    "|Sprache Portugiesisch",
    "es": "saltar|atrás|mis respuestas|pausa|continuar|ayuda|idioma|parar|mis datos"
    "|olvídame|añadir|listo|cambia 1|momento|sin recordatorios|zona horaria|zona horaria Berlin"
    "|idioma portugués",
    "fr": "passer|retour|mes réponses|pause|reprendre|aide|langue|arrêter|mes données"
    "|oublie-moi|ajouter|terminé|changer 1|moment|plus de rappels|fuseau horaire"
    "|fuseau horaire Berlin|langue portugais",
    "pt": "pular|voltar|minhas respostas|pausa|continuar|ajuda|idioma|parar|meus dados"
    "|esqueça-me|acrescentar|pronto|mudar 1|momento|sem lembretes|fuso horário"
    "|fuso horário Berlin|idioma português",
    "ar": "تخطي|رجوع|إجاباتي|إيقاف مؤقت|متابعة|مساعدة|اللغة|توقف|بياناتي"
    "|انسني|أضف|انتهيت|غيّر ١|لحظة|بلا تذكير|المنطقة الزمنية|المنطقة الزمنية Berlin"
    "|اللغة البرتغالية",
}
_IN_TURN = tuple(_TYPED["en"].split("|"))
WORDS = {code: dict(zip(_IN_TURN, typed.split("|"), strict=True)) for code, typed in _TYPED.items()}


def ways_to_type(word: str, language: str) -> list[str]:
    """In their own language, in English, and as a command of the messenger's."""
    name, _, argument = word.partition(" ")
    slash = f"/{name} {argument}" if argument in {"1", "pt"} else f"/{word.replace(' ', '_', 1)}"
    return list(dict.fromkeys((WORDS[language][word], word, slash)))


# ── where it is typed ─────────────────────────────────────────────────────────────────────────────


def _everywhere(mark: str) -> str:
    return "{" + ", ".join(f"{code}: {mark}" for code in LANGUAGES) + "}"


FLOW: Flow = load_flow(
    f"""
id: words
title: {_everywhere("⟦title⟧")}
languages: [{", ".join(LANGUAGES)}]
audience: customer
minutes: 4
consent: {_everywhere("⟦consent⟧")}
closing: {_everywhere("⟦closing⟧")}
sections:
  - id: all
    title: {_everywhere("⟦all⟧")}
    stage: yes
    items:
      - {{id: need, kind: text, lane: need, skippable: no, text: {_everywhere("⟦need⟧")}}}
      - id: cause
        kind: text
        lane: pain
        text: {_everywhere("⟦cause⟧")}
        probes:
          - {{reason: too_short, words: 4, wordings: [{_everywhere("⟦more⟧")}]}}
      - {{id: mood, kind: feeling, lane: feeling, text: {_everywhere("⟦mood⟧")}}}
      - {{id: story, kind: story, lane: action, text: {_everywhere("⟦story⟧")}}}
""",
    "words.yaml",
)

_NEED = (Began(), Chose(0), Said("⟦a⟧ 1", "m1"))
_CAUSE = (*_NEED, Said("⟦b⟧ 2", "m2"))
_STORY = (*_CAUSE, Said("⟦c⟧ 3", "m3"), Chose(2))
_STEPS = (*_STORY, Said("⟦d⟧ 4", "m4"), Finished())
_MAP = (*_STEPS, Chose(0))

PLACES: dict[str, tuple[Phase, tuple[Input, ...]]] = {
    "invited": (Phase.INVITED, ()),
    "consenting": (Phase.CONSENTING, (Began(),)),
    "declined": (Phase.DECLINED, (Began(), Chose(1))),
    "asking": (Phase.ASKING, _NEED),
    "telling": (Phase.ASKING, (*_STORY, Said("⟦d⟧ 4", "m4"))),
    "probing": (Phase.PROBING, _CAUSE),
    "confirming": (Phase.CONFIRMING, _STEPS),
    "playback": (Phase.PLAYBACK, _MAP),
    "disputed": (Phase.PLAYBACK, (*_MAP, Chose(0))),
    "editing": (Phase.EDITING, (*_NEED, WentBack())),
    "paused": (Phase.PAUSED, (*_NEED, Paused())),
    "completed": (Phase.COMPLETED, (*_MAP, Chose(3))),
    "withdrawn": (Phase.WITHDRAWN, (*_NEED, Withdrew())),
    "expired": (Phase.EXPIRED, _NEED),
    "unreachable": (Phase.UNREACHABLE, _NEED),
}


@cache
def interview_at(place: str, language: str) -> Interview:
    phase, before = PLACES[place]
    respondent = Respondent(FLOW)
    respondent.interview = replace(respondent.interview, language=language)
    for given in before:
        respondent.does(given)
    if phase is Phase.EXPIRED:
        respondent.vanishes()
    if phase is Phase.UNREACHABLE:
        respondent.interview = replace(respondent.interview, phase=phase)
    assert respondent.phase is phase
    return respondent.interview


def _talk_at(place: str, language: str) -> Respondent:
    respondent = Respondent(FLOW)
    respondent.interview = interview_at(place, language)
    return respondent


# ── what comes of it ──────────────────────────────────────────────────────────────────────────────


class Comes(NamedTuple):
    """What is said, by its name among the phrases or as asked by the flow; the phase after it."""

    said: str
    phase: Phase | None = None  # None: as before


_CONSENT = Comes("⟦consent⟧", Phase.CONSENTING)
_BACK_AT_CAUSE = Comes("⟦cause⟧", Phase.ASKING)
_OVER = {
    "declined": Comes("already_declined"),
    "completed": Comes("already_completed"),
    "withdrawn": Comes("already_withdrawn"),
    "expired": Comes("already_expired"),
}
_ELSEWHERE = {
    "invited": _CONSENT,
    "consenting": Comes("consent_first"),
    "paused": Comes("still_paused"),
    **_OVER,
}
_TALKING = (
    *("asking", "telling", "probing", "confirming", "playback", "disputed", "editing"),
    "unreachable",
)
_NEED_AGAIN = Comes("⟦need⟧", Phase.EDITING)
_EVERYWHERE = tuple(PLACES)


def _while_talking(said: str, phase: Phase | None = None) -> dict[str, Comes]:
    return dict.fromkeys(_TALKING, Comes(said, phase))


def _any_time(said: str, phase: Phase | None = None) -> dict[str, Comes]:
    return dict.fromkeys(_EVERYWHERE, Comes(said, phase))


OUTCOMES: dict[str, dict[str, Comes]] = {
    "skip": {
        "asking": Comes("⟦mood⟧"),
        "telling": Comes("steps_heading", Phase.CONFIRMING),
        "probing": Comes("⟦mood⟧", Phase.ASKING),
        "confirming": Comes("playback", Phase.PLAYBACK),
        "playback": Comes("⟦closing⟧", Phase.COMPLETED),
        "disputed": Comes("⟦closing⟧", Phase.COMPLETED),
        "editing": _BACK_AT_CAUSE,
        "unreachable": Comes("⟦mood⟧", Phase.ASKING),
    },
    "back": {
        "asking": _NEED_AGAIN,
        "telling": Comes("⟦mood⟧", Phase.EDITING),
        "probing": Comes("⟦cause⟧", Phase.EDITING),
        "confirming": Comes("⟦story⟧", Phase.ASKING),
        "playback": Comes("steps_heading", Phase.EDITING),
        "disputed": Comes("steps_heading", Phase.EDITING),
        "editing": Comes("first_question"),
        "unreachable": _NEED_AGAIN,
        "completed": Comes("correct_after"),
    },
    "answers": {
        **_any_time("answers"),
        **dict.fromkeys(("invited", "consenting", "declined"), Comes("no_answers")),
    },
    "pause": {
        **_while_talking("paused", Phase.PAUSED),
        "consenting": Comes("paused", Phase.PAUSED),
        "paused": Comes("paused"),
    },
    "resume": {
        "consenting": _CONSENT,
        "asking": Comes("⟦cause⟧"),
        "telling": Comes("⟦story⟧"),
        "probing": Comes("⟦more⟧"),
        "confirming": Comes("steps_heading"),
        "playback": Comes("playback"),
        "disputed": Comes("amiss"),
        "editing": Comes("⟦need⟧"),
        "paused": Comes("welcome_back", Phase.ASKING),
        "unreachable": Comes("welcome_back", Phase.ASKING),
    },
    "help": _any_time("help"),
    "language": _any_time("languages"),
    "language pt": {
        **_any_time("language_changed"),
        "consenting": _CONSENT,
        "asking": Comes("⟦cause⟧"),
        "telling": Comes("⟦story⟧"),
        "probing": Comes("⟦more⟧"),
        "confirming": Comes("steps_heading"),
        "playback": Comes("playback"),
        "disputed": Comes("amiss"),
        "editing": Comes("⟦need⟧"),
    },
    "stop": {
        **_any_time("withdrawn", Phase.WITHDRAWN),
        **dict.fromkeys(("invited", "consenting"), Comes("declined", Phase.WITHDRAWN)),
        "declined": Comes("already_declined"),
        "withdrawn": Comes("already_withdrawn"),
    },
    "my data": _any_time("my_data"),
    "forget me": _any_time("forget_sure"),
    "add": {
        **_while_talking("add_what"),
        "telling": Comes("⟦story⟧"),
        "confirming": Comes("steps_heading"),
        "unreachable": Comes("add_what", Phase.ASKING),
        "completed": Comes("add_what"),
    },
    "done": {
        "asking": Comes("nothing_to_finish"),
        "telling": Comes("steps_heading", Phase.CONFIRMING),
        "probing": Comes("⟦mood⟧", Phase.ASKING),
        "confirming": Comes("playback", Phase.PLAYBACK),
        "playback": Comes("⟦closing⟧", Phase.COMPLETED),
        "disputed": Comes("⟦closing⟧", Phase.COMPLETED),
        "editing": Comes("nothing_to_finish"),
        "unreachable": Comes("nothing_to_finish", Phase.ASKING),
    },
    "change 1": {
        **_while_talking("⟦need⟧", Phase.EDITING),
        "confirming": Comes("words_of_step"),  # there, it is the first step
        "completed": Comes("correct_after"),
    },
    "moment": {
        **_while_talking("moment_what"),
        "paused": Comes("moment_what"),
        "unreachable": Comes("moment_what", Phase.ASKING),
    },
    "no reminders": {
        **_while_talking("no_reminders"),
        **dict.fromkeys(("consenting", "paused"), Comes("no_reminders")),
        "unreachable": Comes("no_reminders", Phase.ASKING),
    },
    "time zone": {
        **_while_talking("zone_kept"),
        **dict.fromkeys(("consenting", "paused"), Comes("zone_kept")),
        "unreachable": Comes("zone_kept", Phase.ASKING),
    },
}
OUTCOMES["time zone Berlin"] = OUTCOMES["time zone"]
RECORDS = ("skip", "done")  # what waits may be left out, or confirmed, by them


def test_the_tables_are_whole() -> None:
    assert {phase for phase, _ in PLACES.values()} == set(Phase)
    assert OUTCOMES.keys() == set(_IN_TURN)
    assert WORDS.keys() == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("word", _IN_TURN)
def test_a_word_does_what_it_says_or_says_why_not(word: str, language: str) -> None:
    for place in PLACES:
        comes = {**_ELSEWHERE, **OUTCOMES[word]}[place]
        for typed in ways_to_type(word, language):
            respondent = _talk_at(place, language)
            before = respondent.interview
            respondent.says(typed)
            spoken = "pt" if word == "language pt" else language
            assert _sentence(comes.said, spoken) in "\n".join(said_in(respondent)), (place, typed)
            assert respondent.phase is (comes.phase or before.phase), (place, typed)
            _is_no_answer(respondent, typed, may_record=word in RECORDS)
            _is_in(spoken, respondent)
            _is_alive(respondent)


def _sentence(named: str, language: str) -> str:
    """A phrase up to what is filled in; what the flow asks is the same in all languages."""
    if named.startswith("⟦"):
        return named
    said: str = getattr(phrases_in(language), named)
    return next(part for part in said.replace("{", "}").split("}") if len(part.strip()) > 1)


def _is_no_answer(respondent: Respondent, typed: str, *, may_record: bool) -> None:
    interview = respondent.interview
    told = [
        *(answer.verbatim for answer in interview.answers),
        *(step.text for step in interview.steps),
        *(part.text for part in interview.progress.parts),
        *(interview.progress.draft_steps or ()),
        interview.playback.words if interview.playback else "",
    ]
    assert not [words for words in told if typed.casefold() in words.casefold()], typed
    assert may_record or all(answer.absence is None for answer in interview.answers), typed


def _is_in(language: str, respondent: Respondent) -> None:
    assert {reply.language for reply in respondent.replies} <= {language}
    if language != "en":
        said = list(said_in(respondent))
        assert not [words for words in said for piece in ENGLISH_PIECES if piece in words]


_ALIVE: set[tuple[object, ...]] = set()  # what was found to go on, so that it is tried once


def _is_alive(respondent: Respondent) -> None:
    """From here the interview can go on to an end, and can be stopped."""
    interview = respondent.interview
    known = (interview.language, interview.phase, interview.progress, interview.answers)
    if known in _ALIVE:
        return
    stopped = Respondent(FLOW)
    stopped.interview = interview
    stopped.does(Withdrew())
    assert stopped.phase in (Phase.WITHDRAWN, Phase.DECLINED)
    assert comes_to_an_end(respondent)
    _ALIVE.add(known)


# ── while something else is asked ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("asked", ["language", "forget me", "moment", "add"])
def test_a_word_is_a_word_while_something_aside_is_asked(asked: str, language: str) -> None:
    """Which language, whether to erase, what happens just now, what to add: "help" is no answer."""
    for word in ("help", "answers", "pause", "stop", "language pt"):
        for typed in ways_to_type(word, language):
            respondent = _talk_at("asking", language)
            respondent.says(WORDS[language][asked], typed)
            comes = OUTCOMES[word]["asking"]
            spoken = "pt" if word == "language pt" else language
            assert _sentence(comes.said, spoken) in "\n".join(said_in(respondent)), typed
            _is_no_answer(respondent, typed, may_record=False)
            _is_in(spoken, respondent)


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_a_word_of_another_language_is_an_answer(language: str) -> None:
    respondent = _talk_at("asking", "en")
    respondent.says(WORDS[language]["forget me"])
    assert respondent.answer("cause").verbatim == WORDS[language]["forget me"]
