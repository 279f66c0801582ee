from datetime import UTC, datetime, timedelta

import pytest

from bot import sentences
from bot.studies import close_study
from cxmodel.interview import Phase
from tests.bot.town import Respondent, Town, side_by_side

NEED = "What did you need?"
WAY = "Which way did you go?"


@pytest.fixture
def token(town: Town) -> str:
    return town.invites(town.study())


def test_an_invitation_begins_an_interview(town: Town, token: str) -> None:
    jennifer = town.respondent().starts(token)
    assert jennifer.last_reply.startswith("May I ask you three things?")

    jennifer.agrees()
    assert jennifer.replies == [NEED]

    jennifer.says("a new pair of shoes").taps("The shop").says("fewer stairs")
    assert jennifer.last_reply == "Thank you and good-bye."
    assert jennifer.phase is Phase.COMPLETED
    assert jennifer.answers == {
        "need": "a new pair of shoes",
        "way": "The shop",
        "wish": "fewer stairs",
    }


def test_the_same_account_comes_back_to_where_it_was(town: Town, token: str) -> None:
    jennifer = town.respondent().starts(token).agrees().says("shoes").starts(token)

    assert jennifer.last_reply == WAY
    assert jennifer.answers == {"need": "shoes"}
    assert len(town.interviews()) == 1


def test_a_bare_start_in_the_middle_resets_nothing(town: Town, token: str) -> None:
    jennifer = town.respondent().starts(token).agrees().says("shoes").starts()

    assert jennifer.last_reply == WAY
    assert jennifer.answers == {"need": "shoes"}


def test_a_used_invitation_is_of_no_use_to_others(town: Town, token: str) -> None:
    town.respondent("1").starts(token)

    assert town.respondent("2").starts(token).replies == [sentences.TAKEN_LINK]
    assert len(town.interviews()) == 1


@pytest.mark.parametrize("token", ["", "nonsense", "x" * 64, "'; DROP TABLE chat; --", "\0\ud800"])
def test_a_bad_invitation_is_told_so(town: Town, token: str) -> None:
    town.study()
    assert town.respondent().starts(token).replies == [sentences.UNKNOWN_LINK]


def test_an_expired_invitation_begins_nothing(town: Town) -> None:
    token = town.invites(town.study(), expires_at=datetime.now(UTC) - timedelta(seconds=1))

    assert town.respondent().starts(token).replies == [sentences.EXPIRED_LINK]
    assert town.interviews() == []


def test_who_is_in_the_middle_may_finish_after_expiry_and_closing(town: Town) -> None:
    soon = datetime.now(UTC) + timedelta(seconds=0.2)
    study = town.study()
    token = town.invites(study, expires_at=soon)
    jennifer = town.respondent().starts(token).agrees()
    _close(town)

    jennifer.starts(token)
    assert jennifer.last_reply == NEED

    jennifer.says("shoes").taps("The shop").says("fewer stairs")
    assert jennifer.phase is Phase.COMPLETED


def test_a_closed_study_takes_nobody_in(town: Town, token: str) -> None:
    _close(town)
    assert town.respondent().starts(token).replies == [sentences.CLOSED_STUDY]


def test_an_open_link_holds_an_interview_of_its_own_with_each_account(town: Town) -> None:
    token = town.invites(town.study(open_link=True), reusable=True, expires_at=None)
    one, other = (town.respondent(account).starts(token).agrees() for account in "12")
    one.says("shoes")
    other.says("a hat")

    assert one.starts(token).last_reply == WAY
    assert one.answers == {"need": "shoes"}
    assert other.answers == {"need": "a hat"}
    assert len({interview.respondent for interview in town.interviews()}) == 2


def test_an_open_link_ends_at_its_limit(town: Town) -> None:
    study = town.study(open_link=True, limit=2)
    token = town.invites(study, reusable=True, limit=2, expires_at=None)
    for account in "12":
        town.respondent(account).starts(token)

    assert town.respondent("3").starts(token).replies == [sentences.FULL_STUDY]
    assert town.respondent("4").says("hello").replies == [sentences.FULL_STUDY]
    assert town.respondent("1").starts(token).last_reply.startswith("May I ask")


