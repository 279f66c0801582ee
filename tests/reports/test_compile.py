import json
import random
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cxmodel.errors import BrokenInterview, Refused
from cxmodel.guide import Guide, GuideStage, Measure
from cxmodel.interview import (
    Absence,
    AnswerId,
    Interview,
    InterviewId,
    Phase,
    Playback,
    ProbeMark,
    Pseudonym,
)
from cxmodel.journey import CLAIM_LANES, Selection, dump, schema
from cxmodel.study import Anonymity
from reports.compile import compile_journey
from reports.identity import identify
from tests.reports.talk import (
    START,
    VERSION,
    Talk,
    a_dozen,
    a_study,
    jennifer,
    process_guide,
)


def compiled(*interviews: Interview, selection: Selection | None = None, **study: object) -> Any:
    guides = {VERSION: process_guide()}
    return compile_journey(a_study(**study), guides, interviews, selection, invited=20)  # type: ignore[arg-type]


def steps(document: Any) -> dict[str, Any]:
    return {step["label"]: step for stage in document["stages"] for step in stage["steps"]}


def texts(claims: list[Any]) -> list[str]:
    return [claim["text"] for claim in claims]


def walk(number: int, *, feeling: int | None = None, phase: Phase = Phase.COMPLETED) -> Talk:
    talk = Talk(f"iv{number}", f"P{number}", phase=phase)
    talk.tells("Asked Finance")
    if feeling is not None:
        talk.says("feeling", feeling, step=1)
    return talk


@pytest.mark.parametrize("interviews", [[], [jennifer()], a_dozen()], ids=["none", "one", "many"])
def test_a_map_follows_its_schema(interviews: list[Interview]) -> None:
    Draft202012Validator.check_schema(schema())
    document = json.loads(dump(compiled(*interviews)))
    Draft202012Validator(schema()).validate(document)


def test_the_schema_refuses_a_map_without_its_keys() -> None:
    document = compiled(jennifer())
    del document["stages"][0]["steps"][0]["need"]
    assert not Draft202012Validator(schema()).is_valid(document)


def test_the_same_answers_give_the_same_bytes_in_any_order() -> None:
    interviews = a_dozen()
    once = dump(compiled(*interviews))
    random.Random(7).shuffle(interviews)
    assert dump(compiled(*interviews)) == once


def test_another_answer_gives_another_fingerprint() -> None:
    one = jennifer()
    other = replace(one, answers=(*one.answers[:-1], replace(one.answers[-1], verbatim="4")))
    assert compiled(one)["fingerprint"] != compiled(other)["fingerprint"]


def test_what_only_a_running_talk_needs_leaves_no_trace() -> None:
    one = jennifer()
    bare = replace(one, version=9, answers=tuple(replace(a, messages=("m",)) for a in one.answers))
    assert dump(compiled(one)) == dump(compiled(bare))


def test_the_reference_case_says_what_she_said() -> None:
    document = compiled(jennifer())
    found = steps(document)
    assert texts(found["At the start"]["need"]) == [
        "Get professional development approved and purchased"
    ]
    assert [step["feeling"]["mean"] for step in found.values()] == [
        2, 0, 1, 0, -1, -2, -1, 2, -1, -2, None, -2,
    ]  # fmt: skip
    assert document["effort"]["forms"]["before"] == 5
    assert document["effort"]["forms"]["after"] == 2
    pain = found["Fill out a vendor form, as the vendor is not in the accounting system"]["pain"][0]
    assert pain["why"][0]["text"] == "Forms of separate departments strung together"
    assert pain["why"][0]["chain"] == [
        "Accounting keeps its own list",
        "Forms of separate departments strung together",
    ]
    assert pain["cause"] == "Policy or process"
    assert pain["priority"] == pytest.approx(0.1675, abs=1e-4)  # lower bound of 1 of 1


