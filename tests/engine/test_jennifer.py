"""The reference case of the field: a mid-level manager wants a training approved and paid."""

from cxmodel.guide import Lane
from cxmodel.interview import Absence, Answer, Phase
from interview_flows.library import shipped
from interview_flows.loader import load_flow
from interview_flows.talk import ReplyKind
from tests.engine.respondent import Respondent, a_study

FLOW = load_flow(shipped()["employee-process"], "employee-process.yaml")
STEPS = (
    "Find the pre-approval form",
    "Get the manager's approval",
    "Check the departmental budget",
    "Fill out a purchase order",
    "Fill out a vendor form, because the vendor is not in the accounting system",
    "Coordinate payment with Finance",
    "Take the training",
    "Fill out the goods and services received form",
    "Fill out the evaluation form of HR",
)
ABOUT_STEPS = {  # touchpoint, feeling from 1 to 5
    1: ("HR in person, forms spread over the intranet", "1"),
    2: ("My boss in person", "4"),
    3: ("My boss in person", "3"),
    4: ("Finance forms on the intranet", "2"),
    5: ("Finance forms on the intranet", "1"),
    6: ("Finance in person", "2"),
    7: ("The vendor", "5"),
    8: ("Finance forms on the intranet", "2"),
    9: ("HR forms on the intranet", "2"),
}
SAYS = {
    "need": "Get professional development approved and purchased, and the company validates it",
    "start_feeling": "5",
    "start_thought": "Excited, optimistic and valued; a little nervous about something new",
    "expectation": "Quick and easy",
    "pain": "Forms of separate departments are strung together",
    "severity": "3",
    "recurrence": "It happens every time",
    "bright": "It was good for me",
    "effort_kinds": "1,2,3",
    "forms_before": "5",
    "approvals_before": "2",
    "people_before": "3",
    "kept_from": "So much other work, for 3 weeks",
    "end_feeling": "1",
    "end_thought": "I wonder if it is worth doing, with so much other work",
    "decisive": "1",
    "desired": "One button “Request training” in the HR system on my phone, one short form",
    "forms_after": "2",
    "approvals_after": "2",
    "people_after": "0",
    "difference": "Automation does the legwork: two online forms instead of many departmental ones",
    "importance": "5",
    "improvement_self": "My needs are at the centre instead of last",
    "improvement_organisation": "HR and Finance stop answering questions about the process",
    "value_lived": "It felt like the opposite of people first",
}
BY_INPUT = {"text": "Nothing more than that, I think", "scale": "1", "yesno": "yes", "choice": "1"}
WHY = ["Every department has a form of its own", "Nobody owns the whole process"]


def jennifer() -> Respondent:
    study = a_study(FLOW, stated_values=("people first",), contact="Ada")
    respondent = Respondent(FLOW, study).agrees()
    whys = iter(WHY)
    for _ in range(300):
        prompt = respondent.last
        if respondent.phase is Phase.COMPLETED:
            break
        if prompt.kind is ReplyKind.PROBE:
            respondent.says(next(whys, "That's all") if prompt.question == "pain" else "no")
        elif prompt.kind in (ReplyKind.CONFIRM, ReplyKind.PLAYBACK):
            respondent.taps(prompt.options[-1])
        elif prompt.question == "story":
            respondent.says(*STEPS, "That's all")
        elif prompt.question in ("touchpoint", "feeling"):
            number = int(prompt.context.split("Step ")[1].split(" of")[0])
            respondent.says(ABOUT_STEPS[number][prompt.question == "feeling"])
        else:
            respondent.says(SAYS.get(prompt.question or "", BY_INPUT.get(prompt.input, "1")))
    return respondent


JENNIFER = jennifer()
LANES = {question.id: question.lane for _, _, question in FLOW.questions()}


def in_lane(lane: Lane) -> list[Answer]:
    return [a for a in JENNIFER.answers if LANES[a.question] is lane]


def test_her_interview_is_completed_in_one_go() -> None:
    assert JENNIFER.phase is Phase.COMPLETED
    assert JENNIFER.interview.playback is not None
    assert JENNIFER.interview.playback.verdict == 4
    assert JENNIFER.steps == list(STEPS)


def test_her_words_are_in_all_seven_lanes() -> None:
    for lane in (
        Lane.NEED,
        Lane.FEELING,
        Lane.ACTION,
        Lane.TOUCHPOINT_CURRENT,
        Lane.TOUCHPOINT_DESIRED,
        Lane.DIFFERENCE,
        Lane.IMPROVEMENT_SELF,
        Lane.IMPROVEMENT_ORGANISATION,
    ):
        assert any(answer.verbatim for answer in in_lane(lane)), lane


def test_her_feelings_fall_from_excited_to_annoyed() -> None:
    assert JENNIFER.value("start_feeling") == 2
    assert JENNIFER.value("end_feeling") == -2
    feelings = [JENNIFER.value("feeling", f"s{n}") for n in range(1, 10)]
    assert feelings == [-2, 1, 0, -1, -2, -1, 2, -1, -1]


def test_five_forms_become_two() -> None:
    assert (JENNIFER.value("forms_before"), JENNIFER.value("forms_after")) == (5, 2)


def test_the_why_stands_at_the_root_of_her_first_pain() -> None:
    ladder = [a for a in JENNIFER.answers if a.question == "pain" and a.step == "s1"]
    assert [a.verbatim for a in ladder] == [SAYS["pain"], *WHY]
    assert [a.probe.of for a in ladder if a.probe] == [ladder[0].id, ladder[1].id]


def test_only_low_points_are_asked_for_their_cause() -> None:
    asked = {a.step for a in JENNIFER.answers if a.question == "pain" and not a.probe}
    assert asked == {"s1", "s4", "s5", "s6", "s8", "s9"}


def test_nothing_is_left_open_and_nothing_is_excluded() -> None:
    assert not any(answer.excluded for answer in JENNIFER.interview.answers)
    skipped = [a for a in JENNIFER.answers if a.absence is Absence.SKIPPED and not a.probe]
    assert skipped == []
