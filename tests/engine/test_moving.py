"""Interviews moved from wherever they stand to flows that lost or changed a question."""

import re
from dataclasses import replace
from random import Random

import pytest

from cxmodel.errors import InvalidFlow
from cxmodel.interview import OPEN_PHASES, Phase, QuestionId
from interview_flows.flow import Flow
from interview_flows.moving import MOVABLE, foresee
from interview_flows.simulate import _interview, _study, _Talk
from interview_flows.simulated.coverage import Coverage
from interview_flows.simulated.respondent import Manner, Respondent
from interview_flows.talk import Began, Changed, Paused, Resumed
from tests.engine.flows import EVERY, WITH_PROBES, flow_of
from tests.engine.respondent import Respondent as Person

FOLLOWED = """
sections:
  - id: a
    title: A
    items:
      - {id: met, kind: yesno, text: Did you meet anybody?}
      - id: one
        kind: text
        text: First what?
        probes: [{reason: too_short, words: 4, wordings: [More of one?]}]
      - id: two
        kind: text
        text: Second what?
        probes: [{reason: too_short, words: 4, wordings: [More of two?]}]
      - id: who
        kind: text
        text: Who was it?
        probes:
          - reason: contradiction
            contradicts: met == no and answered(who)
            wordings: ["{{ earlier }}, and now {{ later }}?"]
      - {id: last, kind: yesno, text: Last one?}
"""
NO_MORE_OF_ONE = "        probes: [{reason: too_short, words: 4, wordings: [More of one?]}]\n"
NO_MORE_OF_TWO = NO_MORE_OF_ONE.replace("one", "two")
PROBING = flow_of(FOLLOWED, playback="no")


def without(*gone: str, flow: Flow = PROBING, **instead: str) -> Flow:
    """The flow without some of its text, or with other text instead."""
    body = flow.text[flow.text.index("sections") :]
    for text in gone:
        assert text in body
        body = body.replace(text, "")
    for old, new in instead.items():
        assert f"id: {old}" in body
        body = body.replace(f"id: {old}", f"id: {new}")
    return flow_of(body, playback="no")


def moves(person: Person, flow: Flow) -> tuple[str, ...]:
    """Move somebody and ask them again; what they lost."""
    told = foresee(person.interview, person.flow, flow, person.study, person.now)
    assert told.after is not None, told.stays
    person.interview, person.flow = told.after, flow
    if told.after.phase in OPEN_PHASES:
        person.does(Began())
    return told.losses


def followed_up(*said: str) -> Person:
    person = Person(PROBING).agrees()
    person.taps(1)  # met nobody
    person.says(*said)
    return person


def changed(flow: Flow) -> list[Flow]:
    """The same flow without one of its questions, or with one of another kind; those that load."""
    body = flow.text[flow.text.index("probe_budget" if flow is WITH_PROBES else "sections") :]
    body = body.replace("playback: no\n", "")
    ids = [str(question.id) for _, _, question in flow.questions()]
    others = []
    for name in ids:
        others.append(re.sub(rf"- id: {name}\n", f"- id: {name}_anew\n", body))
        others.append(re.sub(rf"(- id: {name}\n +kind: )feeling\n", r"\1yesno\n", body))
        others.append(re.sub(rf"(- id: {name}\n +kind: )(yesno|date)\n", r"\1text\n", body))
    found = []
    for other in dict.fromkeys(others):
        try:
            found.append(flow_of(other))
        except InvalidFlow:
            continue  # something else in it looks at the question
    return [each for each in found if each.version != flow.version]


@pytest.mark.parametrize("old", [EVERY, WITH_PROBES], ids=["every kind", "every probe"])
def test_whoever_is_moved_from_anywhere_can_finish_and_loses_no_answer(old: Flow) -> None:
    flows, phases = changed(old), set()
    assert len(flows) >= 5
    for number in range(60):
        random = Random(number)
        manner = random.choice([Manner.PLAIN, Manner.WAVERING, Manner.PAUSING, Manner.RAMBLING])
        study = _study(old, {}, well_known=True)
        respondent = Respondent(manner, random, {})
        talk = _Talk(old, study, Coverage(old), respondent, _interview(old, "en"))
        talk._do(Began())
        for _ in range(random.randint(0, 40)):
            if talk.interview.phase in OPEN_PHASES:
                for given in respondent.next(talk._exchange()):
                    talk._do(given)
                    if random.random() < 0.1:  # in the midst of a story or a checklist
                        break
        if talk.interview.phase not in MOVABLE:
            continue
        phases.add(talk.interview.phase)
        new = random.choice(flows)
        told = foresee(talk.interview, old, new, study, talk.now)
        if told.after is None:
            assert told.stays
            continue
        after = told.after
        assert [replace(a, excluded=False) for a in after.answers] == [
            replace(a, excluded=False) for a in talk.interview.answers
        ]
        assert after.progress.turn > talk.interview.progress.turn or after.phase is Phase.INVITED
        onward = _Talk(new, study, Coverage(new), Respondent(Manner.PLAIN, random, {}), after)
        onward.now = talk.now
        if after.phase is Phase.PAUSED:
            onward._do(Resumed())
        onward.hold()
        assert (onward.trouble, onward.interview.phase) == ("", Phase.COMPLETED), (number, told)
    assert len(phases) >= 3