def test_every_word_of_a_map_was_told() -> None:
    interview = jennifer()
    told = " ".join(a.verbatim for a in interview.answers) + " ".join(
        label for topic in process_guide().topics for _, label in topic.options
    )
    for step in steps(compiled(interview)).values():
        for lane in ("need", "thought", "action", "touchpoint_current", "pain", "difference"):
            assert all(claim["text"] in told for claim in step[lane])


def test_every_claim_has_evidence_and_all_evidence_is_cited() -> None:
    document = compiled(*a_dozen())
    cited: set[str] = set()
    for step in steps(document).values():
        for lane in ("need", "action", "touchpoint_current", "pain", "why", "touchpoint_desired"):
            for claim in step[lane]:
                assert claim["evidence"]
                cited |= set(claim["evidence"])
    assert cited <= document["evidence"].keys()


def test_withdrawn_and_declined_interviews_count_as_started_only() -> None:
    declined = replace(walk(3).done(), phase=Phase.DECLINED)
    withdrawn = replace(walk(2).done(), phase=Phase.WITHDRAWN)
    invited = replace(walk(4).done(), phase=Phase.INVITED)
    document = compiled(walk(1).done(), withdrawn, declined, invited)
    assert document["header"]["started"] == 3
    assert document["header"]["completed"] == 1
    assert steps(document)["Asked Finance"]["reach"]["x"] == 1
    assert not any(key.startswith(("iv2", "iv3", "iv4")) for key in document["evidence"])


def test_broken_off_interviews_count_with_what_they_gave() -> None:
    broken = walk(2, phase=Phase.PAUSED).done()
    document = compiled(walk(1).done(), broken)
    assert document["header"]["broken_off"] == 1
    assert steps(document)["Asked Finance"]["reach"] == {
        "x": 2, "n": 2, "low": pytest.approx(0.2902, abs=1e-4), "high": 1,
    }  # fmt: skip


def test_reach_counts_the_people_who_were_asked_for_the_story() -> None:
    silent = Talk("iv9", "P9")
    silent.skips("story")
    never_asked = Talk("iv8", "P8", phase=Phase.EXPIRED)
    never_asked.says("need", "Something")
    document = compiled(walk(1).done(), silent.done(), never_asked.done())
    reach = steps(document)["Asked Finance"]["reach"]
    assert (reach["x"], reach["n"]) == (1, 2)
    assert steps(document)["Asked Finance"]["asked"] == {"action": 2}


def test_alike_words_become_one_claim_of_several_people() -> None:
    first, second = walk(1), walk(2)
    first.says("need", "A new laptop")
    second.says("need", "a new laptop!")
    claim = steps(compiled(first.done(), second.done()))["At the start"]["need"][0]
    assert claim == {
        "text": "A new laptop",
        "count": 2,
        "respondents": ["P1", "P2"],
        "evidence": ["iv1/a2", "iv2/a2"],
        "tier": "corroborated",
        "id": "start/need/fe46edda",
        "reach": {"x": 2, "n": 2, "low": pytest.approx(0.2902, abs=1e-4), "high": 1},
    }


def test_a_claim_and_a_step_are_known_again_when_others_tell_the_same() -> None:
    alone, more = compiled(walk(1).done()), compiled(walk(3).done(), walk(2).done())
    [one], [other] = steps(alone).values(), steps(more).values()
    assert one["key"] == other["key"] == "path/a5813417"
    assert one["action"][0]["id"] == other["action"][0]["id"] == "path.1/action/a5813417"


def test_a_claim_reaches_those_who_were_asked_for_its_cell() -> None:
    says, skips, unasked = walk(1), walk(2), walk(3)
    says.says("thought", "Why me?", step=1)
    skips.skips("thought", 1)
    [step] = steps(compiled(says.done(), skips.done(), unasked.done())).values()
    reach = step["thought"][0]["reach"]
    assert (reach["x"], reach["n"]) == (1, 2)
    assert step["action"][0]["reach"]["n"] == 3


