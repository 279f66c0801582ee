"""Follow-ups as a flow plans them: what is read, and what is refused."""

import pytest

from cxmodel.errors import InvalidFlow
from cxmodel.interview import Value
from interview_flows.flow import Flow, Probe
from interview_flows.loader import load_flow
from tests.flows.samples import HEAD, flow_of

MET = "- {id: met, kind: yesno, text: Did you meet anybody?}\n"
WHO = MET + "- {id: who, kind: text, text: Who was it?, probes: [{reason: contradiction%s}]}"


def load(items: str, head: str = HEAD) -> Flow:
    return load_flow(flow_of(items, head), "sample.yaml")


def probe_of(items: str) -> Probe:
    *_, (_, _, question) = load(items).questions()
    return question.probes[0]


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("kind: feeling, probes: [{reason: why, times: 3}]", id="why of a feeling"),
        pytest.param("kind: story, probes: [{reason: time_gap}]", id="a gap"),
        pytest.param(
            "kind: text, lane: touchpoint_current, probes: [{reason: no_touchpoint}]",
            id="no touchpoint",
        ),
        pytest.param(
            "kind: scale, low: 0, high: 10, measure: nps, probes: [{reason: contradiction}]",
            id="a measure that another can contradict",
        ),
        pytest.param(
            "kind: number, effort: {kind: forms, moment: after}, probes: [{reason: contradiction}]",
            id="an effort",
        ),
    ],
)
def test_a_probe_can_be_planned_without_wordings(question: str) -> None:
    assert probe_of(f"- {{id: a, text: And?, {question}}}").wordings == ()


def test_a_contradiction_is_a_condition_on_this_answer_and_earlier_ones() -> None:
    rule = probe_of(WHO % ", contradicts: met == no and answered(who)").contradicts
    assert rule is not None
    assert rule.names == {"met", "who"}
    for met in (False, True):
        said: dict[str, Value] = {"met": met, "who": "The clerk"}
        assert rule.holds(said.get) is not met


def test_the_two_sides_have_slots_in_the_wordings() -> None:
    wordings = (
        ', contradicts: met == no and answered(who), wordings: ["{{ earlier }}, {{ later }}?"]'
    )
    assert probe_of(WHO % wordings).wordings == ({"en": "{{ earlier }}, {{ later }}?"},)


def test_a_section_has_a_budget_of_its_own() -> None:
    text = flow_of("- {id: a, kind: text, text: And?}", HEAD)
    text = text.replace("    items:", "    probe_budget: {why: 2, time_gap: 0}\n    items:")
    (section,) = load_flow(text, "sample.yaml").sections
    assert section.probe_budget == {"why": 2, "time_gap": 0}


@pytest.mark.parametrize(
    ("items", "reason"),
    [
        pytest.param(WHO % "", "needs `contradicts`", id="nothing to contradict"),
        pytest.param(
            WHO % ", contradicts: met == no", "must look at `who` and at", id="not this answer"
        ),
        pytest.param(
            WHO % ", contradicts: answered(who)", "at an earlier question", id="nothing earlier"
        ),
        pytest.param(
            WHO % ", contradicts: later == no and answered(who)",
            "`contradicts` looks at `later`: nothing of this id",
            id="unknown",
        ),
        pytest.param(
            WHO % ", contradicts: met == 3 and answered(who)",
            "`contradicts` can never hold",
            id="misfit",
        ),
        pytest.param(
            WHO % ", contradicts: met == no and met == yes and answered(who)",
            "unreachable: no answers can make this `contradicts` hold",
            id="never",
        ),
        pytest.param(
            "- {id: a, kind: text, text: A?, probes: [{reason: why, contradicts: a == 1}]}",
            "belongs to the reason contradiction",
            id="of another reason",
        ),
        pytest.param(
            "- {id: a, kind: text, text: A?, probes: [{reason: no_touchpoint}]}",
            "lane touchpoint_current",
            id="another lane",
        ),
        pytest.param(
            "- {id: a, kind: text, text: A?, probes: [{reason: time_gap}]}",
            "follows up a story",
            id="a gap in no story",
        ),
        pytest.param(
            '- {id: a, kind: text, text: A?, probes: [{reason: why, wordings: ["{{ later }}?"]}]}',
            "slot `later`",
            id="two sides of one",
        ),
        pytest.param(
            "- {id: a, kind: text, text: A?, probes: [{reason: why, wordings: []}]}",
            "needs 1 wordings",
            id="no wordings, said so",
        ),
    ],
)
def test_a_probe_that_cannot_be_asked_is_refused(items: str, reason: str) -> None:
    with pytest.raises(InvalidFlow, match=r"sample\.yaml") as refused:
        load(items)
    assert reason in str(refused.value)


def test_in_a_language_that_the_bot_does_not_speak_a_probe_needs_wordings() -> None:
    head = HEAD.replace("languages: [en]", "languages: [nl]")
    asked = "- {id: a, kind: text, text: En?, probes: [{reason: why%s}]}"
    with pytest.raises(InvalidFlow, match="nor has the bot nl"):
        load(asked % "", head)
    assert load(asked % ", wordings: [Waarom?]", head).languages == ("nl",)
