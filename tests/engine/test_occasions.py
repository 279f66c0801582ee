"""Occasions to ask once more: a table each, with what is none beside it."""

import pytest

from cxmodel.interview import Phase, ProbeMark, QuestionId, Step, StepId
from interview_flows.gaps import longest_gap
from interview_flows.phrasebook import phrases_in
from interview_flows.talk import Moment, ReplyKind
from tests.engine.bilingual import begun, bilingual
from tests.engine.respondent import START, Respondent

GAP = """
sections:
  - id: path
    title: {en: The path, de: Der Weg}
    items:
      - id: story
        kind: story
        text: {en: Tell me., de: Erzähle.}
        probes: [{reason: time_gap}]
      - {id: last, kind: text, text: {en: And last?, de: Und zuletzt?}}
"""
TOUCHPOINT = """
sections:
  - id: path
    title: {en: The path, de: Der Weg}
    items:
      - id: contact
        kind: choice
        lane: touchpoint_current
        free: yes
        text: {en: Who was it?, de: Wer war es?}
        options:
          - {id: desk, label: {en: A desk, de: Ein Schalter}}
          - {id: nobody, label: {en: Nobody, de: Niemand}, absence: did_not_happen}
        probes: [{reason: no_touchpoint}]
      - {id: last, kind: text, text: {en: And last?, de: Und zuletzt?}}
"""
SCORES = """
sections:
  - id: scores
    title: {en: In numbers, de: In Zahlen}
    items:
      - id: expected
        kind: choice
        measure: expectation
        text: {en: What did you expect?, de: Was hast du erwartet?}
        options:
          - {id: quick, label: {en: Quick, de: Schnell}}
          - {id: slow, label: {en: Slow, de: Langsam}}
      - {id: mood, kind: feeling, lane: feeling, text: {en: And then?, de: Und dann?}}
      - {id: end, kind: feeling, lane: feeling, text: {en: In the end?, de: Am Ende?}}
      - id: forms
        kind: number
        effort: {kind: forms, moment: before}
        text: {en: How many forms today?, de: Wie viele Formulare heute?}
      - id: csat
        kind: scale
        measure: csat
        low: 1
        high: 5
        text: {en: How satisfied were you?, de: Wie zufrieden warst du?}
        probes: [{reason: contradiction}]
      - id: ces
        kind: scale
        measure: ces
        low: 1
        high: 7
        text: {en: Was it easy?, de: War es leicht?}
        probes: [{reason: contradiction}]
      - id: nps
        kind: scale
        measure: nps
        low: 0
        high: 10
        text: {en: Would you recommend it?, de: Empfiehlst du es weiter?}
        probes: [{reason: contradiction}]
      - id: wished
        kind: number
        effort: {kind: forms, moment: after}
        text: {en: How many forms then?, de: Wie viele Formulare dann?}
        probes: [{reason: contradiction}]
      - {id: last, kind: text, text: {en: And last?, de: Und zuletzt?}}
"""


# ── a gap in time ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("language", "steps", "gap"),
    [
        pytest.param("en", ("Sent it", "Three weeks later they wrote"), 1, id="weeks later"),
        pytest.param("en", ("Sent it", "They wrote after two months"), 1, id="after months"),
        pytest.param("en", ("Sent it", "A few weeks later they wrote"), 1, id="some weeks"),
        pytest.param("en", ("Sent it on 3 March", "They wrote on April 20"), 1, id="dates"),
        pytest.param("en", ("In January I sent it", "In May they wrote"), 1, id="months named"),
        pytest.param(
            "en", ("A week later I sent it", "I called", "a year later, a reply"), 2, id="longest"
        ),
        pytest.param("de", ("Geschickt", "Drei Wochen später kam es"), 1, id="de later"),
        pytest.param("de", ("Am 3. März geschickt", "Am 20. April kam es"), 1, id="de dates"),
        pytest.param("es", ("Lo envié", "Al cabo de dos meses llegó"), 1, id="es after"),
        pytest.param("es", ("El 3 de marzo", "El 20 de abril"), 1, id="es dates"),
        pytest.param("fr", ("Envoyé", "Trois semaines plus tard, reçu"), 1, id="fr later"),
        pytest.param("pt", ("Enviei", "Após dois meses chegou"), 1, id="pt after"),
        pytest.param("ar", ("أرسلت", "بعد أسبوعين جاء الرد"), 1, id="ar after"),
        pytest.param("en", ("Sent it", "3 days later they wrote"), 0, id="only days"),
        pytest.param("en", ("Sent it", "Waited three weeks", "They wrote"), 0, id="a wait is told"),
        pytest.param("en", ("Sent it on 2 March", "They wrote on 5 March"), 0, id="near dates"),
        pytest.param("en", ("In January I sent it", "In February they wrote"), 0, id="next month"),
        pytest.param("en", ("In January I sent it", "They may pay"), 0, id="may is no month"),
        pytest.param(
            "en",
            ("Sent it", "After 2 days a note, 3 weeks later a letter"),
            1,
            id="the longer time",
        ),
        pytest.param("en", ("On 3 March sent", "called", "On 9 May paid"), 0, id="a step between"),
        pytest.param("de", ("Geschickt", "Drei Wochen gewartet"), 0, id="de a wait is told"),
        pytest.param("de", ("Geschickt", "Drei Tage später kam es"), 0, id="de only days"),
        pytest.param("ar", ("أرسلت", "انتظرت ثلاثة أسابيع"), 0, id="ar a wait is told"),
    ],
)
def test_a_gap_is_a_long_time_of_which_nothing_is_told(
    language: str, steps: tuple[str, ...], gap: int
) -> None:
    told = [
        Step(id=StepId(f"s{n}"), order=n, text=text, source=QuestionId("story"))
        for n, text in enumerate(steps, 1)
    ]
    found = longest_gap(told, phrases_in(language), START.replace(month=6).date())
    assert found == ((f"s{gap}", f"s{gap + 1}") if gap else None)


