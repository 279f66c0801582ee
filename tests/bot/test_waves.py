"""A further wave of the same study: the same people, interviews of their own."""

from pathlib import Path

import pytest

from bot.sentences import CLOSED_STUDY, FULL_STUDY
from bot.settings import Settings, read_settings
from bot.studies import begin_wave, close_study
from cxmodel.errors import Refused
from cxmodel.interview import Phase, StudyId
from tests.bot.town import SHORT, Respondent, Town

AFTER = SHORT.replace("id: short", "id: after").replace("What did you need?", "What is new?")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings(DESIREPATH_HOME=tmp_path)


def finishes(respondent: Respondent, need: str) -> Respondent:
    respondent.agrees().says(need).taps("The shop").says("more time")
    assert respondent.phase is Phase.COMPLETED
    return respondent


def waves(town: Town) -> list[tuple[str, int, str]]:
    """Who said what they needed, in which wave."""
    found = [(i.respondent, i.wave, tuple(i.current_answers())) for i in town.interviews()]
    return sorted((who, wave, answers[0].verbatim) for who, wave, answers in found if answers)


def test_who_answers_again_is_the_same_respondent_with_another_interview(
    town: Town, settings: Settings
) -> None:
    study = town.study()
    jennifer = finishes(town.respondent().starts(town.invites(study)), "shoes")
    assert begin_wave(town.store, settings, study).wave == 2
    finishes(jennifer.starts(town.invites(study)), "boots")

    (first, second) = waves(town)
    assert (first[1:], second[1:]) == ((1, "shoes"), (2, "boots"))
    assert first[0] == second[0]


def test_an_interview_under_way_stays_in_its_wave(town: Town, settings: Settings) -> None:
    study = town.study()
    jennifer = town.respondent().starts(town.invites(study)).agrees().says("shoes")
    begin_wave(town.store, settings, study)
    jennifer.taps("The shop").says("more time")

    assert jennifer.phase is Phase.COMPLETED
    assert [wave for _, wave, _ in waves(town)] == [1]


def test_an_open_link_admits_earlier_respondents_again_and_as_many_as_before(
    town: Town, settings: Settings
) -> None:
    study = town.study(open_link=True, limit=2)
    link = town.invites(study, reusable=True, limit=2)
    jennifer = finishes(town.respondent("1").starts(link), "shoes")
    finishes(town.respondent("2").starts(link), "a hat")
    assert town.respondent("3").starts(link).last_reply == FULL_STUDY

    begin_wave(town.store, settings, study)
    finishes(jennifer.starts(link), "boots")
    finishes(town.respondent("3").starts(link), "a coat")
    assert town.respondent("4").starts(link).last_reply == FULL_STUDY
    assert [wave for who, wave, _ in waves(town) if who == jennifer.interview.respondent] == [1, 2]


def test_a_link_that_was_used_leads_to_what_was_begun_with_it(
    town: Town, settings: Settings
) -> None:
    study = town.study()
    link = town.invites(study)
    jennifer = finishes(town.respondent().starts(link), "shoes")
    begin_wave(town.store, settings, study)
    jennifer.starts(link)
    assert [wave for _, wave, _ in waves(town)] == [1]


def test_a_wave_may_ask_with_another_guide(town: Town, settings: Settings, tmp_path: Path) -> None:
    study = town.study()
    jennifer = finishes(town.respondent().starts(town.invites(study)), "shoes")
    (tmp_path / "after.yaml").write_text(AFTER, encoding="utf-8")
    begun = begin_wave(town.store, settings, study, str(tmp_path / "after.yaml"))

    assert [each.flow for each in begun.flows] == ["after", "short"]
    finishes(jennifer.starts(town.invites(study)), "new shoes")
    assert {(i.wave, i.flow) for i in town.interviews()} == {(1, "short"), (2, "after")}
    assert len({i.respondent for i in town.interviews()}) == 1


def test_a_closed_study_opens_again(town: Town, settings: Settings) -> None:
    study = town.study()
    with town.store.reading() as reading:
        found = reading.study(study)
    assert found is not None
    close_study(town.store, found)
    link = town.invites(study)
    assert town.respondent().starts(link).last_reply == CLOSED_STUDY
    begin_wave(town.store, settings, study)
    assert town.respondent().starts(link).phase is Phase.CONSENTING


def test_there_is_no_wave_of_no_study(town: Town, settings: Settings) -> None:
    with pytest.raises(Refused, match="there is no study 'nowhere'"):
        begin_wave(town.store, settings, StudyId("nowhere"))
