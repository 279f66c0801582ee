"""Flows tried out by simulated respondents."""

from dataclasses import replace
from time import process_time

import pytest

from interview_flows.flow import Flow, Question
from interview_flows.library import shipped
from interview_flows.loader import load_flow
from interview_flows.simulate import Simulation
from interview_flows.simulated.respondent import Manner
from interview_flows.simulated.speech import SPEECH
from interview_flows.tongue import LANGUAGE_NAMES
from tests.engine.flows import EVERY, WITH_PROBES
from tests.flows.samples import flow_of

SHIPPED = [load_flow(text, name) for name, text in shipped().items()]
ASKED = """
- {id: mood, kind: feeling, text: How was it?}
- {id: why, kind: text, text: What made it so?, when: mood == -2}
- {id: days, kind: number, text: How many days?, low: 0, high: 900}
- {id: long, kind: yesno, text: Was that said?, when: days > 611 and days < 613}
"""


def simulated(flow: Flow, count: int = 40, seed: int = 0) -> Simulation:
    simulation = Simulation(flow, seed)
    list(simulation.run(count))
    return simulation


@pytest.mark.parametrize("flow", SHIPPED, ids=lambda flow: flow.id)
def test_every_question_and_branch_of_a_shipped_flow_is_reached_in_seconds(flow: Flow) -> None:
    began = process_time()
    report = simulated(flow, count=18).report()
    assert report["failures"] == []
    assert report["questions"]["missed"] == report["branches"]["missed"] == []
    assert set(report["ended"]) == {manner.value for manner in Manner}
    assert process_time() - began < 8


@pytest.mark.parametrize("flow", [EVERY, WITH_PROBES], ids=["every kind", "every probe"])
def test_every_kind_of_question_and_follow_up_is_talked_through(flow: Flow) -> None:
    report = simulated(flow).report()
    assert report["failures"] == []
    assert report["probes"]["missed"] == []
    assert report["options"]["missed"] == []


def test_the_same_seed_gives_the_same_talks_and_another_others() -> None:
    flow = load_flow(flow_of(ASKED), "f")
    first = simulated(flow).talks
    assert simulated(flow).talks == first
    assert simulated(flow, seed=1).talks != first


def test_a_narrow_branch_is_led_to() -> None:
    simulation = simulated(load_flow(flow_of(ASKED), "f"), count=1)
    assert simulation.failures() == []
    assert simulation.coverage.branches["long", True] > 0


def test_a_question_that_is_never_asked_fails() -> None:
    """The answer cannot be left out, so that nobody comes to what asks why it was."""
    needed = "- {id: bought, kind: yesno, skippable: no, text: Bought?}\n"
    flow = load_flow(
        flow_of(f"{needed}- {{id: then, kind: text, text: So?, when: not answered(bought)}}"), "f"
    )
    assert simulated(flow).failures() == [
        "question `then` was never asked",
        "`then`: its `when` never held",
    ]


def test_somebody_who_is_stuck_fails() -> None:
    flow = load_flow(
        flow_of(
            "- {id: pick, kind: choice, skippable: no, text: Which?, "
            "options: [{id: a, label: A}, {id: b, label: B}]}"
        ),
        "f",
    )

    def without_options(question: object) -> Question:
        assert isinstance(question, Question)
        return replace(question, options=())

    (section,) = flow.sections
    empty = replace(section, items=tuple(without_options(item) for item in section.items))
    failures = simulated(replace(flow, sections=(empty,)), count=2).failures()
    assert failures == ["stuck at `pick`: no answer leads on"]


def test_respondents_speak_every_language_that_interviews_are_held_in() -> None:
    assert set(SPEECH) == set(LANGUAGE_NAMES)
    assert {talk.language for talk in simulated(SHIPPED[0]).talks} == set(SHIPPED[0].languages)
