"""Interviews moved from wherever they stand to flows that lost or changed a question."""

import re
from dataclasses import replace
from random import Random

import pytest

from cxmodel.errors import InvalidFlow
from cxmodel.interview import OPEN_PHASES, Phase
from interview_flows.flow import Flow
from interview_flows.moving import MOVABLE, foresee
from interview_flows.simulate import _interview, _study, _Talk
from interview_flows.simulated.coverage import Coverage
from interview_flows.simulated.respondent import Manner, Respondent
from interview_flows.talk import Began, Resumed
from tests.engine.flows import EVERY, WITH_PROBES, flow_of
from tests.engine.respondent import Respondent as Person


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
