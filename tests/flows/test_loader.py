from hashlib import sha256

import pytest

from cxmodel.errors import InvalidFlow
from cxmodel.guide import EffortKind, Lane, Measure
from cxmodel.interview import Absence, Kind
from interview_flows.durations import Unit
from interview_flows.flow import Flow, Question, Repeat
from interview_flows.loader import load_flow
from tests.flows.samples import HEAD, STORY, flow_of


def load(items: str, head: str = HEAD) -> Flow:
    return load_flow(flow_of(items, head), "sample.yaml")


def only_question(items: str) -> Question:
    (question,) = [question for _, _, question in load(items).questions()]
    return question


def refusal(text: str | bytes) -> InvalidFlow:
    with pytest.raises(InvalidFlow) as refused:
        load_flow(text, "sample.yaml")
    return refused.value


def test_a_flow_holds_what_its_file_says() -> None:
    flow = load("- {id: need, kind: text, text: What did you need?}")
    assert (flow.id, flow.languages, flow.audience, flow.minutes) == (
        "sample",
        ("en",),
        "customer",
        5,
    )
    assert flow.title == {"en": "A sample"}
    assert flow.playback
    assert not flow.repeatable
    assert [section.id for section in flow.sections] == ["main"]


def test_the_version_is_the_hash_of_the_bytes() -> None:
    text = flow_of("- {id: need, kind: text, text: Wofür war’s?}")
    expected = sha256(text.encode()).hexdigest()
    assert load_flow(text, "a").version == expected
    assert load_flow(text.encode(), "b").version == expected
    assert load_flow(text, "a").text == text


def test_line_ends_of_another_system_are_kept_and_read() -> None:
    text = flow_of("- {id: need, kind: text, text: Why?}").replace("\n", "\r\n")
    flow = load_flow(text.encode(), "a")
    assert flow.version == sha256(text.encode()).hexdigest()
    assert next(flow.questions())[2].line == 12


def test_no_stays_a_word_and_a_time_is_no_number() -> None:
    question = only_question("""
        - id: when_it_was
          kind: choice
          text: 12:30
          options: [{id: no, label: no}, {id: yes, label: yes}, {id: o, label: 1e3}]
    """)
    assert [(o.id, o.label["en"]) for o in question.options] == [
        ("no", "no"),
        ("yes", "yes"),
        ("o", "1e3"),
    ]
    assert question.wording == {"en": "12:30"}


def test_a_question_holds_all_that_can_be_said_of_it() -> None:
    question = only_question("""
        - id: forms
          kind: number
          lane: effort
          effort: {kind: forms, moment: before}
          unit: hours
          low: 0
          high: 99.5
          skippable: no
          text: How many?
          hint: A guess is fine.
    """)
    assert question.effort == EffortKind("forms", "before")
    assert question.unit is Unit.HOURS
    assert question.range is not None
    assert (question.range.low, question.range.high) == (0.0, 99.5)
    assert (question.kind, question.lane, question.skippable) == (Kind.NUMBER, Lane.EFFORT, False)
    assert question.hint == {"en": "A guess is fine."}


def test_an_option_holds_absence_channel_and_exclusiveness() -> None:
    question = only_question("""
        - id: kinds
          kind: choices
          free: yes
          text: Which?
          options:
            - {id: web, label: The site, channel: web}
            - {id: none, label: None, exclusive: yes, absence: did_not_happen}
    """)
    web, none = question.options
    assert (web.channel, web.absence, web.exclusive) == ("web", None, False)
    assert (none.channel, none.absence, none.exclusive) == (None, Absence.DID_NOT_HAPPEN, True)
    assert question.free


def test_a_probe_holds_reason_budget_and_wordings() -> None:
    question = only_question("""
        - id: pain
          kind: text
          text: What made it so?
          probes:
            - {reason: too_short, words: 5, wordings: [More?]}
            - {reason: why, times: 3, wordings: [Why?, And why was that?]}
    """)
    short, why = question.probes
    assert (short.reason, short.times, short.words) == ("too_short", 1, 5)
    assert (why.reason, why.times, why.words) == ("why", 3, 4)
    assert why.wordings == ({"en": "Why?"}, {"en": "And why was that?"})