def test_a_pain_reaches_those_who_were_asked_for_it() -> None:
    told, skips, unasked, elsewhere = walk(1), walk(2), walk(3), Talk("iv4", "P4")
    told.says("pain", "Slow", step=1)
    told.says("bad", 4, step=1)
    told.says("often", "always", step=1)
    skips.skips("pain", 1)
    elsewhere.tells("Took the training")
    talks = (told, skips, unasked, elsewhere)
    step = steps(compiled(*(talk.done() for talk in talks)))["Asked Finance"]
    assert (step["reach"]["x"], step["reach"]["n"]) == (3, 4)
    reach = step["pain"][0]["reach"]
    assert (reach["x"], reach["n"]) == (1, 2)
    # p~ = (1 + 1.9208) / (2 + 3.8416) = 1/2; ½ - 1.96 · sqrt(¼ / 5.8416)
    assert step["pain"][0]["priority"] == pytest.approx(0.0945287, abs=1e-7)


def test_effort_is_added_up_within_an_interview_and_averaged_over_a_persons() -> None:
    first, again, other = walk(1), walk(2), walk(3)
    first.says("forms", 5)
    again.says("forms", 1)
    other.says("forms", 1)
    interviews = [first.done(), replace(again.done(), respondent=Pseudonym("P1")), other.done()]
    found = compiled(*interviews)["effort"]["forms"]
    assert (found["before"], found["n"]["before"]) == (2, 2)


def test_waves_are_compared_by_the_effort_that_the_map_shows() -> None:
    interviews = []
    for number, (person, forms) in enumerate([("P1", 5), ("P1", 1), ("P2", 4)]):
        talk = walk(number)
        talk.says("forms", forms)
        interviews.append(replace(talk.done(), respondent=Pseudonym(person)))
    again = [replace(i, id=InterviewId(f"{i.id}again"), wave=2) for i in interviews]
    document = compiled(*interviews, *again)
    (change,) = (c for c in document["waves"]["changes"] if c["id"] == "effort/forms")
    assert change["after"]["value"] == document["effort"]["forms"]["before"] == 3.5


def test_two_steps_of_equal_words_have_keys_of_their_own() -> None:
    stage: Any = {
        "id": "path",
        "steps": [
            {"id": f"path.{n}", "label": "Asked!", "asked": {}, "feeling": {"claims": []}}
            | {lane.value: [] for lane in CLAIM_LANES}
            for n in (1, 2)
        ],
    }
    identify(stage)
    first, second = (step["key"] for step in stage["steps"])
    assert second == f"{first}-2"


def needs(number: int, text: str, language: str) -> Interview:
    talk = Talk(f"iv{number}", f"P{number}", began=START + timedelta(days=number))
    talk.says("need", text)
    return replace(talk.done(), language=language)


def ids_of_needs(*interviews: Interview) -> dict[str, str]:
    """Ids of the claims by the interviews that they cite."""
    claims = steps(compiled(*interviews))["At the start"]["need"]
    cited = (" ".join(key.partition("/")[0] for key in claim["evidence"]) for claim in claims)
    return dict(zip(cited, (claim["id"] for claim in claims), strict=True))


def test_equal_words_of_two_languages_keep_their_ids_whoever_is_more() -> None:
    english, german = needs(1, "Laptop", "en"), needs(3, "Laptop", "de")
    first = ids_of_needs(english, needs(2, "Laptop", "en"), german)
    then = ids_of_needs(english, german, needs(4, "Laptop", "de"))
    assert (first["iv1 iv2"], first["iv3"]) == (then["iv1"], then["iv3 iv4"])
    assert first["iv3"] != first["iv1 iv2"]


def test_words_of_two_languages_keep_their_ids_where_one_is_spelled_otherwise() -> None:
    english, german = needs(1, "Laptop", "en"), needs(2, "Laptop", "de")
    before = ids_of_needs(english, german)
    more = [needs(number, "Laptops", "en") for number in (3, 4)]
    assert ids_of_needs(english, german, *more)["iv2"] == before["iv2"]


