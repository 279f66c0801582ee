"""How far it is asked: ladders, budgets, and what the study knows little about."""

import os
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmodel.interview import Absence, Interview, Phase, ProbeMark
from cxmodel.plain import from_plain, to_plain
from interview_flows.engine import step
from interview_flows.phrasebook import phrases_in
from interview_flows.probing import MOST_FOLLOW_UPS
from interview_flows.repetition import says_again
from interview_flows.talk import Input, Said, Skipped, WentBack
from tests.engine.bilingual import begun, bilingual
from tests.engine.respondent import Respondent

# ── the ladder ────────────────────────────────────────────────────────────────────────────────────

LADDER = """
sections:
  - id: only
    title: {en: Only, de: Nur}
    items:
      - id: mood
        kind: feeling
        text: {en: How was it?, de: Wie war es?}
        probes: [{reason: why, times: 3}]
      - {id: last, kind: text, text: {en: And last?, de: Und zuletzt?}}
"""


@pytest.mark.parametrize("face", ["1", "2", "5"])
def test_a_strong_feeling_has_a_ladder_of_three_rungs(face: str) -> None:
    respondent = begun(bilingual(LADDER))
    heard = []
    for words in (face, "The clerk", "She listened", "She had time"):
        respondent.says(words)
        heard.append(respondent.heard)
    assert len(set(heard)) == 4
    assert respondent.asked == "last"
    ids = [a.id for a in respondent.interview.answers]
    marks = [a.probe for a in respondent.interview.answers if a.probe]
    assert marks == [ProbeMark("why", n, ids[n - 1]) for n in (1, 2, 3)]


def test_a_weak_feeling_has_none() -> None:
    for face in ("3", "4", "skip"):
        respondent = begun(bilingual(LADDER))
        respondent.says(face)
        assert respondent.asked == "last"


EMPTY = {
    "en": ("just because", "Because.", "no idea", "I don't know", "that's all"),
    "de": ("Darum", "einfach so", "halt so", "keine Ahnung", "das war alles"),
    "es": ("porque sí", "ni idea", "no sé", "eso es todo"),
    "fr": ("parce que", "comme ça", "je ne sais pas", "c'est tout"),
    "pt": ("porque sim", "não sei", "é tudo"),
    "ar": ("هكذا فقط", "لا أعرف", "هذا كل شيء"),
}


@pytest.mark.parametrize(
    ("language", "words"),
    [pytest.param(code, words, id=words) for code, said in EMPTY.items() for words in said],
)
def test_a_ladder_ends_where_there_is_nothing_more_to_say(language: str, words: str) -> None:
    respondent = begun(bilingual(LADDER), language)
    respondent.says("1", words)
    assert respondent.asked == "last"
    assert respondent.interview.answers[-1].absence is Absence.SKIPPED


@pytest.mark.parametrize(
    ("language", "before", "said", "again"),
    [
        pytest.param("en", "It took long", "it took LONG!", True, id="the same"),
        pytest.param(
            "en", "They had no time", "Well, because they had no time", True, id="because"
        ),
        pytest.param("en", "Nobody told me", "nobody had told me", True, id="another tense"),
        pytest.param("de", "Sie hatten keine Zeit", "weil sie keine Zeit hatten", True, id="de"),
        pytest.param("es", "No tenían tiempo", "Porque no tenían tiempo", True, id="es"),
        pytest.param("ar", "لم يكن لديهم وقت", "لأنه لم يكن لديهم وقت", True, id="ar"),
        pytest.param("en", "They have no people", "They have no money", False, id="another thing"),
        pytest.param("en", "It took 3 weeks", "It took 5 weeks", False, id="another number"),
        pytest.param("en", "They have answered", "They have not answered", False, id="not"),
        pytest.param("en", "No budget", "No budget, for the board cut it", False, id="more"),
        pytest.param("de", "Der Chef zahlt", "Der Chef zahlt nicht", False, id="de not"),
    ],
)
def test_a_ladder_ends_where_somebody_says_the_same_again(
    language: str, before: str, said: str, again: bool
) -> None:
    assert says_again(said, [before], phrases_in(language).heard) is again
    respondent = begun(bilingual(LADDER), language)
    respondent.says("1", before, said)
    assert (respondent.asked == "last" and respondent.phase is Phase.ASKING) is again