def test_wordings_may_come_in_several_languages() -> None:
    head = """\
id: sample
title: {en: A sample, de: Ein Beispiel}
languages: [en, de]
audience: staff
minutes: 5
consent: {en: Begin?, de: Anfangen?}
closing: {en: Thanks., de: Danke.}
sections:
  - id: main
    title: {en: Main, de: Haupt}
    items:
"""
    flow = load("- {id: need, kind: text, text: {en: Why?, de: Wozu?}}", head)
    assert flow.languages == ("en", "de")
    assert next(flow.questions())[2].wording == {"en": "Why?", "de": "Wozu?"}


def test_a_repeat_goes_through_the_steps_of_a_story() -> None:
    flow = load(
        STORY
        + """
- repeat: steps
  each: story
  questions:
    - {id: feeling, kind: feeling, text: "How was {{ step }}?"}
    - {id: pain, kind: text, text: Why?, when: feeling <= -1}
- {id: decisive, kind: choice, measure: decisive, options_from: steps, text: Which one?}
"""
    )
    _, repeat, decisive = flow.sections[0].items
    assert isinstance(repeat, Repeat)
    assert (repeat.each, repeat.source, len(repeat.questions)) == ("story", "story", 2)
    assert isinstance(decisive, Question)
    assert decisive.measure is Measure.DECISIVE


def test_rounds_go_on_until_that_is_all() -> None:
    flow = load("""
        - repeat: rounds
          until: done
          questions:
            - {id: thing, kind: text, text: What else did you do?}
            - {id: feeling, kind: feeling, text: "How was {{ step }}?", when: answered(thing)}
    """)
    (repeat,) = flow.sections[0].items
    assert isinstance(repeat, Repeat)
    assert (repeat.each, repeat.source) == (None, "thing")


def test_two_repeats_of_one_story_may_look_at_each_other() -> None:
    load(
        STORY
        + """
- {repeat: one, each: story, questions: [{id: feeling, kind: feeling, text: How?}]}
- {repeat: two, each: story, questions: [{id: pain, kind: text, text: Why?, when: feeling < 0}]}
"""
    )


def test_a_section_may_be_asked_only_if() -> None:
    text = flow_of("- {id: bought, kind: yesno, text: Did you buy?}") + (
        "  - id: own\n    title: Own\n    stage: yes\n    when: bought == yes\n"
        "    items: [{id: use, kind: text, text: How is it?}]\n"
    )
    section = load_flow(text, "a").sections[1]
    assert section.stage
    assert section.when is not None
    assert section.when.holds({"bought": True}.get)


QUESTION = "- {id: a, kind: %s, text: Why?, %s}"
AFTER = """
- {id: a, kind: text, text: Why?}
- {repeat: r, until: done, questions: [{id: b, kind: text, text: And?}]}
- {id: c, kind: text, text: "%s"}
"""