def test_words_of_one_language_alone_are_named_by_the_words() -> None:
    by_words = "start/need/" + sha256(b"laptop").hexdigest()[:8]
    for language in ("en", "de"):
        others = needs(2, "Phone", "en"), needs(3, "Telefon", "de")
        assert ids_of_needs(needs(1, "Laptop", language), *others)["iv1"] == by_words


def test_saying_it_twice_is_still_one_voice() -> None:
    talk = walk(1)
    first = talk.says("need", "A laptop")
    talk.says("need", "a laptop", probe=ProbeMark("too_short", 1, AnswerId(first)))
    claim = steps(compiled(talk.done()))["At the start"]["need"][0]
    assert (claim["count"], claim["tier"], len(claim["evidence"])) == (1, "reported", 2)


def test_the_last_word_replaces_what_was_said_before() -> None:
    talk = walk(1)
    old = talk.says("need", "A laptop")
    talk.says("need", "A phone", revision_of=AnswerId(old))
    talk.says("start_thought", "hmm", excluded=True)
    start = steps(compiled(talk.done()))["At the start"]
    assert texts(start["need"]) == ["A phone"]
    assert start["thought"] == []


def test_a_why_follows_the_revised_pain() -> None:
    talk = walk(1)
    old = talk.says("pain", "Slow", step=1)
    talk.says("pain", "No rule for it", step=1, why=(old, 1))
    talk.says("pain", "Very slow", step=1, revision_of=AnswerId(old))
    pain = steps(compiled(talk.done()))["Asked Finance"]["pain"]
    assert [(p["text"], texts(p["why"])) for p in pain] == [("Very slow", ["No rule for it"])]


def test_steps_removed_by_their_teller_are_gone() -> None:
    talk = walk(1)
    talk.says("pain", "Slow", step=1)
    interview = talk.done()
    hidden = replace(interview, steps=(replace(interview.steps[0], hidden=True),))
    assert "Asked Finance" not in steps(compiled(hidden))
    assert "Slow" not in dump(compiled(hidden))


def test_a_story_that_was_not_split_yet_is_kept_whole() -> None:
    talk = Talk("iv1", phase=Phase.EXPIRED)
    talk.says("story", "First I asked Finance, then I gave up")
    path = steps(compiled(talk.done()))["The path you took"]
    assert texts(path["action"]) == ["First I asked Finance, then I gave up"]


def test_a_stage_of_which_nothing_was_told_has_no_step() -> None:
    document = compiled(walk(1).done())
    assert [(stage["id"], len(stage["steps"])) for stage in document["stages"]][:3] == [
        ("start", 0),
        ("path", 1),
        ("effort", 0),
    ]


def test_one_feeling_a_person_and_a_split_has_no_mean() -> None:
    group = [walk(n, feeling=value).done() for n, value in enumerate((2, 2, -1, -2), start=1)]
    feeling = steps(compiled(*group))["Asked Finance"]["feeling"]
    assert feeling["values"] == [-2, -1, 2, 2]
    assert (feeling["n"], feeling["mean"], feeling["split"]) == (4, None, True)
    assert (feeling["median"], feeling["q1"], feeling["q3"]) == (0.5, -1.25, 2)


def test_feelings_of_a_returned_step_are_one_value_and_a_contradiction() -> None:
    talk = Talk("iv1", "P1")
    talk.tells("Asked Finance", "Waited", "Asked Finance")
    talk.says("feeling", 1, step=1)
    talk.says("feeling", -2, step=3)
    document = compiled(talk.done())
    step = steps(document)["Asked Finance"]
    assert (step["feeling"]["values"], step["returns"]) == ([-0.5], 1)
    against = document["contradictions"][0]
    assert (against["kind"], against["step"]) == ("feeling", step["id"])
    assert [side["count"] for side in against["sides"]] == [1, 1]


def test_a_moment_of_truth_needs_three_people() -> None:
    def group(size: int) -> list[Interview]:
        talks = [walk(n, feeling=-2) for n in range(1, size + 1)]
        for talk in talks:
            talk.says("decisive", "s1")
        return [talk.done() for talk in talks]

    two, three = (steps(compiled(*group(n)))["Asked Finance"]["moment_of_truth"] for n in (2, 3))
    assert (two["score"], two["shown"]) == (1, False)
    assert (three["score"], three["shown"]) == (1, True)