def test_what_happened_in_a_gap_becomes_steps_between() -> None:
    respondent = begun(bilingual(GAP))
    respondent.says("Sent the form", "Three weeks later they wrote", "I paid", "done", "yes")
    assert respondent.phase is Phase.PROBING
    assert "“Sent the form” and “Three weeks later they wrote”" in respondent.heard
    respondent.says("I called them twice. Then I went there")
    assert respondent.last.kind is ReplyKind.CONFIRM
    respondent.says("yes")
    assert respondent.steps == [
        *("Sent the form", "I called them twice", "I went there"),
        *("Three weeks later they wrote", "I paid"),
    ]
    assert respondent.asked == "last"
    follow_up = next(a for a in respondent.interview.answers if a.probe)
    assert follow_up.probe == ProbeMark("time_gap", 1, respondent.answer("story").id)


def test_a_gap_that_stays_silent_is_left_alone() -> None:
    respondent = begun(bilingual(GAP), "de")
    respondent.says("Formular geschickt", "Drei Wochen später kam es", "fertig", "ja")
    assert "„Formular geschickt“ und „Drei Wochen später kam es“" in respondent.heard
    respondent.says("weiß nicht")
    assert respondent.asked == "last"
    assert respondent.steps == ["Formular geschickt", "Drei Wochen später kam es"]


def test_moments_of_a_diary_that_lie_days_apart_have_a_gap() -> None:
    for days, phase in ((1, Phase.ASKING), (4, Phase.PROBING)):
        respondent = begun(bilingual(GAP))
        for text in ("I sent the form", "It was refused"):
            respondent.does(Moment())
            respondent.says(text)
            respondent.now = respondent.now.replace(day=respondent.now.day + days)
        respondent.says("done", "yes")
        assert respondent.phase is phase


# ── no touchpoint ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("language", "said", "asks"),
    [
        pytest.param("en", "skip", "That is quite all right.", id="skipped"),
        pytest.param("en", "I don't know", "That is quite all right.", id="not known"),
        pytest.param("de", "weiß nicht", "Das ist völlig in Ordnung.", id="de not known"),
        pytest.param("ar", "لا أعرف", "لا بأس", id="ar not known"),
        pytest.param("en", "A desk", None, id="chosen"),
        pytest.param("en", "My neighbour", None, id="in their own words"),
        pytest.param("en", "Nobody", None, id="nobody"),
        pytest.param("de", "Niemand", None, id="de nobody"),
    ],
)
def test_a_missing_touchpoint_is_asked_for_once_more(
    language: str, said: str, asks: str | None
) -> None:
    respondent = begun(bilingual(TOUCHPOINT), language)
    respondent.says(said)
    if asks is None:
        assert respondent.asked == "last"
    else:
        assert respondent.heard.startswith(asks)


def test_the_softer_question_is_asked_once() -> None:
    for words, value in (("A screen in the lobby", "A screen in the lobby"), ("no idea", None)):
        respondent = begun(bilingual(TOUCHPOINT))
        respondent.says("skip", words)
        assert respondent.asked == "last"
        last = respondent.interview.answers[-1]
        assert (last.value, last.probe) == (value, ProbeMark("no_touchpoint", 1, last.probe.of))  # type: ignore[union-attr]


# ── contradictions ────────────────────────────────────────────────────────────────────────────────

FITTING = {
    "expected": "Slow",
    "mood": "4",
    "end": "4",
    "forms": "3",
    "csat": "4",
    "ces": "5",
    "nps": "8",
    "wished": "1",
}


def scored(language: str = "en", **said: str) -> Respondent:
    """Answer in order until something is followed up, or all is answered."""
    respondent = begun(bilingual(SCORES), language)
    for words in (FITTING | said).values():
        respondent.says(words)
        if respondent.phase is Phase.PROBING:
            break
    return respondent


