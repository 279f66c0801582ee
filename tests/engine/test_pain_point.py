"""An employee reports one pain point: in words, then by taps, in eleven messages of theirs."""

import pytest

from cxmodel.guide import Lane
from cxmodel.interview import Absence, Phase
from interview_flows.library import shipped
from interview_flows.loader import load_flow
from interview_flows.talk import ReplyKind
from tests.engine.respondent import Respondent, a_study

FLOW = load_flow(shipped()["pain-point"], "pain-point.yaml")
SAYS = {
    "process": "Travel expenses",
    "happened": "The form lost my receipts, twice",
    "where": "On an intranet page",
    "feeling": "2",
    "severity": "3",
    "recurrence": "It happens sometimes",
    "minutes_lost": "about 90",
    "better": "A photo of the receipt is enough",
    "quotes": "yes",
}
WHY = ["It forgets everything after ten minutes", "Nobody looks after that page"]


def reported() -> tuple[Respondent, list[str | None]]:
    """The whole talk, and which question each of their messages answered."""
    respondent = Respondent(FLOW, a_study(FLOW)).agrees()
    asked: list[str | None] = []
    whys = iter(WHY)
    while respondent.phase is not Phase.COMPLETED:
        asked.append(respondent.asked)
        question = respondent.asked or ""
        respondent.says(next(whys) if question == "why" else SAYS[question])
    return respondent, asked


def test_a_report_is_eleven_messages_and_no_playback() -> None:
    respondent, asked = reported()
    assert asked == [
        *("process", "happened", "where", "feeling", "why", "why"),
        *("severity", "recurrence", "minutes_lost", "better", "quotes"),
    ]
    assert respondent.interview.playback is None
    assert respondent.last.kind is ReplyKind.CLOSING
    assert "come back and tell me" in respondent.heard


def test_its_words_and_values_are_kept() -> None:
    respondent, _ = reported()
    assert respondent.answer("happened").verbatim == SAYS["happened"]
    assert [a.value for a in respondent.answers if a.question == "why"] == WHY
    assert (respondent.value("where"), respondent.value("feeling")) == ("intranet", -1)
    assert respondent.value("severity") == 3
    assert (respondent.value("recurrence"), respondent.value("minutes_lost")) == ("sometimes", 90)
    assert respondent.interview.quotes_allowed


def test_why_is_followed_up_once() -> None:
    respondent, _ = reported()
    first, second = (a for a in respondent.answers if a.question == "why")
    assert first.probe is None
    assert second.probe is not None
    assert (second.probe.reason, second.probe.rung, second.probe.of) == ("why", 1, first.id)


def test_the_study_s_own_touchpoints_come_first() -> None:
    study = a_study(FLOW, touchpoints=("Expense portal", "Travel desk"))
    respondent = Respondent(FLOW, study).agrees()
    respondent.says("Travel expenses", "It lost my receipts")
    assert respondent.last.options[:3] == (
        "Expense portal",
        "Travel desk",
        "With someone in person",
    )
    respondent.taps("Travel desk")
    assert respondent.answer("where").verbatim == "Travel desk"


def test_everything_may_be_left_out() -> None:
    respondent = Respondent(FLOW).agrees()
    while respondent.phase is not Phase.COMPLETED:
        respondent.skips()
    lanes = {question.id: question.lane for _, _, question in FLOW.questions()}
    assert {a.absence for a in respondent.answers} == {Absence.SKIPPED}
    assert {lanes[a.question] for a in respondent.answers} >= {Lane.PAIN, Lane.EFFORT}


@pytest.mark.parametrize("nothing", ["skip", "dunno", "nothing"])
def test_no_pain_is_neither_weighed_nor_counted(nothing: str) -> None:
    respondent = Respondent(FLOW).agrees()
    respondent.says("Travel expenses", nothing, "phone", "3", "skip")
    assert respondent.asked == "minutes_lost"


def test_a_time_lost_may_be_told_in_hours() -> None:
    respondent = Respondent(FLOW).agrees()
    respondent.says("Travel expenses", "skip", "phone", "3", "skip", "two hours")
    assert respondent.value("minutes_lost") == 120