def test_three_moments_of_truth_at_most() -> None:
    talks = []
    for number in range(1, 4):
        talk = Talk(f"iv{number}", f"P{number}")
        talk.tells("one", "two", "three", "four")
        for step in range(1, 5):
            talk.says("feeling", 2, step=step)
            talk.says("decisive", f"s{step}")
        talks.append(talk.done())
    shown = [s for s in steps(compiled(*talks)).values() if s["moment_of_truth"]["shown"]]
    assert len(shown) == 3


def test_a_word_of_their_own_for_what_was_decisive_names_no_stage() -> None:
    talk = walk(1)
    talk.says("forms", 3)
    talk.says("decisive", "effort", "effort")
    named = [step["moment_of_truth"]["named"] for step in steps(compiled(talk.done())).values()]
    assert named == [0, 0]


def test_a_stage_as_a_whole_is_no_moment_of_truth_of_those_who_told_steps() -> None:
    talks = [walk(number, feeling=1) for number in range(1, 4)]
    for talk in talks:
        talk.says("start_feeling", 2)
    found = steps(compiled(*(talk.done() for talk in talks)))
    assert found["At the start"]["moment_of_truth"]["score"] == 0
    assert found["Asked Finance"]["moment_of_truth"]["shown"]


def test_who_told_no_steps_felt_the_most_at_a_stage() -> None:
    talks = [Talk(f"iv{number}", f"P{number}") for number in range(1, 4)]
    for talk in talks:
        talk.says("start_feeling", 2)
    found = steps(compiled(*(talk.done() for talk in talks)))
    assert found["At the start"]["moment_of_truth"]["score"] == 0.5


def test_claims_beside_the_steps_say_how_many_were_asked() -> None:
    told, passed, unasked = walk(1), walk(2), walk(3, phase=Phase.PAUSED)
    told.says("expected", "A yes within a week")
    told.says("lived_how", "I came last")
    passed.skips("expected")
    passed.skips("lived_how")
    document = compiled(told.done(), passed.done(), unasked.done())
    assert document["header"]["asked"] == {"expectation": 2}
    assert document["values"]["asked"] == {"heard": 0, "lived": 2}


def judged(number: int, verdict: int | None, words: str = "") -> Interview:
    return replace(walk(number).done(), playback=Playback(verdict=verdict, words=words))


def test_a_map_says_how_many_recognised_their_journey() -> None:
    group = [judged(1, 4), judged(2, 3), judged(3, 2, "too short"), judged(4, None)]
    assert compiled(*group)["header"]["confirmation"] == {"n": 3, "recognised": 2, "off": []}


def test_who_disputed_one_of_their_journeys_did_not_recognise_it() -> None:
    twice = [judged(1, 4), replace(judged(2, 1), respondent=judged(1, 4).respondent)]
    found = compiled(*twice)["header"]["confirmation"]
    assert (found["n"], found["recognised"]) == (1, 0)


def test_a_single_map_says_in_their_words_what_is_off() -> None:
    alone = Selection(interview=InterviewId("iv1"))
    found = compiled(judged(1, 2, "I asked HR first \ud83d"), selection=alone)
    assert found["header"]["confirmation"]["off"] == [
        {"respondent": "P1", "words": "I asked HR first \ufffd", "quotable": True}
    ]


def test_another_verdict_gives_another_fingerprint() -> None:
    assert compiled(judged(1, 4))["fingerprint"] != compiled(judged(1, 3))["fingerprint"]


