"""Branches that a change of mind leaves, and that a later answer leads into again."""

from cxmodel.interview import QuestionId
from interview_flows.talk import Changed
from tests.engine.flows import flow_of
from tests.engine.respondent import Respondent

ASKED_TWICE = flow_of(
    """
sections:
  - id: a
    title: A
    items:
      - {id: desk, kind: yesno, text: Did you go to the desk?}
      - {id: phone, kind: yesno, when: desk == no, text: Did you phone them?}
      - {id: told, kind: text, when: desk == yes or phone == yes, text: What were you told?}
      - {id: end, kind: text, text: How did it end?}
""",
    playback="no",
)


def test_an_answer_counts_again_once_a_new_one_leads_to_its_question() -> None:
    person = Respondent(ASKED_TWICE).agrees()
    person.says("yes", "To come back on Monday")
    person.does(Changed(QuestionId("desk")))
    person.says("no")
    assert counted(person) == ["desk"]
    assert "Did you phone them?" in person.last.say

    person.says("yes")
    assert counted(person) == ["told", "desk", "phone"]
    assert "How did it end?" in person.last.say


def counted(person: Respondent) -> list[str]:
    return [answer.question for answer in person.interview.current_answers()]
