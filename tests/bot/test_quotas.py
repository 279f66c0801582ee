"""A segment that is full thanks whoever comes, and ejects nobody."""

from pathlib import Path

import pytest

from bot.sentences import FULL_STUDY
from bot.studies import study_plan
from cxmodel.errors import Refused
from cxmodel.interview import Phase, StudyId
from cxmodel.study import Quota
from interview_flows.loader import load_flow
from tests.bot.town import SHORT, Respondent, Town

SCREENED = load_flow(
    SHORT.replace("closing: ", "screened_out: It is about errands. Thank you!\nclosing: ").replace(
        "- {id: need, kind: text, lane: need, text: What did you need?}",
        "- {id: out, kind: yesno, skippable: no, screens: out == yes, text: Were you out?}",
    ),
    "short.yaml",
)


@pytest.fixture
def study(town: Town) -> StudyId:
    return town.study("errand", SCREENED, quotas=(Quota("north", 2),))


def comes(town: Town, study: StudyId, account: str, segment: str | None) -> Respondent:
    return town.respondent(account).starts(town.invites(study, segment=segment))


def test_a_full_segment_thanks_before_it_asks_and_others_are_let_in(
    town: Town, study: StudyId
) -> None:
    inside = [comes(town, study, account, "north") for account in "12"]
    assert comes(town, study, "3", "north").last_reply == FULL_STUDY
    assert comes(town, study, "4", "south").phase is Phase.CONSENTING
    assert comes(town, study, "5", None).phase is Phase.CONSENTING
    inside[0].agrees().says("yes")
    assert inside[0].interview.progress.at is not None
    assert len(town.interviews()) == 4


def test_who_is_screened_out_leaves_a_place_and_who_completed_keeps_it(
    town: Town, study: StudyId
) -> None:
    first, second = (comes(town, study, account, "north").agrees() for account in "12")
    first.says("yes", "1", "more time")
    assert first.phase is Phase.COMPLETED
    second.says("no")
    assert (second.phase, second.last_reply) == (
        Phase.DECLINED,
        "It is about errands. Thank you!",
    )
    assert comes(town, study, "3", "north").phase is Phase.CONSENTING
    assert comes(town, study, "4", "north").last_reply == FULL_STUDY


def test_the_link_that_was_refused_works_when_there_is_room(town: Town, study: StudyId) -> None:
    first = comes(town, study, "1", "north").agrees()
    comes(town, study, "2", "north")
    token = town.invites(study, segment="north")
    assert town.respondent("3").starts(token).last_reply == FULL_STUDY
    first.says("no")
    assert town.respondent("3").starts(token).phase is Phase.CONSENTING


def test_who_is_inside_may_correct_the_screening_answer(town: Town, study: StudyId) -> None:
    person = comes(town, study, "1", "north").agrees().says("yes", "back", "no")
    assert person.phase is Phase.ASKING
    assert person.says("1", "more time").phase is Phase.COMPLETED


def plan_of(folder: Path, text: str) -> tuple[Quota, ...]:
    file = folder / "study.yaml"
    file.write_text(f"title: T\nflow: pain-point\n{text}", "utf-8")
    plan = study_plan(
        file, flows=[], title="", persona="", anonymity="", open_link=False, limit=None
    )
    return tuple(plan.details["quotas"])


def test_quotas_stand_in_the_study_file(tmp_path: Path) -> None:
    text = "segments: [north, south]\nquotas: {north: 20}\n"
    assert plan_of(tmp_path, text) == (Quota("north", 20),)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("quotas: {north: 0}", "from 1 on"),
        ("quotas: [north]", "numbers by segment"),
        ("segments: [north]\nquotas: {nort: 2}", "no segment 'nort'; known are north"),
    ],
)
def test_a_quota_that_cannot_be_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        plan_of(tmp_path, text)