def test_the_method_says_what_no_question_asked_for() -> None:
    asked = process_guide()
    topics = tuple(
        replace(t, per_step=True) if t.question == "desired" else t for t in asked.topics
    )
    without = replace(asked, topics=tuple(t for t in topics if t.measure is not Measure.CAUSE))
    talk = walk(1).done()
    notes = [
        compile_journey(a_study(), {VERSION: guide}, [talk])["method"]["not_asked"]
        for guide in (asked, without, replace(asked, topics=topics))
    ]
    assert [[note.split(":")[0] for note in each] for each in notes] == [
        ["Touchpoint today to the one wished for"],
        ["Cause of a pain"],
        [],
    ]


def test_pains_are_ranked_over_the_whole_map() -> None:
    talks = []
    for number in range(1, 9):
        talk = Talk(f"iv{number}", f"P{number}")
        talk.tells("Asked Finance", "Waited")
        talk.says("pain", "Nobody answers", step=1)
        talk.says("bad", 2 if number % 2 else 4, step=1)
        talk.says("often", "sometimes", step=1)
        if number == 1:
            talk.says("pain", "Cold coffee", step=2)
        talks.append(talk.done())
    found = steps(compiled(*talks))
    worst, rest = found["Asked Finance"]["pain"][0], found["Waited"]["pain"][0]
    assert (worst["severity"]["mean"], worst["recurrence"]["mean"]) == (3, 2)
    # lower bound of 8 of 8 = 0.6280; x 3/4 x 2/3
    assert worst["priority"] == pytest.approx(0.6280 / 2, abs=1e-4)
    assert (worst["rank"], rest["rank"], rest["priority"]) == (1, 2, None)


def test_effort_is_added_up_per_person_then_averaged() -> None:
    first, second = walk(1), walk(2)
    for talk, before, after in ((first, 5, 2), (second, 3, 1)):
        talk.says("forms", before)
        talk.says("forms_after", after)
    document = compiled(first.done(), second.done())
    forms = document["effort"]["forms"]
    assert (forms["before"], forms["after"], forms["n"]) == (4, 1.5, {"before": 2, "after": 2})
    assert texts(steps(document)["What it took"]["effort"]) == ["3 to 5 forms today"]


def test_migration_counts_people_once_for_each_pair() -> None:
    talks = []
    for number in (1, 2):
        talk = Talk(f"iv{number}", f"P{number}")
        talk.tells("Asked", "Asked again")
        talk.says("touchpoint", "intranet", step=1)
        talk.says("touchpoint", "intranet", step=2)
        talk.says("desired", "An app", step=1)
        talk.says("desired", "An app", step=2)
        talks.append(talk.done())
    assert [(m["from"], m["to"], m["count"]) for m in compiled(*talks)["migration"]] == [
        ("Intranet", "An app", 2)
    ]


def test_a_wish_for_the_whole_journey_replaces_no_touchpoint_in_particular() -> None:
    talk = walk(1)
    talk.says("touchpoint", "intranet", step=1)
    talk.says("desired", "An app")
    assert compiled(talk.done())["migration"] == []


def test_a_touchpoint_tells_its_channel() -> None:
    talk = walk(1)
    talk.says("touchpoint", "intranet", step=1)
    step = steps(compiled(talk.done()))["Asked Finance"]
    assert texts(step["touchpoint_current"]) == ["Intranet"]
    assert texts(step["channel"]) == ["web"]


def test_stated_values_stand_beside_what_was_lived() -> None:
    first, second = walk(1), walk(2)
    first.says("lived", value=False, verbatim="not at all")
    second.says("lived", value=True, verbatim="yes")
    document = compiled(first.done(), second.done())
    assert texts(document["values"]["lived"]) == ["No", "Yes"]
    against = document["contradictions"][0]
    assert [side["text"] for side in against["sides"]] == ["People first", "No"]


def felt_twice(number: int, *felt: int) -> Interview:
    talk = walk(number, feeling=felt[0])
    talk.tells("Asked Finance")
    talk.says("feeling", felt[1], step=2)
    return talk.done()


def test_a_step_that_one_story_felt_well_and_badly_stands_against_itself() -> None:
    (against,) = compiled(felt_twice(1, 2, -1), felt_twice(2, 1, 1))["contradictions"]
    assert [side["respondents"] for side in against["sides"]] == [["P1"], ["P1"]]