def test_no_wording_comes_twice_running_after_a_change_of_mind() -> None:
    respondent = begun(bilingual(LADDER))
    respondent.says("1")
    first = respondent.heard
    respondent.says("back", "2")
    assert respondent.phase is Phase.PROBING
    assert respondent.heard != first


# ── budgets ───────────────────────────────────────────────────────────────────────────────────────

WHY = "probes: [{reason: why, times: 3}]"
SECTIONS = f"""
sections:
  - id: one
    title: {{en: One, de: Eins}}
    probe_budget: {{why: 1}}
    items:
      - {{id: a, kind: text, text: {{en: A?, de: A?}}, {WHY}}}
      - {{id: b, kind: text, text: {{en: B?, de: B?}}, {WHY}}}
  - id: two
    title: {{en: Two, de: Zwei}}
    items:
      - {{id: c, kind: text, text: {{en: C?, de: C?}}, {WHY}}}
"""


def test_a_section_has_a_budget_of_its_own() -> None:
    respondent = begun(bilingual(SECTIONS))
    respondent.says("Forms", "A rule", "Waiting")
    assert (respondent.asked, respondent.phase) == ("c", Phase.ASKING)
    respondent.says("Delay", "Staff", "Money", "Board")
    used = respondent.interview.progress
    assert used.probes_used == (("why", 4),)
    assert used.probes_of == (("one", "why", 1), ("two", "why", 3))


def test_the_budget_of_the_interview_holds_over_sections() -> None:
    respondent = begun(bilingual(SECTIONS, probe_budget="{why: 2}"))
    respondent.says("Forms", "A rule", "Waiting", "Delay", "Staff")
    assert respondent.phase is Phase.COMPLETED


# ── how deep ──────────────────────────────────────────────────────────────────────────────────────

DEEP = """
sections:
  - id: only
    title: {en: Only, de: Nur}
    items:
      - id: a
        kind: text
        text: {en: A?, de: A?}
        probes: [{reason: why, times: 2}]
      - id: b
        kind: text
        text: {en: B?, de: B?}
        probes: [{reason: no_example}, {reason: anything_else}]
      - {id: last, kind: text, text: {en: And last?, de: Und zuletzt?}}
"""


def deep(
    *, thin: tuple[str, ...] = (), saturated: tuple[str, ...] = (), budget: int = 9
) -> Respondent:
    flow = bilingual(DEEP, probe_budget=f"{{why: {budget}}}")
    respondent = Respondent(flow)
    depth = replace(respondent.interview.progress, thin=thin, saturated=saturated)
    respondent.interview = replace(respondent.interview, progress=depth)
    return respondent.agrees()


@pytest.mark.parametrize(
    ("thin", "saturated", "budget", "rungs"),
    [
        pytest.param((), (), 9, 2, id="as planned"),
        pytest.param(("a",), (), 9, 3, id="thin"),
        pytest.param((), ("a",), 9, 1, id="saturated"),
        pytest.param(("b",), ("b",), 9, 2, id="of another question"),
        pytest.param(("a",), (), 2, 2, id="thin, within the budget"),
    ],
)
def test_what_the_study_knows_little_about_is_gone_into(
    thin: tuple[str, ...], saturated: tuple[str, ...], budget: int, rungs: int
) -> None:
    respondent = deep(thin=thin, saturated=saturated, budget=budget)
    respondent.says("Forms", "A rule", "Waiting", "Staff")
    ladder = [a for a in respondent.interview.answers if a.question == "a" and a.probe]
    assert len(ladder) == rungs


def test_a_thin_question_has_no_more_follow_ups_than_any_other_may_have() -> None:
    respondent = deep(thin=("b",))
    respondent.says("skip", "Forms", "Rules", "Staff", "Board", "Money")
    reasons = [a.probe.reason for a in respondent.interview.answers if a.probe]
    assert reasons == ["no_example", "no_example", "anything_else"]


def test_anything_else_is_asked_however_much_is_known() -> None:
    respondent = deep(saturated=("b",))
    respondent.says("skip", "Forms", "no")
    assert [a.probe.reason for a in respondent.interview.answers if a.probe] == ["anything_else"]
    assert respondent.asked == "last"