def test_whichever_door_they_come_by_a_study_takes_no_more_than_its_limit(town: Town) -> None:
    study = town.study(open_link=True, limit=2)
    token = town.invites(study, reusable=True, limit=2, expires_at=None)
    town.respondent("1").says("hello")
    town.respondent("2").starts(token)

    assert town.respondent("3").starts(token).replies == [sentences.FULL_STUDY]
    assert town.respondent("4").says("hello").replies == [sentences.FULL_STUDY]
    alone = town.respondent("5").starts(town.invites(study))
    assert alone.last_reply.startswith("May I ask")


def test_two_processes_take_no_more_than_the_limit(towns: list[Town]) -> None:
    """Each alone would see room for one."""
    towns[0].study(open_link=True, limit=1)
    for number, town in enumerate(towns):
        town.receives(str(number), {"person": str(number), "message": "1", "say": "hello"})
    side_by_side(towns)
    assert len(towns[0].interviews()) == 1


def test_a_stranger_is_told_whom_to_ask(town: Town, token: str) -> None:
    assert town.respondent().says("hello").replies == [sentences.NO_STUDY]


def test_a_stranger_lands_in_the_only_open_study(town: Town) -> None:
    town.study(open_link=True)
    assert town.respondent().says("hello").last_reply.startswith("May I ask")


@pytest.mark.parametrize("answer", ["2", "journey", "The journey"])
def test_a_stranger_chooses_among_open_studies(town: Town, answer: str) -> None:
    town.study("errand", open_link=True)
    town.study("journey", open_link=True, title="Journey")
    town.study("closed", open_link=True, closed_at=datetime.now(UTC))
    stranger = town.respondent().starts()
    assert stranger.last_reply.endswith("1) Errand\n2) Journey")

    stranger.says(answer)
    assert stranger.interview.study == "journey"


def test_a_second_invitation_pauses_the_first_interview(town: Town, token: str) -> None:
    other = town.invites(town.study("other"))
    jennifer = town.respondent().starts(token).agrees().says("shoes")
    first = jennifer.interview.id

    jennifer.turns_to(other)
    assert jennifer.replies[0] == sentences.PAUSED_FOR_ANOTHER
    assert jennifer.replies[1].startswith("May I ask")
    assert jennifer.finds(first).phase is Phase.PAUSED

    jennifer.agrees().says("a hat").taps("The shop").says("colours")
    assert jennifer.last_reply == "Thank you and good-bye."

    jennifer.says("resume")
    assert jennifer.last_reply.endswith(WAY)
    assert jennifer.interview.id == first
    assert jennifer.taps("The web page").phase is Phase.ASKING


@pytest.mark.parametrize("words", ["/resume", "continue", " Resume! ", "/start"])
def test_going_on_with_the_first_is_asked_for_in_many_ways(
    town: Town, token: str, words: str
) -> None:
    other = town.invites(town.study("other"))
    jennifer = town.respondent().starts(token).agrees().says("shoes").turns_to(other)
    jennifer.taps("No, thanks")

    if words == "/start":
        jennifer.starts()
    else:
        jennifer.says(words)
    assert jennifer.last_reply.endswith(WAY)
    assert jennifer.interview.study == "errand"


def test_resume_means_the_active_interview_first(town: Town, token: str) -> None:
    other = town.invites(town.study("other"))
    jennifer = town.respondent().starts(token).agrees().turns_to(other).agrees().says("pause")

    jennifer.says("resume")
    assert jennifer.interview.study == "other"
    assert jennifer.phase is Phase.ASKING


def test_the_old_link_of_a_finished_interview_interrupts_nothing(town: Town, token: str) -> None:
    jennifer = _finished(town, token)
    jennifer.turns_to(town.invites(town.study("other"))).agrees()

    jennifer.starts(token)
    assert "is finished" in jennifer.last_reply
    jennifer.says("a hat")
    assert jennifer.last_reply == WAY
    assert jennifer.interview.study == "other"


def test_a_group_is_refused_once(town: Town, token: str) -> None:
    group = town.respondent("-100")
    group.sends({"group": True}, {"group": True})
    assert group.replies == [sentences.NOT_IN_GROUPS]

    group.sends({"group": True})
    assert group.replies == []


def _close(town: Town) -> None:
    with town.store.reading() as reading:
        study = reading.study("errand")
    assert study is not None
    close_study(town.store, study)


def _finished(town: Town, token: str) -> Respondent:
    jennifer = town.respondent().starts(token).agrees()
    return jennifer.says("shoes").taps("The shop").says("fewer stairs")