def test_who_felt_it_otherwise_in_another_interview_does_not_contradict_themselves() -> None:
    torn, later = felt_twice(1, 2, -1), replace(walk(2, feeling=-1).done(), wave=2)
    calm, again = walk(3, feeling=1).done(), walk(4, feeling=-2).done()
    later = replace(later, respondent=Pseudonym("P1"))
    again = replace(again, respondent=Pseudonym("P3"))
    assert compiled(calm, again)["contradictions"] == []
    (against,) = compiled(torn, later, calm, again)["contradictions"]
    assert [side["evidence"] for side in against["sides"]] == [["iv1/a2"], ["iv1/a4"]]


def test_a_value_that_all_lived_is_no_contradiction() -> None:
    talk = walk(1)
    talk.says("lived", value=True, verbatim="yes")
    assert compiled(talk.done())["contradictions"] == []


def test_scores_by_hand() -> None:
    talks = []
    for number, (csat, ces, nps) in enumerate([(5, 2, 10), (4, 4, 9), (1, 6, 3)], start=1):
        talk = walk(number)
        talk.says("csat", csat)
        talk.says("ces", ces)
        talk.says("nps", nps)
        talks.append(replace(talk.done()))
    found = compiled(*talks)["metrics"]
    assert (found["nps"]["value"], found["nps"]["n"]) == (33.333333333333, 3)
    assert (found["csat"]["value"], found["ces"]["value"]) == (0.666666666667, 4)
    assert {**found["index"], "series": []} == found["csat"] | {"series": []}


def test_the_three_absences_stay_apart() -> None:
    asked, skipped, absent, unasked = (Talk(f"iv{n}", f"P{n}") for n in range(1, 5))
    for talk in (asked, skipped, absent, unasked):
        talk.tells("Asked Finance")
    asked.says("pain", "Slow", step=1)
    skipped.skips("pain", 1)
    absent.says("pain", None, "nothing", step=1, absence=Absence.DID_NOT_HAPPEN)
    document = compiled(*(talk.done() for talk in (asked, skipped, absent, unasked)))
    rows = [row for row in document["absences"] if row["question"] == "pain"]
    assert rows == [
        {
            "question": "pain",
            "stage": "path",
            "step": "path.1",
            "n": 4,
            "answered": 1,
            "not_asked": 1,
            "skipped": 1,
            "did_not_happen": 1,
        }
    ]
    assert steps(document)["Asked Finance"]["asked"]["pain"] == 3


def test_step_questions_count_only_people_who_took_the_step() -> None:
    other = Talk("iv2", "P2")
    other.tells("Took the bus")
    document = compiled(walk(1, feeling=1).done(), other.done())
    rows = {row["step"]: row for row in document["absences"] if row["question"] == "feeling"}
    assert [row["n"] for row in rows.values()] == [1]


def test_a_followup_is_no_absence_of_its_question() -> None:
    talk = walk(1)
    first = talk.says("need", "A laptop")
    talk.says(
        "need", None, "", absence=Absence.SKIPPED, probe=ProbeMark("too_short", 1, AnswerId(first))
    )
    rows = [row for row in compiled(talk.done())["absences"] if row["question"] == "need"]
    assert rows == []


def test_words_that_may_not_be_quoted_are_marked() -> None:
    shy, open_ = walk(1), walk(2)
    shy.quotes = False
    evidence = compiled(shy.done(), open_.done())["evidence"]
    assert [evidence[key]["quotable"] for key in ("iv1/a1", "iv2/a1")] == [False, True]
    assert evidence["iv1/a1"]["verbatim"] == "Asked Finance"


def test_saturation_is_told_over_all_and_by_segment() -> None:
    talks = []
    for number in range(1, 7):
        talk = walk(number)
        talk.segment = "new" if number < 3 else None
        talk.began = START + timedelta(days=number)
        talk.says("pain", f"Pain {'same' if number > 4 else number}", step=1)
        talks.append(talk.done())
    found = compiled(*talks)["header"]["saturation"]
    assert (found["value"], found["themes"], found["reached"]) == (0.25, 5, False)
    assert [s["segment"] for s in found["segments"]] == ["new", "unassigned"]