def test_what_waits_in_a_story_is_kept_or_told_as_lost() -> None:
    teller = Person(WITH_PROBES).agrees()
    teller.says("A thing for my work at home")
    teller.taps(2)
    teller.says("It cost too much, and that made me angry for a week")
    for _ in range(6):
        if teller.asked == "story":
            break
        teller.taps(0) if teller.last.options else teller.says("On 3 May, for example, it was")
    teller.says("I went there")
    body = WITH_PROBES.text[WITH_PROBES.text.index("probe_budget") :].replace("playback: no\n", "")
    same = flow_of(body.replace("And then?", "And after that?"))
    kept = foresee(teller.interview, WITH_PROBES, same, teller.study, teller.now)
    assert kept.after is not None
    assert kept.losses == ()
    assert kept.after.progress.parts == teller.interview.progress.parts != ()
    gone = flow_of(body.replace("- id: story\n", "- id: tale\n"))
    lost = foresee(teller.interview, WITH_PROBES, gone, teller.study, teller.now)
    assert "1 message of a story that is being told" in lost.losses


def test_an_answer_of_another_kind_is_kept_and_asked_for_again() -> None:
    teller = Person(EVERY).agrees()
    teller.says("A new phone")
    teller.taps(4)
    body = EVERY.text[EVERY.text.index("sections") :]
    body = body.replace(
        "kind: feeling\n        lane: feeling\n        text: How did",
        "kind: yesno\n        text: Did",
    )
    new = flow_of(body.replace("when: mood <= -1", "when: mood == no"))
    told = foresee(teller.interview, EVERY, new, teller.study, teller.now)
    assert told.losses == (
        "1 answer to `mood`: it is a yesno now, and was a feeling",
        "stands at `story`: goes on at `mood`",
    )
    assert told.after is not None
    assert [(a.question, a.excluded) for a in told.after.answers] == [
        ("need", False),
        ("mood", True),
    ]


def test_whoever_is_asked_again_is_told_why_and_what_they_had_said() -> None:
    person = Person(EVERY).agrees()
    person.says("A new phone")
    person.taps(4)
    said = person.interview.answers[-1].verbatim
    body = EVERY.text[EVERY.text.index("sections") :]
    body = body.replace(
        "kind: feeling\n        lane: feeling\n        text: How did",
        "kind: yesno\n        text: Did",
    )
    moves(person, flow_of(body.replace("when: mood <= -1", "when: mood == no")))
    assert f"You answered “{said}” before. The question has changed" in person.last.say
    person.says("yes")
    assert "has changed since" not in person.last.say


def test_a_number_out_of_the_new_range_is_kept_and_asked_for_again() -> None:
    days = "sections: [{id: a, title: A, items: [{id: days, kind: number, text: How many days?%s},"
    days += " {id: last, kind: yesno, text: Last one?}]}]\n"
    person = Person(flow_of(days % "", playback="no")).agrees()
    person.says("30")
    lost = moves(person, flow_of(days % ", low: 0, high: 20", playback="no"))
    assert lost == (
        "1 answer to `days`: it is out of range now",
        "stands at `last`: goes on at `days`",
    )
    assert [(a.verbatim, a.excluded) for a in person.interview.answers] == [("30", True)]


def test_a_follow_up_comes_though_the_one_before_is_planned_no_more() -> None:
    person = followed_up("Short", "More words about one thing")
    moves(person, without(NO_MORE_OF_ONE))
    person.says("Short")
    assert person.heard == "More of two?"


def test_a_correction_is_kept_where_the_follow_up_that_waited_elsewhere_is_gone() -> None:
    person = followed_up("I needed much help with it", "Short")
    assert person.heard == "More of two?"
    person.does(Changed(QuestionId("one")))
    assert moves(person, without(NO_MORE_OF_TWO)) == ("a follow-up that waits is dropped",)
    assert (person.phase, person.asked) == (Phase.EDITING, "one")
    person.says("Changed words about it now")
    assert (person.value("one"), person.asked) == ("Changed words about it now", "who")