def test_depth_stays_with_the_interview_to_its_end() -> None:
    respondent = deep(thin=("a",), saturated=("b",))
    respondent.says("Forms", "A rule", "back", "Waiting", "no", "Delay", "no", "The end")
    assert respondent.phase is Phase.COMPLETED
    progress = respondent.interview.progress
    assert (progress.thin, progress.saturated) == (("a",), ("b",))


def test_an_interview_takes_the_same_course_again_from_its_stored_state() -> None:
    respondent = deep(thin=("a",))
    stored = from_plain(Interview, to_plain(respondent.interview, sparse=True) | {"version": 0})
    for number, words in enumerate(("Forms", "A rule", "Waiting", "Staff"), 1):
        respondent.says(words)
        given = Said(words, f"m{number}")
        outcome = step(stored, given, respondent.flow, respondent.study, respondent.now)
        stored = from_plain(Interview, to_plain(outcome.interview))
    assert stored == respondent.interview


# ── whatever is said ──────────────────────────────────────────────────────────────────────────────

EVERY_REASON = """
probe_budget: {too_short: 1, why: 3, no_example: 2, anything_else: 2, time_gap: 1, no_cause: 1}
sections:
  - id: one
    title: {en: One, de: Eins}
    probe_budget: {why: 2, anything_else: 1, contradiction: 1}
    items:
      - id: mood
        kind: feeling
        lane: feeling
        text: {en: How was it?, de: Wie war es?}
        probes: [{reason: no_cause}, {reason: why, times: 3}]
      - id: story
        kind: story
        text: {en: Tell me., de: Erzähle.}
        probes: [{reason: time_gap}, {reason: anything_else}]
      - id: pain
        kind: text
        text: {en: What went wrong?, de: Was ging schief?}
        probes: [{reason: too_short}, {reason: no_example}, {reason: why, times: 3}]
  - id: two
    title: {en: Two, de: Zwei}
    probe_budget: {why: 1}
    items:
      - id: contact
        kind: text
        lane: touchpoint_current
        text: {en: Who was it?, de: Wer war es?}
        probes: [{reason: no_touchpoint}, {reason: why, times: 2}, {reason: anything_else}]
      - id: csat
        kind: scale
        measure: csat
        low: 1
        high: 5
        text: {en: How satisfied were you?, de: Wie zufrieden warst du?}
        probes: [{reason: contradiction}]
      - {id: last, kind: text, text: {en: And last?, de: Und zuletzt?}}
"""
ANYTHING = bilingual(EVERY_REASON)
WORDS = (
    "1",
    "5",
    "Three weeks later they wrote",
    "A rule",
    "Nobody",
    "no",
    "done",
    "yes",
    "change 1",
)


@settings(max_examples=int(os.environ.get("ENGINE_EXAMPLES", "150")), deadline=None)
@given(
    st.lists(st.sampled_from([*map(Said, WORDS), Skipped(), WentBack()]), max_size=50),
    st.sets(st.sampled_from(["pain", "contact"])),
)
def test_no_sequence_of_answers_brings_more_follow_ups_than_the_budgets_allow(
    inputs: list[Input], thin: set[str]
) -> None:
    respondent = Respondent(ANYTHING)
    depth = replace(respondent.interview.progress, thin=tuple(sorted(thin)))
    respondent.interview = replace(respondent.interview, progress=depth)
    respondent.agrees()
    asked: Counter[str] = Counter()
    here: Counter[tuple[str, str]] = Counter()
    for given_now in inputs:
        before = respondent.interview.progress
        respondent.does(given_now)
        probe, at = respondent.interview.progress.probe, respondent.interview.progress.at
        if respondent.phase is Phase.PROBING and probe is not None and probe != before.probe:
            assert at is not None
            section = "one" if at.question in {"mood", "story", "pain"} else "two"
            if before.returns_to is not Phase.PROBING:
                asked[probe.reason] += 1
                here[section, probe.reason] += 1
            assert probe.rung <= MOST_FOLLOW_UPS
    for reason, most in ANYTHING.probe_budget.items():
        assert asked[reason] <= most
    for section_ in ANYTHING.sections:
        for reason, most in section_.probe_budget.items():
            assert here[section_.id, reason] <= most
    for answer in respondent.interview.answers:
        ladder = [a for a in respondent.interview.answers if a.probe and a.probe.of == answer.id]
        assert len(ladder) <= MOST_FOLLOW_UPS