@pytest.mark.parametrize(
    ("selection", "taken"),
    [
        pytest.param(Selection(interview=InterviewId("iv2")), ["iv2"], id="one interview"),
        pytest.param(Selection(segment="new"), ["iv1"], id="a segment"),
        pytest.param(Selection(segment="unassigned"), ["iv2", "iv3"], id="nobody's segment"),
        pytest.param(Selection(wave=2), ["iv3"], id="a wave"),
        pytest.param(Selection(side="staff"), ["iv2"], id="a side"),
    ],
)
def test_a_map_is_made_of_the_selected_interviews(selection: Selection, taken: list[str]) -> None:
    talks = [walk(1), walk(2), walk(3)]
    talks[0].segment = "new"
    interviews = [talk.done() for talk in talks]
    interviews[1] = replace(interviews[1], side="staff")
    interviews[2] = replace(interviews[2], wave=2)
    document = compiled(*interviews, selection=selection)
    assert sorted({key.split("/")[0] for key in document["evidence"]}) == taken
    assert document["header"]["started"] == len(taken)


def test_a_chapter_that_is_no_stage_is_of_the_whole_journey() -> None:
    guide = process_guide()
    bare = replace(guide, stages=tuple(s for s in guide.stages if s.id != "better"))
    talk = walk(1)
    talk.says("difference", "Two forms")
    found = compile_journey(a_study(), {VERSION: bare}, [talk.done()])
    assert texts(steps(found)["The whole journey"]["difference"]) == ["Two forms"]


def test_a_flow_without_stages_is_one_stage() -> None:
    guide = replace(process_guide(), stages=())
    talk = walk(1)
    talk.says("need", "A laptop")
    found = compile_journey(a_study(), {VERSION: guide}, [talk.done()])
    assert [stage["title"] for stage in found["stages"]] == ["An internal process"]


def test_two_flow_versions_share_one_stage_list() -> None:
    newer: Guide = replace(
        process_guide("e" * 64), stages=(*process_guide().stages, GuideStage("after", "After"))
    )
    later = Talk("iv2", "P2", guide=newer)
    later.tells("Asked Finance")
    found = compile_journey(
        a_study(), {VERSION: process_guide(), "e" * 64: newer}, [walk(1).done(), later.done()]
    )
    assert [stage["id"] for stage in found["stages"]][-1] == "after"
    assert steps(found)["Asked Finance"]["reach"]["x"] == 2
    assert found["method"]["versions"]["flows"]["employee-process"] == ["e" * 64, VERSION]


def test_a_missing_flow_version_is_said() -> None:
    with pytest.raises(BrokenInterview, match="iv1 needs flow version"):
        compile_journey(a_study(), {}, [walk(1).done()])


def test_an_anonymous_study_of_few_is_refused() -> None:
    with pytest.raises(Refused, match="anonymous"):
        compiled(*(walk(n).done() for n in range(1, 5)), anonymity=Anonymity.ANONYMOUS)


def test_an_anonymous_study_keeps_the_week_only() -> None:
    document = compiled(*(walk(n).done() for n in range(1, 6)), anonymity=Anonymity.ANONYMOUS)
    assert document["header"]["from"] == "2026-W10"
    assert {item["at"] for item in document["evidence"].values()} == {"2026-W10"}


def test_an_empty_study_is_an_empty_map() -> None:
    document = compiled()
    assert document["header"]["started"] == 0
    assert document["header"]["from"] is None
    assert all(stage["steps"] == [] for stage in document["stages"])
    assert document["medoid"] is None


def test_halves_of_characters_do_not_stop_a_map() -> None:
    talk = walk(1)
    talk.says("need", "tired \ud83d")
    dump(compiled(talk.done())).encode("utf-8")