@pytest.mark.parametrize(
    ("said", "at"),
    [
        pytest.param({"mood": "1", "end": "2", "csat": "4"}, "csat", id="satisfied, felt badly"),
        pytest.param({"mood": "skip", "end": "2", "csat": "5"}, "csat", id="one feeling, bad"),
        pytest.param({"ces": "1", "nps": "9"}, "nps", id="recommended, as hard as can be"),
        pytest.param({"forms": "2", "wished": "5"}, "wished", id="a better way with more forms"),
        pytest.param({"mood": "1", "end": "3", "csat": "5"}, None, id="felt neutral once"),
        pytest.param({"mood": "1", "end": "1", "csat": "3"}, None, id="not so satisfied"),
        pytest.param({"mood": "skip", "end": "skip", "csat": "5"}, None, id="no feeling told"),
        pytest.param({"ces": "2", "nps": "10"}, None, id="hard, not the hardest"),
        pytest.param({"ces": "1", "nps": "8"}, None, id="recommended a little"),
        pytest.param({"ces": "1", "nps": "skip"}, None, id="nothing said"),
        pytest.param({"forms": "2", "wished": "2"}, None, id="as many forms"),
        pytest.param(
            {"expected": "Quick", "csat": "1", "ces": "1"}, None, id="other than expected"
        ),
    ],
)
def test_measures_that_do_not_go_together_are_shown_side_by_side(
    said: dict[str, str], at: str | None
) -> None:
    respondent = scored(**said)
    assert (respondent.asked if respondent.phase is Phase.PROBING else None) == at


def test_a_contradiction_is_put_kindly_and_its_answer_kept() -> None:
    respondent = scored(mood="1", end="2", csat="5")
    assert respondent.heard.splitlines() == [
        "I would like to get this right.",
        "Earlier: “And then?” – 😞 Very bad",
        "Now: “How satisfied were you?” – 5",
        "Which of the two fits better?",
    ]
    assert respondent.last.options == ("What I said earlier", "What I said now", "Both fit")
    respondent.taps(2)
    assert respondent.asked == "ces"
    kept = respondent.interview.answers[-1]
    now, then = respondent.answer("csat").id, respondent.answer("mood").id
    assert (kept.value, kept.probe) == ("Both fit", ProbeMark("contradiction", 1, now, then))
    assert respondent.value("csat") == 5


@pytest.mark.parametrize(
    ("words", "value"),
    [
        pytest.param("2", "Was ich jetzt gesagt habe", id="its number"),
        pytest.param("was ich vorhin gesagt habe", "Was ich vorhin gesagt habe", id="its label"),
        pytest.param("Sehr schlecht", "Sehr schlecht", id="what they said before"),
        pytest.param("5", "5", id="what they said now"),
        pytest.param("Erst schlimm, dann gut", "Erst schlimm, dann gut", id="own words"),
        pytest.param("weiß nicht", None, id="not known"),
        pytest.param("überspringen", None, id="skipped"),
    ],
)
def test_which_fits_better_is_heard_in_other_languages(words: str, value: str | None) -> None:
    respondent = scored("de", expected="Langsam", mood="1", end="1", csat="5")
    assert respondent.heard.startswith("Ich möchte das richtig verstehen.")
    respondent.says(words)
    assert respondent.asked == "ces"
    assert respondent.interview.answers[-1].value == value


def test_a_contradiction_whose_other_side_is_changed_is_none_any_more() -> None:
    respondent = scored(mood="1", end="2", csat="5")
    respondent.taps(0)
    respondent.says("change 2", "5")
    follow_up = next(a for a in respondent.interview.answers if a.probe)
    assert follow_up.excluded


RULED = """
sections:
  - id: only
    title: {en: Only, de: Nur}
    items:
      - {id: met, kind: yesno, text: {en: Did you meet anybody?, de: Hast du jemanden getroffen?}}
      - id: who
        kind: text
        text: {en: Who was it?, de: Wer war es?}
        probes:
          - reason: contradiction
            contradicts: met == no and answered(who)
            wordings:
              - en: "You said {{ earlier }} before, and {{ later }}. How do they fit?"
                de: "Erst sagtest du {{ earlier }}, dann {{ later }}. Wie passt das?"
      - {id: last, kind: text, text: {en: And last?, de: Und zuletzt?}}
"""


def test_a_flow_declares_its_own_contradictions_in_its_own_words() -> None:
    respondent = begun(bilingual(RULED))
    respondent.says("no", "The {{ later }} clerk")
    assert respondent.heard == (
        "You said “Did you meet anybody?” – No before, and “Who was it?” – The {{ later }} clerk."
        " How do they fit?"
    )
    for met, who in (("yes", "The clerk"), ("no", "skip"), ("skip", "The clerk")):
        respondent = begun(bilingual(RULED))
        respondent.says(met, who)
        assert respondent.asked == "last"