def test_a_follow_up_that_is_still_planned_waits_while_another_answer_is_corrected() -> None:
    person = followed_up("I needed much help with it", "Short")
    person.does(Changed(QuestionId("met")))
    assert moves(person, without(NO_MORE_OF_ONE)) == ()
    assert (person.phase, person.asked) == (Phase.EDITING, "met")
    person.taps(0)
    assert (person.phase, person.heard) == (Phase.PROBING, "More of two?")


def test_a_contradiction_is_dropped_with_the_answer_that_it_was_about() -> None:
    person = followed_up("I needed much help with it", "A long one in words", "My colleague Kim")
    assert person.phase is Phase.PROBING
    body = FOLLOWED.replace("      - {id: met, kind: yesno, text: Did you meet anybody?}\n", "")
    body = body.replace("met == no and", "answered(one) and")
    losses = moves(person, flow_of(body, playback="no"))
    assert "a follow-up that waits is dropped" in losses
    assert person.asked == "last"


SCREENS = """      - id: adult
        kind: yesno
        skippable: no
        screens: adult == yes
        text: Are you of age?
"""


def test_nobody_who_is_past_a_screening_question_is_ejected_by_it() -> None:
    screening = flow_of(
        FOLLOWED.replace("    items:\n", f"    items:\n{SCREENS}"),
        playback="no", screened_out="Not for you.",
    )  # fmt: skip
    person = followed_up("I needed much help with it")
    assert not any("may end it" in loss for loss in moves(person, screening))
    assert person.asked == "adult"
    person.taps(1)
    assert (person.phase, person.asked) == (Phase.ASKING, "two")
    fresh = Person(screening).agrees()
    fresh.taps(1)
    assert fresh.phase is Phase.DECLINED


def test_who_may_be_screened_out_after_a_move_is_named() -> None:
    late = flow_of(
        FOLLOWED.replace("      - id: one\n", f"{SCREENS}      - id: one\n"),
        playback="no", screened_out="Not for you.",
    )  # fmt: skip
    person = followed_up()
    assert "`adult` may end it: it says whom the interview is for" in moves(person, late)
    person.taps(1)
    assert person.phase is Phase.DECLINED


def test_steps_of_a_story_that_is_told_no_more_are_hidden_and_named() -> None:
    person = Person(EVERY).agrees()
    person.says("A new phone")
    person.taps(4)
    if person.asked != "story":
        person.says("The price")
    person.says("I went there", "I paid")
    person.finishes()
    person.taps(0)
    assert len(person.interview.visible_steps()) == 2
    body = EVERY.text[EVERY.text.index("sections") :].replace("playback: no\n", "")
    body = body.replace("each: story", "each: tale").replace("id: story\n", "id: tale\n")
    losses = moves(person, flow_of(body))
    assert "2 steps of `story`: the story is told no more" in losses
    assert person.interview.visible_steps() == ()
    assert len(person.interview.steps) == 2
    assert person.asked == "tale"


def summed_up() -> Person:
    person = Person(
        flow_of(
            FOLLOWED.replace("    title: A\n", "    title: A\n    stage: yes\n").replace(
                "id: one\n        kind: text", "id: one\n        kind: text\n        lane: need"
            )
        )
    ).agrees()
    person.taps(0)
    person.says("I needed much help with it", "A long one in words", "My colleague Kim")
    person.taps(0)
    assert (person.phase, person.interview.progress.at) == (Phase.PLAYBACK, None)
    return person


def test_who_stands_at_the_summary_is_told_to_go_back_to_a_new_question() -> None:
    person = summed_up()
    body = person.flow.text[person.flow.text.index("sections") :]
    more = flow_of(body + "      - {id: more, kind: text, text: What more?}\n")
    assert "stands at the summary: goes on at `more`" in moves(person, more)
    assert person.asked == "more"


def test_who_paused_and_has_nothing_left_to_be_asked_stays() -> None:
    person = followed_up("I needed much help with it", "A long one in words")
    person.does(Paused())
    assert person.phase is Phase.PAUSED
    short = flow_of(FOLLOWED[: FOLLOWED.index("      - id: who")], playback="no")
    told = foresee(person.interview, PROBING, short, person.study, person.now)
    assert told.after is None
    assert "nothing would be left to ask" in told.stays
    assert moves(person, without(NO_MORE_OF_ONE)) == ()
