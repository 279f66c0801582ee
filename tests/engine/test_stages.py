"""A choice of the stages offers those that the respondent has gone through, and no other."""

from cxmodel.interview import Phase
from interview_flows.library import shipped
from interview_flows.loader import load_flow
from tests.engine.flows import flow_of
from tests.engine.respondent import Respondent

JOURNEY = load_flow(shipped()["customer-journey"], "customer-journey.yaml")
THREE = """
sections:
  - {id: a, title: Looking, stage: yes, items: [{id: a_did, kind: text, text: What did you do?}]}
  - {id: b, title: Buying, stage: yes, items: [
      {id: b_did, kind: choice, text: Did you buy?, options: [
        {id: yes, label: I did}, {id: no, label: I did not, absence: did_not_happen}]}]}
  - {id: c, title: Using, stage: yes, items: [{id: c_did, kind: text, text: What did you do?}]}
  - {id: end, title: The end, items: [
      {id: which, kind: choice, measure: decisive, options_from: stages, text: Which decided it?},
      {id: last, kind: text, text: What else?}]}
  - {id: d, title: Later, stage: yes, items: [{id: d_did, kind: text, text: And later?}]}
"""


def at_the_choice(*said: str) -> Respondent:
    respondent = Respondent(flow_of(THREE)).agrees()
    respondent.says(*said)
    return respondent


def test_stages_that_were_skipped_or_did_not_happen_are_not_offered() -> None:
    assert at_the_choice("This", "I did", "That").last.options == ("Looking", "Buying", "Using")
    assert at_the_choice("This", "I did not", "That").last.options == ("Looking", "Using")
    assert at_the_choice("skip", "I did", "That").last.options == ("Buying", "Using")


def test_where_fewer_than_two_are_left_nothing_is_asked() -> None:
    assert at_the_choice("This", "I did not", "skip").asked == "last"


def test_a_stage_is_named_by_a_tap_by_its_title_or_by_its_position() -> None:
    for way in ("Using", "us", "2"):
        respondent = at_the_choice("This", "I did not", "That")
        respondent.says(way)
        assert (respondent.value("which"), respondent.answer("which").verbatim) == ("c", way)
    respondent = at_the_choice("This", "I did not", "That")
    respondent.taps(1)
    assert respondent.value("which") == "c"
    respondent.says("answers")
    assert "Which decided it?\n   Using" in respondent.heard


def decided_by(*, looked: str, bought: str) -> tuple[str, ...]:
    """What a customer is offered who answers all there is, and did, or did not, look and buy."""
    respondent = Respondent(JOURNEY).agrees()
    said = {"research_happened": looked, "convert_happened": bought, "advocacy_told": "4"}
    while respondent.asked != "decisive":
        assert respondent.phase in (Phase.ASKING, Phase.PROBING)
        by_input = {"text": "A few words on that, and no more", "number": "3", "choice": "1"}
        answer = said.get(respondent.asked or "", by_input.get(respondent.last.input, "3"))
        respondent.says(answer)
    return respondent.last.options


def test_a_customer_chooses_among_the_stages_that_were_reached() -> None:
    assert decided_by(looked="1", bought="1") == (
        *("The need", "Looking around", "Choosing", "Buying"),
        *("Having and using it", "Staying or leaving"),
    )
    assert decided_by(looked="2", bought="2") == ("The need", "Choosing", "Buying")