@pytest.mark.parametrize(
    ("items", "line", "reason"),
    [
        pytest.param("- {id: a, kind: tekst, text: x}", 12, "did you mean `text`", id="kind"),
        pytest.param("- id: a\n  knd: text", 13, "did you mean `kind`", id="key"),
        pytest.param("- id: A-1\n  kind: text\n  text: x", 12, "small letters", id="id"),
        pytest.param("- id: step\n  kind: text\n  text: x", 12, "meaning of its own", id="step"),
        pytest.param("- id: not\n  kind: text\n  text: x", 12, "meaning of its own", id="not"),
        pytest.param("- id: a\n  kind: text", 12, "no `text`", id="no text"),
        pytest.param("- id: a\n  kind: text\n  text: ''", 14, "is empty", id="empty text"),
        pytest.param("- id: a\n  kind: text\n  text: [x]", 14, "a text per language", id="list"),
        pytest.param("- id: a\n  kind: text\n  text: {de: x}", 14, "not declare", id="language"),
        pytest.param(f"- id: a\n  kind: text\n  text: {'x' * 3001}", 14, "3000", id="long"),
        pytest.param("- just a word", 12, "must be a mapping", id="word for a question"),
        pytest.param(QUESTION % ("text", "low: 1"), 12, "belongs to a scale", id="low of text"),
        pytest.param(
            QUESTION % ("text", "unit: days"), 12, "belongs to a number", id="unit of text"
        ),
        pytest.param(QUESTION % ("number", "unit: day"), 12, "did you mean `days`", id="unit"),
        pytest.param(QUESTION % ("text", "free: yes"), 12, "belongs to a choice", id="free text"),
        pytest.param(QUESTION % ("text", "skippable: si"), 12, "yes or no", id="skippable"),
        pytest.param(QUESTION % ("scale", "low: 1"), 12, "no `high`", id="half a scale"),
        pytest.param(QUESTION % ("scale", "low: 5, high: 1"), 12, "more than", id="scale down"),
        pytest.param(QUESTION % ("scale", "low: 0, high: 1.5"), 12, "whole", id="half points"),
        pytest.param(QUESTION % ("scale", "low: 0, high: 100"), 12, "100 points", id="101 points"),
        pytest.param(QUESTION % ("number", "low: nan, high: 1"), 12, "a number", id="nan"),
        pytest.param(QUESTION % ("number", "low: 1e3, high: 9"), 12, "a number", id="1e3"),
        pytest.param(
            QUESTION % ("scale", "low: 1, high: 10, measure: nps"), 12, "0 to 10", id="nps 1-10"
        ),
        pytest.param(QUESTION % ("text", "measure: nps"), 12, "by a scale", id="nps in words"),
        pytest.param(
            QUESTION % ("text", "effort: {kind: a, moment: now}"), 12, "number", id="effort kind"
        ),
        pytest.param(
            QUESTION % ("number", "effort: {kind: a, moment: now}"), 12, "`now`", id="effort moment"
        ),
        pytest.param(
            QUESTION % ("choice", "measure: recurrence, options: [{id: a, label: A}], free: yes"),
            12,
            "once, sometimes and always",
            id="recurrence",
        ),
        pytest.param(
            QUESTION % ("choice", "options: [{id: a, label: Yes}, {id: b, label: YES}]"),
            12,
            "same label",
            id="labels that are typed alike",
        ),
        pytest.param(
            QUESTION % ("text", "probes: [{reason: no_cause, wordings: [Why?]}]"),
            12,
            "follows up a feeling",
            id="probe of another kind",
        ),
        pytest.param(
            QUESTION % ("text", "probes: [{reason: why, times: 2, wordings: [Why?]}]"),
            12,
            "needs 2 wordings",
            id="the same wording twice running",
        ),
        pytest.param(
            QUESTION % ("text", "probes: [{reason: why, times: 4, wordings: [a, b]}]"),
            12,
            "1 to 3",
            id="a ladder of four rungs",
        ),
        pytest.param(
            QUESTION % ("text", "probes: [{reason: too_short, times: 2, wordings: [a, b]}]"),
            12,
            "1 to 1",
            id="too short twice",
        ),
        pytest.param(AFTER % "{{ d }}", 14, "nothing of this id", id="slot of nothing"),
        pytest.param(AFTER % "{{ c }}", 14, "nothing of this id", id="slot of itself"),
        pytest.param(AFTER % "{{ b }}", 14, "for each step", id="slot of a step's answer"),
        pytest.param(AFTER % "{{ step }}", 14, "nothing of this id", id="step outside a repeat"),
        pytest.param(AFTER % "{{ 7*7 }}", 14, "no slot", id="a template expression"),
        pytest.param(AFTER % "{% include %}", 14, "no slot", id="a template tag"),
        pytest.param(AFTER % "{{ study.persona }}", 14, "nothing of this id", id="study field"),
        pytest.param(
            "- repeat: r\n  until: done\n  questions:\n"
            "    - {id: story, kind: story, text: Tell me.}",
            15,
            "inside a repeat",
            id="story in a repeat",
        ),
        pytest.param(
            f"- id: a\n  kind: text\n  text: {'x' * 2000}\n  hint: {'x' * 1000}",
            14,
            "`text` and `hint` have 3001",
            id="question and hint too long together",
        ),
        pytest.param(
            STORY
            + "- {repeat: r, each: story, questions: [{id: a, kind: text, text: So?}]}\n"
            + "- {repeat: r, each: story, questions: [{id: b, kind: text, text: So?}]}",
            14,
            "repeat `r` is there twice",
            id="repeat twice",
        ),
        pytest.param(
            STORY + "- {repeat: r, each: story, questions: []}", 13, "dead end", id="empty repeat"
        ),
    ],
)
def test_a_wrong_question_is_refused_in_its_line(items: str, line: int, reason: str) -> None:
    refused = refusal(flow_of(items))
    assert reason in refused.reason
    assert refused.line == line


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        pytest.param("id: sample", "id: Sample!", 1, "hyphens", id="flow id"),
        pytest.param("minutes: 5", "minutes: soon", 5, "must be a number", id="minutes in words"),
        pytest.param("minutes: 5", "minutes: 0", 5, "1 to 120", id="no minutes"),
        pytest.param("minutes: 5\n", "", 1, "no `minutes`", id="minutes missing"),
        pytest.param("customer", "everyone", 4, "cannot be `everyone`", id="audience"),
        pytest.param("title: A sample", "title: [A]", 2, "must be a text", id="title"),
        pytest.param("id: sample", "id: [sample]", 1, "must be a text", id="id"),
        pytest.param("id: sample", "[id]: sample", 1, "one word", id="a list for a key"),
        pytest.param("[en]", "[]", 3, "names no language", id="no language"),
        pytest.param("[en]", "[english]", 3, "no language code", id="language"),
        pytest.param("[en]", "[en, en]", 3, "twice", id="language twice"),
        pytest.param("[en]", "en", 3, "must be a list", id="language no list"),
        pytest.param("May we begin?", "'{{ step }}'", 6, "`step`", id="slot in consent"),
        pytest.param("Thank you.", "'{{ nothing }}'", 7, "`nothing`", id="slot in closing"),
        pytest.param("minutes: 5", "minuts: 5", 5, "did you mean `minutes`", id="unknown key"),
        pytest.param("minutes: 5", "goto: start", 5, "no key `goto`", id="goto"),
        pytest.param("minutes: 5", "minutes: !!int 5", 5, "tag", id="tag"),
        pytest.param("minutes: 5", "minutes: 5\nplayback: maybe", 6, "yes or no", id="playback"),
        pytest.param("minutes: 5", "minutes: 5\nrepeatable: 2", 6, "yes or no", id="repeatable"),
        pytest.param(
            "minutes: 5", "minutes: 5\nprobe_budget: {how: 1}", 6, "no key `how`", id="budget"
        ),
        pytest.param(
            "minutes: 5", "minutes: 5\nprobe_budget: {why: -1}", 6, "0 to 100", id="less than none"
        ),
        pytest.param("title: Main", "title: Main\n    wen: x", 11, "`when`", id="section key"),
        pytest.param("minutes: 5", "minutes: \x07", 5, "U+0007", id="control character"),
        pytest.param("minutes: 5", "minutes: 5\n---", 6, "holds one alone", id="two documents"),
        pytest.param("minutes: 5", "minutes: [5", 6, "not readable as YAML", id="no YAML"),
    ],
)
def test_a_wrong_head_is_refused_in_its_line(old: str, new: str, line: int, reason: str) -> None:
    refused = refusal(flow_of("- {id: a, kind: text, text: Why?}", HEAD.replace(old, new, 1)))
    assert reason in refused.reason
    assert refused.line == line


@pytest.mark.parametrize("text", ["", "# only a comment\n", "--- {}", "just words", "- a list"])
def test_what_is_no_flow_at_all_is_refused(text: str) -> None:
    assert refusal(text).line == 1


def test_a_file_of_more_than_a_megabyte_is_refused_unread() -> None:
    assert "1000000 is the most" in refusal("#" * 1_000_001).reason


def test_a_file_of_too_many_words_is_refused() -> None:
    assert "60000 entries" in refusal("- a\n" * 70_000).reason


def test_half_a_character_is_refused() -> None:
    assert refusal("a: 1\nb: \ud83d").line == 2


def test_five_hundred_questions_are_fine() -> None:
    flow = load("\n".join(f"- {{id: q{n}, kind: text, text: Why?}}" for n in range(500)))
    assert sum(1 for _ in flow.questions()) == 500


def test_a_hundred_options_with_labels_of_75_are_fine() -> None:
    options = "\n".join(f"    - {{id: o{n}, label: {n:075}}}" for n in range(100))
    question = only_question(f"- id: a\n  kind: choice\n  text: Which?\n  options:\n{options}")
    assert len(question.options) == 100
