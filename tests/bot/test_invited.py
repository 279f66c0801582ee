"""How many invitations the head of a map counts: of a part of a study, those that are of it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.invited import invited_to
from bot.maps import compiled
from bot.settings import read_settings
from bot.studies import begin_wave
from cxmodel.interview import StudyId
from cxmodel.journey import UNASSIGNED, Selection
from reports.render import render
from tests.bot.town import Town, lost_flow, short_flow


def invited(town: Town, study: StudyId, **selection: Any) -> int | None:
    with town.store.reading() as reading:
        found = reading.study(study)
        assert found is not None
        return invited_to(reading, found, Selection(**selection))


def head(town: Town, study: StudyId, fmt: str, **selection: Any) -> str:
    """The line of a map that counts interviews."""
    with town.store.reading() as reading:
        found = reading.study(study)
        assert found is not None
        page = render(compiled(reading, found, Selection(**selection)), fmt)
    (line,) = (x for x in page.splitlines() if "| Interviews |" in x or 'class="facts"' in x)
    return line


def test_a_segment_has_its_own_invitations(town: Town) -> None:
    study = town.study()
    tokens = [town.invites(study, segment=segment) for segment in ("day", "day", "night", None)]
    town.respondent().starts(tokens[0]).agrees().says("shoes").taps("The shop").says("less")
    assert invited(town, study, segment="day") == 2
    assert invited(town, study, segment="night") == 1
    assert invited(town, study, segment=UNASSIGNED) == 1
    assert "1 started, 2 invited" in head(town, study, "md", segment="day")
    assert "<b>2</b> invited" in head(town, study, "html", segment="day")
    assert "1 started, 4 invited" in head(town, study, "md")


def test_an_open_link_counts_for_its_segment_as_often_as_it_was_used(town: Town) -> None:
    study = town.study(open_link=True)
    link = town.invites(study, segment="day", reusable=True)
    town.invites(study, segment="night", reusable=True)
    for account in "12":
        town.respondent(account).starts(link)
    assert invited(town, study, segment="day") == 2
    assert invited(town, study, segment="night") == 0


def test_a_wave_has_its_own_invitations(town: Town, tmp_path: Path) -> None:
    study = town.study()
    late, *_ = [town.invites(study) for _ in range(3)]
    begin_wave(town.store, read_settings(DESIREPATH_HOME=tmp_path), study)
    town.invites(study)
    assert (invited(town, study, wave=1), invited(town, study, wave=2)) == (3, 1)
    town.respondent().starts(late).agrees()  # into the second wave, by a link of the first
    assert (invited(town, study, wave=1), invited(town, study, wave=2)) == (2, 2)


def test_a_link_that_was_open_in_two_waves_does_not_tell_whom_it_led_to(
    town: Town, tmp_path: Path
) -> None:
    study = town.study(open_link=True)
    link = town.invites(study, segment="day", reusable=True)
    town.respondent("1").starts(link).agrees()
    assert invited(town, study, wave=1) == 1
    begin_wave(town.store, read_settings(DESIREPATH_HOME=tmp_path), study)
    town.respondent("2").starts(link).agrees()
    assert invited(town, study, wave=2) is None
    assert invited(town, study, segment="night", wave=2) == 0
    assert "invited" not in head(town, study, "md", wave=2)
    assert "invited" not in head(town, study, "html", wave=2)


def test_a_link_of_the_latest_wave_led_to_no_other(town: Town, tmp_path: Path) -> None:
    study = town.study(open_link=True)
    begin_wave(town.store, read_settings(DESIREPATH_HOME=tmp_path), study)
    town.respondent().starts(town.invites(study, reusable=True)).agrees()
    assert (invited(town, study, wave=1), invited(town, study, wave=2)) == (0, 1)


def test_a_side_has_the_invitations_that_lead_to_its_guide(town: Town) -> None:
    study = town.study("errand", short_flow(), lost_flow())
    for flow in (None, "short", "lost"):
        town.invites(study, flow=flow)
    link = town.invites(study)
    assert (invited(town, study, side="customer"), invited(town, study, side="staff")) == (3, 1)
    with town.store.writing() as work:  # from now on, links that name no guide lead to staff
        found = work.study(study)
        assert found is not None
        work.save_study(replace(found, flows=found.flows[::-1]))
    town.respondent("1").starts(link).agrees()
    assert (invited(town, study, side="customer"), invited(town, study, side="staff")) == (1, 3)


def test_an_open_link_to_both_sides_does_not_tell_which_was_chosen(town: Town) -> None:
    study = town.study("errand", short_flow(), lost_flow(), open_link=True)
    town.invites(study, flow="lost", reusable=True, used=2)
    town.invites(study, reusable=True)
    assert invited(town, study, side="staff") == 2
    town.invites(study, reusable=True, used=1)
    assert invited(town, study, side="staff") is None


def test_nothing_is_told_of_one_interview_nor_after_an_import(town: Town) -> None:
    study = town.study()
    jennifer = town.respondent().starts(town.invites(study, segment="day")).agrees()
    assert invited(town, study, interview=jennifer.interview.id) is None
    copy = town.study("copy", invited_before=4)
    town.invites(copy, segment="day")
    assert invited(town, copy, segment="day") is None
